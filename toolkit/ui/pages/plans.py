"""Treatment plans: what must not be missed, this runner's plan with its reasons, and what is known of plans."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from ipywidgets import Box

from toolkit.cases import Scenario
from toolkit.cases.planning import Planning, planning_of
from toolkit.cases.way_back import way_back
from toolkit.content.findings import findings
from toolkit.ui.controls import Choice, ControlGroup, Option, Words
from toolkit.ui.page import Page, part
from toolkit.ui.paper import Make, Paper
from toolkit.ui.plan_parts.cards import card_of
from toolkit.ui.plan_parts.concern_text import concern_words, in_words
from toolkit.ui.plan_parts.controls import plan_controls, plan_values, with_control
from toolkit.ui.plan_parts.panel import Panel
from toolkit.ui.plan_parts.plan_text import plan_text
from toolkit.ui.plan_parts.running_panel import RunningPanel
from toolkit.ui.prose import Prose

CLOSER: dict[str, tuple[str, str]] = {
    "two": ("Two pain types", "two_types:TwoTypesPanel"),
    "runners": ("Two runners", "two_runners:TwoRunnersPanel"),
    "course": ("Usual course", "course_panel:CoursePanel"),
    "matrix": ("Plans by types", "matrix_panel:MatrixPanel"),
    "back": ("Return to running", "way_back_panels:WayBackPanel"),
    "ways": ("Three ways lived", "way_back_panels:ThreeWaysPanel"),
    "exercises": ("Exercises", "exercises_panel:ExercisesPanel"),
    "words": ("Words", "speaking_panel:SpeakingPanel"),
    "tensions": ("Guidelines", "guidance_panels:TensionsPanel"),
    "mixed": ("More than one type", "guidance_panels:MixedPanel"),
    "scan": ("A scan?", "guidance_panels:ScanPanel"),
}
"""What can be looked at more closely: name on the button, and the part that shows it, imported when it is opened."""


_PARTS = "toolkit.ui.plan_parts"

_BEGIN = (
    "One at a time. Begin with 'Two pain types': the same history, another source of the pain, another plan."
)


class PlansPage(Page):
    """Page 04."""

    def body(self) -> Box:
        """Build the page's parts."""
        self._planned: tuple[Scenario, Planning] | None = None
        self._shape: Any = None
        self.panels: dict[str, Panel] = {}
        self.running = RunningPanel(self)
        # Every box costs two messages at load: cards are the widgets themselves where they can be.
        self.settings = ControlGroup("How the runner is", [], {}, self.guard(self._set))
        for name in ("st-card", "st-stay"):
            self.settings.add_class(name)
        self.concern = self.pressed(Prose(live=True))
        self.words = self.pressed(Prose(live=True, css="st-reading"))
        self.plan = self.pressed(Prose(live=True, css="st-plan st-card"))
        self.paper = Paper(
            self._sheets(), "Paper", "What goes home, what stays in the notes, what is sent on."
        )
        for name in ("st-card", "st-plan-paper"):
            self.paper.add_class(name)
        options = [Option(key, name) for key, (name, _) in CLOSER.items()]
        self.closer = ControlGroup(
            "A closer look",
            [
                Words("heading", "A closer look"),
                Words("note", _BEGIN),
                Choice("closer", "Look at", options, stacked=True),
            ],
            {},
            self.guard(self._look_closer),
        )
        self.running_box = part(css="st-card st-keep-running")
        self.closer_box = part(css="st-card st-closer st-plan-closer")
        right = part(self.concern, self.words, self.plan, self.paper, css="st-column st-answers")
        columns = part(self.settings, right, css="st-columns")
        return part(columns, self.running_box, self.closer_box, css="st-column")

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
        self.paper.offer(
            [key for key in self._sheets() if key != "calendar" or not planning.plan.stops_everything]
        )
        self.plan.show(plan_text(planning.plan, plain=bool(values["plain"])))
        self._place(self.running_box, self.running.parts())
        shown = self.shown()
        self.closer.fill({"closer": shown})
        self._place(self.closer_box, (self.closer, *(self.panel(shown).parts() if shown else ())))

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        card = card_of(self.planning, name)
        if card is not None:
            self.open_card(*card)
            return
        shown = self.shown()
        for panel in (self.running, *([self.panel(shown)] if shown else [])):
            if panel.act(name):
                return

    def _set(self, name: str, value: Any) -> None:
        self.quiet()
        self.change(with_control(self.scenario, self.planning, name, value))

    def _sheets(self) -> dict[str, tuple[str, str, Make]]:
        return {
            "handout": (
                "Handout for the runner",
                "handout",
                lambda: _paper("handout_page")(self.planning.plan),
            ),
            "note": ("Clinician's note", "note", self._note),
            "letter": ("Referral letter", "letter", lambda: _paper("letter_page")(self.planning.situation)),
            "calendar": (
                "Return to running, to tick off",
                "return-to-running",
                lambda: _paper("calendar_page")(way_back(self.scenario).plan),
            ),
        }

    def _note(self) -> str:
        known = findings()
        unasked = [known[key].ask for key in self.planning.picture.concern.unasked]
        return _paper("note_page")(self.planning.plan, unasked=unasked)

    def shown(self) -> str:
        """Return which closer look is open; empty while none was chosen."""
        chosen = str(self.scenario.choice("plans.closer", usual=""))
        return chosen if chosen in CLOSER else ""

    def panel(self, name: str) -> Panel:
        """Return one closer look; made when it is first opened, so that a page's load does not pay for it."""
        if name not in self.panels:
            module, _, cls = CLOSER[name][1].partition(":")
            build: Callable[[PlansPage], Panel] = getattr(import_module(f"{_PARTS}.{module}"), cls)
            self.panels[name] = build(self)
        return self.panels[name]

    def _look_closer(self, _: str, value: Any) -> None:
        self.quiet()
        self.change(self.scenario.with_choice("plans.closer", value))

    @staticmethod
    def _place(box: Box, widgets: tuple[Any, ...]) -> None:
        if tuple(box.children) != widgets:
            box.children = widgets


def _paper(name: str) -> Callable[..., str]:
    """Return what writes a paper; imported when it is asked for, so that a page's kernel stays light."""
    writer: Callable[..., str] = getattr(import_module(f"toolkit.reports.{name}"), name)
    return writer
