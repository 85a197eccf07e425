"""From the joint posterior to types, families and forms."""

import numpy as np

from toolkit.content.pain_rules import pain_rules
from toolkit.pain.support import Floats, support


def type_shares(joint: Floats) -> Floats:
    """Return the probability of each type, shape (..., types); the joint may have leading axes."""
    result: Floats = joint.sum(axis=(-1, -2)) @ support().has_type
    return result


def family_shares(joint: Floats) -> Floats:
    """Return the probability of each family: that at least one of its types is there."""
    result: Floats = joint.sum(axis=(-1, -2)) @ support().has_family
    return result


def form_shares(joint: Floats) -> dict[str, float]:
    """Return the probability of each condition in each form ('radicular.l5')."""
    held = support()
    mass = np.repeat(joint.sum(axis=(1, 2))[:, None], held.states.shape[1], axis=1)
    total = np.bincount(held.states.ravel(), weights=mass.ravel(), minlength=len(held.conditions) + 1)
    return {condition.key: float(share) for condition, share in zip(held.conditions, total, strict=False)}


def band(probability: float) -> str:
    """Put a probability in words.

    >>> band(0.5), band(0.01)
    ('as likely as not', 'very unlikely')
    """
    return next(each.words for each in pain_rules().bands if probability < each.below)
