"""More than one type is possible: what is safe under all, what would part them, when to look again."""

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Self

from toolkit.content.plan_settings import PartedBy, Parting, partings, plan_settings
from toolkit.content.quantity import Quantity
from toolkit.plans.names import family_of
from toolkit.plans.standing import Standing


@dataclass(frozen=True)
class Pair:
    """Two possible types: what would part them, what is safe under both, and when to look again.

    Attributes:
        dated: the content's own number of weeks, with its source.
        look_again_weeks: the same, or the plan's own date where that is earlier.
    """

    types: tuple[str, str]
    parts: tuple[str, ...]
    safe: str
    look_again_weeks: float
    dated: Quantity


@dataclass(frozen=True)
class MixedBelief:
    """A belief in more than one type.

    Attributes:
        types: all possible types, likeliest first.
        pairs: what parts them, pair by pair, the likeliest pair first.
        look_again_weeks: the earliest date of them all.
    """

    types: tuple[str, ...]
    pairs: tuple[Pair, ...]
    look_again_weeks: float

    def at_latest(self, weeks: float) -> Self:
        """Return the same with no date later than the plan's own, so that a plan names one date."""
        pairs = tuple(replace(p, look_again_weeks=min(p.look_again_weeks, weeks)) for p in self.pairs)
        return replace(self, pairs=pairs, look_again_weeks=min(self.look_again_weeks, weeks))


def mixed_belief(standing: Standing) -> MixedBelief | None:
    """Say what to do about a belief in more than one type; nothing when one type stands alone.

    >>> from toolkit.plans.situation import Situation
    >>> mixed = mixed_belief(Standing(Situation(belief={"radicular": 0.5, "hamstring_tendinopathy": 0.4})))
    >>> mixed.look_again_weeks
    2.0
    """
    types = standing.possible
    if len(types) < 2:
        return None
    pairs = tuple(_pair(a, b) for a, b in combinations(types[:4], 2))
    return MixedBelief(types, pairs, min(pair.look_again_weeks for pair in pairs))


def _pair(a: str, b: str) -> Pair:
    families = {family_of(a), family_of(b)}
    parting = _find(partings().types, {a, b}) or _serious(a, b) or partings_of_families(families)
    again = parting.look_again_weeks
    return Pair((a, b), parting.parts, parting.safe, again.value, again)


def _serious(a: str, b: str) -> PartedBy | None:
    """What parts a dangerous type from another is never a bedside test of the other."""
    feared = [level for t in (a, b) if (level := plan_settings().least_level.get(t)) is not None]
    return partings().serious[max(feared)] if feared else None


def partings_of_families(families: set[str]) -> Parting:
    """Return what parts two families, or two types of one family.

    Raises:
        KeyError: `data/partings.yaml` lacks the pair.
    """
    found = _find(partings().families, families)
    if found is None:
        raise KeyError(f"data/partings.yaml has nothing that parts {' and '.join(sorted(families))}.")
    return found


def _find(candidates: dict[str, Parting], wanted: set[str]) -> Parting | None:
    return next((p for p in candidates.values() if set(p.types) == wanted), None)
