"""Check a case file: it fits the form, names what exists, and contradicts itself nowhere."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from toolkit.cases.case import Case, case_of, truth_of
from toolkit.cases.case_story import runner_of
from toolkit.content.body import zones
from toolkit.content.cases import CaseFile, CaseVisit, offered_cases
from toolkit.content.checking import dangling
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.fault import ContentError, Fault, shown_path
from toolkit.content.findings import findings
from toolkit.content.pain_types import IRRITABILITY, SEVERITY, pain_types
from toolkit.content.place import data_dir
from toolkit.content.plan_items import plan_items
from toolkit.content.yaml_file import Parsed, fit, parse_file
from toolkit.pain.answers import check_findings, read_answers
from toolkit.pain.likelihood import level_table, root_of, rows_of
from toolkit.pain.support import state_of

Where = tuple[str | int, ...]
Wrong = tuple[Where, str, str]

_LOOK = "Look in data/findings for the right name."
_RARE = 0.004
"""An answer rarer than this in patients with the stored truth (about the share of slips) contradicts it."""
_HARDLY = 0.05
"""A stored condition that the findings leave less likely than this is not to be found by anybody."""


def check_case_file(path: Path) -> list[Fault]:
    """Return everything wrong in a case file, with line and remedy; an empty list when all is well.

    Its form, its names, contradictions among findings, findings that the stored truth all but excludes, and
    whether the models come to the family and the level of concern that it expects.
    """
    name = shown_path(path.absolute(), data_dir())
    try:
        parsed = parse_file(path, name)
        file = fit(parsed, CaseFile)
    except ContentError as error:
        return error.faults
    wrong = chain(_names(file), _contrast(file, path))
    faults = [Fault(name, parsed.line(where), what, remedy) for where, what, remedy in wrong]
    if not faults:
        try:
            case = case_of(path.stem, file, name)
        except ContentError as error:
            return [Fault(name, each.line, each.what, each.remedy) for each in error.faults]
        faults += _placed(parsed, name, _soundness(case, file))
        faults += dangling(path)
    return faults


def _placed(parsed: Parsed, name: str, wrong: Iterator[Wrong]) -> list[Fault]:
    return [Fault(name, parsed.line(where), what, remedy) for where, what, remedy in wrong]


def _names(file: CaseFile) -> Iterator[Wrong]:
    for at, visit in enumerate(file.visits):
        yield from _answers(visit, at)
    for key in file.expects.parts:
        if key not in findings():
            yield ("expects", "parts"), f"'{key}' is no finding of the toolkit.", _LOOK
    for part in ("critical", "recommended", "unnecessary", "harmful"):
        for key in getattr(file.actions, part):
            if key not in plan_items():
                where = ("actions", part)
                yield where, f"'{key}' is no item of a plan.", "Look in data/plan_items for the right name."
    try:
        truth_of(file.truth)
    except ValueError as error:
        yield (
            ("truth", "conditions"),
            str(error),
            "Name a type, or a type and its form, such as 'radicular.s1'.",
        )
    try:
        runner_of(file.person)
    except ValueError as error:
        yield ("person",), str(error), "Look in data/runners.yaml for runners, habits and events."
    settings = [key for key, each in clinic_settings().settings.items() if each.shown]
    if file.setting not in settings:
        yield ("setting",), f"'{file.setting}' is no setting.", f"Use one of {', '.join(settings)}."


def _contrast(file: CaseFile, path: Path) -> Iterator[Wrong]:
    beside = {each.stem for each in path.absolute().parent.glob("*.yaml")}
    if file.contrast is not None and file.contrast not in {*offered_cases(), *beside}:
        what = f"'{file.contrast}' is no case of the toolkit, and none of this folder."
        yield ("contrast",), what, "Name another case by its file's name, without '.yaml', or leave it out."


def _answers(visit: CaseVisit, at: int) -> Iterator[Wrong]:
    known = findings()
    for part in ("findings", "words", "vague", "forgets"):
        for key in getattr(visit, part):
            if key not in known:
                yield ("visits", at, part, key), f"'{key}' is no finding of the toolkit.", _LOOK
    for key, answer in visit.findings.items():
        for problem in read_answers({key: answer}).problems if key in known else ():
            yield ("visits", at, "findings", key), problem, "Give a level or a number that is possible."
    for key in (*visit.vague, *visit.forgets):
        if key in known and known[key].always:
            what = f"'{key}' is asked of everybody and needs a clear answer."
            yield ("visits", at), what, "Take it out of 'vague' and 'forgets'."


def _drawing(case: Case, at: int) -> Iterator[Wrong]:
    """Say where a stored drawing contradicts what she says."""
    visit, where = case.visits[at], ("visits", at, "drawing")
    strokes = visit.drawing.strokes
    hurt = {zones().zones[stroke.zone].part for stroke in strokes if stroke.quality != "numb"}
    remedy = "Take these zones out of the drawing, or change the finding."
    for finding, level, part, words in _DRAWN_AGAINST:
        if visit.levels[finding] == level and part in hurt:
            what = f"The drawing shades the {words}, and '{finding}' is recorded as '{level}'."
            yield where, what, remedy
    said = {key for key, finding in _WORD_OF.items() if visit.levels[finding] != "absent"}
    for quality in sorted({stroke.quality for stroke in strokes} - {"numb"} - said) if said else ():
        yield (
            where,
            f"The drawing uses '{quality}', and '{_WORD_OF[quality]}' is recorded as 'absent'.",
            remedy,
        )
    numb = any(stroke.quality == "numb" for stroke in strokes)
    if numb and visit.levels["numbness"] == visit.levels["saddle"] == "absent":
        yield where, "The drawing shows numbness, and no finding does.", remedy
    both = visit.drawing.both_legs != "absent" and visit.levels["both_legs"] == "absent"
    # her own words may explain it: both feet are not both legs
    if both and "both_legs" not in visit.words:
        yield where, "The drawing shades both legs, and 'both_legs' is recorded as 'absent'.", remedy


_WORD_OF = {"sharp": "sharp_or_electric", "burning": "burning", "dull": "dull_ache", "tingling": "tingling"}
_DRAWN_AGAINST = (
    ("below_knee", "absent", "below_knee", "leg below the knee"),
    ("leg_against_back", "leg_only", "back", "back"),
    ("buttock", "absent", "buttock", "buttock"),
    ("groin", "absent", "groin", "groin"),
)


def _soundness(case: Case, file: CaseFile) -> Iterator[Wrong]:
    before = None
    for at in range(len(case.visits)):
        where: Where = ("visits", at, "findings")
        if file.visits[at].drawing:
            yield from _drawing(case, at)
        for problem in check_findings(case.found(at)):
            yield where, problem, "Change one of the two."
        # a second visit's truth may have moved on: only the first is held against the stored one
        if at == 0:
            yield from _against_truth(case, where)
        yield from _against_person(case, file, at, where)
        yield from _against_expected(case, file, at, before)
        before = case.found(at)
    if case.truth.types and case.story.diary.episodes:
        causes = {pain_types().types[kind].cause for kind in case.truth.types} - {None}
        cause = case.story.diary.episodes[-1].cause
        if causes and cause not in causes:
            yield (
                ("person", "seed"),
                f"The diary's episode has the cause '{cause}', the stored patient has {sorted(causes)}.",  # type: ignore[type-var]
                "Draft the diary again with another seed.",
            )


def _against_truth(case: Case, where: Where) -> Iterator[Wrong]:
    state = state_of(case.truth)
    severity, irritability = SEVERITY.index(case.truth.severity), IRRITABILITY.index(case.truth.irritability)
    for key, level in case.visits[0].levels.items():
        table = level_table(key)[:, rows_of(root_of(key)).pattern[state]]
        a = severity if table.shape[1] > 1 else 0
        b = irritability if table.shape[2] > 1 else 0
        p = float(table[findings()[key].level_ids.index(level), a, b])
        if p < _RARE:
            what = f"'{key}: {level}' is met in fewer than {1000 * _RARE:g} of 1,000 patients like the stored one."
            yield (*where, key), what, "Change the finding, or what is stored as the truth."
    believed = case.belief(case.found(0)).probabilities
    for kind in sorted(case.truth.types):
        if believed[kind] < _HARDLY:
            what = f"After everything was asked, '{kind}' is believed at {100 * believed[kind]:.0f} % only."
            yield ("truth", "conditions"), what, "Give findings that speak for it, or another truth."


def _against_person(case: Case, file: CaseFile, at: int, where: Where) -> Iterator[Wrong]:
    levels, runner = case.visits[at].levels, case.story.runner
    age = case.visits[at].numbers.get("age")
    if age is not None and age != runner.age_years:
        yield (
            (*where, "age"),
            f"The card says {runner.age_years} years, the findings {age:g}.",
            "Make them agree.",
        )
    if file.person.sex == "male" and (
        levels["periods"] != "regular" or levels["late_first_period"] == "present"
    ):
        yield (*where, "periods"), "The question on periods does not apply to him.", "Leave it out."
    if (levels["past_back_pain"] == "present") != (runner.past_episodes > 0):
        yield (
            (*where, "past_back_pain"),
            f"The card has {runner.past_episodes} earlier episodes, the answer is otherwise.",
            "Set 'past_episodes' under 'habits', or change the answer.",
        )
    if case.story.diary.episodes and levels["over_three_months"] == "present":
        yield (
            (*where, "over_three_months"),
            "The diary shows that it began within the last weeks.",
            "Leave it out, or set 'pain_in_diary: false' and draft the diary again.",
        )


def _against_expected(
    case: Case, file: CaseFile, at: int, before: dict[str, str | float] | None
) -> Iterator[Wrong]:
    found = case.found(at)
    belief = case.belief(found)
    last = at == len(case.visits) - 1
    if at == 0 and belief.leading != file.expects.leading:
        shares = ", ".join(f"{key} {100 * p:.0f} %" for key, p in belief.family_probabilities.items())
        what = f"The model comes to '{belief.leading}', the file expects '{file.expects.leading}' ({shares})."
        yield ("expects", "leading"), what, "Change the findings or what is expected."
    level = case.plan(found, before).level.value
    expected = file.expects.level if at == 0 or not last else file.expects.level_later
    if level != expected:
        key = "level" if at == 0 else "level_later"
        what = f"The rules come to the level '{level}', the file expects '{expected}'."
        yield ("expects", key), what, "Change the findings or what is expected."
