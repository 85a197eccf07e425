"""A case that is being written after one of the studio's controls was set."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from toolkit.cases.case import CaseError
from toolkit.cases.case_story import runner_of
from toolkit.cases.studio import UNWRITTEN, changed, expected, generated_anew, remade, with_visit, with_words
from toolkit.content.cases import CaseFile
from toolkit.content.factors import FACTORS
from toolkit.history import EVENTS
from toolkit.history.changing_events import with_event

_PERSON = {"name": "name", "age": "age_years", "sex": "sex", "like": "like", "pain": "pain_in_diary"}
_TEXTS = ("title", "objective", "explanation", "notes")
_MOST_PARTS, _MOST_CONDITIONS = 5, 3
_SEEDS = 1_000_000


@dataclass(frozen=True)
class Place:
    """What is worked on: a step of the studio, a visit from 0, and the finding whose words are written."""

    step: str
    visit: int = 0
    finding: str = "bladder"


def change_of(file: CaseFile, place: Place, name: str, value: Any) -> CaseFile:
    """Return the case after a control was set.

    Args:
        file: the case as it stands.
        place: what is worked on.
        name: of the control, as `toolkit.ui.studio_controls` names them.
        value: its new value.

    Raises:
        CaseError: there is no such step.
        ValueError: the person or the truth cannot be; the message says why.

    >>> from toolkit.cases.studio import begin
    >>> change_of(begin(), Place("truth"), "severity", "mild").truth.severity
    'mild'
    """
    if place.step not in _CHANGES:
        raise CaseError("There is nothing to set here.")
    return _CHANGES[place.step](file, place, name, value)


def _runner(file: CaseFile, _: Place, name: str, value: Any) -> CaseFile:
    person = file.person
    if name == "setting":
        return changed(file, setting=value)
    if name == "life":
        changes: dict[str, Any] = {"seed": (person.seed + 1) % _SEEDS}
    elif name == "past":
        changes = {"habits": {**person.habits, "past_episodes": int(value)}}
    elif name in _PERSON:
        kept = value or person.name if name == "name" else value
        changes = {_PERSON[name]: int(value) if name == "age" else kept}
        if name == "like":
            # another runner brings a history of her own
            changes |= {"events": None, "habits": {}}
    else:
        events = list(runner_of(person)[1])
        if name == "add":
            events += [EVENTS[value]()] if value else []
        else:
            events = with_event(events, name, value)
        changes = {"events": tuple(event.to_dict() for event in events)}
    return remade(file, person=person.model_copy(update=changes))


def _truth(file: CaseFile, _: Place, name: str, value: Any) -> CaseFile:
    if name == "again":
        return expected(remade(file, visits=2 if value else 1), deciding=False)
    if name == "make" and value == "anew":
        return generated_anew(file)
    if name == "make":
        return remade(file, person=file.person.model_copy(update={"seed": (file.person.seed + 1) % _SEEDS}))
    if name[:1] == "c" and name[1:].isdigit():
        conditions = _set_at(file.truth.conditions, int(name[1:]), value, _MOST_CONDITIONS)
        return remade(file, truth=file.truth.model_copy(update={"conditions": conditions}))
    return remade(file, truth=file.truth.model_copy(update={name: value}))


def _words(file: CaseFile, place: Place, name: str, value: Any) -> CaseFile:
    visit, key = file.visits[place.visit], place.finding
    if name == "opening":
        return with_visit(file, place.visit, opening=value or visit.opening)
    told = {
        "own": visit.words.get(key, ""),
        "vague": visit.vague.get(key, ""),
        "forgets": key in visit.forgets,
    }
    told[name] = value
    return with_words(
        file,
        place.visit,
        key,
        words=str(told["own"]),
        vague=str(told["vague"]),
        forgets=bool(told["forgets"]),
    )


def _teaching(file: CaseFile, _: Place, name: str, value: Any) -> CaseFile:
    if name == "take":
        return expected(file)
    if name in {"leading", "level", "level_later"} or name[:2] == "f_" or name[1:].isdigit():
        return _expects(file, name, value)
    if name in _TEXTS:
        value = value or UNWRITTEN
    elif name == "reasoning":
        steps = tuple(line.strip() for line in str(value).splitlines() if line.strip())
        value = (*steps, UNWRITTEN, UNWRITTEN)[: max(2, len(steps))]
    elif name == "contrast":
        value = value or None
    elif name == "minutes":
        value = int(value)
    return changed(file, **{name: value})


def _expects(file: CaseFile, name: str, value: Any) -> CaseFile:
    expects = file.expects
    update: dict[str, Any] = {name: value}
    if name[:2] == "f_":
        named = {*expects.factors, name[2:]} if value else {*expects.factors} - {name[2:]}
        update = {"factors": tuple(key for key in FACTORS if key in named)}
    elif name[1:].isdigit():
        update = {"parts": _set_at(expects.parts, int(name[1:]), value, _MOST_PARTS) or expects.parts}
    return changed(file, expects=expects.model_copy(update=update))


def _set_at(held: tuple[str, ...], at: int, value: str, most: int) -> tuple[str, ...]:
    slots = [*held, *[""] * most][:most]
    slots[at] = value
    return tuple(dict.fromkeys(key for key in slots if key))


_CHANGES: dict[str, Callable[[CaseFile, Place, str, Any], CaseFile]] = {
    "runner": _runner,
    "truth": _truth,
    "words": _words,
    "teaching": _teaching,
}
