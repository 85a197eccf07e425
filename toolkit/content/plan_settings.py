"""Thresholds, phases with their gates, tensions and partings: `data/plan_settings.yaml` and others."""

from functools import cache

from pydantic import Field

from toolkit.content.plan_items import Level, Phase
from toolkit.content.quantity import Id, Quantity, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class PhaseText(Strict):
    """One phase: its title, its aim, and the gate into it."""

    title: Text
    aim: Text
    gate: Text
    needs: tuple[Id, ...] = ()
    cites: tuple[Source, ...] = ()
    source: Source


class Thresholds(Strict):
    """How sure is sure enough, for a plan. All of them are settings."""

    possible: Quantity
    likely: Quantity
    dangerous: Quantity
    suspected: Quantity
    factor_present: Quantity
    major_weakness: Quantity
    acute_weeks: Quantity
    long_weeks: Quantity
    race_soon_weeks: Quantity
    early_weeks: Quantity
    scan_weeks: Quantity


class PlanSettings(Strict):
    """Phases and thresholds.

    Attributes:
        phases: by id, in order.
        dangerous_types: types that are planned for from a lower probability.
        least_level: the level of concern that such a type brings once it is suspected.
    """

    phases: dict[Phase, PhaseText] = Field(min_length=5)
    thresholds: Thresholds
    dangerous_types: tuple[Id, ...]
    least_level: dict[Id, Level]
    reviewed_by: str | None = None


class Tension(Strict):
    """Where a guideline and the article differ, side by side."""

    title: Text
    article: Text
    guideline: Text
    plan: Text
    serves: tuple[Id, ...] = ()
    cites: tuple[Source, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)
    reviewed_by: str | None = None


class Tensions(Strict):
    """All places where the article and published guidance differ."""

    tensions: dict[Id, Tension]


class PartedBy(Strict):
    """What would part two types, what is safe under both, and when to look again."""

    parts: tuple[Text, ...] = Field(min_length=1)
    safe: Text
    look_again_weeks: Quantity
    cites: tuple[Source, ...] = ()
    reviewed_by: str | None = None


class Parting(PartedBy):
    """Two types, or two families, that may be confused."""

    types: tuple[Id, Id]


class Partings(Strict):
    """Pairs of types; `serious`, by the least level of what is feared, where one of them is dangerous; then families."""

    types: dict[Id, Parting]
    serious: dict[Level, PartedBy]
    families: dict[Id, Parting]


@cache
def plan_settings() -> PlanSettings:
    """Return phases and thresholds."""
    return read_yaml("plan_settings.yaml", PlanSettings)


@cache
def tensions() -> Tensions:
    """Return the article beside the guidelines, place by place."""
    return read_yaml("tensions.yaml", Tensions)


@cache
def partings() -> Partings:
    """Return what parts the types that are taken for one another."""
    return read_yaml("partings.yaml", Partings)
