"""Examination: the body chart, the neurological examination of both sides, and what drawings cannot tell."""

from functools import cache
from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import Scenario
from toolkit.cases.examination import (
    SIDES,
    examination_of,
    screened,
    signs_by_root,
    two_visits,
    with_chart,
    with_legs,
    with_screening,
    with_sign,
)
from toolkit.cases.picture import DIARY, picture_of
from toolkit.cases.seen_patient import fill_in
from toolkit.content.body import referral
from toolkit.content.examples import examples
from toolkit.pain import Answer, Condition, Presentation, Truth, concern
from toolkit.pain.deficit import objective_signs
from toolkit.pain.drawing import Drawing
from toolkit.pain.presentation import present, second_visit
from toolkit.ui.body_chart import BodyChart, drawing_code, drawing_of
from toolkit.ui.controls import Buttons, Choice, Control, ControlGroup, Option
from toolkit.ui.drawing_quiz import DrawingQuiz
from toolkit.ui.examination_text import (
    MAPS,
    drawings_card,
    map_of,
    map_words,
    read_examination,
    revealed,
    serial_chart,
)
from toolkit.ui.finding_cards import finding_card
from toolkit.ui.finding_sheet import FindingSheet, Sheet
from toolkit.ui.page import Page, part
from toolkit.ui.pain_panels.numbers import condition_words
from toolkit.ui.prose import Prose
from toolkit.ui.undo import Undo

_ROOT_TITLES = {"l3": "L3", "l4": "L4", "l5": "L5", "s1": "S1"}


