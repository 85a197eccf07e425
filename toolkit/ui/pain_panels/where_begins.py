"""Where belief begins: the setting, the diary, and shares of one's own, with what they do to the belief."""

from collections.abc import Sequence
from typing import Any

from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import (
    DIARY,
    LEAST_SHARE,
    MOST_SHARE,
    SHARE,
    Picture,
    in_setting,
    own_shares,
    picture_of,
    without_own_shares,
)
from toolkit.content.look import look
from toolkit.content.pain_types import pain_types
from toolkit.pain import PainModel, RefusalError
from toolkit.pain.prior import shares_of
from toolkit.ui.belief_bars import ORDER
from toolkit.ui.controls import Buttons, Control, ControlGroup, Option, Range
from toolkit.ui.family_rows import family_rows
from toolkit.ui.pain_panels.panel import Panel, percent, region
from toolkit.ui.prose import Prose
from toolkit.ui.where_belief_begins import where_belief_begins

TYPES = (
    "radicular",
    "radiculopathy",
    "referred",
    "hamstring_tendinopathy",
    "deep_gluteal",
    "sacroiliac",
    "hip_referred",
    "bone_stress",
)
"""The types whose share a person may set; the rare ones stay as the setting has them."""


class WhereBegins(Panel):
    """Shares of one's own."""

    def widgets(self) -> Sequence[Widget]:
        """Build controls and words."""
        self.controls = ControlGroup("Where belief begins", _controls(), {}, self.page.guard(self._set))
        self.text = self.page.pressed(Prose(live=True, css="st-answer"))
        return (self.controls, self.text)

    def update(self, picture: Picture) -> None:
        """Show where this belief begins."""
        setting = picture.model.setting
        shares = shares_of(setting, picture.model.own)
        values = {kind: round(100 * shares[kind].value, 1) for kind in TYPES}
        reset = [] if picture.model.own else ["all"]
        where = {"setting": setting, "diary": picture.diary_used}
        self.controls.fill({**where, **values, "reset": reset})
        self.text.show(_text(picture))

    def _set(self, name: str, value: Any) -> None:
        scenario = self.page.scenario
        if name == "setting":
            self.page.to(in_setting(scenario, value))
        elif name == "diary":
            self.page.to(scenario.with_choice(DIARY, None if value else False))
        elif name == "reset":
            self.page.to(without_own_shares(scenario))
        else:
            said = round(100 * shares_of(scenario.setting)[name].value, 1)
            changed = scenario.with_choice(SHARE + name, None if value == said else value)
            try:
                PainModel(changed.setting, shares=own_shares(changed))
            except RefusalError as no:
                self.update(picture_of(scenario))
                raise ValueError(str(no)) from None
            self.page.to(changed, slider=name)


def _controls() -> list[Control]:
    kinds = pain_types().types
    families = look().families
    return [
        *where_belief_begins(stacked=True),
        *(
            Range(
                kind,
                kinds[kind].name,
                LEAST_SHARE,
                MOST_SHARE,
                0.1,
                unit="%",
                symbol=families[kinds[kind].family].symbol,
                colour=families[kinds[kind].family].colour,
            )
            for kind in TYPES
        ),
        Buttons("reset", (Option("all", "All as the setting says"),)),
    ]


def _text(picture: Picture) -> Markup:
    usual = PainModel(picture.model.setting, picture.model.cause_weights).posterior(
        {} if picture.belief.problems else picture.findings
    )
    rows = family_rows(usual.family_probabilities, picture.belief.family_probabilities)
    table = Markup(
        '<table><caption>Belief now, from two beginnings</caption><thead><tr><th scope="col">Family</th><th scope="col">'
        'As the setting says</th><th scope="col">From your shares</th></tr></thead><tbody>{}</tbody></table>'
    ).format(rows)
    return Markup(
        '<div class="st-reading"><p><strong>In words.</strong> {} <button type="button" class="st-link" data-act="prior">'
        "◐○ where are the setting's from?</button></p></div>{}"
        '<p class="st-small st-muted">How many of those who come have each, alone or with others: the shares need not sum '
        "to 100 %. They hold on every page, and travel with a link; another setting starts from its own.</p>"
    ).format(_said(picture, usual.family_probabilities), region("Two beginnings", table))


def _said(picture: Picture, usual: dict[str, float]) -> str:
    now = picture.belief.family_probabilities
    if not picture.model.own:
        return (
            "No published mix exists for runners with pain of buttock or leg; these shares were chosen. Move one to what "
            "you see at your own door, and the belief begins there."
        )
    key = max(ORDER, key=lambda each: abs(now[each] - usual[each]))
    name = look().families[key].label.lower()
    if abs(now[key] - usual[key]) < _NOTHING:
        return "With these findings your shares change hardly anything: the findings decide."
    after = "" if picture.belief.is_prior else " with the same findings"
    return f"Your shares take belief in {name} from {percent(usual[key])} to {percent(now[key])}{after}."


_NOTHING = 0.02
