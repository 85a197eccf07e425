"""Two factors alone and together: three odds ratios, and the excess that is left beyond their sum."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from toolkit.factors import Banded
from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import TEXT_SIZE_PX, axis, axis_title, faded, paper_layout, token

_TICKS = (0.25, 0.5, 1, 2, 4, 8, 16)


@dataclass(frozen=True)
class Together:
    """Two factors, as odds ratios against people with neither.

    Attributes:
        names: of the first alone, the second alone, and both.
        one, other, both: odds ratios with their intervals.
        excess: both - one - other + 1 (RERI); 0 where effects just add.
    """

    names: tuple[str, str, str]
    one: Banded
    other: Banded
    both: Banded
    excess: Banded

    @property
    def if_added(self) -> float:
        """The odds ratio of both if the two just added.

        >>> Together(("a", "b", "both"), *[Banded(2.0, 1.0, 4.0)] * 4).if_added
        3.0
        """
        return self.one.value + self.other.value - 1

    @property
    def if_multiplied(self) -> float:
        """The odds ratio of both if the two multiplied."""
        return self.one.value * self.other.value


def interaction_figure(two: Together) -> Figure:
    """Draw the three odds ratios above, and the excess with its interval below."""
    ratios = (two.one, two.other, two.both)
    at = np.array([3.0, 2.0, 1.0])
    low, high = _TICKS[0], _TICKS[-1]
    ends = [(max(each.low, low), min(each.high, high)) for each in ratios]
    accent, ink, muted = token("accent"), token("ink"), token("muted")
    reach = float(np.ceil(max(abs(two.excess.low), abs(two.excess.high), 1.0) * 1.1))
    data: list[dict[str, Any]] = [
        _line(np.array([1.0, 1.0]), np.array([0.3, 3.7]), muted, "x", "y"),
        _intervals(at, ends, ink, "x", "y"),
        _points([each.value for each in ratios], at, ink, "circle", "x", "y"),
        _points([min(two.if_added, high)], [1.0], muted, "diamond-open", "x", "y"),
        _points([min(two.if_multiplied, high)], [1.0], muted, "triangle-up-open", "x", "y"),
        _line(np.array([0.0, 0.0]), np.array([0.3, 1.7]), muted, "x2", "y2"),
        _intervals(np.array([1.0]), [(two.excess.low, two.excess.high)], accent, "x2", "y2"),
        _points([two.excess.value], [1.0], accent, "circle", "x2", "y2"),
    ]
    layout = paper_layout(
        400,
        xaxis=axis(
            type="log",
            range=[float(np.log10(low)), float(np.log10(high))],
            tickvals=list(_TICKS),
            ticktext=[f"{tick:g}" for tick in _TICKS],
            title=axis_title("odds ratio against people with neither", standoff=6),
            anchor="y",
        ),
        yaxis=axis(domain=[0.46, 1], range=[0.3, 3.7], tickvals=at, ticktext=list(two.names), showgrid=False),
        xaxis2=axis(
            range=[-reach, reach],
            anchor="y2",
            title=axis_title("beyond the sum of each alone: less ← 0 → more", standoff=6),
        ),
        yaxis2=axis(
            domain=[0, 0.16],
            range=[0.3, 1.7],
            tickvals=[1.0],
            ticktext=["excess"],
            anchor="x2",
            showgrid=False,
        ),
        margin={"l": 150, "r": 14, "t": 26, "b": 46, "pad": 6},
        hovermode="closest",
        uirevision="two",
        annotations=[_key()],
    )
    rows = [[name, *_cells(each)] for name, each in zip(two.names, ratios, strict=True)]
    rows += [
        ["both, if the two just added", f"{two.if_added:.2f}", ""],
        ["both, if the two multiplied", f"{two.if_multiplied:.2f}", ""],
        ["excess beyond the sum (RERI)", *_cells(two.excess)],
    ]
    table = Table("Two factors, alone and together", ["", "Value", "95 % interval"], rows)
    short = [name.replace(" and ", "<br>and ") for name in two.names]
    narrow = {
        "margin": {"l": 104, "r": 8},
        "yaxis": {"ticktext": short},
        "xaxis2": {"title": {"text": "less ← sum of each → more"}},
        "annotations": [{**_key(), "text": "● found  ◇ if added  △ if multiplied"}],
    }
    return Figure(data, layout, reading(two), table, narrow)


def reading(two: Together) -> str:
    """Read the figure aloud.

    >>> reading(Together(("a", "b", "both"), *[Banded(2.0, 1.0, 4.0)] * 4)).endswith("2.00 (1.00 to 4.00).")
    True
    """
    one, other, both = two.names
    return (
        f"Odds ratio of {one} {_told(two.one)}, {other} {_told(two.other)}, {both} {_told(two.both)}. "
        f"If the two just added, {two.if_added:.2f} would be expected; the excess is {_told(two.excess)}."
    )


def _told(each: Banded) -> str:
    return f"{_minus(each.value)} ({_minus(each.low)} to {_minus(each.high)})"


def _cells(each: Banded) -> tuple[str, str]:
    return _minus(each.value), f"{_minus(each.low)} to {_minus(each.high)}"


def _minus(value: float) -> str:
    return f"{value:.2f}".replace("-", "\N{MINUS SIGN}")


def _key() -> dict[str, Any]:
    words = "● found   ◇ if the two just added   △ if they multiplied"
    place = {"x": 0, "xref": "paper", "y": 1, "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {
        "text": words,
        **place,
        "showarrow": False,
        "font": {"size": TEXT_SIZE_PX - 0.5, "color": token("muted")},
    }


def _line(x: Any, y: Any, colour: str, xaxis: str, yaxis: str) -> dict[str, Any]:
    line = {"color": colour, "width": 1.2, "dash": "dash"}
    plain = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    return {**plain, "x": x, "y": y, "xaxis": xaxis, "yaxis": yaxis, "line": line}


def _intervals(
    at: Any, ends: list[tuple[float, float]], colour: str, xaxis: str, yaxis: str
) -> dict[str, Any]:
    x = np.array([[low, high, np.nan] for low, high in ends]).reshape(-1)
    line = {"color": faded(colour, 0.5), "width": 5}
    plain = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    return {**plain, "x": x, "y": np.repeat(at, 3), "xaxis": xaxis, "yaxis": yaxis, "line": line}


def _points(x: list[float], y: Any, colour: str, symbol: str, xaxis: str, yaxis: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": np.array(x),
        "y": np.array(y),
        "xaxis": xaxis,
        "yaxis": yaxis,
        "marker": {"color": colour, "size": 11, "symbol": symbol, "line": {"width": 2, "color": colour}},
        "hovertemplate": "%{x:.2f}<extra></extra>",
    }
