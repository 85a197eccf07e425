"""The habitual week of many runners, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np

from toolkit.history.diary import Flags, Floats, Whole
from toolkit.history.runner import Runner

NUMBERS = (
    "weekly_km",
    "long_run_share",
    "pace_min_per_km",
    "easy_effort",
    "hard_effort",
    "sleep_h",
    "sleep_quality",
    "stress",
    "week_to_week",
    "missed_runs",
    "illnesses_per_year",
)
"""The runner's numbers that the day-step needs, by the names of `Runner`."""

# Days after the long run on which runs fall, by runs a week: apart where they can be.
_SPREAD = (
    (),
    (0,),
    (0, 3),
    (0, 2, 4),
    (0, 2, 3, 5),
    (0, 2, 3, 4, 6),
    (0, 2, 3, 4, 5, 6),
    (0, 1, 2, 3, 4, 5, 6),
)
_NO_CLUB = 7


@dataclass(frozen=True, eq=False)
class Habits:
    """The habits that the day-step needs, one entry a runner; shape (runners,), or (1,) where all are alike.

    The fields have the names and units of `Runner`; `club_night` is -1 where there is none.

    >>> Habits.of([Runner(), Runner(weekly_km=60)]).weekly_km.tolist()
    [35.0, 60.0]
    """

    weekly_km: Floats
    long_run_share: Floats
    pace_min_per_km: Floats
    easy_effort: Floats
    hard_effort: Floats
    sleep_h: Floats
    sleep_quality: Floats
    stress: Floats
    week_to_week: Floats
    missed_runs: Floats
    illnesses_per_year: Floats
    runs_per_week: Whole
    long_run_day: Whole
    club_night: Whole

    @classmethod
    def of(cls, runners: Sequence[Runner]) -> Self:
        """Return the habits of some runners."""
        numbers = {name: np.array([float(getattr(r, name)) for r in runners]) for name in NUMBERS}
        return cls(
            **numbers,
            runs_per_week=np.array([int(r.runs_per_week) for r in runners]),
            long_run_day=np.array([int(r.long_run_day) for r in runners]),
            club_night=np.array([-1 if r.club_night is None else int(r.club_night) for r in runners]),
        )

    @property
    def run_days(self) -> Flags:
        """On which weekdays the runner runs, shape (7, runners), Monday first.

        A club night that is no running day takes the place of the nearest run that is not the long one.
        """
        offset = (np.arange(7)[:, None] - self.long_run_day) % 7
        club = np.where(self.club_night < 0, _NO_CLUB, (self.club_night - self.long_run_day) % 7)
        days: Flags = _run_day_table()[self.runs_per_week, club, offset]
        return days

    @property
    def shares(self) -> Floats:
        """Share of the weekly distance that falls on each weekday, shape (7, runners); sums to 1, or to 0."""
        count = np.maximum(self.runs_per_week, 1)
        long_share = np.maximum(self.long_run_share, 1.0 / count)
        rest = np.where(count > 1, (1.0 - long_share) / np.maximum(count - 1, 1), 0.0)
        long_share = np.where(count > 1, long_share, 1.0)
        is_long = np.arange(7)[:, None] == self.long_run_day
        return np.where(self.run_days, np.where(is_long, long_share, rest), 0.0)

    @property
    def efforts(self) -> Floats:
        """Usual effort of a run on each weekday, shape (7, runners), without what a long run adds."""
        weekday = np.arange(7)[:, None]
        club = (weekday == self.club_night) & (weekday != self.long_run_day)
        return np.where(club, self.hard_effort, self.easy_effort)

    @property
    def usual_daily_load(self) -> Floats:
        """Mean session load of a day of the habitual week, shape (runners,), in AU; at least 1."""
        weekly = np.zeros(np.broadcast_shapes(self.weekly_km.shape, self.club_night.shape))
        for share, effort in zip(self.shares, self.efforts, strict=True):
            weekly = weekly + share * effort
        return np.maximum(weekly * self.weekly_km * self.pace_min_per_km / 7, 1.0)


@cache
def _run_day_table() -> Flags:
    """Return whether a day is a running day, by runs a week and place of club night (7: none) and day.

    Places are counted in days after the long run.
    """
    table = np.zeros((8, 8, 7), dtype=bool)
    for runs, spread in enumerate(_SPREAD):
        for club in range(8):
            days = set(spread)
            if club != _NO_CLUB and runs > 1 and club not in days:
                days.remove(min(days - {0}, key=lambda day: (abs(day - club), day)))
                days.add(club)
            table[runs, club, list(days)] = True
    return table
