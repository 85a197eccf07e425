"""Run traces: pain within one run, the evening, the next morning. Decide from the curve alone, then see."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import Picture
from toolkit.content.examples import examples
from toolkit.content.findings import findings
from toolkit.content.look import look
from toolkit.content.pain_types import pain_types
from toolkit.content.passport import passport
from toolkit.content.presenting import presenting
from toolkit.figures.run_traces import Trace, run_traces
from toolkit.history.luck import uniform
from toolkit.pain import Condition, Truth
from toolkit.pain.inference import any_present
from toolkit.pain.presentation import Presentation, present
from toolkit.pain.prior import latent_prior
from toolkit.pain.run_trace import run_trace
from toolkit.pain.support import state_of
from toolkit.ui.controls import Buttons, Choice, Control, ControlGroup, Option
from toolkit.ui.figure_view import FigureView
from toolkit.ui.pain_panels.panel import Panel
from toolkit.ui.pain_panels.worked import chips
from toolkit.ui.passports import passport_texts
from toolkit.ui.prose import Prose

_SEEN = ("warms_up", "worse_during_run", "comes_earlier", "sore_after", "stops_running")
_ABOUT = "Pain in one run of an hour, that evening and the next morning. Decide from the curve alone; nothing else is told."
_READ = "The typical curves of five conditions, thin; this runner's curve, thick."
_TYPICAL = 0.55
"""An answer given in more than this share of such runners is typical; a tie is not."""

_CASES = 1000


class Traces(Panel):
    """One unknown runner's curve, a guess, the answer; then the typical curves beside it."""

    def widgets(self) -> Sequence[Widget]:
        """Build figure, guess and answer."""
        self.about = Prose(Markup('<p class="st-muted">{}</p>').format(_ABOUT))
        self.figure = FigureView(run_traces((), reading=""))
        self.controls = ControlGroup("Whose run is this?", _controls(), {}, self.page.guard(self._set))
        self.words = self.page.pressed(Prose(live=True, css="st-reading"))
        return (self.about, self.figure, self.controls, self.words)

    def update(self, picture: Picture) -> None:
        """Show this runner's curve; after a guess, who it is."""
        guess = self.chosen("run_guess", "")
        key, runner = runner_of(self._case())
        mine = Trace("this runner", "#1E2A32", "star", runner.run, wide=True)
        self.controls.fill({"guess": guess})
        if guess in examples().runs:
            self.figure.show(run_traces((*typical(), mine), reading=_READ))
            self.words.show(_answer(picture, key, runner, guess))
        else:
            said = f"{runner.run.sentence} Worst pain {runner.number('worst_pain')} of 10."
            self.figure.show(run_traces((mine,), reading=said))
            self.words.show(Markup("<p><strong>In words.</strong> {} Whose run is it?</p>").format(said))

    def act(self, name: str) -> None:
        """Open the passports of what shapes the curves."""
        if name == "curves:all":
            cards = [passport(run.worst, name=f"{run.name}: worst pain") for run in examples().runs.values()]
            cards += [passport(number, name=_capital(key)) for key, number in presenting().run.items()]
            self.page.open_card("What shapes the drawn curves", passport_texts(cards))

    def _case(self) -> int:
        return int(self.page.scenario.choice("pain_types.run_case", usual=1)) % _CASES

    def _set(self, name: str, value: str) -> None:
        if name == "guess":
            self.remember(run_guess=value)
        else:
            self.remember(run_case=(self._case() + 1) % _CASES, run_guess=None)


@lru_cache(maxsize=8)
def runner_of(case: int) -> tuple[str, Presentation]:
    """Return whose run a case is, and the runner. Luck is looked up: a case is the same everywhere."""
    runs = examples().runs
    key = tuple(runs)[int(uniform(case, "whose run", np.array([0]), 0)[0] * len(runs))]
    condition = Condition.parse(runs[key].condition)
    of = pain_types().types[condition.type].severity.of
    luck = float(uniform(case, "how severe", np.array([0]), 0)[0])
    step = int((luck >= np.cumsum(list(of.values()))[:-1]).sum())
    return key, present(Truth(frozenset({condition}), severity=tuple(of)[step]), seed=case)


@lru_cache(maxsize=1)
def typical() -> tuple[Trace, ...]:
    """Return the typical curve of each condition: each answer as it is in most of such runners."""
    found: list[Trace] = []
    used: list[str] = []
    for run in examples().runs.values():
        condition = Condition.parse(run.condition)
        state = state_of(Truth(frozenset({condition})))
        weights = latent_prior()[state]
        levels = {
            key: "present" if float((any_present([key])[state] * weights).sum()) > _TYPICAL else "absent"
            for key in _SEEN
        }
        sign = look().families[pain_types().types[condition.type].family]
        marker = (sign.marker, f"{sign.marker}-open", "cross")[used.count(sign.marker)]
        used.append(sign.marker)
        found.append(Trace(run.name, sign.colour, marker, run_trace(levels, run.worst.value)))
    return tuple(found)


def _controls() -> list[Control]:
    options = [Option(key, run.name) for key, run in examples().runs.items()]
    return [
        Choice("guess", "Whose run is this?", options, stacked=True),
        Buttons("another", (Option("another", "Another runner"),)),
    ]


def _answer(picture: Picture, key: str, runner: Presentation, guess: str) -> Markup:
    runs = examples().runs
    right = (
        f"Yes: {runs[key].name.lower()}."
        if guess == key
        else f"It was {runs[key].name.lower()}, not {runs[guess].name.lower()}."
    )
    found = {finding: runner.levels[finding] for finding in _SEEN}
    alone = picture.model.posterior(found)
    said = ", ".join(
        f"{findings()[finding].ask.lower()}: {findings()[finding].label(level)}"
        for finding, level in found.items()
    )
    return Markup(
        '<p data-claims="E2 E3"><strong>In words.</strong> {} {}</p><p>From this curve alone the model would say: {}</p>'
        '<p class="st-small st-muted">What the curve tells: {}. Generated runners differ from the typical curve as patients '
        'do, so a good guess may be wrong. <button type="button" class="st-link" data-act="curves:all">○ what shapes the '
        "curves?</button></p>"
    ).format(right, runner.run.sentence, chips(alone), said)


def _capital(words: str) -> str:
    said = words.replace("_", " ")
    return said[:1].upper() + said[1:]
