"""Colours, type, space and symbols of every page and figure: `data/look.yaml`."""

from functools import cache

from toolkit.content.quantity import Strict, Text
from toolkit.content.yaml_file import read_yaml


class Sign(Strict):
    """How one thing looks everywhere: label, patient words, colour, symbol, and the figure's marker.

    >>> look().families["referred"].symbol
    '●'
    """

    label: Text
    patient: Text
    colour: Text
    symbol: Text
    marker: Text


class Look(Strict):
    """The look: tokens for the style sheet, a sign for each family of pain and each factor."""

    tokens: dict[str, Text]
    families: dict[str, Sign]
    factors: dict[str, Sign]
    baseline: Sign


@cache
def look() -> Look:
    """Return the look."""
    return read_yaml("look.yaml", Look)
