"""Long work in short steps: the browser asks for the next one, shows how far it is, and can stop."""

from collections.abc import Callable
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.ui.static_module import stub


class Steps(AnyWidget):
    """A progress bar with 'more' and 'stop'.

    The kernel never works longer than one step, so that every other control answers meanwhile.

    Args:
        what: that is counted, in words ('runners lived').
        more: on the button that asks for more.
        step: does one step; called only while there is something to do.
        ask_more: raises the goal.

    Attributes:
        done, goal: how far it is, and how far it shall go.
        most: the goal that cannot be raised.
    """

    _esm = stub("steps")
    what = traitlets.Unicode().tag(sync=True)
    more = traitlets.Unicode().tag(sync=True)
    done = traitlets.Int(0).tag(sync=True)
    goal = traitlets.Int(0).tag(sync=True)
    most = traitlets.Int(0).tag(sync=True)

    def __init__(
        self, what: str, more: str, most: int, step: Callable[[], None], ask_more: Callable[[], None]
    ) -> None:
        super().__init__(what=what, more=more, most=most)
        self._step = step
        self._ask_more = ask_more
        self.on_msg(self._receive)

    def _receive(self, _: Any, content: Any, __: Any) -> None:
        if not isinstance(content, dict):
            return
        if content.get("step") is True and self.done < self.goal:
            self._step()
        elif content.get("more") is True and self.goal < self.most:
            self._ask_more()
