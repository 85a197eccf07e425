"""What is really there: conditions that may hold together, how severe, how irritable, on which side."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from toolkit.content.pain_types import DETAILS, IRRITABILITY, OUTSIDE, SEVERITY, pain_types
from toolkit.pain.refusal import RefusalError

SIDES = ("left", "right")


@dataclass(frozen=True, order=True)
class Condition:
    """One condition in one form.

    Attributes:
        type: id of the pain type.
        form: its details in the order root, degree, stage, grade, site, joined by dots; '' where it has none.

    >>> Condition("radiculopathy", "l5.motor").degree
    'motor'
    """

    type: str
    form: str = ""

    @classmethod
    def parse(cls, key: str) -> Self:
        """Read 'radiculopathy.l5.motor'.

        Raises:
            RefusalError: no such type, or no such form of it.
        """
        name, _, form = key.partition(".")
        kinds = pain_types().types
        if key == OUTSIDE:
            return cls(OUTSIDE)
        if name not in kinds:
            raise RefusalError(f"'{name}' is no pain type. The types are: {', '.join(kinds)}.")
        forms = [each for each, _ in kinds[name].forms]
        if form not in forms:
            known = ", ".join(f"'{name}.{each}'" for each in forms if each) or f"'{name}' alone"
            raise RefusalError(f"'{key}' is no form of {kinds[name].name}. Say one of {known}.")
        return cls(name, form)

    @property
    def key(self) -> str:
        """The type and its form, as content files write it."""
        return f"{self.type}.{self.form}" if self.form else self.type

    def detail(self, name: str) -> str | None:
        """Return one detail ('root', 'degree', 'stage', 'grade', 'site'); none where the type has no such."""
        names = [each for each in DETAILS if each in pain_types().kind(self.type).details]
        return self.form.split(".")[names.index(name)] if name in names else None

    @property
    def root(self) -> str | None:
        """The nerve root: l3, l4, l5 or s1."""
        return self.detail("root")

    @property
    def degree(self) -> str | None:
        """What fails: sensory, reflex or motor."""
        return self.detail("degree")

    @property
    def stage(self) -> str | None:
        """The stage of a tendon: early or late."""
        return self.detail("stage")

    @property
    def grade(self) -> str | None:
        """The grade of a strain: 1, 2 or 3."""
        return self.detail("grade")

    @property
    def site(self) -> str | None:
        """The bone: sacral, pelvic or femoral_neck."""
        return self.detail("site")

    @property
    def words(self) -> str:
        """The condition in words.

        >>> Condition("radiculopathy", "l5.motor").words
        'radiculopathy (L5, motor)'
        """
        short = pain_types().kind(self.type).short
        if not self.form:
            return short
        parts = [
            part.upper() if part[1:].isdigit() else part.replace("_", " ") for part in self.form.split(".")
        ]
        if self.grade:
            parts = [f"grade {self.grade}"]
        return f"{short} ({', '.join(parts)})"


@dataclass(frozen=True)
class Truth:
    """The hidden state of an episode; `support.state_of` refuses what lies outside the declared support.

    Attributes:
        conditions: none, one, two or three at once.
        severity: mild, moderate or severe; irritability: low, moderate or high; shared by all findings.
        side: the painful side.

    >>> truth = Truth.of("radicular.l5", "radiculopathy.l5.motor", severity="severe")
    >>> truth.words
    'radicular (L5) and radiculopathy (L5, motor); severe, irritability moderate, right'
    """

    conditions: frozenset[Condition]
    severity: str = "moderate"
    irritability: str = "moderate"
    side: str = "right"

    def __post_init__(self) -> None:
        for name, value, known in (
            ("severity", self.severity, SEVERITY),
            ("irritability", self.irritability, IRRITABILITY),
            ("side", self.side, SIDES),
        ):
            if value not in known:
                raise RefusalError(f"'{value}' is no {name}; use {', '.join(known)}.")

    @classmethod
    def of(
        cls, *keys: str, severity: str = "moderate", irritability: str = "moderate", side: str = "right"
    ) -> Self:
        """Build a truth from keys such as 'radicular.l5'."""
        return cls(frozenset(Condition.parse(key) for key in keys), severity, irritability, side)

    @cached_property
    def types(self) -> frozenset[str]:
        """The types that are there; 'outside' is none of them."""
        return frozenset(condition.type for condition in self.conditions if condition.type != OUTSIDE)

    @property
    def keys(self) -> tuple[str, ...]:
        """The conditions as keys, in the order of the content file."""
        order = [OUTSIDE, *pain_types().types]
        return tuple(c.key for c in sorted(self.conditions, key=lambda c: (order.index(c.type), c.form)))

    @property
    def words(self) -> str:
        """The truth in one line."""
        names = [Condition.parse(key).words for key in self.keys] or ["none of the conditions"]
        return f"{' and '.join(names)}; {self.severity}, irritability {self.irritability}, {self.side}"

    def find(self, kind: str) -> Condition | None:
        """Return the condition of a type, if it is there."""
        return next((condition for condition in self.conditions if condition.type == kind), None)
