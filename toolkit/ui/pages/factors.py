"""Combined factors: one chance in eight parts, the hazard day by day, and how far anyone can know."""

from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import Story, story_of
from toolkit.cases.one_change import OneChange, changes_of, twins_of
from toolkit.content.factors import CAUSES, FACTORS, Cause, factors_file
from toolkit.content.look import look
from toolkit.factors import (
    Attribution,
    CombinedFactorModel,
    Rival,
    assumption_sheet,
    flip_test,
    parting,
    rival_views,
)
from toolkit.figures.difference import difference
from toolkit.figures.hazard_days import hazard_days
from toolkit.figures.orders import orders
from toolkit.ui import closer_text as words
from toolkit.ui.controls import Buttons, Choice, Control, ControlGroup, Option, Range, Toggle, Words
from toolkit.ui.copy_text import CopyText
from toolkit.ui.eight_bars import eight_bars
from toolkit.ui.factor_cards import card_of
from toolkit.ui.factor_evidence import factor_evidence
from toolkit.ui.factor_marks import factor_marks, symbols
from toolkit.ui.factors_text import hazard_words, in_words, type_of_pain, unknown_factors, who
from toolkit.ui.figure_view import FigureView
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose

_ALL = "all"
_CLOSER = {"orders": "Several orders", "twin": "One change", "rivals": "Rival models", "flip": "Flip test"}
_MOST_DIAL = 20


class FactorsPage(Page):
    """Page 02."""

    def body(self) -> Box:
        """Build the page's parts."""
        story = story_of(self.scenario)
        self.who = Prose()
        self.switches = ControlGroup("Factors and model", _switches(), {}, self.guard(self._switch))
        self.switches.add_class("st-factor-switches")
        # A presenter hides these until the class has guessed.
        self.bars = self.pressed(Prose(live=True, css="st-answer"))
        self.words = self.pressed(Prose(live=True, css="st-reading st-answer"))
        self.hazard = FigureView(hazard_days(story, self._cause()))
        self.hazard_words = self.pressed(Prose(live=True, css="st-reading"))
        self.closer = ControlGroup("A closer look", [], {}, self.guard(self._look_closer))
        self.about = Prose()
        self.panel = part(css="st-column")
        self.type = self.pressed(Prose())
        self.sheet = CopyText("Assumption sheet, to copy", self._sheet)
        self._views: dict[str, FigureView] = {}
        self._texts: dict[str, Prose] = {}
        left = part(part(self.who, self.switches, css="st-card"), css="st-column")
        right = part(
            part(self.bars, css="st-card"),
            self.words,
            part(self.hazard, css="st-card"),
            self.hazard_words,
            css="st-column st-answers",
        )
        deeper = part(self.closer, self.about, self.panel, css="st-card st-closer")
        behind = part(self.type, self.pressed(Prose(factor_evidence())), self.sheet, css="st-card")
        return part(part(left, right, css="st-columns"), deeper, behind, css="st-column")

    def update(self) -> None:
        """Show the present scenario."""
        story = story_of(self.scenario)
        cause = self._cause()
        # What a switch is moved for comes first: the bars, then the days, then the words.
        self.bars.show(eight_bars(story.attribution, unknown_factors(story)))
        figure = hazard_days(story, cause)
        self.hazard.show(figure)
        self.words.show(in_words(story, _whole(story)))
        self.hazard_words.show(hazard_words(story, figure.reading, cause or "hazard"))
        self.who.show(who(story))
        self.switches.fill(self._switched(story))
        self.type.show(type_of_pain(story))
        self._show_closer(story)

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        kind, _, number = name.partition(":")
        card = card_of(number) if kind == "passport" else None
        if card is not None:
            self.open_card(*card)

    # -- the controls ----------------------------------------------------------------------------

    def _cause(self) -> Cause | None:
        chosen = self.scenario.choice("factors.cause", usual=_ALL)
        return next((cause for cause in CAUSES if cause == chosen), None)

    def _switched(self, story: Story) -> dict[str, Any]:
        off = story.model.off
        everything = not off and not story.model.dials and story.model.rival is Rival.INTERACTING
        return {
            **{factor: factor not in off for factor in FACTORS},
            "rival": story.model.rival.value,
            "dial": story.model.dials.get("biomechanics", 1.0),
            "cause": self._cause() or _ALL,
            "reset": ["reset"] if everything else [],
        }

    def _switch(self, name: str, value: Any) -> None:
        self.quiet()
        scenario = self.scenario
        if name in FACTORS:
            scenario = scenario.with_choice(f"factors.off_{name}", None if value else True)
        elif name == "rival":
            scenario = scenario.with_choice("factors.rival", None if value == Rival.INTERACTING else value)
        elif name == "dial":
            scenario = scenario.with_choice("factors.biomechanics", None if value == 1 else value)
        elif name == "cause":
            scenario = scenario.with_choice("factors.cause", None if value == _ALL else value)
        elif name == "reset":
            for choice in ("rival", "biomechanics", *(f"off_{factor}" for factor in FACTORS)):
                scenario = scenario.with_choice(f"factors.{choice}", None)
        self.change(scenario)

    # -- a closer look ---------------------------------------------------------------------------

    def _panel(self) -> str:
        chosen = str(self.scenario.choice("factors.closer", usual="orders"))
        return chosen if chosen in _CLOSER else "orders"

    def _changed(self, story: Story) -> OneChange | None:
        changes = changes_of(story)
        chosen = self.scenario.choice("factors.change", usual="")
        return next((change for change in changes if change.id == chosen), changes[0] if changes else None)

    def _look_closer(self, name: str, value: Any) -> None:
        self.quiet()
        usual = {"closer": "orders", "change": ""}[name]
        self.change(self.scenario.with_choice(f"factors.{name}", None if value == usual else value))

    def _show_closer(self, story: Story) -> None:
        panel = self._panel()
        controls: list[Control] = [
            Choice("closer", "A closer look", [Option(*each) for each in _CLOSER.items()], stacked=True)
        ]
        values = {"closer": panel}
        change = self._changed(story) if panel == "twin" else None
        if change is not None:
            options = [Option(each.id, each.label) for each in changes_of(story)]
            controls.append(Choice("change", "Same runner,", options, style="select"))
            values["change"] = change.id
        self.closer.show(controls, values)
        shown = {"orders": self._orders, "twin": self._twin, "rivals": self._rivals, "flip": self._flip}[
            panel
        ](story)
        if tuple(self.panel.children) != shown:
            self.panel.children = shown

    def _orders(self, story: Story) -> tuple[Any, ...]:
        figure = orders(story.attribution)
        self.about.show(words.about(words.ORDERS))
        return self._view("orders", figure), self._text(
            "orders", words.orders_words(figure.reading), "st-reading"
        )

    def _twin(self, story: Story) -> tuple[Any, ...]:
        self.about.show(words.about(words.TWIN))
        change = self._changed(story)
        if change is None:
            return (self._text("no_twin", words.no_twin()),)
        pairs = twins_of(story, change)
        said = self._text("twin", words.twin_words(pairs, change, story), "st-reading")
        return self._view("twin", difference(pairs, change.label)), said

    def _rivals(self, story: Story) -> tuple[Any, ...]:
        views = rival_views(story.diary, story.runner, story.model)
        self.about.show(words.about(words.RIVALS))
        return (self._text("rivals", words.rivals_text(views, parting(views))),)

    def _flip(self, story: Story) -> tuple[Any, ...]:
        self.about.show(words.about(words.FLIP))
        return (self._text("flip", words.flip_text(flip_test(story.diary, story.runner, story.model))),)

    def _view(self, name: str, figure: Any) -> FigureView:
        # Made when first looked at: a page's load does not pay for what nobody opens.
        if name not in self._views:
            self._views[name] = FigureView(figure)
        else:
            self._views[name].show(figure)
        return self._views[name]

    def _text(self, name: str, text: Markup, css: str = "") -> Prose:
        if name not in self._texts:
            self._texts[name] = self.pressed(Prose(text, live=True, css=css))
        else:
            self._texts[name].show(text)
        return self._texts[name]

    def _sheet(self) -> tuple[str, str]:
        return "What the model assumes", assumption_sheet(story_of(self.scenario).model).text


