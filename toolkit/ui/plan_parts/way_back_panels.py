"""Return to running: gates, steps and calendar, what the day after decides, and three ways lived."""

from typing import Any

from markupsafe import Markup

from toolkit.cases.way_back import (
    RACE_MOST,
    WEEKS_MOST,
    WEEKS_USUAL,
    WayBack,
    three_ways_of,
    way_back,
)
from toolkit.content.passport import passport
from toolkit.content.quantity import Mark
from toolkit.content.running import running
from toolkit.figures.three_ways import three_ways_lived
from toolkit.plans import PlannedDay, ReturnPlan, told_apart
from toolkit.ui.controls import Choice, Control, Option, Range, Toggle, Words
from toolkit.ui.page import part
from toolkit.ui.passports import passport_texts
from toolkit.ui.plan_parts.cards import source_card
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.plan_text import source_button
from toolkit.ui.plan_parts.signs import ANSWERS, fold, items_of, symbol

STOPPED = in_words(
    "The level of concern comes first: there is no way back to running before that is cleared up."
)
"""Shown in place of a calendar at an urgent or same-day level."""

_DECISIONS = {
    "next": "→ the next step",
    "repeat": "↻ the same step again",
    "back": "← one step back",
    "stop": "✕ stop",
}


class WayBackPanel(Panel):
    """The calendar of the way back, with its gates."""

    def parts(self) -> tuple[Any, ...]:
        """Return what is in the way, the calendar, and the day after a step."""
        if self.desk.planning.plan.stops_everything:
            return (self.text("stopped", STOPPED, "st-reading"),)
        way = way_back(self.desk.scenario)
        race = self.desk.planning.situation.weeks_to_race is not None
        group = self.controls("way", "Return to running", _controls(race=race), _values(way), self._set)
        said = self.text("said", _said(way), "st-reading")
        gates = self.text("gates", _gates(way.plan))
        table = self.text("calendar", calendar(way.plan))
        after = self.controls("after", "After a step", _after_controls(way), _after_values(way), self._answer)
        follows = self.text("follows", _follows(way), "st-reading")
        if not hasattr(self, "_box"):
            head = self.text("after_head", _AFTER_HEAD)
            self._box = part(
                part(part(group), part(said, gates, css="st-column"), css="st-columns"),
                table,
                head,
                part(part(after), follows, css="st-columns"),
                css="st-column",
            )
        return (self._box,)

    def act(self, name: str) -> bool:
        """Open the card of a gate, of the scheme, or of the growth of the long run."""
        kind, _, key = name.partition(":")
        if kind == "entry" and key in running().gates:
            gate = running().gates[key]
            self.desk.open_card(
                "Where this gate is from",
                Markup('<p tabindex="-1" autofocus><strong>{}</strong> {}</p>{}').format(
                    gate.text, gate.hedge, source_card(gate.source, gate.cites)
                ),
            )
        elif name == "scheme":
            scheme = running().schemes[way_back(self.desk.scenario).scheme]
            self.desk.open_card(scheme.title, _first(scheme.why) + source_card(scheme.source))
        elif name == "growth":
            content = running()
            cards = [
                passport(
                    content.long_run_ratio, name="Next long run, against the longest of the past 30 days"
                ),
                passport("frandsen2025-session-10-30"),
                passport(content.walking_pace, name="Walking pace"),
            ]
            self.desk.open_card("How the calendar grows", passport_texts(cards))
        else:
            return False
        return True

    def _set(self, name: str, value: Any) -> None:
        usual = {"scheme": next(iter(running().schemes)), "back_weeks": WEEKS_USUAL}
        more = {"step": None, "times": None} if name == "scheme" else {}
        self.choose(**{name: None if value == usual.get(name) else value}, **more)

    def _answer(self, name: str, value: Any) -> None:
        self.choose(**{name: int(value) if name in {"step", "times"} else value})


class ThreeWaysPanel(Panel):
    """The same weeks as planned, rushed, and in full rest."""

    def parts(self) -> tuple[Any, ...]:
        """Return the figure and what it says, and what it does not."""
        if self.desk.planning.plan.stops_everything:
            return (self.text("stopped", STOPPED, "st-reading"),)
        lived = three_ways_of(self.desk.scenario)
        figure = three_ways_lived(lived)
        said = in_words(
            Markup(
                "{} {} What weeks without running cost is not counted, and nobody is forecast."
                ' <button type="button" class="st-link" data-act="lived">◐○ where '
                "from?</button>"
            ).format(told_apart(lived), figure.reading)
        )
        return self.figure("lived", figure), self.text("said", said, "st-reading")

    def act(self, name: str) -> bool:
        """Open the card of the model behind the three ways."""
        if name != "lived":
            return False
        self.desk.open_card(
            "What the three ways rest on",
            _first(
                "The calendar is lived in the combined-factor model of page 2, with one more past episode, just over, and "
                "sleep and stress as usual. 'Rushed' does each step once on days that follow each other and then trains as "
                "before; 'full rest' does nothing until the last week. Both ways were chosen for teaching."
            )
            + passport_texts([passport(running().long_run_ratio, name="Growth of the long run as planned")]),
        )
        return True


def _controls(*, race: bool) -> list[Control]:
    schemes = [Option(key, scheme.title) for key, scheme in running().schemes.items()]
    controls: list[Control] = [
        Choice("scheme", "Walk-run scheme", schemes, style="select"),
        Range("back_weeks", "Weeks of calendar", 4, WEEKS_MOST, 1, unit="wk"),
    ]
    if race:
        controls.append(Range("race_km", "The race has", 1, RACE_MOST, 0.1, unit="km"))
    return controls


