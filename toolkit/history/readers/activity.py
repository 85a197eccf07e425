"""What a log can say: one activity, and the ratings of one day. Positions and titles have no place here."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Activity:
    """One activity of one file.

    Attributes:
        day: the local calendar day where the time zone is known, otherwise the file's own day.
        family: 'running', 'walking', ..., 'other', or 'unnamed' where the file names no sport.
        distance_m, duration_s: metres and seconds of moving or timer time; none where not recorded.
        effort: CR-10 rating of the session, 0 to 10.
        load: session load in effort x minutes, only where a file gives the product alone.
        clock: local wall-clock start, to the second; none where only the day is known.
        utc: start in seconds since 1970 (UTC); none where the file does not say.
        file: the file's name.

    >>> Activity(date(2024, 3, 1), "running", distance_m=10_000.0, duration_s=3_000.0).speed
    3.3333333333333335
    """

    day: date
    family: str
    distance_m: float | None = None
    duration_s: float | None = None
    effort: float | None = None
    load: float | None = None
    clock: datetime | None = None
    utc: float | None = None
    file: str = ""

    @property
    def speed(self) -> float | None:
        """Metres per second; none where distance or time is missing or zero."""
        if not self.distance_m or not self.duration_s:
            return None
        return self.distance_m / self.duration_s

    @property
    def figures(self) -> str:
        """Distance and time in words.

        >>> Activity(date(2024, 3, 1), "running", distance_m=9008.22, duration_s=2832.0).figures
        '9.01 km in 47:12'
        """
        parts = []
        if self.distance_m is not None:
            metres = self.distance_m
            parts.append(f"{metres / 1000:.2f} km" if metres >= 1000 else f"{metres:.0f} m")
        if self.duration_s is not None:
            parts.append(("in " if parts else "") + _clock(self.duration_s))
        return " ".join(parts) or "no distance and no time"


@dataclass(frozen=True)
class DayRating:
    """What a person wrote of one day. Missing is missing, never 0.

    Attributes:
        sleep_h: hours slept in the night before.
        sleep_quality: 0 (worst) to 10 (best).
        stress, soreness, pain: 0 (none) to 10 (worst).
        notes: the person's own words, or a complaint as the file names it.
        file: the file's name.
    """

    day: date
    sleep_h: float | None = None
    sleep_quality: float | None = None
    stress: float | None = None
    soreness: float | None = None
    pain: float | None = None
    notes: str = ""
    file: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was rated and nothing written."""
        rated = (self.sleep_h, self.sleep_quality, self.stress, self.soreness, self.pain)
        return not self.notes and all(value is None for value in rated)


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"
