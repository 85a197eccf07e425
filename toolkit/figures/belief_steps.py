"""Belief step by step in one case: the model's after each answer, the student's where it was stated."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from toolkit.cases.trail import Footstep
from toolkit.content.findings import findings
from toolkit.content.look import look
from toolkit.content.pain_types import pain_types
from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, axis_title, paper_layout

_HEIGHT = 320
_LEAST = 0.05
_CLOSE = 15


def belief_steps(steps: Sequence[Footstep]) -> Figure:
    """Draw belief in the four families over the questions of one visit.

    Lines are the model's belief after each answer, open marks what the student had stated by then; always
    eight traces, so that another case changes arrays only.

    Args:
        steps: as `toolkit.cases.trail.trail` gives them.

    >>> belief_steps([]).reading
    'Nothing was asked: there are no steps to draw.'
    """
    signs = look().families
    known = findings()
    at = np.arange(1, len(steps) + 1, dtype=float)
    data: list[dict[str, Any]] = []
    for key in pain_types().families:
        sign = signs[key]
        model = np.array([100 * step.model[key] for step in steps])
        said = np.array([100 * step.student[key] if step.student else np.nan for step in steps])
        data += [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": sign.label,
                "x": at,
                "y": model,
                "line": {"color": sign.colour, "width": 2},
                "marker": {"color": sign.colour, "size": 6, "symbol": sign.marker},
                "hovertemplate": f"{sign.label}, model: %{{y:.0f}} %<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": at,
                "y": said,
                "marker": {
                    "color": "rgba(0,0,0,0)",
                    "size": 14,
                    "symbol": sign.marker,
                    "line": {"color": sign.colour, "width": 2},
                },
                "hovertemplate": f"{sign.label}, you: %{{y:.0f}} %<extra></extra>",
                "showlegend": False,
            },
        ]
    most = max(len(steps), 2)
    layout = paper_layout(
        _HEIGHT,
        xaxis=axis(
            range=[0.5, most + 0.5],
            title=axis_title("questions, in order"),
            dtick=1 if most <= _CLOSE else 5,
            showgrid=False,
        ),
        yaxis=axis(range=[-4, 104], tickvals=[0, 25, 50, 75, 100], ticksuffix=" %"),
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": SMALL_SIZE_PX}},
        margin={"l": 56, "r": 12, "t": 64, "b": 46, "pad": 2},
        hovermode="closest",
    )
    rows = [
        [
            known[step.finding].ask,
            *(f"{100 * step.model[key]:.0f} %" for key in pain_types().families),
            *(f"{100 * step.student[key]:.0f} %" if step.student else "–" for key in pain_types().families),
        ]
        for step in steps
    ]
    names = [signs[key].label for key in pain_types().families]
    head = ["Asked", *(f"{name}, model" for name in names), *(f"{name}, you" for name in names)]
    return Figure(
        data, layout, _reading(steps), Table("Belief step by step", head, rows), {"height": _HEIGHT + 40}
    )


def _reading(steps: Sequence[Footstep]) -> str:
    if not steps:
        return "Nothing was asked: there are no steps to draw."
    signs, last = look().families, steps[-1].model
    order = sorted(last, key=lambda key: -last[key])
    ends = ", ".join(f"{signs[key].label.lower()} {100 * last[key]:.0f} %" for key in order)
    told = max(steps, key=lambda step: step.moved)
    words = f"After {len(steps)} questions the model’s belief stands at {ends}."
    if told.moved >= _LEAST:
        words += f" It moved most with: {findings()[told.finding].ask}."
    return words
