"""The named runners and the ranges of what a runner can be: `data/runners.yaml`."""

from functools import cache
from typing import Literal

from pydantic import Field

from toolkit.content.events import Control
from toolkit.content.quantity import Id, Mark, Strict, Text
from toolkit.content.yaml_file import read_yaml


class RunnerEntry(Strict):
    """One named runner; what is left out is as in a runner without a name (see `toolkit.history.Runner`).

    Attributes:
        words: one sentence as the runner would say it at the first visit.
        story: one sentence for the lecturer: what this runner is there to show.
        shows: the statements of the article that the runner shows.
        events: what happened, each with its kind, week and sizes, in the default history.
    """

    name: Text
    age_years: int
    sex: Literal["female", "male"]
    words: Text
    story: Text
    shows: tuple[str, ...] = ()
    goal: str = ""
    goal_weeks: int | None = Field(default=None, ge=1, le=104)
    goal_km: float | None = Field(default=None, gt=0, le=100)
    years_running: float
    weekly_km: float
    runs_per_week: int
    long_run_share: float
    pace_min_per_km: float
    long_run_day: int = 6
    club_night: int | None = None
    easy_effort: float = 3.5
    hard_effort: float = 7.0
    sleep_h: float
    sleep_quality: float
    stress: float
    week_to_week: float
    missed_runs: float
    illnesses_per_year: float = 2.0
    past_episodes: int = 0
    weeks_since_last_episode: float = 52.0
    family_history: bool = False
    susceptibility: float = 0.0
    biomechanics_z: float = 0.0
    energy_availability_low: bool = False
    past_bone_stress: bool = False
    periods_changed: bool = False
    events: tuple[dict[Id, str | int | float], ...] = ()
    reviewed_by: str | None = None


class RunnerFile(Strict):
    """All named runners.

    Attributes:
        mark: how the runners' numbers came here, for all of them.
        why: what they were chosen for.
        controls: by the name of the runner's field: label, unit and range.
        runners: by id.
    """

    mark: Mark
    why: Text
    controls: dict[Id, Control]
    runners: dict[Id, RunnerEntry]


@cache
def runner_file() -> RunnerFile:
    """Return the named runners and the ranges of a runner's values."""
    return read_yaml("runners.yaml", RunnerFile)
