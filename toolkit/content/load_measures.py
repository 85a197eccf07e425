"""How training load is measured, and what each measure is worth: `data/load_measures.yaml`."""

from functools import cache
from typing import Literal

from pydantic import Field

from toolkit.content.quantity import Key, Quantity, Strict, Text
from toolkit.content.yaml_file import read_yaml

MeasureId = Literal["single_run", "acwr", "week_to_week", "monotony", "strain", "fitness_fatigue"]
LineId = Literal[
    "single_run_ratio",
    "acwr_rolling",
    "acwr_uncoupled",
    "acwr_ewma",
    "week_to_week",
    "monotony",
    "strain",
    "fitness",
    "fatigue",
    "left",
]


class Bound(Strict):
    """A value that a paper or a habit of practice draws a line at; never a limit of safety."""

    at: Quantity
    words: Text


class MeasureWords(Strict):
    """One measure in words.

    Attributes:
        name, short, unit: on the screen.
        is_: how it is worked out (`is` in the file).
        known: what has been found with it; misleads: where it goes wrong.
        lines: the lines it draws, with their names.
        bounds: where papers or practice draw a line.
        figures: published figures shown beside it.
    """

    name: Text
    short: Text
    unit: Text
    is_: Text = Field(alias="is")
    known: Text
    misleads: Text
    lines: dict[LineId, Text] = Field(min_length=1, max_length=3)
    bounds: tuple[Bound, ...] = Field(max_length=3)
    figures: tuple[Key, ...] = Field(min_length=1)


class FitnessConstants(Strict):
    """Time constants of fitness and fatigue, and the weight of fatigue; low and high are what was published."""

    fitness_days: Quantity
    fatigue_days: Quantity
    fatigue_weight: Quantity


class LoadMeasureFile(Strict):
    """All of `data/load_measures.yaml`."""

    reviewed_by: str | None
    measures: dict[MeasureId, MeasureWords]
    constants: FitnessConstants


@cache
def load_measures_file() -> LoadMeasureFile:
    """Return the measures of load in words.

    >>> load_measures_file().measures["acwr"].lines["acwr_ewma"]
    'weighted, recent days more'
    """
    return read_yaml("load_measures.yaml", LoadMeasureFile)
