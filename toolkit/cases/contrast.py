"""Contrast on demand: two generated patients who look alike at first and are not, and what parts them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from toolkit.cases.case import CaseError
from toolkit.content.clinic import clinic
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.pain import PainModel, Truth, check_findings
from toolkit.pain.sample import Sample

PATIENTS = 1500
"""So many are generated to find a pair."""

_ALIKE_TRIED = 60


@dataclass(frozen=True)
class Half:
    """One of the two.

    Attributes:
        truth: what is really there.
        answers: finding -> level, everything.
        families: the model's belief once everything was asked.
    """

    truth: Truth
    answers: dict[str, str]
    families: dict[str, float]

    @property
    def family(self) -> str:
        """The family in front."""
        return max(self.families, key=lambda key: self.families[key])


@dataclass(frozen=True)
class ContrastPair:
    """Two patients who look alike at first.

    Attributes:
        one, two: the patients; their families differ.
        surface: the findings in which they were compared; `distance`: in how many of these they differ.
        shared: what both say of themselves; `apart`: surface findings in which they differ.
        deciding: the finding that parts them most; to be named afterwards.
        strength: by how much it moves the odds of one family against the other, log odds.
        sentence: that in words.
    """

    one: Half
    two: Half
    surface: tuple[str, ...]
    distance: int
    shared: dict[str, str]
    apart: tuple[str, ...]
    deciding: str
    strength: float
    sentence: str


@lru_cache(maxsize=16)
def contrast_pair(
    seed: int, first: str, second: str, *, setting: str = "running_clinic", most_apart: int = 3
) -> ContrastPair:
    """Search generated patients for two that look alike at first, one of each family.

    Each is alone in its family, and after everything was asked the model puts its family clearly in front; so
    the pair can be told apart, and is worth telling apart.

    Args:
        seed: of the search; the same seed finds the same pair.
        first: a family.
        second: another one.
        setting: where they are seen.
        most_apart: surface findings in which they may differ at most.

    Raises:
        CaseError: an unknown family, twice the same, or no such pair among the patients tried.

    >>> pair = contrast_pair(1, "radicular", "lookalike")
    >>> pair.one.family, pair.two.family, pair.distance <= 3
    ('radicular', 'lookalike', True)
    """
    known = pain_types().families
    for family in (first, second):
        if family not in known:
            raise CaseError(f"There is no family '{family}'; the four are {', '.join(known)}.")
    if first == second:
        raise CaseError("Two different families make a contrast.")
    model = PainModel(setting)
    patients = _patients(seed, setting)
    order = list(known)
    alone = patients.families.sum(axis=1) == 1
    sides = [
        np.flatnonzero(alone & (patients.families[:, order.index(each)] > 0)) for each in (first, second)
    ]
    if not all(len(side) for side in sides):
        raise CaseError("No patient of one of these families was met: take another seed or setting.")
    for distance, a, b in _nearest(_surface(patients), sides[0], sides[1]):
        if distance > most_apart:
            break
        halves = [_half(model, patients, at) for at in (a, b)]
        if all(_clear(half, family) for half, family in zip(halves, (first, second), strict=True)):
            return _pair(model, halves[0], halves[1], distance)
    raise CaseError("No pair that looks so much alike was found: take another seed, or let them differ more.")


def _pair(model: PainModel, one: Half, two: Half, distance: int) -> ContrastPair:
    surface = clinic().surface
    apart = tuple(key for key in surface if one.answers[key] != two.answers[key])
    shared = {key: one.answers[key] for key in surface if key not in apart}
    known, best, strength = findings(), "", -1.0
    for key in known:
        if one.answers[key] == two.answers[key]:
            continue
        swapped = {**one.answers, key: two.answers[key]}
        if check_findings(swapped):
            continue
        moved = _odds(one.families, one.family, two.family) - _odds(
            model.posterior(swapped).family_probabilities, one.family, two.family
        )
        if moved > strength:
            best, strength = key, moved
    names = {key: family.name.lower() for key, family in pain_types().families.items()}
    here, there = (known[best].label(half.answers[best]) for half in (one, two))
    sentence = (
        f"{known[best].ask} parts them most: '{here}' in the one ({names[one.family]}), "
        f"'{there}' in the other ({names[two.family]})."
    )
    return ContrastPair(one, two, surface, distance, shared, apart, best, strength, sentence)


def _odds(families: dict[str, float], a: str, b: str) -> float:
    p, q = max(families[a], 1e-9), max(families[b], 1e-9)
    return float(np.log(p / q))


def _half(model: PainModel, patients: Sample, at: int) -> Half:
    answers = patients.answers(at)
    return Half(patients.truth(at), answers, model.posterior(answers).family_probabilities)


def _clear(half: Half, family: str) -> bool:
    return (
        half.family == family
        and half.families[family] >= clinic().drill.clear.value
        and not check_findings(half.answers)
    )


def _surface(patients: Sample) -> NDArray[np.int8]:
    return np.stack([patients.findings[key] for key in clinic().surface], axis=1)


def _nearest(
    surface: NDArray[np.int8], one: NDArray[np.intp], two: NDArray[np.intp]
) -> list[tuple[int, int, int]]:
    apart = (surface[one][:, None, :] != surface[two][None, :, :]).sum(axis=2)
    order = np.argsort(apart, axis=None, kind="stable")[:_ALIKE_TRIED]
    return [(int(apart.flat[at]), int(one[at // len(two)]), int(two[at % len(two)])) for at in order]


@lru_cache(maxsize=4)
def _patients(seed: int, setting: str) -> Sample:
    return PainModel(setting).sample(PATIENTS, seed)
