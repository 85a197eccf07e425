"""Live the way back in the diary model: as planned, rushed, or in full rest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import exp

import numpy as np
from numpy.typing import NDArray

from toolkit.factors import CombinedFactorModel
from toolkit.history import Diary, Run, Runner
from toolkit.plans.running_calendar import PlannedDay, ReturnPlan, Way, three_ways

_NAMES = {"as_planned": "As planned", "rushed": "Rushed", "full_rest": "Full rest, then the planned week"}


@dataclass(frozen=True, eq=False)
class LivedWay:
    """One way of spending the weeks, as the model sees it.

    Attributes:
        way: 'as_planned', 'rushed' or 'full_rest'.
        days: the sessions.
        diary: the diary up to today with these days after it.
        times: hazard of a new episode on each planned day against this runner's habitual one, shape (days,).
        low, high: its band.
        chance, chance_low, chance_high: of a new episode within these weeks, 0 to 1; the band adds up the
            days' bands, so it is rather too wide.
        words: what that says, and what it does not.
    """

    way: Way
    days: tuple[PlannedDay, ...]
    diary: Diary
    times: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    chance: float
    chance_low: float
    chance_high: float
    words: str


def live_three_ways(
    plan: ReturnPlan, diary: Diary, runner: Runner, model: CombinedFactorModel | None = None
) -> dict[Way, LivedWay]:
    """Live the weeks of a return plan three ways, and compare the model's chance of a new episode.

    The runner goes on with one more past episode, just over. Sleep and stress of the coming weeks count as
    usual. The model's numbers are transfers and assumptions (see `toolkit.factors`); they compare ways, and
    forecast nobody.

    Args:
        plan: the calendar.
        diary: up to the consultation.
        runner: whose habits count.
        model: the combined-factor model; the usual one when none is given.

    >>> from toolkit.history import simulate
    >>> from toolkit.plans.running_calendar import return_to_running
    >>> from toolkit.plans.situation import Situation
    >>> runner = Runner()
    >>> way_back = return_to_running(Situation(belief={"referred": 0.8}, severity="mild"), weeks=8)
    >>> ways = live_three_ways(way_back, simulate(runner, weeks=12), runner)
    >>> ways["rushed"].chance > ways["as_planned"].chance
    True
    """
    known = model or CombinedFactorModel()
    weeks = len(plan.days) / 7
    after = replace(
        runner, past_episodes=runner.past_episodes + 1, weeks_since_last_episode=max(1.0, float(round(weeks)))
    )
    lived: dict[Way, LivedWay] = {}
    for way, days in three_ways(plan).items():
        longer = extended(diary, days)
        hazards = known.hazards(longer, after)
        coming = slice(diary.days, longer.days)
        middle, low, high = (
            1 - exp(-float(np.nansum(each[coming])))
            for each in (hazards.total, hazards.total_low, hazards.total_high)
        )
        lived[way] = LivedWay(
            way=way,
            days=days,
            diary=longer,
            times=hazards.times[coming],
            low=hazards.times_low[coming],
            high=hazards.times_high[coming],
            chance=middle,
            chance_low=low,
            chance_high=high,
            words=_words(way, middle, low, high, len(days)),
        )
    return lived


def told_apart(ways: Mapping[Way, LivedWay]) -> str:
    """Say first whether the model can tell the ways apart, and what it does not count.

    Two ways are told apart where their bands do not touch.

    Args:
        ways: as `live_three_ways` returns them.
    """
    apart = [
        (a, b)
        for a, b in combinations(ways.values(), 2)
        if a.chance_high < b.chance_low or b.chance_high < a.chance_low
    ]
    if not apart:
        first = "The model cannot tell the ways apart: their bands overlap, so none of them wins."
    else:
        named = "; ".join(f"{_NAMES[a.way].lower()} and {_NAMES[b.way].lower()}" for a, b in apart)
        first = f"The model tells apart only: {named}."
    return (
        f"{first} The pain of now is not modelled here, only new episodes. Who runs less has fewer of those by "
        "construction; what rest costs is not counted."
    )


def extended(diary: Diary, days: tuple[PlannedDay, ...]) -> Diary:
    """Return a diary with planned days after it; episodes are left out, so that a new one may begin.

    >>> extended(Diary.build(7), (PlannedDay(1, None, "run", None, 30, 5, 4, ""),)).distance_km[-1]
    np.float64(5.0)
    """
    old = [(int(day), run) for day, runs in enumerate(diary.runs) for run in runs]
    new = [
        (diary.days + index, Run(day.km, day.minutes, float(day.effort)))
        for index, day in enumerate(days)
        if day.kind != "rest"
    ]
    gap = np.full(len(days), np.nan)
    return Diary.build(
        diary.days + len(days),
        runs=[*old, *new],
        unknown_days=np.flatnonzero(~diary.training_known).tolist(),
        sleep_h=np.concatenate([diary.sleep_h, gap]),
        sleep_quality=np.concatenate([diary.sleep_quality, gap]),
        stress=np.concatenate([diary.stress, gap]),
        soreness=np.concatenate([diary.soreness, gap]),
        pain=np.concatenate([diary.pain, gap]),
        first_day=diary.first_day,
    )


def _words(way: Way, middle: float, low: float, high: float, days: int) -> str:
    of_200, least, most = (round(200 * chance) for chance in (middle, low, high))
    return (
        f"{_NAMES[way]}: in the model, {of_200} of 200 such runners have a new episode of any kind within "
        f"{round(days / 7)} weeks (band {least} to {most}). The pain of now is not modelled here, only new "
        "episodes. The model compares ways; it forecasts nobody."
    )
