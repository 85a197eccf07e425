"""What the model assumes, in plain words: one sheet to read, or to paste in an essay."""

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.content.evidence import evidence
from toolkit.content.factors import Cause, Effect, factors_file
from toolkit.content.quantity import Mark, Quantity, review_words
from toolkit.factors.combining import Rival
from toolkit.factors.model import CombinedFactorModel


@dataclass(frozen=True)
class Assumption:
    """One number of the model.

    Attributes:
        factor: its factor's name, or 'all' where it belongs to the whole model.
        what: in words; cause: on which cause of pain, or empty.
        number: with its passport.
        dial: times its log effect, as this model is set.
    """

    factor: str
    what: str
    cause: str
    number: Quantity
    dial: float = 1.0

    @property
    def words(self) -> str:
        """The number with interval, mark and reason, in one line."""
        low, high = self.number.interval
        span = "" if low == high else f" ({low:g} to {high:g})"
        where = f" ({self.cause})" if self.cause else ""
        dial = f" Turned to {self.dial:g} times its log effect here." if self.dial != 1 else ""
        mark = self.number.mark
        return (
            f"{self.what[:1].upper()}{self.what[1:]}{where}: {self.number.value:g}{span} {self.number.unit}; "
            f"{mark.symbol} {mark.words}. {self.source}{self.number.why}{dial}"
        )

    @property
    def source(self) -> str:
        """The paper or statement that the number names, as a short citation."""
        kind, _, key = self.number.source.partition(":")
        if kind == "article":
            return f"Article, {key}. "
        if kind != "evidence":
            return ""
        paper = evidence().references[evidence().figures[key].reference]
        return f"{paper.authors} {paper.year}. "


@dataclass(frozen=True)
class AssumptionSheet:
    """The whole sheet.

    Attributes:
        structure: how the model is built, in sentences.
        numbers: every number.
        not_in_it: what the model leaves out, in sentences.
        reviewed: who reviewed the numbers.
    """

    structure: tuple[str, ...]
    numbers: tuple[Assumption, ...]
    not_in_it: tuple[str, ...]
    reviewed: str

    def count(self, mark: Mark) -> int:
        """Return how many numbers carry a mark."""
        return sum(each.number.mark is mark for each in self.numbers)

    @property
    def marks_words(self) -> str:
        """How many numbers are measured, borrowed and chosen."""
        total = len(self.numbers)
        parts = [f"{self.count(mark)} are {mark.words} ({mark.symbol})" for mark in Mark]
        return f"Of its {total} numbers {', '.join(parts[:-1])} and {parts[-1]}; {self.reviewed}."

    @property
    def text(self) -> str:
        """The sheet as plain text."""
        lines = ["What the combined-factor model assumes", "", *self.structure, "", self.marks_words, ""]
        factor = ""
        for each in self.numbers:
            if each.factor != factor:
                factor = each.factor
                lines += ["", factor]
            lines.append(f"- {each.words}")
        return "\n".join([*lines, "", "Not in it", *(f"- {words}" for words in self.not_in_it), ""])


def assumption_sheet(model: CombinedFactorModel | None = None) -> AssumptionSheet:
    """Return what a model assumes.

    Args:
        model: the model in use, with its rival, dials and factors off; the ordinary one without.

    >>> sheet = assumption_sheet()
    >>> sheet.count(Mark.TEACHING) > sheet.count(Mark.RUNNERS)
    True
    """
    model = model or CombinedFactorModel()
    file = factors_file()
    rival = file.rivals[model.rival.value]
    left_out = ", ".join(file.factors[factor].name.lower() for factor in file.factors if factor in model.off)
    structure = [file.about, f"Factors combine so: {rival.name}. {rival.words}"]
    if model.rival is Rival.INTERACTING:
        structure += [
            f"{pair.name[:1].upper()}{pair.name[1:]}: {pair.words}" for pair in file.interactions.values()
        ]
    if left_out:
        structure.append(f"Left out here: {left_out}.")
    return AssumptionSheet(
        structure=tuple(structure),
        numbers=tuple(_numbers(model)),
        not_in_it=tuple(file.not_in_it),
        reviewed=review_words(file.reviewed_by),
    )


def _numbers(model: CombinedFactorModel) -> Iterator[Assumption]:
    file = factors_file()
    for name, number in file.settings:
        yield Assumption("The whole model", file.settings_words[name], "", number)
    for cause in file.causes.values():
        yield Assumption("The whole model", "base incidence", cause.name, cause.incidence)
        yield Assumption("The whole model", "share that goes with hours run", cause.name, cause.running_share)
    for factor, about in file.factors.items():
        if factor not in model.rival.counted or factor in model.off:
            continue
        for element in file.elements.values():
            if element.factor == factor:
                dial = model.dials.get(factor, 1.0)
                yield from _effects(about.name, element.name, element.effects, dial)
                yield Assumption(about.name, f"dose of {element.name} begins at", "", element.start)
                yield Assumption(about.name, f"dose of {element.name} is full at", "", element.full)
                if element.window_days is not None:
                    yield Assumption(
                        about.name, f"days that count for {element.name}", "", element.window_days
                    )
    if model.rival is Rival.INTERACTING:
        for pair in file.interactions.values():
            yield from _effects("Interactions", pair.name, pair.effects, 1.0)


def _effects(factor: str, what: str, effects: dict[Cause, Effect], dial: float) -> Iterator[Assumption]:
    causes = factors_file().causes
    for cause, number in effects.items():
        yield Assumption(factor, what, causes[cause].name, number, dial)
