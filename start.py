"""Set up and start the Sciatica Toolkit on a fresh machine, with nothing but Python 3.11 or newer.

    python3 start.py            opens the dashboards
    python3 start.py test       passes the tests
    python3 start.py lab        opens your own copy of the notebooks in JupyterLab
    python3 start.py check      says whether all is in order
    python3 start.py offline    makes a folder that installs without internet (docs/offline.md)
    python3 start.py hub        starts a faculty's JupyterHub (docs/faculty.md)

Everything goes into the folder .venv beside this file. Versions and hashes are locked in locks/.
"""

# An old Python must come as far as the sentence that says so.
from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def main(words: list[str]) -> int:
    """Set up what the word asks for, and do it."""
    if sys.version_info < (3, 11):
        print(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    if words[:1] in (["-h"], ["--help"], ["help"]):
        print(__doc__)
        return 0
    work = WORKS.get(words[0] if words else "serve", run_toolkit)
    try:
        set_up({test: "test", hub: "hub"}.get(work, "run"))
        return work(words[1:] if work is not run_toolkit else words)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def run_toolkit(words: list[str]) -> int:
    """Run the toolkit's own command."""
    # -P: a file of the folder of the day must not stand in for a module.
    return hand_over([str(PYTHON), "-P", "-m", "toolkit.serve.command", *(words or ["serve"])])


def offline(more: list[str]) -> int:
    """Make a folder that installs without internet."""
    return hand_over([str(PYTHON), "-P", str(HERE / "deploy" / "offline" / "pack.py"), *more])


def hand_over(command: list[str]) -> int:
    """Let the program take this process over: Ctrl and C reaches it alone, and it ends its kernels itself."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606
    with subprocess.Popen(command) as program:
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:
                continue


def set_up(kind: str) -> None:
    """Make the virtual environment and install the locked versions, once for each lock."""
    want = fingerprint(kind)
    stamp = VENV / f"installed-{kind}"
    # The tests' lock holds all that running and the hub need.
    have = [path.read_text() for path in (stamp, VENV / f"installed-test-for-{kind}") if path.exists()]
    if want in have and PYTHON.exists():
        return
    print(f"Setting up for '{kind}' in .venv (once; this takes a minute or two) ...", flush=True)
    if not has_pip():
        make_venv()
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run([*pip, "--require-hashes", "-r", HERE / "locks" / f"{kind}.txt"])
    run([*pip, "--no-deps", "--no-build-isolation", "--editable", HERE])
    stamp.write_text(want)
    if kind == "test":
        for other in ("run", "hub"):
            (VENV / f"installed-test-for-{other}").write_text(fingerprint(other))


def fingerprint(kind: str) -> str:
    """Return a text that changes with the lock, the project, Python and the folder it all lies in."""
    lock = (HERE / "locks" / f"{kind}.txt").read_bytes()
    here = f"{sys.version} {HERE}".encode()
    return hashlib.sha256(lock + (HERE / "pyproject.toml").read_bytes() + here).hexdigest()


def has_pip() -> bool:
    """Say whether the environment is whole; one that was interrupted has a Python and nothing to install with."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return PYTHON.exists() and subprocess.call([str(PYTHON), "-m", "pip", "--version"], **quiet) == 0


def make_venv() -> None:
    """Make the virtual environment anew; stop with one sentence when it cannot be made."""
    try:
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        print(
            "This Python cannot make virtual environments. On Debian and Ubuntu install what it lacks "
            f"('sudo apt install python{version}-venv') and give the same command again.",
            file=sys.stderr,
        )
        sys.exit(1)
    except OSError as error:
        print(f"The folder {VENV} cannot be written: {error.strerror}.", file=sys.stderr)
        sys.exit(1)


def run(command: list[object]) -> None:
    """Run one step; stop with one sentence when it fails."""
    if subprocess.call([str(word) for word in command]) != 0:
        print(
            "The set-up stopped: a package could not be installed. Is this machine online, and is there room "
            "on its disk? Mend that and give the same command again; what is there already is kept.",
            file=sys.stderr,
        )
        sys.exit(1)


def hub(more: list[str]) -> int:
    """Start the faculty's hub; what it must remember lies in the folder `hub` beside this file."""
    proxy = HERE / "deploy" / "jupyterhub"
    if os.name != "posix":
        print("A hub runs on Linux, or on macOS to try it; not on Windows.", file=sys.stderr)
        return 1
    # The environment's own Node, whatever the machine has.
    env = os.environ | {"PATH": f"{SCRIPTS}{os.pathsep}{os.environ.get('PATH', '')}"}
    lock, installed = proxy / "package-lock.json", proxy / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        print("Setting up the hub's proxy (once) ...", flush=True)
        if subprocess.call([SCRIPTS / "npm", "ci", "--no-audit", "--no-fund"], cwd=proxy, env=env) != 0:
            print("The hub's proxy could not be installed. Is this machine online?", file=sys.stderr)
            return 1
    place = HERE / "hub"
    place.mkdir(mode=0o700, exist_ok=True)
    os.chdir(place)
    os.environ["PATH"] = env["PATH"]
    config = str(proxy / "jupyterhub_config.py")
    return hand_over([str(PYTHON), "-P", "-m", "jupyterhub", "-f", config, *more])


def browser() -> str | None:
    """Return an installed browser of the Chromium family."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def find_browser() -> str | None:
    """Return a browser; on Debian and its kin install Chromium when there is none and we may."""
    found = browser()
    if found or not shutil.which("apt-get"):
        return found
    ask = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if ask and not shutil.which("sudo"):
        return None
    print("No browser here: installing Chromium from Debian's packages ...", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call([*ask, "apt-get", "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL)
    subprocess.call(
        [*ask, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"],
        env=quiet,
        stdout=subprocess.DEVNULL,
    )
    return browser()


def test(more: list[str]) -> int:
    """Check style, types and the order of the house; run all tests; say loudly what was skipped."""
    env = os.environ | {
        "SCIATICA_BROWSER": find_browser() or "",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    pytest: list[object] = [PYTHON, "-m", "pytest"]
    notebooks: list[object] = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=120", "notebooks"]
    steps: list[list[object]] = [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [SCRIPTS / "lint-imports"],
        [PYTHON, "-m", "toolkit.serve.command", "check"],
        [*pytest, *notebooks],
        [*pytest, "-q", "-n", "auto", "-m", "not browser and not server"],
        # One after the other, and apart: the browser's driver keeps an event loop that servers' tests need for themselves.
        [*pytest, "-q", "-m", "server and not browser"],
        [*pytest, "-q", "-s", "-m", "browser"],
    ]
    if more:
        steps = [[*pytest, *more]]
    for step in steps:
        words = [str(word) for word in step]
        print(
            f"\n== {' '.join(Path(word).name if i == 0 else word for i, word in enumerate(words))}",
            flush=True,
        )
        code = subprocess.call(words, cwd=HERE, env=env)
        if code != 0:
            print(f"\nThis step failed (exit code {code}): {' '.join(words[1:])}", file=sys.stderr)
            return code
    return 0


WORKS = {"test": test, "hub": hub, "offline": offline}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
