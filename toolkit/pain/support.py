"""Every combination of conditions that the model holds possible, declared in `data/pain_rules.yaml`."""

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from toolkit.content.pain_rules import PainRules, pain_rules
from toolkit.content.pain_types import IRRITABILITY, OUTSIDE, SEVERITY, pain_types
from toolkit.pain.refusal import RefusalError
from toolkit.pain.truth import Condition, Truth

Floats = NDArray[np.float64]
SLOTS = 3


@dataclass(frozen=True, eq=False)
class Support:
    """The joint states, and what each of them holds.

    Attributes:
        conditions: all conditions in all forms; a state names them by position.
        types, families: ids, in the order of the columns below.
        states: shape (states, 3), positions of the conditions; `len(conditions)` stands for 'none'. The first
            state has no condition, the second is pain outside all types.
        has_type: shape (states, types), 1.0 where the type is there.
        has_family: shape (states, families), 1.0 where a type of the family is there.
        weight: shape (states,), relative frequency before the shares of a setting are met.
    """

    conditions: tuple[Condition, ...]
    types: tuple[str, ...]
    families: tuple[str, ...]
    states: NDArray[np.int16]
    has_type: Floats
    has_family: Floats
    weight: Floats

    @property
    def size(self) -> int:
        """The number of joint states, severity and irritability not counted."""
        return len(self.states)

    def keys(self, state: int) -> tuple[str, ...]:
        """Return the conditions of a state as keys."""
        return tuple(self.conditions[slot].key for slot in self.states[state] if slot < len(self.conditions))

    def truth(self, state: int, severity: int = 1, irritability: int = 1, side: str = "right") -> Truth:
        """Return a state as a truth; severity and irritability counted from 0."""
        there = frozenset(self.conditions[slot] for slot in self.states[state] if slot < len(self.conditions))
        return Truth(there, SEVERITY[severity], IRRITABILITY[irritability], side)


@cache
def support() -> Support:
    """Return the declared support.

    >>> support().size, support().keys(1)
    (4401, ('outside',))
    """
    kinds, rules = pain_types(), pain_rules()
    pairs = [(Condition(OUTSIDE), 1.0)]
    pairs += [
        (Condition(key, form), share) for key, kind in kinds.types.items() for form, share in kind.forms
    ]
    conditions = tuple(condition for condition, _ in pairs)
    shares = [share for _, share in pairs]
    types, families = tuple(kinds.types), tuple(kinds.families)
    rows: list[tuple[int, ...]] = []
    weights: list[float] = []
    for count in range(rules.at_most + 1):
        for chosen in combinations(range(len(conditions)), count):
            there = [conditions[slot] for slot in chosen]
            if not refusal(there, rules):
                rows.append((*chosen, *[len(conditions)] * (SLOTS - count)))
                weights.append(_weight(there, [shares[slot] for slot in chosen], rules))
    states = np.array(rows, dtype=np.int16)
    has_type = np.zeros((len(states), len(types)))
    for slot, condition in enumerate(conditions):
        if condition.type != OUTSIDE:
            has_type[(states == slot).any(axis=1), types.index(condition.type)] = 1.0
    family_of = np.zeros((len(types), len(families)))
    for row, key in enumerate(types):
        family_of[row, families.index(kinds.types[key].family)] = 1.0
    has_family = np.minimum(has_type @ family_of, 1.0)
    return Support(conditions, types, families, states, has_type, has_family, np.array(weights))


def refusal(there: list[Condition], rules: PainRules | None = None) -> str:
    """Say why conditions cannot be there together in this model; '' where they can.

    >>> refusal([Condition("radicular", "l5"), Condition("radiculopathy", "s1.reflex")])
    'Radicular pain and radiculopathy share their root. One root is taken to hurt and to fail; ...'
    """
    rules = rules or pain_rules()
    names = pain_types().types
    by_type = {condition.type: condition for condition in there}
    if len(there) > rules.at_most:
        return f"At most {rules.at_most} conditions are there at once."
    if len(by_type) < len(there):
        return "A type is there in one form only."
    if OUTSIDE in by_type:
        return "Pain outside the types stands alone in this model." if len(there) > 1 else ""
    for same in rules.same:
        first, second = (by_type.get(kind) for kind in same.types)
        if first and second and first.detail(same.detail) != second.detail(same.detail):
            words = f"{names[same.types[0]].name} and {names[same.types[1]].name.lower()}"
            return f"{words} share their {same.detail}. {same.why}"
    return _apart(by_type, rules)


def _apart(by_type: dict[str, Condition], rules: PainRules) -> str:
    names = pain_types().types
    for needs in rules.needs:
        if needs.type in by_type and not any(kind in by_type for kind in needs.beside):
            others = " or ".join(names[kind].name.lower() for kind in needs.beside)
            return f"{names[needs.type].name} occurs beside {others}. {needs.why}"
    for one in rules.one_of:
        both = [names[kind].name.lower() for kind in one.types if kind in by_type]
        if len(both) > 1:
            return f"The model leaves out {' with '.join(both)}. {one.why}"
    return ""


def state_of(truth: Truth) -> int:
    """Return the state of a truth.

    Raises:
        RefusalError: the truth lies outside the declared support.
    """
    held = support()
    problem = refusal(list(truth.conditions))
    if problem:
        raise RefusalError(problem)
    slots = sorted(held.conditions.index(condition) for condition in truth.conditions)
    return _positions()[tuple(slots)]


@cache
def _positions() -> dict[tuple[int, ...], int]:
    held = support()
    none = len(held.conditions)
    return {tuple(int(slot) for slot in row if slot < none): at for at, row in enumerate(held.states)}


def _weight(there: list[Condition], shares: list[float], rules: PainRules) -> float:
    by_type = {condition.type: condition for condition in there}
    weight = float(np.prod(shares)) if shares else 1.0
    for same in rules.same:
        first, second = (by_type.get(kind) for kind in same.types)
        if first and second:
            # Both forms carry the share of the detail they have in common: it counts once.
            weight /= pain_types().types[first.type].details[same.detail].of[first.detail(same.detail) or ""]
    for affinity in rules.affinities:
        if all(kind in by_type for kind in affinity.pair):
            weight *= affinity.ratio.value
    return weight
