"""Compose a plan: each item asks whether it is called for, ruled out, due, or waiting."""

from toolkit.content.exercises import exercises
from toolkit.content.plan_items import Level, Phase, PlanItem, Topic, plan_items
from toolkit.content.plan_settings import plan_settings, tensions
from toolkit.content.running import running
from toolkit.content.words import words
from toolkit.plans.conditions import holds
from toolkit.plans.mixed_belief import mixed_belief
from toolkit.plans.names import type_name
from toolkit.plans.plan import LeftOut, Plan, PlannedItem, PlannedPhase, Reason
from toolkit.plans.running_rules import Answer, blocking
from toolkit.plans.situation import Situation
from toolkit.plans.standing import Standing

_TOPICS = list(Topic)


def make_plan(situation: Situation) -> Plan:
    """Compose one runner's plan.

    A level of concern of 'urgent' or 'same_day' stops every exercise, every load and every run. Items
    come from all types that are possible, not only the likeliest; what any of them rules out is left
    out, with the reason. Everything comes from `data/plan_items`.

    >>> plan = make_plan(Situation(belief={"radicular": 0.8}, severity="severe"))
    >>> plan.phase.value, plan.running.value, "modify_and_rest" in plan.now_ids
    ('settle', 'no', True)
    >>> "cat_camel" in plan.now_ids
    False
    """
    standing = Standing(situation)
    phase = due_phase(standing)
    stops = standing.level >= Level.URGENT
    items: list[PlannedItem] = []
    left_out: list[LeftOut] = []
    for key, item in plan_items().items():
        reasons = called_for(item, standing)
        if not reasons or item.until < phase:
            continue
        forbidden = ruled_out(item, standing)
        later = item.phase > phase
        if standing.level > item.up_to:
            if item.from_level == Level.NONE:  # a milder step of the same ladder is replaced, not left out
                why = f"The level of concern is '{standing.level_words}'."
                left_out.append(LeftOut(key, item.topic, item.what, (why,), by_level=True))
        elif forbidden.for_good or (forbidden.for_now and not (later and item.topic.loads)):
            left_out.append(LeftOut(key, item.topic, item.what, (*forbidden.for_good, *forbidden.for_now)))
        elif not (stops and later):
            items.append(_planned(key, item, reasons, forbidden.for_now, later=later, standing=standing))
    rules = blocking(standing)
    reviews = [i.review_weeks for i in items if i.state == "now" and i.review_weeks is not None]
    early = plan_settings().thresholds.early_weeks.value
    mixed = mixed_belief(standing)
    if mixed is not None:
        reviews.append(mixed.look_again_weeks)
    review = min([early, *reviews])
    return Plan(
        situation=situation,
        level=standing.level,
        level_reasons=standing.reasons,
        phase=phase,
        phases=_phases(standing, phase, items, stops=stops),
        left_out=tuple(left_out),
        types=standing.possible,
        running=Answer(running().rules[rules[0]].answer) if rules else Answer.YES,
        running_rules=rules,
        mixed=mixed and mixed.at_latest(review),
        tensions=tuple(k for k, t in tensions().tensions.items() if set(t.serves) & set(standing.possible)),
        safety_net=words().safety_net + (words().safety_net_bone if standing.bone_suspected else ()),
        review_weeks=review,
    )


def due_phase(standing: Standing) -> Phase:
    """Return the furthest phase whose gate, and every gate before it, is open.

    >>> due_phase(Standing(Situation(belief={"referred": 0.9}, severity="moderate"))).value
    'explore'
    """
    due = Phase.SETTLE
    for phase in Phase:
        if _still_open(standing, phase):
            break
        due = phase
    if standing.level >= Level.URGENT:
        return Phase.SETTLE
    agreed = standing.situation.phase
    return due if agreed is None else min(due, agreed)


def called_for(item: PlanItem, standing: Standing) -> tuple[Reason, ...]:
    """Return the reasons that put an item on the plan; none when nothing calls for it."""
    if standing.level < item.from_level or not all(holds(standing, c) for c in item.only_when):
        return ()
    settings = plan_settings().thresholds
    reasons = [
        Reason("type", type_id, f"{type_name(type_id)} is possible.")
        for type_id in standing.possible
        if type_id in item.serves.types
    ]
    reasons += [
        Reason("factor", factor, f"Present: {factor.replace('_', ' ')}.")
        for factor in item.serves.factors
        if standing.situation.factors.get(factor, 0.0) >= settings.factor_present.value
    ]
    reasons += [
        Reason("finding", condition, text)
        for condition in item.serves.when
        if (text := holds(standing, condition))
    ]
    if item.from_level > Level.NONE:
        reasons += [Reason("level", standing.level.value, reason) for reason in standing.reasons]
    if not reasons and not item.serves.everyone:
        return ()
    if item.from_level == Level.NONE:
        reasons.append(Reason("item", "item", item.why))
    elif not reasons:
        reasons.append(Reason("level", standing.level.value, item.why))
    return tuple(reasons)


