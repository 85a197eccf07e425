"""Published figures and the papers they are from: `data/evidence/*.yaml`."""

from enum import StrEnum
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from toolkit.content.fault import ContentError, Fault
from toolkit.content.place import data_dir
from toolkit.content.quantity import Doi, Key, Number, Strict, Text
from toolkit.content.yaml_file import Parsed, fit, parse_file


class Status(StrEnum):
    """How a figure was seen: in the paper, on a secondary page, from sure memory, or computed from such."""

    VERIFIED = "V"
    SECONDARY = "V2"
    MEMORY_HIGH = "M-h"
    COMPUTED = "C"


class Reference(Strict):
    """A paper, a guideline or a page, as it is cited on the screen."""

    authors: Text
    year: int = Field(ge=1900, le=2100)
    title: str = ""
    where: Text
    doi: Doi = ""
    pmid: str = ""


class Figure(Strict):
    """One published figure.

    Attributes:
        what: what was measured, in words.
        value, low, high: the estimate and its interval; none where only a direction is known.
        interval: what low and high are ('95 % CI', '80 % CI', 'SD', 'range').
        unit: in words.
        population, outcome: in whom, and of what.
        reference: key of the paper.
        status: V, V2, M-h or C (computed from such figures).
    """

    what: Text
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    interval: str = "95 % CI"
    unit: Text
    population: Text
    outcome: str = ""
    reference: Key
    status: Status
    note: str = ""

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("give both 'low' and 'high', or neither")
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"'low' ({self.low}) is above 'high' ({self.high})")
            if self.value is not None and self.interval != "SD" and not self.low <= self.value <= self.high:
                raise ValueError(
                    f"the value {self.value} lies outside its interval {self.low} to {self.high}"
                )
        return self


class EvidenceFile(Strict):
    """One section of the evidence base."""

    references: dict[Key, Reference]
    figures: dict[Key, Figure]


@cache
def evidence() -> EvidenceFile:
    """Return all figures and references, merged over the sections.

    Raises:
        ContentError: a file is wrong, a key stands twice, or a figure names no known paper.
    """
    references: dict[str, Reference] = {}
    figures: dict[str, Figure] = {}
    named: list[tuple[Parsed, str]] = []
    faults: list[Fault] = []
    for path in sorted((data_dir() / "evidence").glob("*.yaml")):
        parsed = parse_file(path, f"evidence/{path.name}")
        section = fit(parsed, EvidenceFile)
        for key, reference in section.references.items():
            if references.setdefault(key, reference) != reference:
                what = f"The reference '{key}' stands in another file with other words."
                faults.append(
                    Fault(parsed.name, parsed.line(("references", key)), what, "Make them the same.")
                )
        for key, figure in section.figures.items():
            if key in figures:
                what = f"The figure '{key}' stands in another file too."
                faults.append(Fault(parsed.name, parsed.line(("figures", key)), what, "Rename one of them."))
            figures[key] = figure
            named.append((parsed, key))
    for parsed, key in named:
        paper = figures[key].reference
        if paper not in references:
            line = parsed.line(("figures", key, "reference"))
            what = f"The figure '{key}' names the unknown paper '{paper}'."
            faults.append(Fault(parsed.name, line, what, "Add it under 'references'."))
    if faults:
        raise ContentError(faults)
    return EvidenceFile(references=references, figures=figures)
