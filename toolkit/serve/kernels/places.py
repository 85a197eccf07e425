"""The places for visitors: who has which, how many there are, who must wait."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field

from toolkit.serve.kernels.gate import Allowance


class NoPlaceError(Exception):
    """All places are taken."""


class NoShareError(NoPlaceError):
    """One address of the network has all the pages that one address may have; there may be places for others."""


@dataclass
class _Kept:
    visitor: str
    address: str
    taken: bool = False


_kept: ContextVar[_Kept | None] = ContextVar("kept", default=None)


@dataclass
class Places:
    """Counts pages that are open and pages that are being made.

    Attributes:
        most: how many there may be; 0 for no limit.
        guests: kernel id -> visitor.
        coming: how many places are kept for pages that are being made.
        hosts: visitors who always find a place: the lecturer.
        most_of_address: how many pages one address of the network may have; 0 for no limit.
        whence: kernel id -> the address from which its page was opened.

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
    hosts: set[str] = field(default_factory=set)
    most_of_address: int = 0
    whence: dict[str, str] = field(default_factory=dict)
    _coming_from: Counter[str] = field(default_factory=Counter)

    def full(self, visitor: str) -> bool:
        """Whether there is no place for a visitor."""
        return bool(self.most) and self.occupied >= self.most and visitor not in self.hosts

    def crowded(self, visitor: str, address: str) -> bool:
        """Whether a visitor's address has as many pages as one address may have."""
        if not (self.most_of_address and address) or visitor in self.hosts:
            return False
        return len(self.from_address(address)) + self._coming_from[address] >= self.most_of_address

    def from_address(self, address: str) -> list[str]:
        """Return the kernels of an address's pages."""
        return [kernel_id for kernel_id, whence in self.whence.items() if whence == address]

    @property
    def occupied(self) -> int:
        """How many places are taken or kept."""
        return len(self.guests) + self.coming

    def of(self, visitor: str) -> list[str]:
        """Return a visitor's kernels, the oldest first."""
        return [kernel_id for kernel_id, guest in self.guests.items() if guest == visitor]

    @contextmanager
    def keep(self, visitor: str, address: str = "") -> Iterator[None]:
        """Keep a place for a visitor while the page is made; it is free again when no kernel was seated.

        Args:
            visitor: for whom.
            address: whence the visitor comes; empty where that does not count.

        Raises:
            NoPlaceError: all places are taken.
            NoShareError: the address has its share of them.
        """
        if self.full(visitor):
            raise NoPlaceError
        if self.crowded(visitor, address):
            raise NoShareError
        kept = _Kept(visitor, "" if visitor in self.hosts else address)
        self.coming += 1
        self._coming_from[kept.address] += 1
        token = _kept.set(kept)
        try:
            yield
        finally:
            with suppress(ValueError):  # a generator may be closed in another context
                _kept.reset(token)
            if not kept.taken:
                self._come(kept)

    def seat(self, kernel_id: str) -> None:
        """Give the place that is kept here and now to a kernel; without one, do nothing."""
        kept = _kept.get()
        if kept is not None and not kept.taken:
            kept.taken = True
            self._come(kept)
            self.guests[kernel_id] = kept.visitor
            if kept.address:
                self.whence[kernel_id] = kept.address

    def leave(self, kernel_id: str) -> None:
        """Make a kernel's place free."""
        self.guests.pop(kernel_id, None)
        self.whence.pop(kernel_id, None)

    def _come(self, kept: _Kept) -> None:
        self.coming -= 1
        self._coming_from[kept.address] -= 1
        if not self._coming_from[kept.address]:
            del self._coming_from[kept.address]


_MOST_REMEMBERED = 5_000
_ANEW_SECONDS = 60.0
_SLOWEST = 0.5


@dataclass
class Doorway:
    """How often one address of the network may ask for a page: a whole class may stand behind one.

    A class that pages on by itself needs each of its places anew every minute. More than that is a machine's doing.

    Attributes:
        at_once: pages that an address may open at once; 0 for no limit.
        clock: tells the time in seconds.

    >>> doorway = Doorway(at_once=2)
    >>> [doorway.lets_in("10.0.0.7") for _ in range(3)], doorway.lets_in("10.0.0.8")
    ([True, True, False], True)
    """

    at_once: int = 0
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, Allowance] = field(default_factory=dict)

    @property
    def a_second(self) -> float:
        """How many more pages an address may open each second."""
        return max(_SLOWEST, self.at_once / _ANEW_SECONDS)

    def lets_in(self, address: str) -> bool:
        """Whether an address may open a page now."""
        if not self.at_once:
            return True
        if address not in self._seen:
            if len(self._seen) >= _MOST_REMEMBERED:
                del self._seen[next(iter(self._seen))]
            self._seen[address] = Allowance(self.at_once, self.a_second, self.clock)
        return self._seen[address].take(1)
