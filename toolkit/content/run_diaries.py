"""Six runs with their pain, and whose they may be, for 'keep running?': `data/run_diaries.yaml`."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from toolkit.content.quantity import Id, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml

Pain = Annotated[int, Field(ge=0, le=10)]
RUNS = 6
"""How many runs a diary of the exercise holds."""


class RunDiary(Strict):
    """Six runs.

    Attributes:
        title: what the row looks like.
        runs: pain 0 to 10 during the run, in the evening after it and the next morning, the oldest first.
        gait_changed: the last run was run differently to tolerate the pain.
        teaches: what the row is there for; shown with the answer.
    """

    title: Text
    runs: tuple[tuple[Pain, Pain, Pain], ...] = Field(min_length=RUNS, max_length=RUNS)
    gait_changed: bool = False
    teaches: Text
    cites: tuple[Source, ...] = Field(min_length=1)


class RunsOf(Strict):
    """Somebody whose runs they may be.

    Attributes:
        title: in a few words.
        belief: pain type -> probability.
        normal_days: day-to-day activities are back; `pain_relief`: still needed for this episode.
        growing_weakness: strength is getting less.
    """

    title: Text
    belief: dict[Id, Annotated[float, Field(ge=0, le=1)]] = Field(min_length=1)
    severity: Literal["none", "mild", "moderate", "severe"]
    normal_days: bool = False
    pain_relief: bool = False
    growing_weakness: bool = False


class RunDiaries(Strict):
    """All rows of runs, and all people."""

    diaries: dict[Id, RunDiary] = Field(min_length=1)
    people: dict[Id, RunsOf] = Field(min_length=1)
    reviewed_by: str | None = None


@cache
def run_diaries() -> RunDiaries:
    """Return the rows of runs and the people.

    >>> run_diaries().diaries["creeping_up"].runs[-1]
    (4, 4, 3)
    """
    return read_yaml("run_diaries.yaml", RunDiaries)
