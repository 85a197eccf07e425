"""Two factors at once: odds ratios alone and together, and what is left beyond their sum (RERI)."""

import csv
from dataclasses import dataclass
from math import exp, log, sqrt
from pathlib import Path
from typing import NamedTuple

from toolkit.factors.band import Banded

_Z = 1.959963984540054


class Counts(NamedTuple):
    """People with and without the outcome in one group."""

    cases: int
    others: int


@dataclass(frozen=True)
class InteractionMeasures:
    """How two factors act together, on the scale of odds ratios against people with neither.

    Attributes:
        one, other, both: odds ratios with their 95 % intervals (Woolf).
        reri: relative excess risk due to interaction, both - one - other + 1; 0 where effects just add. Its
            interval is put together from those of the three odds ratios, which are lopsided (MOVER).
        reri_delta: the same with the symmetric interval of the delta method, for comparison.
        attributable: share of `both` that is due to interaction, reri / both.
        synergy: (both - 1) / ((one - 1) + (other - 1)); none where it is not defined.
        ratio: both / (one x other); 1 where effects just multiply.
    """

    one: Banded
    other: Banded
    both: Banded
    reri: Banded
    reri_delta: Banded
    attributable: float
    synergy: float | None
    ratio: Banded

    @property
    def words(self) -> str:
        """Say what can be read, and what cannot."""
        low, high = self.reri.low, self.reri.high
        lean = "less" if self.reri.value < 0 else "more"
        said = (
            f"Together the two do {lean} than the sum of what each does alone: excess {self.reri.value:.2f}, "
            f"but anything from {low:.1f} to {high:.1f} agrees with these data."
        )
        if low <= 0 <= high:
            return f"{said} So it cannot be told whether they act together at all."
        return said


def interaction_measures(
    *,
    neither: tuple[int, int],
    one: tuple[int, int],
    other: tuple[int, int],
    both: tuple[int, int],
) -> InteractionMeasures:
    r"""Return interaction measures from eight counts.

    $RERI = OR_{11} - OR_{10} - OR_{01} + 1$; the three odds ratios share the group with neither factor.

    Args:
        neither: people with and without the outcome, of those with neither factor.
        one: of those with the first factor alone.
        other: of those with the second alone.
        both: of those with both.

    Raises:
        ValueError: a count is below 1; then no odds ratio is defined.

    >>> interaction_measures(neither=(10, 90), one=(20, 80), other=(20, 80), both=(40, 60)).reri.value > 0
    True
    """
    groups = {
        name: Counts(*counts)
        for name, counts in (("neither", neither), ("one", one), ("other", other), ("both", both))
    }
    for name, counts in groups.items():
        if min(counts) < 1:
            raise ValueError(
                f"Each group needs at least one person with and one without the outcome; see '{name}'."
            )
    base = groups["neither"]
    shared = 1 / base.cases + 1 / base.others
    logs = {
        n: log(c.cases / c.others) - log(base.cases / base.others)
        for n, c in groups.items()
        if n != "neither"
    }
    spread = {n: 1 / c.cases + 1 / c.others + shared for n, c in groups.items() if n != "neither"}
    ratios = {name: exp(value) for name, value in logs.items()}
    product = logs["both"] - logs["one"] - logs["other"]
    wide = sqrt(sum(1 / c.cases + 1 / c.others for c in groups.values()))
    apart = ratios["one"] + ratios["other"] - 2
    each = {name: _ratio(logs[name], sqrt(spread[name])) for name in logs}
    reri = ratios["both"] - ratios["one"] - ratios["other"] + 1
    return InteractionMeasures(
        one=each["one"],
        other=each["other"],
        both=each["both"],
        reri=Banded(reri, *_recovered_interval(reri, each, spread, shared)),
        reri_delta=Banded(reri, *_delta_interval(reri, ratios, spread, shared)),
        attributable=reri / ratios["both"],
        synergy=(ratios["both"] - 1) / apart if abs(apart) > 1e-12 else None,
        ratio=_ratio(product, wide),
    )


def read_interaction(path: Path, *, outcome: str, one: str, other: str) -> InteractionMeasures:
    """Return interaction measures of a CSV file with a row for each person and columns of 0 and 1.

    Args:
        path: the file.
        outcome: the column of the outcome.
        one: the column of the first factor.
        other: the column of the second.

    Raises:
        ValueError: a column is missing, or a value is neither 0 nor 1.
    """
    counted = {(a, b): [0, 0] for a in "01" for b in "01"}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in (outcome, one, other) if name not in (rows.fieldnames or ())]
        if missing:
            raise ValueError(f"The file has no column '{missing[0]}'.")
        for number, row in enumerate(rows, start=2):
            key = (row[one], row[other])
            if key not in counted or row[outcome] not in {"0", "1"}:
                raise ValueError(f"Line {number}: only 0 and 1 are read, and one of these is neither.")
            counted[key][row[outcome] == "0"] += 1
    groups = {key: (cases, others) for key, (cases, others) in counted.items()}
    return interaction_measures(
        neither=groups["0", "0"], one=groups["1", "0"], other=groups["0", "1"], both=groups["1", "1"]
    )


def _recovered_interval(
    reri: float, each: dict[str, Banded], spread: dict[str, float], shared: float
) -> tuple[float, float]:
    """Return the interval from the three odds ratios' own, with the correlation that the shared group makes."""

    def reach(both: float, one: float, other: float) -> float:
        def together(i: str, j: str) -> float:
            return 2 * shared / sqrt(spread[i] * spread[j])

        squared = both**2 + one**2 + other**2 + together("one", "other") * one * other
        squared -= both * (together("both", "one") * one + together("both", "other") * other)
        return sqrt(max(squared, 0.0))

    both, one, other = each["both"], each["one"], each["other"]
    down = reach(both.value - both.low, one.high - one.value, other.high - other.value)
    up = reach(both.high - both.value, one.value - one.low, other.value - other.low)
    return reri - down, reri + up


def _delta_interval(
    reri: float, ratios: dict[str, float], spread: dict[str, float], shared: float
) -> tuple[float, float]:
    slopes = {"one": -ratios["one"], "other": -ratios["other"], "both": ratios["both"]}
    variance = sum(slopes[i] * slopes[j] * (spread[i] if i == j else shared) for i in slopes for j in slopes)
    return reri - _Z * sqrt(variance), reri + _Z * sqrt(variance)


def _ratio(log_ratio: float, spread: float) -> Banded:
    return Banded(exp(log_ratio), exp(log_ratio - _Z * spread), exp(log_ratio + _Z * spread))
