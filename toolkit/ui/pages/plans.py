"""Treatment plans: what must not be missed, this runner's plan with its reasons, and what is known of plans."""

from typing import Any

from ipywidgets import Box

from toolkit.cases import Scenario
from toolkit.cases.planning import Planning, planning_of
from toolkit.ui.controls import ControlGroup
from toolkit.ui.page import Page, part
from toolkit.ui.plan_parts.cards import card_of
from toolkit.ui.plan_parts.concern_text import concern_words, in_words
from toolkit.ui.plan_parts.controls import plan_controls, plan_values, with_control
from toolkit.ui.plan_parts.plan_text import plan_text
from toolkit.ui.plan_parts.running_panel import RunningPanel
from toolkit.ui.plan_parts.two_types import TwoTypesPanel
from toolkit.ui.prose import Prose


class PlansPage(Page):
    """Page 04."""

    def body(self) -> Box:
        """Build the page's parts."""
        self._planned: tuple[Scenario, Planning] | None = None
        self._shape: Any = None
        self.settings = ControlGroup("How the runner is", [], {}, self.guard(self._set))
        self.concern = self.pressed(Prose(live=True))
        self.words = self.pressed(Prose(live=True, css="st-reading"))
        self.plan = self.pressed(Prose(live=True, css="st-plan"))
        self.running = RunningPanel(self)
        self.two = TwoTypesPanel(self)
        self.running_box = part(css="st-card")
        self.two_box = part(css="st-card")
        left = part(part(self.settings, css="st-card"), css="st-column st-stay")
        right = part(self.concern, self.words, part(self.plan, css="st-card"), css="st-column st-answers")
        return part(part(left, right, css="st-columns"), self.running_box, self.two_box, css="st-column")

    @property
    def planning(self) -> Planning:
        """The situation and plan of the present scenario."""
        if self._planned is None or self._planned[0] is not self.scenario:
            self._planned = (self.scenario, planning_of(self.scenario))
        return self._planned[1]

    def update(self) -> None:
        """Show the present scenario."""
        planning = self.planning
        controls, values = plan_controls(planning), plan_values(planning, self.scenario)
        shape = [control.spec() for control in controls]
        if shape != self._shape:
            self._shape = shape
            self.settings.arrange(controls, values)
        self.settings.fill(values)
        self.concern.show(concern_words(planning))
        self.words.show(in_words(planning))
        self.plan.show(plan_text(planning.plan, plain=bool(values["plain"])))
        self._place(self.running_box, self.running.parts())
        self._place(self.two_box, self.two.parts())

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        card = card_of(self.planning, name)
        if card is not None:
            self.open_card(*card)
            return
        for panel in (self.running, self.two):
            if panel.act(name):
                return

    def _set(self, name: str, value: Any) -> None:
        self.quiet()
        self.change(with_control(self.scenario, self.planning, name, value))

    @staticmethod
    def _place(box: Box, widgets: tuple[Any, ...]) -> None:
        if tuple(box.children) != widgets:
            box.children = widgets
