"""The controls of the case studio: who runs and what happened, what is there, words, teaching."""

from typing import Any

from toolkit.cases.case_code import DIFFICULTIES
from toolkit.cases.studio import UNWRITTEN, draft_case
from toolkit.content.cases import CaseFile, offered_cases, read_case
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.concern_rules import LEVELS, concern_rules
from toolkit.content.events import event_kinds
from toolkit.content.factors import FACTORS
from toolkit.content.findings import findings
from toolkit.content.look import look
from toolkit.content.pain_types import IRRITABILITY, SEVERITY, pain_types
from toolkit.history import EVENTS, Event, named_runners
from toolkit.ui.controls import Buttons, Choice, Control, Line, Option, Range, Toggle, Words
from toolkit.ui.event_controls import event_controls, event_values

STEPS = {
    "runner": "1 Runner",
    "truth": "2 What is there",
    "answers": "3 Answers",
    "words": "4 Words",
    "teaching": "5 Teaching",
}
"""What is worked on."""

LOOKS = {"patient": "Patient", "chart": "Body chart", "diary": "Diary", "model": "Model", "file": "File"}
"""What is looked at beside it."""

MOST_EVENTS = 8
_LONG, _SHORT = 1200, 120
_DIFFICULTY = {"first": "First: clear", "middle": "Middle", "hard": "Hard: left open"}
_KINDS = {
    "classic": "Classic",
    "mixed": "Mixed: more than one type",
    "mimic": "Mimic: a look-alike",
    "alarming": "Alarming, and rightly",
    "harmless": "Looks alarming and is not",
}
Controls = tuple[list[Control], dict[str, Any]]


def begin_controls() -> list[Control]:
    """Return the controls by which a case is begun: a new one, or one that is there already."""
    files = {key: read_case(path).title for key, path in offered_cases().items()}
    options = [Option("", "Choose ..."), Option("new", "A new case")]
    options += [Option(key, title) for key, title in sorted(files.items(), key=lambda pair: pair[1])]
    return [
        Choice("begin", "Begin with", options, style="select"),
        Buttons("undo", (Option("undo", "Undo"), Option("redo", "Redo"))),
    ]


def runner_controls(file: CaseFile, events: tuple[Event, ...]) -> Controls:
    """Return who runs, where she is seen, and what happened."""
    person = file.person
    names = [Option(key, named.runner.name) for key, named in named_runners().items()]
    settings = [Option(key, each.name) for key, each in clinic_settings().settings.items() if each.shown]
    controls: list[Control] = [
        Line("name", "First name", 40),
        Range("age", "Age", 16, 90, 1, unit="years"),
        Choice("sex", "Sex", (Option("female", "Female"), Option("male", "Male"))),
        Choice(
            "like", "Runs as does", names, style="select", hint="Whose habits of running, sleep and stress."
        ),
        Range("past", "Earlier episodes of back or leg pain", 0, 10, 1),
        Choice("setting", "Is seen in", settings, stacked=True),
        Words("heading", "What happened in the weeks before"),
    ]
    values: dict[str, Any] = {
        "name": person.name,
        "age": person.age_years,
        "sex": person.sex,
        "like": person.like,
        "past": int(person.habits.get("past_episodes", named_runners()[person.like].runner.past_episodes)),
        "setting": file.setting,
        "pain": person.pain_in_diary,
    }
    for index, event in enumerate(events):
        controls += event_controls(index, event, person.weeks)
        values |= event_values(index, event)
    if len(events) < MOST_EVENTS:
        more = [Option("", "Add an event ...")]
        more += [Option(kind, event_kinds().kinds[kind].label) for kind in EVENTS]
        controls.append(Choice("add", "Something else", more, style="select"))
        values["add"] = ""
    controls += [
        Toggle("pain", "This pain began within the diary's last weeks"),
        Buttons("life", (Option("life", "Another life, same history"),)),
    ]
    return controls, values


def truth_controls(file: CaseFile) -> Controls:
    """Return what is really there: up to three conditions, how strong, which side, and a second visit."""
    kinds = pain_types().types
    options = [Option("", "Nothing more")]
    options += [
        Option(
            f"{key}.{form}" if form else key,
            f"{kind.name} ({form.replace('.', ', ')})" if form else kind.name,
        )
        for key, kind in kinds.items()
        for form, _ in kind.forms
    ]
    truth = file.truth
    controls: list[Control] = [
        Words(
            "note",
            "Up to three may be there together. The patient is made anew; what you changed by hand stays.",
        ),
        *(
            Choice(f"c{at}", ("First", "Second", "Third")[at], options, style="select")
            for at in range(min(3, len(truth.conditions) + 1))
        ),
        Choice("severity", "Severity", [Option(key, key) for key in SEVERITY]),
        Choice("irritability", "Irritability", [Option(key, key) for key in IRRITABILITY]),
        Choice("side", "Painful side", (Option("left", "left"), Option("right", "right"))),
        Toggle("again", "Comes back after two weeks"),
        Buttons(
            "make",
            (Option("other", "Another patient with this"), Option("anew", "Take all answers as generated")),
        ),
    ]
    values: dict[str, Any] = {
        "severity": truth.severity,
        "irritability": truth.irritability,
        "side": truth.side,
        "again": len(file.visits) > 1,
    }
    values |= {f"c{at}": truth.conditions[at] if at < len(truth.conditions) else "" for at in range(3)}
    return controls, values


