"""Two pain types for the same history, side by side, with every difference marked and explained."""

from typing import Any

from markupsafe import Markup

from toolkit.content.pain_types import pain_types
from toolkit.plans import compare_plans, make_plan
from toolkit.plans.comparison import Comparison
from toolkit.ui.controls import Choice, Control, Option, Words
from toolkit.ui.plan_parts.cards import item_card
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.side_by_side import STOPPED, Side, both_stopped, counted, side_by_side
from toolkit.ui.plan_parts.signs import type_name, type_sign, type_words

USUAL = ("radicular", "hamstring_tendinopathy")


class TwoTypesPanel(Panel):
    """Two plans for one history."""

    def parts(self) -> tuple[Any, ...]:
        """Return the two choices and the two plans."""
        a, b = self.pair()
        group = self.controls("pair", "Two pain types", _controls(), {"a": a, "b": b}, self._set)
        sides = self.side(a), self.side(b)
        compared = compare_plans(sides[0].plan, sides[1].plan)
        table = self.text("table", side_by_side(sides, compared))
        said = self.text("words", _words(sides, compared), "st-reading")
        group.add_class("st-row-of-choices")
        return group, said, table

    def side(self, type_id: str) -> Side:
        """Return the plan for one type as a side of the table."""
        return Side(make_plan(self.desk.planning.only(type_id)), type_words(type_id), type_name(type_id))

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


def _words(sides: tuple[Side, Side], compared: Comparison) -> Markup:
    if sides[0].name == sides[1].name:
        return in_words("Twice the same type: choose two that differ.")
    if both_stopped(sides):
        return in_words(STOPPED)
    return in_words(
        Markup(
            "{}: the source decides a part of the plan, not all of it. That a plan matched to the source speeds recovery "
            "has not been shown for nerve-root pain; different sources have different dangers."
        ).format(counted(sides, compared))
    )
