"""How likely each answer is in each joint state: leaky noisy-or over conditions, pushed by the latents.

For a finding with levels 0..K and conditions a with P(level >= k | a alone) = p_a,k and leak l_k:

    push       c_a,k = 1 - (1 - p_a,k) / (1 - l_k)
    with latents     logit c'_a,k = logit c_a,k + o_a,k + severity x s + irritability x t    (steps -1, 0, +1)
    together   P(level < k) = (1 - l_k) x product over the conditions there of (1 - c'_a,k)
    recorded   P(level) <- (1 - lapse) x P(level) + lapse / (K + 1)

The offset o keeps the average: over the severity and irritability that the condition has when alone, c'
averages to c. So a published sensitivity stays what it is, and yet findings that share severity are correlated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from toolkit.content.findings import Finding, findings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import IRRITABILITY, OUTSIDE, SEVERITY, pain_types
from toolkit.pain.support import Floats, support

Index = NDArray[np.intp]
STEPS = np.array([-1.0, 0.0, 1.0])
_SMALL = 1e-12


@dataclass(frozen=True, eq=False)
class Rows:
    """Which rows of a finding each state meets.

    Attributes:
        keys: keys of `given` that count, after 'leak'.
        pattern: shape (states,), which pattern of rows a state meets.
        members: shape (patterns, 3), the rows of a pattern; 0 stands for none, row r for `keys[r - 1]`.
    """

    keys: tuple[str, ...]
    pattern: Index
    members: NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Numbers:
    """The numbers of one finding, as arrays; one leading axis more where several versions are tried at once.

    Attributes:
        leak: shape (..., levels - 1).
        given: shape (..., rows, levels - 1).
    """

    leak: Floats
    given: Floats


def root_of(finding_id: str) -> str:
    """Return the finding that carries the likelihood: itself, or the one that it follows.

    >>> root_of("heel_walking"), root_of("slr")
    ('power_dorsiflexion', 'slr')
    """
    follows = findings()[finding_id].follows
    return follows.finding if follows else finding_id


@cache
def rows_of(finding_id: str) -> Rows:
    """Return which rows of a finding each state meets."""
    held, finding = support(), findings()[finding_id]
    keys = tuple(finding.given)
    chosen = [_row_for(condition.type, condition.form, keys) for condition in held.conditions]
    meets = np.array([*chosen, 0], dtype=np.int16)[held.states]
    meets.sort(axis=1)
    code = (meets[:, 0].astype(np.int64) * (len(keys) + 1) + meets[:, 1]) * (len(keys) + 1) + meets[:, 2]
    _, first, pattern = np.unique(code, return_index=True, return_inverse=True)
    return Rows(keys, pattern.astype(np.intp), meets[first])


@cache
def numbers_of(finding_id: str) -> Numbers:
    """Return the numbers of a finding as its file gives them."""
    finding = findings()[finding_id]
    assert finding.leak is not None
    steps = len(finding.levels) - 1
    given = np.array([row.p for row in finding.given.values()]).reshape(-1, steps)
    return Numbers(np.array(finding.leak.p), given)


@cache
def offsets_of(finding_id: str) -> Floats:
    """Return the offset of each row and level, shape (rows, levels - 1)."""
    finding = findings()[finding_id]
    numbers = numbers_of(finding_id)
    shift = latent_shift(finding)
    if not shift.any():
        return np.zeros_like(numbers.given)
    shares = np.stack([_latents_alone(key, finding) for key in finding.given])[:, None]
    target = np.clip(_push(numbers), _SMALL, 1 - _SMALL)
    low, high = np.full(target.shape, -8.0), np.full(target.shape, 8.0)
    log_odds = np.log(target / (1 - target))
    for _ in range(56):
        middle = (low + high) / 2
        mean = (shares * _expit((log_odds + middle)[..., None, None] + shift)).sum(axis=(-1, -2))
        low = np.where(mean < target, middle, low)
        high = np.where(mean < target, high, middle)
    result: Floats = (low + high) / 2
    return result


def latent_shift(finding: Finding) -> Floats:
    """Return what severity and irritability add to the log odds, shape (3, 3)."""
    loads = {"none": 0.0} | {name: quantity.value for name, quantity in pain_rules().loadings.items()}
    result: Floats = STEPS[:, None] * loads[finding.severity] + STEPS[None, :] * loads[finding.irritability]
    return result


def table(finding_id: str, numbers: Numbers | None = None, patterns: Index | None = None) -> Floats:
    """Return P(level | pattern of rows, severity, irritability) of a finding that follows none.

    Args:
        finding_id: the finding.
        numbers: others than the file's, with or without leading axes; the offsets stay the file's.
        patterns: only these patterns of rows.

    Returns:
        Shape (..., levels, patterns, 3, 3); the axis of a latent that plays no part has length 1.
    """
    finding, rows = findings()[finding_id], rows_of(finding_id)
    chosen = numbers or numbers_of(finding_id)
    # a latent that plays no part adds nothing on any step: one step stands for all
    shift = latent_shift(finding)[:: 1 if finding.severity != "none" else 3]
    shift = shift[:, :: 1 if finding.irritability != "none" else 3]
    push = np.clip(_push(chosen), _SMALL, 1 - _SMALL)
    log_odds = np.log(push / (1 - push)) + offsets_of(finding_id)
    spared = 1.0 - _expit(log_odds[..., None, None] + shift)
    spared = np.where((_push(chosen) > _SMALL)[..., None, None], spared, 1.0)
    none = np.ones((*spared.shape[:-4], 1, *spared.shape[-3:]))
    spared = np.concatenate([none, spared], axis=-4)
    members = rows.members if patterns is None else rows.members[patterns]
    product = spared[..., members[:, 0], :, :, :]
    for slot in (1, 2):
        product = product * spared[..., members[:, slot], :, :, :]
    below = product * (1.0 - chosen.leak)[..., None, :, None, None]
    below = np.minimum.accumulate(below[..., ::-1, :, :], axis=-3)[..., ::-1, :, :]
    below = np.moveaxis(below, -3, -4)
    shape = (*below.shape[:-4], 1, *below.shape[-3:])
    cumulative = np.concatenate([np.zeros(shape), below, np.ones(shape)], axis=-4)
    lapse = pain_rules().lapse.value
    levels = len(finding.levels)
    result: Floats = (1.0 - lapse) * np.diff(cumulative, axis=-4) + lapse / levels
    return result


@cache
def own_table(finding_id: str) -> Floats:
    """Return `table(finding_id)` for the file's numbers, kept."""
    result = table(finding_id)
    result.setflags(write=False)
    return result


