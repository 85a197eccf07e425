"""The places for visitors: who has which, how many there are, who must wait."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field


class NoPlaceError(Exception):
    """All places are taken."""


@dataclass
class _Kept:
    visitor: str
    taken: bool = False


_kept: ContextVar[_Kept | None] = ContextVar("kept", default=None)


@dataclass
class Places:
    """Counts pages that are open and pages that are being made.

    Attributes:
        most: how many there may be; 0 for no limit.
        guests: kernel id -> visitor.
        coming: how many places are kept for pages that are being made.

    >>> places = Places(most=1)
    >>> with places.keep("ann"):
    ...     places.seat("kernel 1")
    >>> places.guests
    {'kernel 1': 'ann'}
    >>> with places.keep("ben"):
    ...     pass
    Traceback (most recent call last):
    ...
    toolkit.serve.kernels.places.NoPlaceError
    """

    most: int = 0
    guests: dict[str, str] = field(default_factory=dict)
    coming: int = 0

    @property
    def occupied(self) -> int:
        """How many places are taken or kept."""
        return len(self.guests) + self.coming

    def of(self, visitor: str) -> list[str]:
        """Return a visitor's kernels, the oldest first."""
        return [kernel_id for kernel_id, guest in self.guests.items() if guest == visitor]

    @contextmanager
    def keep(self, visitor: str) -> Iterator[None]:
        """Keep a place for a visitor while the page is made; it is free again when no kernel was seated.

        Raises:
            NoPlaceError: all places are taken.
        """
        if self.most and self.occupied >= self.most:
            raise NoPlaceError
        kept = _Kept(visitor)
        self.coming += 1
        token = _kept.set(kept)
        try:
            yield
        finally:
            with suppress(ValueError):  # a generator may be closed in another context
                _kept.reset(token)
            if not kept.taken:
                self.coming -= 1

    def seat(self, kernel_id: str) -> None:
        """Give the place that is kept here and now to a kernel; without one, do nothing."""
        kept = _kept.get()
        if kept is not None and not kept.taken:
            kept.taken = True
            self.coming -= 1
            self.guests[kernel_id] = kept.visitor

    def leave(self, kernel_id: str) -> None:
        """Make a kernel's place free."""
        self.guests.pop(kernel_id, None)
