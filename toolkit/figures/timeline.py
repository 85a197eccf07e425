"""The timeline of a runner's history: single runs, load, sleep, stress and hazard over one axis of weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.content.look import look
from toolkit.figures.figure import DayLine, Figure, LazyRows, Table
from toolkit.figures.paper import TEXT_SIZE_PX, axis, faded, paper_layout, row_title, token
from toolkit.figures.weeks import (
    STRETCHES,
    Marked,
    day_events,
    event_names,
    handles,
    narrow_names,
    narrow_weeks,
    onset_line,
    stretches,
    weeks_axis,
    weeks_of,
)
from toolkit.history import Diary

Floats = NDArray[np.float64]

_ROWS: tuple[tuple[str, str, float, float], ...] = (
    # name, unit, bottom and top of the row as shares of the figure's height
    ("Runs", "km", 0.77, 0.95),
    ("Load", "effort x min", 0.57, 0.69),
    ("Sleep", "h", 0.38, 0.50),
    ("Stress", "0 to 10", 0.19, 0.31),
    ("Hazard", "x habitual", 0.0, 0.12),
)


@dataclass(frozen=True)
class HazardLine:
    """The hazard of an episode, day by day, as a multiple of the habitual one, with its band; each (days,)."""

    value: Floats
    low: Floats
    high: Floats


def timeline(
    diary: Diary,
    *,
    longest_ratio: Floats,
    spike_ratio: float,
    events: Sequence[Marked] = (),
    hazard: HazardLine | None = None,
    reading: str = "",
) -> Figure:
    """Draw a history.

    Args:
        diary: the days.
        longest_ratio: each day's longest run against the longest of the 30 days before, shape (days,).
        spike_ratio: above which a single run is marked.
        events: what happened; at most eight are shaded.
        hazard: the hazard's row; left out for a diary without one.
        reading: the sentence that reads the figure aloud.
    """
    rows = _ROWS if hazard is not None else _ROWS[:-1]
    weeks = weeks_of(diary.days)
    load = _load(diary)
    km_top = _nice_top(diary.run_km, 10)
    load_top = _nice_top(load, 100)
    data = stretches(events, "y6")
    spiked = longest_ratio[diary.run_day] > spike_ratio
    spiked &= diary.run_km >= np.nan_to_num(diary.longest_run_km[diary.run_day])
    at = (diary.run_day + 0.5 + _within_day(diary.run_day) - diary.days) / 7
    data += [
        _stems(at[~spiked], diary.run_km[~spiked], token("muted"), "run"),
        _stems(at[spiked], diary.run_km[spiked], look().factors["training"].colour, "long run"),
        _tops(at[spiked], diary.run_km[spiked]),
        _line(weeks, load, "y2", token("ink"), "load, mean of 7 days: %{y:.0f}"),
        _line(weeks, diary.sleep_h, "y3", look().factors["sleep"].colour, "sleep %{y:.1f} h"),
        _line(weeks, diary.stress, "y4", look().factors["stress"].colour, "stress %{y:.0f} of 10"),
        onset_line(diary, "y6"),
    ]
    if hazard is not None:
        data += _hazard(weeks, hazard)
    layout = _layout(diary, rows, km_top, load_top, events, hazard)
    if np.any(spiked):
        layout["annotations"][0]["text"] += _spike_words()
    names = narrow_names(layout, events, diary.days, _began(diary))
    narrow = {**narrow_weeks(diary.days), **names, "margin": {"l": 30, "r": 6, **names.get("margin", {})}}
    return Figure(
        data,
        layout,
        reading,
        _table(diary, longest_ratio, hazard),
        narrow,
        handles(events, diary.days),
        diary.days,
        _day_lines(events, hazard),
    )


def _day_lines(events: Sequence[Marked], hazard: HazardLine | None) -> list[DayLine]:
    # In the order of the figure's data: the stretches, then runs, long runs, their stars, load, sleep, stress, pain.
    run, long, _, load, sleep, stress, pain, low, high, value = range(STRETCHES, STRETCHES + 10)
    star = look().factors["training"].symbol
    lines = [
        DayLine("run {} km", (run,), 1, "stems"),
        DayLine(f"{star} run {{}} km, long for the month", (long,), 1, "stems"),
        DayLine("load {}, mean of 7 days", (load,)),
        DayLine("sleep {} h", (sleep,), 1, none="sleep not known"),
        DayLine("stress {} of 10", (stress,), none="stress not rated"),
    ]
    if hazard is not None:
        lines.append(DayLine("hazard {} x habitual ({} to {})", (value, low, high), 1))
    return [*lines, *day_events(events), DayLine("pain begins", (pain,), kind="moment")]


def trailing_mean(values: Floats, days: int) -> Floats:
    """Return the mean of the last `days` values up to each day, over the days that are known; nan where none is.

    >>> trailing_mean(np.array([2.0, np.nan, 4.0]), 2)
    array([2., 2., 4.])
    """
    known = ~np.isnan(values)
    total = np.concatenate(([0.0], np.cumsum(np.where(known, values, 0.0))))
    count = np.concatenate(([0.0], np.cumsum(known)))
    start = np.maximum(np.arange(len(values)) + 1 - days, 0)
    stop = np.arange(len(values)) + 1
    seen = count[stop] - count[start]
    return np.where(seen > 0, (total[stop] - total[start]) / np.maximum(seen, 1), np.nan)


def _load(diary: Diary) -> Floats:
    # A run without its effort has a load, an unknown one: a mean over the rest days alone would say none.
    unknown = np.isnan(diary.session_load_au) & (np.bincount(diary.run_day, minlength=diary.days) > 0)
    return np.where(
        trailing_mean(unknown.astype(float), 7) > 0, np.nan, trailing_mean(diary.session_load_au, 7)
    )


def _within_day(run_day: NDArray[np.int64]) -> Floats:
    # Two runs of one day stand side by side.
    order = np.zeros(len(run_day))
    for index in range(1, len(run_day)):
        order[index] = order[index - 1] + 1 if run_day[index] == run_day[index - 1] else 0
    return np.minimum(order * 0.35, 0.45)


def _nice_top(values: Floats, step: float) -> float:
    top = float(np.nanmax(values)) if np.any(~np.isnan(values)) else step
    return float(max(step, np.ceil(top * 1.08 / step) * step))


def _stems(at: Floats, km: Floats, colour: str, name: str) -> dict[str, Any]:
    # Stems in one line with gaps: as bars look, and quicker to move than bars.
    x = np.repeat(at, 3)
    y = np.repeat(km, 3)
    y[0::3] = 0
    y[2::3] = np.nan
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "yaxis": "y",
        "line": {"color": colour, "width": 2.6},
        "name": name,
        "hovertemplate": "%{y:.1f} km<extra></extra>",
    }


def _tops(at: Floats, km: Floats) -> dict[str, Any]:
    # Told by a symbol too: colour alone does not reach everybody.
    sign = look().factors["training"]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": at,
        "y": km,
        "yaxis": "y",
        "marker": {"symbol": "star", "color": sign.colour, "size": 8},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _line(x: Floats, y: Floats, row: str, colour: str, hover: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "yaxis": row,
        "line": {"color": colour, "width": 1.6},
        "hovertemplate": f"{hover}<extra></extra>",
    }


def _hazard(weeks: Floats, hazard: HazardLine) -> list[dict[str, Any]]:
    accent = token("accent")
    low = {**_line(weeks, hazard.low, "y5", accent, ""), "line": {"width": 0}, "hoverinfo": "skip"}
    high = {**low, "y": hazard.high, "fill": "tonexty", "fillcolor": faded(accent, 0.22)}
    return [low, high, _line(weeks, hazard.value, "y5", accent, "%{y:.1f} x habitual")]


def _layout(
    diary: Diary,
    rows: Sequence[tuple[str, str, float, float]],
    km_top: float,
    load_top: float,
    events: Sequence[Marked],
    hazard: HazardLine | None,
) -> dict[str, Any]:
    tops = {"Runs": [0, km_top], "Load": [0, load_top], "Sleep": [3, 10], "Stress": [0, 10]}
    if hazard is not None:
        finite = hazard.high[np.isfinite(hazard.high)]
        tops["Hazard"] = [0, float(np.ceil(max(2.0, float(finite.max()) if finite.size else 2.0)))]
    bottom = rows[-1][2]
    axes: dict[str, Any] = {}
    notes: list[dict[str, Any]] = []
    kept = {"Load": diary.session_load_au[diary.run_day], "Sleep": diary.sleep_h, "Stress": diary.stress}
    for index, (name, unit, low, high) in enumerate(rows, start=1):
        # With one row less, the rest share its room.
        share = (low - bottom) / (1 - bottom), (high - bottom) / (1 - bottom)
        axes[f"yaxis{index if index > 1 else ''}"] = axis(domain=list(share), range=tops[name], nticks=3)
        values = kept.get(name, np.zeros(1))
        missing = " · not in this log" if values.size and np.all(np.isnan(values)) else ""
        notes.append(row_title(name, unit + missing, share[1], TEXT_SIZE_PX, xshift=2))
    axes["yaxis6"] = axis(domain=[0, 1], range=[0, 1], visible=False)
    labels, label_rows = event_names(events, diary.days / 7, _began(diary))
    layout = paper_layout(
        432 if hazard is not None else 370,
        xaxis=weeks_axis(diary.days, anchor="y5" if hazard is not None else "y4"),
        margin={"l": 40, "r": 12, "t": 12 + 16 * max(label_rows, 1), "b": 42, "pad": 2},
        hovermode="closest",
        uirevision="timeline",
        annotations=[*notes, *labels],
        **axes,
    )
    for index in range(2, len(rows) + 1):
        layout[f"yaxis{index}"]["anchor"] = "x"
    return layout


def _began(diary: Diary) -> list[Marked]:
    if not diary.episodes:
        return []
    week = (diary.episodes[-1].day - diary.days) / 7
    return [Marked("pain begins", "┆", token("ink"), week, week)]


def _spike_words() -> str:
    sign = look().factors["training"]
    return f"   <span style='color:{sign.colour}'>{sign.symbol} long for the month</span>"


def _table(diary: Diary, longest_ratio: Floats, hazard: HazardLine | None) -> Table:
    head = [
        "Week",
        "Distance (km)",
        "Runs",
        "Longest run (km)",
        "Longest against 30 days",
        "Sleep (h)",
        "Stress (of 10)",
    ]
    if hazard is not None:
        head.append("Highest hazard (x habitual)")
    caption = "The history week by week; week −1 is the last one before the consultation"
    return Table(caption, head, LazyRows(lambda: _week_rows(diary, longest_ratio, hazard)))


def _week_rows(diary: Diary, longest_ratio: Floats, hazard: HazardLine | None) -> list[list[str]]:
    rows = []
    for start in range(diary.days % 7, diary.days, 7):
        days = slice(start, start + 7)
        runs = int(np.count_nonzero((diary.run_day >= start) & (diary.run_day < start + 7)))
        row = [
            f"{(start - diary.days) // 7}",
            _said(np.nansum(diary.distance_km[days])),
            str(runs),
            _said(_peak(diary.longest_run_km[days])),
            _said(_peak(longest_ratio[days]), 2),
            _said(_mean(diary.sleep_h[days])),
            _said(_mean(diary.stress[days])),
        ]
        if hazard is not None:
            row.append(_said(_peak(hazard.value[days])))
        rows.append(row)
    return rows


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else float("nan")


def _peak(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.max()) if known.size else float("nan")


def _said(value: float, decimals: int = 1) -> str:
    return "not known" if np.isnan(value) else f"{value:.{decimals}f}"
