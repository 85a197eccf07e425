"""The same chance built up in several orders: each factor's part depends on when it is counted."""

from typing import Any

import numpy as np

from toolkit.content.factors import FACTORS, Factor, factors_file
from toolkit.content.look import look
from toolkit.factors import Attribution, Waterfall
from toolkit.factors.band import percent
from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, TEXT_SIZE_PX, axis, paper_layout, token

_THICK_PX = 24
_SAID_FROM = 0.04
"""A segment narrower than this share of the figure has no room for its symbol."""


def orders(split: Attribution) -> Figure:
    """Draw several orders, one bar each: the eighth bar first, then the seven factors as they are counted."""
    falls = split.waterfalls
    rows = np.arange(len(falls), 0, -1, dtype=float)
    data = [_segments("baseline", [(0.0, fall.start) for fall in falls], rows)]
    data += [_segments(factor, [_span(fall, factor) for fall in falls], rows) for factor in FACTORS]
    top = max(max(fall.levels) for fall in falls)
    layout = paper_layout(
        60 + 52 * len(falls),
        xaxis=axis(range=[0, 104 * top], ticksuffix=" %", nticks=6, rangemode="tozero"),
        yaxis=axis(range=[0.4, len(falls) + 0.75], showgrid=False, showticklabels=False),
        margin={"l": 8, "r": 12, "t": 8, "b": 32, "pad": 2},
        hovermode="closest",
        annotations=[
            *(_name(fall, row) for fall, row in zip(falls, rows, strict=True)),
            *(
                note
                for fall, row in zip(falls, rows, strict=True)
                for note in _symbols(fall, float(row), top)
            ),
        ],
    )
    return Figure(data, layout, orders_reading(split), _table(split), {"margin": {"l": 6, "r": 6}})


def orders_reading(split: Attribution) -> str:
    """Read the orders aloud: which factor's part moves most with the order, and between what."""
    most = max(FACTORS, key=lambda factor: _reach(split, factor)[1] - _reach(split, factor)[0])
    low, high = _reach(split, most)
    if high - low < 1e-6:
        return "In every order each factor gets the same part."
    name = factors_file().factors[most].name
    return (
        f"All orders start at {percent(split.reference.value)} and end at {split.chance.percent}. "
        f"The part of '{name.lower()}' moves most with the order: from {percent(low)} to {percent(high)}."
    )


def _reach(split: Attribution, factor: Factor) -> tuple[float, float]:
    parts = [fall.added[fall.order.index(factor)] for fall in split.waterfalls]
    return min(parts), max(parts)


def _span(fall: Waterfall, factor: Factor) -> tuple[float, float]:
    at = fall.order.index(factor)
    return fall.levels[at], fall.levels[at + 1]


def _segments(
    part: str, spans: list[tuple[float, float]], rows: np.ndarray[Any, np.dtype[np.float64]]
) -> dict[str, Any]:
    sign = look().baseline if part == "baseline" else look().factors[part]
    x = np.array([end for span in spans for end in (100 * span[0], 100 * span[1], np.nan)])
    added = [f"{100 * (end - start):.2f} %" for start, end in spans for _ in range(3)]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": np.repeat(rows, 3),
        "line": {"color": sign.colour, "width": _THICK_PX},
        "text": added,
        "hovertemplate": f"{sign.label}: %{{text}}<extra></extra>",
    }


def _name(fall: Waterfall, row: float) -> dict[str, Any]:
    return {
        "text": f"{fall.name[:1].upper()}{fall.name[1:]}",
        "x": 0,
        "xref": "x",
        "xanchor": "left",
        "y": row,
        "yref": "y",
        "yshift": _THICK_PX - 2,
        "showarrow": False,
        "font": {"size": SMALL_SIZE_PX, "color": token("ink")},
    }


def _symbols(fall: Waterfall, row: float, top: float) -> list[dict[str, Any]]:
    parts = [("baseline", 0.0, fall.start)]
    parts += [(factor, *_span(fall, factor)) for factor in fall.order]
    notes = []
    for part, start, end in parts:
        if abs(end - start) < _SAID_FROM * top:
            continue
        sign = look().baseline if part == "baseline" else look().factors[part]
        notes.append(
            {
                "text": sign.symbol,
                "x": 50 * (start + end),
                "xref": "x",
                "y": row,
                "yref": "y",
                "showarrow": False,
                "font": {"size": TEXT_SIZE_PX, "color": token("card")},
            }
        )
    return notes


def _table(split: Attribution) -> Table:
    names = factors_file().factors
    head = ["Factor", *(fall.name for fall in split.waterfalls), "mean over all orders"]
    rows = [
        [
            names[factor].name,
            *(percent(fall.added[fall.order.index(factor)]) for fall in split.waterfalls),
            split.parts[factor].percent,
        ]
        for factor in FACTORS
    ]
    start = percent(split.reference.value)
    rows.append([factors_file().baseline.name, *(start for _ in split.waterfalls), start])
    return Table("What each factor adds to the chance, in several orders", head, rows)
