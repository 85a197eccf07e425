"""The page's address: the scenario arrives in its fragment, and is kept current there."""

from collections.abc import Callable
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub


class Address(AnyWidget):
    """Carries the scenario's code between the browser's address and the page.

    Attributes:
        code: the code that the address should hold; empty for the page as it opens.
        ready: whether the page has taken up what the address brought and may show itself.
    """

    _esm = stub("address")
    code = traitlets.Unicode().tag(sync=True)
    ready = traitlets.Bool(False).tag(sync=True)

    def __init__(self, arrive: Callable[[str], None], reset: Callable[[], None]) -> None:
        super().__init__(layout=one_layout())
        self._arrive = arrive
        self._reset = reset
        self.on_msg(self._receive)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict):
            return
        if isinstance(content.get("arrive"), str):
            self._arrive(content["arrive"])
            self.ready = True
        elif content.get("reset") is True:
            self._reset()
        elif content.get("beat") is True:
            self.send({"beat": True})
