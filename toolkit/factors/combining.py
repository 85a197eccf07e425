"""How doses and coefficients make a hazard: log-linear with interactions, additive, or load alone."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import CAUSES, FACTORS, Factor, factors_file
from toolkit.factors.coefficients import LIABILITY, PAST, Coefficients, layout
from toolkit.factors.doses import Doses, activity, kept

Floats = NDArray[np.float64]

_BONE = CAUSES.index("bone")
_YEAR = 365.0


class Rival(StrEnum):
    """Which way the same effects combine."""

    INTERACTING = "interacting"
    ADDITIVE = "additive"
    LOAD_ONLY = "load_only"

    @property
    def counted(self) -> frozenset[Factor]:
        """The factors that this way of combining lets count."""
        return frozenset({"training"} if self is Rival.LOAD_ONLY else FACTORS)


class Multipliers(NamedTuple):
    """What each factor does to each day's hazard, as a multiplier; 1 is nothing.

    Attributes:
        factors: in the order of `FACTORS`, shape (rows, causes, draws), or (1, causes, draws) where all days
        are
            alike.
        interactions: positions of the two factors, and the multiplier where both are on.
    """

    factors: tuple[Floats, ...]
    interactions: tuple[tuple[int, int, Floats], ...]


class Daily(NamedTuple):
    """Hazards of a new episode per day, shape (lives, days, causes, draws).

    Attributes:
        now: as the diary has it.
        habitual: of the same runner with sleep, stress and training as usual; days may be 1.
    """

    now: Floats
    habitual: Floats


def hazard(doses: Doses, coefficients: Coefficients, rival: Rival = Rival.INTERACTING) -> Floats:
    r"""Return the daily hazard of a new episode by cause, shape (lives, days, causes, draws).

    $$h_c(t) = b_c\, T_c(t)\, \min\left(\text{cap},\ M_c(t)\right)$$

    with $b$ the base, $T = 1 - s + s \min(r, 1)$ the time at risk ($r$: hours of the last week against the
    usual, $s$: the share of the base that goes with them), and $M$ what the factors do: the exponential of
    the sum of doses times log effects and of the interactions (interacting), or one plus the sum of what
    each adds (additive). Hours beyond the usual count with the increase in training.
    """
    return daily(doses, coefficients, rival).now


def daily(doses: Doses, coefficients: Coefficients, rival: Rival = Rival.INTERACTING) -> Daily:
    """Return the hazard as the diary has it, and the habitual one beside it (see `hazard`)."""
    doses = kept(doses, rival.counted)
    base = reference(doses, coefficients)
    if rival is Rival.ADDITIVE:
        # what stands keeps its place among the terms; transient ones are taken away
        relative, usual = (
            np.maximum(1.0 + sum((part - 1.0 for part in parts), start=np.zeros(())), 0.0)
            for parts in (
                multipliers(doses, coefficients).factors,
                multipliers(kept(doses, frozenset(FACTORS), transient=False), coefficients).factors,
            )
        )
    else:
        usual = np.exp(_standing(doses, coefficients))
        relative = np.exp(_transient(doses, coefficients))
        relative *= usual
        if (doses.hours > 1.0).any():
            relative *= _more_hours(doses, coefficients)
    np.minimum(relative, coefficients.cap, out=relative)
    lives, days = doses.hours.shape
    shape = (lives, -1, len(CAUSES), coefficients.draws)
    if relative.shape[0] == 1:
        relative = np.repeat(relative, lives * days, axis=0)
    relative *= base
    relative *= at_risk(doses, coefficients)
    habitual = base * np.minimum(usual, coefficients.cap)
    if len(habitual) == 1 and lives > 1:
        habitual = np.repeat(habitual, lives, axis=0)
    return Daily(relative.reshape(shape), habitual.reshape(shape))


def reference(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return the hazard without any factor at usual hours; shape (1 or lives x days, causes, draws)."""
    if not doses.energy_low.any():
        return coefficients.base[None]
    low = np.broadcast_to(doses.energy_low, doses.hours.shape).reshape(-1, 1)
    low = low[:1] if len(doses.hours) == 1 else low
    base = np.repeat(coefficients.base[None], len(low), axis=0)
    base[:, _BONE] *= np.where(low > 0, coefficients.energy_low, 1.0)
    return np.asarray(base)


