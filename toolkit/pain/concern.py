"""Levels of concern: before every other question, is there something that must not wait?"""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.content.concern_rules import LEVELS, ConcernRule, concern_rules
from toolkit.content.findings import findings
from toolkit.pain.answers import Answer, read_answers


@dataclass(frozen=True)
class Reason:
    """One reason for concern.

    Attributes:
        rule: its id in `data/concern.yaml`.
        level: the level it gives.
        sentence: what was found.
        findings: the findings behind it.
        act: what is done besides the level's actions.
    """

    rule: str
    level: str
    sentence: str
    findings: tuple[str, ...]
    act: str


@dataclass(frozen=True)
class Concern:
    """How concerned to be, and what follows.

    Attributes:
        level: none, context, watch, urgent or same_day.
        reasons: the strongest first.
        actions: what is done at this level, and what single reasons ask for.
        safety_net: what everybody is told; never empty.
        unasked: questions that everybody is asked and that have not been asked yet.
        absence: why the absence of signs reassures nobody.
        problems: what was wrong with the answers. Readable answers count even where others do not.
    """

    level: str
    reasons: tuple[Reason, ...]
    actions: tuple[str, ...]
    safety_net: tuple[str, ...]
    unasked: tuple[str, ...]
    absence: str
    problems: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        """The level as a number from 0 to 4."""
        return LEVELS.index(self.level)

    @property
    def stops_running(self) -> bool:
        """Whether running and exercise wait until this is cleared up."""
        return self.level in {"urgent", "same_day"}

    @property
    def name(self) -> str:
        """The level in words."""
        return concern_rules().levels[self.level].name  # type: ignore[index]


def concern(given: Mapping[str, Answer], previous: Mapping[str, Answer] | None = None) -> Concern:
    """Return the level of concern.

    Args:
        given: finding -> answer, as for `PainModel.posterior`.
        previous: the answers of the visit before; a deficit that grew since then raises the level.

    More findings, or stronger ones, never lower the level. What was not asked counts neither way.

    >>> concern({"bladder": "changed"}).level, concern({"ankle_jerk": "lost"}).level, concern({}).level
    ('same_day', 'watch', 'none')
    """
    book = concern_rules()
    answers = read_answers(given)
    before = read_answers(previous or {}).levels
    found = [
        Reason(key, rule.level, rule.reason, behind, rule.act)
        for key, rule in book.rules.items()
        if (behind := _behind(rule, answers.levels, before))
    ]
    found.sort(key=lambda reason: -LEVELS.index(reason.level))
    level = found[0].level if found else "none"
    acts = dict.fromkeys(reason.act for reason in found if reason.level == level and reason.act)
    unasked = tuple(
        key for key, finding in findings().items() if finding.always and key not in answers.levels
    )
    return Concern(
        level=level,
        reasons=tuple(found),
        actions=(*book.levels[level].actions, *acts),  # type: ignore[index]
        safety_net=book.safety_net,
        unasked=unasked,
        absence=book.absence,
        problems=answers.problems,
    )


def _behind(rule: ConcernRule, levels: Mapping[str, int], before: Mapping[str, int]) -> tuple[str, ...]:
    """Return the findings that make a rule hold; none where it does not."""
    if not all(_reaches(key, level, levels) for key, level in rule.all.items()):
        return ()
    some = [key for key, level in rule.any.items() if _reaches(key, level, levels)]
    if rule.any and len(some) < rule.at_least:
        return ()
    grown = [
        key
        for key, level in rule.worse.items()
        if _reaches(key, level, levels) and key in before and levels[key] > before[key]
    ]
    if rule.worse and not grown:
        return ()
    return (*rule.all, *some, *grown)


def _reaches(key: str, level: str, levels: Mapping[str, int]) -> bool:
    return key in levels and levels[key] >= findings()[key].level_ids.index(level)