class ExaminationPage(Page):
    """Page 08, an appendix."""

    def body(self) -> Box:
        """Build the page's parts."""
        self.undo = Undo()
        self.who = ControlGroup("Whose chart", [_patients(), _steps()], {}, self.guard(self._set))
        self.truth = self.pressed(Prose(live=True, css="st-answer"))
        self.chart = BodyChart("Body chart: front and back, left and right", self.guard(self._draw))
        self.maps = ControlGroup("Maps over the chart", _maps(), {}, self.guard(self._set))
        self.chart_words = self.pressed(Prose(live=True, css="st-reading"))
        self.visit = ControlGroup("Visit and side", _visits(), {}, self.guard(self._set))
        self.visit.add_class("st-in-row")
        self.sheets = {side: self._sheet(side) for side in SIDES}
        self.words = self.pressed(Prose(live=True, css="st-reading"))
        self.serial = self.pressed(Prose(live=True))
        self.quiz = DrawingQuiz(self)
        drawn = part(
            _head("Where it is felt, and how"),
            part(self.who, self.maps, css="st-exam-row"),
            self.truth,
            part(self.chart, self.chart_words, css="st-exam-drawn"),
            css="st-card",
        )
        examined = part(
            _head("Neurological examination, root by root"),
            self.visit,
            part(
                *(part(_side_head(side), self.sheets[side], css="st-card") for side in SIDES), css="st-halves"
            ),
            self.words,
            css="st-card",
        )
        serial = part(_head("Week 0 and week 2"), self.serial, css="st-card")
        quiz = part(_head("What can a drawing tell? L5 or S1, twenty times"), self.quiz.box, css="st-card")
        return part(drawn, examined, serial, quiz, css="st-column st-exam")

    def update(self) -> None:
        """Show the present scenario."""
        seen = examination_of(self.scenario)
        week = self._week()
        drawing = drawing_of(str(self.scenario.choice("examination.drawing", usual="")))
        which = self._map()
        self.who.fill({"patient": self._patient(), "undo": self.undo.blocked()})
        self.truth.show(self._truth())
        self.maps.fill({"map": which})
        self.visit.fill({"week": str(week), "painful": seen.painful})
        self.chart.show(drawing)
        shown = map_of(which)
        self.chart.cover(shown.zones if shown else {}, (seen.painful,))
        self.chart_words.show(map_words(which, drawing))
        for side, sheet in self.sheets.items():
            sheet.fill(seen.found[side, week])
        picture = picture_of(self.scenario)
        self.words.show(read_examination(picture.belief.radiculopathy, seen))
        self.serial.show(serial_chart(seen, concern(*two_visits(self.scenario, drawing, self._later()))))
        self.quiz.update(self.scenario)

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        if name == "drawings":
            self.open_card(*drawings_card())
        elif name == "reveal":
            self.to(self.scenario.with_choice("examination.revealed", True))

    def to(self, scenario: Scenario, slider: str = "") -> None:
        """Take up another scenario as one step that can be undone."""
        self.quiet()
        self.undo.keep(self.scenario, slider)
        self.change(scenario)

    # -- what a person sets ----------------------------------------------------------------------

    def _week(self) -> int:
        return 2 if self.scenario.choice("examination.week", usual="0") == "2" else 0

    def _map(self) -> str:
        chosen = str(self.scenario.choice("examination.map", usual="none"))
        return chosen if map_of(chosen) is not None else "none"

    def _patient(self) -> str:
        chosen = str(self.scenario.choice("examination.patient", usual=""))
        return chosen if chosen in examples().examined else ""

    def _sheet(self, side: str) -> FindingSheet:
        folds = [Sheet(_ROOT_TITLES[root], signs, open=True) for root, signs in signs_by_root().items()]

        def chart(sign: str, answer: Answer) -> None:
            self.to(with_sign(self.scenario, side, self._week(), sign, answer))

        def how(sign: str) -> None:
            self.open_card(*finding_card(sign))

        return FindingSheet(f"{side.capitalize()} side", folds, self.guard(chart), self.guard(how))

    def _draw(self, drawing: Drawing) -> None:
        before = drawing_of(str(self.scenario.choice("examination.drawing", usual="")))
        scenario = with_legs(self.scenario, before, drawing)
        self.to(scenario.with_choice("examination.drawing", drawing_code(drawing) or None))

    def _set(self, name: str, value: Any) -> None:
        if name == "patient":
            self._fill(value)
        elif name == "undo":
            before = self.undo.back(self.scenario) if value == "undo" else self.undo.forward(self.scenario)
            if before is not None:
                self.quiet()
                self.change(before)
        elif name in {"map", "week", "painful"}:
            usual = {"map": "none", "week": "0", "painful": "right"}[name]
            self.to(self.scenario.with_choice(f"examination.{name}", None if value == usual else value))

    def _fill(self, which: str) -> None:
        """Chart a generated patient: drawing, both sides, both visits."""
        scenario = self.scenario
        for name in ("patient", "revealed", "painful", "drawing", "later", "other", "other_later"):
            scenario = scenario.with_choice(f"examination.{name}", None)
        # another patient: nothing that was asked of the one before is hers
        scenario = fill_in(scenario, "", {})
        if which:
            scenario = scenario.with_choice(DIARY, False)
            first, later = _visits_of(which)
            scenario = with_screening(scenario, screened(first.levels))
            scenario = scenario.with_choice("examination.patient", which)
            scenario = scenario.with_choice("examination.drawing", drawing_code(first.drawing) or None)
            for week, visit in ((0, first), (2, later)):
                scenario = with_chart(
                    scenario, "right", week, {sign: visit.levels[sign] for sign in objective_signs()}
                )
                scenario = with_chart(
                    scenario, "left", week, {sign: visit.other_side(sign) for sign in objective_signs()}
                )
        self.to(scenario)

    def _truth(self) -> Markup:
        which = self._patient()
        if not which:
            return Markup()
        if not self.scenario.choice("examination.revealed", usual=False):
            return Markup(
                '<p>Read drawing and examination, decide, and then: <button type="button" class="st-button" data-act="reveal">'
                "Show what is there</button></p>"
            )
        conditions = examples().examined[which].conditions
        return revealed([condition_words(key) for key in conditions], _visits_of(which)[1].course)

    def _later(self) -> dict[str, str]:
        """Return the generated patient's answers at week 2 to the questions that everybody is asked."""
        which = self._patient()
        return screened(_visits_of(which)[1].levels) if which else {}


@cache
def _visits_of(which: str) -> tuple[Presentation, Presentation]:
    """Return a generated patient at both visits."""
    patient = examples().examined[which]
    conditions = frozenset(Condition.parse(key) for key in patient.conditions)
    first = present(Truth(conditions, side="right"), seed=patient.seed)
    return first, second_visit(first)


def _patients() -> Control:
    options = [Option("", "Nobody: draw and chart yourself")]
    options += [Option(key, patient.name) for key, patient in examples().examined.items()]
    return Choice("patient", "A generated patient", options, style="select")


def _steps() -> Control:
    return Buttons("undo", (Option("undo", "Undo"), Option("redo", "Redo")))


def _maps() -> list[Control]:
    options = [Option(key, words) for key, words in MAPS.items()]
    options += [Option(f"area_{key}", area.name) for key, area in referral().areas.items() if key != "none"]
    return [Choice("map", "Lay over it", options, style="select")]


def _visits() -> list[Control]:
    return [
        Choice("week", "Visit", [Option("0", "Week 0"), Option("2", "Week 2")], stacked=True),
        Choice("painful", "Painful side", [Option(side, side.capitalize()) for side in SIDES], stacked=True),
    ]


def _head(words: str) -> Prose:
    return Prose(Markup("<h2>{}</h2>").format(words))


def _side_head(side: str) -> Prose:
    return Prose(Markup("<h3>{}</h3>").format(side.capitalize()))
