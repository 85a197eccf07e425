"""Turns a forked copy of the warm process into a kernel of its own."""

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from traitlets.config import Config
from zmq.constants import SocketOption

from toolkit.serve.kernels.guard import reseed
from toolkit.serve.kernels.warm_shell import live_widgets

_OOM_SCORE = "500"


def become_kernel(
    order: dict[str, Any], shell: ZMQInteractiveShell, lifeline: int, ready: Callable[[], None]
) -> None:
    """Serve one page until told to stop; returns when the kernel was shut down.

    Args:
        order: `connection` (the connection file), `cwd`, `env`.
        shell: the shell in which the page was run.
        lifeline: a pipe that ends when the server is gone, however it went.
        ready: called once the kernel listens.
    """
    _detach(order, lifeline)
    app = _kernel_app(order["connection"])
    _take_over(app, shell)
    ready()
    app.start()


def _detach(order: dict[str, Any], lifeline: int) -> None:
    os.setsid()
    for name in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_DFL)
    with contextlib.suppress(OSError):
        os.chdir(order["cwd"])
    os.environ.update(order["env"])
    os.environ.pop("JPY_PARENT_PID", None)
    reseed()
    with contextlib.suppress(OSError):
        # When memory runs out, one page is to end, and not the server.
        Path("/proc/self/oom_score_adj").write_text(_OOM_SCORE, encoding="ascii")
    threading.Thread(target=_end_with_server, args=(lifeline,), daemon=True, name="lifeline").start()


def _end_with_server(lifeline: int) -> None:
    # Blocks until the last other end is closed, which is the server's.
    with contextlib.suppress(OSError):
        os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGKILL)


class ForkedKernelApp(IPKernelApp):
    """ipykernel's application with all settings given: it reads no command line and no files.

    Building the parser for a command line of one word would take a third of the start, and memory that is
    shared until it is touched.
    """

    def parse_command_line(self, argv: Any = None) -> None:
        """Read no command line."""

    def load_config_file(self, suppress_errors: Any = None) -> None:
        """Read no files."""


def _kernel_app(connection: str) -> IPKernelApp:
    asyncio.set_event_loop(asyncio.new_event_loop())
    config = Config()
    config.HistoryManager.enabled = False
    app = ForkedKernelApp.instance(config=config, connection_file=connection, capture_fd_output=False)
    # 1 means: no polling for a parent (the lifeline does that), and no hint on the terminal how to connect.
    app.parent_handle = 1
    app.initialize([])
    # Welcome every subscriber, not only the first: a page then knows at once that it is heard.
    iopub = app.iopub_thread
    iopub.schedule(lambda: iopub.socket.setsockopt(SocketOption.XPUB_VERBOSE, 1))
    return app


def _take_over(app: IPKernelApp, shell: ZMQInteractiveShell) -> None:
    """Point all that was made before there was a kernel at the kernel that there is now."""
    kernel = app.kernel
    shell.kernel = shell.parent = kernel
    shell.profile_dir = app.profile_dir
    kernel.comm_manager.kernel = kernel
    for comm in list(kernel.comm_manager.comms.values()):
        # ipywidgets sends nothing through a comm that knows no kernel.
        comm.kernel = kernel
    if "ipywidgets" in sys.modules:
        import ipywidgets  # noqa: PLC0415 - only for pages that use it

        ipywidgets.register_comm_target()
        for widget in live_widgets():
            if getattr(widget, "msg_id", ""):
                widget.set_trait("msg_id", "")
