"""Read the three files of a PMData person: wellness, sessions with effort, complaints.

Source: Thambawita et al. 2020, 10.1145/3339825.3394926.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from toolkit.content.logs import log_words
from toolkit.history.readers.activity import Activity, DayRating
from toolkit.history.readers.found import Answers, Found, UnreadableError, counted, shown, some_of
from toolkit.history.readers.ratings import RatingError, rescaled, said
from toolkit.history.readers.table import Table
from toolkit.history.readers.words import WordError, family_of, moment, number

_WORDS = re.compile(r"['\"]([^'\"]{1,40})['\"]")
_COMPLAINT = re.compile(r"['\"]([^'\"]{1,40})['\"]\s*:\s*['\"]([^'\"]{1,20})['\"]")


def is_pmdata(table: Table) -> bool:
    """Tell whether a table is one of the three."""
    return table.has("effective time frame") or table.has("end date time", "perceived exertion")


def read_pmdata(table: Table, _answers: Answers) -> Found:
    """Read one of the three.

    Ratings run from 1 to 5 and 5 is the good end of stress and soreness too; 0 stands for 'not rated', and
    0 hours of sleep for 'not recorded'. Of two entries on a day the later one counts. Times are UTC.

    Raises:
        UnreadableError: it has no row that can be read, or columns that nobody knows.
    """
    if not table.rows:
        raise UnreadableError(f"{table.name} has a header but no rows, so there is nothing to read.")
    if table.has("injuries"):
        return _complaints(table)
    if table.has("perceived exertion"):
        return _sessions(table)
    if table.has("sleep duration h"):
        return _wellness(table)
    raise UnreadableError(f"{table.name} is none of PMData's files wellness, srpe and injury.")


def _wellness(table: Table) -> Found:
    scale = log_words().scales["pmdata"]
    longest = log_words().bounds.longest_sleep.value
    days: dict[date, DayRating] = {}
    wrong: list[str] = []
    zeros = twice = 0
    for line, row in table.rows:
        place = f"{table.name}, line {line}"
        cell = _cells(table, row)
        day = _day(place, cell("effective time frame"), wrong)
        if day is None:
            continue
        values: dict[str, float | None] = {}
        for rating in ("sleep_quality", "stress", "soreness"):
            try:
                value = number(cell(rating.replace("_", " ")))
                zeros += value == 0
                values[rating] = rescaled(value, rating, scale) if value else None
            except (WordError, RatingError) as error:
                wrong.append(f"{place}: {rating} does not fit ({shown(error)}); read as missing.")
        try:
            hours = number(cell("sleep duration h"))
        except WordError:
            hours = None
        zeros += hours == 0
        hours = hours if hours and hours <= longest else None
        twice += day in days
        days[day] = DayRating(day, sleep_h=hours, file=table.name, **values)  # type: ignore[arg-type]
    notes = [said(table.name, scale), *some_of(wrong, "rows")]
    if zeros:
        notes.append(
            f"{table.name}: {counted(zeros, 'value')} of 0 read as missing, because 0 is not on the scale."
        )
    if twice:
        notes.append(f"{table.name}: {counted(twice, 'day')} with two entries; the later one counts.")
    rated = tuple(rating for rating in days.values() if not rating.empty)
    return Found((), rated, tuple(notes), implied_days=frozenset(days), one_person="wellness", is_list=False)


def _sessions(table: Table) -> Found:
    activities: list[Activity] = []
    wrong: list[str] = []
    for line, row in table.rows:
        place = f"{table.name}, line {line}"
        cell = _cells(table, row)
        try:
            minutes, effort = number(cell("duration min")), number(cell("perceived exertion"))
            _, clock, end = moment(cell("end date time"))
        except WordError as error:
            wrong.append(f"{place}: '{shown(error)}' cannot be read; the row was left out.")
            continue
        if (
            clock is None
            or end is None
            or not minutes
            or minutes > 60 * log_words().bounds.longest_time.value
        ):
            wrong.append(f"{place} has no end, or no possible minutes; the row was left out.")
            continue
        names = [family_of(word) for word in _WORDS.findall(cell("activity names"))]
        family = next((n for n in names if n not in {"other", "unnamed"}), "other")
        activities.append(
            Activity(
                day=(clock - timedelta(minutes=minutes)).date(),
                family="running" if "running" in names else family,
                duration_s=minutes * 60,
                effort=effort if effort is not None and 0 <= effort <= 10 else None,
                utc=end - minutes * 60,
                file=table.name,
            )
        )
    notes = [f"{table.name} gives no distances.", *some_of(wrong, "rows")]
    return Found(tuple(activities), notes=tuple(notes), one_person="srpe", is_list=False)


def _complaints(table: Table) -> Found:
    days: list[DayRating] = []
    wrong: list[str] = []
    for line, row in table.rows:
        cell = _cells(table, row)
        day = _day(f"{table.name}, line {line}", cell("effective time frame"), wrong)
        found = _COMPLAINT.findall(cell("injuries"))
        if day is None or not found:
            continue
        words = ", ".join(f"{shown(where.replace('_', ' '), 30)} ({shown(how, 20)})" for where, how in found)
        days.append(DayRating(day, notes=f"complaint: {words}", file=table.name))
    notes = [f"{table.name}: {counted(len(days), 'day')} with a complaint.", *some_of(wrong, "rows")]
    return Found((), tuple(days), tuple(notes), is_list=False)


def _cells(table: Table, row: tuple[str, ...]) -> Callable[[str], str]:
    return lambda column: row[table.header.index(column)] if column in table.header else ""


def _day(place: str, word: str, wrong: list[str]) -> date | None:
    try:
        return moment(word)[0]
    except WordError:
        wrong.append(f"{place}: '{shown(word)}' is no day; the row was left out.")
        return None
