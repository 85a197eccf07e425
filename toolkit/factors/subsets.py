"""The chance of an episode in a window of days, for all 128 ways to switch the seven factors on and off."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import CAUSES, FACTORS, Cause
from toolkit.factors.coefficients import Coefficients
from toolkit.factors.combining import Multipliers, Rival, at_risk, multipliers, reference
from toolkit.factors.doses import Doses
from toolkit.factors.shapley import ALL_ON

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class Subsets(NamedTuple):
    """Over all subsets of factors, numbered as in `shapley`.

    Attributes:
        chance: of an episode in the window, shape (128, draws).
        by_cause: hazard summed over the window with no factor and with all, shape (2, causes, draws).
    """

    chance: Floats
    by_cause: Floats


def read_subsets(doses: Doses, coefficients: Coefficients, rival: Rival) -> Subsets:
    r"""Return the chance under every subset of factors, the diary frozen.

    $P(S) = 1 - \exp(-\sum_t \sum_c h_c(t; S))$ with the hazards of `combining.hazard`.

    Args:
        doses: of one life, cut to the window.
        coefficients: values or draws.
        rival: how effects combine.
    """
    base = (reference(doses, coefficients) * at_risk(doses, coefficients))[0]
    parts = _counted(multipliers(doses, coefficients), rival)
    if _reaches_a_bound(parts, rival, coefficients.cap):
        summed = summed_with_bounds(parts, base, rival, coefficients.cap)
    elif rival is Rival.ADDITIVE:
        summed = _summed_additive(parts, base)
    else:
        summed = _summed_product(parts, base)
    return Subsets(-np.expm1(-summed.sum(axis=1)), summed[[0, ALL_ON]])


def cause_shares(summed_hazard: Floats) -> dict[Cause, float]:
    """Return each cause's share of a hazard summed over days, shape (causes,).

    >>> cause_shares(np.array([2.0, 1.0, 1.0, 0.0]))["spine"]
    0.5
    """
    total = float(summed_hazard.sum())
    return {cause: float(part / total) for cause, part in zip(CAUSES, summed_hazard, strict=True)}


def summed_with_bounds(parts: Multipliers, base: Floats, rival: Rival, cap: float) -> Floats:
    """Return the summed hazards with the cap (and 0) applied to each day of each subset.

    Returns:
        Shape (128, causes, draws).
    """
    days, causes, draws = base.shape
    summed = np.empty((ALL_ON + 1, causes, draws), dtype=base.dtype)
    together = max(1, 2000 // (days * causes))  # so many draws keep the 128 tables within a core's own memory
    for start in range(0, draws, together):
        some = slice(start, start + together)
        here = base[:, :, some]
        table = np.ones((ALL_ON + 1, *here.shape), dtype=base.dtype)
        for at in range(len(FACTORS)):
            part = parts.factors[at]
            part = part[:, :, some] if part.shape[2] > 1 else part
            known, wider = slice(0, 1 << at), slice(1 << at, 2 << at)
            table[wider] = table[known] + (part - 1.0) if rival is Rival.ADDITIVE else table[known] * part
        if rival is Rival.INTERACTING:
            for one, other, part in parts.interactions:
                _both_on(table, one, other)[...] *= part[:, :, some]
        np.clip(table, 0.0, cap, out=table)
        summed[:, :, some] = np.einsum("stcd,tcd->scd", table, here)
    return summed


def _summed_product(parts: Multipliers, base: Floats) -> Floats:
    """Multiply what varies from day to day, sum over the days, then multiply what is alike on all."""
    varying = [at for at, part in enumerate(parts.factors) if part.shape[0] > 1]
    touched = {at for one, other, _ in parts.interactions for at in (one, other)}
    varying = sorted({*varying, *touched})
    alike = [at for at in range(len(FACTORS)) if at not in varying]
    table = np.empty((1 << len(varying), *base.shape), dtype=base.dtype)
    table[0] = base
    for at, factor in enumerate(varying):
        np.multiply(table[: 1 << at], parts.factors[factor], out=table[1 << at : 2 << at])
    for one, other, part in parts.interactions:
        _both_on(table, varying.index(one), varying.index(other))[...] *= part
    whole = np.empty((ALL_ON + 1, *base.shape[1:]), dtype=base.dtype)
    table.sum(axis=1, out=whole[: len(table)])
    for at, factor in enumerate(alike, start=len(varying)):
        np.multiply(whole[: 1 << at], parts.factors[factor][0], out=whole[1 << at : 2 << at])
    return whole[_renumbered((*varying, *alike))]


def _summed_additive(parts: Multipliers, base: Floats) -> Floats:
    whole = np.empty((ALL_ON + 1, *base.shape[1:]), dtype=base.dtype)
    whole[0] = base.sum(axis=0)
    for at, part in enumerate(parts.factors):
        whole[1 << at : 2 << at] = whole[: 1 << at] + (base * (part - 1.0)).sum(axis=0)
    return whole


def _renumbered(order: tuple[int, ...]) -> Whole:
    """Return each subset's number when bits are given out in `order` instead of as in `shapley`."""
    subsets = np.arange(ALL_ON + 1)
    number = np.zeros_like(subsets)
    for at, factor in enumerate(order):
        number |= (subsets >> factor & 1) << at
    return number


def _both_on(table: Floats, one: int, other: int) -> Floats:
    """Return the view of a table over subsets in which two bits are set."""
    bits = len(table).bit_length() - 1
    view = table.reshape((2,) * bits + table.shape[1:])
    where: list[slice | int] = [slice(None)] * bits
    where[bits - 1 - one] = where[bits - 1 - other] = 1
    return view[tuple(where)]


def _counted(parts: Multipliers, rival: Rival) -> Multipliers:
    """Return the multipliers of one life that a rival lets count, shape (days or 1, causes, draws)."""
    nothing = np.ones((1, 1, 1))
    factors = (
        part[0] if f in rival.counted else nothing for f, part in zip(FACTORS, parts.factors, strict=True)
    )
    pairs = parts.interactions if rival is Rival.INTERACTING else ()
    return Multipliers(tuple(factors), tuple((one, other, part[0]) for one, other, part in pairs))


def _reaches_a_bound(parts: Multipliers, rival: Rival, cap: float) -> bool:
    """Tell whether any subset on any day could pass the cap, or fall below 0."""
    if rival is Rival.ADDITIVE:
        least = 1.0 + sum((np.minimum(part - 1.0, 0.0) for part in parts.factors), start=np.zeros(()))
        most = 1.0 + sum((np.maximum(part - 1.0, 0.0) for part in parts.factors), start=np.zeros(()))
        return bool(least.min() < 0 or most.max() > cap)
    most = np.ones(())
    for part in (*parts.factors, *(pair for _, _, pair in parts.interactions)):
        most = most * np.maximum(part, 1.0)
    return bool(most.max() > cap)
