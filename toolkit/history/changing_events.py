"""A list of events after one of their controls was set."""

from typing import Any

from toolkit.history.events import EVENTS, Event


def with_event(events: list[Event], name: str, value: Any) -> list[Event]:
    """Return the events after one of these controls was set, or 'take it out' was pressed.

    >>> from toolkit.history import ShortNights
    >>> with_event([ShortNights(week=-4)], "e0_week", -3.0)[0].week
    -3
    >>> with_event([ShortNights(week=-4)], "e0_remove", "remove")
    []
    """
    at, _, field = name[1:].partition("_")
    index = int(at)
    if field == "remove":
        return [event for place, event in enumerate(events) if place != index]
    values = events[index].to_dict() | {field: value}
    kind = EVENTS[values.pop("kind")]
    whole = {f: int(v) if isinstance(getattr(kind(), f), int) else v for f, v in values.items()}
    return [kind(**whole) if place == index else event for place, event in enumerate(events)]
