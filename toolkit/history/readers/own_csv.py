"""Read our own CSV template, and tables that resemble it."""

from dataclasses import dataclass, replace
from datetime import date

from toolkit.content.logs import RatingScale, log_words
from toolkit.history.readers.activity import Activity, DayRating
from toolkit.history.readers.activity_table import METRES, UNIT_WORDS, ask_unit, settle_unit, unused
from toolkit.history.readers.found import (
    Answers,
    Found,
    OpenQuestionError,
    Question,
    UnreadableError,
    shown,
    some_of,
)
from toolkit.history.readers.ratings import RATED, RatingError, ask_scale, rescaled, said, settle_scale
from toolkit.history.readers.table import Table, ask_dates, ask_decimal, settle_dates, settle_decimal
from toolkit.history.readers.template import TEMPLATE
from toolkit.history.readers.words import WordError, family_of, moment, number, seconds_of

_MEANT = (
    *("sport", "distance_km", "distance_mi", "distance_m", "distance"),
    *("duration_min", "duration_s", "duration_clock"),
    *("effort", "sleep_h", "sleep_s", "sleep_quality", "stress", "soreness", "pain", "notes"),
)
_DISTANCES = {"distance_km": "km", "distance_mi": "mi", "distance_m": "m", "distance": None}
_DURATIONS = {"duration_min": 60.0, "duration_s": 1.0, "duration_clock": None}
_RANGES = {"effort": (0.0, 10.0), "sleep_h": (0.0, 24.0), "distance": (0.0, 1e9), "duration": (0.0, 1e9)}


def is_own(table: Table) -> bool:
    """Tell whether a table has a date and anything else that a diary holds."""
    words = log_words().columns
    return table.at(*words["date"]) is not None and any(table.at(*words[m]) is not None for m in _MEANT[1:])


def read_own(table: Table, answers: Answers) -> Found:
    """Read it. What has no unit or scale in its column's name is asked for, unless it is the whole template.

    Raises:
        OpenQuestionError: units, decimal sign, order of dates or scale are open.
        UnreadableError: no row could be read.
    """
    if not table.rows:
        raise UnreadableError(f"{table.name} has a header but no rows, so there is nothing to read.")
    words = log_words().columns
    places = {meaning: table.at(*words[meaning]) for meaning in ("date", *_MEANT)}
    distance = next((m for m in _DISTANCES if places[m] is not None), "distance")
    duration = next((m for m in _DURATIONS if places[m] is not None), "duration_min")
    numeric = [places[m] for m in (distance, duration, "effort", "sleep_h", *RATED)]
    numeric = [places[m] for m in (distance, duration, "effort", "sleep_h", *RATED)]
    decimal = settle_decimal(table, numeric, answers)
    order = settle_dates(table, places["date"] or 0, answers)
    layout = _Layout(places, decimal or ".", None if order == "iso" else order, distance, duration)
    scale = log_words().scales["template"] if _is_template(table) else settle_scale(answers)
    questions: list[Question] = []
    questions += [ask_decimal(table)] if decimal is None else []
    questions += [ask_dates(table, places["date"] or 0)] if order is None else []
    rated = [m for m in RATED[:3] if any(cell.strip() for cell in table.cells(places[m]))]
    if scale is None and rated:
        questions.append(ask_scale(table.name, [table.written[places[m] or 0] for m in rated]))
    rows = _Rows(table, layout, scale or log_words().scales["template"])
    unit = _DISTANCES[distance] or settle_unit(
        [(a.family, a.distance_m, a.duration_s) for a in rows.activities], answers
    )
    if unit is None:
        questions.append(ask_unit(table, places[distance]))
    if questions:
        raise OpenQuestionError(questions)
    return rows.found(unit or "km", said(table.name, rows.scale) if rated and not _is_template(table) else "")


def _is_template(table: Table) -> bool:
    return all(column.replace("_", " ") in table.header for column in TEMPLATE)


def _unmasked(words: str) -> str:
    """Take away the sign that was put before words that a spreadsheet would have run as a formula."""
    return words[1:] if words.startswith("'") and words[1:2] in {"=", "+", "-", "@"} else words


@dataclass(frozen=True)
class _Layout:
    """Where each meaning stands, which distance and duration is read, how numbers and days look."""

    places: dict[str, int | None]
    decimal: str
    order: str | None
    distance: str
    duration: str


