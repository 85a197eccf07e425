"""The list of what happened, as a person edits it: add, change, move, remove, undo, redo."""

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.history.events import Event

_MOST_STEPS = 100


@dataclass(frozen=True)
class Timeline:
    """A list of events with what was before and what was undone; every step returns a new timeline.

    Attributes:
        events: what happened now, in the order of weeks.
        earlier, undone: lists to go back to and forward to, the nearest last.

    >>> from toolkit.history.events import LongRun, Race
    >>> timeline = Timeline.of([LongRun(week=-3)]).add(Race(week=-6)).move(0, -8)
    >>> [event.week for event in timeline.events], [event.week for event in timeline.undo().undo().events]
    ([-8, -3], [-3])
    """

    events: tuple[Event, ...] = ()
    earlier: tuple[tuple[Event, ...], ...] = ()
    undone: tuple[tuple[Event, ...], ...] = ()

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Timeline":
        """Return a timeline with nothing to undo."""
        return cls(_sorted(events))

    def add(self, event: Event) -> "Timeline":
        """Add one event."""
        return self.set_all((*self.events, event))

    def change(self, index: int, event: Event) -> "Timeline":
        """Put another event in the place of one.

        Raises:
            IndexError: there is no event with this index.
        """
        self._known(index)
        return self.set_all((*self.events[:index], event, *self.events[index + 1 :]))

    def move(self, index: int, week: int) -> "Timeline":
        """Move one event to another week; an impossible week raises an `EventError`."""
        self._known(index)
        return self.change(index, self.events[index].moved(week))

    def remove(self, index: int) -> "Timeline":
        """Take one event away.

        Raises:
            IndexError: there is no event with this index.
        """
        self._known(index)
        return self.set_all((*self.events[:index], *self.events[index + 1 :]))

    def set_all(self, events: Iterable[Event]) -> "Timeline":
        """Put another list in place; a list that is the same is no step."""
        new = _sorted(events)
        if new == self.events:
            return self
        return Timeline(new, (*self.earlier, self.events)[-_MOST_STEPS:])

    def undo(self) -> "Timeline":
        """Take the last step back; without one, stay."""
        if not self.earlier:
            return self
        return Timeline(self.earlier[-1], self.earlier[:-1], (*self.undone, self.events))

    def redo(self) -> "Timeline":
        """Do again what was undone; without such, stay."""
        if not self.undone:
            return self
        return Timeline(self.undone[-1], (*self.earlier, self.events), self.undone[:-1])

    def _known(self, index: int) -> None:
        if not 0 <= index < len(self.events):
            raise IndexError(f"There are {len(self.events)} events; there is none with the index {index}.")


def _sorted(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: (event.week, event.kind)))
