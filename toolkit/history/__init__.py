"""The days of a runner: who runs, what happened, the diary that follows, and how load is measured."""

from toolkit.history.diary import Diary, DiaryError, Episode, Run
from toolkit.history.events import (
    EVENTS,
    Event,
    EventError,
    FirstMonth,
    HeavyBlock,
    Holiday,
    Illness,
    LongRun,
    Race,
    ShortNights,
    StrengthStart,
    StressPeriod,
    TrainingBreak,
    TrainingSpike,
    event_from_dict,
)
from toolkit.history.runner import NamedRunner, Runner, RunnerError, named_runners

__all__ = [
    "EVENTS",
    "Diary",
    "DiaryError",
    "Episode",
    "Event",
    "EventError",
    "FirstMonth",
    "HeavyBlock",
    "Holiday",
    "Illness",
    "LongRun",
    "NamedRunner",
    "Race",
    "Run",
    "Runner",
    "RunnerError",
    "ShortNights",
    "StrengthStart",
    "StressPeriod",
    "TrainingBreak",
    "TrainingSpike",
    "event_from_dict",
    "named_runners",
]
