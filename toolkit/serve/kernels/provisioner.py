"""A kernel that comes of a warm process instead of a new interpreter."""

import contextlib
import os
import signal
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from toolkit.serve.kernels.forked_process import ForkedProcess
from toolkit.serve.kernels.warm_notebook import WarmNotebook


class ForkProvisioner(LocalProvisioner):
    """Makes and holds one forked kernel.

    Attributes:
        notebook: whose warm process it comes of; at a restart again.
        process: the kernel's process.
    """

    process: ForkedProcess | None
    notebook: WarmNotebook
    _page: list[str]

    def page(self) -> str:
        """Return the page for this kernel; its widgets are those that the kernel has."""
        return str(self.kernel_id).join(self._page)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ARG002 - no command is run
        """Fork a kernel and return its connection.

        Raises:
            WarmGoneError: the warm process has ended or does not answer.
        """
        env = {
            name: value for name, value in (kwargs.get("env") or {}).items() if os.environ.get(name) != value
        }
        env["VOILA_KERNEL_ID"] = str(self.kernel_id)
        self.cwd = kwargs.get("cwd") or str(Path.cwd())
        self.process, self._page = await self.notebook.fork(self.parent.connection_file, str(self.cwd), env)
        self.pid = self.pgid = self.process.pid
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel, and to what it started: it leads a group of its own."""
        if self.process is None or self.process.poll() is not None:
            return
        # The handle still holds the process, so the number is still its own.
        if signum in (signal.SIGKILL, signal.SIGTERM):
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signum)
        self.process.send_signal(signum)

    async def cleanup(self, restart: bool = False) -> None:
        """Let go of the process's handle."""
        if self.process is not None:
            self.process.close()
            self.process = None
        await super().cleanup(restart=restart)
