"""Part runs from other sports and from what no human being can have run."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from toolkit.content.logs import log_words
from toolkit.history.readers.activity import Activity
from toolkit.history.readers.found import counted, some_of

EARLIEST = date(1970, 1, 1)


@dataclass(frozen=True)
class Sorted:
    """Activities of the sport, those of others, and sentences on all that was kept apart."""

    counted: tuple[Activity, ...]
    apart: tuple[Activity, ...]
    notes: tuple[str, ...]


def sort_out(activities: Sequence[Activity], sport: str, today: date) -> Sorted:
    """Part the activities of one sport from all others and from the impossible."""
    runs: list[Activity] = []
    apart: list[Activity] = []
    impossible: list[str] = []
    by_pace: list[Activity] = []
    timed_only = 0
    for activity in activities:
        why = _impossible(activity, sport, today)
        if why:
            impossible.append(f"{activity.file}, {activity.day}: {activity.figures} {why}; it was left out.")
        elif activity.family == "unnamed" and _is_running_pace(activity):
            runs.append(replace(activity, family=sport))
            by_pace.append(activity)
        elif activity.family == sport:
            no_way = activity.distance_m == 0
            timed_only += no_way
            runs.append(replace(activity, distance_m=None) if no_way else activity)
        else:
            apart.append(activity)
    notes = some_of(impossible, "activities")
    if by_pace:
        notes.append(
            f"{counted(len(by_pace), 'activity names', 'activities name')} no sport; taken as {sport} by pace"
            f" ({by_pace[0].file}: {by_pace[0].figures})."
        )
    in_utc = sum(run.clock is None and run.utc is not None for run in runs)
    if in_utc:
        notes.append(
            f"{counted(in_utc, 'activity gives its time', 'activities give their times')} in UTC only;"
            " one near midnight may stand on the neighbouring day."
        )
    if timed_only:
        notes.append(
            f"{counted(timed_only, 'activity', 'activities')} with time but no distance:"
            " the distance is missing, not 0."
        )
    if apart:
        notes.append(f"Kept apart, because only {sport} counts: {families(apart)}.")
    return Sorted(tuple(runs), tuple(apart), tuple(notes))


def families(activities: Sequence[Activity]) -> str:
    """Name the sports of some activities, the most frequent first; of a single one its figures."""
    by_family = Counter(_words(activity.family) for activity in activities)
    if len(activities) == 1:
        return f"{next(iter(by_family))} ({activities[0].figures})"
    return ", ".join(f"{family} {number:,}" for family, number in by_family.most_common())


def possible(day: date, today: date) -> bool:
    """Tell whether a day can be in a log: from 1970 to tomorrow (time zones differ)."""
    return EARLIEST <= day <= today + timedelta(days=1)


def _impossible(activity: Activity, sport: str, today: date) -> str:
    bounds = log_words().bounds
    if not possible(activity.day, today):
        return "lies in the future" if activity.day > today else "has an impossible date"
    if activity.family != sport:
        return ""
    checks = (
        (not activity.distance_m and not activity.duration_s and activity.load is None, "is no run"),
        ((activity.distance_m or 0) > bounds.longest.value * 1000, "is longer than anybody runs"),
        ((activity.duration_s or 0) > bounds.longest_time.value * 3600, "is a watch that was not stopped"),
        (sport == "running" and (activity.speed or 0) > bounds.fastest.value, "is faster than anybody runs"),
    )
    return next((why for wrong, why in checks if wrong), "")


def _is_running_pace(activity: Activity) -> bool:
    bounds = log_words().bounds
    speed = activity.speed
    return speed is not None and bounds.slowest_unnamed.value <= speed <= bounds.fastest_unnamed.value


def _words(family: str) -> str:
    return {"unnamed": "sport not named", "change_of_sport": "change of sport", "other": "other sports"}.get(
        family, family
    )
