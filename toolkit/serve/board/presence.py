"""Who is here: whose page has asked lately, and from how many device addresses the answers of a round came."""

from collections import Counter

from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.vote import MOST_VOTERS

HERE_SECONDS = 20.0
"""A phone that has not asked for so long counts as gone."""


class Presence:
    """Remembers when each student's page asked last.

    >>> presence = Presence()
    >>> presence.seen("ann", now=0.0)
    >>> presence.count(now=5.0), presence.count(now=50.0)
    (1, 0)
    """

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def seen(self, voter: str, now: float) -> None:
        """Remember that a student's page is there.

        Raises:
            BoardError: there are more than a class can be.
        """
        if voter not in self._last and len(self._last) >= MOST_VOTERS:
            self._last = {who: last for who, last in self._last.items() if now - last < HERE_SECONDS}
            if len(self._last) >= MOST_VOTERS:
                raise BoardError(f"The board holds {MOST_VOTERS} students and takes no more.")
        self._last[voter] = now

    def is_here(self, voter: str, now: float) -> bool:
        """Whether a student's page is there."""
        return voter in self._last and now - self._last[voter] < HERE_SECONDS

    def count(self, now: float) -> int:
        """Return how many students' pages are there."""
        return sum(now - last < HERE_SECONDS for last in self._last.values())


class Origins:
    """From which device address each answer of the vote came. Held in memory until the next vote, shown to nobody.

    >>> origins = Origins()
    >>> for number in range(3):
    ...     origins.note(1, f"browser {number}", "10.0.0.7")
    >>> origins.note(1, "another", "10.0.0.8")
    >>> origins.most(1), origins.most(2)
    (3, 0)
    """

    def __init__(self) -> None:
        self._of: dict[tuple[int, str], str] = {}

    def note(self, number: int, voter: str, address: str) -> None:
        """Remember whence an answer of a round came."""
        self._of[number, voter] = address

    def most(self, number: int) -> int:
        """Return how many answers of a round came from the address that sent most."""
        counts = Counter(address for (round_, _), address in self._of.items() if round_ == number and address)
        return max(counts.values(), default=0)
