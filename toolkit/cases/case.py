"""A patient of the clinic: what is really there, what she says, what examination finds, and her weeks before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from toolkit.cases.case_story import CaseStory, lived
from toolkit.content.body import zones
from toolkit.content.cases import (
    Answer,
    CaseActions,
    CaseExpected,
    CaseFile,
    CaseTruth,
    case_paths,
    offered_cases,
    read_case,
)
from toolkit.content.fault import ContentError, Fault
from toolkit.content.findings import findings
from toolkit.history.luck import uniform
from toolkit.pain import Belief, Concern, PainModel, Truth, concern
from toolkit.pain.answers import read_answers
from toolkit.pain.drawing import Drawing, Stroke, draw
from toolkit.pain.support import refusal
from toolkit.plans import Plan, Situation, make_plan


class CaseError(ValueError):
    """What a case, a code, a session or a saved file cannot do; the message says why, in one sentence."""


@dataclass(frozen=True)
class Reply:
    """What came of one question or test.

    Attributes:
        finding: what was asked.
        words: the patient's words, or the examiner's note.
        clinical: the same in a clinic's words; empty where no answer came.
        level: the level's id; none where the answer was vague or was forgotten. Missing is not 'no'.
        number: where it is counted or measured.
        kind: 'clear', 'vague' (ask once more) or 'forgotten'.
    """

    finding: str
    words: str
    clinical: str
    level: str | None
    number: float | None
    kind: str


@dataclass(frozen=True, eq=False)
class Visit:
    """One consultation: all that could be asked and found.

    Attributes:
        opening: her first sentence.
        levels: finding -> level id, of every finding.
        numbers: finding -> number, where it is counted or measured.
        words: finding -> words instead of the usual ones.
        vague, forgets: as in `toolkit.content.cases.CaseVisit`.
        drawing: what she shaded on the body chart.
    """

    opening: str
    levels: Mapping[str, str]
    numbers: Mapping[str, float]
    words: Mapping[str, str]
    vague: Mapping[str, str]
    forgets: frozenset[str]
    drawing: Drawing

    def reply(self, finding: str, seed: int, *, again: bool = False) -> Reply:
        """Answer one question; `again` when it was asked before.

        Raises:
            CaseError: no such finding.
        """
        if finding not in self.levels:
            raise CaseError(f"There is no question or test '{finding}'.")
        if finding in self.forgets:
            said = self.words.get(finding, "I honestly do not remember.")
            return Reply(finding, said, "", None, None, "forgotten")
        if finding in self.vague and not again:
            return Reply(finding, self.vague[finding], "", None, None, "vague")
        known, level = findings()[finding], self.levels[finding]
        phrases = known.levels[level]
        luck = float(uniform(seed, f"phrase of {finding}", 0, 0)[0])
        words = phrases[int(luck * len(phrases))]
        number = self.numbers.get(finding)
        label = known.label(level)
        if number is not None and known.number is not None:
            unit = known.number.unit
            label = f"{unit} {number:g}" if unit.startswith("MRC") else f"{number:g} {unit}"
            # the usual phrase may name another number than hers
            words = f"{label}."
        words = self.words.get(finding, words)
        return Reply(finding, words, f"{known.ask}: {label}", level, number, "clear")


@dataclass(frozen=True, eq=False)
class Case:
    """One patient of the clinic.

    Attributes:
        id: of a written case; or the code of a generated one.
        title, difficulty, kind, objective, minutes, notes, reasoning, explanation: see the case file.
        setting: where she is seen.
        card: what stands on her card before anything is asked.
        truth: what is really there; not shown before the student has committed.
        seed: of her luck.
        story: her weeks before.
        visits: one or two.
        expects, actions: what a careful clinician comes to; none for a generated case.
        contrast: the case worth playing next.
        generated: whether nobody wrote her.
        cites, reviewed_by: of the file.
    """

    id: str
    title: str
    difficulty: str
    kind: str
    objective: str
    minutes: int
    setting: str
    card: tuple[tuple[str, str], ...]
    truth: Truth
    seed: int
    story: CaseStory
    visits: tuple[Visit, ...]
    reasoning: tuple[str, ...] = ()
    explanation: str = ""
    notes: str = ""
    expects: CaseExpected | None = None
    actions: CaseActions = field(default_factory=CaseActions)
    contrast: str | None = None
    generated: bool = False
    cites: tuple[str, ...] = ()
    reviewed_by: str | None = None

    @cached_property
    def model(self) -> PainModel:
        """The pain model of the setting, tilted by her diary."""
        return PainModel(self.setting, self.story.weights)

    def found(self, visit: int = 0) -> dict[str, Answer]:
        """Return all that could be found at a visit: what a clinician knows who asked everything."""
        there = self.visits[visit]
        return {**there.levels, **there.numbers}

    def belief(self, asked: Mapping[str, Answer]) -> Belief:
        """Return the model's belief after some answers."""
        return self.model.posterior(asked)

    def concern(self, asked: Mapping[str, Answer], before: Mapping[str, Answer] | None = None) -> Concern:
        """Return the level of concern after some answers."""
        return concern(asked, before)

    def situation(self, asked: Mapping[str, Answer], before: Mapping[str, Answer] | None = None) -> Situation:
        """Return what a plan is made from after some answers."""
        return Situation.from_belief(
            self.belief(asked),
            self.concern(asked, before),
            previous=before,
            attribution=self.story.attribution,
            runner=self.story.runner,
            diary=self.story.diary,
        )

    def plan(self, asked: Mapping[str, Answer], before: Mapping[str, Answer] | None = None) -> Plan:
        """Return the model's plan after some answers."""
        return make_plan(self.situation(asked, before))


