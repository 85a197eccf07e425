"""What can be asked and examined, and how often it goes with each pain type: `data/findings/*.yaml`."""

from functools import cache
from itertools import pairwise
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from toolkit.content.fault import ContentError, Fault
from toolkit.content.place import data_dir
from toolkit.content.quantity import Id, Mark, Quantity, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml

Chances = tuple[float, ...]


class Row(Strict):
    """How often a finding is made with one condition alone: one passport for its levels.

    Attributes:
        p: probability of the second level or more, of the third or more, and so on.
        low, high: their intervals; none where the usual range of values chosen for teaching holds.
        mark, source, why, reviewed_by: as in `Quantity`. A bare number in the file is chosen for teaching,
            for the reason that stands in the finding's own `why`.
    """

    p: Chances = Field(min_length=1)
    low: Chances | None = None
    high: Chances | None = None
    mark: Mark = Mark.TEACHING
    source: Source = "teaching"
    why: str = Field(default="", max_length=600)
    reviewed_by: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if isinstance(value, int | float):
            return {"p": (value,)}
        if isinstance(value, list | tuple):
            return {"p": tuple(value)}
        return value

    @field_validator("p", "low", "high", mode="before")
    @classmethod
    def _one_as_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, int | float) else value

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for chances in (self.p, self.low, self.high):
            if chances is not None and (min(chances) < 0 or max(chances) >= 1 or _rises(chances)):
                raise ValueError(
                    "probabilities lie from 0 up to, not including, 1, and do not rise from level to level"
                )
        if (self.low is None) != (self.high is None):
            raise ValueError("give both 'low' and 'high', or neither")
        if self.low is not None and self.high is not None:
            if not len(self.low) == len(self.p) == len(self.high):
                raise ValueError("'p', 'low' and 'high' are to be equally long")
            if any(not low <= p <= high for low, p, high in zip(self.low, self.p, self.high, strict=True)):
                raise ValueError("'p' lies outside its interval 'low' to 'high'")
        if self.mark is not Mark.TEACHING and not self.source.startswith("evidence:"):
            raise ValueError("a row marked 'runners' or 'borrowed' names a figure: source: evidence:<id>")
        return self


class Number(Strict):
    """A finding that is counted or measured, and where its levels part.

    Attributes:
        unit: in words.
        least, most: what is possible at all.
        usual: what patients have, from least to most; generated numbers lie within it.
        cuts: where the next level begins, from the first level to the last.
        worse: whether more or less is the higher level.
    """

    unit: Text
    least: float
    most: float
    usual: tuple[float, float]
    cuts: tuple[float, ...] = Field(min_length=1)
    worse: Literal["more", "less"]
    why: Text

    def level(self, value: float) -> int:
        """Return the position of the level that a number falls into.

        >>> raises = Number(
        ...     unit="raises", least=0, most=60, usual=(0, 25), cuts=(20, 5), worse="less", why="example"
        ... )
        >>> raises.level(25), raises.level(12), raises.level(4)
        (0, 1, 2)
        """
        if self.worse == "more":
            return sum(value >= cut for cut in self.cuts)
        return sum(value < cut for cut in self.cuts)

    def whole_numbers(self, level: int) -> tuple[int, int]:
        """Return the least and the most usual whole number of a level.

        >>> raises = Number(
        ...     unit="raises", least=0, most=60, usual=(0, 25), cuts=(20, 5), worse="less", why="example"
        ... )
        >>> raises.whole_numbers(0), raises.whole_numbers(1)
        ((20, 25), (5, 19))
        """
        inside = [at for at in range(int(self.usual[0]), int(self.usual[1]) + 1) if self.level(at) == level]
        return min(inside), max(inside)


class Follows(Strict):
    """A finding that depends on another finding and on nothing else.

    Attributes:
        finding: the other one.
        given: its level -> probability of this finding's second level or more, and so on. A zero here is a
            contradiction: such answers are refused, not reckoned with.
    """

    finding: Id
    given: dict[Id, Row]


class NerveSign(Strict):
    """What a finding that is not normal says of the nerve roots.

    Attributes:
        roots: the roots whose failing gives it; the first is the one named for it (International Standards for
            Neurological Classification: one key muscle a root).
        of: sensory, motor or reflex.
        as_grade: level -> MRC grade (0 to 5) that it is acted on as, where no muscle was graded.
    """

    roots: tuple[Literal["l3", "l4", "l5", "s1"], ...] = Field(min_length=1)
    of: Literal["sensory", "motor", "reflex"]
    as_grade: dict[Id, float] = Field(default_factory=dict)


