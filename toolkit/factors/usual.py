"""What is usual for a runner: the measure against which each day is read."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from toolkit.history import Diary, Habits, Runner

Floats = NDArray[np.float64]

_LATELY = 42
"""Days before the consultation that may be unusual, and are left out where the diary is long enough."""


@dataclass(frozen=True, eq=False)
class Usual:
    """The usual values of each life, shape (lives, 1); nan where nobody knows.

    Attributes:
        minutes: running per day, in minutes.
        load: session load per day, in AU (effort x minutes).
        run_load: session load of a usual running day, in AU.
        sleep_h, sleep_quality, stress: as in `Runner`.

    >>> Usual.of_runners([Runner()]).stress
    array([[3.5]])
    """

    minutes: Floats
    load: Floats
    run_load: Floats
    sleep_h: Floats
    sleep_quality: Floats
    stress: Floats

    @classmethod
    def of_runners(cls, runners: Sequence[Runner]) -> Self:
        """Return what the runners say is usual."""
        return cls.of_habits(Habits.of(runners))

    @classmethod
    def of_habits(cls, habits: Habits) -> Self:
        """Return what is usual under habits; the habitual distance already allows for missed runs."""
        count = np.maximum(habits.runs_per_week, 1)
        columns = {
            "minutes": np.maximum(habits.weekly_km * habits.pace_min_per_km / 7, 0.1),
            "load": habits.usual_daily_load,
            "run_load": habits.usual_daily_load * 7 / count,
            "sleep_h": habits.sleep_h,
            "sleep_quality": habits.sleep_quality,
            "stress": habits.stress,
        }
        return cls(
            **{name: np.asarray(values, dtype=np.float64)[:, None] for name, values in columns.items()}
        )

    @classmethod
    def of_diary(cls, diary: Diary) -> Self:
        """Return what was usual in a diary before its last six weeks (in all of it where it is short).

        Sleep and stress by the median; running by the mean of known days, a rest day being 0.

        >>> Usual.of_diary(Diary.build(70, stress=[4] * 60 + [9] * 10)).stress
        array([[4.]])
        """
        earlier = slice(0, diary.days - _LATELY if diary.days >= _LATELY + 28 else diary.days)
        minutes, load = diary.duration_min[earlier], diary.session_load_au[earlier]
        columns = {
            "minutes": _mean(minutes),
            "load": _mean(load),
            "run_load": _mean(load[load > 0]),
            "sleep_h": _median(diary.sleep_h[earlier]),
            "sleep_quality": _median(diary.sleep_quality[earlier]),
            "stress": _median(diary.stress[earlier]),
        }
        return cls(**{name: np.array([[value]]) for name, value in columns.items()})

    def take(self, lives: NDArray[np.int64]) -> Self:
        """Return the usual values of some lives."""
        columns = {f.name: getattr(self, f.name) for f in fields(self)}
        return type(self)(**{n: c if len(c) == 1 else c[lives] for n, c in columns.items()})


def _median(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else float("nan")


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size and known.mean() > 0 else float("nan")
