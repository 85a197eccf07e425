"""Six runs: pain during, after and the next morning, beside the limit that is set."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, axis_title, faded, paper_layout, token

PARTS = (("during the run", "circle"), ("in the evening after", "square"), ("the next morning", "diamond"))
"""What is written down of each run, with its marker."""


def six_runs(pains: Sequence[tuple[int, int, int]], days: Sequence[int], limit: float) -> Figure:
    """Draw the pain of some runs.

    Args:
        pains: during, after and next morning of each run, 0 to 10, the oldest first.
        days: of each run, counted back from today (yesterday is -1).
        limit: pain up to which it counts as low-level.

    >>> six_runs([(2, 2, 1), (3, 2, 2)], [-4, -1], 3).reading
    'Pain in 2 runs. Worst of each run, the oldest first: 2, 3. Limit set: 3 of 10.'
    """
    number = np.arange(1, len(pains) + 1, dtype=float)
    values = np.array(pains, dtype=float)
    colours = (token("ink"), token("accent"), token("muted"))
    data: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.array([0.4, len(pains) + 0.6]),
            "y": np.array([limit, limit]),
            "line": {"color": token("muted"), "width": 1.5, "dash": "dash"},
            "hoverinfo": "skip",
        }
    ]
    for part, (name, marker) in enumerate(PARTS):
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": name,
                "x": number + (part - 1) * 0.12,
                "y": values[:, part],
                "line": {"color": faded(colours[part], 0.45), "width": 1.5},
                "marker": {"color": colours[part], "size": 11, "symbol": marker},
                "hovertemplate": f"%{{y:.0f}} {name}<extra></extra>",
            }
        )
    layout = paper_layout(
        270,
        xaxis=axis(
            range=[0.4, len(pains) + 0.6],
            tickvals=number.tolist(),
            ticktext=[_ago(day) for day in days],
            showgrid=False,
        ),
        yaxis=axis(
            range=[-0.4, 10.4], tickvals=[0, 2, 4, 6, 8, 10], title=axis_title("pain, 0 to 10", standoff=4)
        ),
        margin={"l": 48, "r": 12, "t": 44, "b": 34, "pad": 2},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": SMALL_SIZE_PX}},
        annotations=[
            {
                "text": f"limit set: {limit:g}",
                "x": len(pains) + 0.6,
                "y": limit,
                "xanchor": "right",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": SMALL_SIZE_PX, "color": token("muted")},
            }
        ],
    )
    data[0]["showlegend"] = False
    worst = ", ".join(str(max(run)) for run in pains)
    reading = f"Pain in {len(pains)} runs. Worst of each run, the oldest first: {worst}. Limit set: {limit:g} of 10."
    rows = [[_ago(day), *(str(pain) for pain in run)] for day, run in zip(days, pains, strict=True)]
    table = Table("Pain of each run, 0 to 10", ["Run", *(name for name, _ in PARTS)], rows)
    narrow = {"xaxis": {"ticktext": [f"−{-day} d" for day in days]}, "height": 250}
    return Figure(data, layout, reading, table, narrow)


def _ago(day: int) -> str:
    return "yesterday" if day == -1 else f"{-day} days ago"
