"""After the plan: what was really there, and one of five things that stand behind it."""

from collections.abc import Callable

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import CaseSession
from toolkit.cases.uncovering import Reveal
from toolkit.figures.belief_steps import belief_steps
from toolkit.ui import clinic_reveal_text as texts
from toolkit.ui.clinic_controls import BEHINDS, looks
from toolkit.ui.controls import ControlGroup
from toolkit.ui.figure_view import NO_FIGURE, FigureView
from toolkit.ui.page import Page, part, present
from toolkit.ui.prose import Prose


class Uncovered:
    """What stands on the page once nothing can be changed any more: `box` on the left, `recap_box` on the right.

    Args:
        page: on which it stands; it hears which passport was opened.
        set_: called when another look is chosen.
    """

    def __init__(self, page: Page, set_: Callable[..., None]) -> None:
        self.truth = page.pressed(Prose(live=True))
        self.behinds = ControlGroup("What stands behind it", looks(BEHINDS, "Look at"), {}, set_)
        self.panel = page.pressed(Prose(live=True))
        self.figure = FigureView(NO_FIGURE)
        self.reading = Prose(css="st-reading")
        self._drawn = part(self.figure, self.reading, css="st-column")
        behind = part(self.behinds, self.panel, self._drawn, css="st-card")
        self.box: Box = part(part(self.truth, css="st-card"), behind, css="st-column")
        self.recap = page.pressed(Prose(live=True))
        self.recap_box: Box = part(self.recap, css="st-card")

    def show(self, session: CaseSession, shown: Reveal | None, look: str) -> None:
        """Show a reveal; nothing where there is none yet."""
        present(self.box, on=shown is not None)
        present(self.recap_box, on=shown is not None)
        if shown is None:
            for prose in (self.truth, self.panel, self.recap, self.reading):
                prose.show(Markup())
            return
        self.truth.show(texts.truth_text(shown))
        self.recap.show(texts.recap_text(session, shown))
        self.behinds.fill({"look": look})
        self.panel.show(_behind(look, shown, session))
        present(self._drawn, on=look == "belief")
        drawn = belief_steps(shown.steps[-1])
        self.figure.show(drawn)
        self.reading.show(Markup("<p><strong>In words.</strong> {}</p>").format(drawn.reading))


def _behind(look: str, shown: Reveal, session: CaseSession) -> Markup:
    if look == "score":
        return texts.scores_text(shown)
    if look == "plan":
        return texts.plan_text(shown)
    if look == "words":
        return texts.words_text(shown, session)
    if look == "weeks":
        return texts.history_text(shown, session)
    return texts.beliefs_text(shown) + texts.types_text(session)
