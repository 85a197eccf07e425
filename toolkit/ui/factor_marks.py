"""How far the numbers behind each of the eight bars are to be trusted: their marks, the strongest first."""

from functools import cache

from toolkit.content.factors import Factor, factors_file
from toolkit.content.quantity import Mark


@cache
def factor_marks(factor: Factor) -> tuple[Mark, ...]:
    """Return the marks that the effects of one factor carry.

    >>> [mark.symbol for mark in factor_marks("sleep")]
    ['◐', '○']
    """
    elements = [element for element in factors_file().elements.values() if element.factor == factor]
    return _ordered({effect.mark for element in elements for effect in element.effects.values()})


@cache
def base_marks() -> tuple[Mark, ...]:
    """Return the marks of the base incidences, which the eighth bar rests on.

    >>> [mark.symbol for mark in base_marks()]
    ['○']
    """
    return _ordered({cause.incidence.mark for cause in factors_file().causes.values()})


@cache
def all_marks() -> tuple[Mark, ...]:
    """Return the marks of all numbers that a chance rests on."""
    factors = {mark for factor in factors_file().factors for mark in factor_marks(factor)}
    return _ordered(factors | set(base_marks()))


def symbols(marks: tuple[Mark, ...]) -> str:
    """Write marks side by side.

    >>> symbols((Mark.BORROWED, Mark.TEACHING))
    '◐○'
    """
    return "".join(mark.symbol for mark in marks)


def _ordered(marks: set[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in Mark if mark in marks)
