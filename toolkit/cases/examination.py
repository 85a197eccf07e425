"""A neurological examination of both sides at two visits: as short texts for an address, and as findings."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.cases.scenario import Scenario
from toolkit.content.findings import findings
from toolkit.pain import Answer
from toolkit.pain.answers import read_answers
from toolkit.pain.deficit import ROOT_SIGNS, SIGNS

SIDES = ("right", "left")
VISITS = (0, 2)
"""Weeks of the two visits."""

_OPEN = "-"


@dataclass(frozen=True)
class Examination:
    """What the neurological examination found.

    Attributes:
        painful: the painful side.
        found: (side, week) -> sign -> level id; what was not tested is not in it.
    """

    painful: str
    found: Mapping[tuple[str, int], Mapping[str, str]]

    @property
    def other(self) -> str:
        """The other side."""
        return SIDES[1 - SIDES.index(self.painful)]


def signs_by_root() -> dict[str, tuple[str, ...]]:
    """Return each objective sign once, under the first root whose pattern it belongs to.

    >>> signs_by_root()["s1"][-1]
    'ankle_jerk'
    """
    seen: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for root, signs in ROOT_SIGNS.items():
        found[root] = tuple(sign for sign in signs if sign not in seen)
        seen |= set(signs)
    return found


def examination_of(scenario: Scenario) -> Examination:
    """Return the examination that a scenario holds; the painful side's first visit is the scenario's findings."""
    painful = str(scenario.choice("examination.painful", usual="right"))
    painful = painful if painful in SIDES else "right"
    other = SIDES[1 - SIDES.index(painful)]
    now = read_answers({key: answer for key, answer in scenario.findings.items() if key in SIGNS}).ids
    later = read_code(str(scenario.choice("examination.later", usual="")))
    return Examination(
        painful,
        {
            (painful, 0): now,
            (painful, 2): later,
            (other, 0): read_code(str(scenario.choice("examination.other", usual=""))),
            (other, 2): read_code(str(scenario.choice("examination.other_later", usual=""))),
        },
    )


def with_sign(scenario: Scenario, side: str, week: int, sign: str, answer: Answer) -> Scenario:
    """Return the scenario with one sign charted; None takes it out.

    Raises:
        ValueError: the sign, or its level, does not exist.
    """
    seen = examination_of(scenario)
    level = None
    if answer is not None:
        answers = read_answers({sign: answer})
        if answers.problems:
            raise ValueError(" ".join(answers.problems))
        level = answers.ids[sign]
    if (side, week) == (seen.painful, 0):
        # as it was given: a counted number stays a number
        others = {key: kept for key, kept in scenario.findings.items() if key != sign}
        return scenario.but(findings=others if answer is None else {**others, sign: answer})
    rest = {key: kept for key, kept in seen.found[side, week].items() if key != sign}
    return with_chart(scenario, side, week, rest if level is None else {**rest, sign: level})


def with_chart(scenario: Scenario, side: str, week: int, found: Mapping[str, str]) -> Scenario:
    """Return the scenario with the whole chart of a side at a visit replaced."""
    seen = examination_of(scenario)
    if (side, week) == (seen.painful, 0):
        rest = {key: kept for key, kept in scenario.findings.items() if key not in SIGNS}
        return scenario.but(findings={**rest, **found})
    name = "later" if side == seen.painful else "other" if week == 0 else "other_later"
    return scenario.with_choice(f"examination.{name}", write_code(found) or None)


def write_code(found: Mapping[str, str]) -> str:
    """Write a chart as one character a sign; empty where nothing was tested.

    >>> write_code({}), write_code({"touch_l3": "reduced"})[:3]
    ('', '1--')
    """
    if not found:
        return ""
    known = findings()
    return "".join(
        str(known[sign].level_ids.index(found[sign])) if sign in found else _OPEN for sign in SIGNS
    )


def read_code(code: str) -> dict[str, str]:
    """Read a chart; what is not possible is left out.

    >>> read_code("1?9")
    {'touch_l3': 'reduced'}
    """
    known = findings()
    found = {}
    for sign, mark in zip(SIGNS, code, strict=False):
        levels = known[sign].level_ids
        if mark.isascii() and mark.isdigit() and int(mark) < len(levels):
            found[sign] = levels[int(mark)]
    return found
