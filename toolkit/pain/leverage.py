"""How hard the answer leans on each of its numbers, and what share of that is chosen for teaching."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from toolkit.content.findings import findings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.quantity import Mark, Quantity
from toolkit.pain.draws import log_odds, state_index
from toolkit.pain.inference import factor_on
from toolkit.pain.likelihood import Numbers, by_root, numbers_of
from toolkit.pain.prior import Own, shares_of
from toolkit.pain.support import Floats, support

STEP = 0.1
_LEAST = 1e-9


@dataclass(frozen=True)
class Lean:
    """One number behind an answer.

    Attributes:
        finding: the finding whose number it is; '' for a share of the setting.
        key: the row ('radicular', 'leak'); the pain type for a share of the setting.
        quantity: the number with its passport (the first level's where it has several).
        pull: shape (families,), change of each family's probability per unit of the number's log odds.
    """

    finding: str
    key: str
    quantity: Quantity
    pull: Floats

    @property
    def size(self) -> float:
        """Mean absolute pull over the families."""
        return float(np.abs(self.pull).mean())

    @property
    def words(self) -> str:
        """Which number it is."""
        if not self.finding:
            return f"share of {self.key.replace('_', ' ')} in this setting"
        where = "with none of its causes" if self.key == "leak" else f"with {self.key.replace('_', ' ')}"
        return f"{findings()[self.finding].ask}: how often {where}"


def leans(joint: Floats, levels: Mapping[str, int], setting: str, own: Own = ()) -> list[Lean]:
    """Return every number behind an answer with its pull, the strongest first.

    Each number in turn is moved by the same small step of log odds, all others held, and the change of the four
    families' probabilities is taken: its local derivative. Numbers: the setting's shares, and the rows of every
    finding asked (all levels of a row move together). Reckoned over the states that hold 99.9 % of the belief.
    """
    held = support()
    states = state_index(joint)
    part = joint[states] / joint[states].sum()
    families = held.has_family[states]
    before = part.sum(axis=(1, 2)) @ families
    found: list[Lean] = []
    shares = shares_of(setting, own)
    mass = part.sum(axis=(1, 2))
    for column, kind in enumerate(held.types):
        moved = mass * np.exp(STEP * held.has_type[states, column])
        found.append(Lean("", kind, shares[kind], (moved @ families / moved.sum() - before) / STEP))
    for root, answers in by_root(levels).items():
        keys, versions = nudged(root, STEP)
        ratio = factor_on(states, root, answers, versions) / factor_on(states, root, answers)
        moved = (ratio * part).sum(axis=(2, 3))
        pulls = (moved @ families / moved.sum(axis=1, keepdims=True) - before) / STEP
        finding, spread = findings()[root], pain_rules().teaching_spread.value
        found += [
            Lean(root, key, finding.passport(key, 0, spread), pull)
            for key, pull in zip(keys, pulls, strict=True)
            if np.abs(pull).max() > _LEAST
        ]
    return sorted(found, key=lambda lean: -lean.size)


def nudged(root: str, step: float) -> tuple[tuple[str, ...], Numbers]:
    """Return the keys of a finding's rows, and for each a version of the numbers with that row moved."""
    finding, usual = findings()[root], numbers_of(root)
    keys = ("leak", *finding.given)
    leak = np.repeat(usual.leak[None], len(keys), axis=0)
    given = np.repeat(usual.given[None], len(keys), axis=0)
    leak[0] = _moved(usual.leak, step)
    for row in range(len(finding.given)):
        given[row + 1, row] = _moved(usual.given[row], step)
    return keys, Numbers(leak, np.maximum(given, leak[:, None, :]))


def share_teaching(found: list[Lean]) -> float:
    """Return the share of an answer that rests on values chosen for teaching, 0 to 1.

    The sum of the sizes of the pulls of numbers marked 'chosen for teaching' over the sum of all. Not counted: the
    shares of forms within a type, the strength of severity and irritability, the affinities. All of them are
    chosen for teaching as well, so the true share is a little higher.
    """
    total = sum(lean.size for lean in found)
    chosen = sum(lean.size for lean in found if lean.quantity.mark is Mark.TEACHING)
    return chosen / total if total > 0 else 1.0


def _moved(p: Floats, step: float) -> Floats:
    result: Floats = np.where(p > 0, 1 / (1 + np.exp(-(log_odds(p) + step))), 0.0)
    return result
