"""One group of controls on a page: one widget, native inputs, a label and a number for each."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.ui.controls.control import Control
from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub

Changed = Callable[[str, Any], None]


class ControlGroup(AnyWidget):
    """A group of controls.

    What the browser sends is checked against the control it names: a forged or impossible value is
    refused, and the control goes back to what it was.

    Args:
        label: the group's name for a screen reader.
        controls: in the order of the page.
        values: the value of each control that has one.
        changed: called with the control's id and its new value.
    """

    _esm = stub("controls")
    label = traitlets.Unicode().tag(sync=True)
    spec = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(
        self, label: str, controls: Sequence[Control], values: Mapping[str, Any], changed: Changed
    ) -> None:
        self._controls: dict[str, Control] = {}
        self._changed = changed
        self._had: tuple[str, int] | None = None
        super().__init__(label=label, layout=one_layout())
        self.arrange(controls, values)
        self.on_msg(self._receive)

    def arrange(self, controls: Sequence[Control], values: Mapping[str, Any]) -> None:
        """Show other controls, or the same with other values; only what differs is sent."""
        self._controls = {control.id: control for control in controls if control.id}
        with self.hold_sync():
            self.spec = [slim(control.spec()) for control in controls]
            self.fill(values)

    def show(self, controls: Sequence[Control], values: Mapping[str, Any]) -> None:
        """Show controls and their values; they are drawn anew only where they differ from those that stand."""
        if [slim(control.spec()) for control in controls] != self.spec:
            self.arrange(controls, values)
            # Controls drawn anew start from what the browser last heard, not from what it last said.
            self.send_state("values")
        self.fill(values)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Set the controls without calling anybody."""
        self.values = {
            **self.values,
            **{key: value for key, value in values.items() if key in self._controls},
        }

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict):
            return
        number = content.get("n")
        number = number if isinstance(number, int) else 0
        # A page sends again what was not acknowledged; a button pressed once is pressed once.
        by = content.get("by")
        message = (by, number) if isinstance(by, str) else None
        try:
            if message is None or message != self._had:
                self._had = message
                self._take(content)
        finally:
            self.send({"ack": number})

    def _take(self, content: dict[str, Any]) -> None:
        name = content.get("set")
        control = self._controls.get(name) if isinstance(name, str) else None
        try:
            if control is not None:
                value = control.accept(content.get("value"))
                self._keep(control.id, value)
                self._changed(control.id, value)
        except ValueError:
            self.send_state("values")

    def _keep(self, name: str, value: Any) -> None:
        # The browser already shows this value: remember it without sending it back.
        with self._lock_property(values={**self.values, name: value}):
            self.set_trait("values", {**self.values, name: value})


def slim(spec: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is empty: less to send."""
    return {
        key: value for key, value in spec.items() if value != "" and value is not False and value is not None
    }
