"""New patients at a chosen difficulty, from a code; siblings of equal difficulty."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from toolkit.cases.case import Case, CaseError, Visit
from toolkit.cases.case_code import DIFFICULTIES, MOST_SEEDS, CaseCode, code_text, read_code
from toolkit.cases.case_story import lived
from toolkit.cases.drafting import agreeing, settled
from toolkit.content.cases import CasePerson
from toolkit.content.clinic import clinic
from toolkit.content.factors import CAUSES
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.history import named_runners
from toolkit.history.luck import cells, uniform, uniforms_of
from toolkit.pain import PainModel, Truth
from toolkit.pain.answers import check_findings
from toolkit.pain.drawing import draw
from toolkit.pain.presentation import Presentation
from toolkit.pain.sample import sample

_TRIES, _MORE_TRIES = 400, 3600
"""Of truths for one code; the first number also spaces the luck of codes, so it stays as it is."""

_TITLE = {"first": "A new patient", "middle": "A new patient, less clear", "hard": "A new patient, left open"}


def case_from_code(text: str) -> Case:
    """Return the patient of a code.

    Raises:
        CaseError: the code is cut, mistyped, or of another version.

    >>> code = code_text(CaseCode(12, "running_clinic", "middle"))
    >>> case_from_code(code).truth == case_from_code(code.lower()).truth
    True
    """
    return _generated(read_code(text))


def new_code(seed: int, setting: str = "running_clinic", difficulty: str = "first") -> str:
    """Return a code for a seed; the runner is chosen by the same luck.

    Raises:
        CaseError: an unknown setting or difficulty.
    """
    at = seed % MOST_SEEDS
    runner = int(_luck(at, "runner", 0) * len(named_runners()))
    return code_text(CaseCode(at, setting, difficulty, runner))


def sibling(code: str, number: int) -> str:
    """Return the code of another patient of the same setting and difficulty: equal entropy band, other luck.

    Raises:
        CaseError: the code cannot be read, or the number is below 1.

    >>> read_code(sibling(new_code(3, difficulty="hard"), 1)).difficulty
    'hard'
    """
    if number < 1:
        raise CaseError("Siblings are counted from 1.")
    own = read_code(code)
    # a step that shares no divisor with the number of seeds meets each seed once
    return new_code(own.seed + 104_729 * number, own.setting, own.difficulty)


def entropy(families: Mapping[str, float]) -> float:
    """Return how open a belief is: the mean uncertainty of the four families summed, in bits (0 to 4).

    H = sum over families of -(p log2 p + (1 - p) log2 (1 - p)).

    >>> round(entropy({"radicular": 0.5, "referred": 0.999999999}), 3)
    1.0
    """
    p = np.clip(np.array(list(families.values())), 1e-12, 1 - 1e-12)
    return float(-(p * np.log2(p) + (1 - p) * np.log2(1 - p)).sum())


def difficulty_of(families: Mapping[str, float]) -> str:
    """Return the difficulty whose band holds the entropy of a belief formed when everything was asked.

    >>> difficulty_of({"radicular": 0.999, "referred": 0.001})
    'first'
    """
    bits = entropy(families)
    bands = clinic().difficulty
    return next((key for key in DIFFICULTIES if bits < bands[key].high.value), DIFFICULTIES[-1])


@lru_cache(maxsize=64)
def _generated(code: CaseCode) -> Case:
    runner_id = list(named_runners())[code.runner]
    named = named_runners()[runner_id]
    person = CasePerson(
        like=runner_id,
        name=named.runner.name,
        age_years=named.runner.age_years,
        sex=named.runner.sex,  # type: ignore[arg-type]
        seed=code.seed,
    )
    story = lived(person)
    model = PainModel(code.setting, story.weights)
    wanted = _wanted(code, model)
    told = settled(person)
    episode = story.diary.episodes[-1].cause if story.diary.episodes else None
    truths = sample(model.prior, _TRIES, code.seed, ())
    for attempt in range(_TRIES + _MORE_TRIES):
        if attempt == _TRIES:
            # few codes come here: the luck of the first tries is the same, and goes on
            truths = sample(model.prior, _TRIES + _MORE_TRIES, code.seed, ())
        truth = truths.truth(attempt)
        if not _fits(truth, wanted if attempt < _TRIES // 2 else None, episode):
            continue
        side = "left" if _luck(code.seed, "side", 0) < 0.5 else "right"
        patient = model.present(replace(truth, side=side), code.seed * _TRIES + attempt)
        # a number tells belief no more than its level: counted and measured is what is kept
        levels = {**patient.levels, **told}
        if check_findings(levels):
            continue
        belief = model.posterior(levels)
        level = difficulty_of(belief.family_probabilities)
        if level == code.difficulty and _possible(belief.probabilities, truth):
            break
    else:
        raise CaseError("No patient of this difficulty was found for this code: take the next one.")
    return Case(
        id=code_text(code),
        title=_TITLE[code.difficulty],
        difficulty=code.difficulty,
        kind="generated",
        objective="Ask, examine, and say how sure you may be.",
        minutes=8,
        setting=code.setting,
        card=story.card,
        truth=patient.truth,
        seed=code.seed,
        story=story,
        visits=(_visit(patient, agreeing(person, patient)),),
        generated=True,
    )


def _wanted(code: CaseCode, model: PainModel) -> str:
    # each family is met as often as the others: a class that saw only the commonest would learn only that
    before = model.posterior({}).family_probabilities
    families = [key for key in pain_types().families if before[key] > 0]
    return families[int(_luck(code.seed, "family", 0) * len(families))]


def _fits(truth: Truth, wanted: str | None, episode: str | None) -> bool:
    kinds = pain_types().types
    if not truth.types or any(kind not in kinds for kind in truth.types):
        return False
    causes = {kinds[kind].cause for kind in truth.types} & set(CAUSES)
    if episode is not None and causes and episode not in causes:
        return False
    return wanted is None or any(kinds[kind].family == wanted for kind in truth.types)


def _possible(believed: Mapping[str, float], truth: Truth) -> bool:
    # nobody can be asked to find what the findings all but exclude
    return all(believed[kind] > _LEAST for kind in truth.types)


_LEAST = 0.02


def _visit(patient: Presentation, found: Mapping[str, str | float]) -> Visit:
    rules = clinic().patience
    vague: dict[str, str] = {}
    forgets: dict[str, str] = {}
    for key, luck in zip(_told(), uniforms_of(cells(patient.seed, 0, 0), _patience()).tolist(), strict=True):
        if luck < rules.forgets.value:
            forgets[key] = _manner(patient.seed, key, rules.forgets_words)
        elif luck < rules.forgets.value + rules.vague.value:
            vague[key] = _manner(patient.seed, key, rules.vague_words)
    levels = {}
    for key, value in found.items():
        number = findings()[key].number
        measured = isinstance(value, float) and number is not None
        levels[key] = findings()[key].level_ids[number.level(value)] if measured else str(value)  # type: ignore[union-attr, arg-type]
    return Visit(
        opening=patient.opening,
        levels=levels,
        numbers={key: value for key, value in found.items() if isinstance(value, float)},
        words=forgets,
        vague=vague,
        forgets=frozenset(forgets),
        drawing=draw(patient.truth, levels, patient.seed),
    )


@cache
def _told() -> tuple[str, ...]:
    """Return the questions whose answers may be vague or forgotten."""
    return tuple(
        key
        for key, finding in findings().items()
        if finding.kind == "asked" and not finding.always and key != "age"
    )


@cache
def _patience() -> tuple[str, ...]:
    return tuple(f"patience {key}" for key in _told())


def _manner(seed: int, key: str, words: tuple[str, ...]) -> str:
    return words[int(_luck(seed, f"manner {key}", 0) * len(words))]


def _luck(seed: int, decision: str, day: int) -> float:
    return float(uniform(seed, decision, np.array([0]), day)[0])
