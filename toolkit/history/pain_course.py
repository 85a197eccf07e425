"""The course of pain from the day it begins until it has gone."""

import numpy as np

from toolkit.content.day_step import day_step_file
from toolkit.history.day_step import in_tenths
from toolkit.history.diary import Floats, Whole
from toolkit.history.luck import normal_in
from toolkit.history.onset import Onsets
from toolkit.history.planning import Plan

_WORST_LUCK = -1000.0  # ends any course


def pain_course(plan: Plan, onsets: Onsets, pain: Floats, limits: Floats) -> None:
    """Let the pain of new onsets run its course, written into `pain` and `limits` from the onset on.

    Pain halves in about the given days, has good and bad days, is kept up by running on it, and ends below a level:

        p(t) = p(t-1) (1 - ln 2 / halving) + per_load left(p(t-1)) min(planned load(t) / usual load, 3) + sd luck(t)

    where left(p) = 1 - limit (p - tolerated), held between 0 and 1, is the share of the run that pain leaves.

    Args:
        plan: of the lives with an onset, shape (days, lives).
        onsets: one for each of these lives, all with a day.
        pain: evening pain so far, shape (days, lives); changed in place.
        limits: share of a run lost per point of pain; changed in place.
    """
    step, days = day_step_file().pain, len(pain)
    limit = np.where(np.isnan(onsets.limits_running), step.limits_running.value, onsets.limits_running)
    day = np.arange(days - onsets.day.min())[:, None] + onsets.day
    course = _courses(plan, onsets, day, limit)
    after = np.arange(days)[:, None] >= onsets.day
    pain *= ~after
    np.copyto(limits, limit, where=after)
    since, life = np.nonzero((course > 0) & (day < days))
    pain[day[since, life], life] = in_tenths(course[since, life], 10.0)


def _courses(plan: Plan, onsets: Onsets, day: Whole, limit: Floats) -> Floats:
    """Return the pain of all lives side by side, each from its own onset on, until the last has ended.

    Args:
        plan: as in `pain_course`.
        onsets: likewise.
        day: of the diary, for each day of the course, shape (days of the course, lives).
        limit: share of a run lost per point of pain, shape (lives,).
    """
    step, days = day_step_file().pain, len(plan.km)
    halving = np.where(np.isnan(onsets.halving_days), step.halving_days.value, onsets.halving_days)
    keep = 1.0 - 0.693147 / np.maximum(halving, 1.0)
    here = np.minimum(day, days - 1), np.arange(day.shape[1])
    goes = plan.possible & (plan.miss_luck >= plan.miss_share)
    planned = np.minimum(plan.km * plan.pace * plan.effort * goes / plan.usual_load, 3.0)[here]
    luck = step.day_sd.value * normal_in(plan.grid[here], "pain of the day")
    luck[day >= days] = _WORST_LUCK  # where the diary has ended nothing need be followed
    course = np.zeros(day.shape)
    course[0] = now = onsets.severity
    on = now > 0
    for since in range(1, len(course)):
        ran = limit * (now - step.tolerated.value)
        np.subtract(1.0, ran, out=ran)
        np.maximum(ran, 0.0, out=ran)
        np.minimum(ran, 1.0, out=ran)
        ran *= planned[since]
        ran *= step.per_load.value
        now = np.multiply(now, keep, out=course[since])
        now += ran
        now += luck[since]
        on &= now >= step.ends_below.value
        np.minimum(now, 10.0, out=now)
        now *= on
        if not on.any():
            break
    return course


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
