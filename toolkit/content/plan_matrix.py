"""Every plan on every pain type: `data/plan_matrix.yaml`."""

from enum import StrEnum
from functools import cache

from pydantic import Field

from toolkit.content.quantity import Id, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Difference(StrEnum):
    """What is known of the difference that a plan makes to a pain type."""

    KNOWN = "known_difference"
    NONE_KNOWN = "no_known_difference"
    HARM = "harm"

    @property
    def words(self) -> str:
        """The verdict in words.

        >>> Difference.NONE_KNOWN.words
        'no known difference'
        """
        return {
            "known_difference": "known difference",
            "no_known_difference": "no known difference",
            "harm": "harm",
        }[self.value]


class MatrixCell(Strict):
    """One verdict for some types, with its words and source."""

    types: tuple[Id, ...] = Field(min_length=1)
    difference: Difference
    words: Text
    source: Source


class MatrixRow(Strict):
    """One plan: its title, what it holds, the verdict where nothing else is known, and the exceptions."""

    title: Text
    what: Text
    otherwise: Text
    otherwise_source: Source
    cells: tuple[MatrixCell, ...] = ()
    reviewed_by: str | None = None


class PlanMatrix(Strict):
    """All plans, in order, and the finding of the page."""

    finding: Text
    rows: dict[Id, MatrixRow]


@cache
def matrix_content() -> PlanMatrix:
    """Return the rows by plan id."""
    return read_yaml("plan_matrix.yaml", PlanMatrix)