class Forbidden:
    """What rules an item out: for good while a type is possible, or for now while a condition holds."""

    def __init__(self) -> None:
        self.for_good: tuple[str, ...] = ()
        self.for_now: tuple[str, ...] = ()


def ruled_out(item: PlanItem, standing: Standing) -> Forbidden:
    """Collect what rules an item out, its exercise's own exclusions included."""
    found = Forbidden()
    exclusions = [(r.types, r.when, r.why) for r in item.ruled_out_by]
    if item.exercise:
        exclusions += [(n.types, n.when, n.why) for n in exercises().exercises[item.exercise].not_for]
    for types, when, why in exclusions:
        if set(types) & set(standing.possible):
            found.for_good = (*found.for_good, why)
        elif any(holds(standing, condition) for condition in when):
            found.for_now = (*found.for_now, why)
    return found


def _planned(
    key: str,
    item: PlanItem,
    reasons: tuple[Reason, ...],
    for_now: tuple[str, ...],
    *,
    later: bool,
    standing: Standing,
) -> PlannedItem:
    shut = tuple(
        _UNASKED if gate in OF_SEVERITY and "severity" in standing.situation.unasked else GATES[gate]
        for gate in item.gates
        if not holds(standing, gate)
    )
    care: tuple[str, ...] = ()
    if item.exercise:
        care = tuple(
            c.how
            for c in exercises().exercises[item.exercise].care
            if set(c.types) & set(standing.possible) or any(holds(standing, w) for w in c.when)
        )
    return PlannedItem(
        id=key,
        phase=item.phase,
        topic=item.topic,
        state="later" if later else "waiting" if shut else "now",
        what=item.what,
        patient=item.patient,
        dose=item.dose,
        why=reasons,
        waits_for=(*shut, *for_now),
        care=care,
        review_weeks=item.review_weeks.value if item.review_weeks else None,
        stop=item.stop,
        exercise=item.exercise,
        source=item.source,
        cites=item.cites,
        mark=item.shown_mark,
        hedge=item.hedge,
        sheet=item.sheet,
        reviewed_by=item.reviewed_by,
    )


GATES = {
    "runs_allowed": "Waits until no rule of 'keep running?' speaks against it.",
    "first_two_tolerated": "Waits until cat and camel and knee rolls are well tolerated.",
    "not_severe": "Waits until pain is no longer severe.",
}
"""Gate -> what an item waits for."""

OPEN_GATES = {
    "not_severe": "Pain is still severe.",
    "not_worsening": "The trend is a worsening one.",
    "trend_known": "Which way the pain goes is not known yet.",
    "mild": "Pain is not yet mild.",
    "daily_normal": "Normal days are not yet back.",
    "guide_met": "As a guide, pain relief for this episode is still needed or normal days are not back.",
    "gait_normal": "The gait has changed.",
    "no_growing_deficit": "A deficit grows or is large.",
    "no_bone_suspected": "A bone may be overloaded.",
    "no_pain": "There is still some pain.",
}
"""Condition of a phase's gate -> what is said while it does not hold."""

OF_SEVERITY = frozenset({"not_severe", "mild", "no_pain"})
"""Conditions that rest on how bad the pain is."""

_UNASKED = "Waits until it was asked how bad the pain is."


def _still_open(standing: Standing, phase: Phase) -> tuple[str, ...]:
    needs = plan_settings().phases[phase].needs
    told = "severity" not in standing.situation.unasked
    shut = [need for need in needs if not holds(standing, need)]
    return tuple(
        dict.fromkeys(OPEN_GATES[need] if told or need not in OF_SEVERITY else _UNASKED for need in shut)
    )


def _phases(
    standing: Standing, now: Phase, items: list[PlannedItem], *, stops: bool
) -> tuple[PlannedPhase, ...]:
    phases = []
    for phase in Phase:
        if stops and phase != now:
            continue
        text = plan_settings().phases[phase]
        held = [i for i in items if (i.phase == phase and phase > now) or (phase == now and i.phase <= now)]
        held.sort(key=lambda i: (i.state != "now", _TOPICS.index(i.topic)))
        phases.append(
            PlannedPhase(
                id=phase,
                title=text.title,
                aim=text.aim,
                gate=text.gate,
                gate_source=text.source,
                state="now" if phase == now else "passed" if phase < now else "later",
                still_open=_still_open(standing, phase) if phase > now else (),
                items=tuple(held),
            )
        )
    return tuple(phases)
