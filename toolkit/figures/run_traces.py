"""Pain within one run, that evening and the next morning: one runner's curve, or several side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, paper_layout, token
from toolkit.pain.run_trace import RunTrace


@dataclass(frozen=True, eq=False)
class Trace:
    """One curve.

    Attributes:
        name, colour, marker: how it looks.
        run: the pain.
        wide: drawn thick.
    """

    name: str
    colour: str
    marker: str
    run: RunTrace
    wide: bool = False


_EVENING, _MORNING = 74.0, 86.0
_SLOTS = 6
_DASHES = ("dot", "dash", "solid", "dashdot", "longdash", "solid")
_NAMED = (
    (52, "bottom center"),
    (50, "bottom right"),
    (45, "top center"),
    (24, "top center"),
    (40, "top left"),
    (40, "top center"),
)
"""Minute and side at which the curve in each slot is named."""

_NAN = np.array([np.nan])


def run_traces(traces: Sequence[Trace], *, reading: str) -> Figure:
    """Draw runs.

    Args:
        traces: at most six.
        reading: the sentence that reads the figure aloud.
    """
    data: list[dict[str, Any]] = []
    for slot in range(_SLOTS):
        data += _curve(traces[slot], slot) if slot < len(traces) else _empty()
    layout = paper_layout(
        300,
        xaxis=axis(
            range=[-2, 92],
            tickvals=[0, 10, 20, 30, 40, 50, 60, _EVENING, _MORNING],
            ticktext=["start", "10", "20", "30", "40", "50", "60 min", "evening", "morning"],
            showgrid=False,
        ),
        yaxis=axis(range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10], title={"text": "pain, 0 to 10", "standoff": 6}),
        margin={"l": 52, "r": 10, "t": 12, "b": 34},
        hovermode="closest",
        shapes=[
            {
                "type": "line", "x0": 65, "x1": 65, "y0": 0, "y1": 1, "yref": "paper",
                "line": {"color": token("line"), "width": 1, "dash": "dot"},
            }
        ],
    )  # fmt: skip
    narrow = {
        "margin": {"l": 40, "r": 4},
        "xaxis": {"tickvals": [0, 30, 60, 74, 86], "ticktext": ["start", "30", "60", "eve", "morn"]},
    }
    return Figure(data, layout, reading, _table(traces), narrow)


def _curve(shown: Trace, slot: int) -> list[dict[str, Any]]:
    name, colour, marker, trace = shown.name, shown.colour, shown.marker, shown.run
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": trace.minutes,
        "y": trace.pain,
        "line": {
            "color": colour,
            "width": 4 if shown.wide else 2,
            "dash": "solid" if shown.wide else _DASHES[slot],
        },
        "name": name,
        "hovertemplate": f"{name}: %{{y:.1f}} at %{{x:.0f}} min<extra></extra>",
    }
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": np.array([trace.minutes[0], trace.minutes[-1], _EVENING, _MORNING]),
        "y": np.array([trace.pain[0], trace.pain[-1], trace.evening, trace.next_morning]),
        "marker": {"symbol": marker, "size": 13 if shown.wide else 9, "color": colour},
        "hovertemplate": f"{name}: %{{y:.1f}}<extra></extra>",
    }
    # Each curve is named on itself: told apart by words, not by colour alone.
    minute, place = (len(trace.pain) - 1, "middle right") if trace.stopped is not None else _NAMED[slot]
    ends = "stops" if trace.stopped is not None else ""
    words = ends if shown.wide else f"{_short(name)}{': ' if ends else ''}{ends}"
    label = {
        "type": "scatter",
        "mode": "text",
        "x": np.array([trace.minutes[minute]]),
        "y": np.array([trace.pain[minute]]),
        "text": [f"  {words}" if ends else words],
        "textposition": place,
        "textfont": {"size": SMALL_SIZE_PX, "color": token("ink")},
        "hoverinfo": "skip",
    }
    return [line, points, label]


def _empty() -> list[dict[str, Any]]:
    return [
        {"type": "scatter", "mode": mode, "x": _NAN, "y": _NAN, "hoverinfo": "skip"}
        for mode in ("lines", "markers", "text")
    ]


def _table(traces: Sequence[Trace]) -> Table:
    head = ["Runner", "Start", "10 min", "30 min", "60 min", "Evening", "Next morning"]
    rows = []
    for shown in traces:
        name, trace = shown.name, shown.run
        cells = [f"{trace.pain[at]:.1f}" if at < len(trace.pain) else "stopped" for at in (0, 10, 30, 60)]
        rows.append([name, *cells, f"{trace.evening:.1f}", f"{trace.next_morning:.1f}"])
    return Table("Pain, 0 to 10", head, rows)


def _short(name: str) -> str:
    return name.replace("Hamstring tendon", "Tendon")
