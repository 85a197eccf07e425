"""What is known of the usual course: `data/courses.yaml`."""

from functools import cache
from typing import Literal

from pydantic import Field

from toolkit.content.quantity import Id, Quantity, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class CoursePoint(Strict):
    """One published point of a curve: weeks since the start and the number with its passport."""

    weeks: float = Field(ge=0)
    value: Quantity


class CourseCurve(Strict):
    """One published curve under usual care.

    Attributes:
        measure: 'pain' (group mean, points of 100), 'recovered' or 'improved' (share of people),
            'days_to_return' (one mean with its SD).
        start: what week 0 is.
        points: as published, in order of time.
        between: how the line between the points is drawn.
        decay: floor, fall and time constant of a published or computed fit, where there is one.
        spread: what the interval of the points means, in words.
        stage, grade: the stage or grade that it belongs to, where it belongs to one.
        people: in whom it was measured.
    """

    title: Text
    measure: Literal["pain", "recovered", "improved", "days_to_return"]
    start: Text
    points: tuple[CoursePoint, ...] = Field(min_length=1)
    between: Literal["straight", "decay", "none", "lognormal"]
    decay: tuple[Quantity, Quantity, Quantity] | None = None
    spread: Text
    stage: Id | None = None
    grade: int | None = None
    people: Text


class CourseStatement(Strict):
    """One sentence about the course, with the figure it rests on."""

    text: Text
    source: Source


class TypeCourse(Strict):
    """The course of one pain type: curves by id, statements, and an honest word."""

    curves: tuple[Id, ...] = ()
    statements: tuple[CourseStatement, ...] = ()
    found: bool
    honest: Text


class Recurrence(Strict):
    """How often an episode comes back, and when.

    `share(t) = 1 - exp(-(t / scale) ** shape)`; a shape under 1 is a hazard that falls with time.
    """

    title: Text
    shape: Quantity
    scale: Quantity
    activity_limiting: Quantity
    care_seeking: Quantity
    walking: Quantity
    statements: tuple[CourseStatement, ...]


class Courses(Strict):
    """All curves, what belongs to which type, and recurrence."""

    general: tuple[CourseStatement, ...]
    curves: dict[Id, CourseCurve]
    types: dict[Id, TypeCourse]
    recurrence: Recurrence


@cache
def courses() -> Courses:
    """Return what was published on the usual course.

    >>> courses().types["deep_gluteal"].found
    False
    """
    return read_yaml("courses.yaml", Courses)
