"""What must not be missed, and what then is done: `data/concern.yaml`."""

from functools import cache
from typing import Literal, Self

from pydantic import Field, model_validator

from toolkit.content.quantity import Id, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml

LEVELS = ("none", "context", "watch", "urgent", "same_day")
"""Levels of concern, from the least."""

Level = Literal["none", "context", "watch", "urgent", "same_day"]


class ConcernLevel(Strict):
    """One level: its name, what it means, and what is done.

    Attributes:
        name, plain: for the clinician; for the patient.
        actions: what is done, in order.
    """

    name: Text
    plain: Text
    actions: tuple[Text, ...]


class ConcernRule(Strict):
    """One reason for concern. More findings, or stronger ones, never switch it off.

    Attributes:
        level: the level it gives.
        all: finding -> level; each of them is there to this level or more.
        any: finding -> level; at least `at_least` of them are there to this level or more.
        worse: findings of which one is there to at least the level given and stronger than at the visit
            before.
        reason: what was found, in one sentence.
        act: what is done besides the level's actions; '' where nothing is.
    """

    level: Level
    all: dict[Id, Id] = Field(default_factory=dict)
    any: dict[Id, Id] = Field(default_factory=dict)
    at_least: int = Field(default=1, ge=1)
    worse: dict[Id, Id] = Field(default_factory=dict)
    reason: Text
    act: str = ""
    cites: tuple[Source, ...] = ()
    sources: tuple[Source, ...] = ()
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if not (self.all or self.any or self.worse):
            raise ValueError("say when it holds: 'all', 'any' or 'worse'")
        if self.any and self.at_least > len(self.any):
            raise ValueError("'at_least' is more than the findings of 'any'")
        return self


class ConcernFile(Strict):
    """All levels, rules and the words that everybody is given.

    Attributes:
        levels: level -> its name and actions, from the least.
        rules: by id.
        safety_net: what everybody is told, whatever the level.
        absence: why the absence of signs reassures nobody.
        likelihood: why a small number beside such a sign reassures nobody either.
    """

    levels: dict[Level, ConcernLevel]
    rules: dict[Id, ConcernRule]
    safety_net: tuple[Text, ...] = Field(min_length=1)
    absence: Text
    likelihood: Text
    sources: tuple[Source, ...] = ()
    reviewed_by: str | None = None

    @model_validator(mode="after")
    def _every_level(self) -> Self:
        if tuple(self.levels) != LEVELS:
            raise ValueError(f"give the levels {', '.join(LEVELS)}, in this order")
        return self


@cache
def concern_rules() -> ConcernFile:
    """Return the rules of concern.

    >>> list(concern_rules().levels)
    ['none', 'context', 'watch', 'urgent', 'same_day']
    """
    return read_yaml("concern.yaml", ConcernFile)
