"""Case codes: a patient in a dozen characters that can be read aloud, with a check character.

A code names setting, difficulty and luck, and which version of the model made it: with other numbers the same
luck would be another patient, so a code of another version is refused, not opened as somebody else.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from toolkit.cases.case import CaseError
from toolkit.content.clinic import clinic
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.findings import findings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import pain_types
from toolkit.history import named_runners

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXY"
"""29 signs: no 0, O, 1, I, L, U or Z, which are misread or misheard."""

MODEL_VERSION = 1
"""Raised when the way patients are generated changes; changes of numbers are noticed by themselves."""

DIFFICULTIES = ("first", "middle", "hard")
_SETTINGS = ("gp", "running_clinic", "spinal_triage")
_BASE = len(SIGNS)
_LENGTH = 12
_SEED_SIGNS = 4
MOST_SEEDS = _BASE**_SEED_SIGNS


@dataclass(frozen=True)
class CaseCode:
    """What a code names.

    Attributes:
        seed: 0 to 707,280.
        setting: 'gp', 'running_clinic' or 'spinal_triage'.
        difficulty: 'first', 'middle' or 'hard'.
        runner: position of the named runner whose habits she has.

    >>> code = code_text(CaseCode(7, "gp", "hard", 2))
    >>> len(code.replace("-", "")), read_code(code.lower()) == CaseCode(7, "gp", "hard", 2)
    (12, True)
    """

    seed: int
    setting: str = "running_clinic"
    difficulty: str = "first"
    runner: int = 0


def code_text(code: CaseCode) -> str:
    """Return a code as text in three groups of four.

    Raises:
        CaseError: a part is out of range.
    """
    if not 0 <= code.seed < MOST_SEEDS:
        raise CaseError(f"The luck of a code lies between 0 and {MOST_SEEDS - 1}, and this is {code.seed}.")
    if code.setting not in _SETTINGS or code.difficulty not in DIFFICULTIES:
        raise CaseError(f"A code names no setting '{code.setting}' or no difficulty '{code.difficulty}'.")
    kind = _SETTINGS.index(code.setting) * len(DIFFICULTIES) + DIFFICULTIES.index(code.difficulty)
    numbers = [*_digits(model_print(), 4), kind, *_digits(code.runner, 2), *_digits(code.seed, _SEED_SIGNS)]
    text = "".join(SIGNS[number] for number in numbers)
    text += SIGNS[check_number(numbers)]
    return "-".join(text[at : at + 4] for at in range(0, _LENGTH, 4))


def read_code(text: str) -> CaseCode:
    """Return what a code names; small letters, spaces and missing hyphens do not matter.

    Raises:
        CaseError: it is cut, mistyped, or was made by another version of the model; in one sentence.
    """
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    if len(plain) != _LENGTH:
        raise CaseError(f"A case code has {_LENGTH} letters and digits; this one has {len(plain[:99])}.")
    strange = [sign for sign in plain if sign not in SIGNS]
    if strange:
        raise CaseError(f"A case code never holds '{strange[0]}': look again whether it is another letter.")
    numbers = [SIGNS.index(sign) for sign in plain]
    if numbers[-1] != check_number(numbers[:-1]):
        raise CaseError("This case code was mistyped: one of its letters is wrong or two are swapped.")
    if _number(numbers[:4]) != model_print():
        raise CaseError(
            "This case code was made by another version of the model and would show another patient here: "
            "ask for a new code, or install the version that made it."
        )
    kind, runner, seed = numbers[4], _number(numbers[5:7]), _number(numbers[7:11])
    if kind >= len(_SETTINGS) * len(DIFFICULTIES) or runner >= len(named_runners()):
        raise CaseError("This case code names a setting or a runner that the toolkit does not know.")
    setting, difficulty = divmod(kind, len(DIFFICULTIES))
    return CaseCode(seed, _SETTINGS[setting], DIFFICULTIES[difficulty], runner)


@cache
def model_print() -> int:
    """Return a number below 29**4 that changes when any number changes that makes a patient."""
    numbers = {
        "version": MODEL_VERSION,
        "findings": {
            key: finding.model_dump(
                mode="json", include={"number", "severity", "irritability", "leak", "given", "follows"}
            )
            | {"levels": finding.level_ids}
            for key, finding in findings().items()
        },
        "types": {
            key: [kind.family, kind.cause, [list(form) for form in kind.forms],
                  kind.severity.of, kind.irritability.of, kind.two_weeks.of]
            for key, kind in pain_types().types.items()
        },
        "rules": pain_rules().model_dump(mode="json", exclude={"bands", "bands_why"}),
        "settings": {
            key: [each.none.value, {kind: share.value for kind, share in each.priors.items()}]
            for key, each in clinic_settings().settings.items()
        },
        "bands": {key: [band.low.value, band.high.value] for key, band in clinic().difficulty.items()},
        "patience": [clinic().patience.vague.value, clinic().patience.forgets.value],
        "runners": {key: [named.runner.to_dict(), [event.to_dict() for event in named.events]]
                    for key, named in named_runners().items()},
    }  # fmt: skip
    text = json.dumps(numbers, sort_keys=True, default=str).encode()
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big") % _BASE**4


def check_number(numbers: Sequence[int]) -> int:
    """Return the number of the check sign: every single slip and every swap of neighbours is found.

    Args:
        numbers: positions in `SIGNS` of the signs before it; fewer than 28.

    >>> SIGNS[check_number([SIGNS.index(sign) for sign in "K7M"])]
    'S'
    """
    # weights 1, 2, 3 ... modulo a prime
    return sum((at + 1) * number for at, number in enumerate(numbers)) % _BASE


def _digits(value: int, length: int) -> list[int]:
    return [value // _BASE**at % _BASE for at in range(length - 1, -1, -1)]


def _number(digits: list[int]) -> int:
    value = 0
    for digit in digits:
        value = value * _BASE + digit
    return value
