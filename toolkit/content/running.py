"""Keep running, and return to running: `data/running.yaml`."""

from functools import cache
from typing import Literal

from pydantic import Field

from toolkit.content.quantity import Id, Quantity, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class RunningRule(Strict):
    """One rule of 'keep running?'.

    Attributes:
        answer: what the rule says when it speaks.
        text: the rule in words; `then`: what would change the answer.
        patient: both for the runner, in plain words.
    """

    answer: Literal["no", "not_yet", "yes"]
    text: Text
    then: Text
    patient: Text
    cites: tuple[Source, ...] = ()
    source: Source
    reviewed_by: str | None = None


class PainLimits(Strict):
    """Limits of pain scales, 0 to 10. They are settings: tested for the Achilles tendon only."""

    during: Quantity
    after: Quantity
    next_morning: Quantity
    rise: Quantity
    trend_rise: Quantity
    runs_for_trend: Quantity
    bone: Quantity


class TypeRunning(Strict):
    """How a possible pain type bears on running: ids of the rules that are asked for it."""

    rules: tuple[Id, ...]


class WalkRunStep(Strict):
    """One step of a walk-run scheme: minutes walked and run in turn, rounds, how often it is done."""

    walk_min: float = Field(ge=0)
    run_min: float = Field(ge=0)
    rounds: int = Field(ge=1)
    effort: int = Field(ge=1, le=10)


class Scheme(Strict):
    """A walk-run scheme."""

    title: Text
    source: Source
    why: Text
    entry: Text
    steps: tuple[WalkRunStep, ...] = Field(min_length=2)
    times_each: int = Field(ge=1)
    rest_days: int = Field(ge=0)
    reviewed_by: str | None = None


class Gate(Strict):
    """A gate of the way back: what must hold before a step is taken, and where that is from."""

    text: Text
    cites: tuple[Source, ...] = ()
    source: Source
    hedge: str = ""


class Running(Strict):
    """Everything about running with pain and after it."""

    rules: dict[Id, RunningRule]
    types: dict[Id, TypeRunning]
    limits: PainLimits
    gates: dict[Id, Gate]
    schemes: dict[Id, Scheme]
    long_run_ratio: Quantity
    long_run_days: Quantity
    easy_run_share: Quantity
    easy_run_effort: Quantity
    rushed_run_share: Quantity
    walking_pace: Quantity
    running_pace: Quantity


@cache
def running() -> Running:
    """Return rules, limits, gates and schemes.

    >>> running().limits.bone.value
    0.0
    """
    return read_yaml("running.yaml", Running)
