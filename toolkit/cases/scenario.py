"""A scenario: everything a person chose, as one small value that travels in an address."""

from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, ValidationError, field_validator

from toolkit.content.quantity import Id, Strict
from toolkit.history import Event, event_from_dict

SCENARIO_VERSION = 1
"""Raised when an old code would no longer give the same page."""

LONGEST_LOG = 11_000
"""Characters of an imported diary that an address has room for."""

LONGEST_CASE = 30_000
"""Characters of a case that is being written; an address carries them packed."""

Answer = Annotated[str, StringConstraints(max_length=40)] | Annotated[float, Field(ge=-1000, le=1000)]
Choice = bool | Annotated[float, Field(ge=-1e6, le=1e6)] | Annotated[str, StringConstraints(max_length=80)]


class Scenario(Strict):
    """What is chosen on the pages.

    Attributes:
        runner: id of a named runner; 'log' for an imported diary.
        events: what happened, as plain values; None for the runner's own story.
        seed: the luck of this life.
        weeks: length of the history.
        log: the imported diary in compact text, without titles, notes or positions.
        setting: where the runner is seen; sets how common each pain type is.
        findings: finding -> answer; what was not asked is not in it.
        choices: what else a page remembers, by 'page.name'.
        case: a case that is being written, as JSON; checked by who reads it.

    >>> Scenario(runner="maya").with_choice("factors.rival", "additive").choice(
    ...     "factors.rival", "interacting"
    ... )
    'additive'
    """

    runner: Id = "maya"
    events: tuple[dict[str, Any], ...] | None = Field(default=None, max_length=24)
    seed: int = Field(default=14, ge=0, le=999_999)
    weeks: int = Field(default=26, ge=4, le=104)
    log: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$", max_length=LONGEST_LOG)] | None = None
    setting: Id = "running_clinic"
    findings: dict[Id, Answer] = Field(default_factory=dict, max_length=120)
    choices: dict[str, Choice] = Field(default_factory=dict, max_length=60)
    case: Annotated[str, StringConstraints(max_length=LONGEST_CASE)] | None = None

    @field_validator("events", mode="before")
    @classmethod
    def _events(cls, value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            raise ValueError("events are a list")  # noqa: TRY004 - pydantic expects ValueError
        parsed = [part if isinstance(part, Event) else event_from_dict(part) for part in value]
        return tuple(event.to_dict() for event in parsed)

    @property
    def happened(self) -> tuple[Event, ...] | None:
        """The events as values of `toolkit.history`; None for the runner's own story."""
        return None if self.events is None else tuple(event_from_dict(event) for event in self.events)

    def but(self, **changes: Any) -> Self:
        """Return the same scenario with some parts changed, checked anew.

        Raises:
            ValueError: a part is not possible; the message says which.
        """
        try:
            return type(self).model_validate({**self.model_dump(), **changes})
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(step) for step in first["loc"])
            raise ValueError(f"{place}: {first['msg'].removeprefix('Value error, ')}") from None

    def choice(self, name: str, usual: Choice) -> Any:
        """Return what a page remembers under a name; the usual value where it remembers nothing of that kind."""
        value = self.choices.get(name, usual)
        number = (int, float)
        alike = type(value) is type(usual) or (
            isinstance(value, number) and isinstance(usual, number) and bool not in (type(value), type(usual))
        )
        return value if alike else usual

    def with_choice(self, name: str, value: Choice | None) -> Self:
        """Return the scenario with one choice remembered, or forgotten (None)."""
        rest = {key: kept for key, kept in self.choices.items() if key != name}
        return self.but(choices=rest if value is None else {**rest, name: value})
