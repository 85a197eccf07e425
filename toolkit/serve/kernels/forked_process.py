"""A forked kernel's process, held by a handle: never by a number that another process may get."""

import contextlib
import os
import select
import signal
import subprocess
from typing import Any


class ForkedProcess:
    """What `subprocess.Popen` would be for a process that is another one's child.

    Attributes:
        pid: the process's number, for measuring; signals go by the handle.
        handle: readable once the process has ended; open until `close`, so that its number stays its own.
        returncode: None while it runs; 0 afterwards, whatever it was: only its parent is told.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid = pid
        self.handle = handle
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return None while the process runs."""
        if self.returncode is None and self._ended(0):
            self._reap()
        return self.returncode

    def close(self) -> None:
        """Let go of the handle; the process counts as ended."""
        self.returncode = self.returncode or 0
        if self.handle >= 0:
            os.close(self.handle)
            self.handle = -1

    def __del__(self) -> None:
        self.close()

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end.

        Raises:
            subprocess.TimeoutExpired: it did not come in time.
        """
        if self.returncode is None:
            if not self._ended(timeout):
                raise subprocess.TimeoutExpired("forked kernel", timeout or 0)
            self._reap()
        return self.returncode or 0

    def send_signal(self, signum: int) -> None:
        """Send a signal; a process that has ended takes none."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, signum)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _ended(self, timeout: float | None) -> bool:
        watch: Any = select.poll()  # `select.select` cannot watch numbers beyond 1023
        watch.register(self.handle, select.POLLIN)
        return bool(watch.poll(None if timeout is None else timeout * 1000))

    def _reap(self) -> None:
        # When the warm process is gone and the server is the machine's first process, the dead are its own.
        with contextlib.suppress(ChildProcessError):
            os.waitid(os.P_PIDFD, self.handle, os.WEXITED | os.WNOHANG)
        self.returncode = 0
