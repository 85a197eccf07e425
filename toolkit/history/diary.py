"""The diary: one row a day up to the consultation. What is missing is nan, never 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
_Kind = TypeVar("_Kind", bound=np.generic)

RATINGS = ("sleep_h", "sleep_quality", "stress", "soreness", "pain")
"""What is written down once a day, beside the runs."""

LONGEST_RUN_KM, LONGEST_RUN_MIN = 400.0, 4320.0
"""A single run beyond these is taken for a mistake."""

_DAYS_AT_MOST = 20 * 366
_EPISODES_AT_MOST = 255
_LONGEST_CAUSE = 40
_RUN_LIMITS = {
    "distance_km": (0.0, LONGEST_RUN_KM, "km"),
    "duration_min": (0.0, LONGEST_RUN_MIN, "min"),
    "effort_cr10": (0.0, 10.0, ""),
}
_DAY_LIMITS = {name: (0.0, 24.0 if name == "sleep_h" else 10.0) for name in RATINGS}


class DiaryError(ValueError):
    """A diary that cannot be; the message says what is wrong, where, and what would be right."""


class Run(NamedTuple):
    """One single run; nan where a value is not known.

    Attributes:
        distance_km, duration_min: how far and how long.
        effort_cr10: how hard, 0 (nothing) to 10 (as hard as can be).
    """

    distance_km: float
    duration_min: float
    effort_cr10: float = float("nan")


class Episode(NamedTuple):
    """An episode of pain.

    Attributes:
        day: index of the day on which it began.
        severity: that day's pain, 0 to 10.
        cause: 'spine', 'tendon', 'muscle' or 'bone'; empty where unknown.
    """

    day: int
    severity: float
    cause: str = ""


@dataclass(frozen=True, eq=False)
class Diary:
    """The days of one runner, the oldest first, the last one the day before the consultation.

    Make one with `Diary.build`, which checks; this constructor trusts its caller.

    Attributes:
        run_day: index of each run's day, ascending, shape (runs,).
        run_km, run_min, run_effort: of each run, shape (runs,).
        training_known: whether it is known what was run that day, shape (days,); a known day without
            a run is a rest day (0 km), an unknown one is nan.
        sleep_h: hours of the night that ended that morning.
        sleep_quality: 0 (very poor) to 10 (very good).
        stress, soreness, pain: 0 (none) to 10 (as much as can be).
            All five ratings have shape (days,), nan where missing.
        notes: (day index, words), ascending.
        episodes: when pain began, where that is known.
        first_day: the calendar date of day 0, where there is one.

    >>> d = Diary.build(
    ...     7, runs=[(0, Run(10, 55, 4)), (0, Run(3, 20, 2)), (5, Run(16, 96, 5))], stress=[3] * 7
    ... )
    >>> d.distance_km[:2], d.longest_run_km[0], d.session_load_au[0]
    (array([13.,  0.]), np.float64(10.0), np.float64(260.0))
    """

    run_day: Whole
    run_km: Floats
    run_min: Floats
    run_effort: Floats
    training_known: Flags
    sleep_h: Floats
    sleep_quality: Floats
    stress: Floats
    soreness: Floats
    pain: Floats
    notes: tuple[tuple[int, str], ...] = ()
    episodes: tuple[Episode, ...] = ()
    first_day: date | None = None

    @classmethod
    def build(
        cls,
        days: int,
        *,
        runs: Iterable[tuple[int, Run]] = (),
        unknown_days: Iterable[int] = (),
        sleep_h: Sequence[float] | Floats | None = None,
        sleep_quality: Sequence[float] | Floats | None = None,
        stress: Sequence[float] | Floats | None = None,
        soreness: Sequence[float] | Floats | None = None,
        pain: Sequence[float] | Floats | None = None,
        notes: Iterable[tuple[int, str]] = (),
        episodes: Iterable[Episode] = (),
        first_day: date | None = None,
    ) -> "Diary":
        """Make a diary from what is known, and check it.

        Values are rounded to what is stored (0.01 km, 0.01 min, and 0.1 for effort, sleep and ratings), so
        that a diary that went through a file or an address is the same diary.

        Args:
            days: number of days.
            runs: (day index, run) in any order.
            unknown_days: days of which nobody knows whether there was a run; a run makes a day known.
            sleep_h: one value a day, nan where missing; None where nothing was written.
            sleep_quality: likewise.
            stress: likewise.
            soreness: likewise.
            pain: likewise.
            notes: (day index, words) in any order.
            episodes: when pain began.
            first_day: the calendar date of day 0.

        Raises:
            DiaryError: a wrong length, a day that is not there, or a value that cannot be.

        >>> Diary.build(3, sleep_h=[7, 25, 8])
        Traceback (most recent call last):
        toolkit.history.diary.DiaryError: Day 2, sleep_h: 25 is outside 0 to 24.
        """
        if not 1 <= days <= _DAYS_AT_MOST:
            raise DiaryError(f"A diary has 1 to {_DAYS_AT_MOST} days, not {days}.")
        listed = sorted(runs, key=lambda run: run[0])
        run_day = _day_indices([day for day, _ in listed], days, "a run")
        known = np.ones(days, dtype=bool)
        known[_day_indices(list(unknown_days), days, "an unknown day")] = False
        known[run_day] = True
        kept = sorted((int(day), str(words)) for day, words in notes)
        _day_indices([day for day, _ in kept], days, "a note")
        began = tuple(sorted(Episode(int(e.day), float(e.severity), str(e.cause)) for e in episodes))
        _day_indices([e.day for e in began], days, "an episode")
        _check_episodes(began)
        given = dict(zip(RATINGS, (sleep_h, sleep_quality, stress, soreness, pain), strict=True))
        return cls(
            run_day=_locked(run_day),
            run_km=_run_column(listed, 0, run_day, 2),
            run_min=_run_column(listed, 1, run_day, 2),
            run_effort=_run_column(listed, 2, run_day, 1),
            training_known=_locked(known),
            **{name: _day_column(name, values, days) for name, values in given.items()},
            notes=tuple(kept),
            episodes=began,
            first_day=first_day,
        )

    @property
    def days(self) -> int:
        """Number of days."""
        return len(self.training_known)

    @cached_property
    def distance_km(self) -> Floats:
        """Distance of each day: 0 on a rest day, nan where unknown."""
        return self._summed(self.run_km)

    @cached_property
    def duration_min(self) -> Floats:
        """Minutes run on each day: 0 on a rest day, nan where unknown."""
        return self._summed(self.run_min)

    @cached_property
    def session_load_au(self) -> Floats:
        """Session load of each day: effort times minutes, summed over its runs (foster2001)."""
        return self._summed(self.run_effort * self.run_min)

    @cached_property
    def effort_cr10(self) -> Floats:
        """Effort of each day, weighted by minutes; nan on a rest day, which has none."""
        minutes = np.where(self.duration_min > 0, self.duration_min, np.nan)
        return _locked(np.asarray(self.session_load_au / minutes))

    @cached_property
    def longest_run_km(self) -> Floats:
        """The longest single run of each day: 0 on a rest day, nan where unknown."""
        longest = np.zeros(self.days)
        # A run of unknown length might have been the longest.
        np.maximum.at(longest, self.run_day, np.where(np.isnan(self.run_km), np.inf, self.run_km))
        longest[np.isinf(longest) | ~self.training_known] = np.nan
        return _locked(longest)

    @cached_property
    def runs(self) -> tuple[tuple[Run, ...], ...]:
        """The single runs of each day."""
        per_day: list[list[Run]] = [[] for _ in range(self.days)]
        values = zip(
            self.run_day.tolist(),
            self.run_km.tolist(),
            self.run_min.tolist(),
            self.run_effort.tolist(),
            strict=True,
        )
        for day, km, minutes, effort in values:
            per_day[day].append(Run(km, minutes, effort))
        return tuple(tuple(day) for day in per_day)

    @property
    def dates(self) -> tuple[date, ...] | None:
        """The calendar date of each day, where there is one."""
        if self.first_day is None:
            return None
        return tuple(self.first_day + timedelta(days=day) for day in range(self.days))

    @property
    def weekday(self) -> Whole:
        """Weekday of each day, 0 (Monday) to 6; without dates the last day is a Sunday."""
        start = self.first_day.weekday() if self.first_day else -self.days % 7
        return (np.arange(self.days) + start) % 7

    @property
    def days_before(self) -> Whole:
        """Each day counted from the consultation: -1 for the last one."""
        return np.arange(-self.days, 0)

    def note(self, day: int) -> str:
        """Return the words noted on one day; empty where there are none."""
        return "; ".join(words for at, words in self.notes if at == day)

    def last(self, days: int) -> "Diary":
        """Return the last days only (all of them where there are fewer).

        >>> Diary.build(30, runs=[(29, Run(5, 30))]).last(7).distance_km[-1]
        np.float64(5.0)
        """
        skip = max(self.days - days, 0)
        runs = self.run_day >= skip
        return Diary(
            _locked(self.run_day[runs] - skip),
            _locked(self.run_km[runs]),
            _locked(self.run_min[runs]),
            _locked(self.run_effort[runs]),
            _locked(self.training_known[skip:]),
            **{name: _locked(getattr(self, name)[skip:]) for name in RATINGS},
            notes=tuple((day - skip, words) for day, words in self.notes if day >= skip),
            episodes=tuple(e._replace(day=e.day - skip) for e in self.episodes if e.day >= skip),
            first_day=self.first_day + timedelta(days=skip) if self.first_day else None,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Diary):
            return NotImplemented
        return self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @cached_property
    def _identity(self) -> tuple[Any, ...]:
        arrays = (self.run_day, self.run_km, self.run_min, self.run_effort, self.training_known)
        ratings = tuple(getattr(self, name) for name in RATINGS)
        # Adding 0.0 turns -0.0 into 0.0; each nan is given the same bits, so that missing equals missing.
        bits = tuple(np.where(a == a, a + 0.0, np.nan).tobytes() for a in (*arrays, *ratings))  # noqa: PLR0124
        return (*bits, self.notes, self.episodes, self.first_day)

    def _summed(self, per_run: Floats) -> Floats:
        # Without any run, bincount counts in whole numbers.
        total: Floats = np.bincount(self.run_day, weights=per_run, minlength=self.days).astype(np.float64)
        total[~self.training_known] = np.nan
        return _locked(total)


def _locked(array: NDArray[_Kind]) -> NDArray[_Kind]:
    array.setflags(write=False)
    return array


def _day_indices(days: list[int], length: int, what: str) -> Whole:
    for day in days:
        if not 0 <= day < length:
            raise DiaryError(f"The day of {what} is {day}; this diary has the days 0 to {length - 1}.")
    return np.array(days, dtype=np.int64)


def _check_episodes(episodes: tuple[Episode, ...]) -> None:
    if len(episodes) > _EPISODES_AT_MOST:
        raise DiaryError(f"A diary holds at most {_EPISODES_AT_MOST} episodes, not {len(episodes)}.")
    for episode in episodes:
        if not 0 <= episode.severity <= 10:
            raise DiaryError(
                f"Day {episode.day + 1}, an episode's pain: {episode.severity:g} is outside 0 to 10."
            )
        if len(episode.cause) > _LONGEST_CAUSE:
            raise DiaryError(f"Day {episode.day + 1}, an episode's cause: give one word, such as 'spine'.")


def _run_column(listed: list[tuple[int, Run]], field: int, run_day: Whole, decimals: int) -> Floats:
    name = Run._fields[field]
    column = np.array([run[field] for _, run in listed], dtype=np.float64)
    low, high, unit = _RUN_LIMITS[name]
    for at in np.flatnonzero(~np.isnan(column) & ~((column >= low) & (column <= high)))[:1]:
        limits = f"{low:g} to {high:g} {unit}".strip()
        raise DiaryError(f"Day {run_day[at] + 1}, {name} of a run: {column[at]:g} is outside {limits}.")
    rounded: Floats = _locked(np.round(column, decimals))
    return rounded


def _day_column(name: str, values: Sequence[float] | Floats | None, days: int) -> Floats:
    column = np.full(days, np.nan) if values is None else np.array(values, dtype=np.float64)
    if column.shape != (days,):
        raise DiaryError(f"{name} has {column.size} values; this diary has {days} days.")
    low, high = _DAY_LIMITS[name]
    for at in np.flatnonzero(~np.isnan(column) & ~((column >= low) & (column <= high)))[:1]:
        raise DiaryError(f"Day {at + 1}, {name}: {column[at]:g} is outside {low:g} to {high:g}.")
    rounded: Floats = _locked(np.round(column, 1))
    return rounded
