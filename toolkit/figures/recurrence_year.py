"""How often an episode comes back in the year after recovery: usual care, and the one trial that moved it."""

from typing import Any

import numpy as np

from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, faded, paper_layout, token
from toolkit.plans import RecurrenceCurve, recurrence

_STEP_DAYS = 7


def recurrence_year() -> Figure:
    """Draw the share of people with a recurrence in the year after recovery from back pain.

    >>> recurrence_year().reading.startswith("Within a year of recovery, 69 of 100")
    True
    """
    curves = (
        ("any recurrence, usual care", recurrence(), "muted", "dot"),
        ("one that limits activity, usual care", recurrence(kind="limiting"), "ink", "solid"),
        (
            "one that limits activity, walking and education",
            recurrence(kind="limiting", walking=True),
            "accent",
            "dash",
        ),
    )
    data: list[dict[str, Any]] = []
    for name, curve, colour, dash in curves:
        data += _traces(name, curve, token(colour), dash)
    layout = paper_layout(
        300,
        xaxis=axis(
            range=[0, 12.2], tickvals=[0, 3, 6, 9, 12], title=_title("months after recovery"), showgrid=False
        ),
        yaxis=axis(range=[0, 80], ticksuffix=" %", title=_title("had one by then")),
        margin={"l": 60, "r": 12, "t": 84, "b": 46, "pad": 2},
        showlegend=True,
        legend={"x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": SMALL_SIZE_PX}},
    )
    ends = [round(100 * curve.share[-1]) for _, curve, _, _ in curves]
    reading = (
        f"Within a year of recovery, {ends[0]} of 100 people had some recurrence of back pain, {ends[1]} one that "
        f"limited activity, and {ends[2]} one that limited activity after walking and education. Most come early."
    )
    rows = [
        [
            f"{month} months",
            *(f"{100 * c.share[min(round(month * 30.4), 365)]:.0f} %" for _, c, _, _ in curves),
        ]
        for month in (1, 3, 6, 9, 12)
    ]
    head = ["After recovery", *(name for name, _, _, _ in curves)]
    return Figure(data, layout, reading, Table("Recurrence in the year after recovery", head, rows))


def _traces(name: str, curve: RecurrenceCurve, colour: str, dash: str) -> list[dict[str, Any]]:
    days = np.array(curve.days[::_STEP_DAYS], dtype=float) / 30.4
    low, high, share = (100 * np.array(line[::_STEP_DAYS]) for line in (curve.low, curve.high, curve.share))
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.concatenate([days, days[::-1]]),
            "y": np.concatenate([low, high[::-1]]),
            "fill": "toself",
            "fillcolor": faded(colour, 0.12),
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": days,
            "y": share,
            "line": {"color": colour, "width": 2.2, "dash": dash},
            "hovertemplate": "%{y:.0f} %<extra></extra>",
        },
    ]


def _title(text: str) -> dict[str, Any]:
    return {"text": text, "standoff": 4, "font": {"size": SMALL_SIZE_PX, "color": token("muted")}}
