"""Belief from criteria of others: each is present when one of several findings is made."""

from collections.abc import Mapping

import numpy as np

from toolkit.content.criteria import Criterion, criteria
from toolkit.content.findings import findings
from toolkit.pain.likelihood import level_table, root_of, rows_of
from toolkit.pain.support import Floats, support

_MOST = 40.0


def mapped() -> tuple[str, ...]:
    """Return the criteria that map to findings.

    >>> mapped()[:3]
    ('1', '6', '7')
    """
    return tuple(key for key, criterion in criteria().criteria.items() if criterion.any)


def chance(criterion: Criterion) -> Floats:
    """Return P(criterion present | state, severity, irritability), shape (states, 3, 3).

    One of several findings is made with probability 1 minus the product of their absences: within a state they
    are independent.
    """
    none = np.ones((support().size, 3, 3))
    for key, level in criterion.any.items():
        at = findings()[key].level_ids.index(level)
        made = level_table(key)[at:].sum(axis=0)[rows_of(root_of(key)).pattern]
        none = none * (1.0 - made)
    return none if criterion.inverse else 1.0 - none


def posterior_from_criteria(prior: Floats, seen: Mapping[str, bool]) -> Floats:
    """Return P(state, severity, irritability | criteria), shape (states, 3, 3); unmapped ones play no part."""
    joint = prior.copy()
    for key, there in seen.items():
        criterion = criteria().criteria[key]
        if criterion.any:
            likely = chance(criterion)
            joint = joint * (likely if there else 1.0 - likely)
    result: Floats = joint / joint.sum()
    return result


def independent_from_criteria(prior: Floats, seen: Mapping[str, bool], there: Floats) -> float:
    """Return the probability of a group of states when the criteria are taken for independent.

    Args:
        prior: P(state, severity, irritability).
        seen: criterion -> present or absent.
        there: 1.0 for the states of the group, shape (states,).
    """
    share = float(prior.sum(axis=(1, 2)) @ there)
    total = np.log(share / (1 - share))
    for key, present in seen.items():
        criterion = criteria().criteria[key]
        if criterion.any:
            by_state = (chance(criterion) * prior).sum(axis=(1, 2))
            with_it = float(by_state @ there) / share
            without = float(by_state @ (1 - there)) / (1 - share)
            total += np.log(with_it / without) if present else np.log((1 - with_it) / (1 - without))
    return float(1 / (1 + np.exp(-np.clip(total, -_MOST, _MOST))))
