"""The usual course of a pain type: published means and shares under usual care, with what spread was published."""

from typing import Any

import numpy as np

from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, axis_title, faded, paper_layout, token
from toolkit.plans import Course, Curve, days_until

CURVES = 5
"""How many curves the figure can hold; always as many traces, so that another type changes arrays only."""

_WEEKS = 52
_STRAIN_WEEKS = 26
_STYLES = (
    ("ink", "solid", "circle"),
    ("accent", "dash", "square"),
    ("muted", "dot", "diamond"),
    ("ink", "dashdot", "triangle-up"),
    ("accent", "solid", "cross"),
)


def usual_course(course: Course, today_weeks: float | None = None) -> Figure:
    """Draw the published course of one pain type.

    Pain is a group's mean of 0 to 100 and falls; shares of people are drawn as 0 to 100 % and rise. Points
    are published numbers, with their interval where there is one; lines run between them as each curve says.

    Args:
        course: of the type; it holds at most five curves.
        today_weeks: where the runner stands, weeks since it began.

    Raises:
        ValueError: more curves than the figure can hold.

    >>> from toolkit.plans import course
    >>> usual_course(course("radicular")).reading.split(":")[0]
    'Usual course of radicular pain'
    """
    if len(course.curves) > CURVES:
        raise ValueError(
            f"The figure holds {CURVES} curves, and '{course.type_id}' has {len(course.curves)}."
        )
    data: list[dict[str, Any]] = []
    for slot in range(CURVES):
        curve = course.curves[slot] if slot < len(course.curves) else None
        data += _traces(curve, slot)
    data.append(_today(today_weeks))
    weeks = _STRAIN_WEEKS if all(curve.measure == "returned" for curve in course.curves) else _WEEKS
    pain = any(curve.measure == "pain" for curve in course.curves)
    share = any(curve.measure != "pain" for curve in course.curves)
    name = (
        "pain, 0 to 100"
        if pain and not share
        else "% of people"
        if share and not pain
        else "pain, or % of people"
    )
    layout = paper_layout(
        280 + 20 * len(course.curves),
        xaxis=axis(
            range=[-weeks / 52, weeks + weeks / 52],
            tickvals=[0, 6, 12, 26, 39, 52] if weeks == _WEEKS else [0, 4, 8, 12, 16, 20, 24],
            title=axis_title("weeks", standoff=4),
            showgrid=False,
        ),
        yaxis=axis(range=[-3, 103], tickvals=[0, 25, 50, 75, 100], title=axis_title(name, standoff=4)),
        margin={"l": 52, "r": 12, "t": 30 + 20 * max(len(course.curves), 1), "b": 46, "pad": 2},
        showlegend=True,
        legend={"x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": SMALL_SIZE_PX}},
        hovermode="closest",
    )
    return Figure(data, layout, reading(course), _table(course), {"height": 310 + 20 * len(course.curves)})


def reading(course: Course) -> str:
    """Read the published numbers aloud."""
    if not course.curves:
        return f"Usual course of {course.title.lower()}: no curve was published. {course.honest}"
    said = "; ".join(_said(curve) for curve in course.curves)
    if [curve.measure for curve in course.curves] == ["returned"]:
        tenth, half, most = (days_until(course.curves[0], share) for share in (0.1, 0.5, 0.9))
        said += (
            f". Of 10 such players one was back by day {tenth:.0f}, half by day {half:.0f} and nine by day {most:.0f}, "
            "if the curve has the shape that was chosen for teaching"
        )
    return f"Usual course of {course.title.lower()}: {said}. {course.honest}"


def _said(curve: Curve) -> str:
    if curve.measure == "returned":
        day = curve.points[0].value
        return (
            f"{_small(curve.title)}: back after {day.value:g} days on average ({day.low:g} to {day.high:g})"
        )
    scale = 1 if curve.measure == "pain" else 100
    unit = "" if curve.measure == "pain" else " %"
    first, last = curve.points[0], curve.points[-1]
    if first is last:
        return f"{_small(curve.title)}: {first.value.value * scale:g}{unit} at week {first.weeks:g}"
    middle = f"{first.value.value * scale:g}{unit} at week {first.weeks:g}, "
    return f"{_small(curve.title)}: {middle}{last.value.value * scale:g}{unit} at week {last.weeks:g}"


def _traces(curve: Curve | None, slot: int) -> list[dict[str, Any]]:
    colour, dash, marker = _STYLES[slot]
    nothing = np.array([np.nan])
    weeks = value = low = high = at = seen = down = up = nothing
    title = ""
    if curve is not None:
        scale = 1.0 if curve.measure == "pain" else 100.0
        title = curve.title
        if curve.line:
            weeks = np.array([point.weeks for point in curve.line])
            value = scale * np.array([point.value for point in curve.line])
        banded = [point for point in curve.line if point.low is not None and point.high is not None]
        if banded:
            low = scale * np.array([point.low for point in banded])
            high = scale * np.array([point.high for point in banded])
        shown = [] if curve.measure == "returned" else [p for p in curve.points if p.weeks <= _WEEKS]
        if shown:
            at = np.array([point.weeks for point in shown]) - 0.7 * slot * (not curve.line)
            seen = scale * np.array([point.value.value for point in shown])
            down = seen - scale * np.array([point.value.interval[0] for point in shown])
            up = scale * np.array([point.value.interval[1] for point in shown]) - seen
    band_x = weeks if low.size == weeks.size else nothing
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.concatenate([band_x, band_x[::-1]]),
            "y": np.concatenate([low, high[::-1]]) if low.size == weeks.size else np.array([np.nan, np.nan]),
            "fill": "toself",
            "fillcolor": faded(token(colour), 0.1),
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
        },
        {
            "type": "scatter",
            "mode": "lines",
            "x": weeks,
            "y": value,
            "line": {"color": token(colour), "width": 2, "dash": dash},
            "hoverinfo": "skip",
            "showlegend": False,
        },
        {
            "type": "scatter",
            "mode": "lines+markers" if curve is not None and curve.measure == "returned" else "markers",
            "name": title,
            "x": at,
            "y": seen,
            "error_y": {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "width": 4},
            "marker": {"color": token(colour), "size": 10, "symbol": marker},
            "line": {"color": token(colour), "width": 2, "dash": dash},
            "hovertemplate": "week %{x:.0f}: %{y:.0f}<extra></extra>",
            "showlegend": curve is not None,
        },
    ]


def _today(weeks: float | None) -> dict[str, Any]:
    at = np.nan if weeks is None or weeks > _WEEKS else float(weeks)
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": np.array([at, at]),
        "y": np.array([0.0, 100.0]),
        "text": ["", " today"],
        "textposition": "bottom right",
        "textfont": {"size": SMALL_SIZE_PX, "color": token("ink")},
        "line": {"color": token("ink"), "width": 1.3, "dash": "dash"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _table(course: Course) -> Table:
    rows = []
    for curve in course.curves:
        for point in curve.points:
            low, high = point.value.low, point.value.high
            spread = f"{low:g} to {high:g}" if low is not None and high is not None else "none published"
            when = "mean" if curve.measure == "returned" else f"week {point.weeks:g}"
            rows.append(
                [
                    curve.title,
                    when,
                    f"{point.value.value:g} {point.value.unit}",
                    spread,
                    curve.spread,
                    curve.people,
                ]
            )
    head = ["Curve", "When", "Value", "Interval", "What the interval means", "In whom"]
    return Table(f"Published course: {course.title}", head, rows)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
