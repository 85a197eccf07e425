"""What is asked of everybody, and what the picture so far calls for: neither wasted nor a checklist."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.content.concern_rules import LEVELS, ConcernRule, concern_rules
from toolkit.content.findings import findings
from toolkit.pain.answers import Answer, read_answers


@dataclass(frozen=True)
class Called:
    """A question that the picture calls for.

    Attributes:
        finding, ask: the question.
        because: what was found that calls for it.
    """

    finding: str
    ask: str
    because: str


@dataclass(frozen=True)
class Screening:
    """What is still to be asked so that nothing is missed.

    Attributes:
        always: asked of everybody with back or leg pain, and not asked yet.
        called: asked because of what was found.
    """

    always: tuple[str, ...]
    called: tuple[Called, ...]


def screening(given: Mapping[str, Answer]) -> Screening:
    """Return the screening questions still open.

    >>> {"constant", "night_pain"} <= {
    ...     each.finding for each in screening({"cancer_history": "present"}).called
    ... }
    True
    """
    levels = read_answers(given).levels
    known = findings()
    always = tuple(key for key, finding in known.items() if finding.always and key not in levels)
    because: dict[str, list[str]] = {}
    for rule in concern_rules().rules.values():
        if LEVELS.index(rule.level) < LEVELS.index("urgent") or rule.worse:
            continue
        reached = [key for key in (*rule.all, *rule.any) if _reached(rule, key, levels)]
        started = [key for key in reached if key in rule.all] if rule.all else reached
        if started and not _holds(rule, levels):
            for key in (*rule.all, *rule.any):
                if key not in levels and key not in always:
                    because.setdefault(key, []).extend(started)
    called = tuple(
        Called(key, known[key].ask, ", ".join(dict.fromkeys(known[cause].ask for cause in because[key])))
        for key in known
        if key in because
    )
    return Screening(always, called)


def raises_concern(levels: Mapping[str, int]) -> dict[str, int]:
    """Return the open findings of which one answer alone would raise the level of concern.

    Returns:
        Finding -> position of the least level that raises it.
    """
    rules = concern_rules().rules.values()
    now = max((LEVELS.index(rule.level) for rule in rules if _holds(rule, levels)), default=0)
    found: dict[str, int] = {}
    for rule in rules:
        if LEVELS.index(rule.level) <= now or rule.worse:
            continue
        missing = [key for key in rule.all if not _reached(rule, key, levels)]
        some = sum(_reached(rule, key, levels) for key in rule.any)
        lacking = max(0, rule.at_least - some) if rule.any else 0
        if len(missing) + lacking != 1:
            continue
        for key in missing or [key for key in rule.any if not _reached(rule, key, levels)]:
            if key not in levels:
                least = findings()[key].level_ids.index(rule.all.get(key) or rule.any[key])
                found[key] = min(found.get(key, least), least)
    return found


def _holds(rule: ConcernRule, levels: Mapping[str, int]) -> bool:
    if rule.worse:
        return False
    some = sum(_reached(rule, key, levels) for key in rule.any)
    return all(_reached(rule, key, levels) for key in rule.all) and (not rule.any or some >= rule.at_least)


def _reached(rule: ConcernRule, key: str, levels: Mapping[str, int]) -> bool:
    if key not in levels:
        return False
    return levels[key] >= findings()[key].level_ids.index(rule.all.get(key) or rule.any[key])
