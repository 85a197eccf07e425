"""The case clinic: ask and examine, commit, decide, then look. Nothing is shown before commitment."""

import base64
from typing import Any

from ipywidgets import Box, Text, Textarea
from markupsafe import Markup

from toolkit.cases import CaseError, CaseSession
from toolkit.cases.clinic_choices import (
    PREFIX,
    belief_set,
    factors_set,
    items_set,
    next_visit,
    sentence_set,
    session_in,
    with_case,
    with_item,
    with_sentence,
    with_session,
)
from toolkit.cases.generating import new_code, sibling
from toolkit.cases.record import Record, read_record, record_text, result_of
from toolkit.cases.uncovering import uncover
from toolkit.content.clinic import clinic
from toolkit.content.concern_rules import LEVELS
from toolkit.content.findings import finding_groups
from toolkit.figures.belief_steps import belief_steps
from toolkit.reports.reasoning_report import reasoning_report
from toolkit.ui import clinic_reveal_text, clinic_text
from toolkit.ui.clinic_controls import chooser, decision, stated
from toolkit.ui.clinic_more import more_act, more_text
from toolkit.ui.controls import ControlGroup, Upload
from toolkit.ui.figure_view import FigureView
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose

_NEXT_SEED = 7919
_LINK = Markup('<a class="st-button" download="{}" href="data:{};base64,{}">{}</a>')


