"""Look back over days: means and latest marks of a window. Arrays run over (lives, days)."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def mean_of_last(values: Floats, days: int, before: Floats, *, until: int = 0) -> Floats:
    """Return the mean of known values over the window of days that ends `until` days before each day.

    Args:
        values: shape (lives, days); nan where unknown.
        days: length of the window.
        before: what stands for the days before the first one, shape (lives, 1); nan where unknown.
        until: 0 for a window that ends with the day itself, 1 with the day before.

    Returns:
        The means, shape (lives, days); nan where nothing in the window is known.

    >>> mean_of_last(np.array([[1.0, np.nan, 3.0]]), 2, np.array([[1.0]]))
    array([[1., 1., 3.]])
    """
    lives, length = values.shape
    lead = np.broadcast_to(before, (lives, days + until))
    padded = np.concatenate([lead, values], axis=1)
    stop, start = slice(days, days + length), slice(0, length)
    if not np.isnan(padded.sum()):  # the usual case, in half the steps
        sums = np.cumsum(padded, axis=1)
        return np.asarray((sums[:, stop] - sums[:, start]) / days)
    known = ~np.isnan(padded)
    sums = np.cumsum(np.where(known, padded, 0.0), axis=1)
    counts = np.cumsum(known, axis=1)
    n = counts[:, stop] - counts[:, start]
    total = sums[:, stop] - sums[:, start]
    return np.asarray(np.where(n > 0, total / np.maximum(n, 1), np.nan))


def latest_mark(marks: NDArray[np.int64], days: int) -> NDArray[np.int64]:
    """Return the latest mark above 0 of the window that ends with each day; 0 where there is none.

    >>> latest_mark(np.array([[0, 2, 0, 1, 0, 0, 0]]), 3)
    array([[0, 2, 2, 1, 1, 1, 0]])
    """
    latest = marks.copy()
    for lag in range(1, min(days, marks.shape[1])):
        older = marks[:, :-lag]
        latest[:, lag:] = np.where(latest[:, lag:] == 0, older, latest[:, lag:])
    return latest


def any_of_last(flags: Flags, days: int, *, until: int = 0) -> Flags:
    """Tell whether a flag is set in the window of days that ends `until` days before each day.

    >>> any_of_last(np.array([[True, False, False, False]]), 2, until=1)
    array([[False,  True,  True, False]])
    """
    counts = np.cumsum(flags, axis=1)
    length = flags.shape[1]
    padded = np.concatenate([np.zeros((flags.shape[0], days + until), dtype=counts.dtype), counts], axis=1)
    return np.asarray(padded[:, days : days + length] > padded[:, :length])
