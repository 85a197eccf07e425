"""Pages whose browser is away: since when, and when each of them ends."""

import asyncio
import time
from collections.abc import Callable, Container

_GONE_SECONDS = 20.0
"""A page that has been without its browser for so long gives way to whoever comes."""


class Absences:
    """Which pages are without their browser.

    >>> absences = Absences()
    >>> absences.since["a page"] = -1000.0
    >>> "a page" in absences, absences.for_good(["a page"])
    (True, ['a page'])
    >>> absences.over("a page")
    >>> "a page" in absences
    False
    """

    def __init__(self) -> None:
        self.since: dict[str, float] = {}
        self._ending: dict[str, asyncio.TimerHandle] = {}

    def __contains__(self, kernel_id: object) -> bool:
        return kernel_id in self.since

    def begin(self, kernel_id: str, seconds: float, end: Callable[[], None]) -> None:
        """Take note that a page is without its browser, and call `end` when it is not back in time."""
        self._stop(kernel_id)
        self.since[kernel_id] = time.monotonic()

        def too_long() -> None:
            self._ending.pop(kernel_id, None)
            end()

        self._ending[kernel_id] = asyncio.get_running_loop().call_later(seconds, too_long)

    def over(self, kernel_id: str) -> None:
        """Take note that a page has its browser again, or has ended."""
        self.since.pop(kernel_id, None)
        self._stop(kernel_id)

    def for_good(self, among: Container[str]) -> list[str]:
        """Return the pages that have been away long enough to be gone for good, the longest away first."""
        before = time.monotonic() - _GONE_SECONDS
        gone = [key for key, since in self.since.items() if since < before and key in among]
        return sorted(gone, key=self.since.__getitem__)

    def _stop(self, kernel_id: str) -> None:
        timer = self._ending.pop(kernel_id, None)
        if timer is not None:
            timer.cancel()
