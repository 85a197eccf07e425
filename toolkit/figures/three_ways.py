"""Three ways of spending the same weeks: what is run, and the model's hazard of a new episode."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, axis_title, faded, paper_layout, token
from toolkit.plans import LivedWay

NAMES = {"as_planned": "As planned", "rushed": "Rushed", "full_rest": "Full rest, then the last week"}
_STYLES = {"as_planned": ("accent", "solid"), "rushed": ("ink", "dash"), "full_rest": ("muted", "dot")}


def three_ways_lived(ways: Mapping[Any, LivedWay]) -> Figure:
    """Draw what is run in each week, and the hazard day by day against this runner's habitual one, with its band.

    Args:
        ways: 'as_planned', 'rushed', 'full_rest'.
    """
    data: list[dict[str, Any]] = []
    for slot, (key, name) in enumerate(NAMES.items()):
        way = ways[key]
        colour, dash = token(_STYLES[key][0]), _STYLES[key][1]
        km = np.array([day.km for day in way.days])
        weekly = km[: km.size // 7 * 7].reshape(-1, 7).sum(axis=1)
        weeks = np.arange(weekly.size) + 0.5
        days = (np.arange(km.size) + 0.5) / 7
        data += [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": name,
                "x": weeks + 0.06 * (slot - 1),
                "y": weekly,
                "yaxis": "y2",
                "line": {"color": colour, "width": 2, "dash": dash},
                "marker": {"color": colour, "size": 8, "symbol": ("circle", "square", "diamond")[slot]},
                "hovertemplate": "%{y:.0f} km<extra></extra>",
            },
            {
                "type": "scatter",
                "mode": "lines",
                "x": np.concatenate([days, days[::-1]]),
                "y": np.concatenate([way.low, way.high[::-1]]),
                "fill": "toself",
                "fillcolor": faded(colour, 0.08),
                "line": {"width": 0},
                "hoverinfo": "skip",
                "showlegend": False,
            },
            {
                "type": "scatter",
                "mode": "lines",
                "x": days,
                "y": way.times,
                "line": {"color": colour, "width": 2, "dash": dash},
                "hovertemplate": "%{y:.1f} x<extra></extra>",
                "showlegend": False,
            },
        ]
    last = max(len(way.days) for way in ways.values()) / 7
    layout = paper_layout(
        400,
        xaxis=axis(
            range=[0, last], title=axis_title("weeks from today", standoff=4), showgrid=False, anchor="y"
        ),
        yaxis2=axis(domain=[0.58, 1], title=axis_title("km a week", standoff=4), rangemode="tozero"),
        yaxis=axis(
            domain=[0, 0.46], title=axis_title("hazard, times habitual", standoff=4), rangemode="tozero"
        ),
        margin={"l": 58, "r": 12, "t": 40, "b": 46, "pad": 2},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": SMALL_SIZE_PX}},
    )
    counted = {
        key: [round(200 * each) for each in (w.chance, w.chance_low, w.chance_high)]
        for key, w in ways.items()
    }
    said = "; ".join(
        f"{NAMES[key].lower()} {n} of 200 (band {low} to {high})" for key, (n, low, high) in counted.items()
    )
    reading = f"A new episode of any kind within {last:.0f} weeks, in the model: {said}."
    rows = [
        [
            NAMES[key],
            f"{sum(day.km for day in way.days):.0f} km",
            f"{max(day.km for day in way.days):.1f} km",
            f"{counted[key][0]} of 200",
            f"{counted[key][1]} to {counted[key][2]}",
        ]
        for key, way in ways.items()
    ]
    head = ["Way", "Run in all", "Longest run", "New episode", "Band"]
    return Figure(data, layout, reading, Table("Three ways of spending the same weeks", head, rows))
