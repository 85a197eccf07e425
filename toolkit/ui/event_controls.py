"""The controls of one event of a history, in a fold of its own."""

from typing import Any

from toolkit.figures.history_figure import marked
from toolkit.history import Event
from toolkit.ui.controls import Buttons, Control, Option, Range, Words


def event_controls(index: int, event: Event, weeks: int) -> list[Control]:
    """Return an event's controls; their ids begin with 'e' and its place.

    Args:
        index: its place, from 0.
        event: the event.
        weeks: length of the history.
    """
    sign = marked(event)
    controls: list[Control] = [
        Words(
            "fold",
            event.about().label,
            symbol=sign.symbol,
            colour=sign.colour,
            open=index == 0,
            id=f"e{index}_when",
        )
    ]
    for field, control in event.controls().items():
        # An event before the first week shown keeps its week; elsewhere the slider ends with the history.
        low = min(max(control.low, -weeks), event.week) if field == "week" else control.low
        controls.append(
            Range(
                f"e{index}_{field}",
                control.label,
                low,
                control.high,
                control.step,
                unit=control.unit,
                hint=control.help,
            )
        )
    controls += [Buttons(f"e{index}_remove", (Option("remove", "Take it out"),)), Words("end")]
    return controls


def event_values(index: int, event: Event) -> dict[str, Any]:
    """Return the values of an event's controls."""
    values = {f"e{index}_{field}": getattr(event, field) for field in event.controls()}
    return {**values, f"e{index}_when": f"week −{-event.week}"}
