"""Hits against false alarms of every load metric, as the line that is drawn on it moves."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from toolkit.factors.band import percent
from toolkit.factors.metric_trial import MetricCurve
from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, axis_title, paper_layout, token


def trial_figure(curves: Sequence[MetricCurve], metric: str, line: float) -> Figure:
    """Draw the trial.

    Args:
        curves: of all metrics.
        metric: the one that is looked at.
        line: drawn on it.
    """
    chosen = next(curve for curve in curves if curve.metric == metric)
    hits, alarms = chosen.at(line)
    data: list[dict[str, Any]] = [
        _curve(np.array([0.0, 100.0]), np.array([0.0, 100.0]), "chance", token("muted"), 1.2, "dash")
    ]
    data += [
        _curve(100 * curve.false_alarms, 100 * curve.hits, curve.name, token("edge"), 1.0, "solid")
        for curve in curves
    ]
    accent = token("accent")
    data.append(_curve(100 * chosen.false_alarms, 100 * chosen.hits, chosen.name, accent, 3.0, "solid"))
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": np.array([100 * alarms]),
            "y": np.array([100 * hits]),
            "marker": {"color": accent, "size": 15, "line": {"color": token("card"), "width": 2}},
            "hovertemplate": "%{y:.0f} % hits, %{x:.0f} % false alarms<extra></extra>",
        }
    )
    layout = paper_layout(
        400,
        xaxis=axis(
            range=[0, 101],
            ticksuffix=" %",
            title=axis_title("false alarms: days without an episode that are flagged"),
        ),
        yaxis=axis(
            range=[0, 101],
            ticksuffix=" %",
            title=axis_title("hits: days on which one begins that are flagged"),
        ),
        margin={"l": 64, "r": 12, "t": 12, "b": 48, "pad": 2},
        hovermode="closest",
        uirevision="trial",
        annotations=[_note("chance", 72, 68)],
    )
    return Figure(data, layout, chosen.words(line), _table(curves))


def _curve(x: Any, y: Any, name: str, colour: str, width: float, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width, "dash": dash},
        "hovertemplate": f"{name}<extra></extra>",
    }


def _note(words: str, x: float, y: float) -> dict[str, Any]:
    font = {"size": SMALL_SIZE_PX, "color": token("muted")}
    return {"text": words, "x": x, "y": y, "xref": "x", "yref": "y", "showarrow": False, "font": font}


def _table(curves: Sequence[MetricCurve]) -> Table:
    rows = []
    for curve in curves:
        hits, alarms = curve.at(curve.usual)
        cells = [
            f"{curve.usual:g}",
            percent(hits),
            percent(alarms),
            percent(curve.auc),
            percent(curve.undefined),
        ]
        rows.append([curve.name, *cells])
    head = ["Metric", "Usual line", "Hits", "False alarms", "Ranks rightly (chance: 50 %)", "Not defined"]
    return Table("Every metric at the line that is often drawn", head, rows)
