"""Is the content sound and the machine ready? In plain words, without names or paths of the machine."""

import platform
import sys
from importlib import metadata
from pathlib import Path

from toolkit import __version__
from toolkit.content.checking import check_content
from toolkit.content.fault import Fault
from toolkit.plans import check_plans

PLANS_TRIED = 7
"""Of all combinations, every so many-th plan is made and proved safe. It shares no factor with the numbers of
severities, levels, trends and deficits, so that each of their combinations is met."""

NEEDED = (
    "voila",
    "jupyterlab",
    "ipywidgets",
    "anywidget",
    "plotly",
    "ipykernel",
    "jupyter_server",
    "numpy",
    "pydantic",
    "tornado",
)


def environment_faults() -> list[str]:
    """Return what is wrong with this machine's set-up, each with its remedy."""
    faults = []
    for name in NEEDED:
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            faults.append(f"The package {name} is missing. Install the toolkit again.")
    copies = stray_labextensions()
    if copies:
        faults.append(
            f"A second copy of {', '.join(copies)} lies in your own Jupyter folder and may keep widgets from showing. "
            "Remove it there."
        )
    return faults


def stray_labextensions() -> list[str]:
    """Return the widget extensions of which the user's own Jupyter folder holds a second copy."""
    from jupyter_core.paths import jupyter_data_dir  # noqa: PLC0415 - only `check` needs it

    own = Path(jupyter_data_dir()) / "labextensions"
    if Path(sys.prefix) in own.parents:
        return []
    return [name for name in ("@jupyter-widgets/jupyterlab-manager", "anywidget") if (own / name).exists()]


def diagnosis() -> str:
    """Return a text about versions that can be sent to someone; it names no person, machine or folder."""
    lines = [f"Sciatica Toolkit {__version__}", f"Python {platform.python_version()} on {platform.system()}"]
    for name in NEEDED:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            lines.append(f"{name} missing")
    lines.append(f"encoding {sys.getfilesystemencoding()}")
    return "\n".join(lines)


def report() -> tuple[str, int]:
    """Return the whole report of `check` and its exit code: 0 when all is well, else 1."""
    content: list[Fault] = check_content() or check_plans(every=PLANS_TRIED)
    machine = environment_faults()
    lines = [str(fault) for fault in content] + machine
    verdict = "All is well: the content is sound and the machine is ready."
    if lines:
        verdict = f"{len(lines)} thing{'s' if len(lines) > 1 else ''} to mend:"
    body = "\n".join(f"  - {line}" for line in lines)
    text = "\n".join(
        filter(None, [verdict, body, "", "To send to someone (no names, no folders):", diagnosis()])
    )
    return text, 1 if lines else 0
