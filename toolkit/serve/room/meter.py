"""Who is connected and what is left, in numbers and without names."""

from dataclasses import asdict, dataclass
from typing import Any

from toolkit.serve.kernels.memory import memory

LOW_MB = 1000.0


@dataclass(frozen=True)
class Reading:
    """The room at one moment.

    Attributes:
        visitors: browsers that have a page open.
        pages: pages that are open.
        places_left: how many more pages may be opened.
        places: how many there are.
        used_mb: memory of the computer that is in use.
        left_mb: memory of the computer that is left.
    """

    visitors: int
    pages: int
    places_left: int
    places: int
    used_mb: float
    left_mb: float

    @property
    def low(self) -> bool:
        """Whether memory is so low that soon no further page can be opened."""
        return self.left_mb < LOW_MB

    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**asdict(self), "low": self.low}


def read(pool: Any) -> Reading:
    """Read the meter.

    Args:
        pool: the kernels of all pages, a `PagePool`.
    """
    places = pool.places
    now = memory()
    here = pool.here()
    return Reading(
        visitors=len({places.guests[kernel_id] for kernel_id in here}),
        pages=len(here),
        places_left=pool.places_left(),
        places=places.most,
        used_mb=now.total_mb - now.left_mb,
        left_mb=now.left_mb,
    )
