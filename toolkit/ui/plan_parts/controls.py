"""The controls of a plan: how the pain is, what it costs, what is being done."""

from typing import Any

from toolkit.cases import Scenario
from toolkit.cases.picture import in_setting
from toolkit.cases.planning import HOW_IT_IS, NUMBERS, PREFIX, Planning, value_of
from toolkit.content.clinic_settings import clinic_settings
from toolkit.ui.controls import Buttons, Choice, Control, Option, Range, Toggle, Words

_SEVERITY = (
    Option("none", "None"),
    Option("mild", "Mild"),
    Option("moderate", "Moderate"),
    Option("severe", "Severe"),
)
_IRRITABILITY = (Option("low", "Low"), Option("moderate", "Moderate"), Option("high", "High"))
_TREND = (
    Option("improving", "Better"),
    Option("steady", "Steady"),
    Option("worsening", "Worse"),
    Option("unknown", "Unknown"),
)


def _not_asked(planning: Planning, name: str) -> str:
    situation = planning.situation
    words = situation.severity_words if name == "severity" else situation.irritability_words
    return words.capitalize() + "." if name in situation.unasked else ""


def plan_controls(planning: Planning) -> list[Control]:
    """Return the controls; the race is there only for a runner who has one."""
    low, high = NUMBERS["weeks"]
    controls: list[Control] = [
        Words("heading", "How it is now"),
        Choice("severity", "Severity", _SEVERITY, stacked=True, hint=_not_asked(planning, "severity")),
        Choice(
            "irritability",
            "Irritability: how easily stirred up",
            _IRRITABILITY,
            stacked=True,
            hint=_not_asked(planning, "irritability"),
        ),
        Choice("trend", "Trend over the last weeks", _TREND, stacked=True),
        Toggle("gait_changed", "Gait changed to tolerate it"),
        Toggle("sleep_lost", "Pain costs sleep"),
        Toggle("not_coping", "Does not cope, although doing less"),
        Words("fold", "What is back, what is needed"),
        Toggle("daily_activities_normal", "Normal daily activities are back"),
        Toggle("medicine_for_this_episode", "Needs pain relief for this episode"),
        Toggle("brisk_walk_free", "Half an hour of brisk walking is fine"),
        Toggle("tolerated", "Cat and camel, knee rolls went well"),
        Toggle("still_running", "Still running"),
        Toggle("deficits_assessed", "Strength, feeling, reflexes examined"),
        Words("end"),
        Words("fold", "What the runner expects and wants"),
        Toggle("expects_long", "Expects it to take very long"),
        Toggle("fears_damage", "Fears that moving does damage"),
        Toggle("wants_scan", "Wants a scan"),
        Toggle("wants_cure", "Looks for the one exercise"),
        Words("end"),
        Words("fold", "Time, place and goal"),
        Range("weeks", "Weeks since it began", low, high, 1, unit="wk"),
        Choice("setting", "Seen in", _settings(), style="select"),
    ]
    if planning.found.weeks_to_race is not None:
        first, last = NUMBERS["weeks_to_race"]
        controls.append(
            Range("weeks_to_race", "Weeks to the race", first, last, 1, unit="wk", hint=planning.found.goal)
        )
    controls += [
        Words("end"),
        Toggle("plain", "Show the plan in patient words"),
        Buttons("as_found", (Option("as_found", "As the earlier pages found it"),)),
    ]
    return controls


def _settings() -> list[Option]:
    shown = clinic_settings().settings.items()
    return [Option(key, setting.name, setting.plain) for key, setting in shown if setting.shown]


def plan_values(planning: Planning, scenario: Scenario) -> dict[str, Any]:
    """Return what the controls show."""
    values = {name: value_of(planning.situation, name) for name in HOW_IT_IS}
    changed = any(PREFIX + name in scenario.choices for name in HOW_IT_IS)
    return {
        **{name: value for name, value in values.items() if value is not None},
        "setting": planning.situation.setting,
        "plain": scenario.choice("plans.plain", usual=False),
        "as_found": [] if changed else ["as_found"],
    }


def with_control(scenario: Scenario, planning: Planning, name: str, value: Any) -> Scenario:
    """Return the scenario with one control set; what equals the finding is not remembered."""
    if name == "as_found":
        kept = {
            key: kept for key, kept in scenario.choices.items() if key.removeprefix(PREFIX) not in HOW_IT_IS
        }
        return scenario.but(choices=kept)
    if name == "setting":  # the same on every page: it also sets how common each pain type is
        return in_setting(scenario, value)
    if name == "plain":
        return scenario.with_choice("plans.plain", value or None)
    found = value_of(planning.found, name)
    asked = name not in planning.found.unasked
    return scenario.with_choice(PREFIX + name, None if value == found and asked else value)
