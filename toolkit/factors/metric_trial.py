"""Load measures on trial: how well each tells days with an episode from days without, where the truth is known."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import METRICS, factors_file
from toolkit.factors.band import percent
from toolkit.factors.cohort import BLOCK, live_block
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.sharing import Span, shared
from toolkit.history import load

Floats = NDArray[np.float64]

_BINS = 400
_WARM_UP = 35  # days until every measure has its window


@dataclass(frozen=True, eq=False)
class MetricCurve:
    """One load measure's trial.

    Attributes:
        metric: its id; name, found: in words, with what was found of it in people.
        thresholds: tried lines, rising, shape (lines,).
        hits: share of days on which an episode begins that lie at or above the line.
        false_alarms: share of other days that do.
        auc: chance that a day with an episode ranks above one without; a half is chance.
        undefined: share of days on which the measure is not defined (never flagged).
        usual: the line that is often drawn.
    """

    metric: str
    name: str
    found: str
    thresholds: Floats
    hits: Floats
    false_alarms: Floats
    auc: float
    undefined: float
    usual: float

    def at(self, line: float) -> tuple[float, float]:
        """Return hits and false alarms with the line at a value (the nearest that was tried)."""
        nearest = int(np.abs(self.thresholds - line).argmin())
        return float(self.hits[nearest]), float(self.false_alarms[nearest])

    def words(self, line: float | None = None) -> str:
        """Say what a line does; the usual one without."""
        line = self.usual if line is None else line
        hits, alarms = self.at(line)
        return factors_file().say(
            "metric",
            line=f"{line:g}",
            name=self.name,
            hits=percent(hits),
            alarms=percent(alarms),
            auc=percent(self.auc),
        )


def metric_trial(
    n: int = 2000,
    *,
    weeks: int = 26,
    seed: int = 0,
    model: CombinedFactorModel | None = None,
    workers: int = 1,
) -> tuple[MetricCurve, ...]:
    """Try every load measure on a cohort whose hazards are known.

    A measure is up on a day when it reached the line on that day or one of the six before. Instead of drawing
    episodes, each day counts as one with an episode by its true chance, and as one without by the rest: the
    same curves as from endless luck.

    Args:
        n: runners.
        weeks: 6 to 104; the first five only fill the windows.
        seed: of people, luck and all.
        model: whose hazards are the truth.
        workers: processes.

    Raises:
        ValueError: the weeks leave no day to count.

    >>> [curve.metric for curve in metric_trial(100, weeks=8)][:2]
    ['single_run_ratio', 'week_to_week']
    """
    if weeks < 6:
        raise ValueError(
            f"The windows of the load measures take five weeks; {weeks} weeks leave nothing to count."
        )
    model = model or CombinedFactorModel()
    spans = [(start, min(start + BLOCK, n)) for start in range(0, n, BLOCK)]
    counted = np.zeros((len(METRICS), 2, _BINS + 2))
    for block in shared(partial(_counted, weeks=weeks, seed=seed, model=model), spans, workers):
        counted += block
    return tuple(_curve(metric, *counted[at]) for at, metric in enumerate(METRICS))


def _edges(metric: str) -> Floats:
    about = factors_file().metrics[metric]
    return np.linspace(about.first, about.last, _BINS + 1)


def _counted(span: Span, *, weeks: int, seed: int, model: CombinedFactorModel) -> Floats:
    """Return weights of days with and without an episode, shape (metrics, 2, below + bins + undefined)."""
    _, by_cause, lived = live_block(np.arange(*span), weeks=weeks, seed=seed, model=model)
    chance = -np.expm1(-by_cause.sum(axis=2)[:, _WARM_UP:]).ravel()
    distance = lived.longest_run_km  # one run a day in the cohort: its day's distance
    values = {
        "single_run_ratio": load.single_run_ratio(lived.longest_run_km),
        "week_to_week": load.week_to_week(distance),
        "acwr_rolling": load.acwr_rolling(lived.session_load_au),
        "acwr_uncoupled": load.acwr_uncoupled(lived.session_load_au),
        "acwr_ewma": load.acwr_ewma(lived.session_load_au),
        "monotony": load.monotony(lived.session_load_au),
    }
    counted = np.zeros((len(METRICS), 2, _BINS + 2))
    for at, metric in enumerate(METRICS):
        lately = _most_of_week(values[metric])[:, _WARM_UP:].ravel()
        edges = _edges(metric)
        place = np.searchsorted(edges, lately, side="right")  # 0 is below the first line
        place = np.where(np.isnan(lately), _BINS + 1, np.minimum(place, _BINS))
        counted[at, 0] = np.bincount(place, weights=chance, minlength=_BINS + 2)
        counted[at, 1] = np.bincount(place, weights=1.0 - chance, minlength=_BINS + 2)
    return counted


def _most_of_week(values: Floats) -> Floats:
    """Return the largest defined value of each day and the six before; nan where there is none."""
    most = values.copy()
    for lag in range(1, 7):
        most[:, lag:] = np.fmax(most[:, lag:], values[:, :-lag])
    return most


def _curve(metric: str, with_: Floats, without: Floats) -> MetricCurve:
    about = factors_file().metrics[metric]
    # flagged at line k: all bins from k on; the undefined are never flagged and rank lowest
    hits, alarms = (np.cumsum(counts[_BINS:0:-1])[::-1] / counts.sum() for counts in (with_, without))
    ranks = [np.concatenate([[counts[-1]], counts[:-1]]) / counts.sum() for counts in (with_, without)]
    below = np.cumsum(ranks[1]) - ranks[1]
    auc = float((ranks[0] * (below + ranks[1] / 2)).sum())
    return MetricCurve(
        metric=metric,
        name=about.name,
        found=about.found,
        thresholds=_edges(metric)[:-1],
        hits=hits,
        false_alarms=alarms,
        auc=auc,
        undefined=float((with_[-1] + without[-1]) / (with_.sum() + without.sum())),
        usual=about.usual.value,
    )
