"""Lay what was read over the calendar: a diary that ends on the last day of the log."""

from collections.abc import Iterable
from datetime import date, timedelta

from toolkit.history.diary import RATINGS, Diary, Run
from toolkit.history.readers.activity import Activity, DayRating
from toolkit.history.readers.found import Found, counted
from toolkit.history.readers.sorting_out import Sorted

MOST_WEEKS = 104
BREAK_DAYS = 14
"""A gap this long in a list of activities is told."""

_NAN = float("nan")


def build_diary(
    sorted_out: Sorted, days: tuple[DayRating, ...], found: list[Found], weeks: int | None
) -> tuple[Diary, list[str]]:
    """Build the diary.

    A day without a run is a rest day where the log can tell: inside a list of activities, where the file says
    so, or where a person who reports sessions at least weekly wrote something else. All others are unknown.

    Args:
        sorted_out: runs and other activities.
        days: ratings, one for each day.
        found: what each file held.
        weeks: how many weeks at most, counted back from the last day of the log; 104 at most.

    Returns:
        The diary, and sentences on what lies outside it.
    """
    all_days = [a.day for a in (*sorted_out.counted, *sorted_out.apart)] + [d.day for d in days]
    all_days += [day for one in found for day in one.rest_days | one.unknown_days]
    first, last = min(all_days), max(all_days)
    length = min((last - first).days + 1, 7 * min(weeks or MOST_WEEKS, MOST_WEEKS))
    start = last - timedelta(days=length - 1)
    notes = _before(first, start, sorted_out.counted, length)
    known = _known(sorted_out, found)
    ratings = {name: [_NAN] * length for name in RATINGS}
    remarks = []
    for day in days:
        at = (day.day - start).days
        if at < 0:
            continue
        for name in RATINGS:
            value = getattr(day, name)
            ratings[name][at] = _NAN if value is None else value
        if day.notes:
            remarks.append((at, day.notes))
    diary = Diary.build(
        length,
        runs=[((a.day - start).days, _run(a)) for a in sorted_out.counted if a.day >= start],
        unknown_days=[at for at in range(length) if start + timedelta(days=at) not in known],
        sleep_h=ratings["sleep_h"],
        sleep_quality=ratings["sleep_quality"],
        stress=ratings["stress"],
        soreness=ratings["soreness"],
        pain=ratings["pain"],
        notes=remarks,
        first_day=start,
    )
    return diary, notes + _breaks(diary)


def one_a_day(ratings: Iterable[DayRating]) -> tuple[tuple[DayRating, ...], int]:
    """Join what several rows say of one day; the first value of each rating counts, notes are all kept.

    Returns:
        The days, and how many values stood against an earlier one.
    """
    days: dict[date, DayRating] = {}
    against = 0
    for rating in ratings:
        before = days.get(rating.day)
        if before is None:
            days[rating.day] = rating
            continue
        joined = dict(vars(before))
        for name in RATINGS:
            mine, new = getattr(before, name), getattr(rating, name)
            joined[name] = new if mine is None else mine
            against += mine is not None and new is not None and mine != new
        words = [before.notes, rating.notes if rating.notes != before.notes else ""]
        joined["notes"] = "; ".join(filter(None, words))[:400]
        days[rating.day] = DayRating(**joined)
    return tuple(days[day] for day in sorted(days)), against


def _run(activity: Activity) -> Run:
    return Run(
        _NAN if activity.distance_m is None else activity.distance_m / 1000,
        _NAN if activity.duration_s is None else activity.duration_s / 60,
        _NAN if activity.effort is None else activity.effort,
    )


def _known(sorted_out: Sorted, found: list[Found]) -> set[date]:
    known: set[date] = {day for one in found for day in one.rest_days}
    everything = (*sorted_out.counted, *sorted_out.apart)
    known.update(a.day for a in sorted_out.counted)
    lists = {a.file for one in found if one.is_list for a in one.activities}
    listed = [a.day for a in everything if a.file in lists]
    if listed:
        known.update(min(listed) + timedelta(days=n) for n in range((max(listed) - min(listed)).days + 1))
    reported = sorted(a.day for a in everything)
    if reported and len(reported) * 7 >= (reported[-1] - reported[0]).days + 1:
        implied = {day for one in found for day in one.implied_days}
        known.update(day for day in implied if reported[0] <= day <= reported[-1])
    return known


def _before(first: date, start: date, runs: tuple[Activity, ...], length: int) -> list[str]:
    if first >= start:
        return []
    earlier = sum(a.day < start for a in runs)
    span = counted(length // 7, "week")
    left = f"; {counted(earlier, 'earlier run')} left outside" if earlier else ""
    return [f"The log begins on {first}; the diary holds its last {span} (from {start}){left}."]


def _breaks(diary: Diary) -> list[str]:
    running = set(diary.run_day.tolist())
    longest, begun, at = 0, 0, 0
    for day in range(diary.days + 1):
        if day < diary.days and day not in running and diary.training_known[day]:
            continue
        if day - at > longest:
            longest, begun = day - at, at
        at = day + 1
    if longest < BREAK_DAYS or diary.dates is None or not running:
        return []
    start, end = diary.dates[begun], diary.dates[begun + longest - 1]
    return [f"No run from {start} to {end}: read as days without running, not as missing."]
