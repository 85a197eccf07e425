"""The clinician's note: reasoning, plan with sources, what was left out, safety-net, as plain data."""

from dataclasses import dataclass
from datetime import date

from toolkit.content.plan_items import Topic, plan_items
from toolkit.content.plan_settings import tensions
from toolkit.content.quantity import Mark, review_words
from toolkit.plans.names import type_name
from toolkit.plans.plan import Plan, PlannedItem, PlannedPhase, Reason


@dataclass(frozen=True)
class NoteLine:
    """One line of the plan.

    Attributes:
        what: with its dose and its hedge.
        why: all reasons, and what it waits for; `found`: the types, factors and findings among them.
        care: how to take care; `stop`: when to stop.
        topic: what kind of thing it is.
    """

    what: str
    why: tuple[str, ...]
    found: tuple[str, ...]
    care: tuple[str, ...]
    stop: str
    topic: Topic
    source: str
    cites: tuple[str, ...]
    mark: Mark
    review: str


@dataclass(frozen=True)
class NotePhase:
    """A later phase in short: its gate, what of it is still open, and what it holds, in few words."""

    title: str
    gate: str
    still_open: tuple[str, ...]
    holds: tuple[str, ...]


@dataclass(frozen=True)
class TensionShown:
    """The article beside a guideline."""

    title: str
    article: str
    guideline: str
    plan: str
    cites: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """A clinician's note.

    Attributes:
        concern: level of concern with its reasons.
        belief: type, probability, in the order of likelihood.
        findings: deficits, and what else shaped the plan.
        now, waiting: lines of the plan; `later`: the phases to come.
        left_out: what, with the reasons; what only the level of concern stops is one line.
        parting: what would part the possible types, and when to look again; nothing where a concern comes first.
        running: the answer with the ids of its rules.
        tensions: where the article and guidelines differ.
        safety_net: words given; `review`: when the whole is looked at again, weeks.
    """

    dated: date | None
    concern: tuple[str, ...]
    belief: tuple[tuple[str, float], ...]
    findings: tuple[str, ...]
    now: tuple[NoteLine, ...]
    waiting: tuple[NoteLine, ...]
    later: tuple[NotePhase, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    parting: tuple[str, ...]
    running: tuple[str, ...]
    tensions: tuple[TensionShown, ...]
    safety_net: tuple[str, ...]
    review_weeks: float


def clinician_note(plan: Plan, *, today: date | None = None) -> Note:
    """Write the clinician's note for a plan.

    >>> from toolkit.plans.composition import make_plan
    >>> from toolkit.plans.situation import Situation
    >>> note = clinician_note(make_plan(Situation(belief={"radicular": 0.7, "referred": 0.2})))
    >>> note.belief[0]
    ('Radicular pain', 0.7)
    """
    situation = plan.situation
    return Note(
        dated=today,
        concern=(plan.level_words, *plan.level_reasons),
        belief=tuple((type_name(t), situation.belief.get(t, 0.0)) for t in plan.types),
        findings=_findings(plan),
        now=tuple(_line(i) for i in plan.now),
        waiting=tuple(_line(i) for i in plan.items if i.state == "waiting"),
        later=tuple(_phase(phase) for phase in plan.phases if phase.state == "later"),
        left_out=_left_out(plan),
        parting=_parting(plan),
        running=(plan.running.words, *plan.running_rules),
        tensions=tuple(tension_shown(key) for key in plan.tensions),
        safety_net=plan.safety_net,
        review_weeks=plan.review_weeks,
    )


def tension_shown(tension_id: str) -> TensionShown:
    """Return one place where the article and a guideline differ, side by side.

    Raises:
        KeyError: no such place.

    >>> tension_shown("rest_or_active").cites
    ('article:F4',)
    """
    own = tensions().tensions[tension_id]
    return TensionShown(own.title, own.article, own.guideline, own.plan, own.cites, own.sources)


def _line(item: PlannedItem) -> NoteLine:
    what = f"{item.what} Dose: {item.dose.removesuffix('.')}." if item.dose else item.what
    if item.hedge:
        what = f"{what} ({item.hedge})"
    why = tuple(reason.text for reason in item.why) + item.waits_for
    found = (
        tuple(_found(reason) for reason in item.why if reason.kind not in {"item", "level"}) + item.waits_for
    )
    return NoteLine(
        what=what,
        why=why,
        found=found,
        care=item.care,
        stop=item.stop,
        topic=item.topic,
        source=item.source,
        cites=item.cites,
        mark=item.mark,
        review=review_words(item.reviewed_by),
    )


def _found(reason: Reason) -> str:
    return type_name(reason.id) if reason.kind == "type" else reason.text.removesuffix(".")


def _phase(phase: PlannedPhase) -> NotePhase:
    holds = tuple(dict.fromkeys(_in_short(item.id, item.what) for item in phase.items))
    return NotePhase(phase.title, phase.gate, phase.still_open, holds)


def _in_short(item_id: str, what: str) -> str:
    own = plan_items()[item_id]
    return own.short or what.split(". ", maxsplit=1)[0].removesuffix(".")


def _left_out(plan: Plan) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was left out; what the level of concern stops, and nothing else, is one line."""
    only_level = [left for left in plan.left_out if left.by_level]
    others = tuple((left.what, left.why) for left in plan.left_out if not left.by_level)
    if not only_level:
        return others
    named = ", ".join(dict.fromkeys(_in_short(left.id, left.what) for left in only_level if left.topic.loads))
    what = f"All else that would stand on the plan ({len(only_level)} items): {named}." if named else ""
    return (
        *others,
        (what or f"All else that would stand on the plan ({len(only_level)} items).", only_level[0].why),
    )


def _findings(plan: Plan) -> tuple[str, ...]:
    s = plan.situation
    said = [
        f"Severity: {s.severity_words}. Irritability: {s.irritability_words}.",
        f"Trend {s.trend.value}, {s.weeks:g} weeks.",
        *(f"Deficit: {d.words}." for d in s.deficits),
        "Sleep is lost." if s.sleep_lost else "",
        "Does not cope although activity is reduced." if s.not_coping else "",
        "Gait changed." if s.gait_changed else "",
        "Pain relief for this episode; nothing prescribed is stopped without the prescriber."
        if s.medicine_for_this_episode
        else "",
        "Normal days are back." if s.daily_activities_normal else "Normal days are not back.",
    ]
    return tuple(text for text in said if text)


_MOST_PAIRS = 3


def _parting(plan: Plan) -> tuple[str, ...]:
    if plan.mixed is None or plan.stops_everything:
        return ()
    lines = []
    for pair in plan.mixed.pairs[:_MOST_PAIRS]:
        names = " or ".join(type_name(t) for t in pair.types)
        lines.append(f"{names}: {' '.join(pair.parts)} Safe under both: {pair.safe}")
    weeks = "a week" if plan.review_weeks == 1 else f"{plan.review_weeks:g} weeks"
    return (*lines, f"Look again in {weeks} at the latest.")
