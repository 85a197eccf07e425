"""Make a folder from which the toolkit is installed on a computer that has no internet.

    python3 start.py offline FOLDER                                        for a computer like this one
    python3 start.py offline FOLDER --system windows --python 3.12         for another one
    python3 start.py offline --help

In it are all packages with their hashes, a copy of the lock, and `start.py`, which needs Python and nothing else.
"""

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from packaging.markers import Marker

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]

# What packages for a system are called, and what their conditions are asked with.
SYSTEMS = {
    "linux": (
        ("manylinux2014_x86_64", "manylinux_2_28_x86_64", "manylinux_2_34_x86_64"),
        {
            "sys_platform": "linux",
            "os_name": "posix",
            "platform_system": "Linux",
            "platform_machine": "x86_64",
        },
    ),
    "linux-arm": (
        ("manylinux2014_aarch64", "manylinux_2_28_aarch64", "manylinux_2_34_aarch64"),
        {
            "sys_platform": "linux",
            "os_name": "posix",
            "platform_system": "Linux",
            "platform_machine": "aarch64",
        },
    ),
    "windows": (
        ("win_amd64",),
        {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    ),
    "mac": (
        ("macosx_14_0_arm64",),
        {
            "sys_platform": "darwin",
            "os_name": "posix",
            "platform_system": "Darwin",
            "platform_machine": "arm64",
        },
    ),
}
_NEWEST = 99
HOW_TO = """\
The Sciatica Toolkit {version}, to install without internet

Made for {made_for}. For another computer, make another folder (see below).

  1. Copy this folder to the computer. It needs about 550 MB there once all is installed.
  2. Open a terminal in it:
         python3 start.py          (on Windows: py start.py)
     The first time it installs everything into the folder .venv here, which takes a minute or two; then it
     opens the dashboards in the browser. Python {python} itself must be on the computer.
  3. When something is wrong:
         python3 start.py check

A folder for another computer is made where the project and the internet are:
         python3 start.py offline FOLDER --system windows --python 3.12

A teaching simulation, not advice.
"""


class PackError(Exception):
    """The folder could not be made; the message says why."""


def main(words: list[str]) -> int:
    """Make the folder; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="start.py offline", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="a new folder, on a USB stick perhaps")
    parser.add_argument("--system", choices=SYSTEMS, help="another system than this one")
    parser.add_argument("--python", help="another Python than this one's, such as 3.12 or 3.11.2")
    chosen = parser.parse_args(words)
    try:
        pack(chosen.folder, chosen.system, chosen.python)
    except (PackError, OSError) as error:
        print(f"The folder was not made. {error}", file=sys.stderr)
        return 1
    return 0


def pack(folder: Path, system: str | None = None, python: str | None = None) -> None:
    """Make the folder.

    Args:
        folder: it must not be there yet, or be empty.
        system: one of `SYSTEMS`; this one when left out.
        python: such as '3.12', or '3.11.2' for exactly that one; this one's when left out.

    Raises:
        PackError: a wish that cannot be met, or packages that cannot be had.
    """
    here = this_system()
    version = python or (platform.python_version() if system in (None, here) else this_python())
    if not re.fullmatch(r"3\.\d{1,2}(\.\d{1,2})?", version) or int(version.split(".")[1]) < 11:
        raise PackError(f"Python 3.11 or newer is needed, written as 3.12 or 3.12.4; not {version!r}.")
    if folder.exists() and any(folder.iterdir()):
        raise PackError(f"{folder} is there already and not empty. Name a new folder.")
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    try:
        made_for = _fill(folder, wheels, system or here, version, own=(system or here) == here)
    except BaseException:
        shutil.rmtree(wheels)
        raise
    size = sum(file.stat().st_size for file in wheels.iterdir()) / 1e6
    print(f"{folder} is ready: {size:.0f} MB for {made_for}. Its how-to is 'Read me.txt'.")


def _fill(folder: Path, wheels: Path, system: str, version: str, *, own: bool) -> str:
    python, _, patch = version.partition(".")[2].partition(".")
    python = f"3.{python}"
    lock = (ROOT / "locks" / "run.txt").read_text(encoding="utf-8")
    needed = for_machine(lock, system, f"{python}.{patch or _NEWEST}")
    # Now and then a lock asks for the last number of a version; the folder serves those that get the same.
    same = [last for last in range(_NEWEST + 1) if for_machine(lock, system, f"{python}.{last}") == needed]
    made_for = f"{system}, Python {python}" + (f" (from {python}.{same[0]} on)" if same[0] else "")
    if same[-1] < _NEWEST:
        made_for = f"{system}, Python {python}.{same[0]} to {python}.{same[-1]}"
    print(f"Fetching the packages for {made_for} ...", flush=True)
    wanted = folder / "wanted.txt"
    wanted.write_text("\n".join(needed) + "\n", encoding="utf-8")
    fetch = [*PIP, "download", "--no-deps", "--require-hashes", "--only-binary", ":all:", "-d", str(wheels)]
    if not own or python != this_python():
        short = python.replace(".", "")
        fetch += [word for tag in SYSTEMS[system][0] for word in ("--platform", tag)]
        fetch += ["--python-version", f"{python}.{patch or same[0]}", "--implementation", "cp"]
        fetch += [word for abi in (f"cp{short}", "abi3", "none") for word in ("--abi", abi)]
    _run(
        [*fetch, "-r", str(wanted)],
        "A package cannot be had for that system and Python, or there is no internet.",
    )
    wanted.unlink()
    _run(
        [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(wheels), str(ROOT)],
        "The toolkit's own package could not be built.",
    )
    (folder / "lock.txt").write_text("\n".join(map(pinned, sorted(wheels.glob("*.whl")))) + "\n")
    about = {"system": system, "python": python, "first": same[0], "last": same[-1], "words": made_for}
    (folder / "made-for.json").write_text(json.dumps(about) + "\n")
    shutil.copyfile(HERE / "start.py", folder / "start.py")
    toolkit = next(wheels.glob("sciatica_toolkit-*.whl")).name.split("-")[1]
    text = HOW_TO.format(version=toolkit, made_for=made_for, python=python)
    (folder / "Read me.txt").write_text(text, encoding="utf-8")
    return made_for


def for_machine(lock: str, system: str, version: str) -> list[str]:
    """Return the requirements of a lock that a machine needs, each with its hashes and without its condition.

    Args:
        lock: the lock's text: `name==version ; condition`, then a line for each hash.
        system: one of `SYSTEMS`.
        version: Python's, such as '3.12.4'.
    """
    about = {
        **SYSTEMS[system][1],
        "python_version": version.rpartition(".")[0],
        "python_full_version": version,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    needed = []
    for block in re.split(r"\n(?=\S)", lock.strip()):
        head, *hashes = block.replace("\\\n", "\n").splitlines()
        name, _, condition = head.partition(";")
        if not condition.strip() or Marker(condition.strip()).evaluate(about):
            needed.append(" ".join([name.strip(), *(line.strip() for line in hashes)]))
    return needed


def pinned(wheel: Path) -> str:
    """Return the line of the folder's own lock for one package."""
    name, version = wheel.name.split("-")[:2]
    return (
        f"{name.replace('_', '-')}=={version} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"
    )


def this_system() -> str:
    """Return which of `SYSTEMS` this machine is.

    Raises:
        PackError: none of them.
    """
    arm = platform.machine().lower() in ("arm64", "aarch64")
    for name, (_, about) in SYSTEMS.items():
        if about["sys_platform"] == sys.platform and arm == (
            about["platform_machine"] in ("arm64", "aarch64")
        ):
            return name
    raise PackError("This system is not known. Say with --system for which one the folder is.")


def this_python() -> str:
    """Return this Python's version, such as '3.11'."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _run(command: list[str], sentence: str) -> None:
    # Where pip looks for packages is this machine's business; pip reads it and writes none of it down.
    if subprocess.call(command, env=dict(os.environ)) != 0:
        raise PackError(sentence)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
