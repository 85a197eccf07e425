"""A runner's history: who runs, what happened, one timeline, and in how many lives she stayed well."""

from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import LOG, LogOutcome, Scenario, Story, read_log, story_of
from toolkit.cases.own_habits import own_habits_forgotten, set_habit
from toolkit.content.events import event_kinds
from toolkit.figures.history_figure import history_figure
from toolkit.figures.weeks import stretch_name
from toolkit.history import EVENTS, Event, named_runners
from toolkit.history.changing_events import with_event
from toolkit.ui.controls import Buttons, Choice, Control, ControlGroup, Option, Upload, Words
from toolkit.ui.diary_against_truth import against_truth, truth_of
from toolkit.ui.event_controls import event_controls, event_values
from toolkit.ui.figure_view import FigureView
from toolkit.ui.history_text import (
    further,
    history_words,
    runner_card,
    template_link,
    timeline_hint,
    where_from,
)
from toolkit.ui.life_controls import life_controls, life_values
from toolkit.ui.likeness_text import likeness_card
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose
from toolkit.ui.undo import Undo

_MOST_EVENTS = 8
_LOG_ENDINGS = ".csv,.fit,.tcx,.gpx,.zip,.gz,.json"
_LOG_LIMIT_MB = 24
_HABITS = ("runs", "long_day", "club")


