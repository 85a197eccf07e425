"""Bayes in one picture: prior, finding, posterior as natural frequencies; switch the setting and see prevalence work."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import DIARY, Picture, in_setting
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.examples import examples
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.figures.thousand_runners import Frequencies, thousand_runners
from toolkit.pain import PainModel
from toolkit.pain.inference import predictive
from toolkit.ui.concern_text import not_by_likelihood
from toolkit.ui.controls import Buttons, Choice, Control, ControlGroup, Option, Range
from toolkit.ui.figure_view import FigureView
from toolkit.ui.pain_panels.panel import Panel, percent, region
from toolkit.ui.prose import Prose
from toolkit.ui.where_belief_begins import where_belief_begins

_TYPES = (
    "radicular",
    "radiculopathy",
    "referred",
    "hamstring_tendinopathy",
    "deep_gluteal",
    "bone_stress",
    "cauda_equina",
)

_LEAST, _MOST, _STEP = 0.01, 90.0, 0.01
"""Per cent that a person may set."""

_RARE = 0.01
"""Below this share two digits are shown."""


class Thousand(Panel):
    """One condition, one finding, 1,000 runners."""

    def widgets(self) -> Sequence[Widget]:
        """Build controls, figure and words."""
        self.controls = ControlGroup(
            "One condition, one finding", _controls(), {}, self.page.guard(self._set)
        )
        self.figure = FigureView(thousand_runners(Frequencies("x", "radicular", "y", 0.5, 0.5, 0.5)))
        self.words = self.page.pressed(Prose(live=True, css="st-reading"))
        self.settings = self.page.pressed(Prose(live=True))
        return (self.controls, self.figure, self.words, self.settings)

    def update(self, picture: Picture) -> None:
        """Show the chosen finding in this setting, with this diary."""
        kind, finding = self._kind(), self._finding()
        here = frequencies(picture.model, kind, finding)
        own = self._own_share(here)
        seen = here if own is None else replace(here, share=own)
        figure = thousand_runners(seen)
        where = {"setting": picture.model.setting, "diary": picture.diary_used}
        share = round(100 * seen.share, 2 if seen.share < _RARE else 1)
        reset = ["share"] if own is None else []
        self.controls.fill({"type": kind, "finding": finding, **where, "share": share, "reset": reset})
        self.figure.show(figure)
        self.words.show(
            Markup(
                '<p><strong>In words.</strong> {} <button type="button" class="st-link" data-act="finding:{}">◐○ where '
                "from?</button></p><p>Belief goes from {} to {} with the finding, and to {} where it was looked for and not "
                "there.{}</p>"
            ).format(
                figure.reading,
                finding,
                percent(seen.share),
                percent(seen.after),
                percent(seen.after_absence),
                "" if own is None else f" The setting itself says {percent(here.share)}.",
            )
        )
        stays = not_by_likelihood() if pain_types().types[kind].serious else Markup()
        self.settings.show(stays + _settings(kind, finding, picture))

    def _kind(self) -> str:
        kind = self.chosen("bayes_type", "radicular")
        return kind if kind in _TYPES else "radicular"

    def _finding(self) -> str:
        finding = self.chosen("bayes_finding", "slr")
        return finding if finding in examples().bayes else "slr"

    def _set(self, name: str, value: Any) -> None:
        scenario = self.page.scenario
        if name in {"type", "setting", "diary", "reset"}:
            # A share of one's own belongs to one condition in one place.
            scenario = scenario.with_choice("pain_types.bayes_share", None)
        if name == "setting":
            self.page.to(in_setting(scenario, value))
        elif name == "diary":
            self.page.to(scenario.with_choice(DIARY, None if value else False))
        elif name == "reset":
            self.page.to(scenario)
        else:
            self.page.to(scenario.with_choice(f"pain_types.bayes_{name}", value), slider=name)

    def _own_share(self, here: Frequencies) -> float | None:
        """Return the share that a person set instead of the setting's; none where that stands."""
        own = float(self.page.scenario.choice("pain_types.bayes_share", usual=0.0))
        inside = _LEAST <= own <= _MOST
        return own / 100 if inside and abs(own - 100 * here.share) >= _STEP / 2 else None


@lru_cache(maxsize=64)
def frequencies(model: PainModel, kind: str, finding: str) -> Frequencies:
    """Return how often a condition is there, and how often the finding is made with and without it.

    Exact in the model's own prior; 'made' is any level but the first.
    """
    about, first = pain_types().types[kind], findings()[finding].level_ids[0]
    share = model.posterior({}).probabilities[kind]
    absent = model.posterior({finding: first})
    none = float(predictive(model.prior, finding)[0])
    missed = absent.probabilities[kind] * none / share
    false = (1 - none - share * (1 - missed)) / (1 - share)
    return Frequencies(about.name, about.family, made_words(finding), share, 1 - missed, false)


def made_words(finding: str) -> str:
    """Say what counts as found: any level but the first.

    >>> made_words("slr"), made_words("ankle_jerk"), made_words("below_knee")
    ('Straight leg raise: positive, below 70 degrees', 'Ankle jerk (S1): reduced or absent', 'Pain below the knee: yes')
    """
    about = findings()[finding]
    name = about.ask.partition(", ")[0] if about.number else about.ask
    if about.number and about.number.worse == "less":
        return f"{name}: positive, below {about.number.cuts[0]:g} {about.number.unit}"
    return f"{name}: {' or '.join(about.label(level) for level in about.level_ids[1:])}"


def _controls() -> list[Control]:
    kinds = pain_types().types
    return [
        Choice(
            "type",
            "Condition",
            [Option(key, kinds[key].name) for key in _TYPES],
            style="select",
        ),
        Choice(
            "finding",
            "Finding",
            [Option(key, findings()[key].ask) for key in examples().bayes],
            style="select",
        ),
        *where_belief_begins(stacked=True),
        Range(
            "share",
            "How common before the finding",
            _LEAST,
            _MOST,
            _STEP,
            unit="%",
            hint="Starts at what the setting says. Move it to what your own clinic sees.",
        ),
        Buttons("reset", (Option("share", "As the setting says"),)),
    ]


def _settings(kind: str, finding: str, picture: Picture) -> Markup:
    rows = []
    for key, setting in clinic_settings().settings.items():
        if not setting.shown:
            continue
        seen = frequencies(_in_setting(key, tuple(picture.model.cause_weights.items())), kind, finding)
        here = " (here)" if key == picture.model.setting else ""
        rows.append(
            Markup('<tr><th scope="row">{}{}</th><td>{}</td><td>{}</td><td>{}</td></tr>').format(
                setting.name, here, percent(seen.share), percent(seen.after), percent(seen.after_absence)
            )
        )
    table = Markup(
        '<table><caption>The same finding in three settings</caption><thead><tr><th scope="col">Setting</th><th scope="col">'
        'Before</th><th scope="col">Finding made</th><th scope="col">Looked for, not there</th></tr></thead><tbody>{}</tbody>'
        "</table>"
    ).format(Markup().join(rows))
    return region("Three settings", table) + Markup(
        '<p class="st-small st-muted">The test is the same; who comes to the door is not. <button type="button" '
        'class="st-link" data-act="prior">◐○ where belief begins</button></p>'
    )


@lru_cache(maxsize=12)
def _in_setting(setting: str, weights: tuple[tuple[str, float], ...]) -> PainModel:
    return PainModel(setting, dict(weights))
