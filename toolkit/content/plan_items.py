"""What a plan may hold: `data/plan_items/*.yaml`, one file for each group of items."""

from enum import StrEnum
from functools import cache

from pydantic import Field

from toolkit.content.fault import ContentError, Fault
from toolkit.content.ordered import Ordered
from toolkit.content.place import data_dir
from toolkit.content.quantity import Id, Mark, Quantity, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Phase(Ordered):
    """The phases of a plan, in order.

    >>> Phase.SETTLE < Phase.STAY_WELL
    True
    """

    SETTLE = "settle"
    EXPLORE = "explore"
    REBUILD = "rebuild"
    RETURN_TO_RUNNING = "return_to_running"
    STAY_WELL = "stay_well"


class Level(Ordered):
    """Levels of concern, in order.

    >>> max([Level.NONE, Level.SAME_DAY, Level.CONTEXT]).value
    'same_day'
    """

    NONE = "none"
    CONTEXT = "context"
    WATCH = "watch"
    URGENT = "urgent"
    SAME_DAY = "same_day"

    @property
    def words(self) -> str:
        """The level in words."""
        return {
            "none": "no concern recorded",
            "context": "context only",
            "watch": "watch and test again",
            "urgent": "urgent",
            "same_day": "same-day emergency",
        }[self.value]


class Topic(StrEnum):
    """What kind of thing an item is."""

    EMERGENCY = "emergency"
    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    SAFETY_NET = "safety_net"
    EXPLAIN = "explain"
    ACTIVITY = "activity"
    EASE = "ease"
    MEDICINE = "medicine"
    IMAGING = "imaging"
    SPECIALIST = "specialist"
    EXERCISE = "exercise"
    LOADING = "loading"
    WALKING = "walking"
    RUNNING = "running"
    FACTOR = "factor"

    @property
    def loads(self) -> bool:
        """Whether an item of this kind asks the body to do something more."""
        return self in {Topic.EXERCISE, Topic.LOADING, Topic.WALKING, Topic.RUNNING}


class Serves(Strict):
    """What puts an item on the plan: any one of these is enough.

    Attributes:
        everyone: it stands on every plan.
        types: pain types that are possible.
        factors: factors that are present.
        when: named conditions of the situation (`toolkit.plans.conditions`).
    """

    everyone: bool = False
    types: tuple[Id, ...] = ()
    factors: tuple[Id, ...] = ()
    when: tuple[Id, ...] = ()


class RuledOut(Strict):
    """What keeps an item off the plan: a possible pain type or a named condition, and why."""

    types: tuple[Id, ...] = ()
    when: tuple[Id, ...] = ()
    why: Text


class PlanItem(Strict):
    """One thing that a plan may hold.

    Attributes:
        phase: when it begins.
        until: the last phase in which it still stands.
        topic: what kind of thing it is.
        what: for the clinician; `patient`: the same in plain words; `short`: in a few words, for what is safe
            to do; empty where the item is nothing that a person does.
        dose: how much, where there is a dose.
        serves: what puts it on the plan; `only_when`: conditions that must all hold besides;
            `gates`: conditions that it waits for, shown as waiting until they hold.
        ruled_out_by: what keeps it off.
        why: the reason that always holds.
        up_to: the highest level of concern at which it still stands.
        from_level: the lowest level of concern at which it stands.
        review_weeks: when to look at it again; `stop`: when to stop.
        against: ids of items that may never stand beside it in the same phase.
        sheet: whether it stands on the patient's sheet.
        exercise: id in `exercises.yaml`, where the item is one of them.
        cites: statements of the article; `source`: where it rests; `hedge`: how sure it is.
    """

    phase: Phase
    until: Phase
    topic: Topic
    what: Text
    patient: Text
    short: str = ""
    dose: str = ""
    serves: Serves
    only_when: tuple[Id, ...] = ()
    gates: tuple[Id, ...] = ()
    ruled_out_by: tuple[RuledOut, ...] = ()
    why: Text
    up_to: Level = Level.WATCH
    from_level: Level = Level.NONE
    review_weeks: Quantity | None = None
    stop: str = ""
    against: tuple[Id, ...] = ()
    exercise: Id | None = None
    cites: tuple[Source, ...] = ()
    source: Source
    sheet: bool = True
    mark: Mark | None = None
    hedge: str = ""
    reviewed_by: str | None = None

    @property
    def shown_mark(self) -> Mark:
        """The mark beside the item: its own, else borrowed from evidence or chosen for teaching."""
        return self.mark or (Mark.BORROWED if self.source.startswith("evidence:") else Mark.TEACHING)


class PlanItemFile(Strict):
    """One group of items."""

    title: Text
    items: dict[Id, PlanItem] = Field(min_length=1)


@cache
def plan_items() -> dict[str, PlanItem]:
    """Return every item by id, in the order of the files and of their lines.

    Raises:
        ContentError: a file is wrong, or an id stands twice.
    """
    items: dict[str, PlanItem] = {}
    faults: list[Fault] = []
    for path in sorted((data_dir() / "plan_items").glob("*.yaml")):
        name = f"plan_items/{path.name}"
        for key, item in read_yaml(path, PlanItemFile).items.items():
            if key in items:
                faults.append(Fault(name, 0, f"The item '{key}' stands in two files.", "Rename one of them."))
            if item.until.order < item.phase.order:
                faults.append(Fault(name, 0, f"The item '{key}' ends before it begins.", "Mend 'until'."))
            if item.topic.loads and item.up_to > Level.WATCH:
                faults.append(
                    Fault(
                        name, 0, f"The item '{key}' loads the body at level '{item.up_to}'.", "Lower 'up_to'."
                    )
                )
            items[key] = item
    if faults:
        raise ContentError(faults)
    return items
