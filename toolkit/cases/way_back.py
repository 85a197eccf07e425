"""The way back to running in a scenario: the calendar, a step that was answered, and three ways of living it."""

from dataclasses import dataclass
from functools import lru_cache

from toolkit.cases.planning import Planning, planning_of
from toolkit.cases.scenario import Scenario
from toolkit.content.running import running
from toolkit.history import named_runners
from toolkit.plans import (
    Decision,
    LivedWay,
    Response,
    ReturnPlan,
    after_step,
    live_three_ways,
    return_to_running,
)
from toolkit.plans.running_calendar import Way

SCHEME, WEEKS, RACE_KM, STEP, TIMES, DURING, LATER, SPREAD, WEAKER = (
    f"plans.{name}"
    for name in (
        "scheme",
        "back_weeks",
        "race_km",
        "step",
        "times",
        "step_pain",
        "step_later",
        "spread",
        "weaker",
    )
)
WEEKS_USUAL, WEEKS_MOST = 12, 16
RACE_USUAL, RACE_MOST = 10, 50
_LEAST_LONG_KM = 3.0


@dataclass(frozen=True)
class WayBack:
    """A calendar with the step that was answered.

    Attributes:
        plan: gates, steps and calendar.
        scheme: id of the walk-run scheme; `race_km`: distance of the race, where there is one.
        step, times: the step that was done, and how often.
        response: how it was answered; `decision`: what follows.
    """

    plan: ReturnPlan
    scheme: str
    race_km: float | None
    step: int
    times: int
    response: Response
    decision: Decision


def way_back(scenario: Scenario) -> WayBack:
    """Return the way back of a scenario; choices that make no sense count as not made.

    >>> way_back(Scenario().with_choice("plans.step_later", 4)).decision.action
    'back'
    """
    planning = planning_of(scenario)
    schemes = list(running().schemes)
    scheme = str(scenario.choice(SCHEME, usual=schemes[0]))
    scheme = scheme if scheme in schemes else schemes[0]
    race = planning.situation.weeks_to_race is not None
    race_km = _number(scenario, RACE_KM, _race_in_mind(scenario), 1, RACE_MOST) if race else None
    plan = return_to_running(
        planning.situation,
        scheme=scheme,
        weeks=int(_number(scenario, WEEKS, WEEKS_USUAL, 4, WEEKS_MOST)),
        usual_long_km=usual_long_km(planning),
        race_km=race_km,
        min_per_km=planning.story.runner.pace_min_per_km,
    )
    step = int(_number(scenario, STEP, 1, 1, len(plan.steps)))
    times = int(_number(scenario, TIMES, 2, 1, 4))
    response = Response(
        during=_number(scenario, DURING, 1, 0, 10),
        after_24_hours=_number(scenario, LATER, 0, 0, 10),
        spread=bool(scenario.choice(SPREAD, usual=False)),
        weaker=bool(scenario.choice(WEAKER, usual=False)),
    )
    return WayBack(plan, scheme, race_km, step, times, response, after_step(step, times, response, scheme))


def usual_long_km(planning: Planning) -> float:
    """Return the runner's usual long run, km: the usual share of a usual week.

    >>> round(usual_long_km(planning_of(Scenario(runner="maya"))), 1)
    17.1
    """
    runner = planning.story.runner
    return max(_LEAST_LONG_KM, min(100.0, runner.weekly_km * runner.long_run_share))


def three_ways_of(scenario: Scenario) -> dict[Way, LivedWay]:
    """Return the calendar of a scenario lived three ways."""
    # The days of the calendar follow from the history, the scheme and the weeks alone.
    lived = {
        key: kept
        for key, kept in scenario.choices.items()
        if key in {SCHEME, WEEKS} or key.startswith(("history.", "factors."))
    }
    return _lived(scenario.model_copy(update={"choices": lived, "findings": {}}).model_dump_json())


@lru_cache(maxsize=4)
def _lived(scenario_json: str) -> dict[Way, LivedWay]:
    scenario = Scenario.model_validate_json(scenario_json)
    story = planning_of(scenario).story
    return live_three_ways(way_back(scenario).plan, story.diary, story.runner, story.model)


def _race_in_mind(scenario: Scenario) -> float:
    known = named_runners().get(scenario.runner)
    return RACE_USUAL if known is None or known.goal_km is None else known.goal_km


def _number(scenario: Scenario, name: str, usual: float, low: float, high: float) -> float:
    value = float(scenario.choice(name, usual=usual))
    return value if low <= value <= high else usual
