"""A cohort of runners lived in blocks: who gets an episode, and with how many factors."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from os import cpu_count

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import CAUSES, FACTORS, Cause, Factor
from toolkit.factors.band import Banded
from toolkit.factors.coefficients import layout
from toolkit.factors.combining import hazard
from toolkit.factors.doses import Doses, Lived, read_doses
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.onset import first_onset
from toolkit.factors.population import draw_happenings, draw_people
from toolkit.factors.sharing import Span, shared
from toolkit.factors.usual import Usual
from toolkit.history import simulate_many

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

BLOCK = 500
"""Runners lived at a time."""

RISK_EDGES: Floats = np.array([0.0, 0.05, 0.075, 0.1, 0.125, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 1.0])
"""Bounds of the groups by yearly chance."""

_PRESENT = 0.5
_WORTH_SHARING = 4000
_SUBSETS = 2 ** len(FACTORS)
_YEAR = 365.0

Rows = dict[str, NDArray[np.generic]]
"""One block's runners, a column each: 'runner', 'onset_day', 'cause', 'chance', 'factors'."""


@dataclass(eq=False)
class _Tally:
    """Counts that grow by blocks; their size does not depend on how many runners there are."""

    weeks: int
    runners: int = 0
    days: Whole = field(default_factory=lambda: np.zeros(_SUBSETS, dtype=np.int64))
    onsets: Whole = field(default_factory=lambda: np.zeros((_SUBSETS, len(CAUSES)), dtype=np.int64))
    by_week: Whole = field(init=False)
    risk_runners: Whole = field(default_factory=lambda: np.zeros(len(RISK_EDGES) - 1, dtype=np.int64))
    risk_onsets: Whole = field(default_factory=lambda: np.zeros(len(RISK_EDGES) - 1, dtype=np.int64))

    def __post_init__(self) -> None:
        self.by_week = np.zeros((self.weeks, len(CAUSES)), dtype=np.int64)

    def add(self, other: "_Tally") -> None:
        self.runners += other.runners
        for name in ("days", "onsets", "by_week", "risk_runners", "risk_onsets"):
            getattr(self, name).__iadd__(getattr(other, name))


@dataclass(frozen=True, eq=False)
class Cohort:
    """What happened in a cohort, counted; a runner counts until the first episode.

    A factor is present on a day when its dose is at least a half (an episode before, one standard deviation
    of liability or movement for those that stand).

    Attributes:
        runners: lived; asked: asked for. They differ where the cohort was stopped.
        weeks: lived by each.
        days: runner-days at risk by the factors present, shape (128,), numbered as in `shapley`.
        onsets: episodes that began on such days by cause, shape (128, causes).
        by_week: episodes by week and cause, shape (weeks, causes).
        risk_runners, risk_onsets: runners and episodes in groups of yearly chance, bounds in `RISK_EDGES`.
    """

    runners: int
    asked: int
    weeks: int
    days: Whole
    onsets: Whole
    by_week: Whole
    risk_runners: Whole
    risk_onsets: Whole

    @property
    def complete(self) -> bool:
        """Whether all runners were lived."""
        return self.runners == self.asked

    def incidence(self, cause: Cause | None = None) -> Banded:
        """Return the share of runners with an episode of a cause, or of any, with its sampling interval."""
        counts = self.by_week.sum(axis=0)
        hurt = int(counts.sum() if cause is None else counts[CAUSES.index(cause)])
        return _share(hurt, self.runners)

    def by_number(self) -> tuple[tuple[int, int, int, Banded], ...]:
        """Return, for 0 to 7 factors present on the day: number, runner-days, episodes, and rate per year."""
        number = _numbers_present()
        rows = []
        for count in range(len(FACTORS) + 1):
            of = number == count
            days, onsets = int(self.days[of].sum()), int(self.onsets[of].sum())
            rows.append((count, days, onsets, yearly_rate(onsets, days)))
        return tuple(rows)

    def with_and_without(self, factor: Factor) -> tuple[Banded, Banded]:
        """Return the yearly rate on days with and without a factor: crude, confounded by the rest."""
        has = (np.arange(_SUBSETS) >> FACTORS.index(factor) & 1) == 1
        with_, without = (
            yearly_rate(int(self.onsets[of].sum()), int(self.days[of].sum())) for of in (has, ~has)
        )
        return with_, without

    def from_below(self, chance: float) -> tuple[float, float]:
        """Return which share of runners lies below a yearly chance, and which share of episodes they have.

        The prevention paradox: many at small risk have more episodes than few at large risk.
        """
        below = RISK_EDGES[1:] <= chance
        return (
            float(self.risk_runners[below].sum() / max(self.risk_runners.sum(), 1)),
            float(self.risk_onsets[below].sum() / max(self.risk_onsets.sum(), 1)),
        )


