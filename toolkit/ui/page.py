"""What every dashboard is made of: a scenario, its address, a notice, a card, and a body of parts."""

import logging
from collections.abc import Callable
from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import Scenario, ShareCodeError, decode, encode
from toolkit.ui.address import Address
from toolkit.ui.one_layout import one_layout
from toolkit.ui.prose import Prose

log = logging.getLogger(__name__)

_RESET = Markup(
    '<p class="st-notice">The page is as it opens. '
    '<button type="button" class="st-link" data-act="page:back">Bring back what was there</button></p>'
)


def part(*children: Any, css: str = "") -> Box:
    """Put widgets into one box that the style sheet lays out."""
    box = Box(list(children), layout=one_layout())
    for name in css.split():
        box.add_class(name)
    return box


def present(box: Box, *, on: bool) -> None:
    """Put a box on the page or take it away; by a class, since all widgets of a page share one layout."""
    if on == ("st-gone" in box._dom_classes):  # noqa: SLF001 - what ipywidgets keeps of its classes
        (box.remove_class if on else box.add_class)("st-gone")


class Page:
    """One dashboard.

    A page runs to its end without knowing who asks: it is built for the usual scenario; what the
    address brings arrives afterwards. It starts no thread and no task.
    """

    def __init__(self) -> None:
        self.scenario = Scenario()
        self.opening = ""
        self._before_reset = self.scenario
        self.notice = self.pressed(Prose(live=True, css="st-wide"))
        self.card = Prose()
        self.card.on_act(self._guarded_act)
        self.address = Address(self._guarded(self.arrive), self._guarded(self.reset))

    # -- for each page to write ------------------------------------------------------------------

    def body(self) -> Box:
        """Build the page's parts, once."""
        raise NotImplementedError

    def update(self) -> None:
        """Show the present scenario."""
        raise NotImplementedError

    def act(self, name: str) -> None:
        """Do what a button in the page's text asks for."""

    # -- what they share -------------------------------------------------------------------------

    def view(self) -> Box:
        """Return the whole page as one widget."""
        if self.opening:
            self._guarded(self._open)()
        body = self.body()
        self.update()
        return part(self.address, self.notice, body, self.card, css="st-app")

    def change(self, scenario: Scenario) -> None:
        """Take up another scenario: show it, and keep it in the address."""
        before = self.scenario
        self.scenario = scenario
        try:
            self.update()
            self.address.code = encode(scenario)
        except ShareCodeError as error:
            self.say(str(error))
        except Exception:
            self.scenario = before
            self.update()
            raise

    def _open(self) -> None:
        self.scenario = decode(self.opening)

    def arrive(self, code: str) -> None:
        """Take up what the address brought; open as usual, and say so, where it cannot be read."""
        if not code and self.opening:
            return
        try:
            scenario = decode(code)
            if scenario != self.scenario:
                self.change(scenario)
        except ValueError as error:
            self.say(f"{error} The page opens as usual.")
            self.change(Scenario())

    def reset(self) -> None:
        """Go back to how the page opens, and offer what was there: one key does this, perhaps by mistake."""
        before = self.scenario
        self.quiet()
        self.change(Scenario())
        if before != self.scenario:
            self._before_reset = before
            self.notice.show(_RESET)

    def say(self, words: str) -> None:
        """Show one sentence above the page."""
        self.notice.show(Markup('<p class="st-notice">{}</p>').format(words))

    def quiet(self) -> None:
        """Take the sentence away."""
        if self.notice.html:
            self.notice.show(Markup())

    def open_card(self, title: str, text: Markup) -> None:
        """Show a card over the page."""
        self.card.show(
            Markup(
                '<dialog class="st-dialog" data-show aria-labelledby="st-card-title">'
                '<h2 id="st-card-title" tabindex="-1" autofocus>{}</h2>{}'
                '<p><button type="button" class="st-button" data-act="card:close">Close</button></p></dialog>'
            ).format(title, text)
        )

    def pressed(self, prose: Prose) -> Prose:
        """Let the buttons of a text act on this page."""
        prose.on_act(self._guarded_act)
        return prose

    def guard(self, call: Callable[..., None]) -> Callable[..., None]:
        """Wrap a reaction to a person's doing: what goes wrong is said in a sentence, and nothing is lost."""
        return self._guarded(call)

    def _guarded_act(self, name: str) -> None:
        if name == "card:close":
            self.card.show(Markup())
        elif name == "page:back":
            self._guarded(self._take_back)()
        else:
            self._guarded(self.act)(name)

    def _take_back(self) -> None:
        self.quiet()
        self.change(self._before_reset)

    def _guarded(self, call: Callable[..., None]) -> Callable[..., None]:
        def run(*values: Any) -> None:
            try:
                call(*values)
            except ValueError as error:
                self.say(str(error))
            except Exception:
                log.exception("A page could not do what was asked")
                self.say("That could not be done. The page is as it was; if it happens again, reload it.")

        return run
