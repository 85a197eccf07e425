"""Luck that is looked up, not drawn: every random decision is a hash of (seed, runner, day, decision).

No decision uses up luck that another would have had. So a change that touches nothing leaves every number
as it was, a twin differs only through the change made, and a batch gives each life what it would get alone.
Only whole-number arithmetic and a rounded table stand behind it: the same bits on every machine.
"""

from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import ArrayLike, NDArray

Luck = NDArray[np.float64]
Cells = NDArray[np.uint64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_STIR_1 = np.uint64(0xBF58476D1CE4E5B9)
_STIR_2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_TABLE_BITS = 14
_TABLE_SHIFT = np.uint64(64 - _TABLE_BITS)
_UNIT = 2.0**-53


def cells(seed: int, runner: ArrayLike, day: ArrayLike) -> Cells:
    """Return one 64-bit cell for each runner and day, from which decisions are drawn.

    Useful where many decisions are made for the same runners and days: the costlier half of the hash is
    then done once. `uniform_in(cells(seed, r, d), name)` equals `uniform(seed, name, r, d)`.

    Args:
        seed: any whole number; only its lowest 64 bits count.
        runner: number of the runner or life, whole, any shape.
        day: day counted from the consultation (-1 is the last day), whole; broadcast against `runner`.

    >>> cells(7, [0, 1], [[-2], [-1]]).shape
    (2, 2)
    """
    start = np.full(1, seed & 0xFFFFFFFFFFFFFFFF, dtype=np.uint64)
    runners = _stir(_stir(start + _STEP) ^ (_whole(runner) * _STEP + _STIR_1))
    grid: Cells = _stir(runners ^ (_whole(day) * _STIR_2 + _STEP))
    return grid


def uniform_in(grid: Cells, decision: str) -> Luck:
    """Return uniform luck in [0, 1) for one decision in each cell; a multiple of 2**-53."""
    stirred = _stir(grid ^ _key(decision))
    stirred >>= _S11
    return stirred.astype(np.float64) * _UNIT


def uniforms_of(cell: Cells, decisions: tuple[str, ...]) -> Luck:
    """Return uniform luck in [0, 1) for many decisions in one cell, shape (decisions,).

    The same numbers as `uniform_in`, decision by decision, at the cost of one.

    >>> cell = cells(7, 0, -1)
    >>> uniforms_of(cell, ("a", "b")).tolist() == [float(uniform_in(cell, name)[0]) for name in "ab"]
    True
    """
    stirred = _stir(cell.ravel()[0] ^ _keys(decisions))
    stirred >>= _S11
    return stirred.astype(np.float64) * _UNIT


def normal_in(grid: Cells, decision: str) -> Luck:
    """Return standard normal luck for one decision in each cell: one of 16384 values, at most 4.01 from 0."""
    # The last step of the finaliser leaves the highest bits as they are, and only these are looked at.
    stirred, spare = _stir_but_last(grid ^ _key(decision))
    stirred >>= _TABLE_SHIFT
    return _normal_table().take(stirred.view(np.int64), out=spare.view(np.float64), mode="wrap")


def uniform(seed: int, decision: str, runner: ArrayLike, day: ArrayLike) -> Luck:
    """Return uniform luck in [0, 1).

    Args:
        seed: any whole number.
        decision: what is decided, in words; another word is another luck.
        runner: number of the runner or life.
        day: day counted from the consultation (-1 is the last day); broadcast against `runner`.

    >>> float(uniform(7, "skip", 0, -1)[0]) == float(uniform(7, "skip", [3, 0], -1)[1])
    True
    """
    return uniform_in(cells(seed, runner, day), decision)


def normal(seed: int, decision: str, runner: ArrayLike, day: ArrayLike) -> Luck:
    """Return standard normal luck, read from a table at a quantised uniform.

    >>> normal(7, "night", range(3), -1).shape
    (3,)
    """
    return normal_in(cells(seed, runner, day), decision)


def _whole(values: ArrayLike) -> Cells:
    array = np.atleast_1d(np.asarray(values))
    if array.dtype.kind == "u":
        return array.astype(np.uint64)
    if array.dtype.kind != "i":
        raise TypeError(f"Runners and days are whole numbers; got {array.dtype}.")
    return array.astype(np.int64).view(np.uint64)


def _stir(x: Cells) -> Cells:
    """Return the numbers stirred, each bit that goes in moving half of the bits; what is given is used up.

    The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    """
    x, spare = _stir_but_last(x)
    x ^= np.right_shift(x, _S31, out=spare)
    return x


def _stir_but_last(x: Cells) -> tuple[Cells, Cells]:
    spare = x >> _S30
    x ^= spare
    x *= _STIR_1
    x ^= np.right_shift(x, _S27, out=spare)
    x *= _STIR_2
    return x, spare


@cache
def _key(decision: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(decision.encode(), digest_size=8).digest(), "little"))


@lru_cache(maxsize=32)
def _keys(decisions: tuple[str, ...]) -> Cells:
    return np.array([_key(decision) for decision in decisions], dtype=np.uint64)


@cache
def _normal_table() -> Luck:
    """Return the normal quantiles at the middles of 16384 equal slices, rounded to 6 decimals.

    By Acklam's rational approximation (relative error 1.2e-9); the rounding removes what machines differ in.
    """
    half = 1 << (_TABLE_BITS - 1)
    p = (np.arange(half) + 0.5) / (2 * half)
    q = p - 0.5
    r = q * q
    a = (-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716)
    b = (-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572)
    c = (
        -0.007784894002430293,
        -0.3223964580411365,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
    )
    d = (0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416)
    middle = (np.polyval((*a, 2.506628277459239), r) * q) / np.polyval((*b, 1.0), r)
    tail = np.sqrt(-2.0 * np.log(p))
    outer = np.polyval((*c, 2.938163982698783), tail) / np.polyval((*d, 1.0), tail)
    left = np.round(np.where(p < 0.02425, outer, middle), 6)
    table = np.concatenate([left, -left[::-1]])
    table.setflags(write=False)
    return table
