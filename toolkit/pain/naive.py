"""The answer that treats findings as independent witnesses: over-confident, shown beside the other."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from toolkit.pain.likelihood import level_table, root_of, rows_of
from toolkit.pain.support import Floats, support

_MOST = 40.0


@dataclass(frozen=True)
class NaiveBelief:
    """What comes out when every likelihood ratio is multiplied as if the others were not there.

    Attributes:
        probabilities: type -> probability.
        family_probabilities: family -> probability.
        problems: what was wrong with the answers; then this is the prior.
    """

    probabilities: dict[str, float]
    family_probabilities: dict[str, float]
    problems: tuple[str, ...] = ()


def ratios(prior: Floats, finding_id: str) -> Floats:
    """Return log likelihood ratios, type or family there against not there, shape (levels, types + families).

    Args:
        prior: P(state, severity, irritability): the population in which the ratios hold.
        finding_id: the finding.
    """
    there = membership()
    each = level_table(finding_id)[:, rows_of(root_of(finding_id)).pattern]
    by_state = np.einsum("lsij,sij->ls", np.broadcast_to(each, (*each.shape[:2], 3, 3)), prior)
    share = prior.sum(axis=(1, 2)) @ there
    with_it = by_state @ there
    without = by_state.sum(axis=1, keepdims=True) - with_it
    result: Floats = np.log(with_it / share) - np.log(without / (1 - share))
    return result


def naive(prior: Floats, levels: Mapping[str, int], kept: dict[str, Floats]) -> tuple[Floats, Floats]:
    """Return the probability of each type, and of each family, by multiplying likelihood ratios.

    Args:
        prior: P(state, severity, irritability).
        levels: finding -> position of its level.
        kept: ratios computed before for this prior, by finding; new ones are added.
    """
    share = prior.sum(axis=(1, 2)) @ membership()
    total = np.log(share / (1 - share))
    for key, level in levels.items():
        if key not in kept:
            kept[key] = ratios(prior, key)
        total = total + kept[key][level]
    result = 1 / (1 + np.exp(-np.clip(total, -_MOST, _MOST)))
    count = len(support().types)
    return result[:count], result[count:]


def membership() -> Floats:
    """Return which types and families are there in each state, shape (states, types + families)."""
    held = support()
    return np.concatenate([held.has_type, held.has_family], axis=1)
