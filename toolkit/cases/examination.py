"""A neurological examination of both sides at two visits: as short texts for an address, and as findings."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.cases.scenario import Scenario
from toolkit.content.findings import findings
from toolkit.pain import Answer
from toolkit.pain.answers import read_answers
from toolkit.pain.deficit import objective_signs, root_signs
from toolkit.pain.drawing import Drawing

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
    for root, signs in root_signs().items():
        found[root] = tuple(sign for sign in signs if sign not in seen)
        seen |= set(signs)
    return found


def examination_of(scenario: Scenario) -> Examination:
    """Return the examination that a scenario holds; the painful side's first visit is the scenario's findings."""
    painful = str(scenario.choice("examination.painful", usual="right"))
    painful = painful if painful in SIDES else "right"
    other = SIDES[1 - SIDES.index(painful)]
    now = read_answers(
        {key: answer for key, answer in scenario.findings.items() if key in objective_signs()}
    ).ids
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
        rest = {key: kept for key, kept in scenario.findings.items() if key not in objective_signs()}
        return scenario.but(findings={**rest, **found})
    name = "later" if side == seen.painful else "other" if week == 0 else "other_later"
    return scenario.with_choice(f"examination.{name}", write_code(found) or None)


def screened(levels: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to the questions that everybody is asked, out of all of a patient's.

    >>> screened({"both_legs": "pain", "burning": "present"})
    {'both_legs': 'pain'}
    """
    return {key: level for key, level in levels.items() if findings()[key].always}


def with_screening(scenario: Scenario, answers: Mapping[str, str]) -> Scenario:
    """Return the scenario with another patient's answers to the questions that everybody is asked."""
    rest = {key: kept for key, kept in scenario.findings.items() if not screened({key: ""})}
    return scenario.but(findings={**rest, **answers})


def with_legs(scenario: Scenario, before: Drawing, now: Drawing) -> Scenario:
    """Return the scenario with what a changed drawing says of both legs.

    What was said stands where it is the stronger; what only the drawing said goes when it is wiped off.
    """
    rest = dict(scenario.findings)
    if rest.get("both_legs") == before.both_legs != "absent":
        del rest["both_legs"]
    if now.both_legs != "absent":
        rest["both_legs"] = _worse("both_legs", rest.get("both_legs"), now.both_legs)
    return scenario if rest == scenario.findings else scenario.but(findings=rest)


def two_visits(
    scenario: Scenario, drawing: Drawing, later: Mapping[str, str]
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Return all that is known at the last visit, and at week 0 before it, as the level of concern reads it.

    Args:
        scenario: the answers and both charts.
        drawing: where it is felt; symptoms in both legs count as said.
        later: answers at week 2 to the questions that everybody is asked. They raise what was said at week 0 and
            never lower it: an alarm stands until somebody has looked into it.
    """
    seen = examination_of(scenario)
    before: dict[str, Answer] = dict(scenario.findings)
    before["both_legs"] = _worse(
        "both_legs", before.get("both_legs"), drawing.both_legs, _both_sides(seen, 0)
    )
    last = {**before, **seen.found[seen.painful, 2]}
    for key, level in later.items():
        last[key] = _worse(key, last.get(key), level)
    last["both_legs"] = _worse("both_legs", last["both_legs"], _both_sides(seen, 2))
    if "both_legs" not in scenario.findings and last["both_legs"] == "absent":
        # nobody has asked: it stays on the list of what is still to be asked
        del last["both_legs"], before["both_legs"]
    return last, before


def _both_sides(seen: Examination, week: int) -> str:
    """Return 'deficit' where less power, or less feeling, was charted on both sides at one visit."""
    for kind in (("power_",), ("touch_", "pinprick_")):
        if all(
            any(
                sign.startswith(kind) and level != findings()[sign].level_ids[0]
                for sign, level in chart.items()
            )
            for chart in (seen.found[side, week] for side in SIDES)
        ):
            return "deficit"
    return "absent"


def _worse(key: str, *answers: Answer) -> str:
    """Return the strongest of some answers to a question; its first level where none can be read."""
    read = (read_answers({key: answer}).levels.get(key, 0) for answer in answers)
    return findings()[key].level_ids[max(read)]


def write_code(found: Mapping[str, str]) -> str:
    """Write a chart as one character a sign; empty where nothing was tested.

    >>> write_code({}), write_code({"touch_l3": "reduced"})[:3]
    ('', '1--')
    """
    if not found:
        return ""
    known = findings()
    return "".join(
        str(known[sign].level_ids.index(found[sign])) if sign in found else _OPEN
        for sign in objective_signs()
    )


def read_code(code: str) -> dict[str, str]:
    """Read a chart; what is not possible is left out.

    >>> read_code("1?9")
    {'touch_l3': 'reduced'}
    """
    known = findings()
    found = {}
    for sign, mark in zip(objective_signs(), code, strict=False):
        levels = known[sign].level_ids
        if mark.isascii() and mark.isdigit() and int(mark) < len(levels):
            found[sign] = levels[int(mark)]
    return found
