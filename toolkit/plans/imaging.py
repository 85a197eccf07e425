"""When a picture helps, and what spines without pain show at an age."""

from dataclasses import dataclass

from toolkit.content.imaging import ImagingAdvice, imaging
from toolkit.content.plan_items import Level
from toolkit.plans.conditions import holds
from toolkit.plans.situation import Situation
from toolkit.plans.standing import Standing


@dataclass(frozen=True)
class WithoutPain:
    """How many people of an age without pain show a finding.

    Attributes:
        share: drawn straight between the two ages; for a drawing only, since no paper gives it.
        young, old: published shares at `young_age` and `old_age`.
    """

    id: str
    finding: str
    share: float
    say: str
    sources: tuple[str, str]
    young_age: int
    young: float
    old_age: int
    old: float

    @property
    def words(self) -> str:
        """What was published, and no number between."""
        return f"between {100 * self.young:.0f} % at {self.young_age} and {100 * self.old:.0f} % at {self.old_age}"


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

    Only the ages of 20 and 80 were taken from the paper; `words` names these two and nothing between.

    Args:
        age: 20 to 80 years.

    Raises:
        ValueError: an age outside what was published.

    >>> [w.words for w in without_pain(34)][0]
    'between 37 % at 20 and 96 % at 80'
    """
    found = []
    for key, own in imaging().asymptomatic.items():
        if not own.young_age <= age <= own.old_age:
            raise ValueError(f"Published for ages {own.young_age} to {own.old_age}, and this is {age:g}.")
        part = (age - own.young_age) / (own.old_age - own.young_age)
        share = own.young.value + part * (own.old.value - own.young.value)
        ends = (own.young_age, own.young.value, own.old_age, own.old.value)
        found.append(WithoutPain(key, own.finding, share, own.say, (own.young.source, own.old.source), *ends))
    return tuple(found)
