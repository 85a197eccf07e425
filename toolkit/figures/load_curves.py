"""A load measure over the weeks of a diary, beneath the daily load that it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.cases import Story
from toolkit.content.load_measures import LineId, MeasureId, load_measures_file
from toolkit.content.look import look
from toolkit.figures.figure import DayLine, Figure, Table
from toolkit.figures.history_figure import marked
from toolkit.figures.paper import SMALL_SIZE_PX, TEXT_SIZE_PX, axis, paper_layout, row_title, token
from toolkit.figures.weeks import (
    STRETCHES,
    Marked,
    day_events,
    event_names,
    narrow_weeks,
    onset_line,
    onset_name,
    stretches,
    weeks_axis,
    weeks_of,
)
from toolkit.history.load import LoadMeasures, fitness_fatigue

Floats = NDArray[np.float64]

_LINES = 3
_BOUNDS = 3
_DASHES = ("solid", "dash", "dot")
_LOOK_BACK = 28


@dataclass(frozen=True)
class Constants:
    """Of fitness and fatigue: two time constants in days, and the weight of fatigue."""

    fitness_days: float
    fatigue_days: float
    fatigue_weight: float

    @classmethod
    def usual(cls) -> "Constants":
        """Return the usual ones."""
        known = load_measures_file().constants
        return cls(known.fitness_days.value, known.fatigue_days.value, known.fatigue_weight.value)


def measure_lines(story: Story, measure: MeasureId, constants: Constants) -> dict[LineId, Floats]:
    """Return the lines of a measure, each of shape (days,); nan where it is not defined.

    >>> from toolkit.cases import Scenario, story_of
    >>> list(measure_lines(story_of(Scenario()), "acwr", Constants.usual()))
    ['acwr_rolling', 'acwr_uncoupled', 'acwr_ewma']
    """
    names = load_measures_file().measures[measure].lines
    if measure == "fitness_fatigue":
        found = fitness_fatigue(
            story.diary.session_load_au,
            fitness_days=constants.fitness_days,
            fatigue_days=constants.fatigue_days,
            fatigue_weight=constants.fatigue_weight,
        )
        return dict(zip(names, found, strict=True))
    measures = LoadMeasures.of(story.diary)
    return {name: getattr(measures, name) for name in names}


def load_curves(story: Story, measure: MeasureId, constants: Constants) -> Figure:
    """Draw a load measure, with the daily load above it and events shaded."""
    words = load_measures_file().measures[measure]
    lines = measure_lines(story, measure, constants)
    days = story.diary.days
    weeks = weeks_of(days)
    dotted = measure == "single_run"
    events = [marked(event) for event in story.events]
    shaded = stretches(events, "y3")
    data = [*(_unlisted(trace) for trace in shaded), _stems(weeks, story.diary.session_load_au)]
    data += [_curve(weeks, lines, words.lines, slot, dotted=dotted) for slot in range(_LINES)]
    data += [_bound(days, [bound.at.value for bound in words.bounds], slot) for slot in range(_BOUNDS)]
    data.append(_unlisted(onset_line(story.diary, "y3")))
    narrow = {**narrow_weeks(days), "margin": {"l": 40, "r": 8}}
    table = _table(story, measure, lines)
    said = [DayLine("load {}", (STRETCHES,), 0, "stems")]
    said += [
        DayLine(
            f"{words.lines[name]} {{}}", (STRETCHES + 1 + slot,), 2, none=f"{words.lines[name]} not defined"
        )
        for slot, name in enumerate(lines)
    ]
    said += [*day_events(events), DayLine("pain begins", (len(data) - 1,), kind="moment")]
    layout = _layout(story, measure, lines)
    return Figure(data, layout, load_reading(story, measure, lines), table, narrow, days=days, day_lines=said)


def load_reading(story: Story, measure: MeasureId, lines: Mapping[LineId, Floats]) -> str:
    """Read the measure aloud: where it stood highest in the four weeks before the pain, or before today."""
    words = load_measures_file().measures[measure]
    stop = story.diary.days if story.onset_day is None else story.onset_day + 1
    when = "the consultation" if story.onset_day is None else "pain began"
    told = []
    for name, values in lines.items():
        last = values[max(stop - _LOOK_BACK, 0) : stop]
        told.append(f"{words.lines[name]} {extreme(name, last)}")
    return f"{words.name}, highest in the 28 days before {when}: {'; '.join(told)}."


def extreme(name: LineId, values: Floats) -> str:
    """Write the highest value of a line, or of what is left of fitness the lowest; 'not defined' where none is."""
    known = values[np.isfinite(values)]
    if not known.size:
        return "not defined"
    return f"{number(float(known.min()))} (lowest)" if name == "left" else number(float(known.max()))


def number(value: float) -> str:
    """Write a value of a measure with as many digits as it bears.

    >>> number(1.234), number(123.4), number(6543.2), number(float("nan"))
    ('1.23', '123', '6,543', 'not defined')
    """
    if not np.isfinite(value):
        return "not defined"
    said = f"{value:,.0f}" if abs(value) >= 20 else f"{value:.2f}"
    return said.replace("-", "\N{MINUS SIGN}")


def _stems(weeks: Floats, load: Floats) -> dict[str, Any]:
    x, y = np.repeat(weeks, 3), np.repeat(load, 3)
    y[0::3], y[2::3] = 0.0, np.nan
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": token("muted"), "width": 2.2},
        "showlegend": False,
        "hovertemplate": "load %{y:.0f}<extra></extra>",
    }


def _curve(
    weeks: Floats, lines: Mapping[LineId, Floats], names: Mapping[LineId, str], slot: int, *, dotted: bool
) -> dict[str, Any]:
    key = list(lines)[slot] if slot < len(lines) else None
    colour = (token("accent"), look().factors["training"].colour, token("ink"))[slot]
    values = np.full(len(weeks), np.nan) if key is None else lines[key]
    return {
        "type": "scatter",
        "mode": "markers" if dotted else "lines",
        "x": weeks,
        "y": values,
        "yaxis": "y2",
        "line": {"color": colour, "width": 2, "dash": _DASHES[slot]},
        "marker": {"color": colour, "size": 5},
        "name": names[key] if key else "",
        "showlegend": key is not None,
        "hovertemplate": f"{names[key] if key else ''} %{{y:.2f}}<extra></extra>",
    }


def _bound(days: int, bounds: Sequence[float], slot: int) -> dict[str, Any]:
    at = bounds[slot] if slot < len(bounds) else np.nan
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.array([-days / 7, 0.0]),
        "y": np.array([at, at]),
        "yaxis": "y2",
        "line": {"color": token("edge"), "width": 1, "dash": "dot"},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _layout(story: Story, measure: MeasureId, lines: Mapping[LineId, Floats]) -> dict[str, Any]:
    words = load_measures_file().measures[measure]
    events: list[Marked] = [marked(event) for event in story.events]
    names, rows = event_names(events, story.diary.days / 7)
    known = np.concatenate([values[np.isfinite(values)] for values in lines.values()])
    tops = [*known.tolist(), *(bound.at.value for bound in words.bounds)]
    high, low = max(tops, default=1.0), min([0.0, *known.tolist()])
    size = TEXT_SIZE_PX
    heads = [
        row_title("Load", "effort x min", 1.0, size, yshift=16 * rows + 2),
        row_title(words.name, words.unit, 0.62, size, yshift=2),
    ]
    heads += [_bound_name(bound.at.value, f"{bound.words} {bound.at.mark.symbol}") for bound in words.bounds]
    return paper_layout(
        430,
        xaxis=weeks_axis(story.diary.days, anchor="y2"),
        yaxis=axis(domain=[0.72, 1.0], rangemode="tozero", nticks=4),
        yaxis2=axis(domain=[0.0, 0.62], range=[1.05 * low, 1.08 * high], nticks=6, anchor="x"),
        yaxis3=axis(domain=[0.0, 1.0], range=[0, 1], visible=False),
        margin={"l": 52, "r": 12, "t": 26 + 16 * rows, "b": 42 if len(lines) == 1 else 72, "pad": 2},
        hovermode="closest",
        uirevision=f"load {measure}",
        showlegend=len(lines) > 1,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": -0.16, "yanchor": "top"},
        annotations=[*heads, *names, *onset_name(story.diary)],
    )


def _unlisted(trace: dict[str, Any]) -> dict[str, Any]:
    return {**trace, "showlegend": False}


def _bound_name(at: float, words: str) -> dict[str, Any]:
    return {
        "text": words,
        "xref": "paper",
        "x": 0.002,
        "xanchor": "left",
        "yref": "y2",
        "y": at,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": SMALL_SIZE_PX, "color": token("muted")},
    }


def _table(story: Story, measure: MeasureId, lines: Mapping[LineId, Floats]) -> Table:
    words = load_measures_file().measures[measure]
    days = story.diary.days
    rows = []
    for start in range(days % 7, days, 7):
        week = slice(start, start + 7)
        load = story.diary.session_load_au[week]
        cells = [extreme(name, values[week]) for name, values in lines.items()]
        total = number(float(np.nansum(load))) if np.isfinite(load).any() else "not known"
        rows.append([f"{(start - days) // 7}", total, *cells])
    head = ["Week", "Load of the week", *(words.lines[name] for name in lines)]
    return Table(f"{words.name} by week: the week's highest value", head, rows)
