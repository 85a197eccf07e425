"""Patients by the thousand: hidden state and every finding, from luck that is looked up."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from toolkit.content.findings import findings
from toolkit.pain.likelihood import follow_table, own_table, rows_of
from toolkit.pain.luck import cells, uniform_in, uniforms_of
from toolkit.pain.refusal import RefusalError
from toolkit.pain.support import Floats, support
from toolkit.pain.truth import Truth

Cells = NDArray[np.uint64]
Levels = NDArray[np.int8]
Positions = NDArray[np.intp]
VISIT = 0
"""The day of the first consultation."""


@dataclass(frozen=True, eq=False)
class Sample:
    """Simulated patients.

    Attributes:
        states: shape (n,), position in `support()`.
        severity, irritability: shape (n,), 0 to 2.
        findings: finding -> levels, shape (n,).
    """

    states: Positions
    severity: Positions
    irritability: Positions
    findings: dict[str, Levels]

    def __len__(self) -> int:
        return len(self.states)

    @property
    def types(self) -> Floats:
        """1.0 where a type is there, shape (n, types)."""
        return support().has_type[self.states]

    @property
    def families(self) -> Floats:
        """1.0 where a family is there, shape (n, families)."""
        return support().has_family[self.states]

    def truth(self, patient: int) -> Truth:
        """Return one patient's truth; the side is the right."""
        return support().truth(
            int(self.states[patient]), int(self.severity[patient]), int(self.irritability[patient])
        )

    def answers(self, patient: int, asked: Sequence[str] | None = None) -> dict[str, str]:
        """Return one patient's findings as level ids, all of them or only those asked."""
        known = findings()
        keys = asked if asked is not None else list(self.findings)
        return {key: known[key].level_ids[int(self.findings[key][patient])] for key in keys}


def draw_states(prior: Floats, grid: Cells) -> tuple[Positions, Positions, Positions]:
    """Return state, severity and irritability for each cell, drawn from a joint prior."""
    by_state = prior.sum(axis=(1, 2))
    limits = np.cumsum(by_state[:-1]) / by_state.sum()
    states: Positions = np.searchsorted(limits, uniform_in(grid, "state"), side="right").astype(np.intp)
    latent = prior[states]
    severity = _pick(np.cumsum(latent.sum(axis=2), axis=1), uniform_in(grid, "severity"))
    irritability = _pick(np.cumsum(latent.sum(axis=1), axis=1), uniform_in(grid, "irritability"))
    return states, severity, irritability


def draw_findings(
    states: Positions,
    severity: Positions,
    irritability: Positions,
    grid: Cells,
    only: Sequence[str] | None = None,
) -> dict[str, Levels]:
    """Return every finding for each patient, shape (n,) each.

    Each finding has luck of its own in its cell: leaving one out changes no other. A finding that follows
    another is drawn from the level of that one.
    """
    known = findings()
    wanted = list(only) if only is not None else list(known)
    drawn: dict[str, Levels] = {}

    def draw(key: str) -> Levels:
        if key not in drawn:
            luck = uniform_in(grid, key)
            follows = known[key].follows
            if follows:
                chances = follow_table(key)[draw(follows.finding)]
            else:
                each = own_table(key)
                a = severity if each.shape[2] > 1 else 0
                b = irritability if each.shape[3] > 1 else 0
                chances = each[:, rows_of(key).pattern[states], a, b].T
            limits = np.cumsum(chances[:, :-1], axis=1)
            drawn[key] = (luck[:, None] >= limits).sum(axis=1).astype(np.int8)
        return drawn[key]

    return {key: draw(key) for key in wanted}


def draw_one(
    state: int, severity: int, irritability: int, cell: Cells, only: Sequence[str] | None = None
) -> dict[str, int]:
    """Return every finding of one patient: what `draw_findings` gives her, many times as fast.

    Args:
        state: position in `support()`.
        severity: 0 to 2.
        irritability: 0 to 2.
        cell: of her luck, one.
        only: these findings alone.
    """
    known = findings()
    wanted = tuple(only) if only is not None else tuple(known)
    names = _with_followed(wanted)
    luck = dict(zip(names, uniforms_of(cell, names).tolist(), strict=True))
    drawn: dict[str, int] = {}
    for key in names:
        follows = known[key].follows
        if follows:
            chances = follow_table(key)[drawn[follows.finding]]
        else:
            each = own_table(key)
            a = severity if each.shape[2] > 1 else 0
            b = irritability if each.shape[3] > 1 else 0
            chances = each[:, rows_of(key).pattern[state], a, b]
        # the last level needs no limit
        drawn[key] = sum(luck[key] >= limit for limit in accumulate(chances[:-1].tolist()))
    return {key: drawn[key] for key in wanted}


@lru_cache(maxsize=8)
def _with_followed(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Put what a finding follows before it, also where it was not asked for."""
    known = findings()
    order: dict[str, None] = {}

    def put(key: str) -> None:
        if follows := known[key].follows:
            put(follows.finding)
        order[key] = None

    for key in wanted:
        put(key)
    return tuple(order)


def sample(prior: Floats, n: int, seed: int, only: Sequence[str] | None = None) -> Sample:
    """Return n patients; patient i of a seed is the same whatever n is.

    Raises:
        RefusalError: fewer than none, or an unknown finding.
    """
    if n < 0:
        raise RefusalError(f"{n} patients cannot be drawn; give a number from 0 up.")
    if unknown := [key for key in only or () if key not in findings()]:
        raise RefusalError(f"'{unknown[0]}' is no finding of the toolkit.")
    grid = cells(seed, np.arange(n), VISIT)
    states, severity, irritability = draw_states(prior, grid)
    return Sample(states, severity, irritability, draw_findings(states, severity, irritability, grid, only))


def _pick(cumulative: Floats, luck: Floats) -> Positions:
    limits = cumulative[:, :-1] / cumulative[:, -1:]
    result: Positions = (luck[:, None] >= limits).sum(axis=1).astype(np.intp)
    return result
