"""One page's kernel as the server sees it: forked when a warm process is given, else started plainly."""

import asyncio
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.ioloop.restarter import AsyncIOLoopKernelRestarter
from jupyter_events import EventLogger
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager
from traitlets import default

from toolkit.serve.kernels.forked_process import ForkedProcess
from toolkit.serve.kernels.provisioner import ForkProvisioner
from toolkit.serve.kernels.settings import warm_supported
from toolkit.serve.kernels.warm_notebook import WarmNotebook

_LONGEST_SOCKET_NAME = 100


@cache
def _event_logger() -> EventLogger:
    """Return the logger that all kernels share; each would otherwise read its schema anew, and keep it."""
    logger = EventLogger()
    for path in ServerKernelManager().core_event_schema_paths:
        logger.register_event_schema(path)
    return logger


class DeathWatch(AsyncIOLoopKernelRestarter):
    """Notices a forked kernel's death at once, and starts no other in its place.

    A new kernel would hold the page as it opened while the browser shows the page as it was left: the
    visitor is told instead, and the address brings the choices back.
    """

    # Held while it is watched: a handle that is closed gives its number to the next file that is opened.
    _watched: ForkedProcess | None = None

    def start(self) -> None:
        """Begin to watch."""
        process = self.kernel_manager.provisioner.process
        assert isinstance(process, ForkedProcess)
        self.stop()
        self._watched = process
        asyncio.get_running_loop().add_reader(process.handle, self._died)

    def stop(self) -> None:
        """Watch no more."""
        if self._watched is not None:
            self.loop.asyncio_loop.remove_reader(self._watched.handle)
            self._watched = None

    def _died(self) -> None:
        self.stop()
        if not self.kernel_manager.shutting_down:
            self._fire_callbacks("dead")


class PageKernel(ServerKernelManager):
    """A kernel that serves one page.

    It talks through sockets in the server's own folder, which nobody else may enter, instead of ports of
    the machine: no port can be taken by another program between choosing and using it.
    """

    @default("transport")
    def _usual_transport(self) -> str:
        name = f"{Path(self.connection_file).with_suffix('')}-ipc-5"
        return "ipc" if warm_supported()[0] and len(name) < _LONGEST_SOCKET_NAME else "tcp"

    @default("last_activity")
    def _from_the_beginning(self) -> datetime:
        # Culling may look at a kernel that is still being made.
        return datetime.now(UTC)

    @default("event_logger")
    def _one_for_all(self) -> EventLogger:
        return _event_logger()

    @property
    def forked(self) -> bool:
        """Whether this kernel came of a warm process."""
        return isinstance(self.provisioner, ForkProvisioner)

    async def start_kernel(self, *args: Any, warm: WarmNotebook | None = None, **kwargs: Any) -> Any:
        """Start the kernel.

        Args:
            args: as jupyter_client has them.
            warm: the notebook whose warm process it comes of.
            kwargs: as jupyter_client has them.

        Raises:
            WarmGoneError: no warm process could make one.
        """
        if warm is not None:
            self.provisioner = ForkProvisioner(
                kernel_id=kwargs["kernel_id"], kernel_spec=self.kernel_spec, parent=self
            )
            self.provisioner.notebook = warm
            self.restarter_class = DeathWatch
        return await super().start_kernel(*args, **kwargs)

    async def shutdown_kernel(self, now: bool = False, restart: bool = False) -> Any:
        """End the kernel; a forked one, which has nothing to put away, at once."""
        return await super().shutdown_kernel(now=now or self.forked, restart=restart)