def _values(way: WayBack) -> dict[str, Any]:
    values: dict[str, Any] = {"scheme": way.scheme, "back_weeks": len(way.plan.days) // 7}
    return values if way.race_km is None else {**values, "race_km": way.race_km}


def _after_controls(way: WayBack) -> list[Control]:
    steps = [Option(str(s.number), f"{s.number}: {s.words}") for s in way.plan.steps]
    return [
        Choice("step", "Step that was done", steps, style="select"),
        Range("times", "Times it was done", 1, 4, 1),
        Range("step_pain", "Pain during it", 0, 10, 1),
        Range("step_later", "More pain 24 hours later, points", 0, 10, 1),
        Toggle("spread", "Symptoms further down the leg"),
        Toggle("weaker", "Strength or feeling changed"),
        Words("note", "Before the step there was no pain."),
    ]


def _after_values(way: WayBack) -> dict[str, Any]:
    return {
        "step": str(way.step),
        "times": way.times,
        "step_pain": way.response.during,
        "step_later": way.response.after_24_hours,
        "spread": way.response.spread,
        "weaker": way.response.weaker,
    }


_AFTER_HEAD = Markup(
    '<h3>The day after decides</h3><p class="st-muted">Answer one step, and see what follows from the 24 hours '
    "after it.</p>"
)


def _follows(way: WayBack) -> Markup:
    decision = way.decision
    number = {"next": way.step + 1, "repeat": way.step, "back": decision.step}.get(decision.action)
    done = decision.action == "next" and way.step == len(way.plan.steps)
    then = f" (step {number})" if number and not done else ""
    return Markup('<div data-claims="G1 G2">{}</div>').format(
        in_words(
            Markup("<strong>{}{}.</strong> {} {}").format(
                _DECISIONS[decision.action].capitalize(),
                then,
                decision.why,
                source_button("entry:day_after", Mark.TEACHING, decision.source),
            )
        )
    )


def _said(way: WayBack) -> Markup:
    plan = way.plan
    gates = {gate.text for gate in plan.gates}
    rules = [text for text in plan.in_the_way if text not in gates]
    blocked = Markup("<p>In the way, besides the gates below:</p>") + items_of(rules) if rules else Markup()
    first = {
        "yes": "The first step may be taken now.",
        "not_yet": "The first step waits.",
        "no": "No first step for now.",
    }[plan.answer.value]
    return Markup('<div data-claims="F7 F8 C4">{}</div>').format(
        in_words(
            Markup(
                "<strong>{}{}</strong> The calendar shows the weeks from the day on which the gates are open, when every "
                "step is well tolerated; hardly anybody's weeks go like that. {} No gate moves for a race."
            ).format(symbol(ANSWERS[plan.answer]), first, plan.race),
            blocked,
        )
    )


def _gates(plan: ReturnPlan) -> Markup:
    rows = Markup().join(
        Markup('<li>{}{} <span class="st-muted">{}</span> {}</li>').format(
            Markup('<strong class="st-state">{}{}</strong>: ').format(
                symbol("✓" if gate.met else "⏸"), "open" if gate.met else "shut"
            ),
            gate.text,
            f"({gate.hedge})" if gate.hedge else "",
            source_button(
                f"entry:{gate.id}",
                Mark.BORROWED if gate.source.startswith("evidence:") else Mark.TEACHING,
                gate.source,
            ),
        )
        for gate in plan.gates
    )
    return Markup("<h3>Gates before the first step</h3><ul>{}</ul>").format(rows)


def calendar(plan: ReturnPlan) -> Markup:
    """Return the calendar as a table, a week a row, with the steps below it."""
    weeks = [plan.days[at : at + 7] for at in range(0, len(plan.days), 7)]
    rows = Markup().join(
        Markup(
            '<tr><th scope="row"><span class="st-wide">Week </span>{}</th>{}<td><strong>{:.1f} km</strong></td></tr>'
        ).format(number, Markup().join(_day(day) for day in week), sum(day.km for day in week))
        for number, week in enumerate(weeks, 1)
    )
    heads = Markup().join(
        Markup('<th scope="col"><span class="st-wide">Day </span>{}</th>').format(day) for day in range(1, 8)
    )
    steps = items_of(
        Markup("<strong>Step {}:</strong> {}, effort {} of 10").format(s.number, s.words, s.effort)
        for s in plan.steps
    )
    return Markup(
        '<div class="st-scroll st-tall" tabindex="0" role="region" aria-label="Calendar of the way back"><table '
        'class="st-calendar"><caption>The weeks from the day on which the gates are open, when every step goes well '
        '</caption><thead><tr><td></td>{}<th scope="col">In all</th></tr></thead><tbody>{}</tbody></table></div>'
        '<p class="st-small">The long run grows to at most 1.1 times the longest of the past 30 days, {:.1f} km at the '
        'end and never beyond the usual {:.1f} km: an association, not a tested rule. <button type="button" '
        'class="st-link" data-act="growth">○ where from?</button> <button type="button" class="st-link" '
        'data-act="scheme">◐ the scheme, where from?</button></p>{}'
    ).format(
        heads,
        rows,
        plan.longest,
        plan.usual_long_km,
        fold("steps", "The steps", steps, f"{len(plan.steps)} steps"),
    )


def _day(day: PlannedDay) -> Markup:
    if day.kind == "rest":
        return Markup('<td class="st-rest">rest</td>')
    if day.kind == "walk_run":
        return Markup('<td><span title="{}">step {}</span></td>').format(day.words, day.step)
    name = "long" if day.kind == "long_run" else "run"
    return Markup('<td class="st-{}">{} {:.1f}</td>').format(name, name, day.km)


def _first(words: str) -> Markup:
    return Markup('<p tabindex="-1" autofocus>{}</p>').format(words)
