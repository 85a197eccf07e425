"""What real diaries are like, for invented ones to stand beside: `data/resemblance.yaml`."""

from functools import cache
from typing import Self

from pydantic import Field, model_validator

from toolkit.content.quantity import Mark, Number, Strict, Text
from toolkit.content.yaml_file import read_yaml


class RealFigure(Strict):
    """One figure of real diaries: lowest and highest of the people in whom it was worked out."""

    label: Text
    low: Number
    high: Number

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("'low' stands above 'high'")
        return self


class Resemblance(Strict):
    """Figures of real diaries, and what likeness to them does not show.

    Attributes:
        mark: how far the figures come from runners.
        about, about_weeks: who kept the diaries, and how the figures were worked out.
        published, population: by whom, and in whom.
        cannot_show: what likeness does not prove.
        figures: by the names of `toolkit.history.likeness`.
    """

    mark: Mark
    about: Text
    about_weeks: Text
    published: Text
    population: Text
    cannot_show: tuple[Text, ...] = Field(min_length=1)
    figures: dict[Text, RealFigure] = Field(min_length=1)
    reviewed_by: str | None = None


@cache
def resemblance() -> Resemblance:
    """Return the figures of real diaries.

    >>> resemblance().figures["median gap"].high
    1.0
    """
    return read_yaml("resemblance.yaml", Resemblance)
