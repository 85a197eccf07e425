"""The clinician's note: reasoning, plan with sources, what was left out, safety-net, as plain data."""

from dataclasses import dataclass
from datetime import date

from toolkit.content.plan_settings import tensions
from toolkit.content.quantity import review_words
from toolkit.plans.names import type_name
from toolkit.plans.plan import Plan, PlannedItem


@dataclass(frozen=True)
class NoteLine:
    """One line: what, why, source with its mark, and whether somebody reviewed it."""

    what: str
    why: tuple[str, ...]
    source: str
    cites: tuple[str, ...]
    mark: str
    review: str


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
        now, later: lines of the plan; `left_out`: what, with the reasons.
        parting: what would part the possible types, and when to look again.
        running: the answer with the ids of its rules.
        tensions: where the article and guidelines differ.
        safety_net: words given; `review`: when the whole is looked at again, weeks.
    """

    dated: date | None
    concern: tuple[str, ...]
    belief: tuple[tuple[str, float], ...]
    findings: tuple[str, ...]
    now: tuple[NoteLine, ...]
    later: tuple[NoteLine, ...]
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
        later=tuple(_line(i) for i in plan.items if i.state != "now"),
        left_out=tuple((left.what, left.why) for left in plan.left_out),
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
    what = f"{item.what} Dose: {item.dose}" if item.dose else item.what
    if item.hedge:
        what = f"{what} ({item.hedge})"
    why = tuple(reason.text for reason in item.why) + item.waits_for + item.care
    return NoteLine(what, why, item.source, item.cites, item.mark.words, review_words(item.reviewed_by))


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


def _parting(plan: Plan) -> tuple[str, ...]:
    if plan.mixed is None:
        return ()
    lines = []
    for pair in plan.mixed.pairs:
        names = " or ".join(type_name(t) for t in pair.types)
        lines.append(f"{names}: {' '.join(pair.parts)} Safe under both: {pair.safe}")
    return (*lines, f"Look again in {plan.review_weeks:g} weeks at the latest.")
