"""The kernels of all pages: warm ones where that works, a limit, and an end when a page is left."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Container
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Float, Int, List, Unicode, default
from zmq.constants import ContextOption

from toolkit.serve.kernels.absence import Absences
from toolkit.serve.kernels.kernel import PageKernel
from toolkit.serve.kernels.memory import memory
from toolkit.serve.kernels.open_files import raise_limit
from toolkit.serve.kernels.places import Doorway, NoPlaceError, NoShareError, Places
from toolkit.serve.kernels.stock import WarmStock

_LEAST_SHARE = 0.2
"""Of a small container's memory no more than this is held back."""


class PagePool(AsyncMappingKernelManager):
    """Voilà's kernel manager for pages that many people open at once.

    Attributes:
        notebooks: the notebooks to keep warm.
        spares: how many kernels of each wait ready.
        max_kernels: how many visitors' pages there may be; 0 for no limit.
        max_of_one: how many pages one visitor may have; beyond it the oldest ends. 0 for no limit.
        leave_seconds: how long a page without a connection is kept: networks come back.
        least_free_mb: no further page is opened when less memory than this is left; 0 for no such limit.
        of_one_address: how many pages one address of the network may open at once; 0 for no limit.
        most_of_one_address: how many pages of one address of the network may be open; 0 for no limit.
    """

    notebooks = List(Unicode(), config=True)
    spares = Int(2, config=True)
    max_kernels = Int(0, config=True)
    max_of_one = Int(0, config=True)
    leave_seconds = Float(90.0, config=True)
    least_free_mb = Float(0.0, config=True)
    of_one_address = Int(0, config=True)
    most_of_one_address = Int(0, config=True)

    @default("kernel_manager_class")
    def _usual_kernel_manager_class(self) -> str:
        return f"{PageKernel.__module__}.{PageKernel.__name__}"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.warm = WarmStock(self, self.spares)
        self.places = Places(self.max_kernels, most_of_address=self.most_of_one_address)
        self.doorway = Doorway(self.of_one_address)
        self.absences = Absences()
        self._listening: dict[str, set[Callable[[], None]]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        files = raise_limit()
        # A page takes four of ZeroMQ's sockets, and its usual 1,023 would end at some hundred pages.
        self.context.set(ContextOption.MAX_SOCKETS, max(1023, min(65_535, files // 2)))

    # -- warm pages --------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start the warm processes, one after the other; to be called once the server's loop runs."""
        self.warm.begin(self.notebooks)

    async def open_page(self, path: str, visitor: str, address: str = "") -> str | None:
        """Return a warm page that is this visitor's own, or None when the plain way must be used.

        Args:
            path: of the notebook.
            visitor: who it is.
            address: whence; empty where that does not count.

        Raises:
            NoPlaceError: all places are taken, or all that the address may have.
        """
        notebook = self.warm.notebooks.get(path)
        if notebook is None:
            return None
        if notebook.warm is not None and notebook.outdated():
            await self.warm.renew(notebook)
        async with self.place(visitor, address):
            kernel_id = await self.warm.take(notebook)
            if kernel_id is None:
                return None
            self.places.seat(kernel_id)
            self._end_later(kernel_id)
        self.spawn(self.warm.refill(notebook))
        return str(self.get_kernel(kernel_id).provisioner.page())

    # -- places ------------------------------------------------------------------------------------

    def here(self) -> list[str]:
        """Return the kernels whose pages are open in a browser now."""
        return [key for key in self.places.guests if key not in self.absences]

    def places_left(self) -> int:
        """Return how many more pages can be opened; those that were left for good give way. 0 without a limit."""
        return max(0, self.places.most - self.places.occupied + len(self._gone_for_good()))

    def owner(self, kernel_id: str) -> str | None:
        """Return whose page a kernel serves; None for one that is nobody's."""
        return self.places.guests.get(kernel_id)

    def let_in(self, visitor: str, address: str) -> None:
        """Let a visitor come for a page.

        Args:
            visitor: who it is.
            address: whence.

        Raises:
            NoShareError: too many pages were asked for from there.
        """
        if visitor not in self.places.hosts and not self.doorway.lets_in(address):
            raise NoShareError

    @contextlib.asynccontextmanager
    async def place(self, visitor: str, address: str = "") -> AsyncIterator[None]:
        """Keep a place for a visitor while the page is made; one who has too many pages loses the oldest.

        Pages that were left for good give way where a place is missing, or memory.

        Args:
            visitor: who it is.
            address: whence; empty where that does not count.

        Raises:
            NoPlaceError: all places are taken, all that the address may have, or memory is low.
        """
        await self._end_oldest(visitor, coming=1)
        if self.places.full(visitor):
            await self._end_longest_gone(self.places.guests)
        elif self.places.crowded(visitor, address):
            await self._end_longest_gone(self.places.from_address(address))
        host = visitor in self.places.hosts
        while not host and self._memory_is_low():
            if not await self._end_longest_gone(self.places.guests):
                raise NoPlaceError
        with self.places.keep(visitor, address):
            yield
        # Pages that were asked for at the same moment did not know of each other.
        await self._end_oldest(visitor)

    def _memory_is_low(self) -> bool:
        now = memory()
        return now.left_mb < min(self.least_free_mb, _LEAST_SHARE * now.total_mb)

    async def _end_oldest(self, visitor: str, coming: int = 0) -> None:
        """End a visitor's oldest pages, until there are no more than one may have with those that come."""
        if self.max_of_one and visitor not in self.places.hosts:
            own = self.places.of(visitor)
            for kernel_id in own[: max(0, len(own) + coming - self.max_of_one)]:
                await self.end(kernel_id)

    def _gone_for_good(self) -> list[str]:
        return self.absences.for_good(self.places.guests)

    async def _end_longest_gone(self, among: Container[str]) -> bool:
        """End the page that has been without its browser the longest; False when none is gone for good."""
        gone = self.absences.for_good(among)
        if gone:
            await self.end(gone[0])
        return bool(gone)

    async def start_kernel(self, *, warm: Any = None, **kwargs: Any) -> str:
        """Start a kernel; a plain one takes the place that its visitor's page keeps free."""
        if warm is not None:
            kwargs["warm"] = warm
        kernel_id: str = kwargs.setdefault("kernel_id", self.new_kernel_id())
        try:
            await ensure_async(super().start_kernel(**kwargs))
        except BaseException:
            # jupyter_client goes on waiting for a kernel that never came.
            self._pending_kernels.pop(kernel_id, None)
            raise
        if warm is None:
            self.places.seat(kernel_id)
        return kernel_id

    # -- leaving -----------------------------------------------------------------------------------

    def notify_connect(self, kernel_id: str) -> None:
        """A page's websocket has come up."""
        super().notify_connect(kernel_id)
        self.absences.over(kernel_id)

    def notify_disconnect(self, kernel_id: str) -> None:
        """A page's websocket has gone: soon its kernel goes, unless the page comes back."""
        super().notify_disconnect(kernel_id)
        if self._kernel_connections.get(kernel_id, 1) <= 0:
            self._end_later(kernel_id)

    def listen(self, kernel_id: str, hang_up: Callable[[], None]) -> None:
        """Call `hang_up` when the kernel ends, however that comes about."""
        self._listening.setdefault(kernel_id, set()).add(hang_up)

    def unlisten(self, kernel_id: str, hang_up: Callable[[], None]) -> None:
        """Call it no more."""
        self._listening.get(kernel_id, set()).discard(hang_up)

    def _end_later(self, kernel_id: str) -> None:
        def end() -> None:
            if self._kernel_connections.get(kernel_id, 0) <= 0:
                self.spawn(self.end(kernel_id))

        self.absences.begin(kernel_id, self.leave_seconds, end)

    async def end(self, kernel_id: str) -> None:
        """End a kernel, if it is still there."""
        if kernel_id in self:
            try:
                await ensure_async(self.shutdown_kernel(kernel_id, now=True))
            except Exception:
                if kernel_id in self:  # else it ended by itself meanwhile
                    self.log.exception("A kernel could not be ended in order")
                    self.remove_kernel(kernel_id)

    async def shutdown_kernel(self, kernel_id: str, *args: Any, **kwargs: Any) -> Any:
        """End a kernel and give its place to the next."""
        self._forget(kernel_id)
        return await ensure_async(super().shutdown_kernel(kernel_id, *args, **kwargs))

    async def _async_shutdown_kernel(self, kernel_id: str, now: bool = False, restart: bool = False) -> Any:
        # When all end at once, one that was ending already may be gone before its turn.
        if kernel_id in self:
            return await super()._async_shutdown_kernel(kernel_id, now=now, restart=restart)
        return None

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended."""
        self._forget(kernel_id)
        return super().remove_kernel(kernel_id)

    def _forget(self, kernel_id: str) -> None:
        self.places.leave(kernel_id)
        self.absences.over(kernel_id)
        for hang_up in self._listening.pop(kernel_id, ()):
            hang_up()
        self.warm.forget(kernel_id)

    def _handle_kernel_died(self, kernel_id: str) -> None:
        """Put away what a dead kernel leaves: its sockets, its files, its place."""
        self.log.warning("A page's kernel died; its visitor is told.")
        spare = self.warm.of(kernel_id)

        async def put_away() -> None:
            await self.end(kernel_id)
            if spare is not None:
                await self.warm.refill(spare)

        self.spawn(put_away())

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody has used for long; one that waits for a visitor stays."""
        if self.warm.of(kernel_id) is None:
            await ensure_async(super().cull_kernel_if_idle(kernel_id))

    async def shutdown_all(self, *args: Any, **kwargs: Any) -> None:
        """End everything, warm processes first."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.warm.close()
        try:
            await asyncio.gather(*(self.end(kernel_id) for kernel_id in self.list_kernel_ids()))
            await ensure_async(super().shutdown_all(*args, **kwargs))
        finally:
            self.warm.let_go()

    def spawn(self, work: Awaitable[Any]) -> None:
        """Do work in the background; what is left of it ends with the pool."""

        async def run() -> None:
            await work

        task = asyncio.get_running_loop().create_task(run())
        self._tasks.add(task)
        done: Callable[[asyncio.Task[Any]], None] = self._tasks.discard
        task.add_done_callback(done)
