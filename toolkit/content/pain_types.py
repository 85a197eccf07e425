"""The pain types and look-alikes, and what of them no bedside can know: `data/pain_types.yaml`."""

from functools import cache
from itertools import product
from math import isclose
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.content.quantity import Id, Mark, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml

Cause = Literal["spine", "tendon", "muscle", "bone"]
Detail = Literal["root", "degree", "stage", "grade", "site"]
DETAILS: tuple[Detail, ...] = ("root", "degree", "stage", "grade", "site")
"""What may be told apart within a type, in this order."""


class Shares(Strict):
    """How a whole splits into parts that sum to one, with one passport for all of them.

    Attributes:
        of: part -> share, 0 to 1.
        mark, source, why, reviewed_by: as in `Quantity`.
    """

    of: dict[str, float] = Field(min_length=1)
    mark: Mark = Mark.TEACHING
    source: Source = "teaching"
    why: Text
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not isclose(sum(self.of.values()), 1.0, abs_tol=1e-9) or min(self.of.values()) < 0:
            raise ValueError(f"the shares are to sum to 1; they sum to {sum(self.of.values()):g}")
        if self.mark is not Mark.TEACHING and not self.source.startswith("evidence:"):
            raise ValueError("shares marked 'runners' or 'borrowed' name a figure: source: evidence:<id>")
        return self


class Family(Strict):
    """One of the four families that belief is first shown in."""

    name: Text
    plain: Text


class PainType(Strict):
    """One condition that may be present, alone or with others.

    Attributes:
        name, short, plain: its name; a short one; what a patient would call it.
        what: what it is, in one or two sentences.
        family: the family it is shown in.
        cause: which daily hazard begins it; none where the diary says nothing of it.
        serious: whether it must not be missed.
        unknowable: what no bedside can know about it.
        details: what is told apart within it (root, degree, stage, grade, site), with shares.
        never: combinations of details that do not occur ('l5.reflex').
        severity, irritability: how severe and irritable it usually is when alone.
        two_weeks: how it usually stands two weeks later.
    """

    name: Text
    short: Text
    plain: Text
    what: Text
    family: Id
    cause: Cause | None = None
    serious: bool = False
    unknowable: tuple[Text, ...] = ()
    details: dict[Detail, Shares] = Field(default_factory=dict)
    never: tuple[str, ...] = ()
    severity: Shares
    irritability: Shares
    two_weeks: Shares
    cites: tuple[Source, ...] = ()
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _known_steps(self) -> Self:
        wanted = {"severity": SEVERITY, "irritability": IRRITABILITY, "two_weeks": COURSE}
        for name, steps in wanted.items():
            if tuple(getattr(self, name).of) != steps:
                raise ValueError(f"'{name}' is given as {', '.join(steps)}, in this order")
        return self

    @property
    def forms(self) -> tuple[tuple[str, float], ...]:
        """The forms it takes ('l5.motor') with their shares; one form without a name where there are none."""
        names = [name for name in DETAILS if name in self.details]
        parts = [list(self.details[name].of.items()) for name in names]
        forms: list[tuple[str, float]] = []
        for choice in product(*parts):
            form = ".".join(part for part, _ in choice)
            share = 1.0
            for _, each in choice:
                share *= each
            if form not in self.never:
                forms.append((form, share))
        # Where a combination does not occur, its share goes to the others with the same first detail.
        wanted: dict[str, float] = dict(parts[0]) if parts else {"": 1.0}
        kept: dict[str, float] = {}
        for form, share in forms:
            first = form.split(".")[0]
            kept[first] = kept.get(first, 0.0) + share
        return tuple(
            (form, share * wanted[form.split(".")[0]] / kept[form.split(".")[0]]) for form, share in forms
        )


SEVERITY = ("mild", "moderate", "severe")
IRRITABILITY = ("low", "moderate", "high")
OUTSIDE = "outside"
COURSE = ("better", "same", "worse")


class PainTypes(Strict):
    """All families and types, in the order in which they are shown.

    Attributes:
        families, types: by id.
        outside: pain that none of the types is, and that would be taken for one of them if the model knew nothing
            of it. It has a state, but it is no type and belongs to no family.
    """

    families: dict[Id, Family]
    types: dict[Id, PainType]
    outside: PainType

    def kind(self, name: str) -> PainType:
        """Return a type, or what lies outside all types for the name 'outside'."""
        return self.outside if name == OUTSIDE else self.types[name]

    @model_validator(mode="after")
    def _families_known(self) -> Self:
        for key, kind in self.types.items():
            if kind.family not in self.families:
                raise ValueError(f"the type '{key}' names the unknown family '{kind.family}'")
        return self


@cache
def pain_types() -> PainTypes:
    """Return the pain types.

    >>> list(pain_types().families)
    ['radicular', 'radiculopathy', 'referred', 'lookalike']
    """
    return read_yaml("pain_types.yaml", PainTypes)
