"""Two factors at once: the published pair, and a pair of one's own from eight counts."""

from collections.abc import Callable
from functools import cache
from typing import Any

from toolkit.content.evidence import evidence
from toolkit.content.recovery_lab import recovery_lab
from toolkit.factors import Banded, interaction_measures
from toolkit.figures.interaction_figure import Together
from toolkit.ui.controls import Choice, Control, Option, Range, Words

_NAMED = {
    "neither": "Neither factor",
    "one": "First factor alone",
    "other": "Second factor alone",
    "both": "Both factors",
}
_TIMES = (1, 2, 5, 20)

Count = Callable[[str, int], int]
"""Returns the count that was set under a name, or the usual one."""


@cache
def usual_counts() -> dict[str, int]:
    """Return where each slider starts, by the count's name.

    >>> usual_counts()["times"]
    1
    """
    study = recovery_lab().invented
    found = {"times": 1}
    for group in _NAMED:
        about = getattr(study, group)
        found |= {f"{group}_cases": about.cases, f"{group}_others": about.others}
    return found


def published_pair() -> Together:
    """Return the two factors of the published study, as they are in the evidence.

    >>> round(published_pair().excess.value, 2)
    -1.28
    """
    pair = recovery_lab().interaction
    names = (pair.one.name, pair.other.name, pair.both.name)
    keys = (pair.one.figure, pair.other.figure, pair.both.figure, pair.excess)
    one, other, both, excess = (_banded(key) for key in keys)
    return Together(names, one, other, both, excess)


def invented_pair(count: Count) -> Together:
    """Return odds ratios and excess of eight counts.

    >>> invented_pair(lambda name, usual: usual).names[2]
    'both'
    """
    times = count("times", 1) if count("times", 1) in _TIMES else 1
    most = recovery_lab().invented.most
    groups = {
        group: tuple(
            times * min(max(count(f"{group}_{who}", usual_counts()[f"{group}_{who}"]), 1), most)
            for who in ("cases", "others")
        )
        for group in _NAMED
    }
    found = interaction_measures(
        neither=(groups["neither"][0], groups["neither"][1]),
        one=(groups["one"][0], groups["one"][1]),
        other=(groups["other"][0], groups["other"][1]),
        both=(groups["both"][0], groups["both"][1]),
    )
    return Together(("first alone", "second alone", "both"), found.one, found.other, found.both, found.reri)


def group_controls(count: Count) -> tuple[list[Control], dict[str, Any]]:
    """Return a slider for each count, and how many times as many people there are."""
    options = [Option(str(times), f"{times} ×") for times in _TIMES]
    controls: list[Control] = [Choice("times", "As many people", options, stacked=True)]
    times = count("times", 1)
    values: dict[str, Any] = {"times": str(times if times in _TIMES else 1)}
    most = recovery_lab().invented.most
    for group, label in _NAMED.items():
        controls.append(Words("heading", label, aside="○"))
        for who, words in (("cases", "with the outcome"), ("others", "without it")):
            name = f"{group}_{who}"
            controls.append(Range(name, words.capitalize(), 1, most, 1))
            values[name] = min(max(count(name, usual_counts()[name]), 1), most)
    return controls, values


def _banded(key: str) -> Banded:
    figure = evidence().figures[key]
    if figure.value is None or figure.low is None or figure.high is None:
        raise ValueError(f"The figure '{key}' needs a value and an interval.")
    return Banded(figure.value, figure.low, figure.high)
