"""The exact posterior over the declared support, and the same for many versions of the numbers at once."""

from collections.abc import Mapping, Sequence

import numpy as np

from toolkit.pain.likelihood import (
    Index,
    Numbers,
    by_root,
    cluster_factor,
    level_table,
    root_of,
    rows_of,
    table,
)
from toolkit.pain.support import Floats, support

_RESCALE = 24
"""Factors are at least 1/800; after this many the product is brought back to 1 so that nothing underflows."""


def posterior(prior: Floats, levels: Mapping[str, int]) -> Floats:
    """Return P(state, severity, irritability | answers), shape (states, 3, 3).

    Args:
        prior: shape (states, 3, 3).
        levels: finding -> position of its level; what is not in it plays no part.
    """
    plain = np.ones(len(prior))
    severity, irritability, both = np.ones((len(prior), 3)), np.ones((len(prior), 3)), None
    severe = irritable = False
    for count, (root, answers) in enumerate(by_root(levels).items(), start=1):
        factor = cluster_factor(root, answers)
        pattern = rows_of(root).pattern
        steps = factor.shape[1:]
        if steps == (1, 1):
            plain *= factor[:, 0, 0][pattern]
        elif steps == (3, 1):
            severity *= factor[:, :, 0].take(pattern, axis=0)
            severe = True
        elif steps == (1, 3):
            irritability *= factor[:, 0, :].take(pattern, axis=0)
            irritable = True
        else:
            spread = factor.take(pattern, axis=0)
            both = spread if both is None else both * spread
        if count % _RESCALE == 0:
            plain /= plain.max()
            severity /= severity.max()
            irritability /= irritability.max()
            both = None if both is None else both / both.max()
    joint = prior * plain[:, None, None]
    if severe:
        joint *= severity[:, :, None]
    if irritable:
        joint *= irritability[:, None, :]
    if both is not None:
        joint *= both
    result: Floats = joint / joint.sum()
    return result


def likeliest(joint: Floats, kept: float, most: int) -> Index:
    """Return the states that hold `kept` of the belief, at most `most` of them, likeliest first."""
    mass = joint.sum(axis=(1, 2))
    order = np.argsort(-mass)[:most]
    enough = int(np.searchsorted(np.cumsum(mass[order]), kept)) + 1
    result: Index = order[:enough].astype(np.intp)
    return result


def factor_on(states: Index, root: str, answers: Mapping[str, int], numbers: Numbers | None = None) -> Floats:
    """Return the likelihood of a cluster of answers on some states, shape (..., states, 3 or 1, 3 or 1)."""
    used, inverse = np.unique(rows_of(root).pattern[states], return_inverse=True)
    of_root = table(root, numbers, used)
    factor = cluster_factor(root, answers, of_root)
    result: Floats = factor[..., inverse, :, :]
    return result


def any_present(ids: Sequence[str]) -> Floats:
    """Return P(at least one of these findings is made | state, severity, irritability), shape (states, 3, 3).

    'Made' is any level but the first. Findings that follow another are reckoned with it.
    """
    none = np.ones((support().size, 3, 3))
    for root, answers in by_root(dict.fromkeys(ids, 0)).items():
        none = none * cluster_factor(root, answers)[rows_of(root).pattern]
    return 1.0 - none


def predictive(joint: Floats, finding_id: str) -> Floats:
    """Return the probability of each level of a finding, given the belief so far, shape (levels,).

    Where the finding's own cluster was partly asked, that is not reckoned with here: see `questions`.
    """
    each = level_table(finding_id)[:, rows_of(root_of(finding_id)).pattern]
    result: Floats = (each * joint).sum(axis=(1, 2, 3))
    return result
