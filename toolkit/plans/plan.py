"""The plan as a plain value: phases, items with their reasons, and what was left out and why."""

from dataclasses import dataclass
from typing import Literal

from toolkit.content.plan_items import Level, Phase, Topic
from toolkit.content.quantity import Mark
from toolkit.plans.mixed_belief import MixedBelief
from toolkit.plans.running_rules import Answer
from toolkit.plans.situation import Situation

State = Literal["now", "waiting", "later"]


@dataclass(frozen=True)
class Reason:
    """Why an item is on the plan: a pain type, a factor, a finding, a level, or the item's own reason."""

    kind: Literal["type", "factor", "finding", "level", "item"]
    id: str
    text: str


@dataclass(frozen=True)
class PlannedItem:
    """One item of a plan.

    Attributes:
        state: 'now', 'waiting' (due, but a gate is shut) or 'later' (a later phase).
        why: the reasons, the item's own last.
        waits_for: what it waits for, in words.
        care: how to take care with it in this situation.
        review_weeks: when to look at it again, in weeks from today.
        sheet: whether it stands on the patient's sheet.
    """

    id: str
    phase: Phase
    topic: Topic
    state: State
    what: str
    patient: str
    dose: str
    why: tuple[Reason, ...]
    waits_for: tuple[str, ...]
    care: tuple[str, ...]
    review_weeks: float | None
    stop: str
    exercise: str | None
    source: str
    cites: tuple[str, ...]
    mark: Mark
    hedge: str
    sheet: bool
    reviewed_by: str | None


@dataclass(frozen=True)
class LeftOut:
    """One item that this situation rules out, with the reasons; `by_level`: only the level of concern does."""

    id: str
    topic: Topic
    what: str
    why: tuple[str, ...]
    by_level: bool = False


@dataclass(frozen=True)
class PlannedPhase:
    """One phase: its gate, whether it is now, and what of the gate is still open."""

    id: Phase
    title: str
    aim: str
    gate: str
    gate_source: str
    state: Literal["passed", "now", "later"]
    still_open: tuple[str, ...]
    items: tuple[PlannedItem, ...]


@dataclass(frozen=True)
class Plan:
    """One runner's plan.

    Attributes:
        situation: what it was made from.
        level, level_reasons: level of concern in force, and why.
        phase: where the runner stands.
        phases: all five with their items; only the present one where the level stops everything else.
        left_out: what was ruled out, and why.
        types: pain types that were planned for, likeliest first.
        running: the answer to 'may I run now?' as far as the situation tells, with the ids of its rules.
        mixed: what to do about a belief in more than one type.
        tensions: ids of places where a guideline and the article differ on this plan.
        safety_net: words that are always handed over.
        review_weeks: when to look at the whole again, in weeks: the one date of the plan. No date of `mixed`
            is later, and no item's that is due now.
    """

    situation: Situation
    level: Level
    level_reasons: tuple[str, ...]
    phase: Phase
    phases: tuple[PlannedPhase, ...]
    left_out: tuple[LeftOut, ...]
    types: tuple[str, ...]
    running: Answer
    running_rules: tuple[str, ...]
    mixed: MixedBelief | None
    tensions: tuple[str, ...]
    safety_net: tuple[str, ...]
    review_weeks: float

    @property
    def items(self) -> tuple[PlannedItem, ...]:
        """All items, phase by phase."""
        return tuple(item for phase in self.phases for item in phase.items)

    @property
    def now(self) -> tuple[PlannedItem, ...]:
        """What is to be done now."""
        return tuple(item for item in self.items if item.state == "now")

    @property
    def ids(self) -> frozenset[str]:
        """Ids of all items, now and later."""
        return frozenset(item.id for item in self.items)

    @property
    def now_ids(self) -> frozenset[str]:
        """Ids of what is to be done now."""
        return frozenset(item.id for item in self.now)

    @property
    def level_words(self) -> str:
        """The level of concern in words; 'not known yet' while everybody's questions are open."""
        return self.situation.level_words(self.level)

    @property
    def stops_everything(self) -> bool:
        """Whether the level of concern stops exercise and running."""
        return self.level >= Level.URGENT

    def item(self, item_id: str) -> PlannedItem:
        """Return one item.

        Raises:
            KeyError: the plan does not hold it.
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(f"The plan does not hold '{item_id}'.")
