"""The controls of a life: its luck, its habits, its length, and whether it is shown as it was."""

from typing import Any

from toolkit.cases import Scenario, Story
from toolkit.cases.own_habits import NO_CLUB, habits_of
from toolkit.history.runner import WEEKDAYS
from toolkit.ui.controls import Buttons, Choice, Control, Option, Range, Toggle, Words

_SHORTEST_WEEKS, _LONGEST_WEEKS = 4, 104
_SEEN_HINT = "Watches miss runs, days are forgotten, and stress is often written down as less than it was."
_DAYS = tuple(Option(day.lower(), day) for day in WEEKDAYS)


def life_controls() -> list[Control]:
    """Return the controls; none of them changes with the story."""
    seen = (Option("truth", "as it was"), Option("diary", "as written down"))
    return [
        Words("fold", "Habits of the week"),
        Range(
            "runs", "Runs a week", 1, 7, 1, hint="The other days are rest days. The weekly distance stays."
        ),
        Choice("long_day", "Long run on", _DAYS, style="select"),
        Choice("club", "Club night on", (Option(NO_CLUB, "no club night"), *_DAYS), style="select"),
        Words("end"),
        Words("fold", "The life and the diary"),
        Buttons("life", (Option("life", "Another life, same history"),)),
        Toggle("pain", "The runner comes because it hurts"),
        Choice("seen", "Show the days", seen, stacked=True, hint=_SEEN_HINT),
        Range("weeks", "Length of the history", _SHORTEST_WEEKS, _LONGEST_WEEKS, 1, unit="wk"),
        Words("end"),
    ]


def life_values(scenario: Scenario, story: Story) -> dict[str, Any]:
    """Return what the controls show."""
    return {
        **habits_of(story.runner),
        "life": [],
        "pain": scenario.choice("history.pain", usual=True),
        "seen": scenario.choice("history.seen", usual="truth"),
        "weeks": scenario.weeks,
    }
