"""Many diaries at once, as arrays: 200 lives of one runner, or a cohort."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from toolkit.content.day_step import day_step_file
from toolkit.history.diary import RATINGS, Diary, Episode, Flags, Floats, Whole

DAY_COLUMNS = ("distance_km", "duration_min", "effort_cr10", "session_load_au", "longest_run_km", *RATINGS)
"""The columns of `Diaries`, one number a life and a day."""


@dataclass(frozen=True, eq=False)
class Diaries:
    """The days of many lives: arrays of shape (lives, days), the oldest day first, nan where missing.

    Attributes:
        distance_km, duration_min, session_load_au, longest_run_km: 0 on a rest day.
        effort_cr10: nan on a rest day.
        sleep_h, sleep_quality, stress, soreness, pain: as in `Diary`.
        happened: by the key of a note ('ill', 'race', 'strength', 'holiday'): on which days.
        onset_day, onset_severity, onset_cause: shape (lives, episodes); day -1 where a life has fewer.
        causes: the names that `onset_cause` counts.

    >>> d = Diary.build(7, runs=[], stress=[3] * 7)
    >>> Diaries.of([d, d]).stress.shape
    (2, 7)
    """

    distance_km: Floats
    duration_min: Floats
    effort_cr10: Floats
    session_load_au: Floats
    longest_run_km: Floats
    sleep_h: Floats
    sleep_quality: Floats
    stress: Floats
    soreness: Floats
    pain: Floats
    happened: dict[str, Flags]
    onset_day: Whole
    onset_severity: Floats
    onset_cause: Whole
    causes: tuple[str, ...] = ()

    @classmethod
    def of(cls, diaries: Sequence[Diary]) -> Self:
        """Return diaries of equal length as one batch (the single runs of a day are summed up).

        Raises:
            ValueError: their lengths differ, or there is none.
        """
        lengths = {diary.days for diary in diaries}
        if len(lengths) != 1:
            raise ValueError(f"One batch holds diaries of one length; got lengths {sorted(lengths)}.")
        causes = tuple(sorted({e.cause for diary in diaries for e in diary.episodes if e.cause}))
        most = max(len(diary.episodes) for diary in diaries)
        day = np.full((len(diaries), most), -1)
        severity = np.full((len(diaries), most), np.nan)
        cause = np.full((len(diaries), most), -1)
        for row, diary in enumerate(diaries):
            for at, episode in enumerate(diary.episodes):
                day[row, at], severity[row, at] = episode.day, episode.severity
                cause[row, at] = causes.index(episode.cause) if episode.cause else -1
        columns = {name: np.stack([getattr(d, name) for d in diaries]) for name in DAY_COLUMNS}
        return cls(
            **columns, happened={}, onset_day=day, onset_severity=severity, onset_cause=cause, causes=causes
        )

    @property
    def days(self) -> int:
        """Number of days."""
        return int(self.distance_km.shape[1])

    def __len__(self) -> int:
        return int(self.distance_km.shape[0])

    def __getitem__(self, life: int) -> Diary:
        """Return one life as a diary, one run a day."""
        km, minutes, effort = (np.ascontiguousarray(getattr(self, name)[life]) for name in DAY_COLUMNS[:3])
        ran = np.flatnonzero(km > 0)
        words = day_step_file().notes
        notes = [(int(d), words[key]) for key, on in self.happened.items() for d in np.flatnonzero(on[life])]
        runs = (ran, km[ran], minutes[ran], effort[ran])
        known = ~np.isnan(km)
        sleep_h, quality, stress, soreness, pain = (
            np.ascontiguousarray(getattr(self, name)[life]) for name in RATINGS
        )
        for array in (*runs, known, sleep_h, quality, stress, soreness, pain):
            array.setflags(write=False)
        written = tuple(sorted(notes))
        return Diary(*runs, known, sleep_h, quality, stress, soreness, pain, written, self.episodes(life))

    def episodes(self, life: int) -> tuple[Episode, ...]:
        """Return the episodes of one life."""
        rows = zip(self.onset_day[life], self.onset_severity[life], self.onset_cause[life], strict=True)
        return tuple(
            Episode(int(d), float(s), self.causes[c] if c >= 0 else "") for d, s, c in rows if d >= 0
        )

    def take(self, lives: Whole) -> Self:
        """Return some of the lives, in the order asked for."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        happened = values.pop("happened")
        causes = values.pop("causes")
        parts = {name: array[lives] for name, array in values.items()}
        return type(self)(**parts, happened={key: on[lives] for key, on in happened.items()}, causes=causes)
