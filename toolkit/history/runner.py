"""Who runs: the standing facts and habits of one runner."""

from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any, Self

from toolkit.content.events import Control
from toolkit.content.runners import runner_file
from toolkit.history.events import Event, event_from_dict

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_ASKED: dict[Any, str] = {bool: "true or false", str: "text"}


class RunnerError(ValueError):
    """A runner that cannot be; the message says what is wrong and what would be right."""


@dataclass(frozen=True)
class Runner:
    """One runner's standing facts and habits; `Runner()` is an ordinary one.

    Attributes:
        id, name, words: stable id, first name, and one sentence as the runner would say it.
        age_years, sex: 'female' or 'male'.
        years_running: years of regular running.
        weekly_km, runs_per_week: the habitual week.
        long_run_share: share of the weekly distance that the longest run takes, 0 to 1.
        pace_min_per_km: pace of an easy run.
        long_run_day, club_night: weekday from 0 (Monday) to 6; club night is None where there is none.
        easy_effort, hard_effort: CR-10 effort of an easy run and of the club night.
        sleep_h, sleep_quality: habitual hours a night; quality from 0 (very poor) to 10 (very good).
        stress: habitual stress, 0 (none) to 10 (as much as can be).
        week_to_week: standard deviation of weekly distance between ordinary weeks, as a share of it.
        missed_runs: share of planned runs that do not happen in an ordinary week.
        illnesses_per_year: colds and the like that stop running for some days.
        past_episodes: earlier episodes of back or leg pain.
        weeks_since_last_episode: since recovery from the last one; only counts where there was one.
        family_history: back or leg pain in parents or siblings.
        susceptibility: inherited and other standing liability, in standard deviations of the population.
        biomechanics_z: deficits or asymmetries of strength, balance or flexibility, in standard deviations.
        energy_availability_low: eats too little for what she runs.
        past_bone_stress: an earlier bone stress injury.
        periods_changed: periods have become rare, irregular or absent.
        goal, goal_weeks: what the runner wants, and weeks from today until then.

    Raises:
        RunnerError: a value is no number or outside the range in `data/runners.yaml`, or it is not the yes or no,
            or the words, that its field asks for.

    >>> Runner(weekly_km=50).long_run_km
    17.5
    >>> Runner(sleep_h=30)
    Traceback (most recent call last):
    toolkit.history.runner.RunnerError: Sleep a night: 30 h is outside 3 to 12 h.
    """

    id: str = "runner"
    name: str = "A runner"
    age_years: int = 36
    sex: str = "female"
    words: str = ""
    years_running: float = 5.0
    weekly_km: float = 35.0
    runs_per_week: int = 4
    long_run_share: float = 0.35
    pace_min_per_km: float = 5.8
    long_run_day: int = 6
    club_night: int | None = 2
    easy_effort: float = 3.5
    hard_effort: float = 7.0
    sleep_h: float = 7.4
    sleep_quality: float = 7.0
    stress: float = 3.5
    week_to_week: float = 0.15
    missed_runs: float = 0.08
    illnesses_per_year: float = 2.0
    past_episodes: int = 0
    weeks_since_last_episode: float = 52.0
    family_history: bool = False
    susceptibility: float = 0.0
    biomechanics_z: float = 0.0
    energy_availability_low: bool = False
    past_bone_stress: bool = False
    periods_changed: bool = False
    goal: str = ""
    goal_weeks: int | None = None

    def __post_init__(self) -> None:
        for f in fields(self):
            kind: Any = f.type
            if kind in _ASKED and not isinstance(getattr(self, f.name), kind):
                name, given = f.name.replace("_", " ").capitalize(), getattr(self, f.name)
                raise RunnerError(f"{name}: {_ASKED[kind]} is needed, not {given!r}.")
        whole = {f.name for f in fields(self) if f.type in (int, int | None)}
        for name, control in runner_file().controls.items():
            value = getattr(self, name)
            if value is None:
                continue
            wrong = control.refuse(value)
            if not wrong and name in whole and value != int(value):
                wrong = f"{control.label}: a whole number is needed, not {value!r}"
            if wrong:
                raise RunnerError(f"{wrong}.")
        if self.sex not in {"female", "male"}:
            raise RunnerError(f"Sex: 'female' or 'male' is needed, not {self.sex!r}.")
        if self.weekly_km > 0 and self.runs_per_week == 0:
            raise RunnerError("Runs a week: at least 1 is needed for a weekly distance above 0 km.")

    @property
    def long_run_km(self) -> float:
        """The habitual longest run of the week."""
        return self.weekly_km * max(self.long_run_share, 1 / max(self.runs_per_week, 1))

    @property
    def called(self) -> str:
        """The name as it stands within a sentence.

        >>> Runner().called, Runner(name="Maya").called
        ('the runner', 'Maya')
        """
        return "the runner" if self.name == type(self).name else self.name

    @staticmethod
    def controls() -> dict[str, Control]:
        """Return label, unit and range of each number that a person may set."""
        return runner_file().controls

    def to_dict(self) -> dict[str, Any]:
        """Return all fields as plain values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Return the runner that `to_dict` described.

        Raises:
            RunnerError: a field is unknown or a value out of range.

        >>> Runner.from_dict(Runner(age_years=50).to_dict()).age_years
        50
        """
        unknown = sorted(set(values) - {f.name for f in fields(cls)})
        if unknown:
            raise RunnerError(f"A runner has no field '{unknown[0]}'.")
        return cls(**values)


@dataclass(frozen=True)
class NamedRunner:
    """A named runner with what happened and what it is there to show.

    Attributes:
        runner: the runner.
        events: the default history.
        story: for the lecturer, what this runner shows.
        shows: the statements of the article, such as 'article:D4'.
        goal_km: distance of the race that the runner has in mind; none where it is not said.
        reviewed_by: the clinician who reviewed the character; none until somebody has.
    """

    runner: Runner
    events: tuple[Event, ...]
    story: str
    shows: tuple[str, ...]
    reviewed_by: str | None
    goal_km: float | None = None


@cache
def named_runners() -> dict[str, NamedRunner]:
    """Return the named runners of `data/runners.yaml` by id, in the file's order.

    >>> all(r.runner.id == id_ for id_, r in named_runners().items())
    True
    """
    own = {f.name for f in fields(Runner)}
    return {
        id_: NamedRunner(
            runner=Runner(id=id_, **{k: v for k, v in entry.model_dump().items() if k in own}),
            events=tuple(event_from_dict(dict(event)) for event in entry.events),
            story=entry.story,
            shows=entry.shows,
            reviewed_by=entry.reviewed_by,
            goal_km=entry.goal_km,
        )
        for id_, entry in runner_file().runners.items()
    }
