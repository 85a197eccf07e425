"""A value with the band that its coefficients' intervals leave."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_LOW, _HIGH = 0.025, 0.975
_NOTHING = 0.005


@dataclass(frozen=True)
class Banded:
    """A number and its band: 95 % of seeded draws of all coefficients lie between low and high.

    >>> Banded(0.013, 0.008, 0.021).percent
    '1.3 %'
    """

    value: float
    low: float
    high: float

    @property
    def percent(self) -> str:
        """The value in per cent."""
        return percent(self.value)


def band(draws: Floats) -> tuple[Floats, Floats]:
    """Return where the middle 95 % of the draws begin and end, over the last axis.

    >>> low, high = band(np.arange(101.0))
    >>> float(low), float(high)
    (2.5, 97.5)
    """
    ordered = np.sort(draws, axis=-1)
    last = ordered.shape[-1] - 1

    def at(share: float) -> Floats:
        below = int(share * last)
        rest = share * last - below
        upper = ordered[..., min(below + 1, last)]
        return np.asarray(ordered[..., below] * (1 - rest) + upper * rest)

    return at(_LOW), at(_HIGH)


def banded(value: float, draws: Floats) -> Banded:
    """Return a value with the band of its draws, widened to hold the value where chance left it outside."""
    low, high = band(draws)
    return Banded(value, min(float(low), value), max(float(high), value))


def percent(share: float) -> str:
    """Write a share in per cent, with as many digits as it bears.

    >>> percent(0.0132), percent(0.0004), percent(0.35), percent(0), percent(-1e-9)
    ('1.3 %', '0.04 %', '35 %', '0 %', '0 %')
    """
    hundredths = 100 * share
    size = abs(hundredths)
    # What two digits write as nothing is nothing, and has no sign.
    if size < _NOTHING:
        return "0 %"
    digits = 0 if size >= 10 else 1 if size >= 1 else 2
    return f"{hundredths:.{digits}f} %"
