"""The referral letter: situation, background, findings, what is asked, in plain data."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.content.plan_items import Level
from toolkit.content.plan_settings import plan_settings
from toolkit.content.quantity import review_words
from toolkit.content.words import words
from toolkit.plans.imaging import imaging_advice
from toolkit.plans.names import type_name
from toolkit.plans.situation import Situation
from toolkit.plans.standing import Standing


@dataclass(frozen=True)
class Letter:
    """A referral letter without names; who sends it fills in the person.

    Attributes:
        urgency: how soon; `to`: which service; `subject`: one line.
        paragraphs: heading and text, in the order situation, background, findings, question.
        review: whether a clinician has reviewed these words.
    """

    urgency: Literal["same day", "urgent", "routine"]
    to: str
    subject: str
    dated: date | None
    paragraphs: tuple[tuple[str, str], ...]
    review: str


def referral_letter(situation: Situation, *, today: date | None = None) -> Letter:
    """Write the referral letter for a situation.

    What was not asked or tested is said to be so; an absent finding is never written as normal.

    >>> letter = referral_letter(Situation(belief={"cauda_equina": 0.4}))
    >>> letter.urgency, letter.subject
    ('same day', 'Same-day emergency: cauda equina syndrome is possible')
    """
    standing = Standing(situation)
    urgency = _urgency(standing)
    return Letter(
        urgency=urgency,
        to=_service(standing),
        subject=_subject(standing, urgency),
        dated=today,
        paragraphs=(
            ("Situation", _situation(standing)),
            ("Background", _background(situation)),
            ("Findings", _findings(standing)),
            ("What I think, and how sure I am", _belief(standing)),
            ("What I ask", _question(standing, urgency)),
            ("What the person was told", _told(standing)),
        ),
        review=review_words(plan_settings().reviewed_by),
    )


def _told(standing: Standing) -> str:
    bone = words().safety_net_bone if standing.bone_suspected else ()
    return "Safety-net words were given: " + " ".join((*words().safety_net[:2], *bone))


def _urgency(standing: Standing) -> Literal["same day", "urgent", "routine"]:
    if standing.level == Level.SAME_DAY or _femoral_neck(standing):
        return "same day"
    return "urgent" if standing.level == Level.URGENT else "routine"


def _femoral_neck(standing: Standing) -> bool:
    return standing.bone_suspected and standing.situation.bone_site == "femoral_neck"


def _service(standing: Standing) -> str:
    if standing.level == Level.SAME_DAY:
        return "Emergency department, with the spinal service on call"
    if _femoral_neck(standing):
        return "Orthopaedic service on call"
    if standing.bone_suspected:
        return "Sports medicine or orthopaedics"
    if "inflammatory" in standing.possible and standing.level < Level.URGENT:
        return "Rheumatology"
    if "vascular" in standing.possible:
        return "Vascular service"
    return "Spinal service" if standing.level == Level.URGENT else "General practitioner"


def _leading(standing: Standing) -> list[str]:
    own = plan_settings()
    dangerous = [t for t in standing.possible if t in own.dangerous_types]
    return dangerous or list(standing.possible[:1])


def _subject(standing: Standing, urgency: str) -> str:
    names = " and ".join(type_name(t).lower() for t in _leading(standing)) or "leg pain"
    if _femoral_neck(standing) and standing.level < Level.SAME_DAY:
        return "To be spoken about today: a stress injury of the femoral neck is possible"
    start = {"same day": "Same-day emergency", "urgent": "Urgent referral", "routine": "Referral"}[urgency]
    return f"{start}: {names} {'is' if len(_leading(standing)) < 2 else 'are'} possible"


def _situation(standing: Standing) -> str:
    s = standing.situation
    reasons = " ".join(standing.reasons)
    return (
        f"A runner with back or leg pain for {s.weeks:g} weeks; severity {s.severity_words}; "
        f"trend {s.trend.value}. Level of concern: {standing.level_words}. {reasons}".strip()
    )


def _background(s: Situation) -> str:
    enough = plan_settings().thresholds.factor_present.value
    present = [factor.replace("_", " ") for factor, share in s.factors.items() if share >= enough]
    parts = [f"Factors that may have led here: {', '.join(present)}." if present else ""]
    parts.append("Energy availability may be low." if s.energy_availability_low else "")
    parts.append("Takes pain relief for this episode." if s.medicine_for_this_episode else "")
    parts.append(f"Goal: {s.goal}." if s.goal else "")
    return " ".join(part for part in parts if part) or "Nothing further is known of the background."


def _findings(standing: Standing) -> str:
    s = standing.situation
    if s.deficits:
        found = "; ".join(d.words for d in s.deficits)
        side = "" if all(d.side for d in s.deficits) else " Which side: not recorded; please add it."
        return f"Neurological deficits: {found}.{side}" + (" The gait has changed." if s.gait_changed else "")
    tested = "Strength, feeling and reflexes were examined and no deficit was found."
    untested = "No deficit is recorded; that does not say that all was tested."
    return (tested if s.deficits_assessed else untested) + (
        " The gait has changed." if s.gait_changed else ""
    )


def _belief(standing: Standing) -> str:
    belief = standing.situation.belief
    parts = [
        f"{type_name(t)} (about {round(100 * belief[t])} in 100)" for t in standing.possible if t in belief
    ]
    return f"{'; '.join(parts) or 'Open'}. These may hold together; the numbers are from a teaching model."


def _question(standing: Standing, urgency: str) -> str:
    if urgency == "same day":
        return imaging_advice(standing.situation).advice + " Please ring back with the result."
    if urgency == "urgent":
        return "Please assess within days. " + imaging_advice(standing.situation).advice
    return "Please assess, and tell me what you find. " + imaging_advice(standing.situation).advice
