"""Install the Sciatica Toolkit from this folder, without internet, and start it.

    python3 start.py            opens the dashboards (the first time it installs them)
    python3 start.py install    installs them only
    python3 start.py lab        opens your own copy of the notebooks in JupyterLab
    python3 start.py check      says whether all is in order

Everything goes into the folder .venv beside this file.
"""

# An old Python must come as far as the sentence that says so.
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DONE = VENV / "installed"


def main(words: list[str]) -> int:
    """Install what is not installed yet, and pass the words on to the toolkit."""
    if words[:1] in (["-h"], ["--help"], ["help"]):
        print(__doc__)
        return 0
    obstacle = wrong_python()
    if obstacle:
        print(obstacle, file=sys.stderr)
        return 1
    try:
        # A folder that was moved needs its environment anew: its programs know where they were.
        if not DONE.exists() or DONE.read_text(encoding="utf-8") != str(HERE):
            install()
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    if words[:1] == ["install"]:
        print("Installed. Start it with: python3 start.py")
        return 0
    command = [str(PYTHON), "-P", "-m", "toolkit.serve.command", *(words or ["serve"])]
    sys.stdout.flush()
    if os.name == "posix":
        # Ctrl and C must reach the program alone: it ends its pages itself.
        os.execv(command[0], command)
    with subprocess.Popen(command) as program:
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                continue


def wrong_python() -> str:
    """Return a sentence when this computer or its Python is not the one that the folder was made for."""
    made = json.loads((HERE / "made-for.json").read_text(encoding="utf-8"))
    version = ".".join(map(str, sys.version_info[:3]))
    system = {"win32": "windows", "darwin": "mac"}.get(sys.platform, sys.platform)
    fits = (
        made["python"] == version.rpartition(".")[0] and made["first"] <= sys.version_info[2] <= made["last"]
    )
    if fits and made["system"].split("-")[0] == system:
        return ""
    return (
        f"This folder was made for {made['words']}; this is {system} with Python {version}. "
        "Start it with that Python, or have a folder made for this one (see 'Read me.txt')."
    )


def install() -> None:
    """Make the environment and install the packages of this folder, each checked by its hash."""
    print("Installing from this folder (once; this takes a minute or two) ...", flush=True)
    # Without ensurepip, which some systems leave out: the folder has its own pip.
    venv.create(VENV, with_pip=False, clear=VENV.exists())
    pip = next((HERE / "wheels").glob("pip-*.whl"))
    # Nothing of this computer's settings may send pip elsewhere.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    env["PIP_CONFIG_FILE"] = os.devnull
    command = [
        str(PYTHON),
        str(pip / "pip"),
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
    ]
    command += [
        "--no-index",
        "--find-links",
        str(HERE / "wheels"),
        "--require-hashes",
        "-r",
        str(HERE / "lock.txt"),
    ]
    if subprocess.call(command, env=env) != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        print(
            "The packages could not be installed. Is there room on the disk, and was the whole folder copied?",
            file=sys.stderr,
        )
        sys.exit(1)
    DONE.write_text(str(HERE), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
