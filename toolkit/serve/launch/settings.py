"""The settings with which the dashboards are served, the same from any folder."""

import os
from pathlib import Path
from typing import Any

HOME_PAGE = "00_home.ipynb"
TEMPLATE = "sciatica"
EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")
"""Only what a page of ours needs: the widgets' manager and anywidget."""

JUPYTER_DIR = Path(__file__).resolve().parent.parent / "jupyter"
"""Holds `voila/templates/sciatica`; a Jupyter path of its own, so that a checkout needs no installing."""


def add_jupyter_path() -> None:
    """Let Voilà and JupyterLab find our template and static files in this process and its children."""
    known = os.environ.get("JUPYTER_PATH", "")
    if str(JUPYTER_DIR) not in known.split(os.pathsep):
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(JUPYTER_DIR), known]))


def voila_settings(*, show_tracebacks: bool = False) -> dict[str, dict[str, Any]]:
    """Return Voilà's settings for one presenter on one machine.

    Kernels of closed pages end by themselves; one that is open, however long it is not touched, does not.
    """
    return {
        "VoilaConfiguration": {
            "template": TEMPLATE,
            "theme": "light",
            "strip_sources": True,
            "show_tracebacks": show_tracebacks,
            "allow_theme_override": "NO",
            "allow_template_override": "NO",
            "file_allowlist": [],
            "extension_allowlist": list(EXTENSIONS),
        },
        "VoilaExecutor": {"timeout": 120},
        "MappingKernelManager": {"cull_interval": 60, "cull_idle_timeout": 600, "cull_connected": False},
    }
