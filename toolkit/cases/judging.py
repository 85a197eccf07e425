"""What each plan item was in this case: critical, recommended, neutral, unnecessary or harmful."""

from dataclasses import dataclass
from typing import Literal

from toolkit.cases.case import Case
from toolkit.content.clinic import clinic
from toolkit.content.plan_items import PlanItem, Topic, plan_items
from toolkit.plans import Answer, Plan

Worth = Literal["critical", "recommended", "neutral", "unnecessary", "harmful"]


@dataclass(frozen=True)
class Verdict:
    """One plan item in one case.

    Attributes:
        item, what: the item.
        worth: what it was.
        why: the reasons, from the plan of somebody who asked everything.
        chosen: whether the student chose it.
    """

    item: str
    what: str
    worth: Worth
    why: tuple[str, ...]
    chosen: bool


def judge(case: Case, plan: Plan, chosen: frozenset[str]) -> tuple[Verdict, ...]:
    """Judge every plan item by the plan of somebody who asked everything, and by what the case file says.

    Args:
        case: whose file may judge otherwise.
        plan: `case.plan(case.found(visit))`.
        chosen: the student's items.

    >>> from toolkit.cases.case import load_case
    >>> case = load_case("cannot_feel_paper")
    >>> {v.item: v.worth for v in judge(case, case.plan(case.found()), frozenset())}["emergency_now"]
    'critical'
    """
    verdicts = []
    left = {each.id: each.why for each in plan.left_out}
    reasons = {item.id: tuple(reason.text for reason in item.why) for item in plan.items}
    for key, item in plan_items().items():
        worth, why = _worth(key, item, plan, left)
        for own in ("critical", "recommended", "unnecessary", "harmful"):
            if key in getattr(case.actions, own):
                worth, why = own, ("The author of this case says so.",)
        verdicts.append(Verdict(key, item.what, worth, why or reasons.get(key, ()), key in chosen))
    return tuple(verdicts)


def _worth(
    key: str, item: PlanItem, plan: Plan, left: dict[str, tuple[str, ...]]
) -> tuple[Worth, tuple[str, ...]]:
    rules = clinic()
    if key in plan.now_ids:
        critical = item.topic in rules.critical_topics or key in rules.critical_items
        return ("critical" if critical else "recommended"), ()
    if item.topic.loads and plan.stops_everything:
        return "harmful", ("The level of concern stops every exercise and every run.", *plan.level_reasons)
    if item.topic.loads and key in left:
        return "harmful", left[key]
    if item.topic is Topic.RUNNING and plan.running is not Answer.YES and key not in plan.ids:
        return "harmful", (f"Running now: {plan.running.words}.",)
    return _beside(key, item, plan, left)


def _beside(
    key: str, item: PlanItem, plan: Plan, left: dict[str, tuple[str, ...]]
) -> tuple[Worth, tuple[str, ...]]:
    """Judge what the plan does not hold now, and what does no harm."""
    if key in plan.ids:
        return "neutral", ("It comes later.",)
    if key in clinic().slow_items and plan.level.value == "same_day":
        return "neutral", ("It comes too late here: the same day is called for.",)
    if item.topic in clinic().needless_topics:
        return "unnecessary", left.get(key, ("Nothing in this case calls for it.",))
    return "neutral", ()
