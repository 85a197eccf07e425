"""Read `activities.csv` of a Strava export."""

from statistics import median

from toolkit.history.readers.activity_table import METRES, Columns, read_activities
from toolkit.history.readers.found import Answers, Found
from toolkit.history.readers.table import Table
from toolkit.history.readers.words import WordError, number


def is_strava(table: Table) -> bool:
    """Tell whether a table has the columns of a Strava export."""
    return table.has("activity id", "activity date", "activity type")


def read_strava(table: Table, answers: Answers) -> Found:
    """Read it.

    An export names 'Distance' twice: first as the person sees it (km or miles, unnamed), then in metres. The
    second is read where the two agree; with the first alone, the unit is asked for. Times are UTC, seconds.

    Raises:
        OpenQuestionError: units, decimal sign or order of dates are open.
        UnreadableError: no row could be read.
    """
    distance, unit = _distance(table)
    columns = Columns(
        date=table.header.index("activity date"),
        sport=table.header.index("activity type"),
        distance=distance,
        unit=unit,
        duration=_last(table, "moving time", "elapsed time"),
        duration_in="s",
        effort=table.at("perceived exertion"),
        is_utc=True,
    )
    return read_activities(table, columns, answers)


def _distance(table: Table) -> tuple[int | None, str | None]:
    places = [place for place, name in enumerate(table.header) if name == "distance"]
    if len(places) < 2:
        return (places[0] if places else None), None
    first, second = places[0], places[-1]
    ratios = []
    for _, row in table.rows:
        try:
            shown_as, metres = number(row[first]), number(row[second])
        except WordError:
            continue
        if shown_as and metres:
            ratios.append(metres / shown_as)
    middle = median(ratios) if ratios else 0.0
    agrees = any(abs(middle / METRES[unit] - 1) < 0.05 for unit in ("km", "mi"))
    return (second, "m") if agrees else (second, None)


def _last(table: Table, *names: str) -> int | None:
    """Find the last filled column of the first name that is there: exports repeat some in other units."""
    for name in names:
        places = [place for place, column in enumerate(table.header) if column == name]
        filled = [place for place in places if any(cell.strip() for cell in table.cells(place))]
        if filled:
            return filled[-1]
    return None