class ClinicPage(Page):
    """Page 05."""

    def body(self) -> Box:
        """Build the page's parts."""
        # A person's results are too many for an address: they live as long as this window, or in a saved file.
        self.record = Record()
        self._counted: set[str] = set()
        self._hinted = Markup()
        self._shape: dict[str, Any] = {}
        set_, guard = self.guard(self._set), self.guard
        self.chooser = ControlGroup("Who is seen", chooser(), {}, set_)
        self.code = Text(description="Case code", placeholder="XXXX-XXXX-XXXX", continuous_update=False)
        self.code.observe(guard(self._open_code), names="value")
        self.stage = Prose(live=True)
        self.patient = Prose()
        self.emergency = self.pressed(Prose())
        self.groups = [self.pressed(Prose()) for _ in finding_groups()]
        self.answers = self.pressed(Prose(live=True))
        self.hint = self.pressed(Prose(live=True))
        self.belief = ControlGroup("What you believe", [], {}, set_)
        self.decide = ControlGroup("What is to be done", [], {}, set_)
        self.sentence = Textarea(description="One sentence to the patient", continuous_update=False, rows=3)
        self.sentence.observe(guard(self._write), names="value")
        self.done = self.pressed(Prose(live=True))
        self.reveal = [self.pressed(Prose()) for _ in range(6)]
        self.figure = FigureView(belief_steps(()))
        self.kept = self.pressed(Prose())
        self.more = self.pressed(Prose(live=True))
        self.load = Upload("Load a saved record", ".json", 2, self._load)
        self.decide_box = part(
            Prose(Markup("<h2>What is to be done</h2>")), self.sentence, self.decide, css="st-card"
        )
        self.belief_box = part(self.hint, self.belief, css="st-card")
        self.asking = part(self.emergency, *self.groups, css="st-card")
        cards = [part(prose, css="st-card") for prose in self.reveal]
        self.reading = Prose(css="st-reading")
        drawn = part(Prose(Markup("<h2>Belief, step by step</h2>")), self.figure, self.reading, css="st-card")
        self.uncovered = part(cards[0], drawn, *cards[1:], css="st-column")
        self.decide.add_class("st-clinic-menu")
        left = part(
            self.asking,
            part(self.chooser, self.code, css="st-card"),
            css="st-column",
        )
        right = part(
            part(self.answers, css="st-card"),
            self.belief_box,
            self.decide_box,
            self.done,
            self.uncovered,
            css="st-column st-answers",
        )
        kept = part(Prose(Markup("<h2>Your cases</h2>")), self.kept, self.load, css="st-card")
        more = part(Prose(Markup("<h2>Quick looks</h2>")), self.more, css="st-card")
        top = part(self.patient, self.stage, css="st-card st-clinic-top")
        return part(top, part(left, right, css="st-columns"), kept, more, css="st-column st-clinic")

    @property
    def session(self) -> CaseSession:
        """The session of the present scenario."""
        return session_in(self.scenario)

    def update(self) -> None:
        """Show the present scenario."""
        session = self.session
        self.chooser.fill({"case": "" if session.case.generated else session.case.id, "mode": session.mode})
        self.stage.show(clinic_text.stage_text(session))
        weeks = clinic_text.weeks_text(session.case)
        self.patient.show(clinic_text.patient_text(session) + weeks)
        self.emergency.show(clinic_text.emergency_text(session))
        for prose, group in zip(self.groups, finding_groups(), strict=True):
            prose.show(clinic_text.questions_text(session, group))
        self.answers.show(clinic_text.answers_text(session))
        self._show_belief(session)
        self._show_decision(session)
        self.done.show(_next_step(session))
        _show(self.asking, on=not session.revealed)
        self._show_reveal(session)
        self.more.show(more_text(self.scenario))

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        kind, _, which = name.partition(":")
        if kind == "ask":
            self._hinted = Markup()
            self._keep(self._believing().ask(which))
        elif kind == "play":
            self._play(which)
        elif kind == "do" and which in _DO:
            _DO[which](self)
        elif (scenario := more_act(self.scenario, name)) is not None:
            self.change(scenario)

    # -- what is shown when ------------------------------------------------------------------------

    def _show_belief(self, session: CaseSession) -> None:
        asking = session.stage == "ask"
        _show(self.belief_box, on=asking)
        controls, values = stated(belief_set(self.scenario), factors_set(self.scenario))
        self._arrange("belief", self.belief, controls if asking else [], values)
        practice = session.mode == "practice" and asking
        button = Markup(
            '<p><button type="button" class="st-link" data-act="do:hint">What would the model ask next?</button></p>'
        )
        self.hint.show(self._hinted + button if practice else Markup())

    def _show_decision(self, session: CaseSession) -> None:
        deciding = session.stage == "decide"
        _show(self.decide_box, on=deciding)
        controls, values = decision(
            str(self.scenario.choice(f"{PREFIX}urgency", "none")), items_set(self.scenario)
        )
        self._arrange("decide", self.decide, controls if deciding else [], values)
        written = sentence_set(self.scenario)
        if self.sentence.value != written and " ".join(self.sentence.value.split()) != written:
            self.sentence.value = written

    def _show_reveal(self, session: CaseSession) -> None:
        _show(self.uncovered, on=session.revealed)
        texts = clinic_reveal_text
        if session.revealed:
            shown = uncover(session)
            scored = shown.scores[-1]
            self._count(session)
            drawn = belief_steps(shown.steps[-1])
            self.figure.show(drawn)
            self.reading.show(Markup("<p><strong>In words.</strong> {}</p>").format(drawn.reading))
            steps = Markup().join(texts.steps_text(each) for each in shown.steps)
            self.reveal[0].show(texts.truth_text(shown) + texts.belief_text(scored))
            self.reveal[1].show(texts.score_text(scored) + steps)
            self.reveal[2].show(texts.plan_text(shown))
            self.reveal[3].show(texts.words_text(shown, session))
            self.reveal[4].show(texts.history_text(shown, session))
            self.reveal[5].show(texts.recap_text(session, shown) + _report(session))
        else:
            for prose in self.reveal:
                prose.show(Markup())
        self.kept.show(texts.record_text(self.record) + _saved(self.record))

    def _arrange(self, name: str, group: ControlGroup, controls: Any, values: dict[str, Any]) -> None:
        shape = [control.spec() for control in controls]
        if shape != self._shape.get(name):
            self._shape[name] = shape
            group.arrange(controls, values)
        else:
            group.fill(values)

    # -- what a person does ------------------------------------------------------------------------

    def _set(self, name: str, value: Any) -> None:
        self.quiet()
        kind, _, which = name.partition("_")
        if name == "case" and value:
            self._play(value)
        elif name == "mode":
            self._play(self.session.case.id, mode=value)
        elif name == "new":
            self._play(self._new(value))
        elif name == "commit":
            self._commit()
        elif name == "urgency":
            self.change(self.scenario.with_choice(f"{PREFIX}urgency", value))
        elif kind in {"b", "f"}:
            self.change(self.scenario.with_choice(f"{PREFIX}{name}", value))
        elif kind == "i":
            self.change(with_item(self.scenario, which, chosen=value))
        elif name == "decide":
            self._decide()

    def _believing(self) -> CaseSession:
        """Return the session with what the sliders say by now, where they were moved since."""
        session, belief = self.session, belief_set(self.scenario)
        touched = any(name.startswith(f"{PREFIX}b_") for name in self.scenario.choices)
        last = session.belief_stated()
        if not touched or session.committed or (last is not None and dict(last.families) == belief):
            return session
        return session.believe(belief)

    def _new(self, difficulty: str) -> str:
        own = self.session.case
        if own.generated and own.difficulty == difficulty:
            return sibling(own.id, 1)
        # which patient comes next follows from how many were finished: the same for everybody who begins
        return new_code(_NEXT_SEED * (len(self.record.results) + 1), difficulty=difficulty)

    def _play(self, key: str, mode: str | None = None) -> None:
        self.quiet()
        self._hinted = Markup()
        self.change(with_case(self.scenario, key, mode or self.session.mode))

    def _open_code(self, change: Any) -> None:
        if str(change["new"]).strip():
            self._play(str(change["new"]))

    def _commit(self) -> None:
        session = self.session.believe(belief_set(self.scenario)).name_factors(factors_set(self.scenario))
        self._keep(session.commit())

    def _decide(self) -> None:
        urgency = str(self.scenario.choice(f"{PREFIX}urgency", "none"))
        if urgency not in LEVELS:
            raise CaseError("Choose one of the levels of concern.")
        self._keep(self.session.decide(urgency, items_set(self.scenario), sentence_set(self.scenario)))

    def _come_back(self) -> None:
        scenario = next_visit(self.scenario)
        self.quiet()
        self.change(with_session(scenario, self.session.come_back()))

    def _look(self) -> None:
        self._keep(self.session.reveal())

    def _hint(self) -> None:
        session, question = self.session.hint()
        self._hinted = Markup('<p class="st-note">The model would ask: <b>{}</b>. {}</p>').format(
            question.ask, question.why
        )
        self._keep(session)

    def _write(self, change: Any) -> None:
        self.change(with_sentence(self.scenario, str(change["new"])))

    def _keep(self, session: CaseSession) -> None:
        self.quiet()
        self.change(with_session(self.scenario, session))

    def _count(self, session: CaseSession) -> None:
        mark = str(hash(tuple(repr(step) for step in session.steps))) + session.case.id
        if mark not in self._counted:
            self._counted.add(mark)
            self.record = self.record.adding(result_of(session, uncover(session).scores[-1]))

    def _load(self, files: list[tuple[str, bytes]]) -> str:
        if not files:
            return "No file was chosen."
        try:
            loaded = read_record(files[0][1])
        except CaseError as error:
            return str(error)
        known = {result.model_dump_json() for result in loaded.results}
        new = [result for result in self.record.results if result.model_dump_json() not in known]
        self.record = loaded.model_copy(update={"results": (*loaded.results, *new)})
        self.kept.show(clinic_reveal_text.record_text(self.record) + _saved(self.record))
        return f"Loaded: {len(loaded.results)} cases. The file stays on this computer."


