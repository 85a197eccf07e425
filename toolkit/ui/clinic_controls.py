"""The clinic's controls: who is seen, what is believed, what is to be done."""

from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.cases.case_code import DIFFICULTIES
from toolkit.cases.clinic_choices import menu_items
from toolkit.content.cases import offered_cases, read_case
from toolkit.content.clinic import clinic
from toolkit.content.concern_rules import LEVELS, concern_rules
from toolkit.content.factors import FACTORS
from toolkit.content.look import look
from toolkit.ui.controls import Buttons, Choice, Control, Option, Range, Toggle, Words

_DIFFICULTY = {"first": "clear", "middle": "less clear", "hard": "left open"}
_NEW = {"first": "New, clear", "middle": "New, less clear", "hard": "New, left open"}


def chooser() -> list[Control]:
    """Return the choice of a patient: written ones by difficulty, new ones, and the mode."""
    files = {key: read_case(path) for key, path in offered_cases().items()}
    order = sorted(files, key=lambda key: (DIFFICULTIES.index(files[key].difficulty), files[key].title))
    options = [Option("", "A new patient")]
    options += [Option(key, f"{files[key].title} ({_DIFFICULTY[files[key].difficulty]})") for key in order]
    return [
        Choice("case", "A written patient", options, style="select"),
        Buttons("new", [Option(key, label) for key, label in _NEW.items()]),
        Choice(
            "mode",
            "For",
            (
                Option("practice", "Practice", "Hints on demand"),
                Option("assessment", "Assessment", "No hints"),
            ),
        ),
    ]


def stated(belief: Mapping[str, float], factors: Sequence[str]) -> tuple[list[Control], dict[str, Any]]:
    """Return the controls by which a belief is stated, and their values."""
    controls: list[Control] = [
        Words("heading", "What you believe"),
        Words(
            "note", "How sure are you of each? The four need not sum to 100: several may be there together."
        ),
    ]
    for key, value in look().families.items():
        if key in belief:
            controls.append(
                Range(f"b_{key}", value.label, 0, 100, 5, unit="%", symbol=value.symbol, colour=value.colour)
            )
    controls.append(Words("heading", "Factors that may matter"))
    names = look().factors
    controls += [
        Toggle(f"f_{key}", names[key].label, symbol=names[key].symbol, colour=names[key].colour)
        for key in FACTORS
    ]
    controls.append(Buttons("commit", [Option("commit", "Commit: nothing more is asked")], primary="commit"))
    values: dict[str, Any] = {f"b_{key}": p for key, p in belief.items()}
    return controls, values | {f"f_{key}": key in factors for key in FACTORS}


def decision(urgency: str, items: Sequence[str]) -> tuple[list[Control], dict[str, Any]]:
    """Return the controls by which urgency and plan are chosen, and their values."""
    levels = [Option(key, concern_rules().levels[key].name) for key in LEVELS]  # type: ignore[index]
    controls: list[Control] = [Choice("urgency", "How urgent is it?", levels, stacked=True)]
    for heading, group in clinic().menu.items():
        controls.append(Words("heading", heading))
        controls += [Toggle(f"i_{key}", label) for key, label in group.items()]
    controls.append(Buttons("decide", [Option("decide", "This is my plan")], primary="decide"))
    values: dict[str, Any] = {"urgency": urgency if urgency in LEVELS else "none"}
    return controls, values | {f"i_{key}": key in items for key in menu_items()}
