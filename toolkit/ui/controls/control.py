"""The kinds of control a person can touch, each with the values that it may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Protocol


class Control(Protocol):
    """What a group needs of a control."""

    @property
    def id(self) -> str:
        """The control's name in its group; empty for a heading or a note."""

    def spec(self) -> dict[str, Any]:
        """Describe the control to the browser."""

    def accept(self, value: Any) -> Any:
        """Return a value that the control can have; raise ValueError for one that it cannot."""


@dataclass(frozen=True)
class Range:
    """A slider with a number beside it.

    >>> Range("hours", "Hours lost a night", 0, 4, 0.5, unit="h").accept(2.6)
    2.5
    """

    id: str
    label: str
    low: float
    high: float
    step: float
    unit: str = ""
    hint: str = ""
    symbol: str = ""
    colour: str = ""

    def spec(self) -> dict[str, Any]:
        """Describe the slider to the browser."""
        return {
            "kind": "range",
            "id": self.id,
            "label": self.label,
            "min": self.low,
            "max": self.high,
            "step": self.step,
            "unit": self.unit,
            "hint": self.hint,
            "symbol": self.symbol,
            "colour": self.colour,
        }

    def accept(self, value: Any) -> float:
        """Return the nearest value on the slider."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise ValueError(f"{self.label} takes a number from {self.low:g} to {self.high:g}.")
        inside = min(self.high, max(self.low, float(value)))
        steps = round((inside - self.low) / self.step)
        return min(self.high, round(self.low + steps * self.step, 6))


@dataclass(frozen=True)
class Option:
    """One choice of several."""

    value: str
    label: str
    title: str = ""


@dataclass(frozen=True)
class Choice:
    """One of several: as segments side by side, or as a list.

    >>> Choice("side", "Side", (Option("left", "Left"), Option("right", "Right"))).accept("up")
    Traceback (most recent call last):
    ...
    ValueError: Side takes one of: Left, Right.
    """

    id: str
    label: str
    options: Sequence[Option]
    style: str = "segments"
    stacked: bool = False
    hint: str = ""
    aside: str = ""
    symbol: str = ""
    colour: str = ""

    def spec(self) -> dict[str, Any]:
        """Describe the choice to the browser."""
        return {
            "kind": self.style,
            "id": self.id,
            "label": self.label,
            "options": [{"value": o.value, "label": o.label, "title": o.title} for o in self.options],
            "stacked": self.stacked,
            "hint": self.hint,
            "aside": self.aside,
            "symbol": self.symbol,
            "colour": self.colour,
        }

    def accept(self, value: Any) -> str:
        """Return the chosen value."""
        if value not in [option.value for option in self.options]:
            raise ValueError(f"{self.label} takes one of: {', '.join(o.label for o in self.options)}.")
        return str(value)


@dataclass(frozen=True)
class Toggle:
    """On or off."""

    id: str
    label: str
    aside: str = ""
    symbol: str = ""
    colour: str = ""

    def spec(self) -> dict[str, Any]:
        """Describe the box to the browser."""
        return {
            "kind": "toggle",
            "id": self.id,
            "label": self.label,
            "aside": self.aside,
            "symbol": self.symbol,
            "colour": self.colour,
        }

    def accept(self, value: Any) -> bool:
        """Return on or off."""
        if not isinstance(value, bool):
            raise ValueError(f"{self.label} is either on or off.")  # noqa: TRY004
        return value


@dataclass(frozen=True)
class Line:
    r"""A line of text, or several.

    Attributes:
        most: the longest, in characters.
        rows: 1 for a line, more for a field of several.
        example: shown while it is empty.

    >>> Line("title", "Title", 20).accept("  Two\x00 words ")
    'Two words'
    """

    id: str
    label: str
    most: int
    rows: int = 1
    example: str = ""
    hint: str = ""

    def spec(self) -> dict[str, Any]:
        """Describe the field to the browser."""
        return {
            "kind": "line",
            "id": self.id,
            "label": self.label,
            "most": self.most,
            "rows": self.rows if self.rows > 1 else "",
            "example": self.example,
            "hint": self.hint,
        }

    def accept(self, value: Any) -> str:
        """Return the text, cut to its longest, without control characters."""
        if not isinstance(value, str):
            raise ValueError(f"{self.label} takes words.")  # noqa: TRY004
        plain = "".join(sign for sign in value if sign.isprintable() or sign == "\n")
        if self.rows == 1:
            plain = " ".join(plain.split())
        return plain.strip()[: self.most]


@dataclass(frozen=True)
class Buttons:
    """A row of buttons; the first may be the main one."""

    id: str
    options: Sequence[Option]
    primary: str = ""

    def spec(self) -> dict[str, Any]:
        """Describe the buttons to the browser."""
        options = [
            {"value": o.value, "label": o.label, "primary": o.value == self.primary} for o in self.options
        ]
        return {"kind": "buttons", "id": self.id, "options": options}

    def accept(self, value: Any) -> str:
        """Return the pressed button's name."""
        if value not in [option.value for option in self.options]:
            raise ValueError("There is no such button.")
        return str(value)


@dataclass(frozen=True)
class Words:
    """A heading, a note, or the start or end of a fold: nothing to set.

    Attributes:
        kind: 'heading', 'note', 'fold' or 'end'.
        aside: a few words at the end of the line.
        id: for a fold whose aside changes with the values: they hold it under this name.
        group: folds of one group open one at a time.
    """

    kind: str
    label: str = ""
    aside: str = ""
    symbol: str = ""
    colour: str = ""
    open: bool = False
    id: str = ""
    group: str = ""

    def spec(self) -> dict[str, Any]:
        """Describe the words to the browser."""
        return {
            "kind": self.kind,
            "id": self.id,
            "label": self.label,
            "aside": self.aside,
            "symbol": self.symbol,
            "colour": self.colour,
            "open": self.open,
            "group": self.group,
        }

    def accept(self, value: Any) -> Any:
        """Refuse: words cannot be set."""
        raise ValueError(f"{value!r} cannot be set on a heading.")
