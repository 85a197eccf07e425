"""A lab of invented worlds: guess a hidden weight before the study tells; and two factors at once."""

from math import exp
from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases.recovery_world import SIZES, found_in, hidden_in, next_stop, studied
from toolkit.content.factors import FACTORS, Factor, factors_file
from toolkit.content.recovery_lab import recovery_lab
from toolkit.figures import Figure
from toolkit.figures.interaction_figure import interaction_figure
from toolkit.figures.recovery_figures import Found, days_by_dose, ratio_of, what_came_back
from toolkit.ui import recovery_lab_text as words
from toolkit.ui.controls import Buttons, Choice, Control, ControlGroup, Option, Range
from toolkit.ui.figure_view import FigureView
from toolkit.ui.page import Page, part, present
from toolkit.ui.prose import Prose
from toolkit.ui.steps import Steps
from toolkit.ui.two_factors import group_controls, invented_pair, published_pair, usual_counts

_LOOKS = {"weight": "A hidden weight", "two": "Two factors at once"}
_ASKED: tuple[Factor, ...] = ("sleep", "stress", "training", "inactivity")
_COMING: tuple[Factor, ...] = ("stress", "sleep", "training")
_SHORT = {"stress": "stress", "sleep": "sleep", "training": "load"}
_ANALYSES = ("alone", "coming", "all")
_STUDIES = {"published": "A published one", "own": "Counts of my own"}
_USUAL: dict[str, Any] = {
    "look": "weight",
    "factor": _ASKED[0],
    "seed": 210,
    "runners": 20,
    "analysis": "alone",
    "committed": False,
    "study": "published",
}


