"""Is a plan sound? Nothing empty, contradictory or unsafe, checked over all combinations."""

from collections.abc import Iterator
from itertools import combinations, product

from toolkit.content.exercises import exercises
from toolkit.content.fault import Fault
from toolkit.content.plan_items import Level, Topic, plan_items
from toolkit.content.running import running
from toolkit.content.words import words
from toolkit.plans.composition import make_plan
from toolkit.plans.conditions import CONDITIONS
from toolkit.plans.deficit import Deficit
from toolkit.plans.plan import Plan
from toolkit.plans.running_rules import Answer
from toolkit.plans.scales import Severity, Trend
from toolkit.plans.situation import Situation

_BAD_NERVE = Deficit(root="L5", modality="motor", mrc=3, change="worse")
_SMALL_SIGN = Deficit(root="S1", modality="reflex", change="stable")


def unsound(plan: Plan) -> tuple[str, ...]:
    """Return what is wrong with a plan, in words; nothing when it is sound.

    >>> unsound(make_plan(Situation(belief={"radicular": 0.6, "bone_stress": 0.4}, severity="mild")))
    ()
    """
    return (*_empty(plan), *_contradictory(plan), *_unsafe(plan))


def _empty(plan: Plan) -> Iterator[str]:
    topics = {item.topic for item in plan.now}
    if Topic.SAFETY_NET not in topics or not plan.safety_net:
        yield "no safety-net words"
    if Topic.EXPLAIN not in topics:
        yield "nothing is explained"
    if Topic.ASSESSMENT not in topics and plan.phase.value in {"settle", "explore", "rebuild"}:
        yield "no assessment"
    if not plan.stops_everything and not topics & {
        Topic.ACTIVITY,
        Topic.WALKING,
        Topic.LOADING,
        Topic.RUNNING,
    }:
        yield "nothing is said of activity"
    if plan.stops_everything and not topics & {Topic.EMERGENCY, Topic.REFERRAL}:
        yield "an urgent concern without a referral"
    if plan.review_weeks <= 0:
        yield "no date to look again"


def _contradictory(plan: Plan) -> Iterator[str]:
    contents = plan_items()
    for item in plan.now:
        for other in contents[item.id].against:
            if other in plan.now_ids:
                yield f"'{item.id}' and '{other}' stand together"
    runs = [item.id for item in plan.now if item.topic is Topic.RUNNING]
    if runs and plan.running is not Answer.YES:
        yield f"'{runs[0]}' stands although the rule says '{plan.running.value}'"


def _not_stopped(plan: Plan) -> Iterator[str]:
    loads = [item.id for item in plan.items if item.topic.loads]
    if loads:
        yield f"'{loads[0]}' stands at level '{plan.level.value}'"
    if plan.running is not Answer.NO:
        yield f"running is not refused at level '{plan.level.value}'"
    if len(plan.phases) > 1:
        yield f"a later phase is promised at level '{plan.level.value}'"


def _bone(plan: Plan) -> Iterator[str]:
    if plan.running is not Answer.NO:
        yield "a suspected bone may run"
    if any(item.topic in {Topic.LOADING, Topic.RUNNING, Topic.WALKING} for item in plan.now):
        yield "a suspected bone is loaded"
    if "image_bone" not in plan.now_ids:
        yield "a suspected bone is not imaged"


def _unsafe(plan: Plan) -> Iterator[str]:
    if plan.stops_everything:
        yield from _not_stopped(plan)
    if "bone_stress" in plan.types:
        yield from _bone(plan)
    if plan.situation.deficits and "chart_deficits" not in plan.now_ids:
        yield "a deficit is not charted"
    own = exercises().exercises
    for item in plan.items:
        if item.exercise and any(set(n.types) & set(plan.types) for n in own[item.exercise].not_for):
            yield f"'{item.id}' stands although a possible type rules it out"


def situations() -> Iterator[Situation]:
    """Yield every combination that is checked.

    Each type alone and each pair of types, with every severity, level of concern and trend, and with no
    deficit, a small stable one, and a large growing one.
    """
    alone = [{type_id: 0.8} for type_id in words().types]
    pairs = [{a: 0.5, b: 0.4} for a, b in combinations(words().types, 2)]
    deficits = ((), (_SMALL_SIGN,), (_BAD_NERVE,))
    steps = product([*alone, *pairs], Severity, Level, Trend, deficits)
    for belief, severity, level, trend, found in steps:
        mild = severity <= Severity.MILD
        yield Situation(
            belief=belief,
            severity=severity,
            level=level,
            trend=trend,
            deficits=found,
            deficits_assessed=bool(found),
            daily_activities_normal=mild,
            brisk_walk_free=mild,
        )


def check_plans(every: int = 1) -> list[Fault]:
    """Prove by enumeration that no combination gives an empty, contradictory or unsafe plan.

    Args:
        every: check each, or only every n-th combination.

    Returns:
        One fault for each thing wrong in the content or in a plan; empty when all is well.
    """
    faults = [Fault("plans", 0, what, "Mend the content files.") for what in loose_ends()]
    if faults:
        return faults
    seen: set[str] = set()
    for index, situation in enumerate(situations()):
        if index % every:
            continue
        for what in unsound(make_plan(situation)):
            if what not in seen:
                seen.add(what)
                where = f"{dict(situation.belief)}, {situation.severity}, {situation.level}"
                faults.append(Fault("plans", 0, f"With {where}: {what}.", "Mend data/plan_items."))
    return faults


def loose_ends() -> Iterator[str]:
    """Yield names in the plans' content that lead nowhere, and types that are forgotten."""
    types = set(words().types)
    for key, item in plan_items().items():
        named = {*item.serves.types, *(t for r in item.ruled_out_by for t in r.types)}
        conditions = {
            *item.serves.when,
            *item.only_when,
            *item.gates,
            *(w for r in item.ruled_out_by for w in r.when),
        }
        yield from (f"The item '{key}' names the unknown type '{t}'." for t in sorted(named - types))
        unknown = sorted(conditions - CONDITIONS.keys())
        yield from (f"The item '{key}' names the unknown condition '{c}'." for c in unknown)
        others = sorted(set(item.against) - plan_items().keys())
        yield from (f"The item '{key}' names the unknown item '{o}'." for o in others)
        if item.exercise and item.exercise not in exercises().exercises:
            yield f"The item '{key}' names the unknown exercise '{item.exercise}'."
    for key, exercise in exercises().exercises.items():
        named = {t for n in exercise.not_for for t in n.types} | {t for c in exercise.care for t in c.types}
        asked = {w for n in exercise.not_for for w in n.when} | {w for c in exercise.care for w in c.when}
        yield from (f"The exercise '{key}' names the unknown type '{t}'." for t in sorted(named - types))
        unknown = sorted(asked - CONDITIONS.keys())
        yield from (f"The exercise '{key}' names the unknown condition '{w}'." for w in unknown)
        absent = sorted(set(exercise.needs) - exercises().exercises.keys())
        yield from (f"The exercise '{key}' needs the unknown '{n}'." for n in absent)
    for type_id in sorted(types - running().types.keys()):
        yield f"data/running.yaml has no rules for the type '{type_id}'."
    for type_id, own in running().types.items():
        yield from (
            f"'{type_id}' in data/running.yaml names the unknown rule '{r}'."
            for r in own.rules
            if r not in running().rules
        )
