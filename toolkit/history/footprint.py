"""What events leave on each day, before anything is lived."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache, singledispatch

import numpy as np

from toolkit.content.day_step import day_step_file
from toolkit.history.diary import Flags, Floats
from toolkit.history.events import (
    Event,
    FirstMonth,
    HeavyBlock,
    Holiday,
    Illness,
    LongRun,
    Race,
    ShortNights,
    StrengthStart,
    StressPeriod,
    TrainingBreak,
    TrainingSpike,
)


@dataclass(frozen=True, eq=False)
class Footprint:
    """What events ask of each day; every array has the shape (days, lives), or (days, 1) where all are alike.

    Attributes:
        volume: times the usual distance.
        running: whether running is possible.
        effort: added to the effort of a run, points of 10.
        long_week_percent: percent that the long run of this day's week goes beyond the longest of 30 days.
        race_km: length of a race on this day; 0 for none.
        stress: added, points of 10.
        sleep: added, hours.
        soreness: added by strength sessions, points of 10.
        longest_km: how long a run beyond the longest of 30 days may become at most, shape (1, lives) or (1, 1);
            infinite where a person asked for that very run.
        ill, strength, holiday: what the day is.
    """

    volume: Floats
    running: Flags
    effort: Floats
    long_week_percent: Floats
    race_km: Floats
    longest_km: Floats
    stress: Floats
    sleep: Floats
    soreness: Floats
    ill: Flags
    strength: Flags
    holiday: Flags

    @classmethod
    def of(cls, events: Sequence[Event], days: int) -> "Footprint":
        """Return what one set of events leaves, shape (days, 1).

        >>> Footprint.of([TrainingSpike(week=-1, percent=50)], 14).volume[:, 0].tolist()[6:8]
        [1.0, 1.5]
        """
        return _footprint(tuple(events), days)

    @classmethod
    def per_life(cls, events: Sequence[Sequence[Event]], days: int) -> "Footprint":
        """Return what each life's events leave, shape (days, lives); equal sets are worked out once."""
        position: dict[tuple[Event, ...], int] = {}
        column = np.array([position.setdefault(tuple(each), len(position)) for each in events])
        parts = [_footprint(each, days) for each in position]
        return cls(**{f.name: np.hstack([getattr(p, f.name) for p in parts])[:, column] for f in fields(cls)})


class _Days:
    """The same arrays while events write on them, shape (days,)."""

    def __init__(self, days: int) -> None:
        self.days = days
        self.volume = np.ones(days)
        self.running = np.ones(days, dtype=bool)
        self.effort = np.zeros(days)
        self.long_week_percent = np.zeros(days)
        self.race_km = np.zeros(days)
        self.longest_km = np.full(1, np.inf)
        self.stress = np.zeros(days)
        self.sleep = np.zeros(days)
        self.soreness = np.zeros(days)
        self.ill = np.zeros(days, dtype=bool)
        self.strength = np.zeros(days, dtype=bool)
        self.holiday = np.zeros(days, dtype=bool)

    def span(self, week: int, length: int, *, offset: int = 0) -> slice:
        """Return the days from the start of a week (plus an offset), cut to the diary."""
        start = self.days + 7 * week + offset
        return slice(min(max(start, 0), self.days), min(max(start + length, 0), self.days))


@cache
def _footprint(events: tuple[Event, ...], days: int) -> Footprint:
    sheet = _Days(days)
    for event in events:
        _mark(event, sheet)
    columns = {f.name: getattr(sheet, f.name)[:, None] for f in fields(Footprint)}
    for column in columns.values():
        column.setflags(write=False)
    return Footprint(**columns)


@singledispatch
def _mark(event: Event, sheet: _Days) -> None:
    raise TypeError(
        f"The day-step does not know the event {event!r}, so nothing was done on {sheet.days} days."
    )


@_mark.register
def _(event: TrainingSpike, sheet: _Days) -> None:
    sheet.volume[sheet.span(event.week, 7 * event.weeks)] *= 1 + event.percent / 100


@_mark.register
def _(event: HeavyBlock, sheet: _Days) -> None:
    block = sheet.span(event.week, 7 * event.weeks)
    sheet.volume[block] *= 1 + event.percent / 100
    sheet.effort[block] += event.effort


@_mark.register
def _(event: LongRun, sheet: _Days) -> None:
    week = sheet.span(event.week, 7)
    sheet.long_week_percent[week] = np.maximum(sheet.long_week_percent[week], event.percent)


@_mark.register
def _(event: Race, sheet: _Days) -> None:
    if event.distance_km == 0:
        return
    sheet.race_km[sheet.span(event.week, 1, offset=6)] = event.distance_km
    sheet.running[sheet.span(event.week, 1, offset=5)] = False
    sheet.running[sheet.span(event.week, event.rest_days, offset=7)] = False
    share = day_step_file().running.easy_week_share.value
    sheet.volume[sheet.span(event.week, 7 * event.easy_weeks, offset=7 + event.rest_days)] *= share


@_mark.register
def _(event: TrainingBreak, sheet: _Days) -> None:
    if event.weeks == 0:
        return
    sheet.running[sheet.span(event.week, 7 * event.weeks)] = False
    for done in range(event.return_weeks):
        week = sheet.span(event.week + event.weeks + done, 7)
        sheet.volume[week] *= (done + 1) / (event.return_weeks + 1)


@_mark.register
def _(event: FirstMonth, sheet: _Days) -> None:
    start = sheet.span(event.week, 0).start
    sheet.running[:start] = False
    first = event.start_percent / 100
    for done in range(event.build_weeks):
        sheet.volume[sheet.span(event.week + done, 7)] *= first + (1 - first) * done / event.build_weeks


@_mark.register
def _(event: StressPeriod, sheet: _Days) -> None:
    period = sheet.span(event.week, 7 * event.weeks)
    since = np.arange(period.start, period.stop) - (sheet.days + 7 * event.week)
    sheet.stress[period] += event.points * np.minimum(
        1, (since + 1) / day_step_file().stress.build_up_days.value
    )


@_mark.register
def _(event: ShortNights, sheet: _Days) -> None:
    sheet.sleep[sheet.span(event.week, 7 * event.weeks)] -= event.hours


@_mark.register
def _(event: StrengthStart, sheet: _Days) -> None:
    numbers = day_step_file().soreness
    # Sessions fall on Monday, Thursday, Tuesday, Friday: first apart, then two days in a row.
    weekdays = (0, 3, 1, 4)[: event.sessions]
    for week in range(event.week, 0):
        used = 1 + numbers.strength_fades.value * (week - event.week)
        for weekday in weekdays:
            sheet.strength[sheet.span(week, 1, offset=weekday)] = True
            sheet.soreness[sheet.span(week, 2, offset=weekday + 1)] += numbers.strength_session.value / used


@_mark.register
def _(event: Illness, sheet: _Days) -> None:
    sheet.ill[sheet.span(event.week, event.days)] = True


@_mark.register
def _(event: Holiday, sheet: _Days) -> None:
    away = sheet.span(event.week, 7 * event.weeks)
    sheet.holiday[away] = True
    if event.weeks:
        sheet.volume[away] *= event.percent / 100
