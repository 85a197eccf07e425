"""The words that real training logs use, and the bounds beyond which a number is no run: `data/logs.yaml`."""

from functools import cache
from typing import Literal

from pydantic import Field

from toolkit.content.quantity import Id, Quantity, Strict, Text
from toolkit.content.yaml_file import read_yaml


class RatingScale(Strict):
    """How one source rates a day.

    Attributes:
        low, high: the ends of the scale.
        high_end: what the highest number means: 'good' or 'bad' for every rating alike, or 'named', where it
            means much of what the column is called (much stress, good sleep quality).
        words: the scale in one short phrase.
    """

    low: float
    high: float
    high_end: Literal["good", "bad", "named"]
    words: Text


class LogBounds(Strict):
    """Bounds of what can be a run; what lies beyond is named and left out, never mended."""

    fastest: Quantity
    longest: Quantity
    longest_time: Quantity
    slowest_unnamed: Quantity
    fastest_unnamed: Quantity
    longest_sleep: Quantity


class LogWords(Strict):
    """What the readers of real logs need to know about words.

    Attributes:
        sports: family ('running') -> the names that watches and web sites give it.
        months: number of the month as text -> its names and short names.
        columns: meaning ('distance') -> the column names that stand for it, in small letters.
        scales: source -> how it rates a day.
        bounds: what cannot be a run.
    """

    sports: dict[Id, tuple[Text, ...]]
    months: tuple[tuple[Text, ...], ...] = Field(min_length=12, max_length=12)
    columns: dict[Id, tuple[Text, ...]]
    scales: dict[Id, RatingScale]
    bounds: LogBounds


@cache
def log_words() -> LogWords:
    """Return the words and bounds for reading real logs.

    >>> "treadmill running" in log_words().sports["running"]
    True
    """
    return read_yaml("logs.yaml", LogWords)
