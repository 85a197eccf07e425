"""The luck of `toolkit.history.luck`, fetched when it is first needed.

Importing it brings the whole of `toolkit.history`; a page that only reckons with findings should not wait for that.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from toolkit.history.luck import Cells, Luck

__all__ = ["cells", "luck_of_one", "normal", "uniform_in", "uniforms_of"]


def cells(seed: int, runner: ArrayLike, day: ArrayLike) -> "Cells":
    """Return one cell of luck for each patient and day."""
    from toolkit.history import luck  # noqa: PLC0415 - see above

    return luck.cells(seed, runner, day)


def uniform_in(grid: "Cells", decision: str) -> "Luck":
    """Return uniform luck in [0, 1) for one decision in each cell."""
    from toolkit.history import luck  # noqa: PLC0415 - see above

    return luck.uniform_in(grid, decision)


def uniforms_of(cell: "Cells", decisions: tuple[str, ...]) -> "Luck":
    """Return uniform luck in [0, 1) for many decisions in one cell."""
    from toolkit.history import luck  # noqa: PLC0415 - see above

    return luck.uniforms_of(cell, decisions)


def normal(seed: int, decision: str, runner: ArrayLike, day: ArrayLike) -> "NDArray[np.float64]":
    """Return standard normal luck."""
    from toolkit.history import luck  # noqa: PLC0415 - see above

    return luck.normal(seed, decision, runner, day)


def luck_of_one(seed: int, decision: str, patient: int = 0, day: int = 0) -> float:
    """Return uniform luck in [0, 1) for one decision of one patient.

    >>> 0 <= luck_of_one(7, "opening") < 1
    True
    """
    return float(uniform_in(cells(seed, np.array([patient]), day), decision)[0])
