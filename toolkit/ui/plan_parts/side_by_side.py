"""Two plans side by side as a table: what decides, every difference with its reason, and what is the same."""

from dataclasses import dataclass

from markupsafe import Markup

from toolkit.content.pain_types import pain_types
from toolkit.plans import Plan, PlannedItem
from toolkit.plans.comparison import Comparison, Difference
from toolkit.ui.plan_parts.plan_text import source_button
from toolkit.ui.plan_parts.signs import (
    ANSWERS,
    LEVEL_SYMBOLS,
    claims_of,
    fold,
    items_of,
    listed,
    state_words,
    symbol,
    type_name,
)

ROWS_SHOWN = 6
"""Differences in the table; the others stand in a fold."""


@dataclass(frozen=True)
class Side:
    """One of the two: its plan, what stands above its column, and what it is called in a sentence."""

    plan: Plan
    head: Markup
    name: str


def counted(sides: tuple[Side, Side], compared: Comparison) -> Markup:
    """Say how much differs, the deciding difference first."""
    differ = len(compared.only_a) + len(compared.only_b) + len(compared.differs)
    one, other = (side.plan for side in sides)
    alike = [
        name
        for name, same in (
            ("level of concern", one.level == other.level),
            ("answer about running", one.running == other.running),
            ("phase", one.phase == other.phase),
        )
        if same
    ]
    same = Markup()
    if alike:
        same = Markup("The {} {} the same. ").format(listed(alike), "is" if len(alike) == 1 else "are")
    return Markup("{} {}{} items differ and {} are the same").format(
        compared.headline if len(alike) < len(_FACTS) else "", same, differ, len(compared.same)
    )


STOPPED = "The level of concern comes first and stops both plans: nothing else can differ before that is cleared up."
"""Said where a concern stops everything in both plans."""


def both_stopped(sides: tuple[Side, Side]) -> bool:
    """Tell whether a concern stops everything in both plans."""
    return all(side.plan.stops_everything for side in sides)


def side_by_side(sides: tuple[Side, Side], compared: Comparison) -> Markup:
    """Return two plans as a table."""
    facts = Markup().join(
        _fact(name, sides, [show(side.plan) for side in sides]) for name, show in _FACTS.items()
    )
    every = [*compared.only_a, *compared.only_b, *compared.differs]
    every.sort(key=lambda d: (_states(d, sides).count("now") == 0, _topic(d)))
    rows = [_difference(d, sides) for d in every]
    table = _table(sides, facts + Markup().join(rows[:ROWS_SHOWN]), "Where the two plans differ")
    more = Markup()
    if rows[ROWS_SHOWN:]:
        count = len(rows) - ROWS_SHOWN
        text = _table(sides, Markup().join(rows[ROWS_SHOWN:]), "More differences")
        more = fold("more-differences", "More differences", text, f"{count} more")
    same = fold(
        "same",
        "The same in both",
        items_of(Markup("{} {}").format(item.what, state_words(item.state)) for item in compared.same),
        f"{len(compared.same)} items",
    )
    return table + more + same


_FACTS = {
    "Level of concern": lambda plan: symbol(LEVEL_SYMBOLS[plan.level]) + plan.level_words,
    "Running": lambda plan: symbol(ANSWERS[plan.running]) + plan.running.words,
    "Phase": lambda plan: Markup("{}").format(plan.phase.value.replace("_", " ").capitalize()),
}


def _table(sides: tuple[Side, Side], rows: Markup, label: str) -> Markup:
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(side.head) for side in sides)
    return Markup(
        '<div class="st-scroll st-tall" tabindex="0" role="region" aria-label="{}"><table class="st-pair st-rows">'
        '<thead><tr><th scope="col">Item</th>{}<th scope="col">Why they differ</th></tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(label, heads, rows)


def _cells(sides: tuple[Side, Side], said: list[Markup]) -> Markup:
    return Markup().join(
        Markup('<td data-head="{}">{}</td>').format(side.name, text)
        for side, text in zip(sides, said, strict=True)
    )


def _fact(name: str, sides: tuple[Side, Side], said: list[Markup]) -> Markup:
    differs = said[0] != said[1]
    cells = _cells(sides, [Markup("<strong>{}</strong>").format(each) for each in said])
    return Markup('<tr class="{}"><th scope="row">{}</th>{}<td>{}</td></tr>').format(
        "st-differs" if differs else "", name, cells, "differs" if differs else "the same"
    )


def _difference(d: Difference, sides: tuple[Side, Side]) -> Markup:
    item = d.a or d.b
    if item is None:
        return Markup()
    return Markup(
        '<tr class="st-differs" data-claims="{}"><th scope="row">{} {}</th>{}<td data-head="Why">{}</td></tr>'
    ).format(
        claims_of(item.cites),
        item.what,
        source_button(f"other:{item.id}", item.mark, item.source),
        _cells(sides, [state_words(state) for state in _states(d, sides)]),
        " ".join(_why(text, d, sides) for text in d.why),
    )


def _why(text: str, d: Difference, sides: tuple[Side, Side]) -> str:
    owner = sides[0].name if d.b is None else sides[1].name if d.a is None else ""
    for side in sides:
        for type_id in side.plan.types:
            if text == f"{type_name(type_id)} is possible.":
                return f"Called for by {_small(type_name(type_id))}."
    names = [_small(side.name) for side in sides]
    text = text.replace("in the first plan", f"for {names[0]}").replace("in the second", f"for {names[1]}")
    for place, side in zip(("First", "Second"), sides, strict=True):
        for mark in (":", ","):
            if text.startswith(f"{place}{mark}"):
                return f"{side.name}{text.removeprefix(place)}"
    if owner and text.startswith("Present: "):
        return f"In the history of {_small(owner)}: {text.removeprefix('Present: ')}"
    return text


def _small(words: str) -> str:
    known = any(words == type_name(key) for key in pain_types().types)
    return words[:1].lower() + words[1:] if known else words


def _states(d: Difference, sides: tuple[Side, Side]) -> tuple[str, str]:
    return _state(d.id, d.a, sides[0].plan), _state(d.id, d.b, sides[1].plan)


def _state(key: str, item: PlannedItem | None, plan: Plan) -> str:
    if item is not None:
        return item.state
    return "ruled_out" if any(left.id == key for left in plan.left_out) else "none"


def _topic(d: Difference) -> int:
    order = ["running", "loading", "exercise", "activity", "walking", "emergency", "referral"]
    item = d.a or d.b
    topic = item.topic.value if item else ""
    return order.index(topic) if topic in order else len(order)
