"""The written cases: complete, free of contradiction, and the same for students as they were."""

import json
from pathlib import Path

import pytest
import yaml

from toolkit.cases.baseline import seen
from toolkit.cases.case import CaseError, cases_in, load_case
from toolkit.cases.case_check import check_case_file
from toolkit.cases.drafting import case_text, draft
from toolkit.content.cases import (
    FOLDER,
    CaseFile,
    CasePerson,
    case_paths,
    case_schema,
    offered_cases,
    read_case,
)
from toolkit.content.factors import FACTORS
from toolkit.content.pain_types import pain_types
from toolkit.pain import Truth

CASES = sorted(case_paths())
FROZEN = json.loads((Path(__file__).parent / "baselines" / "written.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case_id", CASES)
def test_no_case_contradicts_itself(case_id):
    assert [str(fault) for fault in check_case_file(case_paths()[case_id])] == []


@pytest.mark.parametrize("case_id", CASES)
def test_students_see_what_they_saw(case_id):
    # refreshed by: python -m toolkit.cases.baseline tests/cases/baselines/written.json
    assert seen(load_case(case_id)) == FROZEN[case_id]


def test_baseline_holds_each_case_and_no_other():
    assert sorted(FROZEN) == CASES


def test_at_least_24_and_every_type_is_met():
    cases = cases_in()
    assert len(cases) >= 24
    met = {kind for case in cases.values() for kind in case.truth.types}
    assert met == set(pain_types().types)
    sites = {c.site for case in cases.values() for c in case.truth.conditions if c.type == "bone_stress"}
    assert sites == {"sacral", "pelvic", "femoral_neck"}


@pytest.mark.parametrize(
    "together",
    [
        {"radicular", "radiculopathy"},
        {"referred", "radicular"},
        {"referred", "radiculopathy"},
        {"referred", "radicular", "radiculopathy"},
        {"hamstring_tendinopathy", "tendon_nerve_irritation"},
    ],
)
def test_every_pair_that_the_article_names_is_met(together):
    assert any(case.truth.types == together for case in cases_in().values())


def test_levels_harmless_ones_factors_and_second_visits():
    cases = cases_in().values()
    assert {case.expects.level for case in cases} == {"none", "context", "watch", "urgent", "same_day"}
    harmless = [case for case in cases if case.kind == "harmless"]
    assert len(harmless) >= 3
    assert all(case.expects.level in {"none", "context", "watch"} for case in harmless)
    assert {factor for case in cases for factor in case.expects.factors} == set(FACTORS)
    changed = [case for case in cases if len(case.visits) == 2]
    assert len(changed) >= 2
    assert any(case.expects.level_later != case.expects.level for case in changed)


def test_texts_are_there_and_contrasts_lead_to_cases():
    for case in cases_in().values():
        assert case.contrast in CASES
        assert case.contrast != case.id
        assert case.reviewed_by is None
        assert case.visits[0].words, case.id
        assert len(case.explanation) > 150, case.id


def test_title_and_card_do_not_tell_the_answer():
    names = {kind.short for kind in pain_types().types.values()} - {"hip", "referred"}
    for case in cases_in().values():
        shown = f"{case.title} {case.visits[0].opening} {dict(case.card)}".lower()
        assert not [name for name in names if name in shown], case.id


def test_drafting_keeps_card_and_findings_together():
    person = CasePerson(like="lena", name="Ada", age_years=24, sex="female", seed=5)
    drafted = draft(Truth.of("bone_stress.sacral"), person, visits=2)
    assert drafted.findings[0]["age"] == 24
    assert drafted.findings[0]["past_bone_stress"] == "present"
    assert drafted.person.diary
    again = draft(Truth.of("bone_stress.sacral"), person, visits=2)
    assert again == drafted


def test_a_file_survives_being_written_and_read():
    read = read_case(case_paths()["worse_by_friday"])
    assert CaseFile.model_validate(yaml.safe_load(case_text(read))) == read


def test_schema_names_every_key():
    assert set(case_schema()["properties"]) == set(CaseFile.model_fields)


def _spoilt(tmp_path, change):
    values = yaml.safe_load(case_paths()["calf_line"].read_text(encoding="utf-8"))
    change(values)
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(values, sort_keys=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: v["visits"][0]["findings"].update(burningg="present"), "no finding"),
        (lambda v: v["visits"][0]["findings"].update(slr=300), "not possible"),
        (lambda v: v["visits"][0]["findings"].update(foot_drop="present"), "Both cannot be right"),
        (lambda v: v["visits"][0]["findings"].update(age=61), "The card says"),
        (lambda v: v["visits"][0]["findings"].update(periods="stopped"), "does not apply"),
        (lambda v: v["visits"][0]["findings"].update(bladder="changed"), "The rules come to the level"),
        (lambda v: v["expects"].update(leading="referred"), "The model comes to"),
        (lambda v: v["truth"].update(conditions=["radicular.s9"]), "no form"),
        (lambda v: v["truth"].update(conditions=["polyneuropathy"]), "believed at"),
        (lambda v: v["visits"][0].update(forgets=["bladder"]), "needs a clear answer"),
        (lambda v: v["actions"].update(critical=["magic"]) if "actions" in v else v.update(actions={"critical": ["magic"]}), "no item"),
        (lambda v: v["truth"].update(conditions=["radicular.l5", "radicular.s1"]), "in one form only"),
        (lambda v: v["person"].update(habits={"name": "Bo"}), "'name' is no habit"),
        (lambda v: v["person"].update(habits={"goal": 7}), "Goal: text is needed"),
        (lambda v: v["person"].update(habits={"family_history": "yes"}), "Family history: true or false"),
        (lambda v: v.update(contrast="nobody"), "'nobody' is no case"),
        (lambda v: v.update(objectiv="x"), "objectiv"),
        (lambda v: v.update(cites=["article:Z9"]), "Z9"),
    ],
)  # fmt: skip
def test_a_wrong_case_file_is_told_with_its_line(tmp_path, change, said):
    faults = check_case_file(_spoilt(tmp_path, change))
    assert any(said in str(fault) for fault in faults), [str(fault) for fault in faults]
    assert all(fault.remedy for fault in faults)
    assert any(fault.line > 0 for fault in faults)


