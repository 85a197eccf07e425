"""The hazard of an episode, day by day, with its band: of all causes, or of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.cases import Story
from toolkit.content.factors import CAUSES, Cause, factors_file
from toolkit.factors.combining import daily
from toolkit.figures.figure import DayLine, Figure, Table
from toolkit.figures.history_figure import marked
from toolkit.figures.paper import TEXT_SIZE_PX, axis, faded, paper_layout, row_title, token
from toolkit.figures.weeks import (
    STRETCHES,
    Marked,
    day_events,
    event_names,
    narrow_weeks,
    onset_line,
    onset_name,
    stretches,
    weeks_axis,
    weeks_of,
)

Floats = NDArray[np.float64]

PER_DAYS = 10_000
"""A day's hazard is small: it is told as episodes in so many such days."""


@dataclass(frozen=True, eq=False)
class HazardCurve:
    """One curve of hazards; all in episodes per `PER_DAYS` days, shape (days,), nan after pain began.

    Attributes:
        name: of the causes it holds.
        value, low, high: with its band.
        habitual: of the same runner with sleep, stress and training as usual.
    """

    name: str
    value: Floats
    low: Floats
    high: Floats
    habitual: Floats

    @property
    def peak(self) -> int | None:
        """The day (index) on which it stands highest; none where no day is known."""
        return int(np.nanargmax(self.value)) if np.isfinite(self.value).any() else None


def hazard_curve(story: Story, cause: Cause | None = None) -> HazardCurve:
    """Return the hazards of a story: of all causes together, or of one.

    >>> from toolkit.cases import Scenario, story_of
    >>> story = story_of(Scenario())
    >>> parts = sum(hazard_curve(story, cause).value[0] for cause in CAUSES)
    >>> bool(abs(parts - hazard_curve(story).value[0]) < 1e-9)
    True
    """
    hazards = story.hazards
    if cause is None:
        columns = (hazards.total, hazards.total_low, hazards.total_high, hazards.habitual)
        return HazardCurve("all four causes", *(PER_DAYS * column for column in columns))
    at = CAUSES.index(cause)
    model = story.model
    usual = daily(model.doses(story.diary, story.runner), model.coefficients(), model.rival).habitual
    habitual = np.where(np.isnan(hazards.total), np.nan, usual[0, :, at, 0])
    columns = (hazards.value[:, at], hazards.low[:, at], hazards.high[:, at], habitual)
    name = factors_file().causes[cause].name
    return HazardCurve(name, *(PER_DAYS * column for column in columns))


def hazard_days(story: Story, cause: Cause | None = None) -> Figure:
    """Draw the hazard day by day on the axis of the timeline, events shaded."""
    curve = hazard_curve(story, cause)
    days = story.diary.days
    events = [marked(event) for event in story.events]
    weeks = weeks_of(days)
    accent = token("accent")
    low = {**_line(weeks, curve.low, accent), "line": {"width": 0}, "hoverinfo": "skip"}
    band = {**low, "y": curve.high, "fill": "tonexty", "fillcolor": faded(accent, 0.2)}
    usual = {
        **_line(weeks, curve.habitual, token("muted")),
        "line": {"color": token("muted"), "width": 1.2, "dash": "dot"},
    }
    hover = f"%{{y:.1f}} in {PER_DAYS:,} such days<extra></extra>"
    data = [
        *stretches(events, "y2"),
        low,
        band,
        {**usual, "hoverinfo": "skip"},
        {**_line(weeks, curve.value, accent), "hovertemplate": hover},
        onset_line(story.diary, "y2"),
    ]
    narrow = {**narrow_weeks(days), "margin": {"l": 34, "r": 8}}
    low_at, high_at, usual_at, value_at, pain_at = range(STRETCHES, STRETCHES + 5)
    said = f"hazard: {{}} in {PER_DAYS:,} such days (band {{}} to {{}})"
    lines = [
        DayLine(said, (value_at, low_at, high_at), 1),
        DayLine("at habitual values {}", (usual_at,), 1),
        *day_events(events),
        DayLine("pain begins", (pain_at,), kind="moment"),
    ]
    return Figure(
        data,
        _layout(story, events, curve),
        hazard_reading(story, curve),
        _table(curve),
        narrow,
        days=days,
        day_lines=lines,
    )


def hazard_reading(story: Story, curve: HazardCurve) -> str:
    """Read the curve aloud: its highest day with the band, beside the habitual hazard."""
    day = curve.peak
    if day is None:
        return "No hazard can be told: too little is known of these days."
    until = "until pain began" if story.onset_day is not None else "until the consultation"
    return (
        f"Hazard of {curve.name}, day by day {until}. Highest {_ago(story.diary.days - day)}: "
        f"{_few(curve.value[day])} episodes in {PER_DAYS:,} such days (band {_few(curve.low[day])} to "
        f"{_few(curve.high[day])}); at habitual values {_few(curve.habitual[day])}."
    )


def _line(x: Floats, y: Floats, colour: str) -> dict[str, Any]:
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {"color": colour, "width": 2}}


def _layout(story: Story, events: Sequence[Marked], curve: HazardCurve) -> dict[str, Any]:
    days = story.diary.days
    names, rows = event_names(events, days / 7)
    finite = curve.high[np.isfinite(curve.high)]
    top = float(finite.max()) if finite.size else 1.0
    title = row_title(
        f"Hazard, {curve.name}",
        f"in {PER_DAYS:,} such days",
        1.0,
        TEXT_SIZE_PX,
        xshift=-30,
        yshift=16 * rows + 4,
    )
    return paper_layout(
        270,
        xaxis=weeks_axis(days),
        yaxis=axis(range=[0, _nice(top)], nticks=5),
        yaxis2=axis(range=[0, 1], overlaying="y", visible=False),
        margin={"l": 40, "r": 12, "t": 28 + 16 * rows, "b": 42, "pad": 2},
        hovermode="closest",
        uirevision="hazard",
        annotations=[title, *names, *onset_name(story.diary)],
    )


def _nice(top: float) -> float:
    step = 10 ** np.floor(np.log10(max(top, 1e-3)))
    return float(np.ceil(top / step * 2) / 2 * step)


def _table(curve: HazardCurve) -> Table:
    head = ["Week", "Highest hazard", "Band", "Habitual"]
    rows = []
    days = len(curve.value)
    for start in range(days % 7, days, 7):
        week = slice(start, start + 7)
        if np.isnan(curve.value[week]).all():
            rows.append([f"{(start - days) // 7}", "not told: pain had begun", "", ""])
            continue
        day = start + int(np.nanargmax(curve.value[week]))
        span = f"{_few(curve.low[day])} to {_few(curve.high[day])}"
        rows.append([f"{(start - days) // 7}", _few(curve.value[day]), span, _few(curve.habitual[day])])
    caption = f"Hazard of {curve.name} by week: episodes in {PER_DAYS:,} days like the week's highest"
    return Table(caption, head, rows)


def _few(value: float) -> str:
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _ago(days: int) -> str:
    return "on the last day" if days == 1 else f"{days} days before the consultation"
