"""Read the doses of all elements from diaries: 0 is this runner's own habit, 1 the full contrast."""

from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import ELEMENTS, FACTORS, Factor, factors_file
from toolkit.factors.coefficients import LIABILITY, PAST, layout
from toolkit.factors.standing import Standing
from toolkit.factors.usual import Usual
from toolkit.factors.windows import any_of_last, latest_mark, mean_of_last
from toolkit.history import Diaries, Diary
from toolkit.history.load import single_run_ratio

Floats = NDArray[np.float64]

_Rows = dict[str, Floats]
"""The row of `Doses.x` for each element, to be written on."""

_WEEK = 7
_MOST_AT_RISK = 3.0


class Lived(NamedTuple):
    """The columns of diaries that the doses are read from, shape (lives, days); nan where missing."""

    longest_run_km: Floats
    duration_min: Floats
    session_load_au: Floats
    sleep_h: Floats
    sleep_quality: Floats
    stress: Floats

    @classmethod
    def of(cls, diaries: Diary | Diaries) -> "Lived":
        """Return the columns of one diary or of many."""
        columns = (getattr(diaries, name) for name in cls._fields)
        return cls(*(np.atleast_2d(column) for column in columns))


@dataclass(frozen=True, eq=False)
class Doses:
    """What each day brings, before any coefficient.

    Attributes:
        x: dose of each element, shape (elements, lives, days); past episodes and liability are left 0 here,
            since their doses hang on coefficients of their own.
        hours: minutes run in the last week against the usual, shape (lives, days).
        episodes: past episodes as a dose, 0 to 1, shape (lives, 1).
        since: days since recovery from the last of them, on each day, shape (lives, days).
        liability, family_history, energy_low: shape (lives, 1).
        liability_known: as in `Standing`.
    """

    x: Floats
    hours: Floats
    episodes: Floats
    since: Floats
    liability: Floats
    family_history: Floats
    energy_low: Floats
    liability_known: bool = True

    def last(self, stop: int, days: int) -> "Doses":
        """Return the days up to `stop` (left out), at most so many."""
        span = slice(max(stop - days, 0), stop)
        return replace(self, x=self.x[..., span], hours=self.hours[:, span], since=self.since[:, span])


def read_doses(lived: Lived, usual: Usual, standing: Standing) -> Doses:
    """Read the doses of every day.

    A dose is 0 up to the element's `start` and 1 from its `full` on. What is unknown counts as usual. A
    night belongs to the morning on which it ended, a run to its day, and stress counts from the day before:
    so no dose of a day holds anything that pain of that day could have caused.

    Args:
        lived: the diaries' columns.
        usual: of the same lives (or one for all).
        standing: of the same lives (or one for all).

    >>> from toolkit.history import Runner, TrainingSpike, simulate
    >>> runner = Runner()
    >>> diary = simulate(runner, [TrainingSpike(week=-1, percent=100)], seed=1)
    >>> doses = read_doses(Lived.of(diary), Usual.of_runners([runner]), Standing.of([runner]))
    >>> doses.x.shape
    (14, 1, 182)
    """
    lives, days = lived.stress.shape
    # In memory a day of all lives lies side by side, as in the diaries (see `windows`).
    x = np.zeros((len(ELEMENTS), days, lives)).transpose(0, 2, 1)
    row = dict(zip(ELEMENTS, x, strict=True))
    _of_training(lived, row)
    _of_recovery(lived, usual, row)
    _of_mind(lived, usual, row)
    for name, dose in _of_person(standing).items():
        row[name][...] = dose[:, None]
    hours = mean_of_last(lived.duration_min, _WEEK, usual.minutes)
    hours /= usual.minutes
    if np.isnan(hours.sum()):
        np.nan_to_num(hours, copy=False, nan=1.0)
    since = standing.days_since - np.arange(days - 1, -1, -1.0)[:, None]
    return Doses(
        x=x,
        hours=np.clip(hours, 0.0, _MOST_AT_RISK, out=hours),
        episodes=np.minimum(standing.past_episodes / _ramp("past_episodes").full, 1.0)[:, None],
        since=np.broadcast_to(since.T, (lives, days)),
        liability=standing.liability[:, None],
        family_history=standing.family_history[:, None],
        energy_low=standing.energy_low[:, None],
        liability_known=standing.liability_known,
    )


