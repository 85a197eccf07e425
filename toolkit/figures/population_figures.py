"""What a population shows: episodes by number of factors, who has them, and each factor alone."""

from itertools import pairwise
from typing import Any

import numpy as np

from toolkit.content.factors import FACTORS, Factor, factors_file
from toolkit.content.look import look
from toolkit.factors import Banded
from toolkit.factors.band import percent
from toolkit.factors.cohort import RISK_EDGES, Cohort
from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import axis, axis_title, faded, paper_layout, token

FEWEST = 5
"""Fewer episodes than this are not drawn: their rate is mostly luck. The table holds them."""

_PER = 100
_YEARS = f"episodes in {_PER} runners a year"


def by_number(lived: Cohort) -> Figure:
    """Draw the rate of episodes by how many of the seven factors are present on the day."""
    every = lived.by_number()
    rows = [(count, rate) for count, _, onsets, rate in every if onsets >= FEWEST]
    at = np.array([count for count, _ in rows], dtype=float)
    middle = np.array([_PER * rate.value for _, rate in rows])
    top = max((_PER * rate.high for _, rate in rows), default=1.0)
    data = [
        _intervals(at, [rate for _, rate in rows], token("accent"), across=False),
        _points(at, middle, token("accent"), "%{y:.1f}"),
    ]
    layout = paper_layout(
        330,
        xaxis=axis(
            range=[-0.5, 7.5], dtick=1, title=axis_title("factors present on the day"), showgrid=False
        ),
        yaxis=axis(range=[0, 1.08 * top], title=axis_title(_YEARS)),
        margin={"l": 56, "r": 12, "t": 12, "b": 46, "pad": 2},
        hovermode="closest",
        uirevision="number",
    )
    head = ["Factors present", "Days lived", "Episodes", "In 100 runners a year", "Interval"]
    cells = [
        [str(count), f"{days:,}", str(onsets), *_told(rate, days)] for count, days, onsets, rate in every
    ]
    return Figure(
        data, layout, by_number_reading(lived), Table("Episodes by number of factors present", head, cells)
    )


def by_number_reading(lived: Cohort) -> str:
    """Read the rates aloud, from the fewest factors to the most that can be told."""
    rows = [(count, rate) for count, _, onsets, rate in lived.by_number() if onsets >= FEWEST]
    if len(rows) < 2:
        return "Too few episodes so far to tell anything; live more runners."
    (few, low), (many, high) = rows[0], rows[-1]
    return (
        f"Of {lived.runners:,} runners {lived.incidence().percent} had an episode in a year. On days with "
        f"{few} of "
        f"the seven factors present: {_rate(low)}; with {many}: {_rate(high)}."
    )


def who_has_them(lived: Cohort, chance: float) -> Figure:
    """Draw how runners, and how episodes, are spread over groups of yearly chance.

    Args:
        lived: the population.
        chance: a line between small and large chance, one of `RISK_EDGES`.
    """
    names = [f"{100 * low:g} to {100 * high:g} %" for low, high in pairwise(RISK_EDGES)]
    runners = 100 * lived.risk_runners / max(lived.risk_runners.sum(), 1)
    onsets = 100 * lived.risk_onsets / max(lived.risk_onsets.sum(), 1)
    at = np.arange(len(names), dtype=float)
    data = [
        _bars(at, runners, token("edge"), "runners"),
        _bars(at, onsets, token("accent"), "episodes"),
    ]
    line = float(np.searchsorted(RISK_EDGES, chance)) - 0.5
    layout = paper_layout(
        330,
        xaxis=axis(
            tickvals=at, ticktext=names, title=axis_title("chance of an episode in a year"), showgrid=False
        ),
        yaxis=axis(ticksuffix=" %", rangemode="tozero", title=axis_title("share of all")),
        margin={"l": 60, "r": 12, "t": 30, "b": 80, "pad": 2},
        barmode="group",
        bargap=0.25,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        shapes=[_upright(line)],
        hovermode="closest",
    )
    rows = [
        [name, str(int(n)), f"{share:.1f} %", str(int(count)), f"{part:.1f} %"]
        for name, n, share, count, part in zip(
            names, lived.risk_runners, runners, lived.risk_onsets, onsets, strict=True
        )
    ]
    head = ["Yearly chance", "Runners", "Share of runners", "Episodes", "Share of episodes"]
    return Figure(data, layout, who_reading(lived, chance), Table("Who has the episodes", head, rows))


def who_reading(lived: Cohort, chance: float) -> str:
    """Read the prevention paradox aloud."""
    runners, onsets = lived.from_below(chance)
    return (
        f"Runners whose chance is below {percent(chance)} a year are {percent(runners)} of all, and have "
        f"{percent(onsets)} of all episodes."
    )


