"""What a part of the page on plans is: widgets made once, filled from the present plan, and the buttons in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from markupsafe import Markup

from toolkit.cases import Scenario
from toolkit.cases.planning import Planning
from toolkit.figures import Figure
from toolkit.ui.controls import Control, ControlGroup
from toolkit.ui.figure_view import FigureView
from toolkit.ui.prose import Prose


class Desk(Protocol):
    """What a part needs of its page."""

    scenario: Scenario

    @property
    def planning(self) -> Planning:
        """The present situation and plan."""

    def change(self, scenario: Scenario) -> None:
        """Take up another scenario."""

    def pressed(self, prose: Prose) -> Prose:
        """Let the buttons of a text act."""

    def guard(self, call: Callable[..., None]) -> Callable[..., None]:
        """Wrap a reaction."""

    def open_card(self, title: str, text: Markup) -> None:
        """Show a card."""


class Panel:
    """One part of the page; made when it is first looked at."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._figures: dict[str, FigureView] = {}
        self._texts: dict[str, Prose] = {}
        self._groups: dict[str, ControlGroup] = {}
        self._shapes: dict[str, Any] = {}

    def parts(self) -> tuple[Any, ...]:
        """Return the widgets for the present plan, in order."""
        raise NotImplementedError

    def act(self, name: str) -> bool:  # noqa: ARG002 - for those that have buttons
        """Do what a button asks for; say whether it was one of this part's."""
        return False

    def choice(self, name: str, usual: Any) -> Any:
        """Return what the scenario remembers for the page on plans."""
        return self.desk.scenario.choice(f"plans.{name}", usual=usual)

    def choose(self, **choices: Any) -> None:
        """Remember choices; None forgets one."""
        scenario = self.desk.scenario
        for name, value in choices.items():
            scenario = scenario.with_choice(f"plans.{name}", value)
        self.desk.change(scenario)

    def text(self, name: str, text: Markup, css: str = "") -> Prose:
        """Return a text under a name, made or changed."""
        if name not in self._texts:
            self._texts[name] = self.desk.pressed(Prose(text, live=True, css=css))
        else:
            self._texts[name].show(text)
        return self._texts[name]

    def figure(self, name: str, figure: Figure) -> FigureView:
        """Return a figure under a name, made or changed."""
        if name not in self._figures:
            self._figures[name] = FigureView(figure)
        else:
            self._figures[name].show(figure)
        return self._figures[name]

    def controls(
        self,
        name: str,
        label: str,
        controls: Sequence[Control],
        values: Mapping[str, Any],
        changed: Callable[[str, Any], None],
    ) -> ControlGroup:
        """Return a group of controls under a name; sent anew only where its shape changed."""
        shape = [control.spec() for control in controls]
        group = self._groups.get(name)
        if group is None:
            group = ControlGroup(label, controls, values, self.desk.guard(changed))
            self._groups[name] = group
        elif shape != self._shapes[name]:
            group.arrange(controls, values)
        self._shapes[name] = shape
        group.fill(values)
        return group


def in_words(text: str | Markup, more: Markup = Markup()) -> Markup:  # noqa: B008 - a constant
    """Return the sentence that reads a part aloud."""
    return Markup("<p><strong>In words.</strong> {}</p>{}").format(text, more)
