"""The rules of 'keep running?' that need no diary: what the situation itself forbids."""

from toolkit.content.ordered import Ordered
from toolkit.content.plan_items import Level
from toolkit.content.running import running
from toolkit.plans.scales import Severity, Trend
from toolkit.plans.standing import Standing


class Answer(Ordered):
    """Answers of the rule, from the most to the least permissive.

    >>> max(Answer.YES, Answer.NOT_YET).value
    'not_yet'
    """

    YES = "yes"
    NOT_YET = "not_yet"
    NO = "no"

    @property
    def words(self) -> str:
        """The answer as a person says it."""
        return {"yes": "yes", "not_yet": "not yet", "no": "no"}[self.value]


def blocking(standing: Standing) -> tuple[str, ...]:
    """Return the ids of all rules that speak against running, strictest first.

    Every possible type is asked, so a mixed belief gets the stricter answer.

    >>> from toolkit.plans.situation import Situation
    >>> blocking(Standing(Situation(belief={"bone_stress": 0.3}, severity="none")))[:2]
    ('emergency', 'bone_stress')
    """
    situation = standing.situation
    spoken = [
        rule
        for rule, speaks in (
            ("emergency", standing.level >= Level.URGENT),
            ("growing_weakness", standing.growing_deficit),
            ("gait_changed", situation.gait_changed),
            ("worsening", situation.trend is Trend.WORSENING),
            ("too_severe", situation.severity is Severity.SEVERE and "severity" not in situation.unasked),
            ("severity_unasked", "severity" in situation.unasked),
            ("deficit_unassessed", standing.unassessed_deficit),
            ("trend_unknown", situation.trend is Trend.UNKNOWN and not situation.still_running),
            ("bone_open", standing.bone_open),
        )
        if speaks
    ]
    for type_id in standing.possible:
        spoken += [
            rule
            for rule in running().types[type_id].rules
            if running().rules[rule].answer != "yes" and rule not in spoken and _speaks(rule, standing)
        ]
    return tuple(sorted(spoken, key=lambda rule: -Answer(running().rules[rule].answer).order))


def _speaks(rule: str, standing: Standing) -> bool:
    situation = standing.situation
    return {
        "moderate_pain": situation.severity >= Severity.MODERATE and "severity" not in situation.unasked,
        "radicular_guide": not standing.guide_met,
        "deficit_unassessed": not situation.deficits_assessed,
        "strain_not_ready": not (situation.brisk_walk_free and situation.daily_activities_normal),
        "bone_stress": True,
        "serious_possible": True,
    }[rule]
