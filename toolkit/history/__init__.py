"""The days of a runner: who runs, what happened, the diary that follows, and how load is measured."""

from toolkit.history.diaries import DAY_COLUMNS, Diaries
from toolkit.history.diary import Diary, DiaryError, Episode, Run
from toolkit.history.diary_codec import pack_diary, unpack_diary
from toolkit.history.diary_table import diary_from_dict, diary_rows, diary_to_csv, diary_to_dict
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
from toolkit.history.footprint import Footprint
from toolkit.history.habits import Habits
from toolkit.history.load import LoadMeasures
from toolkit.history.onset import NEVER, GivenOnset, OnsetRule, Onsets
from toolkit.history.readers import Reading, read_diary
from toolkit.history.recording import Keeping, recalled, recorded
from toolkit.history.runner import NamedRunner, Runner, RunnerError, named_runners
from toolkit.history.simulation import HistoryError, simulate, simulate_many
from toolkit.history.timeline import Timeline

__all__ = [
    "DAY_COLUMNS",
    "EVENTS",
    "NEVER",
    "Diaries",
    "Diary",
    "DiaryError",
    "Episode",
    "Event",
    "EventError",
    "FirstMonth",
    "Footprint",
    "GivenOnset",
    "Habits",
    "HeavyBlock",
    "HistoryError",
    "Holiday",
    "Illness",
    "Keeping",
    "LoadMeasures",
    "LongRun",
    "NamedRunner",
    "OnsetRule",
    "Onsets",
    "Race",
    "Reading",
    "Run",
    "Runner",
    "RunnerError",
    "ShortNights",
    "StrengthStart",
    "StressPeriod",
    "Timeline",
    "TrainingBreak",
    "TrainingSpike",
    "diary_from_dict",
    "diary_rows",
    "diary_to_csv",
    "diary_to_dict",
    "event_from_dict",
    "named_runners",
    "pack_diary",
    "read_diary",
    "recalled",
    "recorded",
    "simulate",
    "simulate_many",
    "unpack_diary",
]
