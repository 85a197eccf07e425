"""Look back over days: means and latest marks of a window. Arrays run over (lives, days).

In memory a day of all lives lies side by side, as the day-step leaves it: so a step from one day to the next is one
sweep over lives.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
_Kind = TypeVar("_Kind", bound=np.generic)

_FEW_LIVES = 16


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
    padded = np.empty((days + until + length, lives)).T
    padded[:, : days + until] = before
    padded[:, days + until :] = values
    stop, start = slice(days, days + length), slice(0, length)
    if not np.isnan(padded.sum()):  # the usual case, in half the steps
        sums = _running_sum(padded)
        means = sums[:, stop] - sums[:, start]
        means /= days
        return means
    known = ~np.isnan(padded)
    sums = np.cumsum(np.where(known, padded, 0.0), axis=1)
    counts = np.cumsum(known, axis=1)
    n = counts[:, stop] - counts[:, start]
    total = sums[:, stop] - sums[:, start]
    return np.asarray(np.where(n > 0, total / np.maximum(n, 1), np.nan))


def latest_mark(marks: NDArray[_Kind], days: int) -> NDArray[_Kind]:
    """Return the latest mark above 0 of the window that ends with each day; 0 where there is none.

    >>> latest_mark(np.array([[0, 2, 0, 1, 0, 0, 0]]), 3)
    array([[0, 2, 2, 1, 1, 1, 0]])
    """
    latest, span = marks, 1
    # Doubling: what a window of n left open, the n days before it may fill.
    while span < min(days, marks.shape[1]):
        step = min(span, days - span)
        filled = latest.copy("K")
        np.add(filled[:, step:], latest[:, :-step] * (latest[:, step:] == 0), out=filled[:, step:])
        latest, span = filled, span + step
    return latest


def any_of_last(flags: Flags, days: int, *, until: int = 0) -> Flags:
    """Tell whether a flag is set in the window of days that ends `until` days before each day.

    >>> any_of_last(np.array([[True, False, False, False]]), 2, until=1)
    array([[False,  True,  True, False]])
    """
    reached = latest_mark(flags, days)
    if not until:
        return reached
    later = np.zeros_like(reached)
    later[:, until:] = reached[:, :-until]
    return later


def _running_sum(values: Floats) -> Floats:
    """Return the sum of all days up to each; numpy's own runs life by life, which is slow for many lives."""
    if len(values) < _FEW_LIVES:
        return np.cumsum(values, axis=1)
    sums = np.empty_like(values)
    now = np.zeros(len(values))
    for day, out in zip(values.T, sums.T, strict=True):
        now = np.add(now, day, out=out)
    return sums
