"""The clinic in a scenario: which patient, what was done so far, what is set but not yet committed."""

from functools import lru_cache

from toolkit.cases.case import Case, CaseError, load_case
from toolkit.cases.generating import case_from_code
from toolkit.cases.scenario import Scenario
from toolkit.cases.session import CaseSession, Mode
from toolkit.cases.session_text import session_of_text, session_text
from toolkit.cases.studio import DRAFT, draft_case, draft_in
from toolkit.content.cases import folder_print, offered_cases
from toolkit.content.clinic import clinic
from toolkit.content.factors import FACTORS
from toolkit.content.pain_types import pain_types

PREFIX = "clinic."
_PIECE = 80
_MOST_PIECES = 34
_SAY_PIECES = 5
USUAL_CASE = "calf_line"
_STEP, _TENTHS = 5, "abcdefghijklmnopqrstu"


def find_case(key: str) -> Case:
    """Return a written case by its id, or a generated one by its code.

    Raises:
        CaseError: there is neither.

    >>> find_case("calf_line").title
    'A line down to the heel'
    """
    return load_case(key) if key in offered_cases() else case_from_code(key)


def case_in(scenario: Scenario, key: str) -> Case:
    """Return a case by its id or code; the one that the scenario carries where it is being written.

    Raises:
        CaseError: there is no such case.
    """
    return draft_case(draft_in(scenario)) if key == DRAFT else find_case(key)


def session_in(scenario: Scenario) -> CaseSession:
    """Return the session that a scenario holds; a new one with its patient where none was begun.

    Raises:
        CaseError: the scenario names no patient, or its session was cut or changed.
    """
    text = _joined(scenario, "s", _MOST_PIECES)
    if text:
        return _restored(text, scenario.case or "", folder_print())
    case = case_in(scenario, scenario.choice(f"{PREFIX}case", USUAL_CASE))
    mode: Mode = "assessment" if scenario.choice(f"{PREFIX}mode", "practice") == "assessment" else "practice"
    return CaseSession(case, mode)


def with_session(scenario: Scenario, session: CaseSession) -> Scenario:
    """Return the scenario with a session in it.

    Raises:
        CaseError: the session is too long for an address.
    """
    text = session_text(session)
    if len(text) > _PIECE * _MOST_PIECES:
        raise CaseError("This session is too long for an address: finish it, or ask less.")
    return _split(scenario, "s", text)


def with_case(scenario: Scenario, key: str, mode: str) -> Scenario:
    """Return the scenario with a new patient: nothing of the one before stays.

    Raises:
        CaseError: there is no such patient.
    """
    case_in(scenario, key)
    rest = {name: kept for name, kept in scenario.choices.items() if not name.startswith(PREFIX)}
    chosen = {**rest, f"{PREFIX}case": key} | ({f"{PREFIX}mode": mode} if mode == "assessment" else {})
    return scenario.but(choices=chosen)


def next_visit(scenario: Scenario) -> Scenario:
    """Return the scenario without what was set for the visit before."""
    kept = {
        name: value
        for name, value in scenario.choices.items()
        if not name.startswith(tuple(f"{PREFIX}{part}" for part in ("urgency", "items", "say")))
    }
    return scenario.but(choices=kept)


def belief_set(scenario: Scenario) -> dict[str, float]:
    """Return the belief that is set, in points of 100; what was not touched stands at 25."""
    return {key: float(scenario.choice(f"{PREFIX}b_{key}", 25.0)) for key in pain_types().families}


def types_set(scenario: Scenario) -> dict[str, float]:
    """Return the belief in single types that is set, in points of 100; what was not touched is left out.

    >>> types_set(with_type(Scenario(), "radicular", 60))
    {'radicular': 60.0}
    """
    marks = str(scenario.choice(f"{PREFIX}types", ""))
    return {
        key: float(_STEP * _TENTHS.index(mark))
        for key, mark in zip(pain_types().types, marks, strict=False)
        if mark in _TENTHS
    }


def with_type(scenario: Scenario, kind: str, points: float) -> Scenario:
    """Return the scenario with the belief in one type set, in points of 100; 0 takes it back."""
    held = {**types_set(scenario), kind: points}
    marks = "".join(_TENTHS[round(held[key] / _STEP)] if held.get(key) else "-" for key in pain_types().types)
    return scenario.with_choice(f"{PREFIX}types", marks if set(marks) != {"-"} else None)


def factors_set(scenario: Scenario) -> tuple[str, ...]:
    """Return the factors that are ticked."""
    return tuple(key for key in FACTORS if scenario.choice(f"{PREFIX}f_{key}", usual=False))


def menu_items() -> tuple[str, ...]:
    """Return the plan items of the menu, in its order."""
    return tuple(key for group in clinic().menu.values() for key in group)


def items_set(scenario: Scenario) -> tuple[str, ...]:
    """Return the plan items that are ticked; what a forged address names is left out."""
    listed = menu_items()
    marks = str(scenario.choice(f"{PREFIX}items", ""))
    return tuple(key for key, mark in zip(listed, marks, strict=False) if mark == "1")


def with_item(scenario: Scenario, item: str, *, chosen: bool) -> Scenario:
    """Return the scenario with one plan item ticked or not.

    >>> items_set(with_item(Scenario(), "walk", chosen=True))
    ('walk',)
    """
    ticked = set(items_set(scenario)) | {item} if chosen else set(items_set(scenario)) - {item}
    marks = "".join("1" if key in ticked else "0" for key in menu_items())
    return scenario.with_choice(f"{PREFIX}items", marks if ticked else None)


def sentence_set(scenario: Scenario) -> str:
    """Return the sentence that is written."""
    return _joined(scenario, "say", _SAY_PIECES)


def with_sentence(scenario: Scenario, words: str) -> Scenario:
    """Return the scenario with a sentence, cut to the longest that an address carries."""
    return _split(scenario, "say", " ".join(words.split())[: _PIECE * _SAY_PIECES])


@lru_cache(maxsize=8)
def _restored(text: str, case: str, _folder: tuple[tuple[str, int, int], ...]) -> CaseSession:
    # a case of an educator's folder that was changed meanwhile is played as it is now
    held = Scenario(case=case or None)
    return session_of_text(text, lambda key: case_in(held, key))


def _joined(scenario: Scenario, name: str, most: int) -> str:
    return "".join(str(scenario.choice(f"{PREFIX}{name}{at}", "")) for at in range(most))


def _split(scenario: Scenario, name: str, text: str) -> Scenario:
    pieces = {f"{PREFIX}{name}{at // _PIECE}": text[at : at + _PIECE] for at in range(0, len(text), _PIECE)}
    start = f"{PREFIX}{name}"
    rest = {
        key: kept
        for key, kept in scenario.choices.items()
        if not (key.startswith(start) and key.removeprefix(start).isdigit())
    }
    return scenario.but(choices={**rest, **pieces})
