"""How like two kinds of diary are: spread and clumping of ratings, one day against the next, gaps, weeks."""

from collections.abc import Mapping

import numpy as np

from toolkit.history.diary import Floats
from toolkit.history.recording import recorded
from toolkit.history.runner import named_runners
from toolkit.history.simulation import simulate

RATED = ("sleep_h", "sleep_quality", "stress", "soreness")


def likeness(columns: Mapping[str, Floats]) -> dict[str, float]:
    """Return the figures by which a diary's ratings are compared with another's.

    Args:
        columns: one array of shape (days,) for each of `RATED`; nan where nothing was rated. Hours for sleep, points
            of 10 for the others.

    Returns:
        For each rating: '<name> sd', '<name> commonest' (share of the commonest whole answer), and '<name> day before'
        (correlation with the day before; left out where nothing varies). 'days missing' (share) and 'median gap'
        (days) are those of stress.

    >>> day = np.array([7.0, 7.0, np.nan, 8.0])
    >>> likeness(dict.fromkeys(RATED, day))["days missing"]
    0.25
    """
    found: dict[str, float] = {}
    for name in RATED:
        values = columns[name]
        known = values[~np.isnan(values)]
        counts = np.unique(np.round(known), return_counts=True)[1]
        pairs = ~np.isnan(values[1:]) & ~np.isnan(values[:-1])
        found[f"{name} sd"] = float(known.std())
        found[f"{name} commonest"] = float(counts.max() / counts.sum())
        if values[1:][pairs].size and values[1:][pairs].std() > 0 and values[:-1][pairs].std() > 0:
            found[f"{name} day before"] = float(np.corrcoef(values[1:][pairs], values[:-1][pairs])[0, 1])
    gap = np.isnan(columns["stress"])
    edges = np.flatnonzero(np.diff(np.concatenate([[0], gap.astype(int), [0]])))
    lengths = edges[1::2] - edges[::2]
    found["days missing"] = float(gap.mean())
    found["median gap"] = float(np.median(lengths)) if lengths.size else 0.0
    return found


def weekly_change(km: Floats) -> float:
    """Return the median change of distance from one week to the next, as a share of the week before.

    Args:
        km: distance of each day, shape (days,). Weeks without a run are left out.

    >>> weekly_change(np.repeat([5.0, 6.0, 5.0], 7)).__round__(3)
    0.183
    """
    weeks = len(km) // 7
    totals = km[len(km) - 7 * weeks :].reshape(weeks, 7).sum(axis=1)
    both = (totals[1:] > 0) & (totals[:-1] > 0)
    return float(np.median(np.abs(totals[1:] - totals[:-1])[both] / totals[:-1][both]))


def named_runners_likeness() -> dict[str, list[float]]:
    """Return each figure for each named runner's own half year as it was written down; seed by place in the list."""
    each: list[dict[str, float]] = []
    for seed, named in enumerate(named_runners().values()):
        lived = simulate(named.runner, named.events, seed=seed)
        kept = recorded(lived, seed=seed)
        figures = likeness({name: getattr(kept, name) for name in RATED})
        each.append({**figures, "weekly change": weekly_change(lived.distance_km)})
    names = {name for one in each for name in one}
    return {name: [one[name] for one in each if name in one] for name in names}
