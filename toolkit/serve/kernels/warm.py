"""The server's end of a warm process: starts it, orders kernels from it, notices its end."""

import asyncio
import contextlib
import itertools
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.serve.kernels.forked_process import ForkedProcess

_BOOT_SECONDS = 120.0
_FORK_SECONDS = 30.0
_LARGEST_REPLY = 1 << 28
_START = (
    "import sys; sys.path.append({place!r}); from toolkit.serve.kernels.warm_process import main; main{files}"
)

# One thread, so that it can be forked; and memory that copies need not touch.
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}


class NotForkableError(Exception):
    """The notebook cannot be warmed; the message says why."""


class WarmGoneError(Exception):
    """The warm process is not there, or did not answer."""


class Warm:
    """A process that has run a notebook and makes kernels of itself.

    Attributes:
        outputs: what each cell showed.
        pid: the process's number, while it runs.
    """

    def __init__(self, lifeline: int, on_end: Callable[[], None]) -> None:
        """Prepare one.

        Args:
            lifeline: the reading end of a pipe whose writing end only this server holds: kernels end with it.
            on_end: called when the process has ended by itself.
        """
        self.outputs: list[list[dict[str, Any]]] = []
        self._on_end = on_end
        self._numbers = itertools.count()
        self._waiting: dict[int, asyncio.Future[ForkedProcess]] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._reports: socket.socket | None = None
        self._lifeline = lifeline
        self._writer: asyncio.StreamWriter | None = None
        self._watch: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        # More at once would only make all of them late.
        self._at_once = asyncio.Semaphore(2 * (os.cpu_count() or 1))

    @property
    def pid(self) -> int | None:
        """The process's number."""
        return self._process.pid if self._process else None

    async def start(self, cells: list[str | None], cwd: str, env: dict[str, str]) -> None:
        """Start the process and let it run the notebook.

        Raises:
            NotForkableError: a cell failed, or the page holds what cannot be forked.
            WarmGoneError: the process ended or took too long.
        """
        self._loop = asyncio.get_running_loop()
        ours, reports = self._launch(cwd)
        reader, self._writer = await asyncio.open_connection(sock=ours, limit=_LARGEST_REPLY)
        reports.setblocking(False)
        self._loop.add_reader(reports.fileno(), self._report)
        try:
            self._order({"cells": cells, "cwd": cwd, "env": env})
            line = await asyncio.wait_for(reader.readline(), _BOOT_SECONDS)
        except (OSError, TimeoutError) as error:
            self.close()
            raise WarmGoneError("the warm process did not come up in time") from error
        reply = json.loads(line) if line else {}
        if "outputs" not in reply:
            self.close()
            if "refused" in reply:
                raise NotForkableError(reply["refused"])
            raise WarmGoneError("the warm process ended before it was ready")
        self.outputs = reply["outputs"]
        self._watch = self._loop.create_task(self._until_end(reader))

    async def fork(self, connection: str, cwd: str, env: dict[str, str]) -> ForkedProcess:
        """Return a new kernel's process; it listens already.

        Args:
            connection: the connection file.
            cwd: the folder it runs in.
            env: what it gets in its environment besides the warm process's.

        Raises:
            WarmGoneError: the process has ended, or no kernel came of it in time.
        """
        async with self._at_once:
            if self._writer is None:
                raise WarmGoneError("the warm process has ended")
            number = next(self._numbers)
            future: asyncio.Future[ForkedProcess] = asyncio.get_running_loop().create_future()
            self._waiting[number] = future
            try:
                self._order({"id": number, "connection": connection, "cwd": cwd, "env": env})
                return await asyncio.wait_for(future, _FORK_SECONDS)
            except (OSError, TimeoutError) as error:
                raise WarmGoneError("the warm process did not answer") from error
            finally:
                self._waiting.pop(number, None)

    def close(self) -> None:
        """End the process; kernels that came of it live on."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            self._process.wait()
            self._process = None
        if self._reports is not None:
            assert self._loop is not None
            self._loop.remove_reader(self._reports.fileno())
            self._reports.close()
            self._reports = None
        self._fail_waiting()

    def _launch(self, cwd: str) -> tuple[socket.socket, socket.socket]:
        ours, theirs = socket.socketpair()
        reports, their_reports = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        files = (theirs.fileno(), their_reports.fileno(), self._lifeline)
        place = str(Path(__file__).resolve().parents[3])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START.format(place=place, files=files)],
            pass_fds=files,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
            cwd=cwd,
            start_new_session=True,
        )
        theirs.close()
        their_reports.close()
        self._reports = reports
        return ours, reports

    def _order(self, order: dict[str, Any]) -> None:
        assert self._writer is not None
        self._writer.write(json.dumps(order).encode() + b"\n")

    def _report(self) -> None:
        assert self._reports is not None
        try:
            data, handles, _, _ = socket.recv_fds(self._reports, 65536, 4)
        except BlockingIOError:
            return
        if not data:
            asyncio.get_running_loop().remove_reader(self._reports.fileno())
            return
        report = json.loads(data)
        future = self._waiting.get(report["id"])
        if "failed" in report:
            if future is not None and not future.done():
                future.set_exception(WarmGoneError(f"no kernel came of the warm process: {report['failed']}"))
            return
        process = ForkedProcess(report["pid"], handles[0])
        if future is None or future.done():
            # Nobody waits for it any more.
            process.kill()
            process.close()
        else:
            future.set_result(process)

    async def _until_end(self, reader: asyncio.StreamReader) -> None:
        # An order that was on its way makes the end an error instead of an end.
        with contextlib.suppress(OSError):
            await reader.read()
        self._watch = None
        self.close()
        self._on_end()

    def _fail_waiting(self) -> None:
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(WarmGoneError("the warm process has ended"))
