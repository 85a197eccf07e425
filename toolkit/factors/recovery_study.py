"""A study of invented runners under hidden weights: days alike are counted together."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import ELEMENTS, FACTORS, Factor
from toolkit.factors.band import Banded
from toolkit.factors.coefficients import coefficients, daily_hazard
from toolkit.factors.cohort import BLOCK, live_block, yearly_rate
from toolkit.factors.combining import fall
from toolkit.factors.doses import Doses, activity
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.onset import first_onset

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

MOST_RUNNERS = 10_000

_PARTS = 4  # of a full dose: fine enough to see a slope, coarse enough that many days are alike
_LIMIT = 31  # quarters either side of nothing: doses beyond are counted as this one
_WIDTH = 2 * _LIMIT + 1


@dataclass(frozen=True, eq=False)
class Study:
    """What was seen of some runners, day by day, until their first episode.

    Attributes:
        weeks: followed for.
        runners: how many.
        quarters: the seven factors' doses of each kind of day in quarters of a full one, shape (kinds, 7).
        days: days of each kind on which an episode could begin, shape (kinds,).
        onsets: episodes that began on them, shape (kinds,).
    """

    weeks: int
    runners: int
    quarters: NDArray[np.int8]
    days: NDArray[np.int32]
    onsets: NDArray[np.int32]

    @property
    def doses(self) -> Floats:
        """The doses, 1 for a full one, shape (kinds, 7)."""
        return self.quarters / _PARTS

    @property
    def episodes(self) -> int:
        """Episodes in all."""
        return int(self.onsets.sum())

    def by_dose(self, factor: Factor) -> tuple[Floats, Whole, Whole]:
        """Return the doses of one factor that occurred, the days that had them, and the episodes on those.

        >>> doses, days, onsets = study(0, 2, weeks=4, weights={}).by_dose("sleep")
        >>> bool((np.diff(doses) > 0).all()), int(days.sum()) <= 56
        (True, True)
        """
        level = self.quarters[:, FACTORS.index(factor)].astype(np.int64) + _LIMIT
        days = np.bincount(level, self.days, _WIDTH).astype(np.int64)
        onsets = np.bincount(level, self.onsets, _WIDTH).astype(np.int64)
        met = np.flatnonzero(days)
        return (met - _LIMIT) / _PARTS, days[met], onsets[met]

    def rates(self, factor: Factor) -> list[tuple[float, int, int, Banded]]:
        """Return for each dose of a factor: dose, days, episodes, episodes per runner-year; crude."""
        return [
            (float(dose), int(days), int(onsets), yearly_rate(int(onsets), int(days)))
            for dose, days, onsets in zip(*self.by_dose(factor), strict=True)
        ]

    def joined(self, other: "Study") -> "Study":
        """Return both groups of runners as one study.

        Raises:
            ValueError: they were not followed for the same time.
        """
        if other.weeks != self.weeks:
            raise ValueError(f"Studies of {self.weeks} and {other.weeks} weeks cannot be put together.")
        return _counted(
            self.weeks,
            self.runners + other.runners,
            np.concatenate([self.quarters, other.quarters]),
            np.concatenate([self.days, other.days]),
            np.concatenate([self.onsets, other.onsets]),
        )


def study(
    start: int,
    stop: int,
    *,
    weeks: int = 52,
    seed: int = 0,
    weights: Mapping[Factor, float],
    incidence: float = 0.3,
) -> Study:
    r"""Follow the runners numbered `start` to `stop` (left out) of a world with hidden weights.

    The truth is $h(t) = b \exp(\sum_f w_f d_f(t))$ with each factor's dose read in quarters of the full one,
    so that days alike can be counted together and memory hardly grows with the runners. Runner 7 is the same
    whoever else is studied.

    Args:
        start: the first runner's number, from 0.
        stop: the number after the last, up to 10,000.
        weeks: 4 to 104.
        seed: of people and luck.
        weights: log hazard ratio at full dose; 0 where not named.
        incidence: yearly, of a runner without any factor.

    Raises:
        ValueError: no runner, or one beyond the last.
    """
    if not 0 <= start < stop <= MOST_RUNNERS:
        raise ValueError(f"Recovery takes 1 to {MOST_RUNNERS} runners, not {start} to {stop}.")
    base = float(daily_hazard(np.array(incidence)))
    vector = np.array([weights.get(factor, 0.0) for factor in FACTORS])
    spans = [np.arange(first, min(first + BLOCK, stop)) for first in range(start, stop, BLOCK)]
    found = _block(spans[0], weeks, seed, vector, base)
    for numbers in spans[1:]:
        found = found.joined(_block(numbers, weeks, seed, vector, base))
    return found


def dose_table(doses: Doses) -> Floats:
    """Return the seven factors' doses of each day, shape (lives, days, 7): the strongest element of each.

    Past history falls with time; liability and movement are in standard deviations.
    """
    shape = doses.hours.shape
    columns = {factor: activity(doses, factor) for factor in FACTORS}
    columns["past_history"] = doses.episodes * fall(doses.since, coefficients().past_shape)
    columns["genetics"] = np.broadcast_to(doses.liability, shape)
    columns["biomechanics"] = doses.x[ELEMENTS.index("movement")]
    return np.stack([np.broadcast_to(columns[factor], shape) for factor in FACTORS], axis=2)


def _block(numbers: Whole, weeks: int, seed: int, vector: Floats, base: float) -> Study:
    doses, _, _ = live_block(numbers, weeks=weeks, seed=seed, model=CombinedFactorModel())
    quarters = np.clip(np.rint(dose_table(doses) * _PARTS), -_LIMIT, _LIMIT)
    by_cause = np.zeros((*quarters.shape[:2], 4))
    by_cause[:, :, 0] = base * np.exp(quarters @ vector / _PARTS)
    day = first_onset(by_cause, seed=seed, lives=numbers).day
    days = np.arange(quarters.shape[1])
    at_risk = days <= np.where(day < 0, quarters.shape[1], day)[:, None]
    began = (days == day[:, None])[at_risk].astype(np.int32)
    seen = quarters[at_risk].astype(np.int8)
    return _counted(weeks, len(numbers), seen, np.ones(len(began), dtype=np.int32), began)


def _counted(
    weeks: int,
    runners: int,
    quarters: NDArray[np.int8],
    days: NDArray[np.int32],
    onsets: NDArray[np.int32],
) -> Study:
    """Put days of the same doses together."""
    code = np.zeros(len(quarters), dtype=np.int64)
    for column in quarters.T:
        code = code * _WIDTH + (column.astype(np.int64) + _LIMIT)
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    return Study(
        weeks,
        runners,
        quarters[first],
        np.bincount(which, days).astype(np.int32),
        np.bincount(which, onsets).astype(np.int32),
    )
