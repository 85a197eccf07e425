"""The lab of hidden weights and of two factors at once: `data/recovery_lab.yaml`."""

from functools import cache

from pydantic import Field

from toolkit.content.quantity import Key, Quantity, Strict, Text
from toolkit.content.yaml_file import read_yaml


class World(Strict):
    """A world with hidden weights.

    Attributes:
        weeks: its runners are followed for.
        incidence: yearly, of a runner without any factor.
        strongest: the largest hidden hazard ratio.
        guess: where the slider for a guess stands, and its ends.
    """

    weeks: Quantity
    incidence: Quantity
    strongest: Quantity
    guess: Quantity


class Alone(Strict):
    """One group of the published study: its name on the screen, and the figure."""

    name: Text
    figure: Key


class PublishedPair(Strict):
    """Two factors of a published study, alone and together.

    Attributes:
        outcome: of what.
        one, other, both: odds ratios against people with neither.
        excess: the relative excess risk due to interaction (RERI), a figure's key.
    """

    outcome: Text
    one: Alone
    other: Alone
    both: Alone
    excess: Key


class Group(Strict):
    """People with the outcome and without it."""

    cases: int = Field(ge=1, le=10_000)
    others: int = Field(ge=1, le=10_000)


class InventedStudy(Strict):
    """Counts that the sliders start from; `most` is where each slider ends."""

    why: Text
    most: int = Field(ge=10, le=10_000)
    neither: Group
    one: Group
    other: Group
    both: Group


class RecoveryLab(Strict):
    """All of `data/recovery_lab.yaml`."""

    reviewed_by: str | None
    world: World
    interaction: PublishedPair
    invented: InventedStudy


@cache
def recovery_lab() -> RecoveryLab:
    """Return the settings of the lab.

    >>> recovery_lab().world.incidence.mark.symbol
    '○'
    """
    return read_yaml("recovery_lab.yaml", RecoveryLab)
