"""Two runners side by side: what differs about them, and what that changes in their plans."""

from typing import Any

from markupsafe import Markup

from toolkit.cases.planning import Planning
from toolkit.cases.second_runner import SAME, other_runner, planning_beside
from toolkit.content.examples import examples
from toolkit.content.look import look
from toolkit.content.plan_settings import plan_settings
from toolkit.history import named_runners
from toolkit.pain.marginals import band
from toolkit.plans import compare_plans
from toolkit.plans.comparison import Comparison
from toolkit.ui.controls import Choice, Control, Option, Words
from toolkit.ui.plan_parts.cards import item_card
from toolkit.ui.plan_parts.concern_text import who
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.side_by_side import STOPPED, Side, both_stopped, counted, side_by_side
from toolkit.ui.plan_parts.signs import symbol, type_words


class TwoRunnersPanel(Panel):
    """Two plans for two people."""

    def parts(self) -> tuple[Any, ...]:
        """Return who the second is, what differs about the two, and the two plans."""
        runner, found = self.second()
        group = self.controls(
            "second",
            "Two runners",
            _controls(self.desk.scenario.runner),
            {"runner": runner, "found": found},
            self._set,
        )
        group.add_class("st-row-of-choices")
        pair = self.desk.planning, planning_beside(self.desk.scenario, runner, found)
        sides = _side(pair[0]), _side(pair[1])
        compared = compare_plans(sides[0].plan, sides[1].plan)
        return (
            group,
            self.text("words", _words(sides, compared, same_findings=found == SAME), "st-reading"),
            self.text("people", _people(pair, sides)),
            self.text("table", side_by_side(sides, compared)),
        )

    def act(self, name: str) -> bool:
        """Open the card of an item of either plan."""
        kind, _, key = name.partition(":")
        if kind != "other":
            return False
        for planning in (self.desk.planning, planning_beside(self.desk.scenario, *self.second())):
            if key in planning.plan.ids:
                self.desk.open_card("Where this is from", item_card(planning.plan.item(key)))
                return True
        return False

    def second(self) -> tuple[str, str]:
        """Return who the second runner is, and whose findings count."""
        runner = str(self.choice("second", usual=""))
        found = str(self.choice("second_found", usual=SAME))
        known = runner in named_runners() and runner != self.desk.scenario.runner
        return (
            runner if known else other_runner(self.desk.scenario),
            found if found in examples().patients else SAME,
        )

    def _set(self, name: str, value: Any) -> None:
        if name == "runner":
            self.choose(second=None if value == other_runner(self.desk.scenario) else value)
        else:
            self.choose(second_found=None if value == SAME else value)


_ABOUT = (
    "Another runner with a story of their own. With the same findings only the history differs; with a patient's "
    "findings the pain differs too."
)


def _controls(first: str) -> list[Control]:
    runners = [Option(key, one.runner.name) for key, one in named_runners().items() if key != first]
    found = [Option(SAME, "The same as the first")]
    found += [Option(key, one.name) for key, one in examples().patients.items()]
    return [
        Words("note", _ABOUT),
        Choice("runner", "Second runner", runners, style="select"),
        Choice("found", "Findings of the second", found, style="select"),
    ]


def _side(planning: Planning) -> Side:
    name = who(planning)
    return Side(planning.plan, Markup("{}").format(name), name)


def _words(sides: tuple[Side, Side], compared: Comparison, *, same_findings: bool) -> Markup:
    if both_stopped(sides):
        return in_words(STOPPED)
    why = (
        "The findings are the same, so each difference comes from the history: how it tilts the belief, which "
        "factors it holds, and what the runner wants. It is a small part of the plan, because the pain and not the "
        "history decides most."
        if same_findings
        else "Both findings and history differ. The last column says which of them put an item on one plan only."
    )
    return in_words(Markup("{}. {}").format(counted(sides, compared), why))


def _people(pair: tuple[Planning, Planning], sides: tuple[Side, Side]) -> Markup:
    rows = Markup().join(
        Markup('<tr{}><th scope="row">{}</th>{}</tr>').format(
            Markup(' class="st-differs"') if said[0] != said[1] else Markup(),
            name,
            Markup().join(
                Markup('<td data-head="{}">{}</td>').format(side.name, text)
                for side, text in zip(sides, said, strict=True)
            ),
        )
        for name, tell in _ABOUT_THEM.items()
        for said in ([tell(planning) for planning in pair],)
    )
    heads = Markup().join(Markup('<th scope="col">{}</th>').format(side.head) for side in sides)
    return Markup(
        '<h3>What differs about them</h3><table class="st-people st-rows"><thead><tr><th scope="col">About them</th>{}'
        "</tr></thead><tbody>{}</tbody></table>"
    ).format(heads, rows)


def _story(planning: Planning) -> Markup:
    return Markup("{}").format(f"“{planning.story.words}”" if planning.story.words else "An imported diary")


def _wants(planning: Planning) -> Markup:
    return Markup("{}").format(planning.situation.goal or "not said")


def _factors(planning: Planning) -> Markup:
    enough = plan_settings().thresholds.factor_present.value
    held = [(share, key) for key, share in planning.situation.factors.items() if share >= enough]
    if not held:
        return Markup("none is large enough to be planned for")
    return Markup(", ").join(
        symbol(look().factors[key].symbol, look().factors[key].colour) + look().factors[key].label
        for _, key in sorted(held, reverse=True)
    )


def _types(planning: Planning) -> Markup:
    belief = planning.situation.belief
    return Markup(", ").join(
        Markup("{} ({})").format(type_words(key), band(belief[key])) if key in belief else type_words(key)
        for key in planning.plan.types
    )


def _pain(planning: Planning) -> Markup:
    now = planning.situation
    trend = {"unknown": "trend not known"}.get(now.trend.value, f"trend {now.trend.value}")
    return Markup("severity {}; {}").format(now.severity_words, trend)


_ABOUT_THEM = {
    "Their words": _story,
    "What they want": _wants,
    "Factors in the history": _factors,
    "Types that are planned for": _types,
    "The pain now": _pain,
}
