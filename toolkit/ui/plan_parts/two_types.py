"""Two pain types for the same history, side by side, with every difference marked and explained."""

from typing import Any

from markupsafe import Markup

from toolkit.cases.planning import Planning
from toolkit.content.pain_types import pain_types
from toolkit.plans import Plan, PlannedItem, compare_plans, make_plan
from toolkit.plans.comparison import Comparison, Difference
from toolkit.ui.controls import Choice, Control, Option, Words
from toolkit.ui.plan_parts.cards import item_card
from toolkit.ui.plan_parts.concern_text import level_words
from toolkit.ui.plan_parts.panel import Panel, in_words
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
    type_sign,
    type_words,
)

USUAL = ("radicular", "hamstring_tendinopathy")
_ROWS_SHOWN = 8


class TwoTypesPanel(Panel):
    """Two plans for one history."""

    def parts(self) -> tuple[Any, ...]:
        """Return the two choices and the two plans."""
        a, b = self.pair()
        group = self.controls("pair", "Two pain types", _controls(), {"a": a, "b": b}, self._set)
        planning = self.desk.planning
        plans = make_plan(planning.only(a)), make_plan(planning.only(b))
        compared = compare_plans(*plans)
        table = self.text("table", side_by_side(planning, (a, b), plans, compared))
        said = self.text("words", _words((a, b), plans, compared), "st-reading")
        group.add_class("st-row-of-choices")
        return group, said, table

    def act(self, name: str) -> bool:
        """Open the card of an item of either plan."""
        kind, _, key = name.partition(":")
        if kind != "other":
            return False
        for type_id in self.pair():
            plan = make_plan(self.desk.planning.only(type_id))
            if key in plan.ids:
                self.desk.open_card("Where this is from", item_card(plan.item(key)))
                return True
        return False

    def pair(self) -> tuple[str, str]:
        """Return the two types that are compared."""
        known = pain_types().types
        a, b = (str(self.choice(name, usual=usual)) for name, usual in zip("ab", USUAL, strict=True))
        return (a if a in known else USUAL[0]), (b if b in known else USUAL[1])

    def _set(self, name: str, value: Any) -> None:
        usual = dict(zip("ab", USUAL, strict=True))[name]
        self.choose(**{name: None if value == usual else value})


_ABOUT = (
    "Same history, another pain type: each plan is made as if that type were certain and stood alone. History, severity, "
    "trend and deficits are those of above."
)


def _controls() -> list[Control]:
    options = [
        Option(key, f"{type_sign(key).symbol} {kind.name}") for key, kind in pain_types().types.items()
    ]
    return [
        Words("note", _ABOUT),
        Choice("a", "First", options, style="select"),
        Choice("b", "Second", options, style="select"),
    ]


def _words(types: tuple[str, str], plans: tuple[Plan, Plan], compared: Comparison) -> Markup:
    differ = len(compared.only_a) + len(compared.only_b) + len(compared.differs)
    same = len(compared.same)
    if types[0] == types[1]:
        return in_words("Twice the same type: choose two that differ.")
    alike = [
        name
        for name, a, b in (
            ("level of concern", plans[0].level, plans[1].level),
            ("answer about running", plans[0].running, plans[1].running),
            ("phase", plans[0].phase, plans[1].phase),
        )
        if a == b
    ]
    first = compared.headline if len(alike) < len(_FACTS) else ""
    return in_words(
        Markup(
            "{} {}{} items differ and {} are the same: the source decides a part of the plan, not all of it. That a "
            "plan matched to the source speeds recovery has not been shown for nerve-root pain; different sources "
            "have different dangers."
        ).format(
            first,
            Markup("The {} {} the same. ").format(listed(alike), _are(alike)) if alike else "",
            differ,
            same,
        )
    )


_FACTS = ("level", "running", "phase")


def _are(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def side_by_side(
    planning: Planning, types: tuple[str, str], plans: tuple[Plan, Plan], compared: Comparison
) -> Markup:
    """Return two plans as a table: what decides, every difference with its reason, and what is the same."""
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(type_words(t)) for t in types)
    facts = Markup().join(
        _fact(name, [show(plan) for plan in plans])
        for name, show in (
            ("Level of concern", lambda p: symbol(LEVEL_SYMBOLS[p.level]) + level_words(planning, p.level)),
            ("Running", lambda p: symbol(ANSWERS[p.running]) + p.running.words),
            ("Phase", lambda p: Markup("{}").format(p.phase.value.replace("_", " ").capitalize())),
        )
    )
    every = [*compared.only_a, *compared.only_b, *compared.differs]
    every.sort(key=lambda d: (_states(d, plans).count("now") == 0, _topic(d)))
    rows = [_difference(d, types, plans) for d in every]
    table = _table(heads, facts + Markup().join(rows[:_ROWS_SHOWN]), "Where the two plans differ")
    more = Markup()
    if rows[_ROWS_SHOWN:]:
        count = len(rows) - _ROWS_SHOWN
        more = fold(
            "more-differences",
            "More differences",
            _table(heads, Markup().join(rows[_ROWS_SHOWN:]), "More differences"),
            f"{count} more",
        )
    same = fold(
        "same",
        "The same in both",
        items_of(Markup("{} {}").format(item.what, state_words(item.state)) for item in compared.same),
        f"{len(compared.same)} items",
    )
    return table + more + same


def _table(heads: Markup, rows: Markup, label: str) -> Markup:
    return Markup(
        '<div class="st-scroll st-tall" tabindex="0" role="region" aria-label="{}"><table class="st-pair">'
        '<thead><tr><th scope="col">Item</th>{}<th scope="col">Why they differ</th></tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(label, heads, rows)


def _fact(name: str, said: list[Markup]) -> Markup:
    differs = said[0] != said[1]
    cells = Markup().join(Markup("<td><strong>{}</strong></td>").format(each) for each in said)
    return Markup('<tr class="{}"><th scope="row">{}</th>{}<td>{}</td></tr>').format(
        "st-differs" if differs else "", name, cells, "differs" if differs else "the same"
    )


def _difference(d: Difference, types: tuple[str, str], plans: tuple[Plan, Plan]) -> Markup:
    item = d.a or d.b
    if item is None:
        return Markup()
    states = Markup().join(Markup("<td>{}</td>").format(state_words(s)) for s in _states(d, plans))
    names = [type_name(t) for t in types]
    why = " ".join(_called_for(text, types) for text in d.why).replace(
        "in the first plan", f"for {names[0].lower()}"
    )
    return Markup(
        '<tr class="st-differs" data-claims="{}"><th scope="row">{} {}</th>{}<td>{}</td></tr>'
    ).format(
        claims_of(item.cites),
        item.what,
        source_button(f"other:{item.id}", item.mark, item.source),
        states,
        why.replace("in the second", f"for {names[1].lower()}"),
    )


def _called_for(why: str, types: tuple[str, str]) -> str:
    for type_id in types:
        if why == f"{type_name(type_id)} is possible.":
            return f"Called for by {type_name(type_id).lower()}."
    return why


def _states(d: Difference, plans: tuple[Plan, Plan]) -> tuple[str, str]:
    return _state(d.id, d.a, plans[0]), _state(d.id, d.b, plans[1])


def _state(key: str, item: PlannedItem | None, plan: Plan) -> str:
    if item is not None:
        return item.state
    return "ruled_out" if any(left.id == key for left in plan.left_out) else "none"


def _topic(d: Difference) -> int:
    order = ["running", "loading", "exercise", "activity", "walking", "emergency", "referral"]
    item = d.a or d.b
    topic = item.topic.value if item else ""
    return order.index(topic) if topic in order else len(order)
