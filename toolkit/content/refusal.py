"""Why a value was refused, and what would be right, in words that need no Python."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from toolkit.content.quantity import FORMS

_QUOTE = "Put it in quotation marks."
_GROUP = ("should be a group of named values", "Write 'key: value', one below the other, indented.")
_LIST = ("should be a list", "Write each entry on a line of its own, after a dash.")
_NUMBER = (
    "should be a number",
    "Write digits with a decimal point and nothing else, not in quotation marks.",
)
_PLAIN: dict[str, tuple[str, str]] = {
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "string_type": ("should be words", _QUOTE),
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": ("should be a whole number", "Leave the decimals out."),
    "finite_number": ("should be a finite number", "Give a number that exists."),
    "bool_type": ("should be true or false", "Write true or false."),
    "bool_parsing": ("should be true or false", "Write true or false."),
    "string_too_short": ("is empty", "Write something here, or remove the key if it may be left out."),
    "too_short": ("has too few entries", "Add what is missing."),
    "too_long": ("has too many entries", "Take some out."),
    "string_too_long": ("is too long", "Say it in fewer words."),
}


def refusal(detail: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """Say what is wrong and what would be right.

    Args:
        detail: one of pydantic's error details.
        model: the model of the whole file; its keys are offered where a key was misspelt.

    Returns:
        Two sentences: what is wrong, and the remedy.
    """
    where = path_of(detail)
    place = ".".join(str(step) for step in where) or "the file"
    kind = detail["type"]
    if kind == "extra_forbidden":
        if detail["input"] is None and " " in str(where[-1]):
            # in {a: b, c} a comma inside unquoted words begins a new key
            return (
                f"'{where[-1]}' is read as a key.",
                "Put the words before and after the comma in quotation marks.",
            )
        return f"'{where[-1]}' is not a known key.", _other_key(str(where[-1]), model, where[:-1])
    if kind == "missing":
        return f"'{place}' is missing.", f"Add '{where[-1]}'."
    if detail["loc"][-1:] == ("[key]",):
        return f"'{place}' is not a possible name here.", _name_remedy(detail)
    if detail["input"] is None and place == "the file":
        return "The file is empty.", "Put its content back, or install again."
    what, remedy = _value_words(detail)
    return f"'{place}' {what}.", remedy


def path_of(detail: ErrorDetails) -> tuple[str | int, ...]:
    """Return the key path to what was refused, as the file spells it.

    >>> path_of({"loc": ("notes", 0, "[key]"), "input": False, "type": "string_type", "msg": ""})
    ('notes', 'False')
    """
    where = detail["loc"]
    # of a refused name pydantic says 0 where the file says no; the input itself tells which one it was
    return (*where[:-2], str(detail["input"])) if where[-1:] == ("[key]",) else where


def _value_words(detail: ErrorDetails) -> tuple[str, str]:
    kind, given = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "string_pattern_mismatch":
        pattern = context.get("pattern", "")
        form = FORMS.get(pattern, f"something of the form {pattern}")
        return f"is '{given}', which has not the right form", f"Write {form}."
    if kind in {"enum", "literal_error"}:
        return f"is '{given}', which is not one of the choices", f"Write {context.get('expected', '')}."
    if kind in _PLAIN:
        return _PLAIN[kind]
    message = detail["msg"].removeprefix("Value error, ").removesuffix(".")
    return f"is not right: {message.replace('Input should be', 'it should be')}", "Mend the value."


def _name_remedy(detail: ErrorDetails) -> str:
    if not isinstance(detail["input"], str):
        return "Put the name in quotation marks: yes, no, on, off and numbers are no names by themselves."
    pattern = str(detail.get("ctx", {}).get("pattern", ""))
    return f"Write {FORMS[pattern]}." if pattern in FORMS else "Choose one of the known names."


def _other_key(key: str, model: type[BaseModel], where: Sequence[str | int]) -> str:
    keys = sorted({name for part in _models_at(model, where) for name in part.model_fields})
    near = get_close_matches(key, keys, n=1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Remove it; known here: {', '.join(keys)}." if keys else "Remove it, or mend its spelling."


def _models_at(model: type[BaseModel], where: Sequence[str | int]) -> list[type[BaseModel]]:
    """Return the models that may stand at a path."""
    here: list[Any] = [model]
    for step in where:
        inner = [part for annotation in here for part in _step(annotation, step)]
        # a step that leads nowhere is the name of a branch of a union
        here = inner or here
    return [part for part in here if _is_model(part)]


def _step(annotation: Any, step: str | int) -> Iterator[Any]:
    if _is_model(annotation):
        field = annotation.model_fields.get(str(step))
        if field is not None:
            yield from _branches(field.annotation)
        return
    arguments = get_args(annotation)
    origin = get_origin(annotation)
    if isinstance(origin, type) and issubclass(origin, dict) and len(arguments) == 2:
        yield from _branches(arguments[1])
    elif isinstance(origin, type) and isinstance(step, int):
        for argument in arguments:
            yield from _branches(argument)


def _branches(annotation: Any) -> Iterator[Any]:
    """Undo unions and annotations."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _branches(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for argument in get_args(annotation):
            yield from _branches(argument)
    else:
        yield annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
