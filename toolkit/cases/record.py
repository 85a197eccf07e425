"""Many cases of one person: own file, calibration, what was missed, what to play again. Nothing is sent anywhere."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from pydantic import Field, ValidationError, model_validator

from toolkit.cases.case import CaseError
from toolkit.cases.scoring import Score
from toolkit.cases.session import CaseSession
from toolkit.content.clinic import clinic
from toolkit.content.pain_types import pain_types
from toolkit.content.quantity import Strict

RECORD_VERSION = 1
FORMAT = "sciatica-toolkit cases"
_MOST_BYTES = 2_000_000
_STEPS = 10


class Result(Strict):
    """One finished case.

    Attributes:
        case: id or code; `title` as shown; `mode`: practice or assessment; `day`: ISO date or empty.
        stated, model, truth: by family, 0 to 1 (0 or 1 for the truth).
        parts: points by part; `total`: 0 to 100.
        level, level_chosen: level of concern in force and chosen; `missed`: what was missed.
        questions, hints: how many.
        contrast: the case worth playing next.
    """

    case: str = Field(max_length=80)
    title: str = Field(max_length=200)
    mode: str = Field(max_length=20)
    day: str = Field(default="", max_length=10)
    stated: dict[str, float]
    model: dict[str, float]
    truth: dict[str, float]
    brier_model: float
    brier_truth: float
    log_model: float
    log_truth: float
    parts: dict[str, float]
    total: float = Field(ge=0, le=100)
    level: str = Field(max_length=20)
    level_chosen: str = Field(max_length=20)
    missed: str = Field(default="", max_length=1000)
    questions: int = Field(ge=0)
    hints: int = Field(ge=0)
    contrast: str | None = None

    @model_validator(mode="after")
    def _all_families(self) -> Self:
        for name in ("stated", "model", "truth"):
            shares: dict[str, float] = getattr(self, name)
            if set(shares) != set(pain_types().families) or not all(0 <= p <= 1 for p in shares.values()):
                raise ValueError(f"'{name}' gives each of the four families a share from 0 to 1")
        return self


class Record(Strict):
    """A person's results.

    Attributes:
        format, version: of the file.
        name: as the person typed it; it is shown as text, whatever it holds.
        results: in the order in which they were finished.
    """

    format: str = FORMAT
    version: int = RECORD_VERSION
    name: str = Field(default="", max_length=120)
    results: tuple[Result, ...] = Field(default=(), max_length=5000)

    def adding(self, result: Result) -> Self:
        """Return the record with one more result."""
        return self.model_copy(update={"results": (*self.results, result)})

    def named(self, name: str) -> Self:
        """Return the record under a name, cut to its longest length; control characters are left out."""
        plain = "".join(sign for sign in name if sign.isprintable()).strip()
        return self.model_copy(update={"name": plain[:120]})


@dataclass(frozen=True)
class CalibrationPoint:
    """What came of all statements between two probabilities.

    Attributes:
        low, high: of the step; `said`: mean of what was said.
        came: share of these that were true; `expected`: the model's mean belief in them.
        n: how many statements.
    """

    low: float
    high: float
    said: float
    came: float
    expected: float
    n: int


def result_of(session: CaseSession, scored: Score, *, day: str = "") -> Result:
    """Return one finished case as a line of a record."""
    held = scored.forecast
    return Result(
        case=session.case.id,
        title=session.case.title,
        mode=session.mode,
        day=day,
        stated=dict(held.stated),
        model={key: round(p, 4) for key, p in held.model.items()},
        truth={key: float(there) for key, there in held.truth.items()},
        brier_model=round(held.brier_model, 5),
        brier_truth=round(held.brier_truth, 5),
        log_model=round(held.log_model, 5),
        log_truth=round(held.log_truth, 5),
        parts={part.id: round(part.points, 2) for part in scored.parts},
        total=round(scored.total, 2),
        level=scored.level,
        level_chosen=scored.level_chosen,
        missed=scored.missed[:1000],
        questions=len(session.asked()),
        hints=session.hints,
        contrast=session.case.contrast,
    )


def record_text(record: Record) -> str:
    """Return a record as the text of a file.

    >>> read_record(record_text(Record().named("=cmd()"))).name
    '=cmd()'
    """
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1)


def read_record(text: str | bytes) -> Record:
    """Read a saved record.

    Raises:
        CaseError: the file is cut, is something else, or comes from a newer version; in one sentence.
    """
    if len(text) > _MOST_BYTES:
        raise CaseError("This file is too large to be a record of cases.")
    try:
        values = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text)
    except (ValueError, RecursionError):
        raise CaseError("This file was cut or is no record of cases: choose a file saved here.") from None
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise CaseError("This file is no record of cases: choose a file saved here.")
    version = values.get("version")
    if isinstance(version, int) and version > RECORD_VERSION:
        raise CaseError(
            f"This file was saved by a newer version of the toolkit (file version {version}, here {RECORD_VERSION}): update first."
        )
    try:
        return Record.model_validate(values)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"])
        raise CaseError(f"This record cannot be used: something is wrong at '{place[:80]}'.") from None


def calibration(results: Sequence[Result]) -> tuple[CalibrationPoint, ...]:
    """Return how often what was said came true, in tenths of probability; steps without a statement are left out.

    >>> calibration([])
    ()
    """
    rows = [
        (result.stated[key], result.truth[key], result.model[key])
        for result in results
        for key in result.stated
    ]
    points = []
    for step in range(_STEPS):
        low, high = step / _STEPS, (step + 1) / _STEPS
        inside = [row for row in rows if low <= row[0] < high or (step == _STEPS - 1 and row[0] == 1.0)]
        if inside:
            said, came, expected = (sum(row[at] for row in inside) / len(inside) for at in range(3))
            points.append(CalibrationPoint(low, high, said, came, expected, len(inside)))
    return tuple(points)


def calibration_words(results: Sequence[Result]) -> str:
    """Say in a sentence what the curve shows, or that it is too early to say."""
    few = int(clinic().scoring.few_cases.value)
    if len(results) < few:
        return f"{len(results)} of {few} cases: too early to say anything of your calibration."
    sure = [
        (result.stated[key], result.truth[key]) for result in results for key in result.stated
        if result.stated[key] >= 0.7
    ]  # fmt: skip
    if not sure:
        return "You were never more than 70 % sure of a family; nothing can be said of over-confidence yet."
    said, came = (100 * sum(row[at] for row in sure) / len(sure) for at in range(2))
    return f"When you were 70 % sure or more you said {said:.0f} % on average, and were right in {came:.0f} of 100."


def missed_families(results: Sequence[Result]) -> tuple[tuple[str, int], ...]:
    """Return family -> in how many cases it was there and given less than half of what the model gave it."""
    counts = dict.fromkeys(pain_types().families, 0)
    for result in results:
        for key in counts:
            there = result.truth.get(key, 0.0) > 0
            counts[key] += there and result.stated.get(key, 0.0) < result.model.get(key, 0.0) / 2
    return tuple(sorted(((key, n) for key, n in counts.items() if n), key=lambda pair: -pair[1]))


def offered_again(results: Sequence[Result]) -> str | None:
    """Return the contrast of the last case that went wrong and was not played since; none where none is open."""
    open_case = None
    for result in results:
        if result.case == open_case:
            open_case = None
        leading = max(result.model, key=lambda key: result.model[key])
        wrong = bool(result.missed) or max(result.stated, key=lambda key: result.stated[key]) != leading
        if wrong and result.contrast:
            open_case = result.contrast
    return open_case
