"""The JSON schema by which editors complete a case file agrees with the files and with the model that reads them."""

import copy

import pytest
import yaml
from jsonschema import Draft202012Validator

from toolkit.cases.studio import begin, saved_text
from toolkit.content.cases import CaseFile, case_paths, case_schema

VALIDATOR = Draft202012Validator(case_schema())


def values(case_id="worse_by_friday"):
    return yaml.safe_load(case_paths()[case_id].read_text(encoding="utf-8"))


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(case_schema())


@pytest.mark.parametrize("case_id", sorted(case_paths()))
def test_every_shipped_case_is_valid(case_id):
    assert [error.message for error in VALIDATOR.iter_errors(values(case_id))] == []


def test_what_the_studio_saves_is_valid():
    assert list(VALIDATOR.iter_errors(yaml.safe_load(saved_text(begin())))) == []


def spoilt(path, value):
    changed = copy.deepcopy(values())
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("titel",), "x"),
        (("title",), ""),
        (("difficulty",), "easy"),
        (("minutes",), 99),
        (("person", "age_years"), 12),
        (("person", "sex"), "x"),
        (("truth", "side"), "both"),
        (("truth", "conditions"), ["a", "b", "c", "d"]),
        (("visits",), []),
        (("visits", 0, "findings"), {}),
        (("visits", 0, "drawing"), [["heel", "left", "purple"]]),
        (("visits", 0, "drawing"), [["heel", "left"]]),
        (("expects", "level"), "calm"),
        (("expects", "leading"), "disc"),
        (("reasoning",), ["one"]),
    ],
)
def test_an_editor_marks_what_the_toolkit_would_refuse(path, value):
    wrong = spoilt(path, value)
    assert list(VALIDATOR.iter_errors(wrong))
    with pytest.raises(ValueError):
        CaseFile.model_validate(wrong)


def test_every_key_is_described_for_who_writes_it():
    described = case_schema()["$defs"]
    for name in ("CasePerson", "CaseTruth", "CaseVisit", "CaseExpected"):
        assert described[name]["description"]
        assert described[name]["additionalProperties"] is False
