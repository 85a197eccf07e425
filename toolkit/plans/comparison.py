"""Two plans side by side: what both hold, what only one holds, what differs, and why."""

from dataclasses import dataclass

from toolkit.plans.names import plain_name
from toolkit.plans.plan import Plan, PlannedItem


@dataclass(frozen=True)
class Difference:
    """One item that the two plans treat differently.

    Attributes:
        a, b: the item in each plan; none where the plan does not hold it.
        why: why it differs, in words.
    """

    id: str
    a: PlannedItem | None
    b: PlannedItem | None
    why: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What two plans share and where they part.

    Attributes:
        same: items held alike.
        only_a, only_b: items of one plan, with the reason why the other lacks it.
        differs: items of both that stand in another state, or with another care or wait.
        headline: the deciding difference, in one sentence.
    """

    same: tuple[PlannedItem, ...]
    only_a: tuple[Difference, ...]
    only_b: tuple[Difference, ...]
    differs: tuple[Difference, ...]
    headline: str


def compare_plans(a: Plan, b: Plan) -> Comparison:
    """Compare two plans item by item.

    >>> from toolkit.plans.composition import make_plan
    >>> from toolkit.plans.situation import Situation
    >>> nerve = make_plan(Situation(belief={"radicular": 0.8}))
    >>> tendon = make_plan(Situation(belief={"hamstring_tendinopathy": 0.8}))
    >>> compared = compare_plans(nerve, tendon)
    >>> [d.id for d in compared.only_b if d.b.state == "now"]
    ['tendon_less_compression', 'tendon_isometric']
    """
    in_a = {item.id: item for item in a.items}
    in_b = {item.id: item for item in b.items}
    same, differs = [], []
    for key, item in in_a.items():
        other = in_b.get(key)
        if other is None:
            continue
        why = _why_differs(item, other)
        if why:
            differs.append(Difference(key, item, other, why))
        else:
            same.append(item)
    return Comparison(
        same=tuple(same),
        only_a=tuple(Difference(k, i, None, _why_absent(k, b, i)) for k, i in in_a.items() if k not in in_b),
        only_b=tuple(Difference(k, None, i, _why_absent(k, a, i)) for k, i in in_b.items() if k not in in_a),
        differs=tuple(differs),
        headline=_headline(a, b),
    )


def _why_differs(a: PlannedItem, b: PlannedItem) -> tuple[str, ...]:
    why = []
    if a.state != b.state:
        why.append(f"{_state(a)} in the first plan, {_state(b)} in the second.")
    if a.waits_for != b.waits_for:
        why += [f"First: {w}" for w in a.waits_for if w not in b.waits_for]
        why += [f"Second: {w}" for w in b.waits_for if w not in a.waits_for]
    if a.care != b.care:
        why += [f"First, with care: {c}" for c in a.care if c not in b.care]
        why += [f"Second, with care: {c}" for c in b.care if c not in a.care]
    return tuple(why)


def _state(item: PlannedItem) -> str:
    return {"now": "Now", "waiting": "Waiting", "later": "Later"}[item.state]


def _why_absent(key: str, other: Plan, item: PlannedItem) -> tuple[str, ...]:
    for left in other.left_out:
        if left.id == key:
            return left.why
    return tuple(r.text for r in item.why if r.kind in {"type", "factor", "finding", "level"}) or (
        "The other plan has passed this phase.",
    )


def _headline(a: Plan, b: Plan) -> str:
    if a.level != b.level:
        return f"The level of concern differs: '{a.level_words}' against '{b.level_words}'."
    if a.running != b.running:
        return f"Running differs: '{a.running.words}' against '{b.running.words}'."
    if a.types != b.types:
        return f"The possible types differ: {_names(a)} against {_names(b)}."
    if a.phase != b.phase:
        return "The phase differs: " + " against ".join(p.phase.value.replace("_", " ") for p in (a, b)) + "."
    return "Neither level, running, types nor phase differ."


def _names(plan: Plan) -> str:
    return " and ".join(plain_name(type_id) for type_id in plan.types) or "none"
