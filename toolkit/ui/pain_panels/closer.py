"""A closer look: nine of them, one at a time, each built when it is first looked at."""

from typing import Any

from ipywidgets import Box

from toolkit.cases.picture import Picture
from toolkit.ui.controls import Choice, ControlGroup, Option
from toolkit.ui.page import part
from toolkit.ui.pain_panels.compare import Compare
from toolkit.ui.pain_panels.how_sure import HowSure
from toolkit.ui.pain_panels.moved import Moved
from toolkit.ui.pain_panels.next_question import NextQuestion
from toolkit.ui.pain_panels.numbers import Numbers
from toolkit.ui.pain_panels.panel import Asking, Panel
from toolkit.ui.pain_panels.thousand import Thousand
from toolkit.ui.pain_panels.traces import Traces
from toolkit.ui.pain_panels.where_begins import WhereBegins
from toolkit.ui.pain_panels.worked import Worked
from toolkit.ui.pain_types_text import closer_place
from toolkit.ui.prose import Prose

PANELS: dict[str, tuple[str, type[Panel]]] = {
    "worked": ("Worked example", Worked),
    "next": ("What should I ask next?", NextQuestion),
    "numbers": ("Numbers", Numbers),
    "moved": ("What moved what", Moved),
    "sure": ("How sure?", HowSure),
    "bayes": ("Bayes in one picture", Thousand),
    "begin": ("Where belief begins", WhereBegins),
    "runs": ("Run traces", Traces),
    "compare": ("Two patients", Compare),
}
USUAL = "worked"


class Closer:
    """The choice and the panel that is chosen.

    Args:
        page: the page it stands on.
    """

    def __init__(self, page: Asking) -> None:
        self.page = page
        self._built: dict[str, tuple[Panel, tuple[Any, ...]]] = {}
        options = [Option(key, title) for key, (title, _) in PANELS.items()]
        choice = Choice("panel", "A closer look", options, stacked=True)
        self.choice = ControlGroup("A closer look", [choice], {}, page.guard(self._choose))
        self.panel = part(css="st-column")
        self.box: Box = part(Prose(closer_place()), self.choice, self.panel, css="st-card st-closer")

    @property
    def name(self) -> str:
        """The panel that is chosen."""
        chosen = str(self.page.scenario.choice("pain_types.panel", usual=USUAL))
        return chosen if chosen in PANELS else USUAL

    def update(self, picture: Picture) -> None:
        """Show the chosen panel with this picture; the others wait."""
        name = self.name
        if name not in self._built:
            panel = PANELS[name][1](self.page)
            self._built[name] = (panel, tuple(panel.widgets()))
        panel, widgets = self._built[name]
        panel.update(picture)
        self.choice.fill({"panel": name})
        if tuple(self.panel.children) != widgets:
            self.panel.children = widgets

    def act(self, name: str) -> None:
        """Hand a button on to the panel that shows it."""
        self._built[self.name][0].act(name)

    def _choose(self, _: str, value: str) -> None:
        scenario = self.page.scenario
        self.page.to(scenario.with_choice("pain_types.panel", None if value == USUAL else value))
