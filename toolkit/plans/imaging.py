"""When a picture helps, and what spines without pain show at an age."""

from dataclasses import dataclass

from toolkit.content.imaging import ImagingAdvice, imaging
from toolkit.content.plan_items import Level
from toolkit.plans.conditions import holds
from toolkit.plans.situation import Situation
from toolkit.plans.standing import Standing


@dataclass(frozen=True)
class WithoutPain:
    """How many people of an age without pain show a finding."""

    id: str
    finding: str
    share: float
    say: str
    sources: tuple[str, str]


def imaging_advice(situation: Situation) -> ImagingAdvice:
    """Say whether and when a picture helps.

    >>> imaging_advice(Situation(belief={"referred": 0.8})).source
    'evidence:nice2020-imaging'
    """
    return imaging().advice[_kind(Standing(situation))]


def _kind(standing: Standing) -> str:
    if standing.level == Level.SAME_DAY:
        return "same_day"
    if standing.bone_suspected:
        return "bone"
    if standing.level == Level.URGENT:
        return "urgent"
    if holds(standing, "long_radicular") or holds(standing, "growing_deficit"):
        return "if_it_changes_the_plan"
    return "not_now"


def without_pain(age: float) -> tuple[WithoutPain, ...]:
    """Return what pictures of people without pain show at an age.

    Only the ages of 20 and 80 were taken from the paper; between them the share is drawn straight.

    Args:
        age: 20 to 80 years.

    Raises:
        ValueError: an age outside what was published.

    >>> [(w.id, round(w.share, 2)) for w in without_pain(50)]
    [('degeneration', 0.67), ('bulge', 0.57), ('protrusion', 0.36)]
    """
    found = []
    for key, own in imaging().asymptomatic.items():
        if not own.young_age <= age <= own.old_age:
            raise ValueError(f"Published for ages {own.young_age} to {own.old_age}, and this is {age:g}.")
        part = (age - own.young_age) / (own.old_age - own.young_age)
        share = own.young.value + part * (own.old.value - own.young.value)
        found.append(WithoutPain(key, own.finding, share, own.say, (own.young.source, own.old.source)))
    return tuple(found)
