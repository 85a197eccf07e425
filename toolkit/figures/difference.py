"""The difference that one change makes over many pairs of lives, with its band."""

import numpy as np

from toolkit.factors import Twins
from toolkit.factors.twins import LIVES
from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, paper_layout, token


def difference(pairs: Twins, change: str) -> Figure:
    """Draw how many more of 200 lives stay well with a change.

    Args:
        pairs: lived.
        change: in words.
    """
    middle, low, high = pairs.difference.value, pairs.difference.low, pairs.difference.high
    reach = max(abs(low), abs(high), 2.0) * 1.15
    accent = token("accent")
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.array([0.0, 0.0]),
            "y": np.array([0.0, 1.0]),
            "line": {"color": token("ink"), "width": 1.3, "dash": "dash"},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.array([low, high]),
            "y": np.array([0.45, 0.45]),
            "line": {"color": accent, "width": 5},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": np.array([middle]),
            "y": np.array([0.45]),
            "marker": {"color": accent, "size": 15, "line": {"color": token("card"), "width": 2}},
            "hovertemplate": "%{x:.1f} of 200<extra></extra>",
        },
    ]
    layout = paper_layout(
        150,
        xaxis=axis(
            range=[-reach, reach],
            nticks=7,
            title={
                "text": f"more of {LIVES} lives stay well, {change}",
                "standoff": 4,
                "font": {"size": SMALL_SIZE_PX, "color": token("muted")},
            },
        ),
        yaxis=axis(range=[0, 1], visible=False),
        margin={"l": 12, "r": 12, "t": 24, "b": 44, "pad": 2},
        hovermode="closest",
        annotations=[
            {
                "text": "no difference",
                "x": 0,
                "y": 1,
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": SMALL_SIZE_PX, "color": token("muted")},
            }
        ],
    )
    # On a phone the words about the change, which stand above the figure too, would be cut at both ends.
    narrow = {"xaxis": {"title": {"text": f"more of {LIVES} lives stay well with the change"}, "nticks": 5}}
    head = ["Lives", "As it was", f"Same runner, {change}"]
    rows = [
        [
            f"Stayed well through these {pairs.days} days, of {pairs.n}",
            str(pairs.well_before),
            str(pairs.well_after),
        ],
        ["Chance of an episode", pairs.chance_before.percent, pairs.chance_after.percent],
        [f"Difference, of {LIVES} lives", "", f"{middle:.1f} (band {low:.1f} to {high:.1f})"],
    ]
    return Figure(data, layout, pairs.words, Table(f"Same runner, {change}", head, rows), narrow)