class HistoryPage(Page):
    """Page 01."""

    def body(self) -> Box:
        """Build the page's parts."""
        self.story: Story = story_of(self.scenario)
        self.undo = Undo()
        self.who = ControlGroup("Who runs", [_runner_choice(self.scenario)], {}, self.guard(self._choose))
        self.about = Prose()
        self.happened = ControlGroup("What happened", [], {}, self.guard(self._set))
        # A group of its own: moving the length must not draw anew the slider that is being moved.
        self.life = ControlGroup("Habits, life and diary", life_controls(), {}, self.guard(self._set))
        self.upload = Upload(
            "Your own log, read on this computer only", _LOG_ENDINGS, _LOG_LIMIT_MB, self._received
        )
        self.asked = self.pressed(Prose(live=True))
        self.figure = FigureView(history_figure(self.story), dragged=self.guard(self._drag))
        self.hint = Prose()
        self.words = self.pressed(Prose(live=True, css="st-reading st-answer"))
        self.further = self.pressed(Prose())
        self._pending: list[tuple[str, bytes]] = []
        self._answers: dict[str, str] = {}
        self._shape: Any = None
        left = part(
            part(self.who, self.about, css="st-card"),
            part(self.happened, self.life, css="st-card"),
            part(self.upload, Prose(template_link()), self.asked, css="st-card"),
            css="st-column",
        )
        right = part(
            part(self.figure, self.hint, css="st-card"), self.words, self.further, css="st-column st-answers"
        )
        return part(left, right, css="st-columns")

    def update(self) -> None:
        """Show the present scenario."""
        self.story = story_of(self.scenario)
        # The figure first: whoever moves a slider looks at it, and the words are read after it.
        truth = truth_of(self.scenario, self.story)
        self.figure.show(history_figure(self.story, truth))
        self.hint.show(timeline_hint(self.story, against_truth(self.story, truth)))
        self.words.show(history_words(self.story))
        self.further.show(further(self.scenario, self.story))
        self._update_controls()

    def _update_controls(self) -> None:
        self.who.arrange([_runner_choice(self.scenario)], {"runner": self.scenario.runner})
        self.about.show(runner_card(self.story))
        controls, values = self._controls()
        shape = [control.spec() for control in controls]
        if shape != self._shape:
            self._shape = shape
            self.happened.arrange(controls, values)
        self.happened.fill({**values, "undo": self.undo.blocked()})
        if bool(self.life.spec) == self.story.imported:
            self.life.arrange([] if self.story.imported else life_controls(), {})
        self.life.fill(life_values(self.scenario, self.story))

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        if name == "where":
            self.open_card("Where these numbers are from", where_from())
        elif name == "likeness":
            self.open_card(*likeness_card())
        elif name.startswith("ask:"):
            _, about, answer = name.split(":", 2)
            self._answers[about] = answer
            self.upload.message = self._received(self._pending)

    # -- the controls ----------------------------------------------------------------------------

    def _controls(self) -> tuple[list[Control], dict[str, Any]]:
        controls: list[Control] = [Words("heading", "What happened")]
        values: dict[str, Any] = {}
        if self.story.imported:
            note = "Your own diary: what happened stands in it already. Choose a named runner to set events."
            controls.append(Words("note", note))
        else:
            for index, event in enumerate(self.story.events):
                controls += event_controls(index, event, self.scenario.weeks)
                values |= event_values(index, event)
            if len(self.story.events) < _MOST_EVENTS:
                options = [Option("", "Add an event ...")]
                options += [Option(kind, event_kinds().kinds[kind].label) for kind in EVENTS]
                controls.append(Choice("add", "Something else", options, style="select"))
                values["add"] = ""
        controls.append(
            Buttons("undo", (Option("undo", "Undo"), Option("redo", "Redo"), Option("reset", "Reset")))
        )
        return controls, values

    def _choose(self, _: str, value: Any) -> None:
        scenario = own_habits_forgotten(self.scenario)
        self._to(scenario.but(runner=value, events=None) if value != LOG else scenario.but(runner=LOG))

    def _set(self, name: str, value: Any) -> None:
        events = list(self.story.events)
        if name == "add":
            if value:
                events.append(EVENTS[value]())
                self._to(self.scenario.but(events=events))
        elif name == "life":
            self._to(self.scenario.but(seed=(self.scenario.seed + 1) % 1_000_000))
        elif name == "pain":
            self._to(self.scenario.with_choice("history.pain", None if value else False))
        elif name == "seen":
            self._to(self.scenario.with_choice("history.seen", None if value == "truth" else value))
        elif name == "weeks":
            self._to(self.scenario.but(weeks=int(value)), merge=name)
        elif name in _HABITS:
            usual = named_runners()[self.scenario.runner].runner
            self._to(set_habit(self.scenario, name, value, usual), merge=name)
        elif name == "undo":
            self._undo(value)
        else:
            self._set_event(events, name, value)

    def _set_event(self, events: list[Event], name: str, value: Any) -> None:
        self._to(self.scenario.but(events=with_event(events, name, value)), merge=name)

    def _drag(self, name: str, weeks: int) -> None:
        events = list(self.story.events)
        at = next(slot for slot in range(len(events)) if stretch_name(slot) == name)
        week = min(max(events[at].week + weeks, -self.scenario.weeks), -1)
        if week != events[at].week:
            events[at] = events[at].moved(week)
            self._to(self.scenario.but(events=events))

    def _undo(self, what: str) -> None:
        if what == "reset":
            self._to(own_habits_forgotten(self.scenario).but(events=None, seed=Scenario().seed))
            return
        scenario = self.undo.back(self.scenario) if what == "undo" else self.undo.forward(self.scenario)
        if scenario is not None:
            self.change(scenario)

    def _to(self, scenario: Scenario, merge: str = "") -> None:
        self.quiet()
        before = self.scenario
        self.undo.keep(before, merge)
        self.change(scenario)

    # -- a log of one's own ----------------------------------------------------------------------

    def _received(self, files: list[tuple[str, bytes]]) -> str:
        if files is not self._pending:
            self._pending, self._answers = files, {}
        outcome = read_log(files, self._answers)
        self.asked.show(_asked(outcome))
        if outcome.log is not None:
            self._pending = []
            self._to(self.scenario.but(runner=LOG, log=outcome.log, events=None))
        return outcome.sentence


def _asked(outcome: LogOutcome) -> Markup:
    questions = [
        Markup('<p>{}</p><p class="st-buttons">{}</p>').format(
            question.words,
            Markup().join(
                Markup('<button type="button" class="st-button" data-act="ask:{}:{}">{}</button>').format(
                    question.about, answer, words
                )
                for answer, words in question.choices.items()
            ),
        )
        for question in outcome.questions[:1]
    ]
    notes = Markup().join(Markup("<li>{}</li>").format(note) for note in outcome.notes)
    listed = Markup('<ul class="st-small st-muted">{}</ul>').format(notes) if notes else Markup()
    return Markup().join(questions) + listed


def _runner_choice(scenario: Scenario) -> Choice:
    options = [
        Option(key, f"{named.runner.name}, {named.runner.age_years}")
        for key, named in named_runners().items()
    ]
    if scenario.log is not None:
        options.append(Option(LOG, "My own log"))
    return Choice("runner", "Runner", options, style="select")
