"""What was before: steps back and forward over scenarios."""

from time import monotonic

from toolkit.cases import Scenario

_MOST_STEPS = 60
_ONE_DRAG_S = 1.2


class Undo:
    """The scenarios before and after the present one; a drag of one slider is one step.

    >>> steps = Undo()
    >>> steps.keep(Scenario(seed=1))
    >>> steps.back(Scenario(seed=2)).seed
    1
    >>> steps.forward(Scenario(seed=1)).seed
    2
    """

    def __init__(self) -> None:
        self._before: list[Scenario] = []
        self._after: list[Scenario] = []
        self._last = ("", 0.0)

    def keep(self, scenario: Scenario, control: str = "") -> None:
        """Remember the scenario that a change leaves; `control` names the slider that is dragged."""
        now = monotonic()
        name, when = self._last
        self._last = (control, now)
        self._after.clear()
        if control and control == name and now - when < _ONE_DRAG_S:
            return
        self._before = [*self._before, scenario][-_MOST_STEPS:]

    def back(self, present: Scenario) -> Scenario | None:
        """Return the scenario before; None at the first."""
        return self._step(present, self._before, self._after)

    def forward(self, present: Scenario) -> Scenario | None:
        """Return the scenario that was undone; None at the last."""
        return self._step(present, self._after, self._before)

    def blocked(self) -> list[str]:
        """Return the names of the buttons that can do nothing now."""
        return [name for name, steps in (("undo", self._before), ("redo", self._after)) if not steps]

    def _step(self, present: Scenario, source: list[Scenario], target: list[Scenario]) -> Scenario | None:
        self._last = ("", 0.0)
        if not source:
            return None
        target.append(present)
        return source.pop()
