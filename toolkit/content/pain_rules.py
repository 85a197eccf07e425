"""What may be there together, and the settings of the pain model: `data/pain_rules.yaml`."""

from functools import cache
from typing import Literal

from pydantic import Field

from toolkit.content.pain_types import Shares
from toolkit.content.quantity import Id, Quantity, Strict, Text
from toolkit.content.yaml_file import read_yaml


class SameDetail(Strict):
    """Two types that share a detail when both are there (one root hurts and fails, not two)."""

    types: tuple[Id, Id]
    detail: Literal["root", "degree", "stage", "grade", "site"]
    why: Text


class Needs(Strict):
    """A type that occurs only beside one of others."""

    type: Id
    beside: tuple[Id, ...] = Field(min_length=1)
    why: Text


class OneOf(Strict):
    """Types of which at most one is there."""

    types: tuple[Id, ...] = Field(min_length=2)
    why: Text


class Affinity(Strict):
    """Two types that go together more often than by chance.

    Attributes:
        pair: the two types.
        ratio: how many times likelier together than apart, before the shares of the setting are met; the odds ratio
            that follows is smaller, since at most three conditions are there at once.
    """

    pair: tuple[Id, Id]
    ratio: Quantity


class Background(Strict):
    """How severe and irritable pain is that fits none of the conditions."""

    severity: Shares
    irritability: Shares


class Contradiction(Strict):
    """Answers that cannot stand together.

    Attributes:
        these: finding -> level; together they contradict one another.
        say: the contradiction in one plain sentence.
    """

    these: dict[Id, Id] = Field(min_length=2)
    say: Text


class Band(Strict):
    """A probability put in words: below `below`."""

    below: float = Field(gt=0, le=1.01)
    words: Text


class PainRules(Strict):
    """The declared support of the model and its few settings.

    Attributes:
        at_most: how many conditions may be there at once.
        same, needs, one_of, affinities: what goes together.
        loadings: change of log odds per step of severity or irritability, by strength.
        lapse: share of answers that are misheard, misread or written down wrongly; keeps every ratio finite.
        teaching_spread: what the odds of a value chosen for teaching are multiplied and divided by for its
            range.
        tilt_strength, tilt_limit: how far the diary's hazards by cause may tilt a setting's shares.
        withhold_above: probability above which a test that would load a suspected bone is not done.
        bands: probability in words, from the least.
        background: severity and irritability where none of the conditions is there.
        contradictions: answers that cannot stand together.
    """

    at_most: int = Field(ge=1, le=3)
    same: tuple[SameDetail, ...]
    needs: tuple[Needs, ...]
    one_of: tuple[OneOf, ...]
    affinities: tuple[Affinity, ...]
    loadings: dict[Literal["some", "strong"], Quantity]
    lapse: Quantity
    teaching_spread: Quantity
    tilt_strength: Quantity
    tilt_limit: Quantity
    withhold_above: Quantity
    bands: tuple[Band, ...] = Field(min_length=2)
    bands_why: Text
    background: Background
    contradictions: tuple[Contradiction, ...]


@cache
def pain_rules() -> PainRules:
    """Return the rules of the pain model.

    >>> pain_rules().at_most
    3
    """
    return read_yaml("pain_rules.yaml", PainRules)
