"""Bayes in one picture: 1,000 runners as dots, who has the condition, and in whom the finding is there."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.content.look import look
from toolkit.figures.figure import Figure, Table
from toolkit.figures.paper import axis, faded, paper_layout, token

Floats = NDArray[np.float64]
RUNNERS = 1000
MANY = 100_000
"""As many are told in words where fewer than five of 1,000 have the condition."""

_FEW = 0.005
_HEAD_COLUMNS = 10
"""As many columns of dots as the left head is wide."""
_ROWS = 20


@dataclass(frozen=True)
class Frequencies:
    """Natural frequencies of one condition and one finding.

    Attributes:
        condition: its name.
        family: the family that gives colour and symbol.
        finding: what is found, in words: a question and its answer, or a test and its result.
        share: probability of the condition before the finding.
        with_it: probability of the finding where the condition is there.
        without_it: probability of the finding where it is not.
    """

    condition: str
    family: str
    finding: str
    share: float
    with_it: float
    without_it: float

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Of 1,000 runners: with both, condition only, finding only, neither.

        >>> Frequencies("x", "radicular", "y", 0.2, 0.5, 0.1).counts
        (100, 100, 80, 720)
        """
        return self._counts(RUNNERS)

    @property
    def people(self) -> int:
        """As many as the words tell of: 1,000, or 100,000 where the condition is too rare for that.

        >>> Frequencies("x", "lookalike", "y", 0.0003, 0.6, 0.004).told
        (18, 12, 400, 99570)
        """
        return RUNNERS if self.share >= _FEW else MANY

    @property
    def told(self) -> tuple[int, int, int, int]:
        """The same as `counts`, of `people`."""
        return self._counts(self.people)

    def _counts(self, people: int) -> tuple[int, int, int, int]:
        have = round(people * self.share)
        both = round(have * self.with_it)
        only_finding = round((people - have) * self.without_it)
        return both, have - both, only_finding, people - have - only_finding

    @property
    def after(self) -> float:
        """Probability of the condition once the finding is made (Bayes)."""
        there = self.share * self.with_it
        return there / (there + (1 - self.share) * self.without_it)

    @property
    def after_absence(self) -> float:
        """Probability of the condition once the finding was looked for and not made."""
        there = self.share * (1 - self.with_it)
        return there / (there + (1 - self.share) * (1 - self.without_it))


def thousand_runners(seen: Frequencies) -> Figure:
    """Draw 1,000 runners, those with the finding gathered on the left."""
    both, only_condition, only_finding, _ = seen.counts
    sign = look().families[seen.family]
    marker, colour = sign.marker, sign.colour
    left = both + only_finding
    gap = 1.5
    order = np.arange(RUNNERS)
    x, y = (order // _ROWS).astype(np.float64), -(order % _ROWS).astype(np.float64)
    columns = -(-left // _ROWS)
    right = np.arange(RUNNERS - left)
    x[left:] = columns + gap + right // _ROWS
    y[left:] = -(right % _ROWS).astype(np.float64)
    edges = (0, both, left, left + only_condition, RUNNERS)
    data = [
        _dots(x[a:b], y[a:b], look_of)
        for (a, b), look_of in zip(
            pairwise(edges),
            (
                {"symbol": marker, "color": colour, "size": 8},
                {"symbol": "circle", "color": token("muted"), "size": 6},
                {"symbol": f"{marker}-open", "color": colour, "size": 8},
                {"symbol": "circle", "color": faded(token("muted"), 0.28), "size": 5},
            ),
            strict=True,
        )
    ]
    # Where few have the finding the two heads would cover each other: the left one stands a line higher.
    close = columns < _HEAD_COLUMNS
    layout = paper_layout(
        300,
        xaxis=axis(visible=False, range=[-1, RUNNERS / _ROWS + gap + 2]),
        yaxis=axis(visible=False, range=[-_ROWS, 4.2]),
        margin={"l": 4, "r": 4, "t": 22 if close else 8, "b": 4},
        hovermode=False,
        annotations=[
            _head(f"<b>{left}</b> with the finding", 0.0, 17 if close else 0),
            _head(f"<b>{RUNNERS - left}</b> without", columns + gap)
            if left < RUNNERS * 0.8
            else _head("", 0),
        ],
    )
    # On a phone they always would.
    heads = layout["annotations"]
    narrow = {"height": 240, "annotations": [{**heads[0], "yshift": 15}, *heads[1:]], "margin": {"t": 22}}
    return Figure(data, layout, _reading(seen), _table(seen), narrow)


def _dots(x: Floats, y: Floats, marker: dict[str, Any]) -> dict[str, Any]:
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "marker": marker, "hoverinfo": "skip"}


def _head(text: str, at: float, up: float = 0) -> dict[str, Any]:
    return {
        "text": text, "x": at - 0.5, "y": 1.0, "xref": "x", "yref": "y", "xanchor": "left", "yanchor": "bottom", "yshift": up,
        "showarrow": False,
    }  # fmt: skip


def _reading(seen: Frequencies) -> str:
    both, only_condition, only_finding, _ = seen.told
    people, left = seen.people, both + only_finding
    name, finding = seen.condition.lower(), seen.finding
    per_cent = 100 * both / left if left else 0.0
    share = f" ({per_cent:.{0 if per_cent >= 1 or not both else 1}f} %)" if left else ""
    rare = "" if people == RUNNERS else "Too rare to be seen among 1,000 dots. "
    return (
        f"{rare}Of {people:,} runners here, {both + only_condition} have {name}. '{finding}' is found in {both} of "
        f"these, and in {only_finding:,} of the other {people - both - only_condition:,}. So of {left:,} runners with "
        f"the finding, {both} have {name}{share}; of {people - left:,} without it, {only_condition} still have it."
    )


def _table(seen: Frequencies) -> Table:
    both, only_condition, only_finding, neither = seen.told
    rows = [
        [f"{seen.condition} there", f"{both}", f"{only_condition}", f"{both + only_condition}"],
        ["not there", f"{only_finding}", f"{neither}", f"{only_finding + neither}"],
        ["together", f"{both + only_finding}", f"{only_condition + neither}", f"{seen.people}"],
    ]
    head = [f"Of {seen.people:,} runners", f"{seen.finding}: yes", "no", "together"]
    return Table("Natural frequencies", head, rows)
