"""How far the belief would move if its numbers lay elsewhere within their intervals."""

from collections.abc import Mapping
from functools import cache, lru_cache

import numpy as np

from toolkit.content.findings import findings
from toolkit.content.pain_rules import pain_rules
from toolkit.pain.inference import factor_on, likeliest
from toolkit.pain.likelihood import Index, Numbers, by_root
from toolkit.pain.luck import normal
from toolkit.pain.prior import Own, shares_of
from toolkit.pain.support import Floats, support

DRAWS = 64
SEED = 20
_KEPT, _MOST = 0.999, 700
_TWO_SIDES = 1.959964
_EDGE = 1e-6


def banded(joint: Floats, levels: Mapping[str, int], setting: str, own: Own = ()) -> tuple[Floats, Floats]:
    """Return low and high of the probability of each type and family, each of shape (types + families,).

    Every number behind the answer (the setting's shares, each row of each finding asked) is drawn 64 times,
    on the log odds scale, from a normal distribution whose central 95 % is its interval; low and high are the
    2.5th and 97.5th percentiles of the belief. The draws are seeded: the same findings give the same band.
    Reckoned over the states that hold 99.9 % of the belief (at most 700): the band is an estimate, the belief
    itself is exact.
    """
    held = support()
    states = likeliest(joint, _KEPT, _MOST)
    log_factor = np.log(joint[states].clip(1e-300)) + np.zeros((DRAWS, 1, 1, 1))
    log_factor += (prior_shift(setting, own) @ held.has_type[states].T)[:, :, None, None]
    for root, answers in by_root(levels).items():
        drawn = factor_on(states, root, answers, drawn_numbers(root))
        usual = factor_on(states, root, answers)
        log_factor = log_factor + np.log(drawn / usual)
    log_factor -= log_factor.max(axis=(1, 2, 3), keepdims=True)
    mass = np.exp(log_factor).sum(axis=(2, 3))
    mass /= mass.sum(axis=1, keepdims=True)
    every = np.concatenate([mass @ held.has_type[states], mass @ held.has_family[states]], axis=1)
    return np.percentile(every, 2.5, axis=0), np.percentile(every, 97.5, axis=0)


@cache
def drawn_numbers(root: str) -> Numbers:
    """Return 64 versions of a finding's numbers, each row moved as a whole."""
    finding = findings()[root]
    assert finding.leak is not None
    leak = _drawn(root, "leak")
    if not finding.given:
        return Numbers(leak, np.zeros((DRAWS, 0, leak.shape[-1])))
    given = np.stack([_drawn(root, key) for key in finding.given], axis=1)
    return Numbers(leak, np.maximum(given, leak[:, None, :]))


@lru_cache(maxsize=32)
def prior_shift(setting: str, own: Own = ()) -> Floats:
    """Return 64 versions of what is added to the log odds of each type, shape (draws, types)."""
    shares = shares_of(setting, own)
    columns = []
    for kind in support().types:
        low, high = shares[kind].interval
        z = normal(SEED, f"prior of {kind}", np.arange(DRAWS), 0)
        columns.append(_moved(np.array([shares[kind].value]), np.array([low]), np.array([high]), z)[:, 0])
    return np.stack(columns, axis=1)


def log_odds(p: Floats) -> Floats:
    """Return the log odds of probabilities, kept off 0 and 1."""
    kept = np.clip(p, _EDGE, 1 - _EDGE)
    result: Floats = np.log(kept / (1 - kept))
    return result


def _drawn(root: str, key: str) -> Floats:
    finding, spread = findings()[root], pain_rules().teaching_spread.value
    steps = range(len(finding.levels) - 1)
    cards = [finding.passport(key, step, spread) for step in steps]
    p = np.array([card.value for card in cards])
    low, high = (np.array(ends) for ends in zip(*(card.interval for card in cards), strict=True))
    z = normal(SEED, f"{root}, {key}", np.arange(DRAWS), 0)
    moved = log_odds(p) + _moved(p, low, high, z)
    drawn = 1 / (1 + np.exp(-moved))
    return np.where(p > 0, np.minimum.accumulate(drawn, axis=1), 0.0)


def _moved(p: Floats, low: Floats, high: Floats, z: Floats) -> Floats:
    """Return what is added to the log odds: z times the half-interval on its side, over 1.96."""
    up, down = log_odds(high) - log_odds(p), log_odds(p) - log_odds(low)
    result: Floats = z[:, None] * np.where(z[:, None] > 0, up, down) / _TWO_SIDES
    return result


def state_index(joint: Floats) -> Index:
    """Return the states that bands and leverages are reckoned over."""
    return likeliest(joint, _KEPT, _MOST)
