"""The day-step: how stress, load, sleep and pain act on the days that follow.

The order within a day: the night ends (sleep, its quality, soreness), then comes the run, then the day's
stress and the pain that is written down in the evening. Stress costs the next night; load asks for sleep in
the nights that follow; pain lowers the next days' running, costs sleep and raises stress.

Only sums, products and comparisons stand in here, so that every machine gives the same bits.
"""

import numpy as np

from toolkit.content.day_step import day_step_file
from toolkit.history.diaries import Diaries
from toolkit.history.diary import LONGEST_RUN_KM, LONGEST_RUN_MIN, Flags, Floats, Whole
from toolkit.history.onset import Onsets
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
    pain_before = _day_before(pain, 0.0)
    stress = _rating(plan.stress + numbers.stress.per_pain.value * pain_before, 10.0)
    km = _distance(plan, pain_before, limits, stress)
    minutes = _hundredths(np.minimum(km * plan.pace, LONGEST_RUN_MIN))
    ran = km > 0
    load = np.where(ran, plan.effort * minutes, 0.0)
    of_usual = load / plan.usual_load
    load_before = _day_before(of_usual, 1.0)
    acute = faded(load_before * _ACUTE_SHARE, keep=1.0 - _ACUTE_SHARE, start=1.0)
    strained = np.clip(acute - 1.0, -1.0, 3.0)
    stress_before = _day_before(stress, None) - plan.usual_stress
    night, rating, sore = numbers.sleep, numbers.sleep_quality, numbers.soreness
    slept = (
        plan.sleep
        - night.per_stress.value * stress_before
        - night.per_pain.value * pain_before
        + night.per_load.value * strained
    )
    sleep = _rating(slept, 14.0)
    quality = (
        plan.quality
        + rating.per_hour.value * (sleep - plan.usual_sleep)
        - rating.per_stress.value * stress_before
        - rating.per_pain.value * pain_before
        - rating.per_load.value * strained
    )
    keep = sore.fades_to.value
    rest = sore.per_load.value / (1.0 - keep)
    soreness = faded(load_before * sore.per_load.value, keep=keep, start=rest) + plan.soreness
    km, minutes, load, effort = km.T, minutes.T, load.T, np.where(ran, plan.effort, np.nan).T
    none = np.zeros((km.shape[0], 0), dtype=np.int64)
    return Diaries(
        distance_km=km,
        duration_min=minutes,
        effort_cr10=effort,
        session_load_au=load,
        longest_run_km=km,
        sleep_h=sleep.T,
        sleep_quality=_rating(quality, 10.0).T,
        stress=stress.T,
        soreness=_rating(soreness, 10.0).T,
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


def pain_course(plan: Plan, onsets: Onsets, pain: Floats, limits: Floats) -> None:
    """Let the pain of new onsets run its course, written into `pain` and `limits` from the onset on.

    Pain halves in the given days, has good and bad days, is kept up by running on it, and ends below a level:

        p(t+1) = p(t) (1 - ln 2 / halving) + per_load min(load of the plan that pain leaves, 3)
                 + sd luck(t+1)

    Args:
        plan: of the lives with an onset, shape (days, lives).
        onsets: one for each of these lives, all with a day.
        pain: evening pain so far, shape (days, lives); changed in place.
        limits: share of a run lost per point of pain; changed in place.
    """
    step = day_step_file().pain
    halving = np.where(np.isnan(onsets.halving_days), step.halving_days.value, onsets.halving_days)
    limit = np.where(np.isnan(onsets.limits_running), step.limits_running.value, onsets.limits_running)
    keep = 1.0 - 0.693147 / np.maximum(halving, 1.0)
    goes = plan.possible & (plan.miss_luck >= plan.miss_share)
    planned = np.minimum(np.where(goes, plan.km * plan.pace * plan.effort, 0.0) / plan.usual_load, 3.0)
    now = np.zeros(pain.shape[1])
    for day in range(int(onsets.day.min()), pain.shape[0]):
        ran = planned[day] * np.clip(1.0 - limit * (now - step.tolerated.value), 0.0, 1.0)
        on = now > 0
        later = now * keep + step.per_load.value * ran + step.day_sd.value * plan.pain_luck[day]
        later = np.where(on & (later >= step.ends_below.value), np.minimum(later, 10.0), 0.0)
        now = np.where(onsets.day == day, onsets.severity, later)
        changed = onsets.day <= day
        pain[day] = np.where(changed, _rating(now, 10.0), pain[day])
        limits[day] = np.where(changed, limit, limits[day])


def settled_until(pain: Floats, onset_day: Whole) -> Whole:
    """Return the last day of the pain that began on the given days; a new onset can only come later.

    Args:
        pain: evening pain, shape (days, lives).
        onset_day: shape (lives,).
    """
    days = pain.shape[0]
    index = np.arange(days)[:, None]
    gone = (pain == 0) & (index > onset_day)
    until: Whole = np.where(gone.any(axis=0), gone.argmax(axis=0), days - 1)
    return until


def faded(added: Floats, *, keep: float, start: Floats | float) -> Floats:
    """Return x with x(t) = keep x(t-1) + added(t) and x(-1) = start, along the first axis.

    >>> faded(np.ones((3, 1)), keep=0.5, start=0.0)[:, 0].tolist()
    [1.0, 1.5, 1.75]
    """
    out = np.empty_like(added)
    now = np.broadcast_to(np.asarray(start, dtype=np.float64), added.shape[1:])
    for day in range(len(added)):
        np.multiply(now, keep, out=out[day])
        out[day] += added[day]
        now = out[day]
    return out


def _distance(plan: Plan, pain_before: Floats, limits: Floats, stress: Floats) -> Floats:
    running, tolerated = day_step_file().running, day_step_file().pain.tolerated.value
    more = running.missed_per_stress.value * np.maximum(stress - plan.usual_stress, 0.0)
    missed: Flags = (plan.miss_luck < np.minimum(plan.miss_share + more, 0.8)) & ~plan.certain
    km = np.where(plan.possible & ~missed, plan.km, 0.0)
    left = np.clip(1.0 - limits * np.maximum(pain_before - tolerated, 0.0), 0.0, 1.0)
    km = _hundredths(km * left)
    km = np.where(km < running.shortest_km.value, 0.0, km)
    if (plan.long_percent > 0).any():
        km = extend_long_runs(km, plan)
        km = np.where(plan.long_percent > 0, _hundredths(km * left), km)
    return np.minimum(km, LONGEST_RUN_KM)


def _rating(values: Floats, most: float) -> Floats:
    """Return values from 0 to the most that can be, in tenths."""
    tenths = np.maximum(values, 0.0)
    np.minimum(tenths, most, out=tenths)
    tenths *= 10.0
    np.rint(tenths, out=tenths)
    tenths /= 10.0
    return tenths


def _hundredths(values: Floats) -> Floats:
    hundredths = values * 100.0
    np.rint(hundredths, out=hundredths)
    hundredths /= 100.0
    return hundredths


def _day_before(values: Floats, first: float | None) -> Floats:
    """Return each day's value of the day before; the first day takes `first`, or its own value."""
    before = np.empty_like(values)
    before[1:] = values[:-1]
    before[0] = values[0] if first is None else first
    return before
