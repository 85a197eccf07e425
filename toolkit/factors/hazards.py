"""The hazard of a new episode, day by day and cause by cause, with its band."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import CAUSES, Cause, factors_file
from toolkit.factors.band import Banded, band
from toolkit.factors.coefficients import Coefficients
from toolkit.factors.combining import Rival, daily
from toolkit.factors.doses import Doses

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Hazards:
    """Hazards of one diary; nan on the days after pain began, when no new episode can begin.

    Attributes:
        value, low, high: hazard per day by cause, shape (days, causes), causes in the order of `CAUSES`.
        total, total_low, total_high: of any cause, shape (days,).
        habitual: hazard of the same runner with sleep, stress and training as usual, shape (days,).
        times, times_low, times_high: total against habitual, shape (days,).
        name: the runner's.
    """

    value: Floats
    low: Floats
    high: Floats
    total: Floats
    total_low: Floats
    total_high: Floats
    habitual: Floats
    times: Floats
    times_low: Floats
    times_high: Floats
    name: str

    @property
    def days(self) -> int:
        """Number of days."""
        return len(self.total)

    def on(self, day: int) -> Banded:
        """Return how many times habitual the hazard was on one day (index, or negative from the end)."""
        return Banded(float(self.times[day]), float(self.times_low[day]), float(self.times_high[day]))

    def words(self, day: int) -> str:
        """Say it in a sentence; never as a threshold that was crossed."""
        that = self.on(day)
        return factors_file().say(
            "hazard_day",
            times=f"{that.value:.1f}",
            low=f"{that.low:.1f}",
            high=f"{that.high:.1f}",
            name=self.name,
        )

    def of(self, cause: Cause) -> Floats:
        """Return the hazard of one cause, shape (days,)."""
        return np.asarray(self.value[:, CAUSES.index(cause)])


def read_hazards(
    doses: Doses,
    centre: Coefficients,
    drawn: Coefficients,
    rival: Rival,
    *,
    name: str = "the runner",
    onset_day: int | None = None,
) -> Hazards:
    """Return the hazards of one life.

    Args:
        doses: of one life.
        centre: the values themselves.
        drawn: draws for the band.
        rival: how effects combine.
        name: the runner's.
        onset_day: day on which pain began, where it did.
    """
    middle = daily(doses, centre, rival)
    value = middle.now[0, :, :, 0]
    habitual = np.broadcast_to(middle.habitual[0].sum(axis=1)[:, 0], len(value)).copy()
    spread = daily(doses, drawn, rival)
    draws = spread.now[0]
    total_draws = draws.sum(axis=1)
    low, high = band(draws)
    total_low, total_high = band(total_draws)
    times_low, times_high = band(total_draws / spread.habitual[0].sum(axis=1))
    total = value.sum(axis=1)
    columns = {
        "value": value,
        "low": np.minimum(low, value),
        "high": np.maximum(high, value),
        "total": total,
        "total_low": np.minimum(total_low, total),
        "total_high": np.maximum(total_high, total),
        "habitual": habitual,
        "times": total / habitual,
        "times_low": np.minimum(times_low, total / habitual),
        "times_high": np.maximum(times_high, total / habitual),
    }
    if onset_day is not None:
        for column in columns.values():
            column[onset_day + 1 :] = np.nan
    for column in columns.values():
        column.setflags(write=False)
    return Hazards(**columns, name=name)
