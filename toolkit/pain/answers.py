"""What was asked and found, read with care: what is impossible or contradictory is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite

from toolkit.content.findings import Finding, findings
from toolkit.content.pain_rules import pain_rules

Answer = str | float | bool | None
"""A level's id; a number where the finding is counted or measured; yes or no where it has two levels."""

NOTHING_ASKED = "Nothing has been asked or examined yet, so the belief is the setting's prior."


@dataclass(frozen=True)
class Answers:
    """Answers as the model uses them.

    Attributes:
        levels: finding -> position of its level, counted from 0. Missing is missing.
        problems: what is wrong, one sentence each; empty when all is well.
    """

    levels: dict[str, int]
    problems: tuple[str, ...]

    @property
    def ids(self) -> dict[str, str]:
        """Finding -> id of its level."""
        return {key: findings()[key].level_ids[level] for key, level in self.levels.items()}


def read_answers(given: Mapping[str, Answer]) -> Answers:
    """Read answers and say what is wrong with them.

    Args:
        given: finding -> level id, number, or yes/no. None is missing, never 'no'.

    >>> read_answers({"slr": 35, "foot_drop": True}).ids
    {'slr': 'early', 'foot_drop': 'present'}
    >>> read_answers({"slr": 300}).problems
    ('Straight leg raise, ...: 300 degrees is not possible; it lies between 0 and 120.',)
    """
    known = findings()
    levels: dict[str, int] = {}
    problems: list[str] = []
    for key, answer in given.items():
        if answer is None:
            continue
        if key not in known:
            near = get_close_matches(str(key), list(known), n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            problems.append(f"'{key}' is no finding of the toolkit.{hint}")
            continue
        level, problem = _level(known[key], answer)
        if problem:
            problems.append(f"{known[key].ask}: {problem}")
        else:
            levels[key] = level
    return Answers(levels, (*problems, *contradictions(levels)))


def check_findings(given: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return what is wrong with the answers, one plain sentence each; empty when all is well.

    >>> print(*check_findings({"foot_drop": "present", "power_dorsiflexion": 5}))
    Foot drop is recorded as yes, and ankle dorsiflexion (L4, L5) as 5 of 5. Both cannot be right; ...
    """
    return read_answers(given).problems


def contradictions(levels: Mapping[str, int]) -> list[str]:
    """Return the contradictions among answers, one sentence each."""
    known = findings()
    found: list[str] = []
    for key, level in levels.items():
        finding = known[key]
        if not finding.follows or finding.follows.finding not in levels or level == 0:
            continue
        other = known[finding.follows.finding]
        there = other.level_ids[levels[finding.follows.finding]]
        if finding.follows.given[there].p[level - 1] == 0:
            first = f"{finding.ask} is recorded as {finding.label(finding.level_ids[level])}"
            second = f"{other.ask[0].lower()}{other.ask[1:]} as {other.label(there)}"
            found.append(f"{first}, and {second}. Both cannot be right; look again.")
    found += [
        f"{rule.say} Ask again."
        for rule in pain_rules().contradictions
        if all(
            key in levels and known[key].level_ids[levels[key]] == level for key, level in rule.these.items()
        )
    ]
    return found


def _level(finding: Finding, answer: str | float | bool) -> tuple[int, str]:
    """Return the position of the level meant, or what is wrong."""
    ids = finding.level_ids
    if isinstance(answer, str) and answer in ids:
        return ids.index(answer), ""
    if isinstance(answer, bool) and len(ids) == len(("no", "yes")):
        return int(answer), ""
    choices = ", ".join(f"'{level}'" for level in ids)
    number = finding.number
    if isinstance(answer, str | bool) or number is None:
        return 0, f"'{answer}' is no answer here; say one of {choices}."
    if not isfinite(answer) or not number.least <= answer <= number.most:
        span = f"it lies between {number.least:g} and {number.most:g}"
        return 0, f"{answer:g} {number.unit} is not possible; {span}."
    return number.level(answer), ""
