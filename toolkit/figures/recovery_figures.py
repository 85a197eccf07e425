"""A study of invented runners: episodes by dose to guess from, and what came back from how many runners."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

import numpy as np

from toolkit.content.factors import Factor, factors_file
from toolkit.factors import Banded
from toolkit.factors.recovery_study import Study
from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import SMALL_SIZE_PX, TEXT_SIZE_PX, axis, axis_title, faded, paper_layout, token

_PER = 100
_FEWEST = 5
_LOW, _HIGH = 0.25, 8.0
_TICKS = (0.25, 0.5, 1, 2, 4, 8)


@dataclass(frozen=True)
class Found:
    """What a study of one size found of the factor asked about, as hazard ratios at full dose.

    Attributes:
        size: of the study, when it is done.
        runners: studied so far.
        alone: with nothing else in the analysis; none where there are too few episodes.
        chosen: with what was put into the analysis; none likewise, or where that is the factor alone.
    """

    size: int
    runners: int
    alone: Banded | None
    chosen: Banded | None


def days_by_dose(seen: Study, factor: Factor, guess: float) -> Figure:
    """Draw how often episodes begin by dose of a factor, with the slope that a guess would give.

    Args:
        seen: the study.
        factor: asked about.
        guess: the hazard ratio at full dose that is tried; the line goes through as many episodes as were seen.
    """
    rates = seen.rates(factor)
    dose = np.array([each[0] for each in rates])
    days = np.array([each[1] for each in rates])
    middle = np.array([_PER * rate.value for *_, rate in rates])
    line_at = np.linspace(0, 1, 21)
    start = 365 * _PER * seen.episodes / float(np.sum(days * guess**dose))
    overall = 365 * _PER * seen.episodes / float(days.sum())
    # Intervals of a few days reach into the sky: the axis ends where something can be compared.
    top = max(1.3 * float(middle.max()), min(max(_PER * rate.high for *_, rate in rates), 4 * overall), 40.0)
    accent = token("accent")
    data = [
        _bars(dose, [(_PER * rate.low, _PER * rate.high) for *_, rate in rates], token("ink"), upright=True),
        _points(dose, middle, token("ink"), "circle", "%{y:.0f} in 100 runners a year"),
        {
            "type": "scatter",
            "mode": "lines",
            "x": line_at,
            "y": start * guess**line_at,
            "line": {"color": accent, "width": 3, "dash": "dash"},
            "hoverinfo": "skip",
        },
    ]
    layout = paper_layout(
        340,
        xaxis=axis(
            range=[-0.08, 1.08],
            tickvals=[0, 0.25, 0.5, 0.75, 1],
            ticktext=["as usual", "¼", "½", "¾", "full"],
            title=axis_title(f"dose of {_name(factor)} on the day"),
            showgrid=False,
        ),
        yaxis=axis(range=[0, _round_up(top)], title=axis_title("episodes in 100 runners a year")),
        margin={"l": 58, "r": 12, "t": 12, "b": 50, "pad": 2},
        hovermode="closest",
        uirevision="dose",
    )
    rows = [
        [f"{at:g}", f"{n:,}", str(onsets), f"{_PER * rate.value:.1f}", _to(rate, _PER)]
        for at, n, onsets, rate in rates
    ]
    head = ["Dose", "Days", "Episodes begun", "In 100 runners a year", "Interval"]
    return Figure(
        data,
        layout,
        _days_reading(seen, factor, rates[0][3], rates[-1][3]),
        Table("Episodes by dose, crude", head, rows),
    )


def what_came_back(
    found: Sequence[Found], sizes: Sequence[int], *, hidden: float, guess: float, factor: Factor
) -> Figure:
    """Draw estimates with their intervals by size of the study, beside the guess and the hidden weight.

    Args:
        found: the studies so far, smallest first.
        sizes: all sizes there may be; one row each.
        hidden: the world's hazard ratio at full dose.
        guess: the one that was committed.
        factor: asked about.
    """
    row = {size: float(len(sizes) - at) for at, size in enumerate(sizes)}
    alone = [(row[each.size] - 0.14, each.alone) for each in found]
    chosen = [(row[each.size] + 0.14, each.chosen) for each in found]
    both = any(each.chosen for each in found)
    if not both:
        alone = [(at + 0.14, each) for at, each in alone]
    muted, accent = token("muted"), token("accent")
    data: list[dict[str, Any]] = [
        _upright(hidden, len(sizes), accent, "solid", 2.4),
        _upright(guess, len(sizes), token("ink"), "dot", 2.0),
    ]
    for estimates, colour, symbol in ((alone, muted, "circle-open"), (chosen, accent, "circle")):
        told = [(at, each) for at, each in estimates if each is not None]
        at = np.array([place for place, _ in told])
        data.append(_bars(at, [(_shown(e.low), _shown(e.high)) for _, e in told], colour, upright=False))
        inside = np.array([e.value if _LOW <= e.value <= _HIGH else np.nan for _, e in told])
        data.append(_points(inside, at, colour, symbol, "%{x:.2f} times"))
    key = "○ it alone in the analysis" + ("   ● with others" if both else "")
    layout = paper_layout(
        64 * len(sizes) + 110,
        xaxis=axis(
            type="log",
            range=[float(np.log10(_LOW)), float(np.log10(_HIGH))],
            tickvals=list(_TICKS),
            ticktext=[f"{tick:g}" for tick in _TICKS],
            title=axis_title(f"times the hazard at a full dose of {_name(factor)}<br>{key}"),
        ),
        yaxis=axis(
            tickvals=list(row.values()),
            ticktext=["1 runner" if size == 1 else f"{size:,} runners" for size in sizes],
            range=[0.4, len(sizes) + 0.6],
            showgrid=False,
        ),
        margin={"l": 104, "r": 12, "t": 46, "b": 64, "pad": 6},
        hovermode="closest",
        uirevision="back",
        annotations=[
            _above(f"<b>hidden: {hidden:.2f}</b>", hidden, 0, accent),
            _above(f"your guess: {guess:.2f}", guess, 17, token("ink")),
            *_notes(found, row, both=both),
        ],
    )
    cells = [
        [f"{each.runners:,}", _told(each.alone), _told(each.chosen) if both else "not asked"]
        for each in found
    ]
    head = ["Runners", "It alone in the analysis", "With others in the analysis"]
    narrow = {"margin": {"l": 96}, "xaxis": {"title": {"text": f"times the hazard at full dose<br>{key}"}}}
    caption = f"Hazard ratio at full dose by size of the study; hidden {hidden:.2f}, guessed {guess:.2f}"
    return Figure(data, layout, _back_reading(found, hidden), Table(caption, head, cells), narrow)


def _days_reading(seen: Study, factor: Factor, first: Banded, last: Banded) -> str:
    people = "1 runner" if seen.runners == 1 else f"{seen.runners:,} runners"
    begun = "1 episode" if seen.episodes == 1 else f"{seen.episodes:,} episodes"
    if seen.episodes < _FEWEST:
        return f"{people}, a year, {begun}: too few to say how often."
    return (
        f"{people}, a year, {begun}. On days as usual {_PER * first.value:.0f} in 100 runners a year "
        f"({_to(first, _PER, 0)}); at the highest dose of {_name(factor)} {_PER * last.value:.0f} "
        f"({_to(last, _PER, 0)})."
    )


def _back_reading(found: Sequence[Found], hidden: float) -> str:
    last = found[-1]
    people = "1 runner" if last.runners == 1 else f"{last.runners:,} runners"
    said = [f"alone {_told(last.alone)}"]
    if last.chosen is not None:
        said.append(f"with the others in the analysis {_told(last.chosen)}")
    return f"Hidden: {hidden:.2f} times. Found with {people}: {', '.join(said)}."


def _notes(found: Sequence[Found], row: dict[int, float], *, both: bool) -> list[dict[str, Any]]:
    done = {each.size: each for each in found}
    notes = []
    for size, at in row.items():
        each = done.get(size)
        if each is None:
            notes.append(_note("not studied yet", at))
        elif each.alone is None and (each.chosen is None or not both):
            notes.append(_note("too few to tell", at))
    return notes


def _note(words: str, at: float) -> dict[str, Any]:
    font = {"size": SMALL_SIZE_PX, "color": token("muted")}
    place = {"x": 0.02, "xref": "paper", "xanchor": "left", "y": at, "yref": "y"}
    return {"text": words, **place, "showarrow": False, "font": font}


def _above(words: str, value: float, shift: float, colour: str) -> dict[str, Any]:
    font = {"size": TEXT_SIZE_PX, "color": colour}
    place = {"x": float(np.log10(_shown(value))), "xref": "x", "y": 1, "yref": "paper", "yshift": shift}
    return {"text": words, **place, "yanchor": "bottom", "showarrow": False, "font": font}


def _upright(value: float, rows: int, colour: str, dash: str, width: float) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.array([_shown(value)] * 2),
        "y": np.array([0.4, rows + 0.6]),
        "line": {"color": colour, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }


def _bars(at: Any, ends: Sequence[tuple[float, float]], colour: str, *, upright: bool) -> dict[str, Any]:
    along = np.array([[low, high, np.nan] for low, high in ends]).reshape(-1)
    places = np.repeat(np.asarray(at, dtype=float), 3)
    x, y = (places, along) if upright else (along, places)
    line = {"color": faded(colour, 0.5), "width": 4}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _points(x: Any, y: Any, colour: str, symbol: str, hover: str) -> dict[str, Any]:
    marker = {"color": colour, "size": 11, "symbol": symbol, "line": {"width": 2, "color": colour}}
    template = f"{hover}<extra></extra>"
    # A point on the axis itself is shown whole.
    more = {"hovertemplate": template, "cliponaxis": False}
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, **more}


def ratio_of(found: Banded | None) -> Banded | None:
    """Return a log hazard ratio and its interval as hazard ratios.

    >>> ratio_of(Banded(0.0, -1.0, 1.0)).value
    1.0
    """
    return found and Banded(exp(found.value), exp(found.low), exp(found.high))


def _shown(value: float) -> float:
    return min(max(value, _LOW), _HIGH)


def _told(ratio: Banded | None) -> str:
    return "too few to tell" if ratio is None else f"{ratio.value:.2f} ({_to(ratio, 1, 2)})"


def _to(rate: Banded, times: float, digits: int = 1) -> str:
    return f"{times * rate.low:.{digits}f} to {times * rate.high:.{digits}f}"


def _name(factor: Factor) -> str:
    return factors_file().factors[factor].name.lower()


def _round_up(value: float) -> float:
    step = 20.0 if value < 400 else 200.0
    return float(np.ceil(1.05 * value / step) * step)
