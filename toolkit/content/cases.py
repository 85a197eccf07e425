"""Written cases: `data/cases/*.yaml`, or any folder of an educator. One file is one patient.

The file stores the patient herself (what is really there, the diary, every finding), so that a lecturer's
slides stay true when the models change.
"""

import os
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from toolkit.content.fault import ContentError, Fault
from toolkit.content.place import data_dir
from toolkit.content.quantity import Id, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml

Answer = Annotated[str, StringConstraints(max_length=40)] | Annotated[float, Field(ge=0, le=400)]
FactorId = Literal["inactivity", "stress", "past_history", "training", "genetics", "sleep", "biomechanics"]
FamilyId = Literal["radicular", "radiculopathy", "referred", "lookalike"]
LevelId = Literal["none", "context", "watch", "urgent", "same_day"]
Difficulty = Literal["first", "middle", "hard"]
Side = Literal["left", "right", "middle"]
Quality = Literal["sharp", "burning", "dull", "tingling", "numb"]
CASE_VERSION = 1
"""Version of the form of a case file."""


class CaseTruth(Strict):
    """What is really there.

    Attributes:
        conditions: keys such as 'radicular.l5' or 'hamstring_tendinopathy.early'; at most three.
        severity, irritability, side: shared by all findings.
    """

    conditions: tuple[str, ...] = Field(max_length=3)
    severity: Literal["mild", "moderate", "severe"] = "moderate"
    irritability: Literal["low", "moderate", "high"] = "moderate"
    side: Literal["left", "right"] = "right"


class CasePerson(Strict):
    """Who runs, and what happened in the weeks before.

    Attributes:
        like: a named runner of `data/runners.yaml` whose habits she has.
        name, age_years, sex: as the card shows them.
        habits: other values of the runner, such as `past_episodes: 2`.
        events: what happened, as in `data/runners.yaml`; the named runner's own story where left out.
        seed: of her luck.
        weeks: length of the diary.
        pain_in_diary: whether this episode began within the diary's last four weeks.
        diary: the diary itself, as the toolkit packs it; lived again from the seed where left out.
    """

    like: Id
    name: Text
    age_years: int = Field(ge=16, le=90)
    sex: Literal["female", "male"]
    habits: dict[Id, bool | int | float | str] = Field(default_factory=dict)
    events: tuple[dict[Id, str | int | float], ...] | None = None
    seed: int = Field(ge=0, le=999_999)
    weeks: int = Field(default=26, ge=4, le=104)
    pain_in_diary: bool = True
    diary: Annotated[str, StringConstraints(max_length=14_000)] = ""


class CaseVisit(Strict):
    """One consultation.

    Attributes:
        opening: her first sentence.
        findings: finding -> level id, or a number where it is counted or measured. A finding that is not
            listed is unremarkable: its first level.
        words: finding -> her own words, or the examiner's note, instead of the usual ones.
        vague: finding -> what she says at first; asked once more, she answers clearly.
        forgets: what she cannot say.
        drawing: what she shaded on the body chart, each a zone of `data/body/zones.yaml`, a side and a quality;
            generated from the truth and the findings where left out.
    """

    opening: Text
    findings: dict[Id, Answer] = Field(min_length=3)
    words: dict[Id, Text] = Field(default_factory=dict)
    vague: dict[Id, Text] = Field(default_factory=dict)
    forgets: tuple[Id, ...] = ()
    drawing: tuple[tuple[Id, Side, Quality], ...] = Field(default=(), max_length=40)


class CaseExpected(Strict):
    """What a careful clinician comes to; checked against the models.

    Attributes:
        leading: family in front once everything was asked and examined.
        level: level of concern in force once everything was asked and examined.
        level_later: the same at the second visit, where there is one.
        factors: factors worth naming; history may explain, it does not prove.
        parts: the findings that decide.
    """

    leading: FamilyId
    level: LevelId
    level_later: LevelId | None = None
    factors: tuple[FactorId, ...] = ()
    parts: tuple[Id, ...] = Field(min_length=1)


class CaseActions(Strict):
    """Plan items that this case judges otherwise than the model's own plan does."""

    critical: tuple[Id, ...] = ()
    recommended: tuple[Id, ...] = ()
    unnecessary: tuple[Id, ...] = ()
    harmful: tuple[Id, ...] = ()


