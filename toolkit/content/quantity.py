"""Numbers with a passport: value, interval, unit, where from, and how far to trust it."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

_ID = r"^[a-z][a-z0-9_]*$"
_KEY = r"^[a-z0-9][a-z0-9_-]*$"
_CLAIM = r"^[A-I]\d+$"
_PAGE = r"^\d\d$"
_SOURCE = r"^(evidence:[a-z0-9][a-z0-9_-]*|article:[A-I]\d+|teaching)$"
_CITATION = r"^(evidence:[a-z0-9][a-z0-9_-]*|article:[A-I]\d+)$"
_DOI = r"^(10\.\d{4,9}/\S+)?$"

FORMS: dict[str, str] = {
    _ID: "a name of small letters, digits and underscores that begins with a letter",
    _KEY: "a name of small letters, digits and hyphens, such as frandsen2025-session-10-30",
    _CLAIM: "a statement's id, such as E3",
    _PAGE: "a page's two digits in quotation marks, such as '03'",
    _SOURCE: "evidence:<figure id>, article:<statement id> or teaching",
    _CITATION: "evidence:<figure id> or article:<statement id>",
    _DOI: "the DOI alone, beginning with 10., without an address",
}
"""What each pattern asks for, in words, for the remedy of a fault."""

Id = Annotated[str, StringConstraints(pattern=_ID)]
"""A stable name: small letters, digits and underscores."""

Key = Annotated[str, StringConstraints(pattern=_KEY)]
"""The name of a published figure or paper: small letters, digits and hyphens."""

ClaimId = Annotated[str, StringConstraints(pattern=_CLAIM)]
"""A statement of the article: 'A1' to 'I2'."""

PageNumber = Annotated[str, StringConstraints(pattern=_PAGE)]
"""A page's number in two digits: '00' is home."""

Doi = Annotated[str, StringConstraints(pattern=_DOI)]
"""A DOI without the address in front; empty where there is none."""

Number = Annotated[float, Field(strict=True)]
"""A number written as one: words, true and false are refused, not turned into numbers."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Words for people; never empty."""

Source = Annotated[str, StringConstraints(pattern=_SOURCE)]
"""`evidence:<figure id>`, `article:<claim id>`, or `teaching` (chosen for teaching)."""

Citation = Annotated[str, StringConstraints(pattern=_CITATION)]
"""`evidence:<figure id>` or `article:<claim id>`: what a sentence or a task demonstrates or rests on."""


class Strict(BaseModel):
    """A frozen value that refuses unknown keys, missing ones, infinities and nan."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)


class Mark(StrEnum):
    """How a number came here. The mark is always visible beside the number.

    >>> Mark.BORROWED.symbol, Mark.BORROWED.words
    ('◐', 'borrowed from another population or outcome')
    """

    RUNNERS = "runners"
    BORROWED = "borrowed"
    TEACHING = "teaching"

    @property
    def symbol(self) -> str:
        """The sign that stands beside a number with this mark."""
        return {"runners": "◉", "borrowed": "◐", "teaching": "○"}[self.value]

    @property
    def words(self) -> str:
        """The mark in plain words."""
        return {
            "runners": "measured in runners",
            "borrowed": "borrowed from another population or outcome",
            "teaching": "chosen for teaching",
        }[self.value]


class Quantity(Strict):
    """One number with its passport.

    Attributes:
        value: the value that the model uses.
        low, high: its interval (95 % where published, a plausible range where chosen); both or neither.
        unit: the unit in words ('ratio', 'km', 'per day', 'probability', 'h', 'points of 10').
        mark: measured in runners, borrowed, or chosen for teaching.
        source: `evidence:<figure id>`, `article:<claim id>` or `teaching`.
        why: what was done to the published figure, or why this value was chosen.
        reviewed_by: the clinician who reviewed it, by name; none until somebody has.

    >>> q = Quantity(
    ...     value=1.64,
    ...     low=1.31,
    ...     high=2.05,
    ...     unit="ratio",
    ...     mark="runners",
    ...     source="evidence:frandsen2025-session-10-30",
    ... )
    >>> q.mark.words
    'measured in runners'
    """

    value: Number
    low: Number | None = None
    high: Number | None = None
    unit: Text
    mark: Mark
    source: Source
    why: str = Field(default="", max_length=600)
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("give both 'low' and 'high', or neither")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            raise ValueError(f"the value {self.value} lies outside its interval {self.low} to {self.high}")
        if self.mark is Mark.TEACHING and not self.why:
            raise ValueError("a number chosen for teaching says in 'why' for what reason it was chosen")
        if self.mark is not Mark.TEACHING and not self.source.startswith("evidence:"):
            raise ValueError("a number marked 'runners' or 'borrowed' names a figure: source: evidence:<id>")
        return self

    @property
    def interval(self) -> tuple[float, float]:
        """Low and high; the value twice where no interval is given."""
        if self.low is None or self.high is None:
            return (self.value, self.value)
        return (self.low, self.high)


REVIEW_OPEN = "not yet reviewed by a clinician"


def review_words(reviewed_by: str | None) -> str:
    """Say who reviewed a piece of content.

    >>> review_words(None)
    'not yet reviewed by a clinician'
    """
    return f"reviewed by {reviewed_by}" if reviewed_by else REVIEW_OPEN
