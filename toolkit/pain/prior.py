"""How likely each joint state is before anything is asked: the setting's shares, tilted by the diary."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import IRRITABILITY, SEVERITY, pain_types
from toolkit.pain.refusal import RefusalError
from toolkit.pain.support import Floats, support

CAUSES = ("spine", "tendon", "muscle", "bone")
_PRECISE = 1e-13


@cache
def state_prior(setting: str) -> Floats:
    """Return the probability of each state in a setting, shape (states,).

    The distribution is the one of greatest entropy, relative to the states' weights (shares of forms and
    affinities), in which each type has the share that the setting gives it: p(state) is proportional to
    weight(state) x product of one factor per type, the factors found by Newton's method.

    Raises:
        RefusalError: no such setting.
    """
    known = clinic_settings().settings
    if setting not in known:
        raise RefusalError(f"'{setting}' is no setting. The settings are: {', '.join(known)}.")
    held = support()
    shares = known[setting].priors
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
            f"The shares of the setting '{setting}' cannot all be met at once; lower the largest."
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


def tilt(setting: str, cause_weights: Mapping[str, float] | None) -> Floats:
    """Return what the diary multiplies each type's odds by, shape (types,).

    Args:
        setting: the setting whose mix of causes is kept on average.
        cause_weights: cause -> hazard of these weeks over the habitual hazard. Only their ratios count: all
            four equal change nothing. None changes nothing.

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
    shares = clinic_settings().settings[setting].priors
    mix = {cause: sum(shares[k].value for k in held.types if kinds[k].cause == cause) for cause in CAUSES}
    weights: dict[str | None, float] = {cause: float(cause_weights.get(cause, 1.0)) for cause in CAUSES}
    mean = sum(weights[cause] * mix[cause] for cause in CAUSES) / sum(mix.values())
    strength, limit = rules.tilt_strength.value, rules.tilt_limit.value
    result = np.ones(len(held.types))
    for at, key in enumerate(held.types):
        if kinds[key].cause:
            result[at] = np.clip((weights[kinds[key].cause] / mean) ** strength, 1 / limit, limit)
    return result


def joint_prior(setting: str, cause_weights: Mapping[str, float] | None = None) -> Floats:
    """Return the probability of each state with its severity and irritability, shape (states, 3, 3)."""
    states = state_prior(setting)
    if cause_weights:
        states = states * np.exp(support().has_type @ np.log(tilt(setting, cause_weights)))
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
