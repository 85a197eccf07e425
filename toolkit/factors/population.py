"""Runners of a population, drawn in blocks as arrays: who they are, and what happens to them."""

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from toolkit.content.population import Happening, population_file
from toolkit.content.quantity import Quantity
from toolkit.factors.standing import Standing
from toolkit.history import Footprint, Habits, Runner
from toolkit.history.luck import cells, normal, uniform, uniform_in

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_Kind = TypeVar("_Kind", bound=np.generic)

_SPREAD = 2 * 1.96  # low to high of a 95 % range, in standard deviations
_WEEKS_A_YEAR = 365 / 7


class People(NamedTuple):
    """Some runners of the population, shape (runners,) throughout."""

    habits: Habits
    standing: Standing


def draw_people(seed: int, numbers: Whole) -> People:
    """Return runners by number; a runner is the same whichever others are drawn with it.

    Args:
        seed: of the population.
        numbers: of the runners, shape (runners,).

    >>> one, all_ = draw_people(1, np.array([5])), draw_people(1, np.arange(10))
    >>> bool(one.habits.weekly_km[0] == all_.habits.weekly_km[5])
    True
    """
    about, past, limits = population_file().habits, population_file().past, population_file().limits

    def spread(number: Quantity, name: str, *, log: bool = False) -> Floats:
        return _spread(number, normal(seed, f"population {name}", numbers, 0), log=log)

    def share(number: Quantity, name: str) -> Flags:
        return np.asarray(uniform(seed, f"population {name}", numbers, 0) < number.value)

    km = np.minimum(spread(about.weekly_km, "weekly km", log=True), limits.weekly_km.value)
    runs = np.clip(np.round(km / spread(about.km_per_run, "km per run", log=True)), 1, 7).astype(np.int64)
    pace = np.clip(
        spread(about.pace_min_per_km, "pace"), limits.quickest_pace.value, limits.slowest_pace.value
    )
    long_share = np.clip(spread(about.long_run_share, "long run share"), 0.15, 0.7)
    usual, ones = Runner(), np.ones(len(numbers))
    habits = Habits(
        weekly_km=km,
        long_run_share=np.minimum(long_share, limits.usual_long_run.value / km),
        pace_min_per_km=pace,
        easy_effort=usual.easy_effort * ones,
        hard_effort=usual.hard_effort * ones,
        sleep_h=np.clip(spread(about.sleep_h, "sleep"), 4.0, 10.0),
        sleep_quality=np.clip(spread(about.sleep_quality, "sleep quality"), 1.0, 10.0),
        stress=np.clip(spread(about.stress, "stress"), 0.0, 9.0),
        week_to_week=usual.week_to_week * ones,
        missed_runs=usual.missed_runs * ones,
        illnesses_per_year=usual.illnesses_per_year * ones,
        runs_per_week=runs,
        long_run_day=np.full(len(numbers), usual.long_run_day),
        club_night=np.where(share(about.club_share, "club"), 2, -1),
    )
    luck = uniform(seed, "population episodes", numbers, 0)
    ends = np.cumsum([past.three_or_more.value, past.two_episodes.value, past.one_episode.value])
    episodes = 3.0 - (luck[:, None] >= ends).sum(axis=1)
    standing = Standing(
        weekly_minutes=km * pace,
        years_running=spread(about.years_running, "years", log=True),
        past_episodes=episodes,
        days_since=7.0 * spread(past.weeks_since, "weeks since", log=True),
        liability=normal(seed, "population liability", numbers, 0),
        family_history=share(past.family_history, "family").astype(np.float64),
        biomechanics=normal(seed, "population biomechanics", numbers, 0),
        energy_low=share(past.energy_low, "energy").astype(np.float64),
    )
    return People(habits, standing)


def draw_happenings(seed: int, numbers: Whole, people: People, weeks: int) -> Footprint:
    """Return what happens to runners over some weeks, as the day-step wants it; arrays of (days, runners).

    Each week, each kind of happening begins with its yearly rate over 52, of a size and length of its own.

    Args:
        seed: of the population.
        numbers: of the runners, shape (runners,).
        people: the same runners.
        weeks: how many.
    """

    def active(kind: Happening) -> Floats:
        return _active(kind, seed, numbers, weeks)

    volume = (1 + active("training_spike") / 100) * (1 + active("heavy_block") / 100)
    running = _daily(active("training_break") == 0)
    habits = people.habits
    usual_long = habits.weekly_km * np.maximum(habits.long_run_share, 1 / np.maximum(habits.runs_per_week, 1))
    limits = population_file().limits
    longest_race = np.maximum(limits.race_km.value, usual_long)
    race = np.zeros((7 * weeks, len(numbers)))
    race[6::7] = np.round(np.minimum(active("race") * usual_long, longest_race), 1)
    race[~running] = 0.0
    none = np.zeros((1, 1), dtype=bool)
    return Footprint(
        volume=_daily(volume),
        running=running,
        effort=np.zeros((1, 1)),
        long_week_percent=_daily(active("long_run")),
        race_km=race,
        longest_km=np.minimum(limits.long_run.value * usual_long, longest_race)[None, :],
        stress=_daily(active("stress_period")),
        sleep=-_daily(active("short_nights")),
        soreness=np.zeros((1, 1)),
        ill=none,
        strength=none,
        holiday=none,
    )


def _active(kind: Happening, seed: int, numbers: Whole, weeks: int) -> Floats:
    """Return the size of what is going on in each week, 0 where nothing is; shape (weeks, runners)."""
    about = population_file().happens[kind]
    grid = cells(seed, numbers[None, :], np.arange(-weeks, 0)[:, None])
    begins = uniform_in(grid, f"{kind} begins") < about.per_year.value / _WEEKS_A_YEAR
    low, high = about.size.interval
    size = low + (high - low) * uniform_in(grid, f"{kind} size")
    fewest, most = (int(end) for end in about.weeks.interval)
    length = fewest + np.floor((most - fewest + 1) * uniform_in(grid, f"{kind} weeks"))
    going = size * begins
    # few weeks begin anything, so only these are followed
    at = np.flatnonzero(begins)
    weeks_runners, size, length = going.reshape(-1), size.reshape(-1)[at], length.reshape(-1)[at]
    for lag in range(1, min(most, weeks)):
        reached = at + lag * len(numbers)
        still = (length > lag) & (reached < going.size)
        reached = reached[still]
        weeks_runners[reached] = np.maximum(weeks_runners[reached], size[still])
    return going


def _daily(weekly: NDArray[_Kind]) -> NDArray[_Kind]:
    return np.repeat(weekly, 7, axis=0)


def _spread(number: Quantity, z: Floats, *, log: bool) -> Floats:
    low, high = number.interval
    if log:
        return np.asarray(number.value * np.exp(z * np.log(high / low) / _SPREAD))
    return np.asarray(number.value + z * (high - low) / _SPREAD)