class CaseFile(Strict):
    """One written case.

    Attributes:
        version: of the form of this file.
        title: for the list; says nothing of the answer.
        difficulty: first (one type, clear), middle, or hard (mixed, or the bedside leaves it open).
        kind: classic, mixed, mimic, alarming, or harmless (looks alarming and is not).
        objective: what the student will be able to do.
        minutes: about how long it takes.
        setting: where she is seen.
        person, truth, visits: the stored patient.
        expects: what a careful clinician comes to.
        reasoning: expected reasoning, step by step.
        explanation: a model explanation to the patient, in good words.
        notes: for the lecturer: what students get wrong, what to ask.
        contrast: the case worth playing next, and why it is alike (in `notes`).
        actions: where the case judges plan items otherwise than the model's plan does.
        cites: statements of the article that it demonstrates.
        reviewed_by: the clinician who reviewed it; none until somebody has.
    """

    version: Literal[1] = 1
    title: Text
    difficulty: Difficulty
    kind: Literal["classic", "mixed", "mimic", "alarming", "harmless"]
    objective: Text
    minutes: int = Field(default=8, ge=2, le=30)
    setting: Id
    person: CasePerson
    truth: CaseTruth
    visits: tuple[CaseVisit, ...] = Field(min_length=1, max_length=2)
    expects: CaseExpected
    reasoning: tuple[Text, ...] = Field(min_length=2)
    explanation: Text
    notes: Text
    contrast: Id | None = None
    actions: CaseActions = CaseActions()
    cites: tuple[Source, ...] = ()
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _a_level_for_each_visit(self) -> Self:
        if (len(self.visits) > 1) != (self.expects.level_later is not None):
            raise ValueError("'level_later' is given when there is a second visit, and only then")
        return self


def case_paths(folder: Path | None = None) -> dict[str, Path]:
    """Return the case files of a folder by id (the file's name); the toolkit's own where none is given.

    Raises:
        ContentError: the folder is missing or holds no case.

    >>> "calf_line" in case_paths()
    True
    """
    place = folder or data_dir() / "cases"
    paths = {path.stem: path for path in sorted(place.glob("*.yaml"))}
    if not paths:
        raise ContentError(
            [Fault(place.name, 0, "The folder holds no case.", "Give a folder with case files (*.yaml).")]
        )
    return paths


FOLDER = "SCIATICA_CASES"
"""Names an educator's folder of cases, which the clinic offers beside the toolkit's own."""


def offered_cases() -> dict[str, Path]:
    """Return the cases that the clinic offers by id: the toolkit's own, then those of an educator's folder.

    The folder is looked at anew each time: what was added, changed or taken away while the pages run counts.
    A file that cannot be read is left out, see `left_out`. An id that the toolkit has itself stays the toolkit's.
    """
    return dict(_offered(folder_print()))


def left_out() -> tuple[Fault, ...]:
    """Return why files of an educator's folder are not offered: the first fault of each, with line and remedy."""
    faults = []
    for name, *_ in folder_print():
        path = Path(name)
        if path.stem in case_paths():
            taken = "The toolkit has a case of this name, which is offered instead."
            faults.append(Fault(path.name, 0, taken, "Rename the file."))
        else:
            try:
                read_case(path)
            except ContentError as error:
                faults.append(error.faults[0])
    return tuple(faults)


def folder_print() -> tuple[tuple[str, int, int], ...]:
    """Return what lies in an educator's folder now: each file, when it was changed, and its bytes."""
    folder = os.environ.get(FOLDER, "")
    if not folder:
        return ()
    found = []
    # a file, or the folder, may go while it is looked at
    with suppress(OSError):
        for path in sorted(Path(folder).glob("*.yaml")):
            with suppress(OSError):
                there = path.stat()
                found.append((str(path), there.st_mtime_ns, there.st_size))
    return tuple(found)


@lru_cache(maxsize=4)
def _offered(folder: tuple[tuple[str, int, int], ...]) -> dict[str, Path]:
    found = dict(case_paths())
    for name, *_ in folder:
        path = Path(name)
        with suppress(ContentError, OSError):
            read_case(path)
            found.setdefault(path.stem, path)
    return found


def read_case(path: Path) -> CaseFile:
    """Read one case file.

    Raises:
        ContentError: with every fault's line and remedy.
    """
    return _read(str(path.absolute()), path.stat().st_mtime_ns if path.exists() else 0)


@cache
def _read(path: str, _changed: int) -> CaseFile:
    # an educator edits a file and looks again: a changed file is read anew
    return read_yaml(Path(path), CaseFile)


def case_schema() -> dict[str, Any]:
    """Return the JSON schema by which an editor completes and checks a case file.

    >>> case_schema()["additionalProperties"]
    False
    """
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **CaseFile.model_json_schema()}
