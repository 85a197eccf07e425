"""How likely each joint state is before anything is asked: the setting's shares, tilted by the diary."""

from collections.abc import Mapping
from functools import cache, lru_cache
from math import isfinite

import numpy as np

from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import IRRITABILITY, SEVERITY, pain_types
from toolkit.content.quantity import Mark, Quantity
from toolkit.pain.refusal import RefusalError
from toolkit.pain.support import Floats, support

CAUSES = ("spine", "tendon", "muscle", "bone")
_PRECISE = 1e-13

Own = tuple[tuple[str, float], ...]
"""Shares that a person set instead of the setting's: (type, share), sorted by type."""


def read_own(own: Mapping[str, float] | None) -> Own:
    """Return shares that a person set, checked.

    Raises:
        RefusalError: an unknown type, or a share that does not lie between 0 and 1.

    >>> read_own({"radicular": 0.3})
    (('radicular', 0.3),)
    """
    known = support().types
    for kind, share in (own or {}).items():
        if kind not in known:
            raise RefusalError(f"'{kind}' is no pain type. The types are: {', '.join(known)}.")
        if isinstance(share, bool) or not (isfinite(share) and 0 < share < 1):
            raise RefusalError(f"The share of '{kind}' is {share}; it is to lie between 0 and 1.")
    return tuple(sorted((own or {}).items()))


@lru_cache(maxsize=32)
def shares_of(setting: str, own: Own = ()) -> dict[str, Quantity]:
    """Return the share of each type in a setting, with a person's own in their place.

    >>> shares_of("gp", (("radicular", 0.3),))["radicular"].why
    'Set by you on the page; the setting itself says 0.22.'
    """
    shares = dict(clinic_settings().settings[setting].priors)
    spread = pain_rules().teaching_spread.value
    for kind, share in own:
        odds, said = share / (1 - share), shares[kind].value
        shares[kind] = Quantity(
            value=share,
            low=odds / spread / (1 + odds / spread),
            high=odds * spread / (1 + odds * spread),
            unit="probability",
            mark=Mark.TEACHING,
            source="teaching",
            why=f"Set by you on the page; the setting itself says {said:g}.",
        )
    return shares


@lru_cache(maxsize=32)
def state_prior(setting: str, own: Own = ()) -> Floats:
    """Return the probability of each state in a setting, shape (states,).

    The distribution is the one of greatest entropy, relative to the states' weights (shares of forms and
    affinities), in which each type has the share that the setting gives it: p(state) is proportional to
    weight(state) x product of one factor per type, the factors found by Newton's method.

    Args:
        setting: the setting.
        own: shares that a person set instead.

    Raises:
        RefusalError: no such setting, or shares that cannot all be met.
    """
    known = clinic_settings().settings
    if setting not in known:
        raise RefusalError(f"'{setting}' is no setting. The settings are: {', '.join(known)}.")
    held = support()
    shares = shares_of(setting, own)
    apart = np.array([known[setting].none.value, known[setting].outside.value])
    target = np.array([shares[kind].value for kind in held.types]) / (1.0 - apart.sum())
    inside, weight = held.has_type[len(apart) :], held.weight[len(apart) :]
    factors = np.log(target)
    for _ in range(200):
        log_p = np.log(weight) + inside @ factors
        p = np.exp(log_p - log_p.max())
        p /= p.sum()
        off = p @ inside - target
        if np.abs(off / target).max() < _PRECISE:
            break
        slope = (inside * p[:, None]).T @ inside - np.outer(p @ inside, p @ inside)
        factors = factors - np.clip(np.linalg.solve(slope, off), -1.0, 1.0)
    else:
        raise RefusalError(
            f"The shares for '{setting}' cannot all be met at once with at most three conditions in one patient. "
            "Move one of them back towards what the setting says."
        )
    result: Floats = np.concatenate([apart, p * (1.0 - apart.sum())])
    result.setflags(write=False)
    return result


@cache
def latent_prior() -> Floats:
    """Return how severe and irritable each state is, shape (states, 3, 3).

    The worst of its conditions decides: severity is the highest of one draw for each condition there, so
    its cumulative distribution is the product of theirs; irritability likewise and independently.
    """
    held = support()
    severity = _worst("severity", len(SEVERITY))
    irritability = _worst("irritability", len(IRRITABILITY))
    result: Floats = severity[:, :, None] * irritability[:, None, :]
    assert result.shape == (held.size, 3, 3)
    result.setflags(write=False)
    return result


def tilt(setting: str, cause_weights: Mapping[str, float] | None, own: Own = ()) -> Floats:
    """Return what the diary multiplies each type's odds by, shape (types,).

    Args:
        setting: the setting whose mix of causes is kept on average.
        cause_weights: cause -> hazard of these weeks over the habitual hazard. Only their ratios count: all
            four equal change nothing. None changes nothing.
        own: shares that a person set instead of the setting's.

    The multiplier of a type is (weight of its cause / average weight) ** strength, held between 1/limit and
    limit; types that no diary speaks of keep 1. Strength and limit stand in `data/pain_rules.yaml`.

    Raises:
        RefusalError: an unknown cause, or a weight that is not a positive number.

    >>> tilt("running_clinic", {"spine": 2, "tendon": 2, "muscle": 2, "bone": 2}).round(9).tolist() == [
    ...     1.0
    ... ] * 19
    True
    """
    held = support()
    if not cause_weights:
        return np.ones(len(held.types))
    for cause, weight in cause_weights.items():
        if cause not in CAUSES:
            raise RefusalError(f"'{cause}' is no cause. The causes are: {', '.join(CAUSES)}.")
        if not (np.isfinite(weight) and weight > 0):
            raise RefusalError(f"The weight of '{cause}' is {weight}; it is to be a positive number.")
    rules, kinds = pain_rules(), pain_types().types
    shares = shares_of(setting, own)
    mix = {cause: sum(shares[k].value for k in held.types if kinds[k].cause == cause) for cause in CAUSES}
    weights: dict[str | None, float] = {cause: float(cause_weights.get(cause, 1.0)) for cause in CAUSES}
    mean = sum(weights[cause] * mix[cause] for cause in CAUSES) / sum(mix.values())
    strength, limit = rules.tilt_strength.value, rules.tilt_limit.value
    result = np.ones(len(held.types))
    for at, key in enumerate(held.types):
        if kinds[key].cause:
            result[at] = np.clip((weights[kinds[key].cause] / mean) ** strength, 1 / limit, limit)
    return result


def joint_prior(setting: str, cause_weights: Mapping[str, float] | None = None, own: Own = ()) -> Floats:
    """Return the probability of each state with its severity and irritability, shape (states, 3, 3)."""
    states = state_prior(setting, own)
    if cause_weights:
        states = states * np.exp(support().has_type @ np.log(tilt(setting, cause_weights, own)))
        states = states / states.sum()
    # kept with the states last, seen with the states first: see `inference.posterior`
    result = states * np.ascontiguousarray(np.moveaxis(latent_prior(), 0, -1))
    return np.moveaxis(result, -1, 0)


def _worst(which: str, steps: int) -> Floats:
    held, kinds = support(), pain_types()
    below = np.ones((len(held.conditions) + 1, steps))
    for slot, condition in enumerate(held.conditions):
        below[slot] = np.cumsum(list(getattr(kinds.kind(condition.type), which).of.values()))
    cumulative = below[held.states].prod(axis=1)
    cumulative[0] = np.cumsum(list(getattr(pain_rules().background, which).of.values()))
    cumulative[:, -1] = 1.0
    return np.diff(cumulative, axis=1, prepend=0.0)
