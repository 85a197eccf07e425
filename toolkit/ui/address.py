"""The page's address: the scenario arrives in its fragment, and is kept current there."""

from collections.abc import Callable
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.content.pages import pages
from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub


class Address(AnyWidget):
    """Carries the scenario's code between the browser's address and the page.

    Attributes:
        code: the code that the address should hold; empty for the page as it opens.
        ready: whether the page has taken up what the address brought and may show itself.
        page: the page's name, as `toolkit.ui.show` knows it; a notebook in JupyterLab asks for it.
    """

    _esm = stub("address")
    page = ""
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
        elif content.get("lab") is True:
            self.ready = True
            self.send({"lab": self._in_lab()})

    def _in_lab(self) -> dict[str, Any]:
        """Return what JupyterLab's row of links needs: this page's name and notebook, and where to go on."""
        texts = pages()
        own = self.page.replace("_", "-")
        files = {page.slug: texts.notebook(number) for number, page in texts.pages.items()}
        ways = [
            (texts.notebook(number), f"{int(number)} {page.name}")
            for number, page in texts.pages.items()
            if page.slug not in {"home", own} and not page.appendix
        ]
        return {"page": self.page, "notebook": files.get(own, ""), "ways": ways}