def one_factor(lived: Cohort) -> Figure:
    """Draw the rate on days with and without each factor: crude, since days with one differ in others too."""
    pairs = {factor: lived.with_and_without(factor) for factor in FACTORS}
    rows = np.arange(len(FACTORS), 0, -1, dtype=float)
    has, lacks = [pair[0] for pair in pairs.values()], [pair[1] for pair in pairs.values()]
    data: list[dict[str, Any]] = [
        _intervals(rows - 0.13, lacks, token("muted"), across=True),
        _points(
            np.array([_PER * rate.value for rate in lacks]), rows - 0.13, token("muted"), "without: %{x:.1f}"
        ),
        _intervals(rows + 0.13, has, token("accent"), across=True),
        _points(
            np.array([_PER * rate.value for rate in has]), rows + 0.13, token("accent"), "with: %{x:.1f}"
        ),
    ]
    data[1]["marker"] = {
        **data[1]["marker"],
        "symbol": "circle-open",
        "line": {"width": 2, "color": token("muted")},
    }
    top = _PER * max((rate.high for rate in [*has, *lacks] if rate.value > 0), default=1.0)
    names = factors_file().factors
    layout = paper_layout(
        390,
        xaxis=axis(range=[0, 1.05 * top], title=axis_title(f"{_YEARS}: ● on days with it, ○ without")),
        yaxis=axis(
            tickvals=rows,
            ticktext=[f"{look().factors[factor].symbol} {names[factor].name}" for factor in FACTORS],
            range=[0.4, len(FACTORS) + 0.6],
        ),
        margin={"l": 176, "r": 12, "t": 8, "b": 46, "pad": 6},
        hovermode="closest",
        uirevision="factor",
    )
    head = ["Factor", "With it, in 100 runners a year", "Without it"]
    cells = [[names[factor].name, _rate(with_), _rate(without)] for factor, (with_, without) in pairs.items()]
    table = Table("Episodes on days with and without each factor", head, cells)
    narrow = {"margin": {"l": 140, "r": 8}, "yaxis": {"ticktext": [_short(factor) for factor in FACTORS]}}
    return Figure(data, layout, one_factor_reading(pairs), table, narrow)


def one_factor_reading(pairs: dict[Factor, tuple[Banded, Banded]]) -> str:
    """Read aloud for which factor the two rates stand farthest apart, as a crude comparison."""
    apart = {
        factor: with_.value / without.value
        for factor, (with_, without) in pairs.items()
        if with_.value > 0 and without.value > 0
    }
    if not apart:
        return "Too few episodes so far to tell anything; live more runners."
    most = max(apart, key=lambda factor: apart[factor])
    with_, without = pairs[most]
    return (
        f"The rates stand farthest apart for {factors_file().factors[most].name.lower()}: {_rate(with_)} "
        f"on days with "
        f"it, {_rate(without)} without. Days with a factor differ in other ways too, so no difference here "
        f"is its "
        "effect alone."
    )


def _short(factor: Factor) -> str:
    words = factors_file().factors[factor].name.split(" ")
    half = (len(words) + 1) // 2
    first, rest = " ".join(words[:half]), " ".join(words[half:])
    return f"{look().factors[factor].symbol} {first}" + (f"<br>{rest}" if rest else "")


def _rate(rate: Banded) -> str:
    return (
        f"{_PER * rate.value:.1f} ({_PER * rate.low:.1f} to {_PER * rate.high:.1f}) in {_PER} runners a year"
    )


def _told(rate: Banded, days: int) -> tuple[str, str]:
    if not days:
        return "no such days", ""
    return f"{_PER * rate.value:.1f}", f"{_PER * rate.low:.1f} to {_PER * rate.high:.1f}"


def _points(x: Any, y: Any, colour: str, hover: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {"color": colour, "size": 10},
        "hovertemplate": f"{hover}<extra></extra>",
    }


def _intervals(at: Any, rates: list[Banded], colour: str, *, across: bool) -> dict[str, Any]:
    ends = np.array([[_PER * rate.low, _PER * rate.high, np.nan] for rate in rates]).reshape(-1)
    places = np.repeat(np.asarray(at, dtype=float), 3)
    x, y = (ends, places) if across else (places, ends)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": faded(colour, 0.55), "width": 4},
        "hoverinfo": "skip",
    }


def _bars(at: Any, share: Any, colour: str, name: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": at,
        "y": share,
        "name": name,
        "marker": {"color": colour},
        "hovertemplate": f"%{{y:.1f}} % of {name}<extra></extra>",
    }


def _upright(at: float) -> dict[str, Any]:
    line = {"color": token("ink"), "width": 1.4, "dash": "dash"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": at, "x1": at, "y0": 0, "y1": 1, "line": line}