def load_case(case_id: str, folder: Path | None = None) -> Case:
    """Return a written case.

    Args:
        case_id: its file's name without '.yaml'.
        folder: an educator's folder; where none is given, the toolkit's own and those of the folder that the
            environment names (`toolkit.content.cases.FOLDER`).

    Raises:
        CaseError: there is no such case.
        ContentError: the file is wrong; with line and remedy.

    >>> case = load_case("calf_line")
    >>> case.visits[0].reply("cough_sneeze", case.seed).level
    'present'
    """
    paths = case_paths(folder) if folder else offered_cases()
    if case_id not in paths:
        raise CaseError(f"There is no case '{case_id[:40]}'; known are {', '.join(paths)}.")
    return _built(case_id, read_case(paths[case_id]).model_dump_json(), paths[case_id].name)


def cases_in(folder: Path | None = None) -> dict[str, Case]:
    """Return all cases of a folder by id, the easiest first; the toolkit's own where none is given.

    Raises:
        ContentError: the folder holds no case, or a file is wrong.

    >>> len(cases_in()) >= 24
    True
    """
    cases = [load_case(key, folder) for key in case_paths(folder)]
    order = ("first", "middle", "hard")
    cases.sort(key=lambda case: (order.index(case.difficulty), case.id))
    return {case.id: case for case in cases}


def case_of(case_id: str, file: CaseFile, name: str = "case") -> Case:
    """Return the case of a file's content.

    Raises:
        ContentError: it names what does not exist.
    """
    person = file.person
    try:
        story = lived(person)
        truth = truth_of(file.truth)
        visits = tuple(visit_of(visit.model_dump(), truth, person.seed) for visit in file.visits)
    except ValueError as error:
        raise ContentError([Fault(name, 0, str(error), "Mend the case file.")]) from None
    return Case(
        id=case_id,
        title=file.title,
        difficulty=file.difficulty,
        kind=file.kind,
        objective=file.objective,
        minutes=file.minutes,
        setting=file.setting,
        card=story.card,
        truth=truth,
        seed=person.seed,
        story=story,
        visits=visits,
        reasoning=file.reasoning,
        explanation=file.explanation,
        notes=file.notes,
        expects=file.expects,
        actions=file.actions,
        contrast=file.contrast,
        cites=file.cites,
        reviewed_by=file.reviewed_by,
    )


def truth_of(stored: CaseTruth) -> Truth:
    """Return what is really there, as a value of the pain model.

    Raises:
        ValueError: an unknown type or form, or together they lie outside the declared support.
    """
    truth = Truth.of(
        *stored.conditions,
        severity=stored.severity,
        irritability=stored.irritability,
        side=stored.side,
    )
    problem = refusal(list(truth.conditions))
    if problem:
        raise ValueError(problem)
    return truth


def visit_of(values: Mapping[str, Any], truth: Truth, seed: int) -> Visit:
    """Return a visit from plain values; what is not listed is unremarkable.

    Args:
        values: the fields of `toolkit.content.cases.CaseVisit`.
        truth: what is there; her drawing follows from it where none is stored.
        seed: of her luck.

    Raises:
        CaseError: an unknown finding or an impossible answer.
    """
    known = findings()
    read = read_answers(values["findings"])
    wrong = [each for each in read.problems if "Both cannot" not in each and not each.endswith("Ask again.")]
    if wrong:
        raise CaseError(wrong[0])
    for part in ("words", "vague", "forgets"):
        for key in values[part]:
            if key not in known:
                raise CaseError(f"'{part}' names the unknown finding '{key}'.")
    levels = {key: finding.level_ids[0] for key, finding in known.items()} | read.ids
    numbers = {
        key: float(answer)
        for key, answer in values["findings"].items()
        if isinstance(answer, int | float) and not isinstance(answer, bool)
    }
    return Visit(
        opening=values["opening"],
        levels=levels,
        numbers=numbers,
        words=dict(values["words"]),
        vague=dict(values["vague"]),
        forgets=frozenset(values["forgets"]),
        drawing=_drawn(values["drawing"]) if values["drawing"] else draw(truth, levels, seed),
    )


def _drawn(strokes: Iterable[tuple[str, str, str]]) -> Drawing:
    known = zones().zones
    for zone, side, _ in strokes:
        if zone not in known:
            raise CaseError(f"'drawing' names the unknown zone '{zone}'.")
        if (side == "middle") != known[zone].middle:
            right = "middle" if known[zone].middle else "left or right"
            raise CaseError(f"'drawing' has the zone '{zone}' on the side '{side}'; it lies {right}.")
    return Drawing(tuple(Stroke(*stroke) for stroke in strokes))


@lru_cache(maxsize=40)
def _built(case_id: str, content: str, name: str) -> Case:
    return case_of(case_id, CaseFile.model_validate_json(content), name)
