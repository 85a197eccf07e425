"""How clinical criteria of others map to this toolkit's findings: `data/criteria.yaml`."""

from functools import cache

from pydantic import Field

from toolkit.content.quantity import Id, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Criterion(Strict):
    """One criterion of others.

    Attributes:
        text: what it says, in our words.
        any: finding -> level; the criterion is present when one of them is there to this level or more.
        inverse: it is present when none of them is.
        why: why it maps so, or why it maps to nothing.
    """

    text: Text
    any: dict[Id, Id] = Field(default_factory=dict)
    inverse: bool = False
    why: Text


class Criteria(Strict):
    """All criteria of one list."""

    about: Text
    criteria: dict[str, Criterion]
    sources: tuple[Source, ...] = ()
    reviewed_by: str | None = None


@cache
def criteria() -> Criteria:
    """Return the mapping of the 38 mechanism criteria.

    >>> len(criteria().criteria)
    38
    """
    return read_yaml("criteria.yaml", Criteria)