_DO = {
    "look": ClinicPage._look,  # noqa: SLF001 - buttons of this page
    "come_back": ClinicPage._come_back,  # noqa: SLF001
    "hint": ClinicPage._hint,  # noqa: SLF001
}


def _next_step(session: CaseSession) -> Markup:
    button = Markup('<p><button type="button" class="st-button st-primary" data-act="do:{}">{}</button></p>')
    if session.stage == "come_back":
        return button.format("come_back", "Two weeks later")
    if session.stage == "reveal":
        honour = Markup('<p class="st-muted st-small">{}</p>').format(clinic().honour)
        return button.format("look", "Look: what was really there") + honour
    return Markup()


def _report(session: CaseSession) -> Markup:
    page = base64.b64encode(reasoning_report(session).encode()).decode()
    return Markup("<p>{}</p>").format(
        _LINK.format("reasoning-report.html", "text/html;charset=utf-8", page, "Reasoning report, to print")
    )


def _saved(record: Record) -> Markup:
    if not record.results:
        return Markup()
    text = base64.b64encode(record_text(record).encode()).decode()
    return Markup("<p>{}</p>").format(
        _LINK.format("my-cases.json", "application/json", text, "Save your cases as a file")
    )


def _show(box: Box, *, on: bool) -> None:
    if on == ("st-gone" in box._dom_classes):  # noqa: SLF001 - what ipywidgets keeps of its classes
        (box.remove_class if on else box.add_class)("st-gone")
