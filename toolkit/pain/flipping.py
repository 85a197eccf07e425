"""The smallest change of one finding, or of one number, that would put another family in front."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.pain.answers import contradictions
from toolkit.pain.draws import log_odds, state_index
from toolkit.pain.inference import factor_on, posterior
from toolkit.pain.leverage import Lean, leans, nudged
from toolkit.pain.likelihood import Numbers, by_root, cluster_factor, rows_of
from toolkit.pain.marginals import family_shares
from toolkit.pain.prior import Own
from toolkit.pain.support import Floats, support

_FAR = 4.0
_TRIED = 40
_HALVINGS = 12


@dataclass(frozen=True)
class FindingFlip:
    """Another answer to one question that would put another family in front.

    Attributes:
        finding, found: the finding and its level as recorded.
        instead: the level that would flip it; none means 'had it not been asked'.
        leading: the family then in front.
        chance: how probable that other answer was, given all the others; 1 for 'not asked'.
        sentence: that in words.
    """

    finding: str
    found: str
    instead: str | None
    leading: str
    chance: float
    sentence: str


@dataclass(frozen=True)
class NumberFlip:
    """Another value of one number that would put another family in front.

    Attributes:
        lean: the number with its passport.
        value, instead: the number as used, and where it flips.
        inside: whether that lies within its interval.
        leading: the family then in front.
        sentence: that in words.
    """

    lean: Lean
    value: float
    instead: float
    inside: bool
    leading: str
    sentence: str


@dataclass(frozen=True)
class Flips:
    """How near the leading belief is to another.

    Attributes:
        leading: the family in front now.
        findings: changes of one finding that flip it, the likeliest other answer first.
        numbers: changes of one number that flip it, the smallest first.
        sentence: the smallest of them in words.
    """

    leading: str
    findings: tuple[FindingFlip, ...]
    numbers: tuple[NumberFlip, ...]
    sentence: str


def flips(prior: Floats, joint: Floats, levels: Mapping[str, int], setting: str, own: Own = ()) -> Flips:
    """Return the changes of one finding or one number that alter which family leads."""
    names = support().families
    leading = names[int(family_shares(joint).argmax())]
    by_answer = _by_answer(prior, levels, leading)
    by_number = _by_number(joint, levels, leans(joint, levels, setting, own), leading)
    name = pain_types().families[leading].name.lower()
    if by_answer or any(each.inside for each in by_number):
        first = [by_answer[0].sentence] if by_answer else []
        second = [each.sentence for each in by_number if each.inside][:1]
        text = " ".join(first + second)
    else:
        text = (
            f"No single other answer, and no single number within its interval, takes {name} from the front."
        )
    return Flips(leading, by_answer, by_number, text)


def _by_answer(prior: Floats, levels: Mapping[str, int], leading: str) -> tuple[FindingFlip, ...]:
    names, known = support().families, findings()
    found: list[FindingFlip] = []
    for key, level in levels.items():
        rest = {other: at for other, at in levels.items() if other != key}
        base = posterior(prior, rest) if rest else prior
        ids = known[key].level_ids
        options: list[tuple[str | None, Floats, float]] = [(None, base, 1.0)]
        for other in range(len(ids)):
            if other != level and not contradictions({**rest, key: other}):
                moved, chance = _with(base, rest, key, other)
                options.append((ids[other], moved, chance))
        for instead, moved, chance in options:
            new = names[int(family_shares(moved).argmax())]
            if new != leading:
                found.append(_finding_flip(key, ids[level], instead, new, chance))
    return tuple(sorted(found, key=lambda flip: (flip.instead is None, -flip.chance)))


def _with(base: Floats, rest: Mapping[str, int], key: str, level: int) -> tuple[Floats, float]:
    """Return the belief with one more answer, and how probable that answer was."""
    root = next(iter(by_root({key: level})))
    others = by_root(rest).get(root, {})
    factor = cluster_factor(root, {**others, key: level})
    if others:
        factor = factor / cluster_factor(root, others)
    moved = base * factor[rows_of(root).pattern]
    chance = float(moved.sum())
    return moved / chance, chance


def _finding_flip(key: str, found: str, instead: str | None, leading: str, chance: float) -> FindingFlip:
    finding, name = findings()[key], pain_types().families[leading].name.lower()
    if instead is None:
        text = f"Had '{finding.ask}' not been asked, {name} would lead."
    else:
        text = f"Had '{finding.ask}' been '{finding.label(instead)}', {name} would lead"
        text += f" (that answer was to be expected in {100 * chance:.0f} of 100 such patients)."
    return FindingFlip(key, found, instead, leading, chance, text)


def _by_number(
    joint: Floats, levels: Mapping[str, int], behind: list[Lean], leading: str
) -> tuple[NumberFlip, ...]:
    names = support().families
    first = names.index(leading)
    shares = family_shares(joint)
    found: list[NumberFlip] = []
    near: list[tuple[float, Lean]] = []
    for lean in behind:
        closing = np.delete(lean.pull - lean.pull[first], first)
        gaps = np.delete(shares[first] - shares, first)
        # with the pulls of now, this many steps of log odds until a gap is closed
        steps = np.abs(gaps / np.where(closing == 0, np.inf, closing))
        if (closing != 0).any():
            near.append((float(steps[closing != 0].min()), lean))
    near.sort(key=lambda each: each[0])
    for _, lean in near[:_TRIED]:
        for direction in (1.0, -1.0):
            step, new = _first_flip(joint, levels, lean, first, direction)
            if step is not None:
                found.append(_number_flip(lean, step, names[new]))
    return tuple(sorted(found, key=lambda flip: abs(_shift(flip.value, flip.instead))))


def _first_flip(
    joint: Floats, levels: Mapping[str, int], lean: Lean, first: int, direction: float
) -> tuple[float | None, int]:
    """Return the smallest step of log odds in one direction at which another family leads."""
    far = _leader(joint, levels, lean, direction * _FAR)
    if far == first:
        return None, first
    low, high, new = 0.0, _FAR, far
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        leader = _leader(joint, levels, lean, direction * middle)
        if leader == first:
            low = middle
        else:
            high, new = middle, leader
    return direction * high, new


def _leader(joint: Floats, levels: Mapping[str, int], lean: Lean, step: float) -> int:
    held = support()
    states = state_index(joint)
    part = joint[states]
    if lean.finding:
        keys, versions = nudged(lean.finding, step)
        one = slice(keys.index(lean.key), keys.index(lean.key) + 1)
        numbers = Numbers(versions.leak[one], versions.given[one])
        answers = by_root(levels)[lean.finding]
        part = part * (
            factor_on(states, lean.finding, answers, numbers)[0] / factor_on(states, lean.finding, answers)
        )
    else:
        part = part * np.exp(step * held.has_type[states, held.types.index(lean.key)])[:, None, None]
    return int((part.sum(axis=(1, 2)) @ held.has_family[states]).argmax())


def _number_flip(lean: Lean, step: float, leading: str) -> NumberFlip:
    value = lean.quantity.value
    moved = float(1 / (1 + np.exp(-(log_odds(np.array([value]))[0] + step))))
    low, high = lean.quantity.interval
    inside = low <= moved <= high
    name = pain_types().families[leading].name.lower()
    where = "within" if inside else "outside"
    text = f"With {moved:.2g} instead of {value:.2g} for '{lean.words}' "
    text += f"({where} its interval), {name} would lead."
    return NumberFlip(lean, value, moved, inside, leading, text)


def _shift(value: float, instead: float) -> float:
    return float(np.diff(log_odds(np.array([value, instead])))[0])
