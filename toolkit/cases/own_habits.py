"""Weekly habits that a person sets on a named runner: runs a week, day of the long run, club night."""

from dataclasses import replace
from typing import Any

from toolkit.cases.scenario import Scenario
from toolkit.history import Runner
from toolkit.history.runner import WEEKDAYS

NO_CLUB = "none"
"""The club night of a runner who goes to none."""

_CHOICES = {"runs": "history.runs", "long_day": "history.long_day", "club": "history.club"}
_DAY_IDS = tuple(day.lower() for day in WEEKDAYS)


def habits_of(runner: Runner) -> dict[str, Any]:
    """Return a runner's weekly habits by control: a number of runs, the name of a day, a day or 'none'.

    >>> habits_of(Runner())
    {'runs': 4, 'long_day': 'sunday', 'club': 'wednesday'}
    """
    club = NO_CLUB if runner.club_night is None else _DAY_IDS[runner.club_night]
    return {"runs": runner.runs_per_week, "long_day": _DAY_IDS[runner.long_run_day], "club": club}


def with_habits(runner: Runner, scenario: Scenario) -> Runner:
    """Return the runner with the habits that a scenario sets; what it does not set, or not rightly, stays.

    >>> with_habits(Runner(), Scenario(choices={"history.club": "none", "history.runs": 3})).runs_per_week
    3
    """
    usual = habits_of(runner)
    runs = scenario.choice(_CHOICES["runs"], usual=usual["runs"])
    long_day = scenario.choice(_CHOICES["long_day"], usual=usual["long_day"])
    club = scenario.choice(_CHOICES["club"], usual=usual["club"])
    changed: dict[str, Any] = {}
    if runs in range(1, 8):
        changed["runs_per_week"] = int(runs)
    if long_day in _DAY_IDS:
        changed["long_run_day"] = _DAY_IDS.index(long_day)
    if club in (*_DAY_IDS, NO_CLUB):
        changed["club_night"] = None if club == NO_CLUB else _DAY_IDS.index(club)
    return replace(runner, **changed)


def set_habit(scenario: Scenario, habit: str, value: Any, usual: Runner) -> Scenario:
    """Return the scenario with one habit set; a runner's own habit is not remembered."""
    own = habits_of(usual)[habit]
    kept = None if value == own else value
    return scenario.with_choice(_CHOICES[habit], kept)


def own_habits_forgotten(scenario: Scenario) -> Scenario:
    """Return the scenario with the runner's own habits."""
    for choice in _CHOICES.values():
        scenario = scenario.with_choice(choice, None)
    return scenario
