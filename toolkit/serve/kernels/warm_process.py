"""The warm process: runs one notebook, then forks a kernel out of itself whenever it is asked to.

It has one thread. It reads orders, one JSON text a line, from a socket.

- First the notebook: `{"cells": [...], "cwd": ..., "env": {...}}`, answered on the same socket by
  `{"outputs": [...]}` or `{"refused": why}`.
- Then a kernel each: `{"id": n, "connection": file, "cwd": ..., "env": {...}}`. The kernel itself answers on
  a second socket once it listens: `{"id": n, "pid": ...}` with a handle on its process; or
  `{"id": n, "failed": why}`.

It ends when the first socket closes.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Iterator
from typing import Any, BinaryIO

BEFOREHAND = (
    "IPython.core.completer",
    "IPython.core.debugger",
    "IPython.core.history",
    "IPython.core.magics",
    "IPython.core.usage",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "ipykernel.control",
    "ipykernel.debugger",
    "ipykernel.eventloops",
    "ipykernel.heartbeat",
    "ipykernel.iostream",
    "ipykernel.parentpoller",
    "ipykernel.subshell_manager",
    "psutil",
    "tornado.netutil",
    "tornado.platform.asyncio",
    "zmq.eventloop.zmqstream",
)
"""What a kernel imports when it starts: imported once here instead of in every student's kernel."""


def main(orders_number: int, reports_number: int, lifeline: int) -> None:
    """Run the warm process on the three open files that the server passed."""
    orders = socket.socket(fileno=orders_number)
    reports = socket.socket(fileno=reports_number)
    lines = orders.makefile("rb")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The debugger is never used here and costs every kernel memory.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    first = lines.readline()
    if not first:
        return
    reply, shell = _warm_up(json.loads(first))
    # When the server has gone there is nobody to tell.
    with contextlib.suppress(ConnectionError):
        orders.sendall(json.dumps(reply).encode() + b"\n")
        if shell is not None:
            _fork_on_demand(lines, orders, reports, lifeline, shell)


def _warm_up(order: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    from toolkit.serve.kernels.guard import obstacles, open_files  # noqa: PLC0415 - after debugpy is out of the way
    from toolkit.serve.kernels.warm_shell import CellError, run_notebook  # noqa: PLC0415

    for name in ("toolkit.serve.kernels.forked_kernel", *BEFOREHAND):
        importlib.import_module(name)
    os.chdir(order["cwd"])
    os.environ.update(order["env"])
    files = open_files()
    try:
        shell, outputs = run_notebook(order["cells"])
    except CellError as error:
        return {"refused": str(error)}, None
    gc.collect()
    reasons = obstacles(files)
    if reasons:
        return {"refused": "; ".join(reasons)}, None
    # What is here now is shared by all copies: the collector must not touch, and so copy, it.
    gc.freeze()
    return {"outputs": outputs}, shell


def _fork_on_demand(
    lines: BinaryIO, orders: socket.socket, reports: socket.socket, lifeline: int, shell: Any
) -> None:
    from toolkit.serve.kernels.forked_kernel import become_kernel  # noqa: PLC0415

    # Kernels that ended are forgotten by the system at once; the server watches them by handle.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in _each(lines):
        order = json.loads(line)
        try:
            pid = os.fork()
        except OSError as error:
            _report(reports, {"id": order["id"], "failed": error.strerror})
            continue
        if pid:
            continue
        status = 1
        try:
            lines.close()
            orders.close()

            def ready(number: int = order["id"]) -> None:
                handle = os.pidfd_open(os.getpid())
                _report(reports, {"id": number, "pid": os.getpid()}, handle)
                os.close(handle)
                reports.close()

            become_kernel(order, shell, lifeline, ready)
            status = 0
        except BrokenPipeError:  # the server no longer waits
            pass
        except BaseException as error:  # noqa: BLE001 - a copy must never go on as the warm process
            traceback.print_exc(file=sys.__stderr__)
            if reports.fileno() >= 0:
                _report(reports, {"id": order["id"], "failed": repr(error)})
        finally:
            os._exit(status)


def _each(lines: BinaryIO) -> Iterator[bytes]:
    while True:
        try:
            line = lines.readline()
        except ConnectionResetError:  # the server went with something of ours unread
            return
        if not line:
            return
        yield line


def _report(reports: socket.socket, report: dict[str, Any], *handles: int) -> None:
    socket.send_fds(reports, [json.dumps(report).encode()], handles)
