"""A case while it is written: begun from a truth and a runner, changed bit by bit, checked, and saved as a file."""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from toolkit.cases.case import Case, CaseError, case_of, truth_of
from toolkit.cases.case_check import check_case_file
from toolkit.cases.case_story import lived, runner_of
from toolkit.cases.drafting import Drafted, case_text, draft
from toolkit.cases.imported_log import text_of_diary
from toolkit.cases.scenario import Scenario
from toolkit.content.cases import CaseExpected, CaseFile, CasePerson, CaseTruth, CaseVisit
from toolkit.content.fault import ContentError, Fault
from toolkit.content.findings import findings
from toolkit.content.yaml_file import fit, parse_file
from toolkit.history import named_runners
from toolkit.pain.drawing import draw

DRAFT = "draft"
"""Under this name the clinic plays what is being written."""

UNWRITTEN = "To be written."
_TEXTS = {
    "title": "The title is",
    "objective": "The objective is",
    "explanation": "The explanation to the patient is",
    "notes": "The lecturer's notes are",
}
_PARTS = 3
_OF_THE_PERSON = frozenset({"age", "past_back_pain", "past_bone_stress", "periods", "late_first_period"})
_MOST_BYTES = 200_000


@dataclass(frozen=True)
class ToMend:
    """One thing to mend in a case, in plain words: what is wrong, and what would be right."""

    what: str
    remedy: str


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
    return _with(
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
                "findings": _sorted({key: value for key, value in given.items() if value is not None}),
                "drawing": old.drawing if by_hand else (),
            }
        )
    later = file.expects.level_later or file.expects.level
    expects = file.expects.model_copy(update={"level_later": later if count > 1 else None})
    someone = file.person if stays and file.person.diary else made.person
    return _with(file, person=someone, truth=truth, visits=tuple(new), expects=expects)


def generated_anew(file: CaseFile) -> CaseFile:
    """Return the draft with all answers and drawings as generated; words of one's own stay."""
    made = _visits(_made(file.truth, file.person.model_copy(update={"diary": ""}), len(file.visits)))
    visits = tuple(
        old.model_copy(update={"findings": new.findings, "drawing": ()})
        for old, new in zip(file.visits, made, strict=True)
    )
    return _with(file, visits=visits)


def with_answer(file: CaseFile, at: int, finding: str, answer: str | float | None) -> CaseFile:
    """Return the draft with one answer changed; None or the first level is unremarkable."""
    visit = file.visits[at]
    rest = {key: kept for key, kept in visit.findings.items() if key != finding}
    usual = answer is None or answer == findings()[finding].level_ids[0]
    given = rest if usual else {**rest, finding: answer}
    return with_visit(file, at, findings=_sorted(given))  # type: ignore[arg-type]


def with_words(file: CaseFile, at: int, finding: str, *, words: str, vague: str, forgets: bool) -> CaseFile:
    """Return the draft with what she says to one question: her own words, and what she says at first."""
    visit = file.visits[at]
    told = {key: kept for key, kept in visit.words.items() if key != finding} | (
        {finding: words} if words else {}
    )
    first = {key: kept for key, kept in visit.vague.items() if key != finding} | (
        {finding: vague} if vague else {}
    )
    lost = tuple(key for key in visit.forgets if key != finding) + ((finding,) if forgets else ())
    return with_visit(file, at, words=told, vague=first, forgets=lost)


def with_visit(file: CaseFile, at: int, **changes: Any) -> CaseFile:
    """Return the draft with parts of one visit changed."""
    visits = list(file.visits)
    visits[at] = CaseVisit.model_validate({**visits[at].model_dump(), **changes})
    return _with(file, visits=tuple(visits))


def changed(file: CaseFile, **changes: Any) -> CaseFile:
    """Return the draft with some of its fields changed.

    Raises:
        CaseError: a field cannot be so; in one sentence.
    """
    return _with(file, **changes)


def draft_case(file: CaseFile) -> Case:
    """Return the patient that results.

    Raises:
        ContentError: the draft names what does not exist.
    """
    return _case(file.model_dump_json())


def whole(file: CaseFile) -> CaseFile:
    """Return the draft as it is saved: drawings and diary are stored in it, so that it stays as it is."""
    case = draft_case(file)
    visits = tuple(
        visit.model_copy(
            update={"drawing": tuple((s.zone, s.side, s.quality) for s in there.drawing.strokes)}
        )
        for visit, there in zip(file.visits, case.visits, strict=True)
    )
    person = file.person.model_copy(update={"diary": text_of_diary(case.story.diary)})
    return file.model_copy(update={"visits": visits, "person": person})


def saved_text(file: CaseFile) -> str:
    """Return the text of the file that is saved.

    >>> saved_text(begin()).splitlines()[0]
    'version: 1'
    """
    return case_text(whole(file))


