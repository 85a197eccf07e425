"""The case clinic: ask and examine, commit, decide, then look. Nothing is shown before commitment."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import CaseError, CaseSession
from toolkit.cases.clinic_choices import (
    PREFIX,
    belief_set,
    factors_set,
    find_case,
    items_set,
    next_visit,
    sentence_set,
    session_in,
    types_set,
    with_case,
    with_item,
    with_sentence,
    with_session,
    with_type,
)
from toolkit.cases.generating import new_code, sibling
from toolkit.cases.uncovering import uncover
from toolkit.content.cases import folder_print
from toolkit.content.clinic import clinic
from toolkit.content.concern_rules import LEVELS
from toolkit.reports.case_paper import lecturer_paper, student_paper
from toolkit.reports.reasoning_report import reasoning_report
from toolkit.ui import clinic_text
from toolkit.ui.clinic_asking import Asking
from toolkit.ui.clinic_cards import clinic_card
from toolkit.ui.clinic_controls import BEHINDS, LOOKS, chooser, decision, stated
from toolkit.ui.clinic_kept import Kept
from toolkit.ui.clinic_more import more_act, more_text
from toolkit.ui.clinic_uncovered import Uncovered
from toolkit.ui.controls import ControlGroup
from toolkit.ui.page import Page, part, present
from toolkit.ui.paper import Paper
from toolkit.ui.prose import Prose

_NEXT_SEED = 7919
_MOST_TRIED = 20


class ClinicPage(Page):
    """Page 05."""

    def body(self) -> Box:
        """Build the page's parts."""
        self._hinted = Markup()
        self._shape: dict[str, Any] = {}
        # A person's results are too many for an address: they live as long as this window, or in a saved file.
        self.kept = Kept(self)
        self._folder = folder_print()
        self.more = self.pressed(Prose(live=True))
        self.bar = Prose(css="st-clinic-bar")
        more = part(Prose(Markup("<h2>Quick looks</h2>")), self.more, css="st-card")
        columns = part(self._left(), self._right(), css="st-columns st-clinic-columns")
        below = part(self.kept.box, more, css="st-halves")
        return part(self._top(), columns, below, self.bar, css="st-column st-clinic")

    def _top(self) -> Box:
        self.stage = Prose(live=True)
        self.patient = Prose()
        self.chooser = ControlGroup("Who is seen", chooser(), {"code": ""}, self.guard(self._choose))
        return part(self.stage, self.patient, self.chooser, css="st-card st-clinic-top")

    def _left(self) -> Box:
        set_ = self.guard(self._set)
        self.asking = Asking(self, set_)
        self.decide = ControlGroup("What is to be done", [], {}, set_)
        self.decide_box = part(
            Prose(Markup("<h2>What is to be done</h2>")), self.decide, css="st-card st-clinic-menu"
        )
        self.done = self.pressed(Prose(live=True))
        self.uncovered = Uncovered(self, set_)
        return part(self.asking.box, self.decide_box, self.done, self.uncovered.box, css="st-column")

    def _right(self) -> Box:
        self.answers = self.pressed(Prose(live=True))
        self.hint = self.pressed(Prose(live=True))
        self.belief = ControlGroup("What you believe", [], {}, self.guard(self._set))
        head = Prose(Markup("<h2>What you believe</h2>"))
        self.belief_box = part(head, self.belief, self.hint, css="st-card st-clinic-belief")
        self.paper = Paper(
            {
                "report": ("Reasoning report", "reasoning-report", self._report),
                "student": ("This case on paper", "case-student", self._student),
                "lecturer": ("With answers, for the lecturer", "case-lecturer", self._lecturer),
            },
            "On paper",
            "For a portfolio, or for the day on which the network fails.",
        )
        self.paper_box = part(self.paper, css="st-card")
        said = part(self.answers, css="st-card")
        return part(
            self.uncovered.recap_box, said, self.belief_box, self.paper_box, css="st-column st-clinic-side"
        )

    @property
    def session(self) -> CaseSession:
        """The session of the present scenario."""
        return session_in(self.scenario)

    def arrive(self, code: str) -> None:
        """Take up what the address brought, and offer the cases that lie in an educator's folder by now."""
        # a page kept ready was built before
        if self._folder != folder_print():
            self._folder = folder_print()
            self.chooser.arrange(chooser(), {"code": ""})
            self.update()
        super().arrive(code)

    def update(self) -> None:
        """Show the present scenario."""
        session = self.session
        # reckoned before anything is put on the page: nothing stands there half told
        shown = uncover(session) if session.revealed else None
        self.chooser.fill({"case": "" if session.case.generated else session.case.id, "mode": session.mode})
        self.stage.show(clinic_text.stage_text(session))
        self.patient.show(clinic_text.patient_text(session))
        self.bar.show(clinic_text.bar_text(session))
        self.answers.show(clinic_text.answers_text(session))
        self.asking.show(session, self._look(LOOKS))
        self._show_belief(session)
        self._show_decision(session)
        self.done.show(_next_step(session))
        if shown is not None:
            self.kept.count(session, lambda: shown.scores[-1])
        self.uncovered.show(session, shown, self._look(BEHINDS))
        self.paper.offer(["report", "student", "lecturer"] if session.revealed else ["student"])
        present(self.paper_box, on=session.stage != "decide")
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
        elif (card := clinic_card(self.session, name)) is not None:
            self.open_card(*card)
        elif (scenario := more_act(self.scenario, name)) is not None:
            self.change(scenario)

    # -- what is shown when ------------------------------------------------------------------------

    def _show_belief(self, session: CaseSession) -> None:
        asking = session.stage == "ask"
        present(self.belief_box, on=asking)
        controls, values = stated(
            belief_set(self.scenario), types_set(self.scenario), factors_set(self.scenario)
        )
        self._arrange("belief", self.belief, controls if asking else [], values)
        practice = session.mode == "practice" and asking
        button = Markup(
            '<p><button type="button" class="st-link" data-act="do:hint">What would the model ask next?</button></p>'
        )
        self.hint.show(self._hinted + button if practice else Markup())

    def _show_decision(self, session: CaseSession) -> None:
        deciding = session.stage == "decide"
        present(self.decide_box, on=deciding)
        urgency = str(self.scenario.choice(f"{PREFIX}urgency", ""))
        controls, values = decision(urgency, items_set(self.scenario), sentence_set(self.scenario))
        self._arrange("decide", self.decide, controls if deciding else [], values)

    def _look(self, names: Mapping[str, str]) -> str:
        chosen = str(self.scenario.choice(f"{PREFIX}look", ""))
        return chosen if chosen in names else next(iter(names))

    def _arrange(self, name: str, group: ControlGroup, controls: Any, values: dict[str, Any]) -> None:
        shape = [control.spec() for control in controls]
        if shape != self._shape.get(name):
            self._shape[name] = shape
            group.arrange(controls, values)
        else:
            group.fill(values)

    # -- what a person does ------------------------------------------------------------------------

    def _choose(self, name: str, value: Any) -> None:
        self.quiet()
        if name == "case" and value:
            self._play(value)
        elif name == "mode":
            self._play(self.session.case.id, mode=value)
        elif name == "new":
            self._play(self._new(value))
        elif name == "code" and value:
            self._play(value)

    def _set(self, name: str, value: Any) -> None:
        self.quiet()
        kind, _, which = name.partition("_")
        if name in {"commit", "decide"}:
            self._commit() if name == "commit" else self._decide()
        elif name in {"urgency", "look"} or kind in {"b", "f"}:
            self.change(self.scenario.with_choice(f"{PREFIX}{name}", value))
        elif kind == "t":
            self.change(with_type(self.scenario, which, value))
        elif kind == "i":
            self.change(with_item(self.scenario, which, chosen=value))
        elif name == "sentence":
            self.change(with_sentence(self.scenario, value))

    def _believing(self) -> CaseSession:
        """Return the session with what the sliders say by now, where they were moved since."""
        session, belief, types = self.session, belief_set(self.scenario), types_set(self.scenario)
        touched = any(name.startswith(f"{PREFIX}b_") for name in self.scenario.choices) or bool(types)
        last = session.belief_stated()
        same = last is not None and dict(last.families) == belief and dict(last.types) == types
        return session if not touched or session.committed or same else session.believe(belief, types)

    def _new(self, difficulty: str) -> str:
        own = self.session.case
        like_own = own.generated and own.difficulty == difficulty
        # which patient comes next follows from how many were finished: the same for everybody who begins
        first = _NEXT_SEED * (len(self.kept.record.results) + 1)
        for step in range(_MOST_TRIED):
            code = sibling(own.id, step + 1) if like_own else new_code(first + step, difficulty=difficulty)
            with suppress(CaseError):
                find_case(code)
                return code
        raise CaseError("No new patient was found now: choose a written one.")

    def _play(self, key: str, mode: str | None = None) -> None:
        self.quiet()
        self._hinted = Markup()
        self.change(with_case(self.scenario, key, mode or self.session.mode))

    def _commit(self) -> None:
        stated_ = self.session.believe(belief_set(self.scenario), types_set(self.scenario))
        self._keep(stated_.name_factors(factors_set(self.scenario)).commit())

    def _decide(self) -> None:
        urgency = str(self.scenario.choice(f"{PREFIX}urgency", ""))
        if urgency not in LEVELS:
            raise CaseError("Choose how urgent it is first: one of the levels of concern.")
        self._keep(self.session.decide(urgency, items_set(self.scenario), sentence_set(self.scenario)))

    def _come_back(self) -> None:
        scenario = next_visit(self.scenario)
        self.quiet()
        self.change(with_session(scenario, self.session.come_back()))

    def _uncover(self) -> None:
        self._keep(self.session.reveal())

    def _hint(self) -> None:
        session, question = self._believing().hint()
        self._hinted = Markup('<p class="st-note">The model would ask: <b>{}</b>. {}</p>').format(
            question.ask, question.why
        )
        self._keep(session)

    def _keep(self, session: CaseSession) -> None:
        self.quiet()
        self.change(with_session(self.scenario, session))

    # -- on paper ----------------------------------------------------------------------------------

    def _report(self) -> str:
        return reasoning_report(self.session)

    def _student(self) -> str:
        return student_paper(self.session.case)

    def _lecturer(self) -> str:
        if not self.session.revealed:
            raise CaseError("The sheet with the answers is there once you have looked.")
        return lecturer_paper(self.session.case)


_DO = {
    "look": ClinicPage._uncover,  # noqa: SLF001 - buttons of this page
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
