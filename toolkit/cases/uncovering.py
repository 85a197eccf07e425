"""The reveal: what was really there, what nobody can know, what the weeks made of it, plan beside plan."""

from dataclasses import dataclass
from functools import lru_cache

from toolkit.cases.case import Case, CaseError
from toolkit.cases.judging import Verdict
from toolkit.cases.scoring import Score, score
from toolkit.cases.session import CaseSession
from toolkit.cases.trail import Footstep, trail, worth_of_answers
from toolkit.content.factors import factors_file
from toolkit.content.pain_types import pain_types
from toolkit.pain.explaining import Moved
from toolkit.plans import Course, Plan, course, explanation, flags
from toolkit.plans.speaking import Flag

_DECIDE = 3


@dataclass(frozen=True)
class HistoryTold:
    """What the weeks before made of it.

    Attributes:
        sentences: the hazard of those days, in how many of 200 lives she stayed well, what may explain.
        equation: the hazard of the day on which pain began, with its numbers; empty where no day is known.
        parts: factor (or 'baseline') -> share of the chance, the largest first.
        expected: factors that the author thinks worth naming.
    """

    sentences: tuple[str, ...]
    equation: str
    parts: tuple[tuple[str, float], ...]
    expected: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Reveal:
    """Everything that is shown once nothing can be changed any more.

    Attributes:
        truth: the hidden states in words.
        unknowable: type -> what no bedside can know of it: named as unknowable, not revealed.
        history: what the weeks before made of it.
        steps: of each visit, belief of student and model step by step.
        moved: of each visit, what each answer was worth.
        scores: of each visit.
        plan_asked, plan_full: the model's plan after what was asked, and after everything (last visit).
        decided: the findings that move the belief most once everything was asked (last visit); none for a
            written case, whose author names them.
        verdicts: every plan item, with what the student chose.
        courses: the usual course of each type that is there.
        explanation: a model explanation in good words; `sentence`: the student's; `flags`:
            phrases in it that may harm, with better ones.
        reasoning: what the author expects; empty for a generated patient.
        contrast: the case worth playing next.
    """

    truth: str
    unknowable: tuple[tuple[str, tuple[str, ...]], ...]
    history: HistoryTold
    steps: tuple[tuple[Footstep, ...], ...]
    moved: tuple[tuple[Moved, ...], ...]
    scores: tuple[Score, ...]
    plan_asked: Plan
    plan_full: Plan
    decided: tuple[Moved, ...]
    verdicts: tuple[Verdict, ...]
    courses: tuple[Course, ...]
    explanation: str
    sentence: str
    flags: tuple[Flag, ...]
    reasoning: tuple[str, ...]
    contrast: str | None


def uncover(session: CaseSession) -> Reveal:
    """Return everything about a session that was revealed.

    Raises:
        CaseError: the session is not revealed: nothing is shown before commitment.

    >>> from toolkit.cases.case import load_case
    >>> uncover(CaseSession(load_case("calf_line")))
    Traceback (most recent call last):
    toolkit.cases.case.CaseError: Nothing is shown before you have committed.
    """
    if not session.revealed:
        raise CaseError("Nothing is shown before you have committed.")
    return _uncovered(session)


@lru_cache(maxsize=4)
def _uncovered(session: CaseSession) -> Reveal:
    case, last = session.case, session.visit
    visits = range(last + 1)
    before = case.found(last - 1) if last else None
    asked_before = session.asked(last - 1) if last else None
    scores = tuple(score(session, visit) for visit in visits)
    asked = case.plan(session.asked(last), asked_before)
    full = case.plan(case.found(last), before)
    decided = session.decision(last)
    kinds = sorted(case.truth.types)
    return Reveal(
        truth=case.truth.words,
        unknowable=tuple(
            (pain_types().types[kind].name, pain_types().types[kind].unknowable) for kind in kinds
        ),
        history=history_told(case),
        steps=tuple(trail(session, visit) for visit in visits),
        moved=tuple(worth_of_answers(session, visit) for visit in visits),
        scores=scores,
        plan_asked=asked,
        plan_full=full,
        # of a written case the author says it
        decided=() if case.expects else case.model.explain(case.found(last))[:_DECIDE],
        verdicts=scores[-1].verdicts,
        courses=tuple(course(kind) for kind in kinds),
        explanation=case.explanation or " ".join(explanation(kind).explain for kind in kinds),
        sentence=decided.sentence if decided else "",
        flags=flags(decided.sentence) if decided else (),
        reasoning=case.reasoning,
        contrast=case.contrast,
    )


def factors_told(session: CaseSession, history: HistoryTold) -> tuple[str, ...]:
    """Return what is to be said of the factors that were named: which were worth it, and which were passed over.

    >>> from toolkit.cases.case import load_case
    >>> case = load_case("sit_bone")
    >>> factors_told(CaseSession(case).name_factors(["genetics"]), history_told(case))[0][:26]
    'You named: Genetics (the m'
    """
    names = factors_file().factors
    shares = dict(history.parts)

    def listed(keys: list[str]) -> str:
        return ", ".join(names[key].name for key in keys)  # type: ignore[index]

    own = [
        f"{names[key].name} (the model gives it {100 * shares[names[key].name]:.0f} % of the chance)"  # type: ignore[index]
        for key in session.factors
    ]
    said = [f"You named: {', '.join(own) or 'none'}."]
    if session.case.expects is None:
        return tuple(said)
    expected = history.expected
    if not expected:
        said.append("The author of this case would name none: what is there does not come from these weeks.")
    elif both := [key for key in expected if key in session.factors]:
        said.append(f"Worth naming here, as you did: {listed(both)}.")
    if missing := [key for key in expected if key not in session.factors]:
        said.append(f"Worth naming here, and not named: {listed(missing)}.")
    return tuple(said)


def history_told(case: Case) -> HistoryTold:
    """Return what the weeks before made of it: it may explain, it does not prove.

    >>> from toolkit.cases.case import load_case
    >>> history_told(load_case("sit_bone")).sentences[-1]
    'The history may explain the episode. It does not prove what caused it.'
    """
    story, split = case.story, case.story.attribution
    day = story.onset_day
    sentences = []
    equation = ""
    if day is not None:
        hazards = story.hazards
        habitual, times, total = (
            float(each[day]) for each in (hazards.habitual, hazards.times, hazards.total)
        )
        days = story.diary.days - 1 - day
        ago = "the day before" if days == 1 else f"{days} days before"
        sentences.append(
            f"Pain began {ago if days else 'on the day of'} the consultation. {hazards.words(day)}"
        )
        equation = (
            f"Hazard that day = habitual hazard x what the days multiplied it by: "
            f"{1000 * habitual:.2f} x {times:.1f} = {1000 * total:.2f} per 1,000 days."
        )
    sentences += [
        story.well.words,
        split.chance_words,
        split.leading_words,
        factors_file().say("may_explain"),
    ]
    parts = {
        factors_file().factors[key].name: part.value / split.chance.value for key, part in split.parts.items()
    }
    parts["Baseline and chance"] = split.baseline.value / split.chance.value
    ordered = tuple(sorted(parts.items(), key=lambda pair: -pair[1]))
    return HistoryTold(tuple(sentences), equation, ordered, case.expects.factors if case.expects else ())
