"""How often an episode comes back in the year after recovery, and the one trial that changed it."""

from dataclasses import dataclass
from math import exp, log
from typing import Literal

from toolkit.content.courses import CourseStatement, Recurrence, courses
from toolkit.content.evidence import evidence

YEAR = 365


@dataclass(frozen=True)
class RecurrenceCurve:
    """Share of people with a recurrence by day, under usual care or with walking and education.

    Attributes:
        kind: 'any' recurrence, or one that is 'limiting' activity.
        days: 0 to the last day; `share`: recurred by that day.
        low, high: the same for the interval's ends; equal to `share` where no interval was published.
        hazard: share per day among those still free, from day 1; it falls with time.
        note: what was assumed.
    """

    kind: Literal["any", "limiting"]
    walking: bool
    days: tuple[int, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    hazard: tuple[float, ...]
    note: str
    statements: tuple[CourseStatement, ...]


def recurrence(
    days: int = YEAR, *, kind: Literal["any", "limiting"] = "any", walking: bool = False
) -> RecurrenceCurve:
    """Return how recurrence builds up after recovery from back pain.

    `share(t) = 1 - exp(-(t / scale) ** shape)` with a shape of 0.54, so most recurrences come early.
    For limiting recurrences the same shape is scaled to the published share at one year. Walking with
    education multiplies the hazard by the trial's ratio; the trial measured limiting recurrences only.

    Args:
        days: how far, 1 to 730 days.
        kind: any recurrence, or one that limits activity.
        walking: with walking and education (for 'limiting' only).

    Raises:
        ValueError: walking for a kind that the trial did not measure, or days out of range.

    >>> usual, walked = recurrence(kind="limiting"), recurrence(kind="limiting", walking=True)
    >>> round(recurrence().share[-1], 2), round(usual.share[-1], 2), round(walked.share[-1], 2)
    (0.69, 0.4, 0.31)
    """
    if not 1 <= days <= 2 * YEAR:
        raise ValueError(f"Recurrence is drawn for 1 to {2 * YEAR} days, and this is {days}.")
    if walking and kind == "any":
        raise ValueError(
            "The trial of walking measured recurrences that limit activity: use kind='limiting'."
        )
    content = courses().recurrence
    shape = content.shape.value
    if kind == "any":
        at_year = (YEAR / content.scale.value) ** shape
        heights = (at_year, at_year, at_year)
    else:
        yearly = content.activity_limiting
        ratios = content.walking
        low, high = yearly.interval
        heights = (-log(1 - yearly.value), -log(1 - low), -log(1 - high))
        if walking:
            heights = tuple(  # type: ignore[assignment]
                height * ratio
                for height, ratio in zip((heights[0],) * 3, (ratios.value, *ratios.interval), strict=True)
            )
    grid = tuple(range(days + 1))
    share, low_line, high_line = (
        tuple(1 - exp(-height * (t / YEAR) ** shape) for t in grid) for height in heights
    )
    return RecurrenceCurve(
        kind=kind,
        walking=walking,
        days=grid,
        share=share,
        low=low_line,
        high=high_line,
        hazard=tuple(heights[0] * shape / YEAR * (t / YEAR) ** (shape - 1) for t in grid[1:]),
        note=_note(content, kind, walking=walking),
        statements=content.statements,
    )


def _note(content: Recurrence, kind: str, *, walking: bool) -> str:
    if walking:
        ratio, (low, high) = content.walking.value, content.walking.interval
        return f"The trial's hazard ratio, {ratio:.2f} ({low:.2f} to {high:.2f}), on the usual curve; its interval is drawn."
    if kind == "limiting":
        return "Through the published share at one year; the shape of all recurrences was assumed."
    known = evidence().figures
    median, yearly = known["dasilva2019-median"].value or 0.0, known["dasilva2019-any"].value or 0.0
    return f"Through the published median of {median:.0f} days and {100 * yearly:.0f} % at one year; back pain, not runners."
