"""One notebook that is kept warm: its process, its page, and the kernels that wait for visitors."""

import asyncio
import contextlib
import logging
import os
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.serve.kernels.forked_process import ForkedProcess
from toolkit.serve.kernels.renderer import WarmRenderer
from toolkit.serve.kernels.warm import NotForkableError, Warm, WarmGoneError

log = logging.getLogger(__name__)

COMING_UP_SECONDS = 20.0
"""How long a visitor waits for a warm process; then the plain way is used."""

_TRIES = 3
_MOST_FAILURES = 4
# Short enough that who comes meanwhile still waits for it: with the run itself it is less than COMING_UP_SECONDS.
LONGEST_DELAY_SECONDS = 8.0
_STEADY_SECONDS = 60.0


class WarmNotebook:
    """Keeps one notebook warm.

    Attributes:
        path: the notebook under the served folder.
        spares: ids of kernels that wait.
        ready: whether the warm process stands by.
        refilling: whether more kernels are being made to wait.
        plain_because: why the notebook is not kept warm any more; empty while it is, or while it comes up.
    """

    def __init__(self, path: str, server: Any, lifeline: int, on_ready: Callable[[], None]) -> None:
        """Prepare one.

        Args:
            path: the notebook under the served folder.
            server: the Voilà application.
            lifeline: see `Warm`.
            on_ready: called each time when the warm process has come up.
        """
        self.path = path
        self.spares: deque[str] = deque()
        self.refilling = False
        self.plain_because = ""
        self.kernel_name = ""
        self.warm: Warm | None = None
        self._server = server
        self._lifeline = lifeline
        self._on_ready = on_ready
        self._page: list[str] = []
        self._changed = -1
        self._failures = 0
        self._ready_since = 0.0
        self._task: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether a kernel can be had now."""
        return self.warm is not None and not self.plain_because

    @property
    def file(self) -> Path:
        """The notebook's file."""
        return Path(self._server.root_dir) / self.path

    def start(self, delay: float = 0) -> asyncio.Task[None]:
        """Start the warm process in the background; while it starts the plain way is used."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._start(delay))
        return self._task

    async def fork(self, connection: str, cwd: str, env: dict[str, str]) -> tuple[ForkedProcess, list[str]]:
        """Return a new kernel's process, and the page of the very run that it is a copy of.

        When the warm process ends just now, the kernel comes of the one that follows it.

        Args:
            connection: the connection file.
            cwd: the folder it runs in.
            env: what it gets in its environment besides the warm process's.

        Raises:
            WarmGoneError: none came up in time.
        """
        for _ in range(_TRIES):
            if not await self.comes_up(COMING_UP_SECONDS):
                break
            warm, page = self.warm, self._page
            assert warm is not None
            with contextlib.suppress(WarmGoneError):
                return await warm.fork(connection, cwd, env), page
        raise WarmGoneError("no warm process came up in time")

    async def comes_up(self, seconds: float) -> bool:
        """Wait until a kernel can be had; False when that will not be, or not in time."""
        end = time.monotonic() + seconds
        while not self.ready:
            if self._task is None or self._task.done() or time.monotonic() > end:
                return False
            await asyncio.wait([self._task], timeout=end - time.monotonic())
        return True

    def outdated(self) -> bool:
        """Whether the notebook's file has changed since it was run."""
        try:
            return self.file.stat().st_mtime_ns != self._changed
        except OSError:
            return True

    def close(self) -> None:
        """End the warm process."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.warm is not None:
            self.warm.close()
            self.warm = None

    def environment(self) -> dict[str, str]:
        """Return what Voilà tells every kernel."""
        server = self._server
        return {
            "VOILA_BASE_URL": server.base_url,
            "VOILA_SERVER_URL": server.server_url,
            "VOILA_APP_PORT": str(server.port),
        }

    async def _start(self, delay: float) -> None:
        await asyncio.sleep(delay)
        if self.warm is not None:
            self.warm.close()
            self.warm = None
        self.plain_because = ""
        begun = time.perf_counter()
        warm = Warm(self._lifeline, self._ended)
        try:
            self._changed = self.file.stat().st_mtime_ns
            renderer = await WarmRenderer.of(self._server, self.path)
            self.kernel_name = renderer.notebook.metadata.kernelspec.name
            await warm.start(renderer.cells(), os.path.dirname(self.file), self.environment())  # noqa: PTH120
            self._page = await renderer.page(warm.outputs)
        except asyncio.CancelledError:
            warm.close()
            raise
        except WarmGoneError as error:
            warm.close()
            self._again(str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the plain way is there
            warm.close()
            self._give_up(str(error) if isinstance(error, NotForkableError) else repr(error))
        else:
            self.warm = warm
            self._ready_since = time.monotonic()
            self._on_ready()
            log.info("%s is warm after %.2f s", self.path, time.perf_counter() - begun)

    def _ended(self) -> None:
        self.warm = None
        if time.monotonic() - self._ready_since > _STEADY_SECONDS:
            self._failures = 0
        self._again("its warm process ended")

    def _again(self, why: str) -> None:
        self._failures += 1
        if self._failures >= _MOST_FAILURES and not self._ready_since:
            self._give_up(f"{why}, {_MOST_FAILURES} times one after the other")
            return
        log.warning("%s: %s; it is started again.", self.path, why)
        self._task = None
        self.start(delay=self.delay_seconds())

    def delay_seconds(self) -> float:
        """How long to wait before the warm process is started again; longer after each end that came soon."""
        return min(LONGEST_DELAY_SECONDS, 2.0 ** min(self._failures, 16) / 4)

    def _give_up(self, why: str) -> None:
        self.plain_because = why
        print(f"  {self.path} starts plainly for each visitor, which takes longer: {why}.", flush=True)
