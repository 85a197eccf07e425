"""What every closer look is: widgets that show a picture, and buttons that act."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases import Scenario
from toolkit.cases.picture import Picture
from toolkit.ui.prose import Prose

NOTHING: tuple[Widget, ...] = ()


class Asking(Protocol):
    """What a closer look needs of its page."""

    scenario: Scenario

    def to(self, scenario: Scenario, slider: str = "") -> None:
        """Take up another scenario as one step that can be undone; a drag of one slider is one step."""

    def pressed(self, prose: Prose) -> Prose:
        """Let the buttons of a text act on the page."""

    def guard(self, call: Callable[..., None]) -> Callable[..., None]:
        """Wrap a reaction so that what goes wrong is said in a sentence."""

    def open_card(self, title: str, text: Markup) -> None:
        """Show a card over the page."""


class Panel:
    """One closer look.

    Args:
        page: the page it stands on.
    """

    def __init__(self, page: Asking) -> None:
        self.page = page

    def widgets(self) -> Sequence[Widget]:
        """Build the parts, once."""
        raise NotImplementedError

    def update(self, picture: Picture) -> None:
        """Show this picture."""
        raise NotImplementedError

    def act(self, name: str) -> None:
        """Answer one of the panel's own buttons."""

    def remember(self, **chosen: Any) -> None:
        """Keep choices in the scenario; None forgets one."""
        scenario = self.page.scenario
        for name, value in chosen.items():
            scenario = scenario.with_choice(f"pain_types.{name}", value)
        self.page.to(scenario)

    def chosen(self, name: str, usual: str) -> str:
        """Return a choice that the scenario remembers."""
        return str(self.page.scenario.choice(f"pain_types.{name}", usual=usual))


def region(label: str, table: Markup) -> Markup:
    """Put a table into a frame that scrolls by keyboard and finger."""
    return Markup('<div class="st-scroll" tabindex="0" role="region" aria-label="{}">{}</div>').format(
        label, table
    )


def percent(share: float) -> str:
    """Write a probability without more digits than it has.

    >>> percent(0.004), percent(0.034), percent(0.999)
    ('below 1 %', '3 %', 'over 99 %')
    """
    if share < 0.01:
        return "below 1 %"
    return "over 99 %" if share > 0.99 else f"{100 * share:.0f} %"
