"""A case is begun from a truth and a runner, and made anew when one of them changes."""

from functools import cache, lru_cache

from toolkit.cases.case import truth_of
from toolkit.cases.case_story import runner_of
from toolkit.cases.drafting import Drafted, draft
from toolkit.cases.studio.editing import changed, in_order
from toolkit.cases.studio.patient import draft_case
from toolkit.content.cases import CaseExpected, CaseFile, CasePerson, CaseTruth, CaseVisit
from toolkit.history import named_runners
from toolkit.pain.drawing import draw

UNWRITTEN = "To be written."

"""Stands where the author has not written yet."""


_PARTS = 3


_OF_THE_PERSON = frozenset({"age", "past_back_pain", "past_bone_stress", "periods", "late_first_period"})


@cache
def begin() -> CaseFile:
    """Return a first draft: somebody to change.

    >>> begin().truth.conditions
    ('radicular.l5',)
    """
    first = next(iter(named_runners().items()))
    runner = first[1].runner
    person = CasePerson(
        like=first[0],
        name=runner.name,
        age_years=runner.age_years,
        sex="male" if runner.sex == "male" else "female",
        seed=1,
    )
    return begun(person, CaseTruth(conditions=("radicular.l5",)))


def begun(
    person: CasePerson, truth: CaseTruth, *, visits: int = 1, setting: str = "running_clinic"
) -> CaseFile:
    """Return a draft for a person and a truth, with everything generated and every text to be written.

    Raises:
        ValueError: the person or the truth cannot be.
    """
    made = _made(truth, person, visits)
    file = CaseFile(
        title=UNWRITTEN,
        difficulty="first",
        kind="classic",
        objective=UNWRITTEN,
        setting=setting,
        person=made.person,
        truth=truth,
        visits=_visits(made),
        expects=CaseExpected(
            leading="lookalike",
            level="none",
            level_later="none" if visits > 1 else None,
            parts=("cough_sneeze", "slr"),
        ),
        reasoning=(UNWRITTEN, UNWRITTEN),
        explanation=UNWRITTEN,
        notes=UNWRITTEN,
    )
    return expected(file, deciding=False)


def expected(file: CaseFile, *, deciding: bool = True) -> CaseFile:
    """Return the draft that expects what the models come to: family, levels, and the findings that decide.

    Args:
        file: the draft.
        deciding: whether the deciding findings are looked for too, which takes about a second.
    """
    case = draft_case(file)
    found = case.found()
    levels = [case.plan(found).level.value]
    if len(case.visits) > 1:
        levels.append(case.plan(case.found(1), found).level.value)
    moved = case.model.explain(found) if deciding else ()
    parts = tuple(each.finding for each in moved[:_PARTS]) or file.expects.parts
    return changed(
        file,
        expects=file.expects.model_copy(
            update={
                "leading": case.belief(found).leading,
                "level": levels[0],
                "level_later": levels[1] if len(levels) > 1 else None,
                "parts": parts,
            }
        ),
    )


def remade(
    file: CaseFile,
    *,
    person: CasePerson | None = None,
    truth: CaseTruth | None = None,
    visits: int | None = None,
) -> CaseFile:
    """Return the draft for another person, truth or number of visits: what was set by hand is kept.

    Findings are generated anew; an answer that the author had changed stays as it was changed, but for those
    that the person's card settles. A drawing that was shaded by hand stays; others are drawn anew.

    Raises:
        ValueError: the person or the truth cannot be.
    """
    # another severity or a second visit leaves the weeks before as they were
    stays = person is None and (truth is None or truth.conditions == file.truth.conditions)
    person = (person or file.person).model_copy(update={"diary": ""})
    truth, count = truth or file.truth, visits or len(file.visits)
    made = _made(truth, person, count)
    new = list(_visits(made))
    try:
        before = _visits(_made(file.truth, file.person.model_copy(update={"diary": ""}), len(file.visits)))
    except ValueError:
        before = file.visits
    case = draft_case(file)
    for at, (old, generated) in enumerate(zip(file.visits, before, strict=True)):
        if at >= count:
            break
        own = {
            key: old.findings.get(key)
            for key in {*old.findings, *generated.findings}
            if old.findings.get(key) != generated.findings.get(key) and key not in _OF_THE_PERSON
        }
        given = {**new[at].findings, **own}
        drawn = draw(case.truth, case.visits[at].levels, file.person.seed)
        by_hand = old.drawing and old.drawing != tuple((s.zone, s.side, s.quality) for s in drawn.strokes)
        new[at] = old.model_copy(
            update={
                "opening": old.opening if old.opening != generated.opening else new[at].opening,
                "findings": in_order({key: value for key, value in given.items() if value is not None}),
                "drawing": old.drawing if by_hand else (),
            }
        )
    later = file.expects.level_later or file.expects.level
    expects = file.expects.model_copy(update={"level_later": later if count > 1 else None})
    someone = file.person if stays and file.person.diary else made.person
    return changed(file, person=someone, truth=truth, visits=tuple(new), expects=expects)


def generated_anew(file: CaseFile) -> CaseFile:
    """Return the draft with all answers and drawings as generated; words of one's own stay."""
    made = _visits(_made(file.truth, file.person.model_copy(update={"diary": ""}), len(file.visits)))
    visits = tuple(
        old.model_copy(update={"findings": new.findings, "drawing": ()})
        for old, new in zip(file.visits, made, strict=True)
    )
    return changed(file, visits=visits)


def _visits(made: Drafted) -> tuple[CaseVisit, ...]:
    return tuple(
        CaseVisit(opening=opening, findings=in_order(found))
        for opening, found in zip(made.opening, made.findings, strict=True)
    )


def _made(truth: CaseTruth, person: CasePerson, visits: int) -> Drafted:
    return _draft(truth.model_dump_json(), person.model_dump_json(), visits)


@lru_cache(maxsize=64)
def _draft(truth: str, person: str, visits: int) -> Drafted:
    someone = CasePerson.model_validate_json(person)
    runner_of(someone)
    return draft(truth_of(CaseTruth.model_validate_json(truth)), someone, visits=visits)
