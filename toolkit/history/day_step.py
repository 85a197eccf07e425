"""The day-step: how stress, load, sleep and pain act on the days that follow.

The order within a day: the night ends (sleep, its quality, soreness), then comes the run, then the day's
stress and the pain that is written down in the evening. Stress costs the next night; load asks for sleep in
the nights that follow; pain lowers the next days' running, costs sleep and raises stress.

Only sums, products and comparisons stand in here, so that every machine gives the same bits.
"""

import numpy as np

from toolkit.content.day_step import day_step_file
from toolkit.history.diaries import Diaries
from toolkit.history.diary import LONGEST_RUN_MIN, Flags, Floats
from toolkit.history.planning import Plan, extend_long_runs

_ACUTE_SHARE = 0.25  # 2 / (7 + 1): today's share in a 7-day exponentially weighted load (williams2017)


def live_days(plan: Plan, pain: Floats, limits: Floats) -> Diaries:
    """Live all days of a plan, given the pain.

    Args:
        plan: of shape (days, lives).
        pain: evening pain, 0 to 10, shape (days, lives).
        limits: share of a run lost per point of pain above the tolerated, shape (days, lives).

    Returns:
        The diaries, without episodes; shape (lives, days).
    """
    numbers = day_step_file()
    pain_before = _day_before(pain, 0.0) if pain.any() else 0.0
    stress = in_tenths(plan.stress + numbers.stress.per_pain.value * pain_before, 10.0)
    km = _distance(plan, pain_before, limits, stress)
    minutes = _hundredths(np.minimum(km * plan.pace, LONGEST_RUN_MIN))
    ran = km > 0
    load = plan.effort * minutes
    load_before = _day_before(load / plan.usual_load, 1.0)
    sore = numbers.soreness
    fades_to = sore.fades_to.value
    both = faded(
        load_before,
        share=np.array([_ACUTE_SHARE, sore.per_load.value]),
        keep=np.array([1.0 - _ACUTE_SHARE, fades_to]),
        start=np.array([1.0, sore.per_load.value / (1.0 - fades_to)]),
    )
    acute, soreness = both[:, 0], both[:, 1]
    soreness += plan.soreness
    acute -= 1.0
    strained = np.clip(acute, -1.0, 3.0, out=acute)
    stress_before = _day_before(stress, None) - plan.usual_stress
    night, rating = numbers.sleep, numbers.sleep_quality
    slept = (
        plan.sleep
        - night.per_stress.value * stress_before
        - night.per_pain.value * pain_before
        + night.per_load.value * strained
    )
    sleep = in_tenths(slept, 14.0)
    quality = (
        plan.quality
        + rating.per_hour.value * (sleep - plan.usual_sleep)
        - rating.per_stress.value * stress_before
        - rating.per_pain.value * pain_before
        - rating.per_load.value * strained
    )
    with np.errstate(invalid="ignore"):
        effort = ((plan.effort * ran) / ran).T  # 0 / 0 is nan: on a rest day there is none
    km, minutes, load = km.T, minutes.T, load.T
    none = np.zeros((km.shape[0], 0), dtype=np.int64)
    return Diaries(
        distance_km=km,
        duration_min=minutes,
        effort_cr10=effort,
        session_load_au=load,
        longest_run_km=km,
        sleep_h=sleep.T,
        sleep_quality=in_tenths(quality, 10.0).T,
        stress=stress.T,
        soreness=in_tenths(soreness, 10.0).T,
        pain=pain.T,
        happened={
            "ill": plan.ill.T,
            "race": (plan.race & ran).T,
            "strength": plan.strength.T,
            "holiday": plan.holiday.T,
        },
        onset_day=none,
        onset_severity=none.astype(np.float64),
        onset_cause=none,
    )


def faded(values: Floats, *, share: Floats, keep: Floats, start: Floats) -> Floats:
    """Return x with x(t) = keep x(t-1) + share values(t) and x(-1) = start, several of them at once.

    Args:
        values: shape (days, lives).
        share: of each x, shape (xs,).
        keep: likewise.
        start: likewise.

    Returns:
        Shape (days, xs, lives).

    >>> faded(np.ones((3, 1)), share=np.ones(1), keep=np.array([0.5]), start=np.zeros(1)).ravel().tolist()
    [1.0, 1.5, 1.75]
    """
    # together, since what a step costs is mostly that it is taken
    out: Floats = values[:, None, :] * share[:, None]
    kept = keep[:, None]
    now = np.broadcast_to(start[:, None], out.shape[1:])
    for today in out:
        now = np.add(today, now * kept, out=today)
    return out


def in_tenths(values: Floats, most: float) -> Floats:
    """Return ratings from 0 to the most that can be, in tenths as they are written down.

    Args:
        values: used up.
        most: that can be.
    """
    tenths = np.clip(values, 0.0, most, out=values)
    tenths *= 10.0
    np.rint(tenths, out=tenths)
    tenths /= 10.0
    return tenths


def _distance(plan: Plan, pain_before: Floats | float, limits: Floats, stress: Floats) -> Floats:
    running, tolerated = day_step_file().running, day_step_file().pain.tolerated.value
    share = np.maximum(stress - plan.usual_stress, 0.0)
    share *= running.missed_per_stress.value
    share += plan.miss_share
    missed: Flags = (plan.miss_luck < np.minimum(share, 0.8, out=share)) & ~plan.certain
    km = plan.km * (plan.possible & ~missed)
    too_much = np.maximum(pain_before - tolerated, 0.0)
    left = np.clip(1.0 - limits * too_much, 0.0, 1.0) if np.any(too_much) else None
    if left is not None:
        km *= left
    _hundredths(km)
    km *= km >= running.shortest_km.value
    long_runs = extend_long_runs(km, plan)
    shortened = 1.0 if left is None else left[long_runs]
    km[long_runs] = _hundredths(km[long_runs] * shortened)
    return np.minimum(km, running.longest_km.value, out=km)


def _hundredths(values: Floats) -> Floats:
    """Return values in hundredths; what is given is used up."""
    values *= 100.0
    np.rint(values, out=values)
    values /= 100.0
    return values


def _day_before(values: Floats, first: float | None) -> Floats:
    """Return each day's value of the day before; the first day takes `first`, or its own value."""
    before = np.empty_like(values)
    before[1:] = values[:-1]
    before[0] = values[0] if first is None else first
    return before
