"""A mixed population of runners for cohorts: `data/population.yaml`."""

from functools import cache
from typing import Literal

from toolkit.content.quantity import Quantity, Strict
from toolkit.content.yaml_file import read_yaml

Happening = Literal[
    "training_spike", "long_run", "training_break", "heavy_block", "race", "stress_period", "short_nights"
]


class SpreadOfHabits(Strict):
    """How habits are spread over runners; low and high hold 95 % of them."""

    weekly_km: Quantity
    km_per_run: Quantity
    long_run_share: Quantity
    pace_min_per_km: Quantity
    sleep_h: Quantity
    sleep_quality: Quantity
    stress: Quantity
    years_running: Quantity
    club_share: Quantity


class SpreadOfPasts(Strict):
    """How many runners have had episodes, and how long ago."""

    one_episode: Quantity
    two_episodes: Quantity
    three_or_more: Quantity
    weeks_since: Quantity
    family_history: Quantity
    energy_low: Quantity


class HowOften(Strict):
    """How often something happens, how large it is, and how long it lasts."""

    per_year: Quantity
    size: Quantity
    weeks: Quantity


class Limits(Strict):
    """What nobody of the population goes beyond, whatever chance adds up to."""

    weekly_km: Quantity
    quickest_pace: Quantity
    slowest_pace: Quantity
    usual_long_run: Quantity
    long_run: Quantity
    race_km: Quantity


class PopulationFile(Strict):
    """All of `data/population.yaml`."""

    reviewed_by: str | None
    habits: SpreadOfHabits
    past: SpreadOfPasts
    happens: dict[Happening, HowOften]
    limits: Limits


@cache
def population_file() -> PopulationFile:
    """Return the population.

    >>> population_file().happens["race"].per_year.unit
    'per year'
    """
    return read_yaml("population.yaml", PopulationFile)
