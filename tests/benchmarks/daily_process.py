"""The daily process that all three engines live: its numbers, its people, and its luck.

A day: illness may begin; stress; the night (sleep, its quality, soreness); the run (planned distance, missed or
cut by stress and pain, effort, pace, load); the doses of 14 elements over windows of up to 35 days; the hazards
of four causes with interactions and cap; whether an episode begins; and the course of its pain, which acts on
the days after it. Numbers and people come from `data/` by way of the toolkit and are ready before the clock
starts. What the population never has (an event's effort, strength sessions, holidays) is left out for the peers.
"""

from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

from toolkit.content.day_step import day_step_file
from toolkit.content.factors import ELEMENTS, factors_file
from toolkit.content.quantity import Quantity
from toolkit.factors.coefficients import LIABILITY, PAST, coefficients, layout
from toolkit.factors.population import People, draw_happenings, draw_people
from toolkit.factors.usual import Usual
from toolkit.history import Footprint
from toolkit.history.luck import cells, normal_in, uniform_in

WEEKS, SEED = 52, 7


class Lot(NamedTuple):
    """Some runners of the population and what happens to them; arrays as in the toolkit."""

    numbers: np.ndarray
    people: People
    footprint: Footprint
    usual: Usual
    days: int


class Lives(NamedTuple):
    """What came of it: one row a runner for the days, and the first episode of each (-1: none)."""

    km: np.ndarray
    sleep: np.ndarray
    quality: np.ndarray
    stress: np.ndarray
    soreness: np.ndarray
    pain: np.ndarray
    onset_day: np.ndarray
    onset_cause: np.ndarray


class Timed(NamedTuple):
    """When a run began and ended (one clock for all processes), its processor time, and its episodes."""

    start: float
    end: float
    cpu: float
    runner_days: int
    episodes: int


@cache
def numbers() -> SimpleNamespace:
    """Return every number of the day-step as `section_name`, and of the factors as arrays and lists."""
    read = SimpleNamespace()
    for section, fields in day_step_file():
        for name, quantity in dict(fields).items():
            if isinstance(quantity, Quantity):
                setattr(read, f"{section}_{name}", float(quantity.value))
    about, found = factors_file(), coefficients()
    read.ramps = {
        name: (e.start.value, e.full.value, int(e.window_days.value) if e.window_days else 0)
        for name, e in about.elements.items()
    }
    bands = ("session_10_30", "session_30_100", "session_over_100")
    read.bands = tuple(about.elements[name].start.value for name in bands)
    read.effects = dict(zip(ELEMENTS, found.log_effects[..., 0].tolist(), strict=True))
    read.interactions = dict(zip(layout().between, found.log_interactions[..., 0].tolist(), strict=True))
    read.base, read.share = found.base[:, 0].tolist(), found.running_share[:, 0].tolist()
    read.cap, read.past_shape = found.cap, float(found.past_shape[0])
    read.past_first = about.settings.past_first_days.value
    read.family_shift, read.energy_low = float(found.family_shift[0]), float(found.energy_low[0])
    low, high = about.settings.first_pain.interval
    read.first_pain, read.first_low, read.first_high = about.settings.first_pain.value, low, high
    read.past_effect = found.log_effects[PAST][:, 0].tolist()
    read.liability_effect = found.log_effects[LIABILITY][:, 0].tolist()
    return read


def drawn_lot(span: tuple[int, int], weeks: int = WEEKS, seed: int = SEED) -> Lot:
    """Return runners by number, as the toolkit's cohort draws them."""
    each = np.arange(*span)
    people = draw_people(seed, each)
    happens = draw_happenings(seed, each, people, weeks)
    return Lot(each, people, happens, Usual.of_habits(people.habits), 7 * weeks)


def ramp(values, name):
    """Return a dose from 0 (at the element's start) to 1 (from its full on)."""
    start, full, _ = numbers().ramps[name]
    return np.clip((values - start) / (full - start), 0.0, 1.0)


def standing_doses(lot: Lot) -> dict[str, np.ndarray]:
    """Return what stands for months and years: doses by element, and past episodes from 0 to 1."""
    standing = lot.people.standing
    return {
        "low_activity": ramp(standing.weekly_minutes, "low_activity"),
        "new_runner": ramp(standing.years_running, "new_runner"),
        "movement": standing.biomechanics,
        "past_episodes": np.minimum(standing.past_episodes / numbers().ramps["past_episodes"][1], 1.0),
    }


def standing_multipliers(lot: Lot) -> np.ndarray:
    """Return what stands but past episodes, as a multiplier of the base, shape (runners, causes)."""
    n, doses, standing = numbers(), standing_doses(lot), lot.people.standing
    logs = sum(
        doses[name][:, None] * np.array(n.effects[name])
        for name in ("low_activity", "new_runner", "movement")
    )
    liability = standing.liability + standing.family_history * n.family_shift
    return np.exp(logs + liability[:, None] * np.array(n.liability_effect))


@dataclass(frozen=True)
class SameLuck:
    """The toolkit's own luck, looked up: with it all three engines must live the very same days.

    Every array has the shape (days, runners), of weeks (weeks + 1, runners).
    """

    seed: int
    lot: Lot

    def __post_init__(self) -> None:
        days, lives = self.lot.days, self.lot.numbers[None, :]
        grid = cells(self.seed, lives, np.arange(-days, 0)[:, None])
        weeks = cells(self.seed, lives, np.arange(-days, 7, 7)[:, None])
        once = cells(self.seed, lives, np.zeros((1, 1), dtype=np.int64))
        luck = {name: normal_in(weeks, name) for name in ("volume of the week", "stress of the week")}
        for name in NORMALS:
            luck[name] = normal_in(grid, name)
        for name in UNIFORMS:
            luck[name] = uniform_in(grid, name)
        luck["first pain"] = np.repeat(normal_in(once, "first pain"), days, axis=0)
        object.__setattr__(self, "luck", luck)


NORMALS = (
    "distance of the run",
    "effort of the run",
    "pace of the run",
    "stress of the day",
    "night",
    "sleep quality",
    "soreness",
    "pain of the day",
)
UNIFORMS = (
    "falls ill",
    "length of illness",
    "miss a run",
    "bad night",
    "episode begins",
    "cause of the episode",
)
