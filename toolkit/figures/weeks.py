"""What figures over weeks share: the axis, shaded events and their names, the day of pain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.figures.figure import DayLine, Handle
from toolkit.figures.paper import SMALL_SIZE_PX, axis, faded, token
from toolkit.history import Diary

Floats = NDArray[np.float64]

NARROW_WEEKS = 13
"""How much of the history a phone shows at once; a finger moves back."""

_LONG_WEEKS = 30
_NARROW_PX = 290
_ENLARGED_PX = 500
"""How wide the figure is beside its controls, in pixels of its own type, when a lecturer makes all larger."""
_NARROW_STEP = 4
_STEPS = ((8, 1), (16, 2), (_LONG_WEEKS, 4), (60, 8), (float("inf"), 13))
"""Up to how many weeks a tick stands every how many."""

STRETCHES = 8
"""How many events a figure shades; always as many traces, so that moving one changes arrays only."""


@dataclass(frozen=True)
class Marked:
    """An event as figures show it: a shaded stretch of weeks with a few words.

    Attributes:
        label: its name above the runs.
        symbol, colour: of its factor.
        start_week, end_week: counted back from today, start before end ('-9' to '-7').
    """

    label: str
    symbol: str
    colour: str
    start_week: float
    end_week: float


def weeks_of(days: int) -> Floats:
    """Return the middle of each day in weeks before the consultation, shape (days,).

    >>> weeks_of(7).round(2).tolist()
    [-0.93, -0.79, -0.64, -0.5, -0.36, -0.21, -0.07]
    """
    return np.asarray((np.arange(days) + 0.5 - days) / 7)


def weeks_axis(days: int, **more: Any) -> dict[str, Any]:
    """Return the axis of weeks, 'today' at its right end."""
    span = days / 7
    title = {"text": "weeks before the consultation", "standoff": 4}
    return axis(
        range=[-span, 0.25],
        **_ticks(span, next(step for most, step in _STEPS if span <= most)),
        title={**title, "font": {"size": SMALL_SIZE_PX, "color": token("muted")}},
        showgrid=False,
        **more,
    )


def _ticks(span: float, step: int) -> dict[str, Any]:
    # The last one keeps clear of 'today'.
    ticks = [week for week in range(-int(span), 0) if (week + int(span)) % step == 0 and 2 * week < -step]
    return {
        "tickvals": [*ticks, 0],
        "ticktext": [*(f"\N{MINUS SIGN}{-week}" for week in ticks), "today"],
    }


def narrow_weeks(days: int) -> dict[str, Any]:
    """Return what differs on a phone: the last weeks are shown, and a finger moves back over the whole.

    >>> narrow_weeks(182)["xaxis"]["range"], narrow_weeks(182)["meta"]["whole"]
    ([-13, 0.25], [-26.0, 0.25])
    """
    span = days / 7
    ticks = _ticks(span, _NARROW_STEP) if span > _LONG_WEEKS else {}
    return {"xaxis": {"range": [-min(NARROW_WEEKS, span), 0.25], **ticks}, "meta": {"whole": [-span, 0.25]}}


def narrow_names(
    layout: dict[str, Any], events: Sequence[Marked], days: int, also: Sequence[Marked] = ()
) -> dict[str, Any]:
    """Return where the names of events stand on a phone, where a long history shows few of its weeks.

    Args:
        layout: of the whole history, with the names of `event_names` among its annotations.
        events: whose names stand above the figure.
        also: what else is named there.
        days: of the history; up to half a year the names stand well on a phone as they are.
    """
    if days / 7 <= _LONG_WEEKS:
        return {}
    wide, rows = event_names(events, days / 7, also)
    names, more = event_names(events, NARROW_WEEKS, also, width_px=_NARROW_PX)
    kept = [note for note in layout["annotations"] if note not in wide]
    return {
        "annotations": [*kept, *names],
        "margin": {"t": layout["margin"]["t"] + 16 * (max(more, 1) - max(rows, 1))},
    }


def stretches(events: Sequence[Marked], row: str) -> list[dict[str, Any]]:
    """Return the shaded stretches of events, on an axis `row` that runs from 0 to 1."""
    return [_stretch(events[slot] if slot < len(events) else None, row) for slot in range(STRETCHES)]


def stretch_name(slot: int) -> str:
    """Return what an event's stretch is called when it is dragged.

    >>> stretch_name(0)
    'event0'
    """
    return f"event{slot}"


def handles(events: Sequence[Marked], days: int) -> list[Handle]:
    """Return how events' stretches can be dragged: by whole weeks, within the history.

    >>> handles([Marked("race", "*", "#000000", -9, -8)], 182)
    [Handle(trace=0, name='event0', first=-26, last=-1, unit='week')]
    """
    shaded = range(len(events[:STRETCHES]))
    return [Handle(slot, stretch_name(slot), -(days // 7), -1, "week") for slot in shaded]


def day_events(events: Sequence[Marked], first: int = 0) -> list[DayLine]:
    """Return what a day's reading says of the events that reach over it.

    Args:
        events: those of `stretches`.
        first: the place of the first stretch in the figure's data.
    """
    shaded = enumerate(events[:STRETCHES], start=first)
    return [DayLine(f"{event.symbol} {event.label}", (place,), kind="span") for place, event in shaded]


def onset_line(diary: Diary, row: str) -> dict[str, Any]:
    """Return the line of the day pain began; empty where none did."""
    at = (diary.episodes[-1].day - diary.days) / 7 if diary.episodes else np.nan
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.array([at, at]),
        "y": np.array([0.0, 1.0]),
        "yaxis": row,
        "line": {"color": token("ink"), "width": 1.3, "dash": "dash"},
        "hoverinfo": "skip",
    }


def onset_name(diary: Diary) -> list[dict[str, Any]]:
    """Return the words beside the line of the day pain began; none where none did."""
    if not diary.episodes:
        return []
    place = {"x": (diary.episodes[-1].day - diary.days) / 7, "xref": "x", "y": 1, "yref": "paper"}
    anchor = {"xanchor": "right", "yanchor": "top", "xshift": -2, "showarrow": False}
    font = {"size": SMALL_SIZE_PX, "color": token("ink")}
    return [{"text": "pain begins", **place, **anchor, "font": font}]


def event_names(
    events: Sequence[Marked], span: float, also: Sequence[Marked] = (), width_px: float = _ENLARGED_PX
) -> tuple[list[dict[str, Any]], int]:
    """Place the names of events, and of what else is marked, above a figure so that none covers another.

    Returns them and the rows they take. An event's name carries its stretch's (`stretch_name`), so that it can
    be taken hold of.
    """
    px_per_week = width_px / max(span, NARROW_WEEKS)
    rows: list[float] = []
    names = []
    named = [(stretch_name(slot), event) for slot, event in enumerate(events[:STRETCHES])]
    for name, event in sorted([*named, *(("", one) for one in also)], key=lambda one: one[1].start_week):
        half = 3.9 * (len(event.label) + 3) / px_per_week
        middle = min((event.start_week + event.end_week) / 2, 0.2 - half)
        row = next((index for index, taken in enumerate(rows) if middle - half >= taken), len(rows))
        rows[row : row + 1] = [middle + half + 0.15]
        names.append(
            {
                "name": name,
                "text": f"<span style='color:{event.colour}'>{event.symbol}</span> {event.label}",
                "x": middle,
                "xref": "x",
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "yshift": 16 * row,
                "showarrow": False,
                "font": {"size": SMALL_SIZE_PX, "color": token("ink")},
            }
        )
    return names, len(rows)


def _stretch(event: Marked | None, row: str) -> dict[str, Any]:
    left = right = np.nan
    if event is not None:
        left, right = event.start_week, max(event.end_week, event.start_week + 0.25)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.array([left, left, right, right]),
        "y": np.array([0.0, 1.0, 1.0, 0.0]),
        "yaxis": row,
        "fill": "toself",
        "fillcolor": faded(event.colour if event else token("paper"), 0.13),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
