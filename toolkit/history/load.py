"""How training load is measured, from the days of a diary.

Every function works along the last axis, so on one diary (days,) or many (lives, days), and gives nan where
the measure is not defined: before its window is full, where too little is known, and where it would divide by
nothing. A rest day counts 0; an unknown day does not count at all.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from toolkit.history.diaries import Diaries
from toolkit.history.diary import Diary, Flags, Floats, Whole

ACUTE_DAYS, CHRONIC_DAYS = 7, 28
LONGEST_RUN_DAYS = 30
FEWEST_KNOWN_DAYS = 14
"""Days that must be known before a run is set against the longest of the month: a choice."""
_NOTHING = 1e-9  # what is left of a load long past is no load to divide by
KNOWN_SHARE = 0.75
"""Share of a window that must be known for a mean over it: a choice."""


def rolling_mean(values: Floats, days: int) -> Floats:
    """Return the mean of the last `days` days, today included, over the days that are known.

    nan before the window is full, and where less than three quarters of it is known.

    >>> rolling_mean(np.array([1.0, 2.0, 3.0, np.nan]), 2).tolist()
    [nan, 1.5, 2.5, nan]
    """
    total, known = _window_sums(values, days)
    enough = known >= math.ceil(KNOWN_SHARE * days)
    return _full(values, days, np.where(enough, total / np.maximum(known, 1), np.nan))


def longest_before(longest_run_km: Floats, days: int = LONGEST_RUN_DAYS) -> Floats:
    """Return the longest single run of the `days` days before each day; today does not count.

    What is published of the measure (frandsen2025) leaves three things open. Here today is not in its own
    window; a window in which nothing was run gives nan, for there is nothing to compare with; and at least 14
    of its days must be known.

    >>> longest_before(np.array([5.0] * 14 + [12.0, 6.0]))[-3:].tolist()
    [nan, 5.0, 12.0]
    """
    known = ~np.isnan(longest_run_km)
    length = longest_run_km.shape[-1]
    if known.all():  # the usual case
        reach, seen = longest_run_km, np.minimum(np.arange(length), days)
    else:
        counted: Whole = np.cumsum(known, axis=-1)
        reach = np.where(known, longest_run_km, 0.0)
        seen = np.zeros_like(counted)
        seen[..., 1:] = counted[..., :-1]
        seen[..., days + 1 :] -= counted[..., : -days - 1]
    # Doubling: a window of 2n is two windows of n.
    span = 1
    while span < days:
        step = min(span, days - span)
        wider = reach.copy("K")
        np.maximum(reach[..., step:], reach[..., :-step], out=wider[..., step:])
        reach, span = wider, span + step
    before = _shifted(reach, 1, 0.0)
    return np.where((seen >= FEWEST_KNOWN_DAYS) & (before > 0), before, np.nan)


def single_run_ratio(longest_run_km: Floats) -> Floats:
    """Return each day's longest run as a multiple of the longest of the 30 days before it (frandsen2025).

    nan on days without a run, and where `longest_before` is.
    """
    with np.errstate(invalid="ignore"):
        ran = longest_run_km / (longest_run_km > 0)  # 0 / 0 is nan; far quicker than to choose day by day
    ran /= longest_before(longest_run_km)
    return np.asarray(ran)


def acwr_rolling(load: Floats) -> Floats:
    """Return the coupled acute:chronic ratio: mean of 7 days over mean of 28 that hold them (at most 4)."""
    return _ratio(rolling_mean(load, ACUTE_DAYS), rolling_mean(load, CHRONIC_DAYS))


def acwr_uncoupled(load: Floats) -> Floats:
    """Return the uncoupled acute:chronic ratio, mean of 7 days over mean of the 21 before (windt2018)."""
    earlier = _shifted(rolling_mean(load, CHRONIC_DAYS - ACUTE_DAYS), ACUTE_DAYS, np.nan)
    return _ratio(rolling_mean(load, ACUTE_DAYS), earlier)


def ewma(load: Floats, days: int) -> Floats:
    """Return exponentially weighted load (williams2017).

    E(t) = k L(t) + (1 - k) E(t-1) with k = 2 / (days + 1).

    It starts at the first known load; an unknown day leaves it as it was.

    >>> ewma(np.array([0.0, 8.0, np.nan]), 7).tolist()
    [0.0, 2.0, 2.0]
    """
    weight = 2.0 / (days + 1)
    out = np.empty_like(load)
    now = np.full(load.shape[:-1], np.nan)
    for day in range(load.shape[-1]):
        today = load[..., day]
        now = np.where(
            np.isnan(now), today, np.where(np.isnan(today), now, weight * today + (1.0 - weight) * now)
        )
        out[..., day] = now
    return out


def acwr_ewma(load: Floats) -> Floats:
    """Return the acute:chronic ratio of exponentially weighted loads, 7 over 28 days; nan in the first 28."""
    ratio = _ratio(ewma(load, ACUTE_DAYS), ewma(load, CHRONIC_DAYS))
    ratio[..., : CHRONIC_DAYS - 1] = np.nan
    return ratio


def week_to_week(values: Floats) -> Floats:
    """Return the last 7 days as a multiple of the 7 before them.

    >>> week_to_week(np.array([1.0] * 7 + [2.0] * 7))[-1]
    np.float64(2.0)
    """
    week = rolling_mean(values, ACUTE_DAYS)
    return _ratio(week, _shifted(week, ACUTE_DAYS, np.nan))


def monotony(load: Floats) -> Floats:
    """Return the mean of seven daily loads over their standard deviation, the population's (foster1998).

    nan where the seven loads are alike, and where one of them is unknown.
    """
    days = ACUTE_DAYS
    if load.shape[-1] < days:
        return np.full_like(load, np.nan)
    week = sliding_window_view(load, days, axis=-1)
    mean = week.mean(axis=-1)
    spread = np.sqrt(np.square(week - mean[..., None]).mean(axis=-1))
    alike = week.max(axis=-1) == week.min(axis=-1)
    return _full(load, days, _ratio(mean, np.where(alike, 0.0, spread)))


def strain(load: Floats) -> Floats:
    """Return the total load of seven days times its monotony (foster1998)."""
    strained: Floats = rolling_mean(load, ACUTE_DAYS) * ACUTE_DAYS * monotony(load)
    return strained


def fitness_fatigue(
    load: Floats,
    *,
    fitness_days: float = 42.0,
    fatigue_days: float = 7.0,
    fatigue_weight: float = 2.0,
) -> tuple[Floats, Floats, Floats]:
    """Return fitness, fatigue, and what is left of fitness when fatigue is taken off (banister1975).

    Each is the sum of past loads that fade with a time constant (not a half-life), scaled so that a steady
    load comes out as itself: F(t) = F(t-1) + (L(t) - F(t-1)) (1 - exp(-1 / days)). It speaks of performance,
    not of injury. The constants are usual ones within the published 35 to 50 and 7 to 15 days.

    Returns:
        fitness, fatigue, fitness - weight x fatigue; from the mean load of the first 28 days on. An unknown
        day leaves them as they were.
    """
    first = load[..., :CHRONIC_DAYS]
    known = ~np.isnan(first)
    start = np.where(known, first, 0.0).sum(axis=-1) / np.maximum(known.sum(axis=-1), 1)
    fitness, fatigue = np.empty_like(load), np.empty_like(load)
    for out, share in ((fitness, -math.expm1(-1 / fitness_days)), (fatigue, -math.expm1(-1 / fatigue_days))):
        now = start
        for day in range(load.shape[-1]):
            today = load[..., day]
            now = np.where(np.isnan(today), now, now + (today - now) * share)
            out[..., day] = now
    return fitness, fatigue, fitness - fatigue_weight * fatigue


@dataclass(frozen=True, eq=False)
class LoadMeasures:
    """The load measures of a diary, each with the shape of its days.

    Attributes:
        single_run_ratio: the day's longest run against the longest of the 30 days before.
        acwr_rolling, acwr_uncoupled, acwr_ewma: acute:chronic ratios of session load.
        week_to_week: distance of 7 days against the 7 before.
        monotony, strain: of session load.
    """

    single_run_ratio: Floats
    acwr_rolling: Floats
    acwr_uncoupled: Floats
    acwr_ewma: Floats
    week_to_week: Floats
    monotony: Floats
    strain: Floats

    @classmethod
    def of(cls, diary: Diary | Diaries) -> "LoadMeasures":
        """Return all load measures of one diary or of many."""
        load = diary.session_load_au
        return cls(
            single_run_ratio(diary.longest_run_km),
            acwr_rolling(load),
            acwr_uncoupled(load),
            acwr_ewma(load),
            week_to_week(diary.distance_km),
            monotony(load),
            strain(load),
        )


def _window_sums(values: Floats, days: int) -> tuple[Floats, Floats]:
    """Return sum and number of the known values of each full window."""
    if values.shape[-1] < days:
        empty = values[..., :0]
        return empty, empty
    known: Flags = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    return (
        sliding_window_view(filled, days, axis=-1).sum(axis=-1),
        sliding_window_view(known.astype(np.float64), days, axis=-1).sum(axis=-1),
    )


def _full(values: Floats, days: int, windows: Floats) -> Floats:
    out = np.full(values.shape, np.nan)
    out[..., days - 1 :] = windows
    return out


def _ratio(above: Floats, below: Floats) -> Floats:
    ratio: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > _NOTHING)
    return ratio


def _shifted(values: Floats, days: int, first: float) -> Floats:
    out = np.full_like(values, first)
    out[..., days:] = values[..., : values.shape[-1] - days] if days < values.shape[-1] else values[..., :0]
    return out