def kept(doses: Doses, on: frozenset[Factor], *, transient: bool = True) -> Doses:
    """Return the doses with all factors but some at their reference, and without transient ones if asked.

    'Off' is the runner's own habit for what a diary tells, and the reference runner for what stands: no
    episode before, median liability, average movement, used to running.
    """
    if transient and len(on) == len(FACTORS):
        return doses
    switch = layout().of(on) & (transient | layout().standing)
    more_hours = transient and "training" in on
    return replace(
        doses,
        x=doses.x * switch[:, None, None],
        hours=doses.hours if more_hours else np.minimum(doses.hours, 1.0),
        episodes=doses.episodes * switch[PAST],
        liability=doses.liability * switch[LIABILITY],
        family_history=doses.family_history * switch[LIABILITY],
        liability_known=doses.liability_known or not switch[LIABILITY],
    )


def activity(doses: Doses, factor: Factor) -> Floats:
    """Return how much of a factor each day holds, 0 to 1, shape (lives, days): its strongest element."""
    if factor == "past_history":
        return np.broadcast_to(doses.episodes, doses.hours.shape)
    strongest = np.zeros_like(doses.hours)
    for at in np.flatnonzero(layout().of([factor])):
        np.maximum(strongest, doses.x[at], out=strongest)
    return np.minimum(strongest, 1.0, out=strongest)


class _Ramp(NamedTuple):
    start: float
    full: float
    days: int

    def __call__(self, values: Floats, out: Floats | None = None) -> Floats:
        dose = np.subtract(values, self.start, out=out)
        dose /= self.full - self.start
        if np.isnan(dose.sum()):
            np.nan_to_num(dose, copy=False, nan=0.0)
        return np.clip(dose, 0.0, 1.0, out=dose)


@cache
def _ramp(element: str) -> _Ramp:
    about = factors_file().elements[element]
    days = about.window_days.value if about.window_days else 0
    return _Ramp(about.start.value, about.full.value, int(days))


def _of_training(lived: Lived, row: _Rows) -> None:
    # nan where there is no ratio, as after 30 days without a run: that return is the business of inactivity
    ratio = single_run_ratio(lived.longest_run_km)
    bands = ("session_10_30", "session_30_100", "session_over_100")
    band = np.zeros_like(ratio, dtype=np.uint8)
    for name in bands:
        band += ratio > _ramp(name).start
    latest = latest_mark(band, _ramp(bands[0]).days)
    for at, name in enumerate(bands):
        row[name][...] = latest == at + 1


def _of_recovery(lived: Lived, usual: Usual, row: _Rows) -> None:
    # nothing known is no run, and no hard one
    ran = (lived.longest_run_km > 0) | (lived.duration_min > 0)
    back, early, block = _ramp("break_return"), _ramp("early_return"), _ramp("heavy_block")
    share = mean_of_last(lived.duration_min, back.days, usual.minutes, until=_WEEK)
    share /= usual.minutes
    lost = back(np.subtract(1.0, share, out=share), out=row["break_return"])
    lost *= any_of_last(ran, _WEEK)
    hard = lived.session_load_au >= early.start * usual.run_load
    too_soon = ran & any_of_last(hard, int(early.full), until=1)
    row["early_return"][...] = any_of_last(too_soon, early.days)
    load = mean_of_last(lived.session_load_au, block.days, usual.load)
    load /= usual.load
    block(load, out=row["heavy_block"])


def _of_mind(lived: Lived, usual: Usual, row: _Rows) -> None:
    stress, quality, hours = _ramp("stress"), _ramp("sleep_quality"), _ramp("short_nights")
    mean_stress = mean_of_last(lived.stress, stress.days, usual.stress, until=1)
    mean_quality = mean_of_last(lived.sleep_quality, quality.days, usual.sleep_quality)
    mean_hours = mean_of_last(lived.sleep_h, hours.days, usual.sleep_h)
    stress(np.subtract(mean_stress, usual.stress, out=mean_stress), out=row["stress"])
    quality(np.subtract(usual.sleep_quality, mean_quality, out=mean_quality), out=row["sleep_quality"])
    hours(np.subtract(usual.sleep_h, mean_hours, out=mean_hours), out=row["short_nights"])


def _of_person(standing: Standing) -> dict[str, Floats]:
    return {
        "low_activity": _ramp("low_activity")(standing.weekly_minutes),
        "new_runner": _ramp("new_runner")(standing.years_running),
        "movement": standing.biomechanics,
    }
