"""The clinic's controls: who is seen, what is looked at, what is believed, what is to be done."""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.cases.case_code import DIFFICULTIES
from toolkit.cases.clinic_choices import menu_items
from toolkit.cases.session import LONGEST_SENTENCE
from toolkit.content.cases import offered_cases, read_case
from toolkit.content.clinic import clinic
from toolkit.content.concern_rules import LEVELS, concern_rules
from toolkit.content.factors import FACTORS
from toolkit.content.look import look
from toolkit.content.pain_types import pain_types
from toolkit.ui.controls import Buttons, Choice, Control, Line, Option, Range, Toggle, Words

_DIFFICULTY = {"first": "clear", "middle": "less clear", "hard": "left open"}
_NEW = {"first": "New, clear", "middle": "New, less clear", "hard": "New, left open"}

LOOKS = {"ask": "Ask", "examine": "Examine", "chart": "Body chart", "diary": "Diary"}
"""What a student may do or read before committing."""

BEHINDS = {"belief": "Belief", "score": "Score", "plan": "Plan", "words": "Words", "weeks": "Weeks before"}
"""What may be looked at once it is uncovered."""


def chooser() -> list[Control]:
    """Return the choice of a patient: written ones by difficulty, new ones, a code, and the mode."""
    files = {key: read_case(path) for key, path in offered_cases().items()}
    order = sorted(files, key=lambda key: (DIFFICULTIES.index(files[key].difficulty), files[key].title))
    options = [Option("", "A new patient")]
    options += [Option(key, f"{files[key].title} ({_DIFFICULTY[files[key].difficulty]})") for key in order]
    return [
        Words("fold", "Another patient, or assessment"),
        Choice("case", "A written patient", options, style="select"),
        Buttons("new", [Option(key, label) for key, label in _NEW.items()]),
        Line("code", "Case code", 40, example="XXXX-XXXX-XXXX"),
        Choice(
            "mode",
            "For",
            (
                Option("practice", "Practice", "Hints on demand"),
                Option("assessment", "Assessment", "No hints"),
            ),
        ),
        Words("end"),
    ]


def looks(names: Mapping[str, str], label: str) -> list[Control]:
    """Return the choice of what is looked at."""
    return [Choice("look", label, [Option(key, name) for key, name in names.items()], stacked=True)]


def stated(
    belief: Mapping[str, float], types: Mapping[str, float], factors: Sequence[str]
) -> tuple[list[Control], dict[str, Any]]:
    """Return the controls by which a belief is stated, and their values."""
    controls: list[Control] = [
        Words("note", "How sure are you of each? They need not sum to 100: several may be there together."),
    ]
    for key, value in look().families.items():
        if key in belief:
            controls.append(
                Range(f"b_{key}", value.label, 0, 100, 5, unit="%", symbol=value.symbol, colour=value.colour)
            )
    controls.append(Words("fold", "Type by type, if you wish", id="types", group="more"))
    controls += [
        Range(f"t_{key}", kind.name, 0, 100, 5, unit="%") for key, kind in pain_types().types.items()
    ]
    controls += [Words("end"), Words("fold", "Factors that may matter", id="factors", group="more")]
    names = look().factors
    controls += [
        Toggle(f"f_{key}", names[key].label, symbol=names[key].symbol, colour=names[key].colour)
        for key in FACTORS
    ]
    controls += [
        Words("end"),
        Buttons("commit", [Option("commit", "Commit: nothing more is asked")], primary="commit"),
    ]
    values: dict[str, Any] = {f"b_{key}": p for key, p in belief.items()}
    values |= {f"t_{key}": types.get(key, 0.0) for key in pain_types().types}
    values |= {f"f_{key}": key in factors for key in FACTORS}
    values |= {"types": _count(len(types), "stated"), "factors": _count(len(factors), "named")}
    return controls, values


def decision(urgency: str, items: Sequence[str], sentence: str) -> tuple[list[Control], dict[str, Any]]:
    """Return the controls by which urgency, plan and words are chosen, and their values."""
    levels = [Option(key, concern_rules().levels[key].name) for key in LEVELS]  # type: ignore[index]
    controls: list[Control] = [Choice("urgency", "How urgent is it?", levels, stacked=True)]
    values: dict[str, Any] = {"urgency": urgency if urgency in LEVELS else "", "sentence": sentence}
    for at, (heading, group) in enumerate(clinic().menu.items()):
        controls.append(Words("fold", heading, id=f"n_{at}", open=at == 0))
        controls += [Toggle(f"i_{key}", label) for key, label in group.items()]
        controls.append(Words("end"))
        values[f"n_{at}"] = _count(sum(key in items for key in group), "chosen")
    controls += [
        Line("sentence", "One sentence to the patient", LONGEST_SENTENCE, rows=3),
        Buttons("decide", [Option("decide", "This is my plan")], primary="decide"),
    ]
    return controls, values | {f"i_{key}": key in items for key in menu_items()}


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n else ""
