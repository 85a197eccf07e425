"""What may be believed after what was asked and found: several types may be likely at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from toolkit.content.pain_types import OUTSIDE, pain_types
from toolkit.pain.answers import NOTHING_ASKED
from toolkit.pain.deficit import Deficit, deficit
from toolkit.pain.draws import banded
from toolkit.pain.leverage import Lean, leans, share_teaching
from toolkit.pain.marginals import band, family_shares, form_shares, type_shares
from toolkit.pain.prior import Own
from toolkit.pain.support import Floats, support


@dataclass(frozen=True)
class Likely:
    """How likely one type or family is.

    Attributes:
        id, name: as in the content.
        probability: 0 to 1, exact over the declared support.
        low, high: its band, from the intervals of the numbers behind it.
        words: the probability in words.
    """

    id: str
    name: str
    probability: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, eq=False)
class Belief:
    """The exact posterior over the declared support, given what was asked and found.

    Probabilities do not sum to one: several types may be there together.

    Attributes:
        setting: where the patient was met.
        asked: finding -> level, what the belief rests on. What was not asked plays no part.
        problems: what was wrong with the answers; then the belief is the prior.
        joint: P(state, severity, irritability), shape (states, 3, 3); states as in `support()`.
        own: shares that a person set instead of the setting's.
    """

    setting: str
    asked: Mapping[str, str]
    problems: tuple[str, ...]
    joint: Floats
    levels: Mapping[str, int] = field(repr=False)
    own: Own = field(default=(), repr=False)

    @property
    def is_prior(self) -> bool:
        """Whether this is only the setting's prior."""
        return not self.levels

    @cached_property
    def probabilities(self) -> dict[str, float]:
        """Type -> probability, without bands (quick)."""
        return dict(zip(support().types, type_shares(self.joint).tolist(), strict=True))

    @cached_property
    def family_probabilities(self) -> dict[str, float]:
        """Family -> probability that at least one of its types is there, without bands (quick)."""
        return dict(zip(support().families, family_shares(self.joint).tolist(), strict=True))

    @cached_property
    def types(self) -> dict[str, Likely]:
        """Type -> probability with its band and words."""
        names = {key: kind.name for key, kind in pain_types().types.items()}
        low, high = self._band
        return _likely(self.probabilities, names, low, high)

    @cached_property
    def families(self) -> dict[str, Likely]:
        """Family -> probability with its band and words."""
        names = {key: family.name for key, family in pain_types().families.items()}
        low, high = self._band
        start = len(support().types)
        return _likely(self.family_probabilities, names, low[start:], high[start:])

    @cached_property
    def forms(self) -> dict[str, float]:
        """Condition in one form ('radicular.l5') -> probability."""
        return form_shares(self.joint)

    @property
    def leading(self) -> str:
        """The likeliest family."""
        return max(self.family_probabilities, key=lambda key: self.family_probabilities[key])

    @property
    def leading_type(self) -> str:
        """The likeliest type."""
        return max(self.probabilities, key=lambda key: self.probabilities[key])

    @cached_property
    def leans(self) -> list[Lean]:
        """Every number behind the belief with its pull, the strongest first."""
        return leans(self.joint, self.levels, self.setting, self.own)

    @cached_property
    def share_teaching(self) -> float:
        """How much of this answer rests on values chosen for teaching, 0 to 1 (`leverage.share_teaching`)."""
        return share_teaching(self.leans)

    @cached_property
    def radiculopathy(self) -> Deficit:
        """What the neurological examination says so far."""
        roots: dict[str, float] = {}
        for key, share in self.forms.items():
            kind, _, form = key.partition(".")
            if kind == "radiculopathy":
                root = form.split(".")[0]
                roots[root] = roots.get(root, 0.0) + share
        return deficit(self.levels, self.probabilities, roots)

    @property
    def unknowable(self) -> dict[str, tuple[str, ...]]:
        """Type -> what no bedside can know of it, for types that are at least possible."""
        kinds = pain_types().types
        likely = sorted(self.probabilities, key=lambda key: -self.probabilities[key])
        return {key: kinds[key].unknowable for key in likely if self.probabilities[key] >= _POSSIBLE}

    @property
    def severity(self) -> tuple[float, float, float]:
        """Probability of mild, moderate and severe."""
        mild, moderate, severe = self.joint.sum(axis=(0, 2)).tolist()
        return mild, moderate, severe

    @property
    def irritability(self) -> tuple[float, float, float]:
        """Probability of low, moderate and high irritability."""
        low, moderate, high = self.joint.sum(axis=(0, 1)).tolist()
        return low, moderate, high

    @cached_property
    def outside(self) -> float:
        """Probability that the pain lies outside all types, and so outside what this model can name."""
        return self.forms[OUTSIDE]

    @property
    def note(self) -> str:
        """What to say beside the belief: that it is only the prior, or that the picture lies outside the types."""
        if self.levels and self.outside >= _POSSIBLE:
            kind = pain_types().outside
            return f"The picture may lie outside these types ({100 * self.outside:.0f} %): {kind.what}"
        if self.problems:
            return "The answers cannot be used as they stand, so the belief is the setting's prior."
        return NOTHING_ASKED if self.is_prior else ""

    def states(self, most: int = 5) -> list[tuple[tuple[str, ...], float]]:
        """Return the likeliest combinations of conditions with their probability."""
        mass = self.joint.sum(axis=(1, 2))
        order = mass.argsort()[::-1][:most]
        return [(support().keys(int(state)), float(mass[state])) for state in order]

    @cached_property
    def _band(self) -> tuple[Floats, Floats]:
        return banded(self.joint, self.levels, self.setting, self.own)


_POSSIBLE = 0.15


def _likely(
    shares: Mapping[str, float], names: Mapping[str, str], low: Floats, high: Floats
) -> dict[str, Likely]:
    return {
        key: Likely(key, names[key], p, min(p, float(low[at])), max(p, float(high[at])), band(p))
        for at, (key, p) in enumerate(shares.items())
    }
