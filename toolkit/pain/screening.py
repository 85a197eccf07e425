"""What is asked of everybody, and what the picture so far calls for: neither wasted nor a checklist."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from toolkit.content.concern_rules import LEVELS, ConcernRule, concern_rules
from toolkit.content.findings import findings
from toolkit.pain.answers import Answer, read_answers

_URGENT = LEVELS.index("urgent")


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

    What the picture calls for: where a rule of concern (urgent or same-day) has begun to hold, what is missing of
    it. A rule of several signs has begun two signs before it holds; what all of them must have is asked first; and
    a picture that is urgent already is asked what would make it worse. A denied answer calls for nothing more.

    >>> {"constant", "night_pain"} <= {
    ...     each.finding for each in screening({"cancer_history": "present"}).called
    ... }
    True
    """
    levels = read_answers(given).levels
    known = findings()
    always = tuple(key for key, finding in known.items() if finding.always and key not in levels)
    because: dict[str, list[str]] = {}
    pressing = _pressing(levels)
    for rule in concern_rules().rules.values():
        if LEVELS.index(rule.level) < _URGENT or rule.worse or _holds(rule, levels):
            continue
        started, wanted = _begun(rule, levels, pressing)
        for key in wanted:
            if key not in levels and key not in always:
                because.setdefault(key, []).extend(started)
    called = tuple(
        Called(key, known[key].ask, ", ".join(dict.fromkeys(known[cause].ask for cause in because[key])))
        for key in known
        if key in because
    )
    return Screening(always, called)


def _begun(
    rule: ConcernRule, levels: Mapping[str, int], pressing: Collection[str]
) -> tuple[list[str], list[str]]:
    """Return what began a rule, and what is asked for it; nothing where it has not begun or cannot hold."""
    together = [key for key in rule.all if _reached(rule, key, levels)]
    some = [key for key in rule.any if _reached(rule, key, levels)]
    missing = [key for key in rule.all if key not in together]
    if any(key in levels for key in missing):
        return [], []
    if not rule.all:
        return (some, list(rule.any)) if some and len(some) >= rule.at_least - 2 else ([], [])
    if together:
        return together, missing or list(rule.any)
    urgent = [key for key in some if key in pressing]
    return (urgent, missing) if urgent else ([], [])


def _pressing(levels: Mapping[str, int]) -> set[str]:
    """Return the findings that are urgent already, each by itself."""
    return {
        key
        for rule in concern_rules().rules.values()
        if LEVELS.index(rule.level) >= _URGENT and not rule.all and rule.at_least == 1 and not rule.worse
        for key in rule.any
        if _reached(rule, key, levels)
    }


def raises_concern(levels: Mapping[str, int]) -> dict[str, int]:
    """Return the open findings of which one answer alone would raise the level to urgent or same-day.

    Returns:
        Finding -> position of the least level that raises it.
    """
    rules = concern_rules().rules.values()
    now = max((LEVELS.index(rule.level) for rule in rules if _holds(rule, levels)), default=0)
    found: dict[str, int] = {}
    for rule in rules:
        if LEVELS.index(rule.level) < _URGENT or LEVELS.index(rule.level) <= now or rule.worse:
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