def file_name(file: CaseFile) -> str:
    """Return a file's name from the title, in small letters, digits and underscores.

    >>> file_name(changed(begin(), title="Zoë's 2nd: <script>"))
    'zo_s_2nd_script.yaml'
    """
    plain = re.sub(r"[^a-z0-9]+", "_", file.title.lower()).strip("_")[:40]
    return f"{plain if file.title != UNWRITTEN and plain[:1].isalpha() else 'my_case'}.yaml"


def to_mend(file: CaseFile) -> tuple[ToMend, ...]:
    """Return what is to be mended: texts still to be written, and all that `case check` would say of the file."""
    return _to_mend(file.model_dump_json())


def opened(data: bytes) -> CaseFile:
    """Read a case file that was chosen, to go on with it.

    Raises:
        CaseError: it is no case file; with the first faults' line and remedy.
    """
    if len(data) > _MOST_BYTES:
        raise CaseError("This file is too large to be a case file.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.yaml"
        path.write_bytes(data)
        try:
            file = fit(parse_file(path, "This file"), CaseFile)
            draft_case(file)
        except ContentError as error:
            more = len(error.faults) - 1
            rest = f" And {more} more; 'sciatica-toolkit case check' names them all." if more > 0 else ""
            raise CaseError(f"{error.faults[0]}{rest}") from None
    return file


def draft_in(scenario: Scenario) -> CaseFile:
    """Return the draft that a scenario holds; the first one where it holds none.

    Raises:
        CaseError: what it holds is no case.
    """
    return _read(scenario.case) if scenario.case else begin()


def with_draft(scenario: Scenario, file: CaseFile) -> Scenario:
    """Return the scenario with a draft in it; the clinic then opens it.

    Raises:
        ValueError: the draft is too long for an address.
    """
    choices = {key: kept for key, kept in scenario.choices.items() if not key.startswith("clinic.")}
    text = _light(file).model_dump_json(exclude_defaults=True)
    return scenario.but(case=text, choices={**choices, "clinic.case": DRAFT})


def _light(file: CaseFile) -> CaseFile:
    """Leave the diary out where the same one is lived again from the seed: it is the longest part."""
    bare = file.person.model_copy(update={"diary": ""})
    if file.person.diary and text_of_diary(lived(bare).diary) == file.person.diary:
        return file.model_copy(update={"person": bare})
    return file


def _with(file: CaseFile, **changes: Any) -> CaseFile:
    try:
        # what was reviewed was another text
        return CaseFile.model_validate({**file.model_dump(), **_plain(changes), "reviewed_by": None})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise CaseError(f"{place}: {first['msg'].removeprefix('Value error, ')}.") from None


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if hasattr(value, "model_dump"):
            return value.model_dump()
        return tuple(plain(each) for each in value) if isinstance(value, tuple) else value

    return {key: plain(value) for key, value in values.items()}


def _visits(made: Drafted) -> tuple[CaseVisit, ...]:
    return tuple(
        CaseVisit(opening=opening, findings=_sorted(found))
        for opening, found in zip(made.opening, made.findings, strict=True)
    )


def _sorted(given: Mapping[str, str | float]) -> dict[str, str | float]:
    order = list(findings())
    return dict(sorted(given.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else -1))


def _made(truth: CaseTruth, person: CasePerson, visits: int) -> Drafted:
    return _draft(truth.model_dump_json(), person.model_dump_json(), visits)


@lru_cache(maxsize=64)
def _draft(truth: str, person: str, visits: int) -> Drafted:
    someone = CasePerson.model_validate_json(person)
    runner_of(someone)
    return draft(truth_of(CaseTruth.model_validate_json(truth)), someone, visits=visits)


@lru_cache(maxsize=16)
def _read(text: str) -> CaseFile:
    try:
        file = CaseFile.model_validate_json(text)
        draft_case(file)
    except (ValidationError, ContentError):
        raise CaseError("The case that this address brought was cut or changed.") from None
    return file


@lru_cache(maxsize=16)
def _case(content: str) -> Case:
    return case_of(DRAFT, CaseFile.model_validate_json(content), "The case")


@lru_cache(maxsize=16)
def _to_mend(content: str) -> tuple[ToMend, ...]:
    file = CaseFile.model_validate_json(content)
    remedy = "Write it under 'Teaching'."
    missing = [
        ToMend(f"{name} still to be written.", remedy)
        for key, name in _TEXTS.items()
        if getattr(file, key) == UNWRITTEN
    ]
    if UNWRITTEN in file.reasoning:
        missing.append(ToMend("The expected reasoning is still to be written, in two steps or more.", remedy))
    return (*_checked(file), *missing)


def _checked(file: CaseFile) -> tuple[ToMend, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(file)
        path.write_text(saved_text(file), encoding="utf-8")
        faults: list[Fault] = check_case_file(path)
    return tuple(ToMend(fault.what, fault.remedy) for fault in faults)
