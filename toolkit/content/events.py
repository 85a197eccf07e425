"""What can happen in a runner's weeks, and the controls that set it: `data/events.yaml`."""

from functools import cache
from typing import Self

from pydantic import Field, model_validator

from toolkit.content.quantity import Id, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Control(Strict):
    """How a person sets one number.

    Attributes:
        label: the question or name beside the control.
        unit: in words; empty for a plain count.
        low, high: the smallest and largest value that make sense.
        step: the size of one step.
        help: one sentence more, where it is needed.

    >>> Control(label="Hours lost a night", unit="h", low=0, high=4, step=0.5).refuse(5)
    'Hours lost a night: 5 h is outside 0 to 4 h'
    """

    label: Text
    unit: str = ""
    low: float
    high: float
    step: float = Field(gt=0)
    help: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low >= self.high:
            raise ValueError(f"low ({self.low}) is not below high ({self.high})")
        return self

    def refuse(self, value: object) -> str:
        """Return what is wrong with a value, as a sentence without its full stop; empty when it is right."""
        unit = f" {self.unit}" if self.unit else ""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return f"{self.label}: a number from {self.low:g} to {self.high:g}{unit} is needed, not {value!r}"
        if not self.low <= value <= self.high:
            return f"{self.label}: {value:g}{unit} is outside {self.low:g} to {self.high:g}{unit}"
        return ""


class EventKind(Strict):
    """One kind of event.

    Attributes:
        label: the name on the screen.
        words: one sentence of what it does in the diary.
        factor: the factor whose colour and symbol it wears; none for what belongs to no factor.
        cites: the statements of the article that it shows.
        controls: by the name of the event's field; every event also has 'week'.
    """

    label: Text
    words: Text
    factor: Id | None = None
    cites: tuple[str, ...] = ()
    reviewed_by: str | None = None
    controls: dict[Id, Control]


class EventKinds(Strict):
    """All kinds of event, and the control of the week that they share."""

    week: Control
    kinds: dict[Id, EventKind]


@cache
def event_kinds() -> EventKinds:
    """Return all kinds of event by id ('training_spike' to 'holiday')."""
    return read_yaml("events.yaml", EventKinds)
