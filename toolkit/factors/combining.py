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
        factors: in the order of `FACTORS`, shape (lives, days, causes, draws); days is 1 where all are alike.
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
    doses = kept(doses, rival.counted)
    return _times_base(_combined(doses, coefficients, rival), doses, coefficients)


def daily(doses: Doses, coefficients: Coefficients, rival: Rival = Rival.INTERACTING) -> Daily:
    """Return the hazard as the diary has it, and the habitual one beside it (see `hazard`)."""
    doses = kept(doses, rival.counted)
    usual = kept(doses, frozenset(FACTORS), transient=False)
    habitual = np.minimum(_combined(usual, coefficients, rival, passing=False), coefficients.cap)
    habitual *= reference(doses, coefficients)
    return Daily(_times_base(_combined(doses, coefficients, rival), doses, coefficients), habitual)


def reference(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return the hazard without any factor at usual hours; shape (1 or lives, 1, causes, draws)."""
    base = coefficients.base[None, None]
    if not doses.energy_low.any():
        return base
    base = np.repeat(base, len(doses.energy_low), axis=0)
    base[:, 0, _BONE] *= np.where(doses.energy_low > 0, coefficients.energy_low, 1.0)
    return np.asarray(base)


def at_risk(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return how fewer hours of running than usual lower the hazard, shape (lives, days, causes, draws)."""
    fewer = _like(coefficients, np.maximum(1.0 - doses.hours[..., None, None], 0.0))
    return np.asarray(1.0 - coefficients.running_share * fewer)


def multipliers(doses: Doses, coefficients: Coefficients) -> Multipliers:
    """Return what each factor and each interaction does to each day's hazard."""
    parts = []
    for factor in FACTORS:
        switch = layout().of([factor])
        x = doses.x[switch]
        rows = x[..., :1] if (x == x[..., :1]).all() else x
        logs = _dot(rows, coefficients.log_effects[switch], coefficients)
        if factor == "past_history":
            logs = logs + _past(doses, coefficients)
        if factor == "genetics":
            logs = logs + _liability(doses, coefficients)
        part = np.exp(logs)
        if factor == "training" and (doses.hours > 1.0).any():
            part = part * _more_hours(doses, coefficients)
        parts.append(part)
    pairs = [
        (FACTORS.index(one), FACTORS.index(other), np.exp(_like(coefficients, both)[..., None, None] * logs))
        for both, (one, other), logs in zip(
            _together(doses), layout().between, coefficients.log_interactions, strict=True
        )
        if both.any()
    ]
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


def _combined(doses: Doses, coefficients: Coefficients, rival: Rival, *, passing: bool = True) -> Floats:
    """Return what all factors do together, shape (lives, days, causes, draws); days may be 1 without passing."""
    if rival is Rival.ADDITIVE:
        total = np.ones((1, 1, *coefficients.base.shape), dtype=coefficients.base.dtype)
        for part in multipliers(doses, coefficients).factors:
            total = total + (part - 1.0)
        return np.maximum(total, 0.0, out=total)
    standing = np.exp(_standing(doses, coefficients))
    if not passing:
        return np.asarray(standing * np.exp(_past(doses, coefficients)))
    total = _transient(doses, coefficients)
    fallen = _fallen(doses, coefficients) if doses.episodes.any() else None
    more = _beyond(doses.hours - 1.0, coefficients)
    for cause, share in enumerate(coefficients.running_share):
        of_cause, effect = total[:, :, cause], coefficients.log_effects[PAST, cause]
        np.exp(of_cause, out=of_cause)
        of_cause *= standing[:, :, cause]
        if fallen is not None and effect.any():
            of_cause *= np.exp(fallen * effect)
        if more is not None and share.any():
            of_cause *= 1.0 + share * more
    return total


def _times_base(relative: Floats, doses: Doses, coefficients: Coefficients) -> Floats:
    """Return the hazard behind multipliers of the reference; what is given is used up."""
    if relative.shape[:2] != doses.hours.shape:
        relative = np.broadcast_to(relative, (*doses.hours.shape, *coefficients.base.shape)).copy()
    base, fewer = reference(doses, coefficients), _beyond(1.0 - doses.hours, coefficients)
    for cause, share in enumerate(coefficients.running_share):
        of_cause = relative[:, :, cause]
        np.minimum(of_cause, coefficients.cap, out=of_cause)
        of_cause *= base[:, :, cause]
        if fewer is not None and share.any():
            of_cause *= 1.0 - share * fewer
    return relative


def _beyond(hours: Floats, coefficients: Coefficients) -> Floats | None:
    """Return what is above 0, shape (lives, days, 1); none where nothing is. What is given is used up."""
    above = np.maximum(hours, 0.0, out=hours)
    return _like(coefficients, above)[..., None] if above.any() else None


def _transient(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return the log of what passes, and of all interactions: shape (lives, days, causes, draws)."""
    passing = coefficients.log_effects * ~layout().standing[:, None, None]
    logs = _dot(doses.x, passing, coefficients)
    for both, effect in zip(_together(doses), coefficients.log_interactions, strict=True):
        if both.any():
            held = _like(coefficients, both)[..., None]
            for cause, of_cause in enumerate(effect):
                if of_cause.any():
                    logs[:, :, cause] += held * of_cause
    return logs


def _dot(columns: Floats, rows: Floats, coefficients: Coefficients) -> Floats:
    """Return doses times log effects, summed over elements: shape (lives, days, causes, draws).

    Without draws, each cause is a table of its own in memory, and its days follow one another as in the doses:
    so each later step is a sweep over neighbours. With draws, those of a day and cause lie side by side.
    """
    count, lives, days = columns.shape
    if coefficients.draws == 1:
        each_day = columns.transpose(0, 2, 1).reshape(count, days * lives)
        logs = rows[..., 0].T @ _like(coefficients, each_day)
        return np.asarray(logs.reshape(-1, days, lives).transpose(2, 1, 0)[..., None])
    table = _like(coefficients, columns.reshape(count, lives * days)).T
    logs = table @ rows.reshape(count, coefficients.base.size)
    return np.asarray(logs.reshape(lives, days, *coefficients.base.shape))


def _together(doses: Doses) -> list[Floats]:
    """Return how much of both factors of each interaction each day holds, shape (lives, days)."""
    named = {factor for pair in layout().between for factor in pair}
    held = {factor: activity(doses, factor) for factor in named}
    return [held[one] * held[other] for one, other in layout().between]


def _standing(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return the log of what stands but past episodes: shape (lives, 1, causes, draws)."""
    standing = layout().standing
    logs = _dot(doses.x[..., :1][standing], coefficients.log_effects[standing], coefficients)
    return np.asarray(logs + _liability(doses, coefficients))


def _past(doses: Doses, coefficients: Coefficients) -> Floats:
    if not doses.episodes.any():
        return np.zeros((1, 1, 1, 1), dtype=coefficients.base.dtype)
    return np.asarray(_fallen(doses, coefficients)[:, :, None, :] * coefficients.log_effects[PAST])


def _fallen(doses: Doses, coefficients: Coefficients) -> Floats:
    """Return the dose of past episodes as it falls from day to day, shape (lives, days, draws)."""
    since = _like(coefficients, doses.since[..., None])
    return np.asarray(fall(since, coefficients.past_shape) * _like(coefficients, doses.episodes[..., None]))


def _liability(doses: Doses, coefficients: Coefficients) -> Floats:
    z = _like(coefficients, doses.liability + doses.family_history * coefficients.family_shift)
    if not doses.liability_known:
        z = z + coefficients.unknown_liability
    return np.asarray(z[:, None, None, :] * coefficients.log_effects[LIABILITY])


def _more_hours(doses: Doses, coefficients: Coefficients) -> Floats:
    more = _like(coefficients, np.maximum(doses.hours[..., None, None] - 1.0, 0.0))
    return np.asarray(1.0 + coefficients.running_share * more)


def _like(coefficients: Coefficients, values: Floats) -> Floats:
    """Return values with the digits of the coefficients: draws have fewer, and are quicker for it."""
    return values.astype(coefficients.base.dtype, copy=False)
