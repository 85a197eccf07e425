"""How many places a room has, and what a page of it may cost."""

from dataclasses import dataclass

USUAL_STUDENTS = 60
MOST_STUDENTS = 500
MB_A_PAGE = 22
"""Memory of one page when many are open, as `rehearse` measures it on Linux, rounded up."""

_PAGES_OF_ONE = 2
_LEAST_FREE_MB = 400.0
_AWAY_SECONDS = 600.0


@dataclass(frozen=True)
class RoomSize:
    """A room for so many students.

    Attributes:
        students: how many are expected.

    >>> RoomSize(60).places
    120
    >>> RoomSize(0)
    Traceback (most recent call last):
    ...
    ValueError: A room is for 1 to 500 students, not for 0.
    """

    students: int = USUAL_STUDENTS

    def __post_init__(self) -> None:
        if not 1 <= self.students <= MOST_STUDENTS:
            raise ValueError(f"A room is for 1 to {MOST_STUDENTS} students, not for {self.students}.")

    @property
    def places(self) -> int:
        """How many pages may be open at once: two for each student expected."""
        return _PAGES_OF_ONE * self.students

    @property
    def places_of_address(self) -> int:
        """How many pages of one network address may be open: three quarters of all.

        A class whose network shows one address for all still has a page for each student; one device that opens
        page after page leaves a quarter of the room to others.
        """
        return min(self.places, -(-3 * self.places // 4))

    @property
    def spares(self) -> int:
        """How many copies of each page wait for the next who come."""
        return min(8, 2 + self.students // 20)

    @property
    def memory_mb(self) -> int:
        """How much memory the room takes when each student has one page."""
        return MB_A_PAGE * self.students

    def settings(self) -> dict[str, dict[str, object]]:
        """Return the settings of the kernels' pool.

        A phone whose screen goes dark loses its connection: its page is kept for ten minutes, and longer than
        that nothing is lost but the page itself, as what was chosen stands in the address.
        """
        return {
            "PagePool": {
                "max_kernels": self.places,
                "max_of_one": _PAGES_OF_ONE,
                "leave_seconds": _AWAY_SECONDS,
                "least_free_mb": _LEAST_FREE_MB,
                "of_one_address": max(20, self.places),
                "most_of_one_address": self.places_of_address,
            }
        }
