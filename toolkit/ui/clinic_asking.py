"""Before commitment: ask, examine, read the drawing and the weeks; one of them is looked at at a time."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Box

from toolkit.cases import CaseSession
from toolkit.content.findings import finding_groups
from toolkit.figures.case_weeks import case_weeks
from toolkit.ui import clinic_text
from toolkit.ui.body_chart import BodyChart
from toolkit.ui.clinic_controls import LOOKS, looks
from toolkit.ui.controls import ControlGroup
from toolkit.ui.figure_view import NO_FIGURE, FigureView
from toolkit.ui.page import Page, part, present
from toolkit.ui.prose import Prose


class Asking:
    """The card 'What do you do?'.

    Args:
        page: on which it stands; it hears which question was pressed.
        set_: called when another look is chosen.
    """

    def __init__(self, page: Page, set_: Callable[..., None]) -> None:
        self._drawn: Any = None
        self.looks = ControlGroup("What is done", looks(LOOKS, "What do you do?"), {}, set_)
        self.emergency = page.pressed(Prose())
        self.groups = [page.pressed(Prose()) for _ in finding_groups()]
        self.chart = BodyChart("The patient's drawing")
        self.chart_words = Prose()
        self.diary = FigureView(NO_FIGURE)
        self.weeks = Prose()
        self._kinds = [_kind(at) for at in range(len(self.groups))]
        by_kind = {
            kind: [prose for prose, own in zip(self.groups, self._kinds, strict=True) if own == kind]
            for kind in ("ask", "examine")
        }
        self.panes = {
            "ask": part(self.emergency, *by_kind["ask"], css="st-pane"),
            "examine": part(*by_kind["examine"], css="st-pane"),
            "chart": part(self.chart_words, self.chart, css="st-pane"),
            "diary": part(self.diary, self.weeks, css="st-pane"),
        }
        self.box: Box = part(self.looks, *self.panes.values(), css="st-card")

    def show(self, session: CaseSession, look: str) -> None:
        """Show what may be asked or read; what is not looked at is not sent."""
        present(self.box, on=session.stage == "ask")
        self.emergency.show(clinic_text.emergency_text(session))
        for prose, group, kind in zip(self.groups, finding_groups(), self._kinds, strict=True):
            if kind == look or session.committed:
                prose.show(clinic_text.questions_text(session, group))
        self.looks.fill({"look": look})
        for key, pane in self.panes.items():
            present(pane, on=key == look)
        if look == "chart":
            self.chart.show(session.case.visits[session.visit].drawing)
            self.chart_words.show(clinic_text.chart_text(session))
        if look == "diary" and self._drawn is not session.case.story:
            self._drawn = session.case.story
            self.diary.show(case_weeks(session.case.story))
            self.weeks.show(clinic_text.weeks_text(session.case))


def _kind(at: int) -> str:
    own = finding_groups()[at].findings.values()
    return "examine" if sum(finding.kind == "examined" for finding in own) > len(own) / 2 else "ask"