def at_risk(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return how fewer hours of running than usual lower the hazard, shape (lives x days, causes, draws)."""
    fewer = _like(coefficients, np.maximum(1.0 - doses.hours.reshape(-1, 1, 1), 0.0))
    return np.asarray(1.0 - coefficients.running_share * fewer)


def multipliers(doses: Doses, coefficients: Coefficients) -> Multipliers:
    """Return what each factor and each interaction does to each day's hazard."""
    x = _like(coefficients, doses.x.reshape(-1, doses.x.shape[2]))
    alike = (x == x[:1]).all(axis=0)
    parts = []
    for factor in FACTORS:
        switch = layout().of([factor])
        rows = x[:1] if alike[switch].all() else x
        logs = np.tensordot(rows[:, switch], coefficients.log_effects[switch], axes=1)
        if factor == "past_history":
            logs = logs + _past(doses, coefficients)
        if factor == "genetics":
            logs = logs + _liability(doses, coefficients)
        part = np.exp(logs)
        if factor == "training" and (doses.hours > 1.0).any():
            part = part * _more_hours(doses, coefficients)
        parts.append(part)
    strength = activity(doses)
    pairs = []
    for (one, other), logs in zip(layout().between, coefficients.log_interactions, strict=True):
        both = _like(coefficients, strength[one] * strength[other]).reshape(-1, 1, 1)
        if both.any():
            pairs.append((FACTORS.index(one), FACTORS.index(other), np.exp(both * logs)))
    return Multipliers(tuple(parts), tuple(pairs))


def fall(days_since: Floats, shape: Floats) -> Floats:
    r"""Return how the effect of past episodes has fallen, 1 on average over the first year after recovery.

    $f(t) = k\,(t / 365)^{k - 1}$ with Weibull shape $k$ (dasilva2019): below 1 the hazard falls with time.
    The first days count as the last of them; before recovery there is no past episode to count.

    >>> fall(np.array([28.0, 365.0, 3650.0]), np.array(0.54)).round(2).tolist()
    [1.76, 0.54, 0.19]
    """
    first = factors_file().settings.past_first_days.value
    logs = np.log(np.maximum(days_since, first) / _YEAR)
    fallen = shape * np.exp((shape - 1.0) * logs)
    return np.asarray(np.where(days_since < 0, 0.0, fallen))


def _transient(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return the log of what passes, and of all interactions: shape (lives x days, causes, draws)."""
    causes, draws = coefficients.base.shape
    x = doses.x.reshape(-1, doses.x.shape[2])
    strength = activity(doses)
    both = np.stack([(strength[one] * strength[other]).ravel() for one, other in layout().between], axis=1)
    used_x, used_both = x.any(axis=0) & ~layout().standing, both.any(axis=0)
    columns = np.concatenate([x[:, used_x], both[:, used_both]], axis=1)
    rows = (coefficients.log_effects[used_x], coefficients.log_interactions[used_both])
    effects = np.concatenate(rows).reshape(-1, causes * draws)
    return np.asarray((_like(coefficients, columns) @ effects).reshape(-1, causes, draws))


def _standing(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return the log of what stands: shape (1 or lives x days, causes, draws)."""
    lives, days = doses.hours.shape
    standing = layout().standing
    logs = np.tensordot(
        _like(coefficients, doses.x[:, 0, standing]), coefficients.log_effects[standing], axes=1
    )
    if lives > 1:
        logs = np.repeat(logs, days, axis=0)
    return np.asarray(logs + _liability(doses, coefficients) + _past(doses, coefficients))


def _past(doses: Doses, coefficients: Coefficients) -> Floats:
    if not doses.episodes.any():
        return np.zeros((1, 1, 1), dtype=coefficients.base.dtype)
    since = _like(coefficients, doses.since[..., None])
    fallen = fall(since, coefficients.past_shape) * _like(coefficients, doses.episodes[..., None])
    return np.asarray(fallen.reshape(-1, 1, coefficients.draws) * coefficients.log_effects[PAST])


def _liability(doses: Doses, coefficients: Coefficients) -> Floats:
    z = _like(coefficients, doses.liability + doses.family_history * coefficients.family_shift)
    if not doses.liability_known:
        z = z + coefficients.unknown_liability
    lives, days = doses.hours.shape
    if lives > 1:
        z = np.repeat(np.broadcast_to(z, (lives, z.shape[1])), days, axis=0)
    return np.asarray(z[:, None, :] * coefficients.log_effects[LIABILITY])


def _more_hours(doses: Doses, coefficients: Coefficients) -> Floats:
    more = _like(coefficients, np.maximum(doses.hours.reshape(-1, 1, 1) - 1.0, 0.0))
    return np.asarray(1.0 + coefficients.running_share * more)


def _like(coefficients: Coefficients, values: Floats) -> Floats:
    """Return values with the digits of the coefficients: draws have fewer, and are quicker for it."""
    return values.astype(coefficients.base.dtype, copy=False)
