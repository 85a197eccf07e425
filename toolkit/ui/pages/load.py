"""Load measures on one diary: each with its curve, what is known of it, and where it misleads."""

from typing import Any, get_args

from ipywidgets import Box

from toolkit.cases import story_of
from toolkit.content.load_measures import MeasureId, load_measures_file
from toolkit.content.quantity import Quantity
from toolkit.figures.load_curves import Constants, load_curves
from toolkit.ui.controls import Choice, Control, ControlGroup, Option, Range, Words
from toolkit.ui.factors_text import who
from toolkit.ui.figure_view import FigureView
from toolkit.ui.load_text import all_measures, definition, load_words, measure_card
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose

_USUAL: MeasureId = "single_run"
_CONSTANTS = {
    "fitness_days": ("Fitness fades over", 1.0),
    "fatigue_days": ("Fatigue fades over", 1.0),
    "fatigue_weight": ("Fatigue weighs", 0.1),
}


class LoadPage(Page):
    """Page 07, an appendix."""

    def body(self) -> Box:
        """Build the page's parts."""
        story = story_of(self.scenario)
        self.who = Prose()
        self.controls = ControlGroup("Load measure", [], {}, self.guard(self._set))
        self.about = Prose()
        self.figure = FigureView(load_curves(story, self._measure(), self._constants()))
        self.words = self.pressed(Prose(live=True, css="st-reading"))
        self.all = Prose()
        left = part(part(self.who, self.controls, self.about, css="st-card"), css="st-column")
        right = part(part(self.figure, css="st-card"), self.words, self.all, css="st-column st-answers")
        return part(left, right, css="st-columns")

    def update(self) -> None:
        """Show the present scenario."""
        story = story_of(self.scenario)
        measure, constants = self._measure(), self._constants()
        self.who.show(who(story))
        self._arrange(measure, constants)
        self.about.show(definition(measure))
        figure = load_curves(story, measure, constants)
        self.figure.show(figure)
        self.words.show(load_words(measure, figure.reading))
        self.all.show(all_measures(story))

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        kind, _, key = name.partition(":")
        for measure in get_args(MeasureId):
            if kind == "passport" and key == measure:
                self.open_card(*measure_card(measure))

    def _measure(self) -> MeasureId:
        chosen = self.scenario.choice("load.measure", usual=str(_USUAL))
        return next((measure for measure in get_args(MeasureId) if measure == chosen), _USUAL)

    def _constants(self) -> Constants:
        known = load_measures_file().constants
        values = {}
        for name in _CONSTANTS:
            number: Quantity = getattr(known, name)
            low, high = number.interval
            values[name] = min(
                max(float(self.scenario.choice(f"load.{name}", usual=number.value)), low), high
            )
        return Constants(**values)

    def _arrange(self, measure: MeasureId, constants: Constants) -> None:
        options = [Option(key, about.name) for key, about in load_measures_file().measures.items()]
        controls: list[Control] = [Choice("measure", "Measure", options, style="select")]
        values: dict[str, Any] = {"measure": measure}
        if measure == "fitness_fatigue":
            controls.append(Words("heading", "Its constants", aside="◐"))
            for name, (label, step) in _CONSTANTS.items():
                number: Quantity = getattr(load_measures_file().constants, name)
                unit = "d" if number.unit == "days" else number.unit
                controls.append(Range(name, label, *number.interval, step, unit=unit))
                values[name] = getattr(constants, name)
        self.controls.show(controls, values)

    def _set(self, name: str, value: Any) -> None:
        self.quiet()
        if name == "measure":
            self.change(self.scenario.with_choice("load.measure", None if value == _USUAL else value))
            return
        usual = getattr(load_measures_file().constants, name).value
        self.change(self.scenario.with_choice(f"load.{name}", None if value == usual else value))