def _whole(story: Story) -> Attribution:
    """Return the split with all seven factors counted."""
    model = story.model
    if not model.off:
        return story.attribution
    return CombinedFactorModel(model.rival, dials=model.dials).attribute(story.diary, story.runner)


def _switches() -> list[Control]:
    file, signs = factors_file(), look().factors
    controls: list[Control] = [Words("heading", "What counts")]
    for factor in FACTORS:
        about, sign = file.factors[factor], signs[factor]
        aside = f"{sign.patient} {symbols(factor_marks(factor))}"
        controls.append(Toggle(factor, about.name, aside=aside, symbol=sign.symbol, colour=sign.colour))
    rivals = [
        Option(rival.value, file.rivals[rival.value].name.capitalize(), file.rivals[rival.value].words)
        for rival in Rival
    ]
    causes = [
        Option(_ALL, "All"),
        *(Option(cause, cause.capitalize(), file.causes[cause].patient_words) for cause in CAUSES),
    ]
    return [
        *controls,
        Range(
            "dial",
            "Biomechanics turned up",
            0,
            _MOST_DIAL,
            0.5,
            unit="times",
            hint="1 is what prospective studies of runners allow: next to nothing. "
            "Turn it up to see what would follow.",
        ),
        Choice("rival", "How factors combine", rivals, stacked=True),
        Buttons("reset", (Option("reset", "Count all again"),)),
        Words("heading", "Hazard day by day"),
        Choice("cause", "Of which cause", causes, stacked=True),
    ]
