"""How often an episode comes back in the year after recovery: usual care, and the one trial that moved it."""

from itertools import pairwise
from typing import Any

import numpy as np

from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, axis, axis_title, faded, paper_layout, token
from toolkit.plans import RecurrenceCurve, recurrence

_STEP_DAYS = 7
_MONTHS = 12
_MONTH_DAYS = 30.4
_YEAR_DAYS = 365


def recurrence_year(*, monthly: bool = False) -> Figure:
    """Draw recurrence in the year after recovery from back pain: how many had one by then, or the chance by month.

    Args:
        monthly: the chance in each month among those who had none before; it falls with time.

    >>> recurrence_year().reading.startswith("Within a year of recovery, 69 of 100")
    True
    >>> recurrence_year(monthly=True).reading.startswith("In the first month after recovery, 26 of 100")
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
        data += _traces(name, curve, token(colour), dash, monthly=monthly)
    layout = paper_layout(
        300,
        xaxis=axis(
            range=[0, 12.2],
            tickvals=[0, 3, 6, 9, 12],
            title=axis_title("months after recovery", standoff=4),
            showgrid=False,
        ),
        yaxis=axis(
            range=[0, 40] if monthly else [0, 80],
            ticksuffix=" %",
            title=axis_title("has one that month" if monthly else "had one by then", standoff=4),
        ),
        margin={"l": 60, "r": 12, "t": 84, "b": 46, "pad": 2},
        showlegend=True,
        legend={"x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": SMALL_SIZE_PX}},
    )
    names = [name for name, _, _, _ in curves]
    lines = [curve for _, curve, _, _ in curves]
    return Figure(
        data, layout, _monthly_words(lines) if monthly else _yearly_words(lines), _table(names, lines)
    )


def _yearly_words(curves: list[RecurrenceCurve]) -> str:
    ends = [round(100 * curve.share[-1]) for curve in curves]
    return (
        f"Within a year of recovery, {ends[0]} of 100 people had some recurrence of back pain, {ends[1]} one that "
        f"limited activity, and {ends[2]} one that limited activity after walking and education. Most come early."
    )


def _monthly_words(curves: list[RecurrenceCurve]) -> str:
    first, last = (round(100 * by_month(curves[0].share)[month]) for month in (0, 11))
    return (
        f"In the first month after recovery, {first} of 100 people have some recurrence of back pain; of those still "
        f"well, {last} of 100 have one in the twelfth. The longer it stays away, the likelier it stays away."
    )


def _table(names: list[str], curves: list[RecurrenceCurve]) -> Table:
    rows = [
        [
            f"{month} months" if month > 1 else "1 month",
            *(f"{100 * c.share[_day(month)]:.0f} %" for c in curves),
            *(f"{100 * by_month(c.share)[month - 1]:.0f} %" for c in curves),
        ]
        for month in (1, 2, 3, 6, 9, 12)
    ]
    head = ["After recovery", *(f"{n}: by then" for n in names), *(f"{n}: in that month" for n in names)]
    return Table("Recurrence in the year after recovery", head, rows)


def by_month(share: tuple[float, ...]) -> list[float]:
    """Return the chance in each of twelve months among those who had none before.

    >>> [round(chance, 2) for chance in by_month(recurrence().share)][::11]
    [0.26, 0.05]
    """
    ends = [share[_day(month)] for month in range(_MONTHS + 1)]
    return [1 - (1 - after) / (1 - before) for before, after in pairwise(ends)]


def _day(month: int) -> int:
    return min(round(month * _MONTH_DAYS), _YEAR_DAYS)


def _traces(
    name: str, curve: RecurrenceCurve, colour: str, dash: str, *, monthly: bool
) -> list[dict[str, Any]]:
    lines = (curve.low, curve.high, curve.share)
    if monthly:
        x = np.arange(_MONTHS) + 0.5
        low, high, share = (100 * np.array(by_month(line)) for line in lines)
    else:
        x = np.array(curve.days[::_STEP_DAYS], dtype=float) / _MONTH_DAYS
        low, high, share = (100 * np.array(line[::_STEP_DAYS]) for line in lines)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": np.concatenate([x, x[::-1]]),
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
            "x": x,
            "y": share,
            "line": {"color": colour, "width": 2.2, "dash": dash},
            "hovertemplate": "%{y:.0f} %<extra></extra>",
        },
    ]
