"""Draft a case: from a truth and a runner to a file that an author edits."""

import textwrap
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from toolkit.cases.case_story import runner_of
from toolkit.cases.imported_log import text_of_diary
from toolkit.content.cases import CaseFile, CasePerson
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.factors import live
from toolkit.pain import Truth
from toolkit.pain.presentation import Presentation, present, second_visit

_MOST_SEEDS = 200


@dataclass(frozen=True)
class Drafted:
    """The generated part of a case.

    Attributes:
        person: with the diary stored.
        findings: of each visit, only what is not unremarkable.
        opening: of each visit.
    """

    person: CasePerson
    findings: tuple[dict[str, str | float], ...]
    opening: tuple[str, ...] = field(default=())


def draft(truth: Truth, person: CasePerson, *, visits: int = 1) -> Drafted:
    """Generate a patient: her diary, and her findings at one or two visits.

    What her card says and what her findings say is made to agree: age, sex, past episodes, bones and energy.
    Where she has a diary with an episode, its cause is one of the truth's causes, found by trying seeds.

    Raises:
        RefusalError: the truth lies outside the declared support.
        ValueError: the person cannot be.
    """
    settled = _with_diary(truth, person)
    first = present(truth, settled.seed)
    all_visits = [first, second_visit(first)][:visits]
    return Drafted(
        settled,
        tuple(noted(agreeing(settled, visit)) for visit in all_visits),
        tuple(visit.opening for visit in all_visits),
    )


def agreeing(person: CasePerson, patient: Presentation) -> dict[str, str | float]:
    """Return a patient's findings, level or number, so that they agree with the person's card and weeks."""
    values: dict[str, str | float] = {
        key: level if (number := patient.number(key)) is None else float(number)
        for key, level in {**patient.levels, **settled(person)}.items()
    }
    values["age"] = float(person.age_years)
    return values


def settled(person: CasePerson) -> dict[str, str]:
    """Return finding -> level of what the person's card and weeks settle.

    >>> from toolkit.cases.studio import begin
    >>> settled(begin().person)["past_bone_stress"]
    'absent'
    """
    runner, events = runner_of(person)
    raised = any(
        event.kind in {"training_spike", "long_run", "heavy_block", "first_month"} for event in events
    )
    told = {
        "past_back_pain": "present" if runner.past_episodes else "absent",
        "past_bone_stress": "present" if runner.past_bone_stress else "absent",
    }
    if runner.energy_availability_low:
        told["low_energy"] = "present"
    if raised:
        told["load_rise"] = "present"
    age = findings()["age"]
    told["age"] = age.level_ids[age.number.level(runner.age_years)]  # type: ignore[union-attr]
    if person.sex == "male" or runner.age_years >= age.number.cuts[1]:  # type: ignore[union-attr]
        told |= {"periods": "regular", "late_first_period": "absent"}
    elif runner.periods_changed:
        told["periods"] = "stopped"
    if person.pain_in_diary:
        # the diary shows when it began, within its last weeks
        told["over_three_months"] = "absent"
    return told


def noted(values: dict[str, str | float]) -> dict[str, str | float]:
    """Leave out what is unremarkable, except what everybody wants to read."""
    known = findings()
    shown = {"worst_pain", "slr", "heel_raises", "age", "leg_against_back", "outline"}
    kept: dict[str, str | float] = {}
    for key, value in values.items():
        number = known[key].number
        usual = value == known[key].level_ids[0] or (
            isinstance(value, float) and number is not None and number.level(value) == 0
        )
        if key in shown or not usual:
            kept[key] = int(value) if isinstance(value, float) else value
    return kept


def case_text(file: CaseFile) -> str:
    """Return a case file as text that reads well and can be edited by hand.

    >>> from toolkit.content.cases import case_paths, read_case
    >>> read = read_case(case_paths()["calf_line"])
    >>> CaseFile.model_validate(yaml.safe_load(case_text(read))) == read
    True
    """
    values = file.model_dump(mode="json", exclude_defaults=True)
    values = {"version": file.version, **values, "reviewed_by": file.reviewed_by}
    diary = values["person"].pop("diary", "")
    for visit in values["visits"]:
        visit["findings"] = {key: _whole(answer) for key, answer in visit["findings"].items()}
    parts = []
    for key, value in values.items():
        parts.append(_block(key, value))
        if key == "person" and diary:
            lines = textwrap.wrap(diary, 100)
            parts.append("  diary: >-\n" + "".join(f"    {line}\n" for line in lines))
    return "".join(parts)


def _whole(answer: str | float) -> str | float:
    return int(answer) if isinstance(answer, float) and answer == int(answer) else answer


def _block(key: str, value: Any) -> str:
    return yaml.dump({key: value}, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=108)


@cache
def _dumper() -> type[yaml.SafeDumper]:
    class Dumper(yaml.SafeDumper):
        """Small mappings in one line, the rest one line each; nothing is written as an alias."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - named as in the base class
            return True

    def mapping(dumper: yaml.SafeDumper, values: dict[Any, Any]) -> yaml.Node:
        plain = all(isinstance(part, str | int | float | bool) for part in values.values())
        short = plain and {"kind", "week"} <= values.keys() and len(str(values)) < 100
        return dumper.represent_mapping("tag:yaml.org,2002:map", values.items(), flow_style=short)

    def sequence(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.Node:
        plain = all(isinstance(part, str) and len(part) < 40 and " " not in part for part in values)
        return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=plain)

    Dumper.add_representer(dict, mapping)
    Dumper.add_representer(list, sequence)
    return Dumper


def _with_diary(truth: Truth, person: CasePerson) -> CasePerson:
    runner, events = runner_of(person)
    kinds = pain_types().types
    causes = {kinds[kind].cause for kind in truth.types} - {None}
    for seed in range(person.seed, person.seed + _MOST_SEEDS):
        life = live(runner, events, seed=seed, weeks=person.weeks, given_episode=person.pain_in_diary)
        if not person.pain_in_diary or not causes or life.cause in causes:
            break
    else:
        raise ValueError("No life of this runner has an episode of this cause; change the events.")
    return person.model_copy(update={"seed": seed, "diary": text_of_diary(life.diary)})
