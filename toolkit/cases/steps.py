"""The steps of a session, as plain values."""

from dataclasses import dataclass

from toolkit.cases.case import Reply


@dataclass(frozen=True)
class Asked:
    """One question or test, with what came of it."""

    reply: Reply


@dataclass(frozen=True)
class Believed:
    """A belief stated, in points of 100: the four families, and types where they were opened."""

    families: dict[str, int]
    types: dict[str, int]


@dataclass(frozen=True)
class Named:
    """The factors that may matter."""

    factors: tuple[str, ...]


@dataclass(frozen=True)
class Committed:
    """The belief of this visit stands from here."""


@dataclass(frozen=True)
class Decided:
    """Urgency, plan items and one sentence to the patient."""

    urgency: str
    items: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Returned:
    """The patient came back: the next visit begins."""


@dataclass(frozen=True)
class Hinted:
    """A hint was asked for."""

    finding: str


@dataclass(frozen=True)
class Revealed:
    """The patient was uncovered."""


Step = Asked | Believed | Named | Committed | Decided | Returned | Hinted | Revealed
