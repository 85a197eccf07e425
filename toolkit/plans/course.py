"""The usual course: published curves under usual care, with spread, and honest words where none was found."""

from dataclasses import dataclass
from itertools import pairwise
from math import erf, exp, log, sqrt
from statistics import NormalDist

from toolkit.content.courses import CourseCurve, CoursePoint, CourseStatement, courses
from toolkit.plans.names import type_name


@dataclass(frozen=True)
class LinePoint:
    """One point of a drawn line: weeks, value, and the interval where one was published."""

    weeks: float
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Curve:
    """One curve under usual care.

    Attributes:
        measure: 'pain' (group mean, points of 100), 'recovered', 'improved' or 'returned' (share of people).
        line: what is drawn, week by week; empty where only single points were published.
        drawn: how the line runs between what was published.
        points: the published numbers with their passports.
        spread: what the interval means; `people`: in whom; `start`: what week 0 is.
    """

    id: str
    title: str
    measure: str
    line: tuple[LinePoint, ...]
    drawn: str
    points: tuple[CoursePoint, ...]
    spread: str
    people: str
    start: str


@dataclass(frozen=True)
class Course:
    """The usual course of one pain type.

    Attributes:
        found: whether anything was published and found.
        honest: what the numbers are worth, or that none was found.
        curves: published curves; none is invented.
        statements: sentences with their figures; `general`: what holds for all types.
        under: whose care it was.
    """

    type_id: str
    title: str
    found: bool
    honest: str
    curves: tuple[Curve, ...]
    statements: tuple[CourseStatement, ...]
    general: tuple[CourseStatement, ...]
    under: str


@dataclass(frozen=True)
class Narrowing:
    """What the published curves of a type can be narrowed to; empty where they cannot.

    Attributes:
        grades: MRI grades of a strain.
        stages: how long it had lasted when the study began.
    """

    grades: tuple[int, ...]
    stages: tuple[str, ...]


def narrowing(type_id: str) -> Narrowing:
    """Return what the curves of a type can be narrowed to.

    >>> narrowing("hamstring_strain").grades, narrowing("referred").stages
    ((0, 1, 2, 3), ('acute', 'subacute', 'persistent'))
    """
    content = courses()
    held = [content.curves[key] for key in content.types[type_id].curves]
    grades = sorted({curve.grade for curve in held if curve.grade is not None})
    stages = [stage for stage in _STAGES if any(curve.stage == stage for curve in held)]
    return Narrowing(tuple(grades), tuple(stages) if len(stages) > 1 else ())


_STAGES = ("acute", "subacute", "persistent")


def days_until(curve: Curve, share: float) -> float:
    """Return the day by which a share of people was back, for a curve of return after a strain.

    Inverts the log-normal curve: `exp(mu + sigma * z(share))`. Its shape was chosen for teaching.

    Args:
        curve: with measure 'returned'.
        share: of people, above 0 and below 1.

    Raises:
        ValueError: another measure, or a share that is none.

    >>> strain = course("hamstring_strain", grade=3).curves[0]
    >>> [round(days_until(strain, share)) for share in (0.1, 0.5, 0.9)]
    [22, 56, 142]
    """
    if curve.measure != "returned":
        raise ValueError(f"The curve '{curve.id}' tells no days of return.")
    if not 0 < share < 1:
        raise ValueError(f"A share lies between 0 and 1, and this is {share:g}.")
    number = curve.points[0].value
    sigma2 = log(1 + ((number.interval[1] - number.value) / number.value) ** 2)
    return exp(log(number.value) - sigma2 / 2 + sqrt(sigma2) * NormalDist().inv_cdf(share))


UNDER = "Under usual care. A plan moves none of these curves unless a trial did."


