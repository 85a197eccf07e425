"""A figure on a page: the browser's plotly draws what a `Figure` says; arrays cross as bytes."""

from collections.abc import Callable
from math import isfinite
from typing import Any

import numpy as np
import traitlets
from anywidget import AnyWidget

from toolkit.figures import Figure, Table
from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub

_KINDS = {"f": ("f4", np.float32), "i": ("i4", np.int32), "u": ("i4", np.int32), "b": ("i4", np.int32)}


NO_FIGURE = Figure(data=[], layout={}, reading="", table=Table("", (), ()))
"""What a view holds until there is something to show."""


class FigureView(AnyWidget):
    """Shows a figure, its reading for a screen reader, and its table on request.

    Args:
        figure: what is shown first.
        css: class names.
        dragged: called with a handle's name and by how many steps it was dragged; without it, nothing can be.

    Attributes:
        spec: data without arrays, layout, narrow layout, handles, what is said of a day; sent only where it changes.
        arrays: bytes by key, to which `spec` points.
        reading: the figure's sentence.
    """

    _esm = stub("figure")
    spec = traitlets.Dict().tag(sync=True)
    arrays = traitlets.Dict().tag(sync=True)
    reading = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, figure: Figure, css: str = "", dragged: Callable[[str, int], None] | None = None
    ) -> None:
        super().__init__(layout=one_layout())
        self._dragged = dragged
        self.figure = figure
        self.show(figure)
        for name in css.split():
            self.add_class(name)
        self.on_msg(self._receive)

    def show(self, figure: Figure) -> None:
        """Show another figure, or the same with other numbers."""
        self.figure = figure
        arrays: dict[str, bytes] = {}
        spec: dict[str, Any] = {
            "data": [_packed(trace, f"{index}", arrays) for index, trace in enumerate(figure.data)],
            "layout": dict(figure.layout),
            "narrow": dict(figure.narrow),
        }
        if self._dragged and figure.handles:
            spec["handles"] = [handle.plain() for handle in figure.handles]
        if figure.day_lines:
            spec["day"] = {"days": figure.days, "lines": [line.plain() for line in figure.day_lines]}
        with self.hold_sync():
            self.reading = figure.reading
            self.spec = spec
            self.arrays = arrays

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict):
            return
        if content.get("table") is True:
            self.send({"table": self.figure.table.plain()})
        elif self._dragged and content.get("drag") in [handle.name for handle in self.figure.handles]:
            steps = content.get("steps")
            if isinstance(steps, int | float) and not isinstance(steps, bool) and isfinite(steps) and steps:
                self._dragged(content["drag"], round(steps))


def _packed(value: Any, path: str, arrays: dict[str, bytes]) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind in _KINDS:
        kind, dtype = _KINDS[value.dtype.kind]
        arrays[path] = np.ascontiguousarray(value, dtype).tobytes()
        return {"@": path, "dtype": kind}
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, dict):
        return {key: _packed(part, f"{path}.{key}", arrays) for key, part in value.items()}
    return value