class RecoveryLabPage(Page):
    """Page 09, an appendix."""

    def body(self) -> Box:
        """Build the page's parts."""
        self.lived = 1
        self.controls = ControlGroup("The lab", [], {}, self.guard(self._set))
        self.steps = Steps("studied", "Study more runners", SIZES[-1], self.guard(self._step), self._more)
        self.about = self.pressed(Prose(words.about_world()))
        figure, text = self._shown()
        self.figure = FigureView(figure)
        self.words = self.pressed(Prose(text, live=True, css="st-reading"))
        self.deeper = Prose()
        self.progress = part(self.steps, self.about, css="st-card")
        left = part(part(self.controls, css="st-card"), self.progress, css="st-column")
        right = part(part(self.figure, css="st-card"), self.words, self.deeper, css="st-column st-answers")
        return part(left, right, css="st-columns")

    def update(self) -> None:
        """Show the present scenario."""
        goal = self._goal()
        self.lived = min(self.lived, goal)
        two = self._look() == "two"
        present(self.progress, on=not two)
        self.steps.done, self.steps.goal = (goal, goal) if two else (self.lived, goal)
        self._arrange()
        figure, text = self._shown()
        self.figure.show(figure)
        self.words.show(text)
        self.deeper.show(self._all_weights())

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        cards = {
            "passport:world": ("How this world is made", lambda: words.group_card(self._seed())),
            "passport:published": ("The published study", words.published_card),
            "passport:invented": ("Invented counts", words.invented_card),
        }
        if name in cards:
            title, text = cards[name]
            self.open_card(title, text())

    # -- what is chosen --------------------------------------------------------------------------

    def _choice(self, name: str) -> Any:
        return self.scenario.choice(f"lab.{name}", usual=_USUAL[name])

    def _one_of(self, name: str, known: Any) -> str:
        chosen = str(self._choice(name))
        return chosen if chosen in known else str(_USUAL[name])

    def _look(self) -> str:
        return self._one_of("look", _LOOKS)

    def _factor(self) -> Factor:
        chosen = self._one_of("factor", _ASKED)
        return next(factor for factor in _ASKED if factor == chosen)

    def _seed(self) -> int:
        return min(max(int(self._choice("seed")), 0), 999_999)

    def _goal(self) -> int:
        asked = int(self._choice("runners"))
        return min(SIZES, key=lambda size: abs(size - asked))

    def _guess(self) -> float:
        about = recovery_lab().world.guess
        low, high = about.interval
        return min(max(float(self.scenario.choice("lab.guess", usual=about.value)), low), high)

    def _committed(self) -> bool:
        return bool(self._choice("committed"))

    def _others(self) -> tuple[Factor, ...]:
        """Return what is in the analysis beside the factor asked about."""
        factor, analysis = self._factor(), self._one_of("analysis", _ANALYSES)
        known = {"alone": (), "coming": _COMING, "all": FACTORS}[analysis]
        return tuple(other for other in known if other != factor)

    # -- what is shown ---------------------------------------------------------------------------

    def _shown(self) -> tuple[Figure, Markup]:
        if self._look() == "two":
            return self._two()
        return self._after() if self._committed() else self._before()

    def _before(self) -> tuple[Figure, Markup]:
        figure = days_by_dose(studied(self._seed(), self.lived), self._factor(), self._guess())
        return figure, words.before_words(figure.reading, self.lived, self._guess())

    def _after(self) -> tuple[Figure, Markup]:
        factor, others, guess = self._factor(), self._others(), self._guess()
        hidden = exp(hidden_in(self._seed())[factor])
        found = [
            self._found(size, min(size, self.lived), factor, others)
            for at, size in enumerate(SIZES)
            if at == 0 or SIZES[at - 1] < self.lived
        ]
        figure = what_came_back(found, SIZES, hidden=hidden, guess=guess, factor=factor)
        text = words.after_words(found[-1], factor=factor, hidden=hidden, guess=guess, others=others)
        return figure, text

    def _found(self, size: int, runners: int, factor: Factor, others: tuple[Factor, ...]) -> Found:
        alone = found_in(self._seed(), runners, (factor,)).weights[0].found
        chosen = found_in(self._seed(), runners, (factor, *others)).weights[0].found if others else None
        return Found(size, runners, ratio_of(alone), ratio_of(chosen))

    def _all_weights(self) -> Markup:
        if self._look() == "two" or not self._committed():
            return Markup()
        whole = max(size for size in SIZES if size <= self.lived)
        return words.all_weights(found_in(self._seed(), whole, FACTORS))

    def _two(self) -> tuple[Figure, Markup]:
        published = self._one_of("study", _STUDIES) == "published"
        two = published_pair() if published else invented_pair(self._count)
        figure = interaction_figure(two)
        return figure, words.two_words(two, figure.reading, published=published)

    def _count(self, name: str, usual: int) -> int:
        return int(self.scenario.choice(f"lab.{name}", usual=float(usual)))

    # -- controls --------------------------------------------------------------------------------

    def _arrange(self) -> None:
        looks = [Option(*each) for each in _LOOKS.items()]
        controls: list[Control] = [Choice("look", "Look at", looks, style="select")]
        values: dict[str, Any] = {"look": self._look()}
        more, set_to = self._two_controls() if self._look() == "two" else self._weight_controls()
        controls += more
        values |= set_to
        self.controls.show(controls, values)

    def _weight_controls(self) -> tuple[list[Control], dict[str, Any]]:
        names = factors_file().factors
        factor = self._factor()
        sizes = [Option(str(size), f"{size:,}") for size in SIZES]
        controls: list[Control] = [
            Choice("factor", "Hidden weight of", [Option(f, names[f].name) for f in _ASKED], style="select"),
            Choice("runners", "Runners studied, a year each", sizes, stacked=True),
        ]
        values: dict[str, Any] = {"factor": factor, "runners": str(self._goal())}
        if self._committed():
            beside = ", ".join(_SHORT[other] for other in _COMING if other != factor)
            analyses = (
                Option("alone", "it alone"),
                Option("coming", f"with {beside}"),
                Option("all", "all seven"),
            )
            controls.append(Choice("analysis", "In the analysis", analyses, stacked=True))
            values["analysis"] = self._one_of("analysis", _ANALYSES)
        else:
            low, high = recovery_lab().world.guess.interval
            hint = "1 is no effect, 2 doubles the hazard on a day with a full dose."
            controls.append(Range("guess", "My guess", low, high, 0.05, unit="times", hint=hint))
            controls.append(Buttons("commit", (Option("commit", "Commit my guess"),), primary="commit"))
            values["guess"] = self._guess()
        controls.append(Buttons("again", (Option("again", "Another world"),)))
        return controls, values

    def _two_controls(self) -> tuple[list[Control], dict[str, Any]]:
        study = self._one_of("study", _STUDIES)
        options = [Option(*each) for each in _STUDIES.items()]
        controls: list[Control] = [Choice("study", "Study", options, stacked=True)]
        values: dict[str, Any] = {"study": study}
        if study == "own":
            more, set_to = group_controls(self._count)
            controls += more
            values |= set_to
        return controls, values

    def _set(self, name: str, value: Any) -> None:
        self.quiet()
        scenario = self.scenario
        if name == "again":
            for forgotten in ("committed", "guess", "analysis"):
                scenario = scenario.with_choice(f"lab.{forgotten}", None)
            self.lived = 1
            self.change(scenario.with_choice("lab.seed", (self._seed() + 1) % 1_000_000))
            return
        if name == "commit":
            # The guess is written down even where the slider was not moved.
            scenario = scenario.with_choice("lab.guess", self._guess())
            self.change(scenario.with_choice("lab.committed", True))
            return
        if name == "factor":
            # Another factor is another question: it is guessed anew.
            for forgotten in ("committed", "guess"):
                scenario = scenario.with_choice(f"lab.{forgotten}", None)
        value = int(value) if name in {"runners", "times"} else value
        usual = _USUAL.get(name, usual_counts().get(name))
        self.change(scenario.with_choice(f"lab.{name}", None if value == usual else value))

    def _step(self) -> None:
        self.lived = min(next_stop(self.lived), self._goal())
        self.update()

    def _more(self) -> None:
        larger = next((size for size in SIZES if size > self._goal()), SIZES[-1])
        self._set("runners", larger)
