"""A student's session with one patient: ask and examine, commit, decide, then see. It never goes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Self

from toolkit.cases.case import Case, CaseError, Reply
from toolkit.cases.steps import Asked, Believed, Committed, Decided, Hinted, Named, Returned, Revealed, Step
from toolkit.content.cases import Answer
from toolkit.content.concern_rules import LEVELS
from toolkit.content.factors import FACTORS
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.content.plan_items import plan_items
from toolkit.pain.questions import Question
from toolkit.pain.support import support

Mode = Literal["practice", "assessment"]
LONGEST_SENTENCE = 400
_MOST_STEPS = 400


@dataclass(frozen=True, eq=False)
class CaseSession:
    """What one student did with one patient, step after step. Each method returns a new session.

    Attributes:
        case: the patient.
        mode: 'practice' (hints may be asked for) or 'assessment'.
        steps: all that was done, in order. Nothing in it is ever taken back.

    >>> from toolkit.cases.case import load_case
    >>> session = CaseSession(load_case("calf_line")).ask("bladder").ask("stops_running")
    >>> session.replies[-1].level
    'present'
    >>> session.reveal()
    Traceback (most recent call last):
    toolkit.cases.case.CaseError: Commit first: state your belief, commit, and choose urgency and plan.
    """

    case: Case
    mode: Mode = "practice"
    steps: tuple[Step, ...] = ()

    # -- what stands so far

    @cached_property
    def visit(self) -> int:
        """Which consultation it is, from 0."""
        return sum(isinstance(step, Returned) for step in self.steps)

    @cached_property
    def here(self) -> tuple[Step, ...]:
        """The steps of this visit."""
        return self.steps_of(self.visit)

    def steps_of(self, visit: int) -> tuple[Step, ...]:
        """Return the steps of one visit."""
        starts = [0, *(at + 1 for at, step in enumerate(self.steps) if isinstance(step, Returned))]
        ends = [*(start - 1 for start in starts[1:]), len(self.steps)]
        return self.steps[starts[visit] : ends[visit]] if visit < len(starts) else ()

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What came of each question of this visit, in order."""
        return tuple(step.reply for step in self.here if isinstance(step, Asked))

    def asked(self, visit: int | None = None) -> dict[str, Answer]:
        """Return finding -> answer of a visit, this one usually; only what was clearly answered."""
        found: dict[str, Answer] = {}
        for step in self.steps_of(self.visit if visit is None else visit):
            if isinstance(step, Asked) and step.reply.level is not None:
                reply = step.reply
                found[reply.finding] = step.reply.level if reply.number is None else reply.number
        return found

    def held(self, visit: int | None = None) -> dict[str, Answer]:
        """Return finding -> answer of a visit and of those before it: who comes back is not a stranger.

        What was asked again counts as it was answered last.
        """
        last = self.visit if visit is None else visit
        return {key: answer for at in range(last + 1) for key, answer in self.asked(at).items()}

    def belief_stated(self, visit: int | None = None) -> Believed | None:
        """Return the belief stated last at a visit; none where none was stated."""
        steps = self.steps_of(self.visit if visit is None else visit)
        return next((step for step in reversed(steps) if isinstance(step, Believed)), None)

    def decision(self, visit: int | None = None) -> Decided | None:
        """Return urgency, plan items and sentence of a visit; none before they were given."""
        steps = self.steps_of(self.visit if visit is None else visit)
        return next((step for step in steps if isinstance(step, Decided)), None)

    @property
    def factors(self) -> tuple[str, ...]:
        """The factors named."""
        return next((step.factors for step in reversed(self.steps) if isinstance(step, Named)), ())

    @property
    def committed(self) -> bool:
        """Whether the belief of this visit is fixed."""
        return any(isinstance(step, Committed) for step in self.here)

    @property
    def revealed(self) -> bool:
        """Whether the patient was uncovered."""
        return any(isinstance(step, Revealed) for step in self.steps)

    @property
    def hints(self) -> int:
        """How many hints were asked for."""
        return sum(isinstance(step, Hinted) for step in self.steps)

    @property
    def stage(self) -> str:
        """Where the session stands: 'ask', 'decide', 'come_back', 'reveal' or 'revealed'."""
        if self.revealed:
            return "revealed"
        if not self.committed:
            return "ask"
        if self.decision() is None:
            return "decide"
        return "come_back" if self.visit + 1 < len(self.case.visits) else "reveal"

    # -- what can be done

    def ask(self, finding: str) -> Self:
        """Ask or examine one thing. A vague answer becomes clear when it is asked for once more.

        Raises:
            CaseError: no such question, or the belief is committed already.
        """
        if self.committed or self.revealed:
            raise CaseError("You have committed: nothing more can be asked at this visit.")
        again = any(reply.finding == finding for reply in self.replies)
        there = self.case.visits[self.visit]
        return self._with(Asked(there.reply(finding, self.case.seed + self.visit, again=again)))

    def believe(self, families: Mapping[str, float], types: Mapping[str, float] | None = None) -> Self:
        """State a belief, in points of 100; it may be stated again until it is committed.

        The four families need not sum to 100: several may be there together.

        Raises:
            CaseError: a family is missing or unknown, a number lies outside 0 to 100, or it is committed.
        """
        if self.committed:
            raise CaseError("You have committed: the belief of this visit stands.")
        known = support().families
        if set(families) != set(known):
            raise CaseError(f"State a belief in each of the four families: {', '.join(known)}.")
        for key, value in {**families, **(types or {})}.items():
            if key not in known and key not in pain_types().types:
                raise CaseError(f"There is no pain type '{key}'.")
            if not 0 <= value <= 100:
                raise CaseError(f"The belief in '{key}' is {value:g}; it lies between 0 and 100.")
        stated = {key: round(families[key]) for key in known}
        return self._with(Believed(stated, {key: round(value) for key, value in (types or {}).items()}))

    def name_factors(self, factors: Iterable[str]) -> Self:
        """Name the factors that may matter.

        Raises:
            CaseError: an unknown factor, or the belief is committed.
        """
        if self.committed:
            raise CaseError("You have committed: the factors stand.")
        named = tuple(dict.fromkeys(factors))
        unknown = [factor for factor in named if factor not in FACTORS]
        if unknown:
            raise CaseError(f"There is no factor '{unknown[0]}'; the seven are {', '.join(FACTORS)}.")
        return self._with(Named(tuple(factor for factor in FACTORS if factor in named)))

    def commit(self) -> Self:
        """Fix the belief of this visit.

        Raises:
            CaseError: no belief was stated yet, or it is fixed already.
        """
        if self.committed:
            raise CaseError("You have committed already.")
        if self.belief_stated() is None:
            raise CaseError("State a belief in the four families before you commit.")
        return self._with(Committed())

    def decide(self, urgency: str, items: Iterable[str], sentence: str) -> Self:
        """Choose urgency and plan items, and say one sentence to the patient.

        Raises:
            CaseError: nothing is committed yet, it was decided already, or something is unknown or too long.
        """
        if not self.committed:
            raise CaseError("Commit to a belief before you choose the plan.")
        if self.decision() is not None:
            raise CaseError("The plan of this visit stands.")
        if urgency not in LEVELS:
            raise CaseError(f"There is no level '{urgency}'; the levels are {', '.join(LEVELS)}.")
        chosen = tuple(dict.fromkeys(items))
        unknown = [item for item in chosen if item not in plan_items()]
        if unknown:
            raise CaseError(f"There is no plan item '{unknown[0]}'.")
        said = " ".join(sentence.split())
        if len(said) > LONGEST_SENTENCE:
            raise CaseError(f"The sentence has {len(said)} characters; {LONGEST_SENTENCE} are the most.")
        return self._with(Decided(urgency, chosen, said))

    def come_back(self) -> Self:
        """Open the second visit.

        Raises:
            CaseError: there is none, or the first is not finished.
        """
        if self.stage != "come_back":
            raise CaseError(
                "There is no further visit now: finish this one first, if there is another at all."
            )
        return self._with(Returned())

    def hint(self) -> tuple[Self, Question]:
        """Return the best next question, in practice only; that it was asked for is remembered.

        Raises:
            CaseError: it is an assessment, or the belief is committed.
        """
        if self.mode != "practice":
            raise CaseError("There are no hints in an assessment.")
        if self.committed:
            raise CaseError("You have committed: there is no next question.")
        best = self.case.model.best_questions(self.asked(), 1)
        if not best:
            raise CaseError("Everything has been asked.")
        return self.hinted(best[0].id), best[0]

    def hinted(self, finding: str) -> Self:
        """Return the session with a hint that was given, as `hint` and a saved session leave it."""
        return self._with(Hinted(finding))

    def reveal(self) -> Self:
        """Uncover the patient.

        Raises:
            CaseError: something is not committed yet.
        """
        if self.revealed:
            return self
        if self.stage == "come_back":
            raise CaseError("There is a second visit in two weeks: play it before you look.")
        if self.stage != "reveal":
            raise CaseError("Commit first: state your belief, commit, and choose urgency and plan.")
        return self._with(Revealed())

    @property
    def vague(self) -> tuple[str, ...]:
        """Questions whose answer is still vague: worth asking once more."""
        last = {reply.finding: reply.kind for reply in self.replies}
        return tuple(key for key, kind in last.items() if kind == "vague")

    @property
    def open(self) -> tuple[str, ...]:
        """Questions and tests that have no clear answer yet, in the order in which they are asked."""
        asked = self.asked()
        return tuple(key for key in findings() if key not in asked)

    def _with(self, step: Step) -> Self:
        if len(self.steps) >= _MOST_STEPS:
            raise CaseError(f"A session holds at most {_MOST_STEPS} steps.")
        return replace(self, steps=(*self.steps, step))
