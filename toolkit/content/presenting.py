"""How findings turn into a run, a day and a night that can be drawn: `data/presenting.yaml`."""

from functools import cache

from toolkit.content.quantity import Id, Quantity, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Presenting(Strict):
    """Settings of the drawn curves. They shape pictures; no finding and no belief depends on them.

    Attributes:
        run: what shapes the pain within a run.
        day: what shapes the pain over 24 hours.
        deficit_recovers: share of deficits gone at a better second visit.
        zones_most: most zones that a drawing holds.
        opening: first sentences of patients by family, with a place for where it is felt.
        course_words: what a patient says two weeks later.
    """

    run: dict[Id, Quantity]
    day: dict[Id, Quantity]
    deficit_recovers: Quantity
    zones_most: Quantity
    opening: dict[Id, tuple[Text, ...]]
    course_words: dict[Id, tuple[Text, ...]]
    reviewed_by: str | None = None


@cache
def presenting() -> Presenting:
    """Return the settings of the drawn curves."""
    return read_yaml("presenting.yaml", Presenting)
