"""What happens in a runner's weeks: small frozen values that a person sets.

Weeks count back from the consultation: `week=-3` starts three weeks before today, week -1 is the last one.
Names, words, factors and ranges stand in `data/events.yaml`; a size of 0 changes nothing.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

from toolkit.content.events import Control, EventKind, event_kinds


class EventError(ValueError):
    """An event that cannot be; the message says what is wrong and what would be right."""


@dataclass(frozen=True)
class Event:
    """What all events have: a kind, and the week in which it starts.

    Raises:
        EventError: a value is no number, or outside its range.
    """

    kind: ClassVar[str] = ""
    week: int = -3

    def __post_init__(self) -> None:
        whole = {f.name for f in fields(self) if f.type is int}
        for name, control in self.controls().items():
            wrong = control.refuse(getattr(self, name))
            if not wrong and name in whole and getattr(self, name) != int(getattr(self, name)):
                wrong = f"{control.label}: a whole number is needed, not {getattr(self, name)!r}"
            if wrong:
                raise EventError(f"{self.about().label}: {wrong}.")
        for name in whole:
            # -3.0 is a whole number too: a file or an address may write it so.
            object.__setattr__(self, name, int(getattr(self, name)))

    @classmethod
    def about(cls) -> EventKind:
        """Return label, words, factor and controls of this kind.

        >>> TrainingSpike.about().label
        'Training spike'
        """
        return event_kinds().kinds[cls.kind]

    @classmethod
    def controls(cls) -> dict[str, Control]:
        """Return the control of each field, the week's first."""
        return {"week": event_kinds().week, **cls.about().controls}

    @property
    def label(self) -> str:
        """The name on the screen."""
        return self.about().label

    @property
    def span(self) -> range:
        """The days that it marks, counted from the consultation (-1 is the last day).

        >>> ShortNights(week=-3, weeks=2).span, Race(week=-1).span, StrengthStart(week=-2).span
        (range(-21, -7), range(-1, 0), range(-14, 0))
        """
        start = 7 * self.week
        return range(start, min(start + self._length, 0))

    @property
    def _length(self) -> int:
        return 7 * int(getattr(self, "weeks", 1))

    def to_dict(self) -> dict[str, Any]:
        """Return the event as plain values.

        >>> ShortNights(week=-2).to_dict()
        {'kind': 'short_nights', 'week': -2, 'hours': 1.5, 'weeks': 2}
        """
        return {"kind": self.kind, **asdict(self)}

    def moved(self, week: int) -> Self:
        """Return the same event in another week."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return type(self)(**{**values, "week": week})


@dataclass(frozen=True)
class TrainingSpike(Event):
    """Weeks in which every run is longer than usual (article D4).

    >>> TrainingSpike(percent=900)
    Traceback (most recent call last):
    toolkit.history.events.EventError: Training spike: More distance than usual: 900 % is outside 0 to 200 %.
    """

    kind: ClassVar[str] = "training_spike"
    percent: float = 50
    weeks: int = 1


@dataclass(frozen=True)
class LongRun(Event):
    """One run beyond the longest of the 30 days before it (article D4)."""

    kind: ClassVar[str] = "long_run"
    percent: float = 70


@dataclass(frozen=True)
class Race(Event):
    """A race, and how soon training resumed (article C5)."""

    kind: ClassVar[str] = "race"
    distance_km: float = 21.1
    rest_days: int = 7
    easy_weeks: int = 1

    @property
    def span(self) -> range:
        """The day of the race, the last of its week."""
        day = 7 * self.week + 6
        return range(day, day + (self.distance_km > 0))


@dataclass(frozen=True)
class TrainingBreak(Event):
    """Weeks without running, and how running came back (article D1)."""

    kind: ClassVar[str] = "training_break"
    weeks: int = 2
    return_weeks: int = 0


@dataclass(frozen=True)
class HeavyBlock(Event):
    """Weeks of more and harder running (article C5)."""

    kind: ClassVar[str] = "heavy_block"
    percent: float = 30
    weeks: int = 4
    effort: float = 1


@dataclass(frozen=True)
class StressPeriod(Event):
    """Weeks of more stress than usual, at work or at home (article D2)."""

    kind: ClassVar[str] = "stress_period"
    points: float = 3
    weeks: int = 3


@dataclass(frozen=True)
class ShortNights(Event):
    """Weeks of shorter nights (article D6)."""

    kind: ClassVar[str] = "short_nights"
    hours: float = 1.5
    weeks: int = 2


@dataclass(frozen=True)
class StrengthStart(Event):
    """Strength training that begins and goes on (article C6)."""

    kind: ClassVar[str] = "strength_start"
    sessions: int = 2

    @property
    def _length(self) -> int:
        return -7 * self.week if self.sessions else 0


@dataclass(frozen=True)
class FirstMonth(Event):
    """The first weeks of running at all (article C4)."""

    kind: ClassVar[str] = "first_month"
    start_percent: float = 40
    build_weeks: int = 4

    @property
    def _length(self) -> int:
        return 7 * self.build_weeks


@dataclass(frozen=True)
class Illness(Event):
    """Days ill, without running."""

    kind: ClassVar[str] = "illness"
    days: int = 5

    @property
    def _length(self) -> int:
        return self.days


@dataclass(frozen=True)
class Holiday(Event):
    """Weeks away: less stress, more sleep, less running."""

    kind: ClassVar[str] = "holiday"
    weeks: int = 1
    percent: float = 30


EVENTS: dict[str, type[Event]] = {
    event.kind: event
    for event in (
        TrainingSpike,
        LongRun,
        Race,
        TrainingBreak,
        HeavyBlock,
        StressPeriod,
        ShortNights,
        StrengthStart,
        FirstMonth,
        Illness,
        Holiday,
    )
}
"""Kind -> class, in the order in which they are offered."""


def event_from_dict(values: dict[str, Any]) -> Event:
    """Return the event that `to_dict` described.

    Raises:
        EventError: the kind or a field is unknown, or a value is out of range.

    >>> event_from_dict({"kind": "race", "week": -5, "distance_km": 42.2})
    Race(week=-5, distance_km=42.2, rest_days=7, easy_weeks=1)
    """
    rest = dict(values)
    kind = rest.pop("kind", None)
    if not isinstance(kind, str) or kind not in EVENTS:
        raise EventError(f"There is no kind of event '{kind}'; known are {', '.join(EVENTS)}.")
    event = EVENTS[kind]
    unknown = sorted(set(rest) - {f.name for f in fields(event)})
    if unknown:
        raise EventError(
            f"{event.about().label}: '{unknown[0]}' is not a field; known are {', '.join(event.controls())}."
        )
    return event(**rest)