@cache
def follow_table(finding_id: str) -> Floats:
    """Return P(level | level of the finding it follows), shape (levels there, levels here)."""
    finding = findings()[finding_id]
    assert finding.follows is not None
    other = findings()[finding.follows.finding]
    up = np.array([finding.follows.given[level].p for level in other.level_ids])
    ends = np.ones((len(up), 1)), np.zeros((len(up), 1))
    return -np.diff(np.concatenate([ends[0], up, ends[1]], axis=1), axis=1)


def level_table(finding_id: str, of_root: Floats | None = None) -> Floats:
    """Return P(level | pattern, latents) of any finding, shape (..., levels, patterns, 3 or 1, 3 or 1)."""
    finding = findings()[finding_id]
    base = own_table(root_of(finding_id)) if of_root is None else of_root
    if not finding.follows:
        return base
    result: Floats = np.einsum("ab,...apij->...bpij", follow_table(finding_id), base)
    return result


def cluster_factor(root: str, answers: Mapping[str, int], of_root: Floats | None = None) -> Floats:
    """Return the likelihood of the answers to a finding and to those that follow it, by pattern and latents.

    P(answers) = sum over levels l of the root of [l is the answer, if asked] P(l) x product of
    P(follower | l).
    """
    base = own_table(root) if of_root is None else of_root
    if len(answers) == 1 and root in answers:
        own: Floats = base[..., answers[root], :, :, :]
        return own
    weights = np.ones(base.shape[-4])
    for key, level in answers.items():
        weights *= np.eye(len(weights))[level] if key == root else follow_table(key)[:, level]
    if np.count_nonzero(weights) == 1:
        at = int(np.flatnonzero(weights)[0])
        single: Floats = base[..., at, :, :, :] * weights[at]
        return single
    result: Floats = np.einsum("a,...apij->...pij", weights, base)
    return result


def by_root(levels: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Group answers by the finding that carries their likelihood."""
    groups: dict[str, dict[str, int]] = {}
    for key, level in levels.items():
        groups.setdefault(root_of(key), {})[key] = level
    return groups


def _push(numbers: Numbers) -> Floats:
    leak = numbers.leak[..., None, :]
    return 1.0 - (1.0 - numbers.given) / (1.0 - leak)


def _expit(x: Floats) -> Floats:
    result: Floats = 1.0 / (1.0 + np.exp(-x))
    return result


def _row_for(kind: str, form: str, keys: tuple[str, ...]) -> int:
    """Return the row of the key with the most details that fits; of 'others' where none does; 0 for none."""
    best, found = -1, 0
    parts = set(form.split(".")) if form else set()
    for at, key in enumerate(keys, start=1):
        name, *details = key.split(".")
        fits = name == kind and set(details) <= parts
        depth = len(details) + 1 if fits else 0 if key == "others" and kind != OUTSIDE else -1
        if depth > best:
            best, found = depth, at
    return found


def _latents_alone(key: str, finding: Finding) -> Floats:
    """Return severity x irritability of the condition of a row when alone, shape (3, 3)."""
    kinds = pain_types().types
    name = key.partition(".")[0]
    if name != "others":
        kind = pain_types().kind(name)
        return np.outer(list(kind.severity.of.values()), list(kind.irritability.of.values()))
    named = {each.split(".")[0] for each in finding.given if "." not in each}
    rest = [kinds[each] for each in kinds if each not in named]
    both = [np.outer(list(kind.severity.of.values()), list(kind.irritability.of.values())) for kind in rest]
    mean: Floats = np.mean(both, axis=0).reshape(len(SEVERITY), len(IRRITABILITY))
    return mean
