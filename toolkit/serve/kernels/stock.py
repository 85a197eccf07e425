"""The stock of warm pages: which notebooks are kept warm, and the kernels of each that wait for visitors."""

import asyncio
import contextlib
import os
from collections.abc import Iterable
from functools import partial
from typing import Any

from toolkit.serve.kernels.settings import warm_supported
from toolkit.serve.kernels.warm import WarmGoneError
from toolkit.serve.kernels.warm_notebook import COMING_UP_SECONDS, WarmNotebook

_PATIENCE_SECONDS = 0.05


class WarmStock:
    """Keeps kernels waiting, and hands them out.

    Args:
        pool: the kernels of all pages, a `PagePool`: it starts and ends them.
        spares: how many kernels of each notebook wait.

    Attributes:
        notebooks: path -> a notebook that is kept warm.
    """

    def __init__(self, pool: Any, spares: int) -> None:
        self.notebooks: dict[str, WarmNotebook] = {}
        self._pool = pool
        self._spares = spares
        self._lifeline: tuple[int, int] | None = None

    def begin(self, paths: Iterable[str]) -> None:
        """Start the warm processes, one after the other; to be called once the server's loop runs."""
        supported, sentence = warm_supported()
        paths = list(paths)
        if not paths or not supported:
            if paths:
                print(f"  {sentence}", flush=True)
            return
        self._lifeline = os.pipe()
        for path in paths:
            came_up = partial(self._came_up, path)
            self.notebooks[path] = WarmNotebook(path, self._pool.parent, self._lifeline[0], came_up)
        self._pool.spawn(self._warm_all())

    async def take(self, notebook: WarmNotebook) -> str | None:
        """Return a kernel of a warm notebook that is nobody's yet; None when the plain way must be used."""
        # When many come while it starts, waiting is quicker for all than as many new interpreters.
        if not await notebook.comes_up(COMING_UP_SECONDS):
            return None
        kernel_id = self._spare(notebook)
        if kernel_id is None:
            try:
                kernel_id = await self._fork(notebook)
            except WarmGoneError as error:
                self._pool.log.warning("%s: %s; a page was started plainly.", notebook.path, error)
        return kernel_id

    async def refill(self, notebook: WarmNotebook) -> None:
        """Make kernels until as many wait as are to wait."""
        if notebook.refilling:
            return
        notebook.refilling = True
        try:
            while notebook.ready and len(notebook.spares) < self._spares:
                if self._pool.places.coming:  # those who are here come before those who may come
                    await asyncio.sleep(_PATIENCE_SECONDS)
                    continue
                notebook.spares.append(await self._fork(notebook))
        except (WarmGoneError, OSError) as error:
            self._pool.log.warning("%s: %s.", notebook.path, error)
        finally:
            notebook.refilling = False

    async def renew(self, notebook: WarmNotebook) -> None:
        """Warm a notebook anew whose file has changed."""
        notebook.close()
        spares = list(notebook.spares)
        notebook.spares.clear()
        for kernel_id in spares:
            await self._pool.end(kernel_id)
        notebook.start()

    def of(self, kernel_id: str) -> WarmNotebook | None:
        """Return the notebook for which a kernel waits; None for one that waits no more."""
        return next((each for each in self.notebooks.values() if kernel_id in each.spares), None)

    def forget(self, kernel_id: str) -> None:
        """Let a kernel wait no more."""
        for notebook in self.notebooks.values():
            with contextlib.suppress(ValueError):
                notebook.spares.remove(kernel_id)

    def close(self) -> None:
        """End the warm processes."""
        for notebook in self.notebooks.values():
            notebook.spares.clear()
            notebook.close()

    def let_go(self) -> None:
        """Let go what tells warm processes that this one lives."""
        if self._lifeline is not None:
            for number in self._lifeline:
                os.close(number)
            self._lifeline = None

    async def _warm_all(self) -> None:
        for notebook in self.notebooks.values():
            await notebook.start()

    def _came_up(self, path: str) -> None:
        self._pool.spawn(self.refill(self.notebooks[path]))

    def _spare(self, notebook: WarmNotebook) -> str | None:
        while notebook.spares:
            kernel_id = notebook.spares.popleft()
            if kernel_id in self._pool and self._pool.get_kernel(kernel_id).has_kernel:
                return kernel_id
        return None

    async def _fork(self, notebook: WarmNotebook) -> str:
        kernel_id: str = await self._pool.start_kernel(
            kernel_name=notebook.kernel_name,
            path=os.path.dirname(notebook.path),  # noqa: PTH120 - a path of the server's, not of the machine's
            env={**os.environ, **notebook.environment()},
            warm=notebook,
        )
        return kernel_id
