"""A patient as she presents: words, findings, drawing, run, day; and again two weeks later."""

from dataclasses import dataclass, replace
from functools import cache, cached_property

import numpy as np

from toolkit.content.findings import findings
from toolkit.content.pain_types import COURSE, IRRITABILITY, SEVERITY, pain_types
from toolkit.content.presenting import presenting
from toolkit.pain.answers import contradictions
from toolkit.pain.deficit import objective_signs
from toolkit.pain.drawing import Drawing, draw
from toolkit.pain.luck import cells, luck_of_one
from toolkit.pain.run_trace import RunTrace, day_trace, run_trace
from toolkit.pain.sample import draw_one
from toolkit.pain.support import Floats, refusal, state_of
from toolkit.pain.truth import Condition, Truth

WEEKS_LATER = 2
_TRIES = 40
_DEGREES = ("sensory", "reflex", "motor")


@dataclass(frozen=True)
class Presentation:
    """What a patient says and what examination finds.

    Attributes:
        truth: what is really there. Not shown before the student has committed.
        seed: her luck.
        week: 0 for the first visit, 2 for the second.
        levels: finding -> level id, of every finding on the painful side. What is asked of her comes from here.
        course: 'better', 'same' or 'worse' than at the first visit; '' at the first.
    """

    truth: Truth
    seed: int
    week: int
    levels: dict[str, str]
    course: str = ""

    def answer(self, finding: str) -> str:
        """Return her words, or the examiner's note, for a finding."""
        phrases = findings()[finding].levels[self.levels[finding]]
        return phrases[int(luck_of_one(self.seed, f"phrase of {finding}", day=self.week) * len(phrases))]

    def number(self, finding: str) -> int | None:
        """Return the number behind a finding that is counted or measured; none for the others."""
        scale = findings()[finding].number
        if scale is None:
            return None
        level = findings()[finding].level_ids.index(self.levels[finding])
        least, most = scale.whole_numbers(level)
        day = 0 if finding == "age" else self.week
        return least + int(luck_of_one(self.seed, f"number of {finding}", day=day) * (most - least + 1))

    @property
    def opening(self) -> str:
        """Her first sentence."""
        if self.course:
            phrases = presenting().course_words[self.course]
        else:
            kinds = pain_types().types
            there = [kinds[each] for each in kinds if each in self.truth.types]
            plain = not there or any(kind.serious for kind in there)
            phrases = presenting().opening["none" if plain else there[0].family]
        return phrases[int(luck_of_one(self.seed, "opening", day=self.week) * len(phrases))]

    def other_side(self, finding: str) -> str:
        """Return the level of a finding on the other side, for the chart of left and right.

        Conditions of both sides show on both; so do the signs of a patient with numbness or weakness in both legs.
        """
        both = {"polyneuropathy", "upper_motor_neurone", "cauda_equina"} & self.truth.types
        if both and findings()[finding].side == "painful":
            return self.levels[finding]
        if finding in objective_signs() and self.levels["both_legs"] == "deficit":
            return self.levels[finding]
        return findings()[finding].level_ids[0]

    def second_examiner(self, finding: str) -> str:
        """Return what another examiner finds on the same day.

        With the published agreement kappa, the two agree on the sign itself with probability kappa, and otherwise
        the second reads anew, as for another patient with the same truth. So over patients alike the agreement
        is kappa, and over a mixed clinic a little more. A finding without a published kappa is read the same.
        """
        kappa = findings()[finding].kappa
        if kappa is None or luck_of_one(self.seed, f"agreement on {finding}", day=self.week) < kappa.value:
            return self.levels[finding]
        return _levels(self.truth, self.seed, self.week, "second examiner", (finding,))[finding]

    @cached_property
    def drawing(self) -> Drawing:
        """Her pain drawing."""
        return draw(self.truth, self.levels, self.seed)

    @cached_property
    def run(self) -> RunTrace:
        """Her pain within one run, the evening and the next morning."""
        return run_trace(self.levels, self.number("worst_pain") or 0)

    @cached_property
    def day(self) -> Floats:
        """Her pain by hour of the day, 0 to 10, shape (24,)."""
        return day_trace(self.levels, self.number("worst_pain") or 0)


def present(truth: Truth, seed: int) -> Presentation:
    """Return a patient with this truth.

    The findings are drawn from the model's own probabilities; answers that contradict one another are drawn again.

    Raises:
        RefusalError: the truth lies outside the declared support.
    """
    return Presentation(truth, seed, 0, _levels(truth, seed, 0, "", None))


