"""The passport of a number: the plain data of the card that opens beside it."""

import re
from dataclasses import dataclass

from toolkit.content.claims import claims
from toolkit.content.evidence import Figure, Reference, Status, evidence
from toolkit.content.quantity import Mark, Quantity, review_words

_STATUS_WORDS = {
    Status.VERIFIED: "read in the paper itself",
    Status.SECONDARY: "read on a secondary page only",
    Status.MEMORY_HIGH: "quoted from sure memory; the paper was not opened again",
    Status.COMPUTED: "computed from published figures",
}

_PLAIN_UNIT = re.compile(
    r"(per |points|%|[hd]$|km|m$|min|mile|wk|week|day|month|year|hour|degree|times|arbitrary units|people)"
)
"""Units that follow a number directly; all others describe it and stand in brackets."""


@dataclass(frozen=True)
class Passport:
    """What a person sees who asks where a number is from.

    Attributes:
        name: what the number is called; empty where nobody said.
        number: the value with its unit; empty for a figure that is a direction only.
        interval: low to high; empty where there is none.
        measured_in: the published population and outcome; empty for a number chosen for teaching.
        published: the published figure in words, when the number rests on one.
        source: who published it, when and where, or the article's statement.
        doi: of the paper, without an address; empty where there is none.
        seen: how the figure was seen ('read in the paper itself').
        mark: the id of the mark; `symbol` and `mark_words` as they stand on the screen.
        why: what was done to the published figure, or why the value was chosen.
        review: who reviewed it.
    """

    name: str
    number: str
    interval: str
    measured_in: str
    published: str
    source: str
    doi: str
    seen: str
    mark: str
    symbol: str
    mark_words: str
    why: str
    review: str

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The card as label and words, without empty rows, in the order in which it is read."""
        every = (
            ("Value", self.number),
            ("Interval", self.interval),
            ("Mark", f"{self.symbol} {self.mark_words}"),
            ("Measured in", self.measured_in),
            ("Published figure", self.published),
            ("Source", self.source),
            ("DOI", self.doi),
            ("How it was seen", self.seen),
            ("Why", self.why),
            ("Review", self.review),
        )
        return tuple((label, words) for label, words in every if words)

    @property
    def sentence(self) -> str:
        """The card in one line, for a text twin and for print.

        >>> quantity = Quantity(value=0.3, unit="ratio", mark="teaching", source="teaching", why="A guess.")
        >>> passport(quantity).sentence
        '0.3 (ratio). Chosen for teaching. A guess. Not yet reviewed by a clinician.'
        """
        interval = f", {self.interval}" if self.interval else ""
        parts = (
            self.number + interval,
            self.mark_words,
            self.measured_in,
            self.source,
            self.why,
            self.review,
        )
        return " ".join(_sentence(part) for part in parts if part)


def passport(number: Quantity | str, *, name: str = "", mark: Mark | str | None = None) -> Passport:
    """Return the passport of a quantity, or of a published figure by its id.

    Args:
        number: a `Quantity`, or the id of a published figure, with or without 'evidence:' before it.
        name: what the number is called on the screen.
        mark: for a figure, how it is used here; without it, by whether its population are runners.

    Raises:
        KeyError: no figure has this id, or the quantity names a source that does not exist.

    >>> quantity = Quantity(
    ...     value=1.4,
    ...     low=1.1,
    ...     high=1.8,
    ...     unit="ratio",
    ...     mark="teaching",
    ...     source="teaching",
    ...     why="A round value.",
    ... )
    >>> passport(quantity, name="Poor sleep").rows[0:2]
    (('Value', '1.4 (ratio)'), ('Interval', '1.1 to 1.8'))
    """
    if isinstance(number, str):
        return _of_figure(number.removeprefix("evidence:"), name, mark)
    figure, reference = _published(number.source)
    return Passport(
        name=name,
        number=with_unit(number.value, number.unit),
        interval=_interval(number.low, number.high, ""),
        measured_in=_measured_in(figure) if figure else "",
        published=_figure_words(figure) if figure else "",
        source=_source_words(number.source, reference),
        doi=reference.doi if reference else "",
        seen=_STATUS_WORDS[figure.status] if figure else "",
        mark=number.mark.value,
        symbol=number.mark.symbol,
        mark_words=number.mark.words,
        why=number.why,
        review=review_words(number.reviewed_by),
    )


def reference_words(reference: Reference) -> str:
    """Cite a paper in one line.

    >>> reference_words(Reference(authors="Frandsen and others", year=2025, where="Br J Sports Med 59:1203"))
    'Frandsen and others 2025. Br J Sports Med 59:1203'
    """
    title = f" {reference.title.removesuffix('.')}." if reference.title else ""
    return f"{reference.authors} {reference.year}.{title} {reference.where}"


def with_unit(value: float, unit: str) -> str:
    """Write a number with its unit, as it is read aloud.

    >>> (
    ...     with_unit(0.0008, "per day"),
    ...     with_unit(25, "%"),
    ...     with_unit(1.64, "ratio"),
    ...     with_unit(0.92, "probability"),
    ... )
    ('0.0008 per day', '25 %', '1.64 (ratio)', '0.92 (probability)')
    """
    said = f"{value:.4g}" if abs(value) < 10_000 else f"{value:,.0f}"
    described = not _PLAIN_UNIT.match(unit)
    return f"{said} ({unit})" if described else f"{said} {unit}"


def _of_figure(key: str, name: str, mark: Mark | str | None) -> Passport:
    figure, reference = _published(f"evidence:{key}")
    if figure is None:
        raise KeyError(f"No published figure has the id '{key}'. Look in data/evidence.")
    by_population = Mark.RUNNERS if "runner" in figure.population.lower() else Mark.BORROWED
    used = by_population if mark is None else Mark(mark)
    return Passport(
        name=name or figure.what,
        number="" if figure.value is None else with_unit(figure.value, figure.unit),
        interval=_interval(figure.low, figure.high, figure.interval),
        measured_in=_measured_in(figure),
        published=figure.what,
        source=_source_words(f"evidence:{key}", reference),
        doi=reference.doi if reference else "",
        seen=_STATUS_WORDS[figure.status],
        mark=used.value,
        symbol=used.symbol,
        mark_words=used.words,
        why=figure.note,
        # a published figure is a quotation; what is reviewed is the use that is made of it
        review="",
    )


def _published(source: str) -> tuple[Figure | None, Reference | None]:
    kind, _, key = source.partition(":")
    if kind != "evidence":
        return None, None
    known = evidence()
    if key not in known.figures:
        raise KeyError(f"No published figure has the id '{key}'. Look in data/evidence.")
    figure = known.figures[key]
    return figure, known.references[figure.reference]


def _source_words(source: str, reference: Reference | None) -> str:
    if reference is not None:
        return reference_words(reference)
    kind, _, key = source.partition(":")
    if kind != "article":
        return ""
    if key not in claims().claims:
        raise KeyError(f"The article has no statement '{key}'. Look in data/claims.yaml.")
    return f"The source article, statement {key}: {claims().claims[key].text}"


def _measured_in(figure: Figure) -> str:
    return f"{figure.population}; {figure.outcome}" if figure.outcome else figure.population


def _figure_words(figure: Figure) -> str:
    interval = _interval(figure.low, figure.high, figure.interval)
    value = "" if figure.value is None else with_unit(figure.value, figure.unit)
    said = f"{value}, {interval}" if value and interval else value or interval
    return f"{figure.what}: {said}" if said else figure.what


def _interval(low: float | None, high: float | None, kind: str) -> str:
    if low is None or high is None:
        return ""
    if kind == "SD":
        return f"SD {(high - low) / 2:.4g}"
    said = f"{low:.4g} to {high:.4g}"
    return f"{said} ({kind})" if kind else said


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].removesuffix(".") + "."
