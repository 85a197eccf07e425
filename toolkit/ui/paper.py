"""Sheets to print: made when asked for, shown in the browser, and filled there with a name that stays there."""

from collections.abc import Callable, Mapping
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.reports.sheet import NAME, OWN_WORDS
from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub

Make = Callable[[], str]


class Paper(AnyWidget):
    """Buttons that show a sheet.

    A sheet's text crosses once, on a press. The name and the note are put in by the browser and never sent.

    Args:
        sheets: id -> (label of the button, file name without ending, what makes the document).
        title, lead: over the buttons.
    """

    _esm = stub("paper")
    title = traitlets.Unicode().tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
    sheets = traitlets.List().tag(sync=True)
    limits = traitlets.Dict().tag(sync=True)

    def __init__(self, sheets: Mapping[str, tuple[str, str, Make]], title: str, lead: str) -> None:
        self._make = {key: (name, make) for key, (_, name, make) in sheets.items()}
        self._labels = {key: label for key, (label, _, _) in sheets.items()}
        super().__init__(
            title=title, lead=lead, limits={"name": NAME, "note": OWN_WORDS}, layout=one_layout()
        )
        self.offer(list(sheets))
        self.on_msg(self._receive)

    def offer(self, wanted: list[str]) -> None:
        """Offer some of the sheets only, by their ids."""
        self.sheets = [{"id": key, "label": self._labels[key]} for key in wanted]

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        wanted = content.get("sheet") if isinstance(content, dict) else None
        if isinstance(wanted, str) and wanted in {each["id"] for each in self.sheets}:
            name, make = self._make[wanted]
            self.send({"sheet": wanted, "name": name, "html": make()})
