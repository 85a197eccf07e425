"""JupyterLab on a writable copy of the notebooks; a student's copy is never overwritten."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from toolkit.content.place import notebooks_dir
from toolkit.serve.launch.settings import JUPYTER_DIR, TEMPLATE, add_jupyter_path

USUAL_FOLDER = "sciatica-notebooks"


def copy_notebooks(folder: Path) -> list[str]:
    """Copy the notebooks that are not there yet; return the names of those copied.

    Raises:
        OSError: the folder cannot be made or written.

    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "mine"
    >>> copy_notebooks(place) == sorted(file.name for file in notebooks_dir().glob("*.ipynb"))
    True
    >>> copy_notebooks(place)
    []
    """
    folder.mkdir(parents=True, exist_ok=True)
    copied = []
    for file in sorted(notebooks_dir().glob("*.ipynb")):
        if not (folder / file.name).exists():
            shutil.copyfile(file, folder / file.name)
            copied.append(file.name)
    return copied


def lab(
    folder: Path,
    *,
    port: int | None = None,
    base_url: str = "/",
    token: str | None = None,
    open_browser: bool = True,
    hub: bool = False,
) -> int:
    """Open JupyterLab on the copy until Ctrl and C; returns the exit code.

    Args:
        folder: where the copy lies.
        port: a port, or JupyterLab's own choice.
        base_url: the prefix of a hub or proxy.
        token: the secret in the address; JupyterLab draws one when left out.
        open_browser: whether to open a browser.
        hub: whether a JupyterHub starts this, which then chooses address, port and prefix, and who may come in.
    """
    try:
        copied = copy_notebooks(folder)
    except OSError as error:
        print(
            f"The folder {folder} cannot be written: {error.strerror}. Name another one with --folder.",
            file=sys.stderr,
        )
        return 1
    add_jupyter_path()
    kept = len(list(folder.glob("*.ipynb"))) - len(copied)
    print(f"Your notebooks are in {folder} ({len(copied)} new, {kept} kept as they were).", flush=True)
    command = [
        sys.executable,
        "-m",
        "jupyterhub.singleuser" if hub else "jupyterlab",
        f"--ServerApp.root_dir={folder.resolve()}",
        "--LabApp.default_url=/lab/tree/00_home.ipynb",
        f"--VoilaConfiguration.template={TEMPLATE}",
    ]
    if not hub:
        command.append(f"--ServerApp.base_url={base_url}")
    if token is not None:
        command.append(f"--IdentityProvider.token={token}")
    if port is not None:
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if not open_browser:
        command.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    # Nobody is asked about news from a network.
    config = os.pathsep.join(
        filter(None, [str(JUPYTER_DIR / "config"), os.environ.get("JUPYTER_CONFIG_PATH", "")])
    )
    env = os.environ | {"PYDEVD_DISABLE_FILE_VALIDATION": "1", "JUPYTER_CONFIG_PATH": config}
    if os.name == "posix":
        # JupyterLab takes this process over: whoever ends us ends it, and its kernels with it.
        os.execve(sys.executable, command, env)  # noqa: S606
    with subprocess.Popen(command, env=env) as program:
        while True:
            try:
                return program.wait()
            except KeyboardInterrupt:  # it hears of it too, asks whether that was meant, and ends itself
                continue
