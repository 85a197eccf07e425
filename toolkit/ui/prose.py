"""Text on a page: escaped where it comes from people, live where it answers, with buttons that act."""

from collections.abc import Callable
from typing import Any

import traitlets
from anywidget import AnyWidget
from markupsafe import Markup

from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub


class Prose(AnyWidget):
    """A block of text.

    Only `markupsafe.Markup` is taken: what was never escaped cannot reach the page.

    >>> Prose("<b>bold</b>")
    Traceback (most recent call last):
    ...
    TypeError: a page's text must be Markup: escape it first
    """

    _esm = stub("prose")
    html = traitlets.Unicode().tag(sync=True)
    live = traitlets.Unicode().tag(sync=True)

    def __init__(self, text: Markup = Markup(), *, live: bool = False, css: str = "") -> None:  # noqa: B008
        self._act: Callable[[str], None] | None = None
        super().__init__(html=_checked(text), live="polite" if live else "", layout=one_layout())
        if css:
            for name in css.split():
                self.add_class(name)
        self.on_msg(self._receive)

    def show(self, text: Markup) -> None:
        """Replace the text."""
        self.html = _checked(text)

    def on_act(self, act: Callable[[str], None]) -> None:
        """Call `act` with the name of a pressed button (its `data-act`)."""
        self._act = act

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        name = content.get("act") if isinstance(content, dict) else None
        # Only what stands on the page now can be pressed: a forged message names nothing.
        if self._act and isinstance(name, str) and str(Markup('data-act="{}"').format(name)) in self.html:
            self._act(name)


def _checked(text: Markup) -> str:
    if not isinstance(text, Markup):
        raise TypeError("a page's text must be Markup: escape it first")
    return str(text)