def words_controls(file: CaseFile, at: int, finding: str) -> Controls:
    """Return her first sentence, and what she says to one question."""
    visit, known = file.visits[at], findings()[finding]
    level = draft_case(file).visits[at].levels[finding]
    own = {*visit.words, *visit.vague, *visit.forgets}
    options = [Option(key, f"{'● ' if key in own else ''}{each.ask}") for key, each in findings().items()]
    controls: list[Control] = [
        Line("opening", "First sentence", 300, rows=2),
        Choice("which", "Words for", options, style="select", hint="● has words of its own."),
        Words("note", f"“{known.plain}”" if known.plain else known.how or known.ask),
        Line("own", "In this patient's words", 300, rows=2, example=known.levels[level][0]),
    ]
    if known.kind == "asked" and not known.always:
        controls += [
            Line("vague", "Vague at first (asked once more, the answer is clear)", 200),
            Toggle("forgets", "Cannot say"),
        ]
    return controls, {
        "opening": visit.opening,
        "which": finding,
        "own": visit.words.get(finding, ""),
        "vague": visit.vague.get(finding, ""),
        "forgets": finding in visit.forgets,
    }


def teaching_controls(file: CaseFile) -> Controls:
    """Return what a careful clinician comes to, and the words for student and lecturer."""
    levels = [Option(key, concern_rules().levels[key].name) for key in LEVELS]  # type: ignore[index]
    families = [
        Option(key, value.label) for key, value in look().families.items() if key in pain_types().families
    ]
    parts = [Option("", "Nothing")] + [Option(key, each.ask) for key, each in findings().items()]
    contrast = [Option("", "None")] + [
        Option(key, read_case(path).title) for key, path in offered_cases().items()
    ]
    names, expects = look().factors, file.expects
    controls: list[Control] = [
        Line("title", "Title (says nothing of the answer)", _SHORT),
        Line("objective", "What the student will be able to do", 300, rows=2),
        Choice(
            "difficulty", "Difficulty", [Option(key, _DIFFICULTY[key]) for key in DIFFICULTIES], stacked=True
        ),
        Choice("kind", "Kind", [Option(key, words) for key, words in _KINDS.items()], style="select"),
        Range("minutes", "Takes about", 2, 30, 1, unit="min"),
        Words("heading", "What a careful clinician comes to"),
        Choice("leading", "Family in front, everything asked", families, style="select"),
        Choice("level", "Level of concern", levels, style="select"),
    ]
    if len(file.visits) > 1:
        controls.append(Choice("level_later", "Level at the second visit", levels, style="select"))
    controls.append(Buttons("take", (Option("take", "Take over what the models come to"),)))
    controls += [
        Choice(f"p{at}", f"Deciding finding {at + 1}", parts, style="select")
        for at in range(min(5, len(expects.parts) + 1))
    ]
    controls.append(Words("fold", "Factors worth naming", id="n"))
    controls += [
        Toggle(f"f_{key}", names[key].label, symbol=names[key].symbol, colour=names[key].colour)
        for key in FACTORS
    ]
    controls += [
        Words("end"),
        Line("reasoning", "Expected reasoning, one step a line", _LONG, rows=5),
        Line("explanation", "One way to say it to the patient", _LONG, rows=4),
        Line("notes", "For the lecturer: what students get wrong, what to ask", _LONG, rows=4),
        Choice("contrast", "Worth playing next", contrast, style="select"),
    ]
    values: dict[str, Any] = {
        key: getattr(file, key)
        for key in ("title", "objective", "difficulty", "kind", "minutes", "explanation", "notes")
    }
    values |= {key: "" for key, value in values.items() if value == UNWRITTEN}
    values |= {
        "leading": expects.leading,
        "level": expects.level,
        "level_later": expects.level_later or "none",
    }
    values |= {f"p{at}": expects.parts[at] if at < len(expects.parts) else "" for at in range(5)}
    values |= {f"f_{key}": key in expects.factors for key in FACTORS}
    values |= {
        "n": f"{len(expects.factors)} named" if expects.factors else "",
        "reasoning": "\n".join(step for step in file.reasoning if step != UNWRITTEN),
        "contrast": file.contrast or "",
    }
    return controls, values
