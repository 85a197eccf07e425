"""Runners of one population for a class: each with her weeks up to today, and what came in the days after."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.cases.imported_log import LOG_WEEKS, text_of_diary
from toolkit.cases.scenario import LONGEST_LOG, Scenario
from toolkit.cases.share_code import encode
from toolkit.cases.story import LOG
from toolkit.content.board import board_content
from toolkit.content.factors import CAUSES, FACTORS, factors_file
from toolkit.factors import CombinedFactorModel
from toolkit.factors.cohort import Cohort, cohort, factors_present, live_block
from toolkit.factors.onset import first_onset
from toolkit.factors.population import People, draw_happenings, draw_people
from toolkit.history import Diaries, Diary, simulate_many

Floats = NDArray[np.float64]

BLOCK = 100
"""Runners lived at a time."""

_WEEK = 7


@dataclass(frozen=True)
class ClassRunner:
    """One runner of the population, well today.

    Attributes:
        number: in the population; the same seed and number is the same runner everywhere.
        facts: what she brings along, as (name, value).
        present: the factors present today, by id.
        km, sleep_h, stress: week by week, the oldest first; km is the week's sum, the others its mean.
        code: the share code of her diary up to today, for the page on histories; empty where it is too long.
        chance: the model's chance of an episode in the days that follow.
        day: the day, from 1, on which pain began in them; none where she stayed well.
        cause: of the episode; empty where there was none.
    """

    number: int
    facts: tuple[tuple[str, str], ...]
    present: tuple[str, ...]
    km: tuple[float, ...]
    sleep_h: tuple[float, ...]
    stress: tuple[float, ...]
    code: str
    chance: float
    day: int | None
    cause: str


@dataclass(frozen=True)
class BaseRate:
    """How many of the population had an episode in the days that follow, among those who were well.

    Attributes:
        well: runners who were well today; episodes: how many had one.
        share, low, high: the share with its sampling interval.
    """

    well: int
    episodes: int
    share: float
    low: float
    high: float


def weeks_lived() -> int:
    """Return how many weeks are lived: those that are shown, and those that follow."""
    return round(board_content().history_weeks.value) + round(board_content().follow_weeks.value)


def runners_of(seed: int, first: int, count: int = BLOCK) -> tuple[ClassRunner, ...]:
    """Return those of some runners of the population who are well today.

    Args:
        seed: of the population.
        first: number of the first.
        count: how many are lived; those who had an episode in the weeks before are left out.

    >>> one = runners_of(7, 0, 40)
    >>> 20 < len(one) <= 40 and one[0] == runners_of(7, 0, 10)[0]
    True
    """
    numbers = np.arange(first, first + count)
    weeks, model = weeks_lived(), CombinedFactorModel()
    doses, by_cause, _ = live_block(numbers, weeks=weeks, seed=seed, model=model)
    begun = first_onset(by_cause, seed=seed, lives=numbers)
    today = _WEEK * round(board_content().history_weeks.value)
    chance = -np.expm1(-by_cause[:, today:].sum(axis=(1, 2)))
    present = factors_present(doses)[:, today - 1]
    people = draw_people(seed, numbers)
    happens = draw_happenings(seed, numbers, people, weeks)
    days = simulate_many(people.habits, happens, seed=seed, weeks=weeks, lives=numbers)
    found = []
    for at, number in enumerate(numbers.tolist()):
        day = int(begun.day[at])
        if 0 <= day < today:
            continue
        found.append(
            ClassRunner(
                number=number,
                facts=_facts(people, at),
                present=tuple(key for bit, key in enumerate(FACTORS) if present[at] >> bit & 1),
                km=_weekly(days.distance_km[at, :today], total=True),
                sleep_h=_weekly(days.sleep_h[at, :today]),
                stress=_weekly(days.stress[at, :today]),
                code=_code(days, at, today),
                chance=float(chance[at]),
                day=day - today + 1 if day >= today else None,
                cause=factors_file().causes[CAUSES[int(begun.cause[at])]].name if day >= today else "",
            )
        )
    return tuple(found)


def population_of(seed: int) -> Cohort:
    """Live the population that the class's runners come from, and count."""
    return cohort(round(board_content().population.value), weeks=weeks_lived(), seed=seed, workers=1)


def base_rate(lived: Cohort) -> BaseRate:
    """Return the share of runners well today who had an episode in the weeks that follow."""
    after = round(board_content().follow_weeks.value)
    by_week = lived.by_week.sum(axis=1)
    well = lived.runners - int(by_week[:-after].sum())
    hurt = int(by_week[-after:].sum())
    low, high = wilson(hurt, well)
    return BaseRate(well, hurt, hurt / max(well, 1), low, high)


def wilson(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson's); 0 to 1 where nothing was counted.

    >>> wilson(0, 0), [round(end, 3) for end in wilson(0, 60)]
    ((0.0, 1.0), [0.0, 0.06])
    """
    if total == 0:
        return 0.0, 1.0
    z, share = 1.96, count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * (share * (1 - share) / total + z * z / (4 * total * total)) ** 0.5 / (1 + z * z / total)
    return (0.0 if count == 0 else middle - half), (1.0 if count == total else middle + half)


def _facts(people: People, at: int) -> tuple[tuple[str, str], ...]:
    habits, standing = people.habits, people.standing
    episodes = round(float(standing.past_episodes[at]))
    years = float(standing.years_running[at])
    weeks = float(standing.days_since[at]) / _WEEK
    ago = f"{weeks:.0f} weeks ago" if weeks < 104 else f"{weeks / 52:.0f} years ago"
    past = "never" if not episodes else f"{'once' if episodes == 1 else f'{episodes} times'}, last {ago}"
    return (
        ("Runs", f"{habits.weekly_km[at]:.0f} km a week, {habits.runs_per_week[at]} runs"),
        ("Running for", f"{years:.0f} years" if years >= 1.5 else f"{12 * years:.0f} months"),
        ("Back or leg pain before", past),
        ("In the family", "yes" if standing.family_history[at] else "no"),
        ("Usual sleep", f"{habits.sleep_h[at]:.1f} h a night"),
        ("Usual stress", f"{habits.stress[at]:.0f} of 10"),
    )


def _weekly(days: Floats, *, total: bool = False) -> tuple[float, ...]:
    table = days.reshape(-1, _WEEK)
    values = table.sum(axis=1) if total else table.mean(axis=1)
    return tuple(round(float(value), 1) for value in values)


def _code(days: Diaries, at: int, today: int) -> str:
    lived = days[at]
    until = Diary.build(
        today,
        runs=[(day, run) for day, runs in enumerate(lived.runs[:today]) for run in runs],
        sleep_h=lived.sleep_h[:today],
        sleep_quality=lived.sleep_quality[:today],
        stress=lived.stress[:today],
        soreness=lived.soreness[:today],
        pain=lived.pain[:today],
    )
    log = text_of_diary(until.last(_WEEK * LOG_WEEKS))
    return encode(Scenario(runner=LOG, log=log)) if len(log) <= LONGEST_LOG else ""
