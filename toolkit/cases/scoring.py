"""Scoring reasoning, not luck: against what could be believed, and against the truth, apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Literal

from toolkit.cases.case import CaseError
from toolkit.cases.judging import Verdict, judge
from toolkit.cases.session import CaseSession
from toolkit.cases.trail import trail
from toolkit.content.clinic import Scoring, clinic
from toolkit.content.concern_rules import LEVELS
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types

_USE = "Questions with a use"
_FAR = 10
"""From so many points of 100 on it is said which family was furthest off."""


@dataclass(frozen=True)
class Forecast:
    """A stated belief in the four families, held against two things, apart.

    With p stated, q the model's belief given what was asked, y 1 where the family is really there:

        brier_model = mean (p - q)^2              what a better reasoner would have gained on average
        log_model   = mean KL(q || p), in bits
        brier_truth = mean (p - y)^2              luck takes part in it
        log_truth   = mean -log2 of what was said of what is true
        miss        = mean |p - q|, in points of 100

    Attributes:
        stated, model, full: family -> probability: stated, the model's given what was asked, and given all.
        truth: family -> whether it is there.
    """

    stated: Mapping[str, float]
    model: Mapping[str, float]
    full: Mapping[str, float]
    truth: Mapping[str, bool]
    brier_model: float
    log_model: float
    brier_truth: float
    log_truth: float
    miss: float
    miss_full: float


@dataclass(frozen=True)
class Part:
    """One part of a score: what it is about, points, the most there were, and why in sentences."""

    id: str
    name: str
    points: float
    most: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """The score of one visit.

    Attributes:
        parts: belief, reach, safety, plan, inquiry.
        total: 0 to 100.
        missed: what was missed that must not be; empty where nothing was.
        forecast: the stated belief against the model's and against the truth.
        verdicts: every plan item with its worth here.
        level, level_chosen: in force once everything was asked, and chosen.
        unasked: questions of everybody that were not asked at this visit.
        reliability: what one such score is worth.
    """

    parts: tuple[Part, ...]
    total: float
    missed: str
    forecast: Forecast
    verdicts: tuple[Verdict, ...]
    level: str
    level_chosen: str
    unasked: tuple[str, ...]
    reliability: str


def forecast(
    stated: Mapping[str, float], model: Mapping[str, float], full: Mapping[str, float], truth: frozenset[str]
) -> Forecast:
    """Hold a stated belief against the model's belief and against the truth.

    Args:
        stated: family -> probability, 0 to 1.
        model: the model's, given what was asked.
        full: the model's, given everything.
        truth: the families that are there.

    >>> q = {"radicular": 0.8, "referred": 0.1}
    >>> right = forecast(q, q, q, frozenset({"radicular"}))
    >>> right.brier_model, round(right.brier_truth, 3)
    (0.0, 0.025)
    """
    floor = clinic().scoring.log_floor.value
    kept = {key: min(1 - floor, max(floor, p)) for key, p in stated.items()}
    n = len(stated)
    there = {key: key in truth for key in stated}
    return Forecast(
        stated=dict(stated),
        model=dict(model),
        full=dict(full),
        truth=there,
        brier_model=sum((stated[key] - model[key]) ** 2 for key in stated) / n,
        log_model=sum(_divergence(model[key], kept[key]) for key in stated) / n,
        brier_truth=sum((stated[key] - there[key]) ** 2 for key in stated) / n,
        log_truth=sum(-log2(kept[key] if there[key] else 1 - kept[key]) for key in stated) / n,
        miss=100 * sum(abs(stated[key] - model[key]) for key in stated) / n,
        miss_full=100 * sum(abs(stated[key] - full[key]) for key in stated) / n,
    )


def families_of(types: frozenset[str]) -> frozenset[str]:
    """Return the families of some types.

    >>> sorted(families_of(frozenset({"radicular", "cauda_equina"})))
    ['lookalike', 'radicular']
    """
    kinds = pain_types().types
    return frozenset(kinds[kind].family for kind in types)


def score(session: CaseSession, visit: int | None = None) -> Score:
    """Score one visit of a session, the last one usually.

    Raises:
        CaseError: the visit's belief and plan do not stand yet.
    """
    at = session.visit if visit is None else visit
    stated, decided = session.belief_stated(at), session.decision(at)
    if stated is None or decided is None:
        raise CaseError("Commit to a belief and choose the plan before the score is reckoned.")
    case, rules = session.case, clinic().scoring
    asked, found = session.asked(at), case.found(at)
    before = case.found(at - 1) if at else None
    plan = case.plan(found, before)
    held = forecast(
        {key: value / 100 for key, value in stated.families.items()},
        case.belief(session.held(at)).family_probabilities,
        case.belief(found).family_probabilities,
        families_of(case.truth.types),
    )
    verdicts = judge(case, plan, frozenset(decided.items))
    unasked = tuple(key for key, finding in findings().items() if finding.always and key not in asked)
    level, chosen = plan.level.value, decided.urgency
    missed = _missed(level, chosen, plan.level_reasons)
    parts = (
        _share("belief", held, rules),
        _share("reach", held, rules),
        _safety(level, chosen, unasked, rules),
        _planned(verdicts, rules),
        _inquiry(session, at, rules),
    )
    total = sum(part.points for part in parts)
    if missed:
        total = min(total, rules.missed_cap.value)
    return Score(parts, total, missed, held, verdicts, level, chosen, unasked, clinic().reliability)


def _divergence(q: float, p: float) -> float:
    return sum(a * log2(a / b) for a, b in ((q, p), (1 - q, 1 - p)) if a > 0)


def _missed(level: str, chosen: str, reasons: tuple[str, ...]) -> str:
    if LEVELS.index(level) >= LEVELS.index("urgent") and LEVELS.index(chosen) < LEVELS.index(level):
        # two signs may have one meaning, which is said once
        said = dict.fromkeys(
            sentence for reason in reasons for sentence in re.split(r"(?<=[.])\s+", reason.strip())
        )
        return f"Missed: {' '.join(said)} Nothing else on this page weighs as much."
    return ""


def _share(key: Literal["belief", "reach"], held: Forecast, rules: Scoring) -> Part:
    name, most, miss, other = {
        "belief": ("Reasoning with what was found", rules.weights.belief.value, held.miss, held.model),
        "reach": ("How far the findings took you", rules.weights.reach.value, held.miss_full, held.full),
    }[key]
    points = most * max(0.0, 1 - miss / rules.miss_allowed.value)
    against = {
        "belief": "what could be believed after what you asked",
        "reach": "the belief of somebody who asked everything",
    }[key]
    why = [f"On average {miss:.0f} points of 100 from {against}."]
    far = max(held.stated, key=lambda family: abs(held.stated[family] - other[family]))
    if round(100 * abs(held.stated[far] - other[far])) >= _FAR:
        named = pain_types().families[far].name.lower()
        why.append(
            f"Furthest off: {named}, you {100 * held.stated[far]:.0f} %, against {100 * other[far]:.0f} %."
        )
    return Part(key, name, points, most, tuple(why))


def _safety(level: str, chosen: str, unasked: tuple[str, ...], rules: Scoring) -> Part:
    most = rules.weights.safety.value
    steps = LEVELS.index(chosen) - LEVELS.index(level)
    cost = -steps * rules.under_triage.value if steps < 0 else steps * rules.over_triage.value
    words = {-1: "too low", 0: "right", 1: "higher than called for"}[(steps > 0) - (steps < 0)]
    why = [f"The level of concern you chose was {words}."]
    if unasked:
        asks = "; ".join(findings()[key].ask for key in unasked)
        why.append(f"Asked of everybody, and not asked here: {asks}.")
    points = max(0.0, most - cost - rules.unasked_cost.value * len(unasked))
    return Part("safety", "Levels of concern first", points, most, tuple(why))


def _planned(verdicts: tuple[Verdict, ...], rules: Scoring) -> Part:
    most, share = rules.weights.plan.value, rules.critical_share.value
    critical = [each for each in verdicts if each.worth == "critical"]
    recommended = [each for each in verdicts if each.worth == "recommended"]
    done = sum(each.chosen for each in critical) / len(critical) if critical else 1.0
    enough = min(rules.enough_recommended.value, len(recommended))
    good = min(1.0, sum(each.chosen for each in recommended) / enough) if enough else 1.0
    harmful = [each for each in verdicts if each.chosen and each.worth == "harmful"]
    needless = [each for each in verdicts if each.chosen and each.worth == "unnecessary"]
    cost = rules.harmful_cost.value * len(harmful) + rules.unnecessary_cost.value * len(needless)
    why = [f"Critical items chosen: {sum(each.chosen for each in critical)} of {len(critical)}."]
    if enough:
        right = sum(each.chosen for each in recommended)
        why.append(f"Of what helps here: {right}; {enough:g} are enough.")
    why += [f"Harmful here: {each.what} {' '.join(each.why)}" for each in harmful]
    why += [f"Not needed here: {each.what}" for each in needless]
    points = max(0.0, most * (share * done + (1 - share) * good) - cost)
    return Part("plan", "The plan", points, most, tuple(why))


def _inquiry(session: CaseSession, at: int, rules: Scoring) -> Part:
    most = rules.weights.inquiry.value
    if not session.asked(at):
        return Part("inquiry", _USE, 0.0, most, ("Nothing was asked.",))
    steps = trail(session, at)
    clear = [step for step in steps if step.kind == "clear"]
    told = sum(
        step.expected >= rules.hint_allowed.value
        or step.plan_change >= rules.hint_allowed.value
        or findings()[step.finding].always
        for step in clear
    )
    surplus = max(0.0, len(clear) - rules.easy_questions.value)
    points = most * told / len(clear) - rules.question_cost.value * surplus
    why = [f"{told} of {len(clear)} questions could tell something, or are asked of everybody."]
    for step in clear:
        if step.withheld:
            points -= rules.harmful_cost.value
            why.append(
                f"{findings()[step.finding].ask} was done although it loads a bone that may be failing."
            )
    return Part("inquiry", _USE, min(most, max(0.0, points)), most, tuple(why))