def cohort(
    n: int,
    *,
    weeks: int = 52,
    seed: int = 0,
    model: CombinedFactorModel | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    each_block: Callable[[Rows], None] | None = None,
) -> Cohort:
    """Live a cohort and count.

    Runners are lived in blocks, so that memory does not grow with n; the counts do not depend on how many
    workers share the blocks.

    Args:
        n: runners.
        weeks: 4 to 104, lived by each.
        seed: of people, luck and all.
        model: whose hazards; the ordinary one without.
        workers: processes; without, one for each core where the cohort is large enough to be worth it.
        progress: called with runners done and n after each block.
        stop: asked after each block; True ends the cohort with what was lived so far.
        each_block: called with the columns of each block, in order of their runners, for a file of them all.

    Raises:
        ValueError: n is below 1.

    >>> cohort(50, weeks=4, workers=1).runners
    50
    """
    if n < 1:
        raise ValueError(f"A cohort has at least one runner, not {n}.")
    model = model or CombinedFactorModel()
    total = _Tally(weeks)
    spans = [(start, min(start + BLOCK, n)) for start in range(0, n, BLOCK)]
    if workers is None:
        workers = (cpu_count() or 1) if n >= _WORTH_SHARING else 1
    for tally, rows in shared(partial(_counted, weeks=weeks, seed=seed, model=model), spans, workers):
        total.add(tally)
        if each_block:
            each_block(rows)
        if progress:
            progress(total.runners, n)
        if stop and stop():
            break
    return Cohort(
        runners=total.runners,
        asked=n,
        weeks=weeks,
        days=total.days,
        onsets=total.onsets,
        by_week=total.by_week,
        risk_runners=total.risk_runners,
        risk_onsets=total.risk_onsets,
    )


def live_block(
    numbers: Whole, *, weeks: int, seed: int, model: CombinedFactorModel
) -> tuple[Doses, Floats, Lived]:
    """Live some runners of the population without pain.

    Args:
        numbers: of the runners, shape (runners,).
        weeks: 4 to 104.
        seed: of people, luck and all.
        model: whose hazards.

    Returns:
        Their doses, hazards of shape (runners, days, causes), and the columns of their diaries.
    """
    people = draw_people(seed, numbers)
    happens = draw_happenings(seed, numbers, people, weeks)
    diaries = simulate_many(people.habits, happens, seed=seed, weeks=weeks, lives=numbers)
    lived = Lived.of(diaries)
    doses = model.kept(read_doses(lived, Usual.of_habits(people.habits), people.standing))
    return doses, hazard(doses, model.coefficients(), model.rival)[..., 0], lived


def factors_present(doses: Doses) -> NDArray[np.uint8]:
    """Return the factors present on each day, as bits in the order of `FACTORS`, shape (lives, days)."""
    present = np.zeros_like(doses.hours, dtype=np.uint8)
    for at, factor in enumerate(FACTORS):
        if factor == "genetics":
            has = doses.liability >= 2 * _PRESENT
        elif factor == "past_history":
            has = doses.episodes > 0
        else:
            enough = 2 * _PRESENT if factor == "biomechanics" else _PRESENT
            has = np.zeros_like(present, dtype=np.bool_)
            for row in np.flatnonzero(layout().of([factor])):
                has |= doses.x[row] >= enough
        present |= has.view(np.uint8) << at
    return present


def _counted(span: Span, *, weeks: int, seed: int, model: CombinedFactorModel) -> tuple[_Tally, Rows]:
    numbers = np.arange(*span)
    doses, by_cause, _ = live_block(numbers, weeks=weeks, seed=seed, model=model)
    begun = first_onset(by_cause, seed=seed, lives=numbers)
    present = factors_present(doses)
    days = present.shape[1]
    hurt = np.flatnonzero(begun.day >= 0)
    until = np.where(begun.day < 0, days, begun.day + 1)
    chance = -np.expm1(-by_cause.sum(axis=(1, 2)) * _YEAR / days)
    group = np.clip(np.searchsorted(RISK_EDGES, chance, side="right") - 1, 0, len(RISK_EDGES) - 2)
    tally = _Tally(weeks, runners=len(numbers))
    at_risk = np.arange(days) < until[:, None]
    tally.days += np.bincount(present[at_risk], minlength=_SUBSETS)
    np.add.at(tally.onsets, (present[hurt, begun.day[hurt]], begun.cause[hurt]), 1)
    np.add.at(tally.by_week, (begun.day[hurt] // 7, begun.cause[hurt]), 1)
    tally.risk_runners += np.bincount(group, minlength=len(RISK_EDGES) - 1)
    tally.risk_onsets += np.bincount(group[hurt], minlength=len(RISK_EDGES) - 1)
    rows: Rows = {
        "runner": numbers,
        "onset_day": begun.day.astype(np.int16),
        "cause": begun.cause.astype(np.int8),
        "chance": chance.astype(np.float32),
        "factors": present[:, -1].astype(np.int16),
    }
    return tally, rows


def _numbers_present() -> Whole:
    return np.array([subset.bit_count() for subset in range(_SUBSETS)])


def _share(count: int, total: int) -> Banded:
    """Return a share with its Wilson interval."""
    if total == 0:
        return Banded(0.0, 0.0, 1.0)
    z, share = 1.96, count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return Banded(
        share, min(max(float(middle - half), 0.0), share), max(min(float(middle + half), 1.0), share)
    )


def yearly_rate(count: int, days: int) -> Banded:
    """Return episodes per runner-year with an interval on the square-root scale of counts."""
    if days == 0:
        return Banded(0.0, 0.0, 0.0)
    low, high = (max(np.sqrt(count) + side * 0.98, 0.0) ** 2 for side in (-1, 1))
    return Banded(count / days * _YEAR, min(float(low), count) / days * _YEAR, float(high) / days * _YEAR)
