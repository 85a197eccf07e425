"""Read lists of activities from intervals.icu: metres and seconds, in its own column names or short ones."""

from toolkit.history.readers.activity_table import Columns, read_activities
from toolkit.history.readers.found import Answers, Found
from toolkit.history.readers.table import Table

_DATES = ("start date local", "date")
_DISTANCES = ("dist m", "distance")
_DURATIONS = ("mov s", "moving time")


def is_intervals(table: Table) -> bool:
    """Tell whether a table has columns that only intervals.icu writes."""
    named = table.has("start date local") and any(name in table.header for name in _DURATIONS)
    return named or table.has("date", "dist m", "mov s")


def read_intervals(table: Table, answers: Answers) -> Found:
    """Read it. Its 'load' comes from heart rate or power and is no session load, so it is not used.

    Raises:
        OpenQuestionError: decimal sign or order of dates are open.
        UnreadableError: no row could be read.
    """
    date = table.at(*_DATES)
    columns = Columns(
        date=0 if date is None else date,
        sport=table.at("type", "sport"),
        distance=table.at(*_DISTANCES),
        unit="m",
        duration=table.at(*_DURATIONS),
        duration_in="s",
        effort=table.at("icu rpe", "perceived exertion", "rpe"),
    )
    return read_activities(table, columns, answers)
