"""The settings that make Voilà serve warm pages."""

import os
import sys
from collections.abc import Sequence
from typing import Any


def warm_supported() -> tuple[bool, str]:
    """Return whether warm pages work on this machine, and one sentence about it."""
    if not sys.platform.startswith("linux"):
        return False, "Pages start plainly: warm pages are made on Linux only."
    if not (hasattr(os, "pidfd_open") and hasattr(os, "fork")):
        return False, "Pages start plainly: this Python lacks what warm pages need."
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False, "Pages start plainly: this system is too old for warm pages."
    return True, "Pages are kept warm: each visitor gets a copy of one that is ready."


def warm_settings(
    notebooks: Sequence[str], spares: int = 2, max_kernels: int | None = None
) -> dict[str, dict[str, Any]]:
    """Return settings to merge into Voilà's, so that these notebooks are kept warm.

    On a machine without warm pages they are the same: the pool then starts every page plainly and says so.

    Args:
        notebooks: paths under the served folder, the most visited first.
        spares: how many kernels of each wait ready.
        max_kernels: how many visitors' pages there may be at once; None for no limit.

    Raises:
        ValueError: a number that makes no sense.

    >>> warm_settings(["00_home.ipynb"], max_kernels=60)["PagePool"]["max_kernels"]
    60
    >>> warm_settings([], spares=-1)
    Traceback (most recent call last):
    ...
    ValueError: spares is a number from 0 to 200, not -1
    """
    if not 0 <= spares <= 200:
        raise ValueError(f"spares is a number from 0 to 200, not {spares}")
    if max_kernels is not None and max_kernels < 1:
        raise ValueError(f"max_kernels is a number from 1 on, not {max_kernels}")
    return {
        "VoilaConfiguration": {"multi_kernel_manager_class": "toolkit.serve.kernels.pool.PagePool"},
        "Voila": {
            "kernel_websocket_connection_class": "toolkit.serve.kernels.connection.PageConnection",
        },
        # A kernel that died is not started again: it would know nothing of the page that it had.
        "KernelRestarter": {"restart_limit": 0},
        "MappingKernelManager": {"allow_tracebacks": False},
        "PagePool": {"notebooks": list(notebooks), "spares": spares, "max_kernels": max_kernels or 0},
    }
