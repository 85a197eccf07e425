"""The exercises and the positions of ease: `data/exercises.yaml`."""

from functools import cache
from typing import Literal

from pydantic import Field

from toolkit.content.quantity import Id, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class NotFor(Strict):
    """What rules an exercise out: possible types or named conditions, and why."""

    types: tuple[Id, ...] = ()
    when: tuple[Id, ...] = ()
    why: Text


class WithCare(Strict):
    """When an exercise is done with care, and how."""

    types: tuple[Id, ...] = ()
    when: tuple[Id, ...] = ()
    how: Text


class Exercise(Strict):
    """One exercise or position.

    Attributes:
        title: its name; `kind`: 'ease' (a position to rest in) or 'movement'.
        order: place in the row; movements with `needs` wait until those went well.
        steps: what to do, in the order of the drawing's poses.
        dose, feel, stop: how much, what it should feel like, when to stop.
        repetitions: how often; `hold`: how long, in words, where it is held.
        needs: ids of movements that must be well tolerated first.
        not_for, care: what rules it out, what asks for care.
        drawing: file in `data/drawings/`.
    """

    title: Text
    kind: Literal["ease", "movement"]
    order: int = Field(ge=1)
    steps: tuple[Text, ...] = Field(min_length=2)
    dose: Text
    repetitions: int | None = Field(default=None, ge=1)
    hold: str = ""
    feel: Text
    stop: Text
    needs: tuple[Id, ...] = ()
    not_for: tuple[NotFor, ...] = ()
    care: tuple[WithCare, ...] = ()
    drawing: Text
    poses: tuple[Text, ...] = Field(min_length=1)
    cites: tuple[Source, ...] = Field(min_length=1)
    reviewed_by: str | None = None


class Exercises(Strict):
    """All of them, with what holds for each."""

    before_all: tuple[Text, ...]
    cites: tuple[Source, ...]
    exercises: dict[Id, Exercise]


@cache
def exercises() -> Exercises:
    """Return the exercises by id, in the article's order.

    >>> exercises().exercises["prone_extension"].needs
    ('cat_camel', 'knee_rolls')
    """
    return read_yaml("exercises.yaml", Exercises)