class Finding(Strict):
    """One question or test.

    Attributes:
        kind: asked or examined.
        ask: the question or test in clinic words; `plain`: what is said to the patient.
        how: how it is done; `worth`: what it is worth, in a sentence.
        levels: answers from the least to the most, each with phrases (a patient's, or an examiner's note).
        labels: short words for the levels where the id does not say it.
        number: set where the finding is counted or measured.
        kappa: agreement of two examiners.
        severity, irritability: how strongly severity and irritability push it.
        leak: how often it is found where none of the conditions that push it is there.
        given: condition -> how often it is found with that condition alone. A key is a type
            ('radicular'), a type and details in any number ('radiculopathy.l5.motor', 'radiculopathy.motor'),
            or 'others' for every type that has no row. The key with the most details counts.
        follows: set instead of leak and given, where it depends on another finding only.
        withheld: the type on whose suspicion the test is not done.
        always: asked of everybody, whatever the belief.
        side: which side it is read on.
        nerve_sign: set where it is an objective sign of a root.
        why: the reason for the values chosen for teaching.
    """

    kind: Literal["asked", "examined"]
    ask: Text
    plain: str = ""
    how: str = ""
    worth: str = ""
    levels: dict[Id, tuple[Text, ...]] = Field(min_length=2)
    labels: dict[Id, Text] = Field(default_factory=dict)
    number: Number | None = None
    kappa: Quantity | None = None
    severity: Literal["none", "some", "strong"] = "none"
    irritability: Literal["none", "some", "strong"] = "none"
    leak: Row | None = None
    given: dict[str, Row] = Field(default_factory=dict)
    follows: Follows | None = None
    withheld: Id | None = None
    always: bool = False
    side: Literal["painful", "both", "none"] = "none"
    nerve_sign: NerveSign | None = None
    why: Text
    cites: tuple[Source, ...] = ()
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _as_many_numbers_as_levels(self) -> Self:
        steps = len(self.levels) - 1
        if self.follows and (self.leak or self.given):
            raise ValueError("a finding that follows another has neither 'leak' nor 'given' of its own")
        if not self.follows and self.leak is None:
            raise ValueError("'leak' is missing: how often is it found where nothing causes it")
        rows = dict(self.follows.given) if self.follows else {**self.given, "leak": self.leak}
        for key, row in rows.items():
            if row and len(row.p) != steps:
                raise ValueError(f"'{key}' has {len(row.p)} probabilities; its levels need {steps}")
        if self.number and len(self.number.cuts) != steps:
            raise ValueError("'cuts' are to be one fewer than the levels")
        unknown = set(self.labels) - set(self.levels)
        if unknown:
            raise ValueError(f"'labels' names the unknown level '{min(unknown)}'")
        unknown = set(self.nerve_sign.as_grade) - set(self.levels) if self.nerve_sign else set()
        if unknown:
            raise ValueError(f"'as_grade' names the unknown level '{min(unknown)}'")
        return self

    @model_validator(mode="after")
    def _conditions_only_add(self) -> Self:
        if not self.leak:
            return self
        if min(self.leak.p) <= 0:
            raise ValueError("'leak' is above 0: nothing is impossible")
        for key, row in self.given.items():
            if any(p < leak for p, leak in zip(row.p, self.leak.p, strict=True)):
                raise ValueError(f"'{key}' lies below 'leak': a condition only adds to a finding")
            pushes = [1 - (1 - p) / (1 - leak) for p, leak in zip(row.p, self.leak.p, strict=True)]
            if any(b > a + 1e-9 for a, b in pairwise(pushes)):
                raise ValueError(f"'{key}' pushes a higher level more than a lower; raise its first value")
        return self

    @property
    def level_ids(self) -> tuple[str, ...]:
        """The levels, from the least to the most."""
        return tuple(self.levels)

    def label(self, level: str) -> str:
        """Return short words for a level."""
        return self.labels.get(level, {"absent": "no", "present": "yes"}.get(level, level.replace("_", " ")))

    def row(self, key: str) -> Row:
        """Return the row of a condition, of 'leak', or of a level of the finding that this one follows."""
        if key == "leak" and self.leak:
            return self.leak
        return self.follows.given[key] if self.follows else self.given[key]

    def passport(self, key: str, step: int = 0, spread: float = 2.0) -> Quantity:
        """Return one number of the finding with its passport.

        Args:
            key: a key of `given`, or 'leak'.
            step: 0 for 'the second level or more', 1 for 'the third or more', and so on.
            spread: what the odds are multiplied and divided by where a row gives no interval of its own.
        """
        row = self.row(key)
        p = row.p[step]
        odds = p / (1 - p)
        low = row.low[step] if row.low else odds / spread / (1 + odds / spread)
        high = row.high[step] if row.high else odds * spread / (1 + odds * spread)
        return Quantity(
            value=p, low=min(low, p), high=max(high, p), unit="probability", mark=row.mark, source=row.source,
            why=row.why or self.why, reviewed_by=row.reviewed_by or self.reviewed_by,
        )  # fmt: skip


class FindingGroup(Strict):
    """One heading under which a physiotherapist asks or examines."""

    id: Id
    order: int
    title: Text
    plain: Text


class FindingFile(Strict):
    """One group of findings."""

    group: FindingGroup
    findings: dict[Id, Finding]


@cache
def finding_groups() -> tuple[FindingFile, ...]:
    """Return all groups in the order in which they are asked.

    Raises:
        ContentError: a file is wrong, an id stands twice, or a finding follows an unknown one.
    """
    paths = sorted((data_dir() / "findings").glob("*.yaml"))
    files = sorted((read_yaml(path, FindingFile) for path in paths), key=lambda file: file.group.order)
    faults: list[Fault] = []
    seen: dict[str, Finding] = {}
    for file in files:
        name = f"findings/{file.group.id}.yaml"
        faults += [
            Fault(name, 0, f"The finding '{key}' stands in two files.", "Rename one of them.")
            for key in file.findings
            if key in seen
        ]
        seen |= file.findings
    for key, finding in seen.items():
        other = seen.get(finding.follows.finding) if finding.follows else None
        if finding.follows and (
            other is None or other.follows or set(finding.follows.given) != set(other.levels)
        ):
            what = f"'{key}' follows '{finding.follows.finding}' wrongly."
            faults.append(
                Fault("findings", 0, what, "Give one row for each level of a finding that follows none.")
            )
    if faults:
        raise ContentError(faults)
    return tuple(files)


@cache
def findings() -> dict[str, Finding]:
    """Return all findings by id, in the order in which they are asked."""
    return {key: finding for file in finding_groups() for key, finding in file.findings.items()}


def _rises(chances: Chances) -> bool:
    return any(b > a for a, b in pairwise(chances))
