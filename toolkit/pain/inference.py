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
    # states last: long rows are what makes it quick
    joint = prior.transpose(1, 2, 0)
    plain = np.ones(len(prior))
    by_latent: dict[tuple[int, ...], Floats] = {}
    for count, (root, answers) in enumerate(by_root(levels).items(), start=1):
        factor = cluster_factor(root, answers)
        pattern = rows_of(root).pattern
        steps = factor.shape[1:]
        if steps == (1, 1):
            plain *= factor.ravel().take(pattern)
        else:
            spread = factor.transpose(1, 2, 0).take(pattern, axis=-1)
            by_latent[steps] = by_latent[steps] * spread if steps in by_latent else spread
        if count % _RESCALE == 0:
            plain /= plain.max()
            by_latent = {key: each / each.max() for key, each in by_latent.items()}
    joint = joint * plain
    for each in by_latent.values():
        joint *= each
    joint /= joint.sum()
    result: Floats = joint.transpose(2, 0, 1)
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