def test_an_educators_folder(tmp_path):
    _spoilt(tmp_path, lambda v: v.update(title="Mine"))
    assert [case.title for case in cases_in(tmp_path).values()] == ["Mine"]
    with pytest.raises(CaseError, match="There is no case 'nobody'; known are mine"):
        load_case("nobody", tmp_path)


def test_the_clinic_offers_an_educators_folder_beside_its_own(tmp_path, monkeypatch):
    _spoilt(tmp_path, lambda v: v.update(title="Mine"))
    (tmp_path / "broken.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "dull_back.yaml").write_text(
        (tmp_path / "mine.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    monkeypatch.setenv(FOLDER, str(tmp_path))
    assert set(offered_cases()) == {*CASES, "mine"}
    assert load_case("mine").title == "Mine"
    assert load_case("dull_back").title != "Mine"
    monkeypatch.setenv(FOLDER, str(tmp_path / "nowhere"))
    assert set(offered_cases()) == set(CASES)


def test_vague_first_then_clear():
    case = load_case("calf_line")
    first = case.visits[0].reply("below_knee", case.seed)
    assert (first.kind, first.level) == ("vague", None)
    assert case.visits[0].reply("below_knee", case.seed, again=True).level == "present"


@pytest.mark.parametrize("finding", ["slr", "heel_raises", "worst_pain", "age"])
def test_words_never_name_another_number_than_the_finding(finding):
    case = load_case("dull_back")
    reply = case.visits[0].reply(finding, case.seed)
    assert f"{reply.number:g}" in reply.words
    assert f"{reply.number:g}" in reply.clinical


@pytest.mark.parametrize(
    ("stroke", "said"),
    [
        (["groin", "right", "sharp"], "the groin"),
        (["heel", "left", "sharp"], "both legs"),
        (["heel", "right", "dull"], "'dull'"),
        (["heel", "right", "numb"], "numbness"),
        (["heel", "middle", "sharp"], "left or right"),
        (["tail", "right", "sharp"], "unknown zone"),
        (["heel", "right", "purple"], "sharp"),
    ],
)
def test_a_drawing_that_contradicts_the_answers_is_told(tmp_path, stroke, said):
    def change(values):
        values["visits"][0]["drawing"].append(stroke)
        values["visits"][0]["findings"].pop("dull_ache", None)

    faults = [str(fault) for fault in check_case_file(_spoilt(tmp_path, change))]
    assert any(said in fault for fault in faults), faults


def test_every_written_case_stores_its_drawing():
    for case_id in CASES:
        file, case = read_case(case_paths()[case_id]), load_case(case_id)
        for visit, there in zip(file.visits, case.visits, strict=True):
            assert visit.drawing, case_id
            assert tuple((s.zone, s.side, s.quality) for s in there.drawing.strokes) == visit.drawing


def test_a_case_without_a_stored_drawing_is_drawn_to_fit_its_answers(tmp_path):
    path = _spoilt(tmp_path, lambda v: v["visits"][0].pop("drawing"))
    drawn = load_case(path.stem, tmp_path).visits[0].drawing
    assert drawn.strokes
    assert check_case_file(path) == []


COMPANY = (
    ({"crossed_slr": "present", "slr": "absent"}, "the crossed raise is positive and the plain one is not"),
    (
        {"unpredictable": "present", "mechanical": "present"},
        "it follows no rule, and each time the same movement",
    ),
    ({"warms_up": "present", "constant": "present"}, "it warms up, and is never gone"),
    ({"one_spot": "present", "dermatomal": "present"}, "one finger covers a strip down the leg"),
    ({"one_spot": "present", "below_knee": "present"}, "one finger covers buttock and calf"),
    ({"night_pain": "absent", "sleep_lost": "most_nights"}, "sleeps through, and has not slept for a week"),
    ({"onset": "sudden", "comes_earlier": "present"}, "began at one moment, and came earlier over weeks"),
    (
        {"centralises": "present", "leg_against_back": "leg_only"},
        "it draws back to a back that does not hurt",
    ),
)
"""Answers that are possible together and that a reader of a written story would not believe."""


@pytest.mark.parametrize("case_id", CASES)
def test_a_written_story_holds_together(case_id):
    for visit in load_case(case_id).visits:
        odd = [words for these, words in COMPANY if all(visit.levels[k] == v for k, v in these.items())]
        assert odd == []
        if visit.levels["standing_hurts"] == "cannot_stand":
            assert "heel_raises" in visit.forgets, "nobody counts heel raises on a leg that bears no weight"