def course(type_id: str, *, grade: int | None = None, stage: str | None = None, weeks: float = 52) -> Course:
    """Return the usual course of one pain type.

    Args:
        type_id: for example 'referred'.
        grade: MRI grade of a hamstring strain, 0 to 3; all grades when none is given.
        stage: 'acute', 'subacute' or 'persistent'; all stages when none is given.
        weeks: how far a line is drawn; published points beyond it are still listed.

    Raises:
        ValueError: an unknown type, a grade or stage without a curve, or no positive number of weeks.

    >>> referred = course("referred", stage="acute")
    >>> [round(p.value) for p in referred.curves[0].line if p.weeks in (0, 6, 26, 52)]
    [56, 26, 21, 21]
    >>> course("deep_gluteal").honest
    'No published course was found. The diagnosis itself is debated.'
    """
    content = courses()
    if type_id not in content.types:
        raise ValueError(f"No pain type is called '{type_id}'. Known are {', '.join(content.types)}.")
    if not weeks > 0:
        raise ValueError(f"A course needs a positive number of weeks, and this is {weeks:g}.")
    own = content.types[type_id]
    held = {key: content.curves[key] for key in own.curves}
    chosen = {
        key: curve
        for key, curve in held.items()
        if (grade is None or curve.grade == grade) and (stage is None or curve.stage in {None, stage})
    }
    if held and not chosen:
        wanted = f"grade {grade}" if grade is not None else f"stage '{stage}'"
        raise ValueError(f"No course of '{type_id}' was found for {wanted}.")
    return Course(
        type_id=type_id,
        title=type_name(type_id),
        found=own.found,
        honest=own.honest,
        curves=tuple(_curve(key, curve, weeks) for key, curve in chosen.items()),
        statements=own.statements,
        general=content.general,
        under=UNDER,
    )


def _curve(key: str, curve: CourseCurve, weeks: float) -> Curve:
    measure = "returned" if curve.measure == "days_to_return" else curve.measure
    return Curve(
        id=key,
        title=curve.title,
        measure=measure,
        line=_line(curve, weeks),
        drawn=_DRAWN[curve.between],
        points=curve.points,
        spread=curve.spread,
        people=curve.people,
        start=curve.start,
    )


_DRAWN = {
    "decay": "An exponential fall fitted to the published means.",
    "straight": "Straight between the published points.",
    "none": "A single published number; no line is drawn.",
    "lognormal": "Share back in training: published mean and SD, log-normal shape (chosen for teaching).",
}


def _line(curve: CourseCurve, weeks: float) -> tuple[LinePoint, ...]:
    times = [float(week) for week in range(int(weeks) + 1)]
    if curve.between == "decay" and curve.decay is not None:
        floor, fall, time = (q.value for q in curve.decay)
        return tuple(LinePoint(t, floor + fall * exp(-t / time), None, None) for t in times)
    if curve.between == "straight":
        first, last = curve.points[0].weeks, curve.points[-1].weeks
        return tuple(_between(curve.points, t) for t in times if first <= t <= last)
    if curve.between == "lognormal":
        number = curve.points[0].value
        return tuple(
            LinePoint(t, _returned(t * 7, number.value, number.interval[1]), None, None) for t in times
        )
    return ()


def _between(points: tuple[CoursePoint, ...], t: float) -> LinePoint:
    for a, b in pairwise(points):
        if a.weeks <= t <= b.weeks:
            part = (t - a.weeks) / (b.weeks - a.weeks)
            low, high = (
                None if x is None or y is None else x + part * (y - x)
                for x, y in ((a.value.low, b.value.low), (a.value.high, b.value.high))
            )
            return LinePoint(t, a.value.value + part * (b.value.value - a.value.value), low, high)
    only = points[0]
    return LinePoint(t, only.value.value, only.value.low, only.value.high)


def _returned(days: float, mean: float, mean_and_sd: float) -> float:
    """Share returned by a day: log-normal with the published mean and SD.

    `sigma^2 = ln(1 + (SD / mean)^2)`, `mu = ln(mean) - sigma^2 / 2`, `share = Phi((ln(days) - mu) / sigma)`.
    """
    if days <= 0:
        return 0.0
    sigma2 = log(1 + ((mean_and_sd - mean) / mean) ** 2)
    z = (log(days) - (log(mean) - sigma2 / 2)) / sqrt(sigma2)
    return 0.5 * (1 + erf(z / sqrt(2)))
