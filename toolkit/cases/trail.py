"""Belief step by step, the student's beside the model's, and what each question was worth."""

from dataclasses import dataclass
from functools import lru_cache

from toolkit.cases.session import CaseSession
from toolkit.cases.steps import Asked, Believed
from toolkit.content.cases import Answer
from toolkit.pain.explaining import Moved
from toolkit.pain.marginals import type_shares
from toolkit.pain.questions import best, withheld_tests


@dataclass(frozen=True)
class Footstep:
    """One question or test, as seen afterwards.

    Attributes:
        finding: what was asked; `words`: what came; `kind`: 'clear', 'vague' or 'forgotten'.
        student: family -> the belief stated last before the next question; none where none was stated.
        model: family -> the model's belief after the answer.
        moved: by how much the answer moved the model's belief (half the sum of absolute changes by type).
        expected: by how much any answer was expected to move it, before it came.
        plan_change: probability that its answer would have changed what leads the plan.
        withheld: whether the test was not to be done, since it would load a bone that may be failing.
        best: the best next question at this point, and `best_expected`.
        rank: the place of the question asked among all open ones, from 1.
    """

    finding: str
    words: str
    kind: str
    student: dict[str, float] | None
    model: dict[str, float]
    moved: float
    expected: float
    plan_change: float
    withheld: bool
    best: str
    best_expected: float
    rank: int


def trail(session: CaseSession, visit: int | None = None) -> tuple[Footstep, ...]:
    """Return the steps of one visit as seen afterwards.

    >>> from toolkit.cases.case import load_case
    >>> steps = trail(CaseSession(load_case("calf_line")).ask("stops_running").ask("slr"))
    >>> [step.finding for step in steps], steps[1].model["radicular"] > steps[0].model["radicular"]
    (['stops_running', 'slr'], True)
    """
    return _trail(session, session.visit if visit is None else visit)


@lru_cache(maxsize=8)
def _trail(session: CaseSession, visit: int) -> tuple[Footstep, ...]:
    steps = session.steps_of(visit)
    model = session.case.model
    # who comes back is not a stranger, yet what was found two weeks ago is worth testing again
    held = session.held(visit - 1)
    known: dict[str, Answer] = {}
    before = model.posterior(held)
    found: list[Footstep] = []
    for at, step in enumerate(steps):
        if not isinstance(step, Asked):
            continue
        reply = step.reply
        open_now = model.value_of_questions(known)
        worth = best(open_now, len(open_now))
        order = [question.id for question in worth]
        rank = order.index(reply.finding) + 1 if reply.finding in order else len(order) + 1
        own = next((question for question in worth if question.id == reply.finding), None)
        withheld = reply.finding not in known and reply.finding in withheld_tests(type_shares(before.joint))
        if reply.level is not None:
            known[reply.finding] = reply.level if reply.number is None else reply.number
        after = model.posterior(held | known)
        shift = sum(abs(after.probabilities[key] - p) for key, p in before.probabilities.items()) / 2
        found.append(
            Footstep(
                finding=reply.finding,
                words=reply.words,
                kind=reply.kind,
                student=_stated_next(steps[at + 1 :]),
                model=after.family_probabilities,
                moved=shift,
                expected=own.expected_change if own else 0.0,
                plan_change=own.plan_change if own else 0.0,
                withheld=withheld,
                best=worth[0].id if worth else "",
                best_expected=worth[0].expected_change if worth else 0.0,
                rank=rank,
            )
        )
        before = after
    return tuple(found)


def worth_of_answers(session: CaseSession, visit: int | None = None) -> tuple[Moved, ...]:
    """Return what each answer did to the model's belief, all others kept; the strongest first."""
    held = session.held(visit)
    return session.case.model.explain(held) if held else ()


def _stated_next(rest: tuple[object, ...]) -> dict[str, float] | None:
    stated = None
    for step in rest:
        if isinstance(step, Asked):
            break
        if isinstance(step, Believed):
            stated = {key: value / 100 for key, value in step.families.items()}
    return stated
