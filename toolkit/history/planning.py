"""The days as planned: what habits, events and luck lay down before stress, pain and tiredness act on it."""

from dataclasses import dataclass, fields
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from toolkit.content.day_step import DayStep, day_step_file
from toolkit.history.diary import Flags, Floats, Whole
from toolkit.history.footprint import Footprint
from toolkit.history.habits import Habits
from toolkit.history.luck import Cells, cells, normal_in, uniform_in

_LONG_RUN_WINDOW = 30
_Kind = TypeVar("_Kind", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Plan:
    """What is settled before the days are lived; arrays of shape (days, lives), habits of shape (lives,).

    Attributes:
        km: planned distance of the day's run, without what 'one long run' adds.
        pace: min/km.
        effort: points of 10.
        certain: runs that nothing but illness, a break or pain prevents (race, the long run of an event).
        possible: days on which running is possible.
        miss_luck, miss_share: a run is missed where luck is below the share (stress adds to it).
        long_percent: percent by which this day's run goes beyond the longest of 30 days; 0 for none.
        stress, sleep, quality, soreness: with luck and events, without what days do to one another.
        grid: cells of luck, from which the luck of the days in pain is drawn.
        ill, race, strength, holiday: what the day is.
        usual_load, usual_stress, usual_sleep, usual_long_km: of the runner.
        longest_km: how long a run beyond the longest of 30 days may become at most.
    """

    km: Floats
    pace: Floats
    effort: Floats
    certain: Flags
    possible: Flags
    miss_luck: Floats
    miss_share: Floats
    long_percent: Floats
    stress: Floats
    sleep: Floats
    quality: Floats
    soreness: Floats
    grid: Cells
    ill: Flags
    race: Flags
    strength: Flags
    holiday: Flags
    usual_load: Floats
    usual_stress: Floats
    usual_sleep: Floats
    usual_long_km: Floats
    longest_km: Floats

    def take(self, lives: Whole) -> Self:
        """Return the plan of some lives."""
        return type(self)(**{f.name: getattr(self, f.name)[..., lives] for f in fields(self)})


@dataclass(frozen=True, eq=False)
class _Sheet:
    """What all parts of a plan are worked out from; `weeks` has one row more than there are weeks."""

    habits: Habits
    footprint: Footprint
    grid: Cells
    weeks: Cells
    weekday: Whole
    numbers: DayStep

    @property
    def is_long_day(self) -> Flags:
        """Which weekday is that of the long run, shape (7, runners)."""
        is_long: Flags = np.arange(7)[:, None] == self.habits.long_run_day
        return is_long


def plan_days(habits: Habits, footprint: Footprint, *, seed: int, lives: Whole, days: int) -> Plan:
    """Lay down the days of some lives.

    Args:
        habits: of shape (lives,) or (1,).
        footprint: what events leave, shape (days, lives) or (days, 1).
        seed: of all luck.
        lives: the number of each life, which names its luck, shape (lives,).
        days: how many, a multiple of 7; the last one is a Sunday.
    """
    numbers = day_step_file()
    before = np.arange(-days, 0)
    grid = cells(seed, lives[None, :], before[:, None])
    weeks = cells(seed, lives[None, :], np.arange(-days, 7, 7)[:, None])
    sheet = _Sheet(habits, footprint, grid, weeks, before % 7, numbers)
    ill = _ill_days(sheet)
    race = footprint.race_km > 0
    long_percent = footprint.long_week_percent * (sheet.is_long_day[sheet.weekday] & ~race)
    effort = _effort(sheet)
    quality = numbers.sleep_quality.night_sd.value * normal_in(grid, "sleep quality")

    def full(array: NDArray[_Kind]) -> NDArray[_Kind]:
        return np.broadcast_to(array, grid.shape)

    def each(array: Floats) -> Floats:
        return np.broadcast_to(array, lives.shape)

    return Plan(
        km=_distance(sheet),
        pace=_pace(sheet, effort),
        effort=effort,
        certain=full(race | (long_percent > 0)),
        possible=full(footprint.running & ~ill),
        miss_luck=uniform_in(grid, "miss a run"),
        miss_share=full(habits.missed_runs),
        long_percent=full(long_percent),
        stress=_stress(sheet),
        sleep=_sleep(sheet, ill),
        quality=habits.sleep_quality + quality,
        soreness=footprint.soreness + numbers.soreness.day_sd.value * normal_in(grid, "soreness"),
        grid=grid,
        ill=full(ill),
        race=full(race),
        strength=full(footprint.strength),
        holiday=full(footprint.holiday),
        usual_load=each(habits.usual_daily_load),
        usual_stress=each(habits.stress),
        usual_sleep=each(habits.sleep_h),
        usual_long_km=each(habits.weekly_km * np.max(habits.shares, axis=0)),
        longest_km=each(footprint.longest_km[0]),
    )


def _distance(sheet: _Sheet) -> Floats:
    habits, scatter = sheet.habits, sheet.numbers.running.distance_sd.value
    of_week = 1.0 + habits.week_to_week * normal_in(sheet.weeks[:-1], "volume of the week")
    of_run = 1.0 + scatter * normal_in(sheet.grid, "distance of the run")
    # Planned a little longer, so that with the usual share of missed runs the usual distance comes out.
    usual = habits.shares * (habits.weekly_km / (1.0 - habits.missed_runs))
    luck = np.repeat(np.clip(of_week, 0.3, 1.7), 7, axis=0) * np.clip(of_run, 0.5, 1.5)
    race = sheet.footprint.race_km
    return np.where(race > 0, race, usual[sheet.weekday] * sheet.footprint.volume * luck)


def _effort(sheet: _Sheet) -> Floats:
    running = sheet.numbers.running
    of_week = sheet.habits.efforts + sheet.is_long_day * running.long_run_effort.value
    usual = of_week[sheet.weekday] + sheet.footprint.effort
    usual = np.where(sheet.footprint.race_km > 0, running.race_effort.value, usual)
    rated = usual + running.effort_sd.value * normal_in(sheet.grid, "effort of the run")
    tenths = np.clip(rated, 1.0, 10.0, out=rated)
    tenths *= 10.0
    np.rint(tenths, out=tenths)
    tenths /= 10.0
    return tenths


def _pace(sheet: _Sheet, effort: Floats) -> Floats:
    running, habits = sheet.numbers.running, sheet.habits
    expected = (sheet.is_long_day * running.long_run_effort.value)[sheet.weekday]
    harder = effort - habits.easy_effort - expected
    luck = running.pace_sd.value * normal_in(sheet.grid, "pace of the run")
    pace = 1.0 - running.faster_per_effort.value * harder + luck
    np.clip(pace, 0.7, 1.4, out=pace)
    pace *= habits.pace_min_per_km
    return pace


def _stress(sheet: _Sheet) -> Floats:
    step = sheet.numbers.stress
    of_week = normal_in(sheet.weeks, "stress of the week")
    week = np.arange(len(sheet.weekday)) // 7
    part = (sheet.weekday / 7.0)[:, None]
    slow = of_week[week] * (1.0 - part) + of_week[week + 1] * part
    calm = ((sheet.weekday >= 5) - 2.0 / 7.0)[:, None] * step.weekend.value
    luck = step.week_sd.value * slow + step.day_sd.value * normal_in(sheet.grid, "stress of the day")
    asked = sheet.footprint.stress - sheet.footprint.holiday * step.holiday.value
    stress: Floats = sheet.habits.stress + luck - calm + asked
    return stress


def _sleep(sheet: _Sheet, ill: Flags) -> Floats:
    step = sheet.numbers.sleep
    bad = uniform_in(sheet.grid, "bad night") < step.bad_night_share.value
    longer = ((sheet.weekday >= 5) - 2.0 / 7.0)[:, None] * step.weekend.value
    lost = step.bad_night_cost.value * (bad - step.bad_night_share.value)
    luck = step.night_sd.value * normal_in(sheet.grid, "night") - lost + longer
    asked = sheet.footprint.sleep + sheet.footprint.holiday * step.holiday.value
    sleep: Floats = sheet.habits.sleep_h + luck + asked + ill * step.illness.value
    return sleep


def _ill_days(sheet: _Sheet) -> Flags:
    step, grid = sheet.numbers.illness, sheet.grid
    begins = uniform_in(grid, "falls ill") < sheet.habits.illnesses_per_year / 365.25
    ill: Flags = sheet.footprint.ill | begins
    # few days begin an illness, so only these are asked how long
    at = np.flatnonzero(begins)
    span = int(step.longest.value) - int(step.shortest.value) + 1
    length = int(step.shortest.value) + (uniform_in(grid.ravel()[at], "length of illness") * span).astype(
        np.int64
    )
    days, lives = grid.shape
    for later in range(1, int(step.longest.value)):
        still = at[length > later] + later * lives
        ill.ravel()[still[still < days * lives]] = True
    return ill


def extend_long_runs(km: Floats, plan: Plan) -> tuple[Whole, Whole]:
    """Set each 'one long run' beyond the longest of the 30 days before it, in place; return their days and lives.

    Where nothing was run in those days the usual long run stands in. A day on which running is not possible
    stays without a run. One jump may follow another, so what happens by chance has a longest that it may reach.
    """
    days, lives = np.nonzero((plan.long_percent > 0) & plan.possible)
    found: tuple[Whole, Whole] = (days, lives)
    # One after the other in a life, since a run so extended counts for those that follow; all lives side by side.
    while days.size:
        _, first = np.unique(lives, return_index=True)
        day, life = days[first], lives[first]
        window = np.maximum(day - np.arange(1, _LONG_RUN_WINDOW + 1)[:, None], 0)
        longest = np.where(day > 0, km[window, life].max(axis=0), 0.0)
        longest = np.where(longest > 0, longest, plan.usual_long_km[life])
        beyond = longest * (1.0 + plan.long_percent[day, life] / 100.0)
        km[day, life] = np.minimum(beyond, plan.longest_km[life])
        days, lives = np.delete(days, first), np.delete(lives, first)
    return found
