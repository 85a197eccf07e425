"""Pain-drawing humility: L5 or S1? Twenty generated drawings, the own score against chance, then the published result."""

from functools import lru_cache
from math import comb

import numpy as np
from ipywidgets import Box
from markupsafe import Markup

from toolkit.cases import Scenario
from toolkit.content.body import dermatomes
from toolkit.history.luck import uniform
from toolkit.pain import Condition, Truth
from toolkit.pain.drawing import Drawing
from toolkit.pain.presentation import present
from toolkit.ui.body_chart import BodyChart
from toolkit.ui.controls import Buttons, ControlGroup, Option
from toolkit.ui.page import part
from toolkit.ui.pain_panels.panel import Asking
from toolkit.ui.prose import Prose

DRAWINGS = 20
_ROOTS = ("l5", "s1")
_SEED = 640
"""The published share of root pain that keeps to no dermatome, in tenths of a per cent; as good a seed as any."""


class DrawingQuiz:
    """Twenty drawings, one after the other.

    Args:
        page: the page it stands on.
    """

    def __init__(self, page: Asking) -> None:
        self.page = page
        self.chart = BodyChart("The drawing of a generated patient")
        self.buttons = ControlGroup("Which root?", [_buttons()], {}, page.guard(self._guess))
        self.text = page.pressed(Prose(live=True, css="st-reading"))
        self.head = Prose(live=True)
        # The answers stand above the drawing: nobody should scroll twenty times.
        self.box: Box = part(self.head, self.buttons, self.text, self.chart, css="st-column st-quiz")

    def update(self, scenario: Scenario) -> None:
        """Show the next drawing, or the score."""
        said = guesses(scenario)
        at = len(said)
        done = at >= DRAWINGS
        self.chart.show(drawing(min(at, DRAWINGS - 1))[1])
        self.buttons.fill({"root": list(_ROOTS) if done else [] if at else ["again"]})
        self.head.show(
            Markup(
                "<p><strong>{}</strong> The root is known to the model: each was made with one of the two.</p>"
            ).format("All twenty are done." if done else f"Drawing {at + 1} of {DRAWINGS}: L5 or S1?")
        )
        self.text.show(
            score(said) if done else Markup("<p>{} guessed; the score comes after the last.</p>").format(at)
        )

    def _guess(self, _: str, value: str) -> None:
        scenario = self.page.scenario
        said = guesses(scenario)
        if value == "again":
            self.page.to(scenario.with_choice("examination.guesses", None))
        elif len(said) < DRAWINGS:
            self.page.to(scenario.with_choice("examination.guesses", said + value[0]))


def guesses(scenario: Scenario) -> str:
    """Return the guesses so far: 'l' for L5, 's' for S1."""
    said = str(scenario.choice("examination.guesses", usual=""))
    return said[:DRAWINGS] if set(said) <= {"l", "s"} else ""


@lru_cache(maxsize=DRAWINGS)
def drawing(number: int) -> tuple[str, Drawing]:
    """Return the root and the drawing with a number; numbness is left out, as the readers of the study saw pain only.

    >>> drawing(0)[0] in ("l5", "s1")
    True
    """
    root = _ROOTS[int(uniform(_SEED, "which root", np.array([number]), 0)[0] * len(_ROOTS))]
    patient = present(Truth(frozenset({Condition("radicular", root)})), seed=_SEED + number)
    return root, Drawing(tuple(stroke for stroke in patient.drawing.strokes if stroke.quality != "numb"))


def chance_range(n: int) -> tuple[int, int]:
    """Return the fewest and the most right guesses that mere chance gives in at least 95 of 100 series.

    >>> chance_range(20)
    (6, 14)
    """
    tail, low = 0.0, 0
    while tail + comb(n, low) / 2**n <= 0.025:
        tail += comb(n, low) / 2**n
        low += 1
    return low, n - low


def score(said: str) -> Markup:
    """Return the own score against chance, and then what was published."""
    roots = [drawing(number)[0][0] for number in range(len(said))]
    right = sum(guess == root for guess, root in zip(said, roots, strict=True))
    low, high = chance_range(len(said))
    inside = low <= right <= high
    s1 = [guess == root for guess, root in zip(said, roots, strict=True) if root == "s"]
    return Markup(
        '<p data-claims="B2"><strong>In words.</strong> You named {} of {} roots. Tossing a coin gives {} to {} in 95 of 100 '
        "such series: {}. Of the {} S1 drawings you named {}.</p><p>Published: 18 clinicians in three groups read 53 drawings of "
        "patients whose root was seen on MRI. L5 and S1 could not be told apart better than by chance, whatever help the readers "
        "had.</p><p>S1 alone does a little better against all other roots: its band down the back of the leg is followed in about "
        "two of three, and other lumbar roots keep to theirs in about one of three. That helps little between neighbours. "
        '<button type="button" class="st-link" data-act="drawings">◐ where from?</button></p><p class="st-small st-muted">○ These '
        "drawings were generated: {}</p>"
    ).format(
        right, len(said), low, high, "yours is not told from chance" if inside else "yours lies outside that", len(s1), sum(s1),
        dermatomes().blur_why,
    )  # fmt: skip


def _buttons() -> Buttons:
    return Buttons("root", (Option("l5", "L5"), Option("s1", "S1"), Option("again", "Start again")))
