"""The exercises in order, each with whether it is due for this situation and why not."""

from dataclasses import dataclass
from typing import Literal

from toolkit.content.exercises import Exercise, exercises
from toolkit.content.place import data_dir
from toolkit.content.plan_items import plan_items
from toolkit.plans.composition import make_plan
from toolkit.plans.plan import Plan
from toolkit.plans.situation import Situation


@dataclass(frozen=True)
class ExerciseState:
    """One exercise or position for one situation.

    Attributes:
        state: 'now', 'waiting', 'later', 'ruled_out', or 'not_called_for'.
        why: reasons, for waiting or for ruling out.
        care: how to take care.
    """

    id: str
    exercise: Exercise
    state: Literal["now", "waiting", "later", "ruled_out", "not_called_for"]
    why: tuple[str, ...]
    care: tuple[str, ...]


def exercise_states(situation: Situation | Plan) -> tuple[ExerciseState, ...]:
    """Return the two positions and the five movements, in the article's order.

    >>> states = exercise_states(Situation(belief={"referred": 0.8}, severity="moderate"))
    >>> [(s.id, s.state) for s in states if s.exercise.kind == "movement"][:3]
    [('cat_camel', 'now'), ('knee_rolls', 'now'), ('prone_extension', 'waiting')]
    """
    plan = make_plan(situation) if isinstance(situation, Situation) else situation
    items = {i.exercise: i for i in plan.items if i.exercise}
    item_ids = {item.exercise: key for key, item in plan_items().items() if item.exercise}
    out = {left.id: left for left in plan.left_out}
    states = []
    for key, exercise in sorted(exercises().exercises.items(), key=lambda pair: pair[1].order):
        item = items.get(key)
        left = out.get(item_ids.get(key, ""))
        if item is not None:
            states.append(ExerciseState(key, exercise, item.state, item.waits_for, item.care))
        elif left is not None:
            states.append(ExerciseState(key, exercise, "ruled_out", left.why, ()))
        else:
            states.append(ExerciseState(key, exercise, "not_called_for", (), ()))
    return tuple(states)


def drawing(exercise_id: str) -> str:
    """Return an exercise's drawing as SVG text; its poses are the groups 'pose1', 'pose2' and so on.

    Raises:
        ValueError: an unknown exercise.

    >>> drawing("cat_camel").lstrip().startswith("<svg")
    True
    """
    known = exercises().exercises
    if exercise_id not in known:
        raise ValueError(f"No exercise is called '{exercise_id}'. Known are {', '.join(known)}.")
    return (data_dir() / "drawings" / known[exercise_id].drawing).read_text(encoding="utf-8")
