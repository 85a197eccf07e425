"""Split the value of a whole among seven factors, over all 128 ways to switch them on and off."""

from functools import cache
from math import factorial

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import FACTORS, Factor

Floats = NDArray[np.float64]

ALL_ON = 2 ** len(FACTORS) - 1
"""The number of the subset with all factors; subset 0 has none, and bit i is `FACTORS[i]`."""


def shapley_parts(worth: Floats) -> Floats:
    r"""Return each factor's exact Shapley part.

    $$\phi_i = \sum_{S \not\ni i} \frac{|S|!\,(6 - |S|)!}{7!}\left(v(S \cup i) - v(S)\right)$$

    The parts sum to v(all) - v(none): what no factor explains stays with the baseline.

    Args:
        worth: v of each subset, shape (128,) or (128, draws).

    Returns:
        The parts, shape (7,) or (7, draws).

    >>> sizes = np.array([bin(subset).count("1") for subset in range(128)], dtype=float)
    >>> shapley_parts(sizes).round(12).tolist()
    [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    """
    return np.asarray(_weights() @ worth)


def steps(worth: Floats, order: tuple[Factor, ...]) -> Floats:
    """Return what each factor adds when they are switched on in one order, shape (7,), in that order.

    Args:
        worth: v of each subset, shape (128,).
        order: all seven.

    Raises:
        ValueError: the order does not hold each factor once.
    """
    if sorted(order) != sorted(FACTORS):
        raise ValueError(f"An order holds each of the seven factors once; got {', '.join(order)}.")
    subset, added = 0, []
    for factor in order:
        wider = subset | 1 << FACTORS.index(factor)
        added.append(worth[wider] - worth[subset])
        subset = wider
    return np.array(added)


def first_and_last(worth: Floats, factor: Factor) -> tuple[float, float]:
    """Return what a factor adds when it is switched on before all others, and after all others."""
    bit = 1 << FACTORS.index(factor)
    return float(worth[bit] - worth[0]), float(worth[ALL_ON] - worth[ALL_ON ^ bit])


@cache
def _weights() -> Floats:
    count = len(FACTORS)
    table = np.zeros((count, ALL_ON + 1))
    for subset in range(ALL_ON + 1):
        size = subset.bit_count()
        for at in range(count):
            if not subset >> at & 1:
                weight = factorial(size) * factorial(count - size - 1) / factorial(count)
                table[at, subset | 1 << at] += weight
                table[at, subset] -= weight
    table.setflags(write=False)
    return table