class _Rows:
    """All rows, read."""

    def __init__(self, table: Table, layout: _Layout, scale: RatingScale) -> None:
        self.table, self.places, self.layout, self.scale = table, layout.places, layout, scale
        self.activities: list[Activity] = []
        self.days: list[DayRating] = []
        self.rest: set[date] = set()
        self.unknown: set[date] = set()
        self.wrong: list[str] = []
        for line, row in table.rows:
            self._row(f"{table.name}, line {line}", row)

    def found(self, unit: str, scale_words: str) -> Found:
        name = self.table.name
        if not self.activities and not self.days and not self.rest:
            raise UnreadableError(" ".join([f"{name}: no row could be read.", *self.wrong[:1]]))
        activities = tuple(
            a if a.distance_m is None else replace(a, distance_m=a.distance_m * METRES[unit])
            for a in self.activities
        )
        notes = [*self.table.notes, *some_of(self.wrong, "cells")]
        if _DISTANCES[self.layout.distance] is None and any(a.distance_m for a in activities):
            notes.append(f"{name}: distances were read as {UNIT_WORDS[unit]}.")
        if self.layout.decimal == ",":
            notes.append(f"{name}: numbers were read with a decimal comma.")
        notes += [scale_words] if scale_words else []
        notes += unused(self.table, {p for p in self.places.values() if p is not None})
        is_list = not self.rest and not self.unknown
        return Found(
            activities,
            tuple(self.days),
            tuple(notes),
            rest_days=frozenset(self.rest),
            unknown_days=frozenset(self.unknown),
            is_list=is_list,
        )

    def _row(self, place: str, row: tuple[str, ...]) -> None:
        at = self.places["date"] or 0
        try:
            day, clock, utc = moment(row[at], self.layout.order)
        except WordError:
            self.wrong.append(
                f"{place}: '{shown(row[at])}' is no day, the row was left out; write a day as 2024-03-31."
            )
            return
        distance = self._value(place, row, self.layout.distance, "distance")
        seconds = self._duration(place, row)
        effort = self._value(place, row, "effort", "effort")
        if distance or seconds:
            sport = self.places["sport"]
            family = "running" if sport is None else family_of(row[sport])
            self.activities.append(
                Activity(
                    day, family, distance or None, seconds or None, effort, None, clock, utc, self.table.name
                )
            )
        elif distance == 0 or seconds == 0:
            self.rest.add(day)
        else:
            self.unknown.add(day)
        sleep_quality, stress, soreness, pain = (self._rating(place, row, rating) for rating in RATED)
        rating = DayRating(
            day,
            sleep_h=self._sleep(place, row),
            sleep_quality=sleep_quality,
            stress=stress,
            soreness=soreness,
            pain=pain,
            notes=shown(_unmasked(self._cell(row, "notes")), 200),
            file=self.table.name,
        )
        if not rating.empty:
            self.days.append(rating)

    def _cell(self, row: tuple[str, ...], meaning: str) -> str:
        place = self.places[meaning]
        return row[place] if place is not None else ""

    def _value(self, place: str, row: tuple[str, ...], meaning: str, ranged: str) -> float | None:
        cell = self._cell(row, meaning)
        try:
            value = number(cell, self.layout.decimal)
        except WordError:
            self._refuse(place, cell, meaning, "is no number")
            return None
        low, high = _RANGES[ranged]
        if value is not None and not low <= value <= high:
            self._refuse(place, cell, meaning, f"is outside {low:g} to {high:g}")
            return None
        return value

    def _duration(self, place: str, row: tuple[str, ...]) -> float | None:
        factor, cell = _DURATIONS[self.layout.duration], self._cell(row, self.layout.duration)
        if factor is not None:
            value = self._value(place, row, self.layout.duration, "duration")
            return None if value is None else value * factor
        try:
            return seconds_of(cell)
        except WordError:
            self._refuse(
                place, cell, self.layout.duration, "is no time; write 45:00, or name the column duration_min"
            )
            return None

    def _sleep(self, place: str, row: tuple[str, ...]) -> float | None:
        hours = self._value(place, row, "sleep_h", "sleep_h")
        if hours is None and self.places["sleep_s"] is not None:
            seconds = self._value(place, row, "sleep_s", "duration")
            hours = None if seconds is None else seconds / 3600
        if hours is not None and not 0 < hours <= log_words().bounds.longest_sleep.value:
            self._refuse(place, f"{hours:g}", "sleep_h", "hours are no night's sleep")
            return None
        return hours

    def _rating(self, place: str, row: tuple[str, ...], rating: str) -> float | None:
        cell = self._cell(row, rating)
        try:
            value = number(cell, self.layout.decimal)
            # Pain is rated from 0 to 10 with 10 the worst wherever it is rated at all.
            own = log_words().scales["template"] if rating == "pain" else self.scale
            return None if value is None else rescaled(value, rating, own)
        except WordError:
            self._refuse(place, cell, rating, "is no number")
        except RatingError as error:
            self._refuse(place, cell, rating, f"does not fit: {error}")
        return None

    def _refuse(self, place: str, cell: str, meaning: str, why: str) -> None:
        at = self.places[meaning]
        column = shown(self.table.written[at], 24) if at is not None else meaning
        self.wrong.append(f"{place}: '{shown(cell)}' under '{column}' {why}; read as missing.")