def second_visit(first: Presentation) -> Presentation:
    """Return the same patient two weeks later, better, the same or worse as her conditions usually go.

    Her findings are drawn again from her new state. Worse: what can change keeps the stronger of both visits.
    Better: the weaker. The same: as before, but for signs that a second examiner may read otherwise. History
    (onset, age, past) stays as it was.
    """
    course = later(first.truth, first.seed)
    known = findings()
    if course == "same":
        levels = {
            key: first.second_examiner(key) if key in changeable() else first.levels[key] for key in known
        }
        truth = first.truth
    else:
        truth = _moved(first.truth, course, first.seed)
        fresh = _levels(truth, first.seed, WEEKS_LATER, "", None)
        pick = max if course == "worse" else min
        levels = dict(first.levels)
        for key in changeable():
            levels[key] = pick(first.levels[key], fresh[key], key=known[key].level_ids.index)
    grown = [
        key
        for key in known
        if key.startswith("power_")
        and known[key].level_ids.index(levels[key]) > known[key].level_ids.index(first.levels[key])
    ]
    if grown and levels["weakness_progress"] == "absent":
        levels["weakness_progress"] = "weeks"
    if contradictions({key: known[key].level_ids.index(level) for key, level in levels.items()}):
        levels = dict(first.levels)
    return Presentation(truth, first.seed, WEEKS_LATER, levels, course)


@cache
def changeable() -> frozenset[str]:
    """Return the findings that two weeks may change: all that is examined, and what follows severity or alarm."""
    return frozenset(
        key
        for key, finding in findings().items()
        if finding.kind == "examined"
        or finding.always
        or finding.severity != "none"
        or finding.irritability != "none"
        or key in _MAY_CHANGE
    )


def later(truth: Truth, seed: int) -> str:
    """Return how the patient stands two weeks later: the worst of what her conditions do, each with its luck."""
    worst = 0
    kinds = sorted(condition.type for condition in truth.conditions)
    for kind in kinds:
        shares = np.cumsum(list(pain_types().kind(kind).two_weeks.of.values()))
        worst = max(
            worst, int((luck_of_one(seed, f"two weeks of {kind}", day=WEEKS_LATER) >= shares[:-1]).sum())
        )
    return COURSE[worst]


_MAY_CHANGE = ("numbness", "tingling", "comes_earlier", "fever_unwell", "below_knee")


def _moved(truth: Truth, course: str, seed: int) -> Truth:
    if course == "same":
        return truth
    step = -1 if course == "better" else 1
    severity = SEVERITY[min(max(SEVERITY.index(truth.severity) + step, 0), 2)]
    irritability = IRRITABILITY[min(max(IRRITABILITY.index(truth.irritability) + step, 0), 2)]
    conditions = set(truth.conditions)
    failing, recovers = truth.find("radiculopathy"), presenting().deficit_recovers.value
    if failing and course == "worse":
        conditions.discard(failing)
        conditions.add(_one_degree_more(failing))
    elif (
        failing and len(conditions) > 1 and luck_of_one(seed, "deficit recovers", day=WEEKS_LATER) < recovers
    ):
        conditions.discard(failing)
    tendon = truth.find("hamstring_tendinopathy")
    if tendon and course == "worse":
        conditions.discard(tendon)
        conditions.add(Condition("hamstring_tendinopathy", "late"))
    moved = replace(truth, conditions=frozenset(conditions), severity=severity, irritability=irritability)
    return truth if refusal(list(moved.conditions)) else moved


def _one_degree_more(failing: Condition) -> Condition:
    degree = _DEGREES.index(failing.degree or "sensory")
    for more in _DEGREES[degree + 1 :]:
        form = f"{failing.root}.{more}"
        if form in [each for each, _ in pain_types().types["radiculopathy"].forms]:
            return Condition("radiculopathy", form)
    return failing


def _levels(truth: Truth, seed: int, day: int, salt: str, only: tuple[str, ...] | None) -> dict[str, str]:
    """Draw findings until they do not contradict one another; each try has luck of its own."""
    known = findings()
    state = state_of(truth)
    severity, irritability = SEVERITY.index(truth.severity), IRRITABILITY.index(truth.irritability)
    offset = sum(salt.encode())
    for attempt in range(_TRIES):
        grid = cells(seed, np.array([attempt + 1000 * offset]), day)
        positions = draw_one(state, severity, irritability, grid, only)
        if not contradictions(positions):
            break
    return {key: known[key].level_ids[level] for key, level in positions.items()}
