"""Read the activities CSV of Garmin Connect."""

from toolkit.content.logs import log_words
from toolkit.history.readers.activity_table import Columns, read_activities
from toolkit.history.readers.found import Answers, Found
from toolkit.history.readers.table import Table


def is_garmin(table: Table) -> bool:
    """Tell whether a table has the columns of Garmin Connect, in one of the languages that are known."""
    words = log_words().columns
    needed = ("sport", "date", "title", "distance", "duration_clock")
    return all(table.at(*words[meaning]) is not None for meaning in needed) and not table.has("activity id")


def read_garmin(table: Table, answers: Answers) -> Found:
    """Read it. Its distances are in the account's units, which the file does not name: they are asked for.

    Raises:
        OpenQuestionError: units, decimal sign or order of dates are open.
        UnreadableError: no row could be read.
    """
    words = log_words().columns
    date = table.at(*words["date"])
    moving, clock = table.at(*words["duration_moving_clock"]), table.at(*words["duration_clock"])
    columns = Columns(
        date=0 if date is None else date,
        sport=table.at(*words["sport"]),
        distance=table.at(*words["distance"]),
        duration=clock if clock is not None else moving,
    )
    return read_activities(table, columns, answers)
