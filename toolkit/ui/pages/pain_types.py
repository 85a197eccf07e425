"""Pain types: the emergency questions above everything, findings on the left, belief on the right."""

from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import Scenario, story_of
from toolkit.cases.picture import DIARY, in_setting, picture_of
from toolkit.cases.seen_patient import WORKED, fill_in, patient_key, patient_name
from toolkit.content.examples import examples
from toolkit.content.findings import finding_groups, findings
from toolkit.pain import Answer, check_findings
from toolkit.ui.belief_bars import ORDER, belief_bars
from toolkit.ui.concern_text import concern_text, not_by_likelihood, rule_card, safety_net
from toolkit.ui.controls import Buttons, Choice, Control, ControlGroup, Option
from toolkit.ui.finding_cards import family_card, finding_card, prior_card, teaching_card
from toolkit.ui.finding_sheet import FindingSheet, Sheet
from toolkit.ui.page import Page, part
from toolkit.ui.pain_panels.asked_list import asked_list
from toolkit.ui.pain_panels.closer import Closer
from toolkit.ui.pain_types_text import begins, both_sides, in_words, to_closer, trouble, who
from toolkit.ui.prose import Prose
from toolkit.ui.undo import Undo
from toolkit.ui.where_belief_begins import where_belief_begins

_ANYWAY = "pain_types.anyway"


