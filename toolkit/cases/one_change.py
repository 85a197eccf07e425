"""What could have been different in a story: an event left out or halved, or longer nights."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from toolkit.cases.story import Story
from toolkit.factors import Change, CombinedFactorModel, Twins, twins
from toolkit.history import EVENTS, Event, Runner

_SIZE_OF = {
    "training_spike": "percent",
    "long_run": "percent",
    "heavy_block": "percent",
    "training_break": "weeks",
    "stress_period": "points",
    "short_nights": "hours",
    "illness": "days",
    "strength_start": "sessions",
}
"""What is halved in an event; the others have no one size."""

MORE_SLEEP_H = 1.0
"""The change of habit that is offered beside the events."""


@dataclass(frozen=True)
class OneChange:
    """One thing that could have been different.

    Attributes:
        id: its name in an address.
        label: in words, after 'Same runner,'.
        events: of the second life.
        runner: other habits of the runner in the second life.
    """

    id: str
    label: str
    events: tuple[Event, ...]
    runner: tuple[tuple[str, Any], ...] = field(default=())


def changes_of(story: Story) -> tuple[OneChange, ...]:
    """Return what can be changed in a story; nothing in an imported log, which cannot be lived again.

    >>> from toolkit.cases import Scenario, story_of
    >>> [change.label for change in changes_of(story_of(Scenario()))][:3]
    ['without the break from running', 'half the break from running', 'without the stressful weeks']
    """
    if story.imported:
        return ()
    changes = []
    for at, event in enumerate(story.events):
        name = f"the {event.label.lower().removeprefix('one ')}"
        rest = story.events[:at], story.events[at + 1 :]
        changes.append(OneChange(f"without_{at}", f"without {name}", (*rest[0], *rest[1])))
        halved = _halved(event)
        if halved is not None:
            changes.append(OneChange(f"half_{at}", f"half {name}", (*rest[0], halved, *rest[1])))
    hours = min(story.runner.sleep_h + MORE_SLEEP_H, Runner.controls()["sleep_h"].high)
    longer = (("sleep_h", round(hours, 1)),)
    return (*changes, OneChange("sleep", "an hour more sleep each night", story.events, longer))


def twins_of(story: Story, change: OneChange) -> Twins:
    """Live a story's runner again in 200 pairs of lives: as it was, and with one change; same luck.

    Args:
        story: whose.
        change: one of `changes_of(story)`.
    """
    model = story.model
    lived = (story.runner, story.events, story.seed, story.diary.days // 7)
    return _twins(lived, change, (model.rival.value, model.off, tuple(sorted(model.dials.items()))))


@lru_cache(maxsize=16)
def _twins(
    lived: tuple[Runner, tuple[Event, ...], int, int], change: OneChange, chosen: tuple[Any, ...]
) -> Twins:
    runner, events, seed, weeks = lived
    rival, off, dials = chosen
    model = CombinedFactorModel(rival, off, dials=dict(dials))
    # Longer nights are a change of the runner; all else is told by the second life's events.
    second = Change(runner=dict(change.runner)) if change.runner else change.events
    return twins(runner, events, second, seed=seed, weeks=weeks, model=model)


def _halved(event: Event) -> Event | None:
    size = _SIZE_OF.get(event.kind)
    if size is None:
        return None
    values = event.to_dict()
    half = values[size] / 2
    step = event.controls()[size].step
    values[size] = (
        int(half) if isinstance(getattr(EVENTS[event.kind](), size), int) else round(half / step) * step
    )
    kind = values.pop("kind")
    return EVENTS[kind](**values) if values[size] > 0 else None
