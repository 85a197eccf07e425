"""What a runner brings along for months and years: the standing facts that the hazard needs."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from toolkit.history import Runner

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Standing:
    """Standing facts of each life, shape (lives,), or (1,) where all are alike.

    Attributes:
        weekly_minutes: usual running a week.
        years_running: years of regular running.
        past_episodes: earlier episodes of back or leg pain.
        days_since: days from recovery from the last of them to the consultation.
        liability: inherited and other standing liability, in standard deviations.
        liability_known: False where the runner is not known; the band then spans the population.
        family_history: 1 where parents or siblings had back or leg pain.
        biomechanics: deficits or asymmetries, in standard deviations.
        energy_low: 1 where energy availability is low.

    >>> Standing.of([Runner(past_episodes=2)]).past_episodes
    array([2.])
    """

    weekly_minutes: Floats
    years_running: Floats
    past_episodes: Floats
    days_since: Floats
    liability: Floats
    family_history: Floats
    biomechanics: Floats
    energy_low: Floats
    liability_known: bool = True

    @classmethod
    def of(cls, runners: Sequence[Runner]) -> Self:
        """Return the standing facts of some runners."""
        rows = [
            (
                runner.weekly_km * runner.pace_min_per_km,
                runner.years_running,
                runner.past_episodes,
                7.0 * runner.weeks_since_last_episode,
                runner.susceptibility,
                runner.family_history,
                runner.biomechanics_z,
                runner.energy_availability_low,
            )
            for runner in runners
        ]
        return cls(*np.array(rows, dtype=np.float64).T)

    @classmethod
    def unknown(cls) -> Self:
        """Return the reference runner, of whom nobody knows the liability."""
        reference = Runner()
        known = cls.of([reference])
        return cls(**{**{f.name: getattr(known, f.name) for f in fields(known)}, "liability_known": False})
