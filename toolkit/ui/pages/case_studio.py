"""The case studio: a lecturer builds a patient with controls, sees who results, plays her, and saves a file."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import Scenario
from toolkit.cases.case_story import runner_of
from toolkit.cases.changing_drafts import Place, change_of
from toolkit.cases.studio import (
    begin,
    draft_case,
    draft_in,
    opened,
    to_mend,
    with_answer,
    with_draft,
    with_visit,
)
from toolkit.content.cases import CaseFile, folder_print, left_out, offered_cases, read_case
from toolkit.content.findings import finding_groups, findings
from toolkit.figures.case_weeks import case_weeks
from toolkit.pain import Answer
from toolkit.pain.drawing import Drawing
from toolkit.ui import studio_text
from toolkit.ui.body_chart import BodyChart
from toolkit.ui.controls import Choice, Control, ControlGroup, Option, Upload
from toolkit.ui.figure_view import NO_FIGURE, FigureView
from toolkit.ui.finding_cards import finding_card, prior_card, teaching_card
from toolkit.ui.finding_sheet import FindingSheet, Sheet
from toolkit.ui.page import Page, part, present
from toolkit.ui.prose import Prose
from toolkit.ui.studio_controls import (
    LOOKS,
    STEPS,
    begin_controls,
    runner_controls,
    teaching_controls,
    truth_controls,
    words_controls,
)
from toolkit.ui.undo import Undo

PREFIX = "studio."
_MOST_MB = 1
_TEXTS = ("title", "objective", "explanation", "notes")


class CaseStudioPage(Page):
    """Page 10."""

    def body(self) -> Box:
        """Build the page's parts."""
        self.scenario = _drafted(self.scenario)
        self.undo = Undo()
        self._shape: Any = None
        self._weeks: Any = None
        set_ = self.guard(self._set)
        self.begin = ControlGroup("The case", begin_controls(), {"begin": ""}, self.guard(self._begin))
        self._folder = folder_print()
        self.left_out = Prose(studio_text.left_out_text(left_out()))
        self.load = Upload("Open a case file", ".yaml,.yml", _MOST_MB, self._load)
        self.steps = ControlGroup("What is worked on", [_segments("step", "Work on", STEPS)], {}, set_)
        self.visits = ControlGroup("Which visit", [], {}, set_)
        self.form = ControlGroup("The case", [], {}, set_)
        # A hundred questions are sent when somebody works on them.
        self.sheet: FindingSheet | None = None
        self.answers = part(css="st-pane")
        self.looks = ControlGroup("What is looked at", [_segments("look", "Look at", LOOKS)], {}, set_)
        self.mend = Prose(live=True)
        self.preview = self.pressed(Prose(studio_text.preview_text()))
        self.text = self.pressed(Prose())
        self.chart = BodyChart("The patient's drawing", self.guard(self._draw))
        self.chart_words = self.pressed(Prose(_DRAW))
        self.chart_box = part(self.chart_words, self.chart, css="st-pane")
        self.diary = FigureView(NO_FIGURE)
        self.diary_box = part(self.diary, css="st-pane")
        left = part(
            part(self.begin, self.left_out, self.load, css="st-card"),
            part(self.steps, self.visits, self.form, self.answers, css="st-card"),
            css="st-column",
        )
        right = part(
            part(self.mend, self.preview, css="st-card st-studio-mend"),
            part(self.looks, self.text, self.chart_box, self.diary_box, css="st-card"),
            css="st-column st-answers",
        )
        return part(left, right, css="st-columns st-studio")

    @property
    def file(self) -> CaseFile:
        """The case as it stands."""
        return draft_in(self.scenario)

    @property
    def at(self) -> int:
        """The visit that is worked on, from 0."""
        last = len(self.file.visits) - 1
        return min(last, int(self.scenario.choice(f"{PREFIX}visit", 0.0)))

    def arrive(self, code: str) -> None:
        """Take up what the address brought, and offer the cases that lie in the folder by now."""
        # a page kept ready was built before
        if self._folder != folder_print():
            self._folder = folder_print()
            self.begin.arrange(begin_controls(), {"begin": ""})
            self.left_out.show(studio_text.left_out_text(left_out()))
            self.begin.fill({"undo": self.undo.blocked(), "begin": ""})
        super().arrive(code)

    def change(self, scenario: Scenario) -> None:
        """Take up another scenario; there is always a case in it, so that the clinic can play it."""
        super().change(_drafted(scenario))

    def update(self) -> None:
        """Show the present scenario."""
        file, case = self.file, draft_case(self.file)
        step, look = self._chosen("step", STEPS), self._chosen("look", LOOKS)
        self.begin.fill({"undo": self.undo.blocked(), "begin": ""})
        self.steps.fill({"step": step})
        self.looks.fill({"look": look})
        self._show_form(file, step)
        self.mend.show(studio_text.mend_text(to_mend(file)))
        if look == "chart":
            self.chart.show(case.visits[self.at].drawing)
        if look == "diary" and self._weeks is not case.story:
            self._weeks = case.story
            self.diary.show(case_weeks(case.story))
        texts: dict[str, Callable[[], Markup]] = {
            "patient": lambda: studio_text.patient_text(file, case, self.at),
            "model": lambda: studio_text.model_text(case, self.at),
            "file": lambda: studio_text.file_text(file),
        }
        self.text.show(texts[look]() if look in texts else Markup())
        present(self.chart_box, on=look == "chart")
        present(self.diary_box, on=look == "diary")

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        kind, _, which = name.partition(":")
        if kind == "look" and which in LOOKS:
            self._look("look", which)
        elif name == "drawing:anew":
            self._to(with_visit(self.file, self.at, drawing=()))
        elif name == "passport:prior":
            self.open_card(*prior_card(draft_case(self.file).model))
        elif name == "passport:teaching":
            case = draft_case(self.file)
            self.open_card(*teaching_card(case.belief(case.found(self.at))))

    # -- what is shown -----------------------------------------------------------------------------

    def _show_form(self, file: CaseFile, step: str) -> None:
        controls: list[Control] = []
        values: dict[str, Any] = {}
        if step == "runner":
            controls, values = runner_controls(file, runner_of(file.person)[1])
        elif step == "truth":
            controls, values = truth_controls(file)
        elif step == "words":
            controls, values = words_controls(file, self.at, self._finding)
        elif step == "teaching":
            controls, values = teaching_controls(file)
        second = len(file.visits) > 1 and step in {"answers", "words"}
        shape = [second, *(control.spec() for control in controls)]
        if shape != self._shape:
            self._shape = shape
            self.visits.arrange(
                [_segments("visit", "Visit", {"0": "First", "1": "Second"})] if second else [], {}
            )
            self.form.arrange(controls, values)
        self.form.fill(values)
        self.visits.fill({"visit": str(self.at)})
        if step == "answers":
            self._show_sheet(file)
        present(self.answers, on=step == "answers")

    def _show_sheet(self, file: CaseFile) -> None:
        if self.sheet is None:
            sheets = [Sheet(group.group.title, tuple(group.findings)) for group in finding_groups()]
            self.sheet = FindingSheet(
                "What is said and found", sheets, self.guard(self._answer), self.guard(self._how), search=True
            )
            self.answers.children = (Prose(_UNUSUAL), self.sheet)
        visit = draft_case(file).visits[self.at]
        self.sheet.fill({**visit.levels, **visit.numbers})

    def _chosen(self, name: str, names: dict[str, str]) -> str:
        chosen = str(self.scenario.choice(f"{PREFIX}{name}", ""))
        return chosen if chosen in names else next(iter(names))

    @property
    def _finding(self) -> str:
        chosen = str(self.scenario.choice(f"{PREFIX}which", ""))
        return chosen if chosen in findings() else next(iter(findings()))

    # -- what a person does ------------------------------------------------------------------------

    def _begin(self, name: str, value: Any) -> None:
        if name == "undo":
            back = self.undo.back if value == "undo" else self.undo.forward
            if (scenario := back(self.scenario)) is not None:
                self.quiet()
                self.change(scenario)
        elif value == "new":
            self._to(begin())
        elif value in offered_cases():
            self._to(read_case(offered_cases()[value]))

    def _load(self, files: list[tuple[str, bytes]]) -> str:
        if not files:
            return "No file was chosen."
        file = opened(files[0][1])
        self._to(file)
        return f"Opened: {file.title}. The file itself stays as it is, until you save another."

    def _look(self, name: str, value: Any) -> None:
        self.change(self.scenario.with_choice(f"{PREFIX}{name}", value))

    def _set(self, name: str, value: Any) -> None:
        self.quiet()
        if name in {"step", "look", "which"}:
            self._look(name, value)
        elif name == "visit":
            self._look(name, float(value))
        else:
            place = Place(self._chosen("step", STEPS), self.at, self._finding)
            self._to(change_of(self.file, place, name, value), merge=name)

    def _answer(self, finding: str, answer: Answer) -> None:
        self._to(with_answer(self.file, self.at, finding, answer))

    def _how(self, finding: str) -> None:
        self.open_card(*finding_card(finding))

    def _draw(self, drawing: Drawing) -> None:
        strokes = tuple((stroke.zone, stroke.side, stroke.quality) for stroke in drawing.strokes)
        self._to(with_visit(self.file, self.at, drawing=strokes), merge="drawing")

    def _to(self, file: CaseFile, merge: str = "") -> None:
        self.quiet()
        before = self.scenario
        scenario = with_draft(self.scenario, file)
        self.undo.keep(before, merge)
        self.change(scenario)


_DRAW = Markup(
    '<p class="st-muted">Generated to fit what is there and what is said. Shade it yourself, or '
    '<button type="button" class="st-link" data-act="drawing:anew">draw it anew</button>.</p>'
)
_UNUSUAL = Markup('<p class="st-muted">What is not changed is as generated, or unremarkable.</p>')


def _drafted(scenario: Scenario) -> Scenario:
    return scenario if scenario.case else with_draft(scenario, begin())


def _segments(name: str, label: str, names: dict[str, str]) -> Choice:
    return Choice(name, label, [Option(key, words) for key, words in names.items()], stacked=True)
