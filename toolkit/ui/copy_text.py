"""A button that opens a plain text to copy: it crosses the websocket only when it is asked for."""

from collections.abc import Callable
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub


class CopyText(AnyWidget):
    """A text to paste elsewhere, an essay for example.

    Args:
        label: on the button.
        text: called when the button is pressed; returns the title and the text.
    """

    _esm = stub("copy_text")
    label = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, text: Callable[[], tuple[str, str]]) -> None:
        super().__init__(label=label, layout=one_layout())
        self._text = text
        self.on_msg(self._receive)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and content.get("text") is True:
            title, text = self._text()
            self.send({"title": title, "text": text})
