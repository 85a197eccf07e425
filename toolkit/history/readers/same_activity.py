"""Find the activities that stand in two files, and count them once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date

from toolkit.history.readers.activity import Activity

APART_S = 60.0
"""Two starts this close, in seconds, are the same start."""

OPEN_FAMILIES = frozenset({"unnamed", "other"})


MOST_A_DAY = 50
"""Activities kept of one day; more is a table of something else."""


@dataclass(frozen=True)
class Once:
    """Each activity once, by day; how many stood a second time; how many were beyond what a day can hold."""

    activities: tuple[Activity, ...]
    twins: int
    crowded: int


def without_twins(activities: Iterable[Activity]) -> Once:
    """Keep each activity once, with what either file knows of it."""
    kept: list[Activity] = []
    by_day: dict[int, list[int]] = {}
    twins = crowded = 0
    for activity in activities:
        day = activity.day.toordinal()
        if len(by_day.get(day, ())) >= MOST_A_DAY:
            crowded += 1
            continue
        near = (by_day.get(day + shift, ()) for shift in (0, -1, 1))
        at = next((i for places in near for i in places if is_same(kept[i], activity)), None)
        if at is None:
            by_day.setdefault(day, []).append(len(kept))
            kept.append(activity)
            continue
        twins += 1
        before = kept[at].day.toordinal()
        kept[at] = merged(kept[at], activity)
        if kept[at].day.toordinal() != before:
            by_day[before].remove(at)
            by_day.setdefault(kept[at].day.toordinal(), []).append(at)
    return Once(tuple(sorted(kept, key=_order)), twins, crowded)


def is_same(one: Activity, other: Activity) -> bool:
    """Tell whether two entries are one activity.

    Starts within a minute are, when the sports agree and, inside one file, the figures too (a watch writes
    its changes of sport seconds apart). Without comparable starts, day and figures of two files must agree.
    """
    if one.family != other.family and not {one.family, other.family} & OPEN_FAMILIES:
        return False
    same_file = one.file == other.file
    if one.utc is not None and other.utc is not None:
        close = abs(one.utc - other.utc) <= APART_S
        return close and (not same_file or _alike(one, other))
    if one.clock is not None and other.clock is not None:
        close = abs((one.clock - other.clock).total_seconds()) <= APART_S
        return close and (not same_file or _alike(one, other))
    return not same_file and _could_be_same_day(one, other) and _alike(one, other)


def merged(one: Activity, other: Activity) -> Activity:
    """Join two entries of one activity: the richer one, its gaps filled from the other."""
    rich, poor = (one, other) if _richness(one) >= _richness(other) else (other, one)
    filled = {
        name: getattr(poor, name)
        for name in ("distance_m", "duration_s", "effort", "load", "clock", "utc")
        if getattr(rich, name) is None
    }
    family = poor.family if rich.family in OPEN_FAMILIES else rich.family
    day = poor.day if rich.clock is None and poor.clock is not None else rich.day
    return replace(rich, **filled, family=family, day=day)


def _richness(activity: Activity) -> int:
    known = (activity.distance_m, activity.duration_s, activity.effort, activity.clock, activity.utc)
    return sum(value is not None for value in known) + 2 * (activity.clock is not None)


def _could_be_same_day(one: Activity, other: Activity) -> bool:
    if one.clock and other.utc is not None and other.clock is None:
        one, other = other, one
    if one.utc is not None and one.clock is None and other.clock is not None:
        # A local clock and UTC differ by a time zone: a multiple of 15 minutes, 14 hours at most.
        gap = other.clock.replace(tzinfo=UTC).timestamp() - one.utc
        return abs(gap) <= 14 * 3600 + APART_S and abs((gap + 450) % 900 - 450) <= APART_S
    if one.day == other.day:
        return True
    in_utc = (one.utc is not None and one.clock is None) or (other.utc is not None and other.clock is None)
    return in_utc and abs((one.day - other.day).days) == 1


def _alike(one: Activity, other: Activity) -> bool:
    agree = 0
    for mine, theirs, share in (
        (one.distance_m, other.distance_m, 0.01),
        (one.duration_s, other.duration_s, 0.02),
    ):
        if mine is None or theirs is None:
            continue
        if abs(mine - theirs) > share * max(mine, theirs, 1.0):
            return False
        agree += 1
    return agree > 0


def _order(activity: Activity) -> tuple[date, float]:
    if activity.clock is not None:
        return activity.day, activity.clock.hour * 3600.0 + activity.clock.minute * 60 + activity.clock.second
    return activity.day, (activity.utc or 0.0) % 86_400