class PainTypesPage(Page):
    """Page 03."""

    def body(self) -> Box:
        """Build the page's parts."""
        self.undo = Undo()
        self.who = Prose()
        self.patient = ControlGroup("Who is seen", _patient(), {}, self.guard(self._set))
        self.where = ControlGroup("Where belief begins", where_belief_begins(), {}, self.guard(self._set))
        self.begins = self.pressed(Prose())
        answer, how = self.guard(self._answer), self.guard(self._how)
        self.sheet = FindingSheet("What is asked and examined", _sheets(), answer, how, search=True)
        self.concern = self.pressed(Prose(live=True))
        self.urgent = FindingSheet("Emergency questions", [_emergency()], answer, how)
        self.net = Prose()
        self.trouble = Prose(live=True)
        self.bars = self.pressed(Prose(live=True, css="st-answer"))
        self.words = self.pressed(Prose(live=True, css="st-reading st-answer"))
        self.alarm = part(self.concern, self.urgent, self.net, css="st-card st-concern")
        # What was asked stands in the controls, which no paper shows.
        self.asked = Prose(css="st-print-only")
        self.closer = Closer(self)
        self.closer.box.add_class("st-waits")
        self.answers = part(
            self.alarm,
            self.trouble,
            part(
                part(Prose(Markup("<h2>Belief</h2>")), self.where, css="st-belief-top"),
                self.begins,
                self.bars,
                css="st-card st-waits",
            ),
            part(self.words, Prose(to_closer()), css="st-column st-waits"),
            self.closer.box,
            css="st-column st-answers",
        )
        left = part(
            part(self.who, self.patient, self.sheet, self.asked, Prose(both_sides()), css="st-card"),
            css="st-column",
        )
        return part(part(left, self.answers, css="st-columns"), css="st-column")

    def update(self) -> None:
        """Show the present scenario."""
        picture = picture_of(self.scenario)
        belief, level = picture.belief, picture.concern
        anyway = self.scenario.choice(_ANYWAY, usual=False)
        self.who.show(who(self.scenario, story_of(self.scenario)))
        nothing = [] if self.scenario.findings else ["clear"]
        self.patient.fill({"patient": self._filled(), "undo": [*self.undo.blocked(), *nothing]})
        self.where.fill({"setting": self.scenario.setting, "diary": picture.diary_used})
        self.begins.show(begins(picture, patient_name(self.scenario)) + not_by_likelihood(level))
        self.sheet.fill(self.scenario.findings)
        self.urgent.fill(self.scenario.findings)
        self.concern.show(concern_text(level, anyway=anyway))
        self.net.show(safety_net(level))
        _mark(self.alarm, "st-alarm", on=level.stops_running)
        _mark(self.alarm, "st-calm", on=level.level in {"context", "watch"} or not level.unasked)
        _mark(self.answers, "st-stopped", on=level.stops_running and not anyway)
        self.trouble.show(trouble(belief))
        self.bars.show(belief_bars(belief, picture.moves))
        self.words.show(in_words(picture))
        self.asked.show(asked_list(self.scenario))
        if not level.stops_running or anyway:
            self.closer.update(picture)

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        kind, _, which = name.partition(":")
        picture = picture_of(self.scenario)
        if kind == "anyway":
            shown = self.scenario.choice(_ANYWAY, usual=False)
            self.to(self.scenario.with_choice(_ANYWAY, None if shown else True))
        elif kind == "family" and which in ORDER:
            self.open_card(*family_card(picture, which))
        elif kind == "begin":
            self.to(self.scenario.with_choice("pain_types.panel", "begin"))
        elif kind == "teaching":
            self.open_card(*teaching_card(picture.belief))
        elif kind == "prior":
            self.open_card(*prior_card(picture.model))
        elif kind == "finding" and which in findings():
            self.open_card(*finding_card(which))
        elif kind == "rule" and (card := rule_card(which)) is not None:
            self.open_card(*card)
        else:
            self.closer.act(name)

    def _filled(self) -> str:
        """Return the patient of the list who was filled in, with or without changes since."""
        key = patient_key(self.scenario)
        return "" if key == WORKED else key

    # -- what a person sets ----------------------------------------------------------------------

    def _answer(self, finding: str, answer: Answer) -> None:
        if answer is not None and (problems := check_findings({finding: answer})):
            self.say(" ".join(problems))
            return
        rest = {key: kept for key, kept in self.scenario.findings.items() if key != finding}
        self.to(self.scenario.but(findings=rest if answer is None else {**rest, finding: answer}))

    def _how(self, finding: str) -> None:
        self.open_card(*finding_card(finding))

    def _set(self, name: str, value: Any) -> None:
        if name == "patient":
            filled = examples().patients[value].findings if value else {}
            self.to(fill_in(self.scenario, value, filled).with_choice(_ANYWAY, None))
        elif name == "setting":
            self.to(in_setting(self.scenario, value))
        elif name == "diary":
            self.to(self.scenario.with_choice(DIARY, None if value else False))
        elif name == "undo":
            self._undo(value)

    def _undo(self, what: str) -> None:
        if what == "clear":
            self.to(fill_in(self.scenario, "", {}).with_choice(_ANYWAY, None))
            return
        scenario = self.undo.back(self.scenario) if what == "undo" else self.undo.forward(self.scenario)
        if scenario is not None:
            self.quiet()
            self.change(scenario)

    def to(self, scenario: Scenario, slider: str = "") -> None:
        """Take up another scenario as one step that can be undone; a drag of one slider is one step."""
        self.quiet()
        self.undo.keep(self.scenario, slider)
        self.change(scenario)


def _mark(box: Box, css: str, *, on: bool) -> None:
    if on != (css in box._dom_classes):  # noqa: SLF001
        (box.add_class if on else box.remove_class)(css)


def _patient() -> list[Control]:
    options = [Option("", "Nobody: ask yourself")]
    options += [Option(key, patient.name) for key, patient in examples().patients.items()]
    return [
        Choice("patient", "Fill in a patient", options, style="select"),
        Buttons("undo", (Option("undo", "Undo"), Option("redo", "Redo"), Option("clear", "Clear all"))),
    ]


def _sheets() -> list[Sheet]:
    first = Sheet(
        "Start here",
        examples().first,
        note="The most telling ones. All stand below, in their groups.",
        open=True,
    )
    return [first, *(Sheet(file.group.title, tuple(file.findings)) for file in finding_groups())]


def _emergency() -> Sheet:
    return Sheet("Ask now", tuple(key for key, finding in findings().items() if finding.always))
