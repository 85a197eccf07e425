"""What a plan is made from in a scenario: what the earlier pages found, and what was set on the plan's own page."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any

from toolkit.cases.picture import Picture, picture_of
from toolkit.cases.scenario import Scenario
from toolkit.cases.story import Story, story_of
from toolkit.plans import Irritability, Plan, Severity, Situation, Trend, make_plan

PREFIX = "plans."
FIRST_TWO = frozenset({"cat_camel", "knee_rolls"})
"""The two movements that come first."""

SCALES: dict[str, type[Enum]] = {"severity": Severity, "irritability": Irritability, "trend": Trend}
"""Choice -> its scale."""

SWITCHES = (
    "sleep_lost",
    "not_coping",
    "gait_changed",
    "medicine_for_this_episode",
    "daily_activities_normal",
    "brisk_walk_free",
    "still_running",
    "deficits_assessed",
)
"""Choices that are fields of a situation and either hold or do not."""

BELIEFS = ("expects_long", "fears_damage", "wants_scan", "wants_cure")
"""Choices that are beliefs of the person."""

NUMBERS = {"weeks": (0, 52), "weeks_to_race": (1, 30)}
"""Choices that are whole numbers, with their ends."""

HOW_IT_IS = (*SCALES, *NUMBERS, *SWITCHES, *BELIEFS, "tolerated")
"""Every choice that says how the person is."""


@dataclass(frozen=True, eq=False)
class Planning:
    """What the page on plans shows of a scenario.

    Attributes:
        story: the history.
        picture: what was asked and found.
        found: the situation as the findings and the history leave it.
        situation: the same with what was set on the page.
    """

    story: Story
    picture: Picture
    found: Situation
    situation: Situation

    @cached_property
    def plan(self) -> Plan:
        """The plan for the situation."""
        return make_plan(self.situation)

    @property
    def nothing_asked(self) -> bool:
        """Whether the belief is only the setting's prior: no finding was entered."""
        return self.picture.belief.is_prior

    def only(self, type_id: str) -> Situation:
        """Return the same person and history as if one pain type were certain and stood alone.

        >>> planning_of(Scenario()).only("radicular").belief
        {'radicular': 1.0}
        """
        return self.situation.model_copy(update={"belief": {type_id: 1.0}, "families": {}, "bone_site": None})


def planning_of(scenario: Scenario) -> Planning:
    """Return what the plan of a scenario is made from.

    A choice that makes no sense, from a forged address for example, is as if it had not been made.

    Raises:
        ValueError: the scenario names a runner or a setting that does not exist.

    >>> planning_of(Scenario().with_choice("plans.severity", "severe")).plan.running.value
    'no'
    >>> planning_of(Scenario().with_choice("plans.severity", "sideways")).situation.severity.value
    'moderate'
    """
    mine = {key: kept for key, kept in scenario.choices.items() if key.startswith(PREFIX)}
    before = scenario.model_copy(
        update={"choices": {key: kept for key, kept in scenario.choices.items() if key not in mine}}
    )
    story, picture, found = _before(before.model_dump_json())
    return Planning(story, picture, found, found.model_copy(update=chosen(scenario, found)))


def chosen(scenario: Scenario, found: Situation) -> dict[str, Any]:
    """Return the fields of a situation that were set on the page."""
    set_here = {key.removeprefix(PREFIX): value for key, value in scenario.choices.items()}
    fields: dict[str, Any] = {
        name: scale(set_here[name])
        for name, scale in SCALES.items()
        if set_here.get(name) in {step.value for step in scale}
    }
    fields["unasked"] = {name: level for name, level in found.unasked.items() if name not in fields}
    for name, (low, high) in NUMBERS.items():
        value = set_here.get(name)
        if isinstance(value, float | int) and not isinstance(value, bool) and low <= value <= high:
            fields[name] = int(value)
    if found.weeks_to_race is None:
        fields.pop("weeks_to_race", None)
    fields |= {name: set_here[name] for name in SWITCHES if isinstance(set_here.get(name), bool)}
    beliefs = {name: set_here.get(name, name in found.beliefs) is True for name in BELIEFS}
    fields["beliefs"] = frozenset(name for name, held in beliefs.items() if held)
    if set_here.get("tolerated") is True:
        fields["tolerated"] = FIRST_TWO
    return fields


def value_of(situation: Situation, name: str) -> Any:
    """Return what a control of the page shows for a situation.

    >>> value_of(planning_of(Scenario()).situation, "tolerated")
    False
    """
    if name in SCALES:
        return getattr(situation, name).value
    if name in BELIEFS:
        return name in situation.beliefs
    if name == "tolerated":
        return situation.tolerated >= FIRST_TWO
    return getattr(situation, name)


@lru_cache(maxsize=4)
def _before(scenario_json: str) -> tuple[Story, Picture, Situation]:
    scenario = Scenario.model_validate_json(scenario_json)
    choices = {
        key: kept for key, kept in scenario.choices.items() if key.startswith(("history.", "factors."))
    }
    # The same history that the picture was made from: it is found already lived.
    story = story_of(
        scenario.model_copy(update={"findings": {}, "choices": choices, "setting": Scenario().setting})
    )
    picture = picture_of(scenario)
    found = Situation.from_belief(
        picture.belief, picture.concern, attribution=story.attribution, runner=story.runner
    )
    return story, picture, found
