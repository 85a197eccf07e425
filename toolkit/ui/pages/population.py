"""A population of invented runners: how many factors, who gets pain, and load metrics on trial."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases.lived_population import PIECE, lived_population, lived_trial
from toolkit.content.factors import METRICS, factors_file
from toolkit.factors.cohort import RISK_EDGES, Cohort
from toolkit.figures import Figure
from toolkit.figures.population_figures import by_number, one_factor, who_has_them
from toolkit.figures.trial_figure import trial_figure
from toolkit.ui import population_text as words
from toolkit.ui.controls import Buttons, Choice, Control, ControlGroup, Option, Range
from toolkit.ui.factor_cards import card_of
from toolkit.ui.figure_view import FigureView
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose
from toolkit.ui.steps import Steps

_LOOKS = {
    "number": "Number of factors",
    "who": "Who gets pain",
    "factor": "One factor alone",
    "metric": "Metric trial",
}
_LINES = tuple(float(edge) for edge in RISK_EDGES[1:-1])
_USUAL: dict[str, float | str] = {
    "look": "number",
    "seed": 7,
    "runners": 2 * PIECE,
    "line": 0.2,
    "metric": METRICS[0],
}
_MORE = 10 * PIECE
_MOST = 100 * PIECE


class PopulationPage(Page):
    """Page 06, an appendix."""

    def body(self) -> Box:
        """Build the page's parts."""
        self.lived = PIECE
        self.controls = ControlGroup("Population", [], {}, self.guard(self._set))
        self.steps = Steps(
            "runners lived, a year each", "Live 10,000 more", _MOST, self.guard(self._step), self._more
        )
        self.about = self.pressed(Prose(words.about_population()))
        self.count = Prose(live=True)
        figure, text = self._shown()
        self.figure = FigureView(figure)
        self.words = self.pressed(Prose(text, live=True, css="st-reading"))
        left = part(
            part(self.controls, css="st-card"),
            part(self.steps, self.count, self.about, css="st-card"),
            css="st-column",
        )
        right = part(part(self.figure, css="st-card"), self.words, css="st-column st-answers")
        return part(left, right, css="st-columns")

    def update(self) -> None:
        """Show the present scenario."""
        goal = self._goal()
        self.lived = min(self.lived, goal)
        self.steps.done, self.steps.goal = self.lived, goal
        self._arrange()
        self.count.show(words.incidence_words(self._population()))
        figure, text = self._shown()
        self.figure.show(figure)
        self.words.show(text)

    def act(self, name: str) -> None:
        """Answer a button in the text."""
        key = name.removeprefix("passport:")
        card = card_of(key)
        if key == "population":
            self.open_card("How the population is made", words.population_card())
        elif key.removeprefix("metric_") in METRICS:
            self.open_card(*words.metric_card(key.removeprefix("metric_")))
        elif card is not None:
            self.open_card(*card)

    # -- what is chosen --------------------------------------------------------------------------

    def _choice(self, name: str) -> Any:
        return self.scenario.choice(f"population.{name}", usual=_USUAL[name])

    def _look(self) -> str:
        look = str(self._choice("look"))
        return look if look in _LOOKS else "number"

    def _goal(self) -> int:
        pieces = int(self._choice("runners")) // PIECE
        return min(max(pieces, 1) * PIECE, _MOST)

    def _seed(self) -> int:
        return min(max(int(self._choice("seed")), 0), 999_999)

    def _metric(self) -> str:
        metric = str(self._choice("metric"))
        return metric if metric in METRICS else METRICS[0]

    def _drawn(self) -> float:
        """Return where the line is drawn on the metric."""
        about = factors_file().metrics[self._metric()]
        line = float(self.scenario.choice("population.drawn", usual=about.usual.value))
        return min(max(line, about.first), about.last)

    def _risk(self) -> float:
        line = float(self._choice("line"))
        return min(_LINES, key=lambda known: abs(known - line))

    def _population(self) -> Cohort:
        return lived_population(self._seed(), self.lived)

    # -- what is shown ---------------------------------------------------------------------------

    def _shown(self) -> tuple[Figure, Markup]:
        shown: dict[str, Callable[[], tuple[Figure, Markup]]] = {
            "number": self._number,
            "who": self._who,
            "factor": self._factor,
            "metric": self._trial,
        }
        return shown[self._look()]()

    def _number(self) -> tuple[Figure, Markup]:
        figure = by_number(self._population())
        return figure, words.number_words(figure.reading)

    def _who(self) -> tuple[Figure, Markup]:
        lived, line = self._population(), self._risk()
        figure = who_has_them(lived, line)
        return figure, words.who_words(lived, figure.reading, line)

    def _factor(self) -> tuple[Figure, Markup]:
        figure = one_factor(self._population())
        return figure, words.factor_words(figure.reading)

    def _trial(self) -> tuple[Figure, Markup]:
        figure = trial_figure(lived_trial(self._seed()), self._metric(), self._drawn())
        return figure, words.metric_words(figure.reading, self._metric())

    # -- controls --------------------------------------------------------------------------------

    def _arrange(self) -> None:
        look = self._look()
        looks = [Option(*each) for each in _LOOKS.items()]
        controls: list[Control] = [Choice("look", "Look at", looks, style="select")]
        values: dict[str, Any] = {"look": look}
        if look == "who":
            lines = [Option(f"{line:g}", f"{100 * line:g} % a year") for line in _LINES]
            controls.append(Choice("line", "Ordinary chance is below", lines, style="select"))
            values["line"] = f"{self._risk():g}"
        elif look == "metric":
            about = factors_file().metrics
            options = [Option(key, about[key].name[:1].upper() + about[key].name[1:]) for key in METRICS]
            one = about[self._metric()]
            hint = f"Often drawn at {one.usual.value:g} {one.usual.mark.symbol}."
            controls.append(Choice("metric", "Metric", options, style="select", stacked=True))
            controls.append(Range("drawn", "Flag a day from", one.first, one.last, 0.05, hint=hint))
            values |= {"metric": self._metric(), "drawn": self._drawn()}
        controls.append(Buttons("again", (Option("again", "Another population"),)))
        self.controls.show(controls, values)

    def _set(self, name: str, value: Any) -> None:
        self.quiet()
        scenario = self.scenario
        if name == "again":
            scenario = scenario.with_choice("population.seed", (self._seed() + 1) % 1_000_000)
        elif name == "line":
            scenario = self._with("line", float(value))
        else:
            scenario = self._with(name, value)
        if name == "metric":
            scenario = scenario.with_choice("population.drawn", None)
        if name == "again":
            self.lived = PIECE
        self.change(scenario)

    def _with(self, name: str, value: Any) -> Any:
        return self.scenario.with_choice(f"population.{name}", None if value == _USUAL.get(name) else value)

    def _step(self) -> None:
        self.lived = min(self.lived + PIECE, self._goal())
        self.update()

    def _more(self) -> None:
        self.change(self._with("runners", min(self._goal() + _MORE, _MOST)))
