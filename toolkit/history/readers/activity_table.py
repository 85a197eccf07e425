"""Read a table that lists activities, one a row, as web sites export it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from toolkit.content.logs import log_words
from toolkit.history.readers.activity import Activity
from toolkit.history.readers.found import (
    Answers,
    Found,
    OpenQuestionError,
    Question,
    UnreadableError,
    counted,
    shown,
    some_of,
)
from toolkit.history.readers.table import Table, ask_dates, ask_decimal, settle_dates, settle_decimal
from toolkit.history.readers.words import WordError, family_of, moment, number, seconds_of

METRES = {"km": 1000.0, "mi": 1609.344, "m": 1.0}
UNIT_WORDS = {"km": "kilometres", "mi": "miles", "m": "metres"}


@dataclass(frozen=True)
class Columns:
    """Where the columns stand that are read, and what they are measured in.

    Attributes:
        date, sport, distance, duration, effort: places of the columns.
        unit: 'km', 'mi' or 'm'; none where the file does not say.
        duration_in: 'clock' ('31:24'), 's' or 'min'.
        is_utc: the times are UTC, not local.
    """

    date: int
    sport: int | None = None
    distance: int | None = None
    duration: int | None = None
    effort: int | None = None
    unit: str | None = None
    duration_in: str = "clock"
    is_utc: bool = False

    @property
    def used(self) -> set[int]:
        """The places of all columns that are read."""
        places = (self.date, self.sport, self.distance, self.duration, self.effort)
        return {place for place in places if place is not None}


def read_activities(table: Table, columns: Columns, answers: Answers) -> Found:
    """Read all rows of a list of activities.

    Raises:
        OpenQuestionError: units, decimal sign or order of dates are open.
        UnreadableError: no row could be read.
    """
    if not table.rows:
        raise UnreadableError(f"{table.name} has a header but no rows, so there is nothing to read.")
    decimal = settle_decimal(table, [columns.distance, columns.duration, columns.effort], answers)
    order = settle_dates(table, columns.date, answers)
    questions: list[Question] = []
    if decimal is None:
        questions.append(ask_decimal(table))
    if order is None:
        questions.append(ask_dates(table, columns.date))
    if questions:
        raise OpenQuestionError(questions)
    rows = _Rows(table, columns, decimal or ".", order or "iso")
    drafts = rows.read()
    unit = columns.unit or settle_unit([(d.family, d.distance, d.seconds) for d in drafts], answers)
    if unit is None:
        raise OpenQuestionError([ask_unit(table, columns.distance)])
    activities = tuple(draft.activity(METRES[unit], table.name, columns) for draft in drafts)
    if not activities:
        raise UnreadableError(" ".join([f"{table.name}: no row could be read.", *rows.wrong[:1]]))
    notes = [*table.notes, *some_of(rows.wrong, "rows"), *_said(table.name, columns, len(drafts))]
    if columns.unit is None and columns.distance is not None:
        notes.append(f"{table.name}: distances were read as {UNIT_WORDS[unit]}.")
    if decimal == ",":
        notes.append(f"{table.name}: numbers were read with a decimal comma.")
    notes += unused(table, columns.used)
    return Found(activities, notes=tuple(notes))


def _said(name: str, columns: Columns, number_of: int) -> list[str]:
    notes = []
    if columns.sport is None:
        rows = counted(number_of, "row was", "rows were")
        notes.append(f"{name} names no sport; {rows} taken as runs.")
    return notes


def settle_unit(rows: list[tuple[str, float | None, float | None]], answers: Answers) -> str | None:
    """Tell what the distances of some runs are measured in.

    Args:
        rows: (sport family, distance as written, seconds) of each activity.
        answers: what the person said.

    Returns:
        The unit that was said, or the only one that makes most rows possible runs; none: ask.
    """
    known = [(d, s) for family, d, s in rows if family in {"running", "unnamed"} and d and s]
    if not any(d for _, d, _ in rows):
        return "km"
    fastest = log_words().bounds.fastest.value
    possible = []
    for unit, metres in METRES.items():
        speeds = [distance * metres / seconds for distance, seconds in known]
        fit = sum(0.3 <= speed <= fastest for speed in speeds)
        if known and fit * 2 > len(known):
            possible.append(unit)
    if len(possible) == 1:
        return possible[0]
    return answers.units if answers.units in METRES else None


def ask_unit(table: Table, place: int | None) -> Question:
    """Ask what distances are measured in."""
    column = shown(table.written[place]) if place is not None else "distance"
    return Question(
        "units",
        table.name,
        f"{table.name} does not say what its column '{column}' is measured in: kilometres or miles?",
        {"km": "kilometres", "mi": "miles"},
    )


def unused(table: Table, used: set[int]) -> list[str]:
    """Say which filled columns were not read. Titles and places are among them on purpose."""
    names = [
        shown(name, 24)
        for place, name in enumerate(table.written)
        if place not in used and name and any(cell.strip() for cell in table.cells(place))
    ]
    if not names:
        return []
    more = f" and {len(names) - 6} more" if len(names) > 7 else ""
    listed = ", ".join(names[:6] if more else names)
    return [f"{table.name}: columns not used: {listed}{more}."]


@dataclass(frozen=True)
class _Draft:
    when: tuple[date, datetime | None, float | None]
    family: str
    distance: float | None
    seconds: float | None
    effort: float | None

    def activity(self, metres: float, name: str, columns: Columns) -> Activity:
        day, clock, utc = self.when
        if columns.is_utc and clock is not None and utc is None:
            utc, clock = clock.replace(tzinfo=UTC).timestamp(), None
        return Activity(
            day=day,
            family=self.family,
            distance_m=None if self.distance is None else self.distance * metres,
            duration_s=self.seconds,
            effort=self.effort,
            clock=clock,
            utc=utc,
            file=name,
        )


class _Rows:
    """Reads row after row and keeps what was wrong."""

    def __init__(self, table: Table, columns: Columns, decimal: str, order: str) -> None:
        self.table, self.columns, self.decimal, self.order = table, columns, decimal, order
        self.wrong: list[str] = []

    def read(self) -> list[_Draft]:
        return [draft for line, row in self.table.rows if (draft := self._row(line, row))]

    def _row(self, line: int, row: tuple[str, ...]) -> _Draft | None:
        columns = self.columns
        place = f"{self.table.name}, line {line}"
        try:
            when = moment(row[columns.date], None if self.order == "iso" else self.order)
        except WordError:
            self.wrong.append(f"{place}: '{shown(row[columns.date])}' is no day; the row was left out.")
            return None
        values: list[float | None] = []
        for column, is_clock in (
            (columns.distance, False),
            (columns.duration, columns.duration_in == "clock"),
            (columns.effort, False),
        ):
            try:
                cell = row[column] if column is not None else ""
                values.append(seconds_of(cell) if is_clock else number(cell, self.decimal))
            except WordError:
                self.wrong.append(
                    f"{place}: '{shown(cell)}' under '{shown(self.table.written[column or 0])}' is no"
                    f" {'time' if is_clock else 'number'}; read as missing."
                )
                values.append(None)
        distance, duration, effort = values
        if duration is not None and columns.duration_in == "min":
            duration *= 60
        if effort is not None and not 0 <= effort <= 10:
            self.wrong.append(f"{place}: effort {effort:g} is outside 0 to 10; read as missing.")
            effort = None
        family = "running" if columns.sport is None else family_of(row[columns.sport])
        return _Draft(when, family, distance, duration, effort)
