"""The best next question: by how much it would move the belief, and by whether it could change the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.content.findings import findings
from toolkit.content.pain_rules import pain_rules
from toolkit.pain.inference import likeliest
from toolkit.pain.likelihood import Index, by_root, cluster_factor, level_table, root_of, rows_of
from toolkit.pain.screening import raises_concern
from toolkit.pain.support import Floats, support

PLAN_COUNTS = 0.25
_THERE = 0.6
_KEPT, _MOST = 0.995, 400


@dataclass(frozen=True)
class Question:
    """One question or test that was not asked yet.

    Attributes:
        id, ask: the finding, and its question in clinic words.
        expected_change: by how much its answer would move the belief on average: half the sum, over the
            types, of the absolute changes of probability.
        plan_change: probability that its answer would change what leads the plan: another family leads that
            was not likely already, or the level of concern becomes urgent or same-day.
        answers: level -> how probable that answer is now.
        why: both in one sentence.
    """

    id: str
    ask: str
    expected_change: float
    plan_change: float
    answers: dict[str, float]
    why: str


@dataclass(frozen=True, eq=False)
class _Shelf:
    """The tables of all findings with the same axes, stacked: rows are (finding, level, pattern)."""

    steps: tuple[int, int]
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    rows: Index
    values: Floats


@dataclass(frozen=True, eq=False)
class _Worth:
    """What the levels of one finding would do: their chance, the change of belief, whether another family leads."""

    chance: Floats
    change: Floats
    leads: NDArray[np.bool_]


def value_of_questions(joint: Floats, levels: Mapping[str, int]) -> list[Question]:
    """Return every open question with its worth, in the order of the content files.

    Reckoned over the states that hold 99.5 % of the belief (at most 400).
    """
    return [_question(key, worth) for key, worth in _worths(joint, levels).items()]


def best(questions: list[Question], n: int) -> tuple[Question, ...]:
    """Return the n questions whose answers would move the belief most, those that could change the plan first."""
    return tuple(sorted(questions, key=lambda q: -(q.expected_change + PLAN_COUNTS * q.plan_change))[:n])


def best_questions(joint: Floats, levels: Mapping[str, int], n: int) -> tuple[Question, ...]:
    """Return `best` of all open questions, without building the others."""
    worths = _worths(joint, levels)
    score = {
        key: float(each.chance @ each.change) + PLAN_COUNTS * float(each.chance @ each.leads)
        for key, each in worths.items()
    }
    first = sorted(worths, key=lambda key: -score[key])[:n]
    return tuple(_question(key, worths[key]) for key in first)


def withheld_tests(types: Floats) -> dict[str, str]:
    """Return the tests that are not done now, each with the reason in words.

    Args:
        types: probability of each type, shape (types,).
    """
    limit, order = pain_rules().withhold_above.value, support().types
    return {
        key: f"{finding.ask} is not done: {finding.withheld.replace('_', ' ')} is suspected."
        for key, finding in findings().items()
        if finding.withheld and types[order.index(finding.withheld)] > limit
    }


def _worths(joint: Floats, levels: Mapping[str, int]) -> dict[str, _Worth]:
    held = support()
    states = likeliest(joint, _KEPT, _MOST)
    part = joint[states] / joint[states].sum()
    there = np.concatenate([held.has_type[states], held.has_family[states]], axis=1)
    now = part.sum(axis=(1, 2)) @ there
    found: dict[str, _Worth] = {}
    for shelf in _shelves():
        found |= _from_shelf(shelf, states, part, there, now)
    for root, answers in by_root(levels).items():
        found |= _from_cluster(root, answers, states, part, there, now)
    for key, least in raises_concern(levels).items():
        found[key].leads[least:] = True
    withheld = withheld_tests(now[: len(held.types)])
    return {key: found[key] for key in findings() if key not in levels and key not in withheld}


def _question(key: str, worth: _Worth) -> Question:
    finding = findings()[key]
    expected, plan = float(worth.chance @ worth.change), float(worth.chance @ worth.leads)
    why = f"On average its answer moves the belief by {100 * expected:.0f} points; "
    why += f"in {100 * plan:.0f} of 100 such patients it would change what leads the plan."
    answers = dict(zip(finding.level_ids, worth.chance.tolist(), strict=True))
    return Question(key, finding.ask, expected, plan, answers, why)


def _what_follows(weights: Floats, there: Floats, now: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Return chance, change and change of the leading family, from the mass of each level on each state."""
    count = len(support().types)
    chance = weights.sum(axis=1)
    after = weights @ there / chance.clip(1e-300)[:, None]
    change = np.abs(after[:, :count] - now[:count]).sum(axis=1) / 2
    shares, first = now[count:], int(now[count:].argmax())
    new = after[:, count:].argmax(axis=1)
    # two families that are likely before and after are both planned for, whichever stands first
    both = (shares[new] >= _THERE) & (after[:, count + first] >= _THERE)
    leads = (new != first) & ~both
    return chance, change, leads


def _from_shelf(shelf: _Shelf, states: Index, part: Floats, there: Floats, now: Floats) -> dict[str, _Worth]:
    likely = shelf.values.take(shelf.rows[:, states], axis=0)
    if shelf.steps[0] == 1:
        part = part.sum(axis=1, keepdims=True)
    if shelf.steps[1] == 1:
        part = part.sum(axis=2, keepdims=True)
    weights = np.einsum("lsk,sk->ls", likely, part.reshape(len(states), -1))
    chance, change, leads = _what_follows(weights, there, now)
    ends = (*shelf.starts[1:], len(chance))
    return {
        key: _Worth(chance[start:end], change[start:end], leads[start:end])
        for key, start, end in zip(shelf.keys, shelf.starts, ends, strict=True)
    }


def _from_cluster(
    root: str, answers: Mapping[str, int], states: Index, part: Floats, there: Floats, now: Floats
) -> dict[str, _Worth]:
    """Return the worth of open findings whose cluster was asked in part: their chance given those answers."""
    pattern = rows_of(root).pattern[states]
    usual = cluster_factor(root, answers)[pattern]
    found: dict[str, _Worth] = {}
    for key in (root, *_followers().get(root, ())):
        if key in answers:
            continue
        each = [cluster_factor(root, {**answers, key: level}) for level in range(len(findings()[key].levels))]
        weights = np.stack([(factor[pattern] / usual * part).sum(axis=(1, 2)) for factor in each])
        found[key] = _Worth(*_what_follows(weights, there, now))
    return found


@cache
def _followers() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in findings():
        if root_of(key) != key:
            found[root_of(key)] = (*found.get(root_of(key), ()), key)
    return found


@cache
def _shelves() -> tuple[_Shelf, ...]:
    groups: dict[tuple[int, int], list[str]] = {}
    for key in findings():
        steps = level_table(key).shape[2:]
        groups.setdefault((steps[0], steps[1]), []).append(key)
    return tuple(_shelf(steps, keys) for steps, keys in groups.items())


def _shelf(steps: tuple[int, int], keys: list[str]) -> _Shelf:
    values: list[Floats] = []
    starts: list[int] = []
    level_start: list[int] = []
    patterns: list[Index] = []
    rows = 0
    for key in keys:
        each = level_table(key)
        pattern = rows_of(root_of(key)).pattern
        starts.append(len(level_start))
        for level in each:
            level_start.append(rows)
            patterns.append(pattern)
            values.append(level.reshape(len(level), -1))
            rows += len(level)
    return _Shelf(
        steps=steps,
        keys=tuple(keys),
        starts=tuple(starts),
        rows=np.array(level_start)[:, None] + np.stack(patterns),
        values=np.concatenate(values),
    )
