"""The timeline of one story, with its events, its hazard and its reading."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from toolkit.cases import Story
from toolkit.content.look import look
from toolkit.content.story import story_settings
from toolkit.figures.figure import DayLine, Figure
from toolkit.figures.paper import token
from toolkit.figures.timeline import HazardLine, timeline, trailing_mean
from toolkit.figures.weeks import Marked, weeks_of
from toolkit.history import Diary, Event
from toolkit.history.load import single_run_ratio

_SAID: tuple[tuple[str, int, str], ...] = (
    ("a run that nobody wrote down: {} km", 1, "stems"),
    ("load as it was: {}", 0, "day"),
    ("sleep as it was: {} h", 1, "day"),
    ("stress as it was: {} of 10", 0, "day"),
)
"""What a day's reading says of the days as they were; words, decimals, kind."""


def history_figure(story: Story, truth: Diary | None = None) -> Figure:
    """Draw a story's timeline.

    Args:
        story: the story.
        truth: the days as they were, to be drawn dashed behind what was written down.
    """
    hazards = story.hazards
    line = HazardLine(hazards.times, hazards.times_low, hazards.times_high)
    figure = timeline(
        story.diary,
        longest_ratio=single_run_ratio(story.diary.longest_run_km),
        spike_ratio=story_settings().spike_ratio.value,
        events=[marked(event) for event in story.events],
        hazard=line,
        reading=history_reading(story.diary, story.events, story.onset_day),
    )
    if truth is None:
        return figure
    # Last, so that the traces that can be dragged keep their places.
    first = len(figure.data)
    lines = [
        *figure.day_lines,
        *(DayLine(words, (first + at,), decimals, kind) for at, (words, decimals, kind) in enumerate(_SAID)),
    ]
    return replace(figure, data=[*figure.data, *_as_it_was(truth, story.diary)], day_lines=lines)


def marked(event: Event) -> Marked:
    """Return an event as the timeline shades it.

    >>> from toolkit.history import ShortNights
    >>> marked(ShortNights(week=-4, weeks=3)).end_week
    -1.0
    """
    factor = event.about().factor
    colour = look().factors[factor].colour if factor else token("muted")
    symbol = look().factors[factor].symbol if factor else "–"
    weeks = max(float(getattr(event, "weeks", 0) or getattr(event, "days", 0) / 7 or 1), 0.3)
    return Marked(event.label.lower(), symbol, colour, event.week, min(event.week + weeks, 0))


def _as_it_was(truth: Diary, written: Diary) -> list[dict[str, Any]]:
    weeks = weeks_of(truth.days)
    lost = ~written.training_known[truth.run_day]
    at = np.repeat((truth.run_day[lost] + 0.5 - truth.days) / 7, 3)
    km = np.repeat(truth.run_km[lost], 3)
    km[0::3], km[2::3] = 0, np.nan
    lines = (
        (at, km, "y", "a run that nobody wrote down: %{y:.1f} km"),
        (weeks, trailing_mean(truth.session_load_au, 7), "y2", "load as it was: %{y:.0f}"),
        (weeks, truth.sleep_h, "y3", "sleep as it was: %{y:.1f} h"),
        (weeks, truth.stress, "y4", "stress as it was: %{y:.0f} of 10"),
    )
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": x,
            "y": y,
            "yaxis": row,
            "line": {"color": token("ink"), "width": 1.1, "dash": "dot"},
            "opacity": 0.65,
            "hovertemplate": f"{hover}<extra></extra>",
        }
        for x, y, row, hover in lines
    ]


def history_reading(diary: Diary, events: Sequence[Event], onset_day: int | None) -> str:
    """Read the timeline aloud in one or two sentences.

    Args:
        diary: the days.
        events: what happened.
        onset_day: the day on which pain began; None where none did.
    """
    weeks = diary.days // 7
    parts = [f"Timeline of {weeks} weeks: {len(diary.run_day)} runs"]
    known = diary.sleep_h[~np.isnan(diary.sleep_h)]
    if known.size:
        parts.append(f"nights of {known.min():.1f} to {known.max():.1f} hours")
    felt = diary.stress[~np.isnan(diary.stress)]
    if felt.size:
        parts.append(f"stress between {felt.min():.0f} and {felt.max():.0f} of 10")
    said = ", ".join(parts) + "."
    if events:
        told = ", ".join(f"{event.label.lower()} in week −{-event.week}" for event in events)
        said += f" Marked: {told}."
    if onset_day is None:
        return f"{said} No pain began in these weeks."
    return f"{said} Pain began {diary.days - onset_day} days before the consultation."
