"""Example patients name what exists, stand without contradiction, and show what they say they show."""

import pytest

from toolkit.content.examples import Examples, examples
from toolkit.content.fault import ContentError
from toolkit.content.findings import findings
from toolkit.content.place import data_dir
from toolkit.content.yaml_file import parse_yaml
from toolkit.pain import Condition, PainModel, check_findings, concern

PATIENTS = sorted(examples().patients)


@pytest.fixture(scope="module")
def model():
    return PainModel()


@pytest.mark.parametrize("key", PATIENTS)
def test_patient_is_possible_and_says_nothing_of_the_answer(key):
    patient = examples().patients[key]
    assert check_findings(patient.findings) == ()
    assert patient.reviewed_by is None
    shown = f"{patient.name} {patient.says}".lower()
    assert not any(
        word in shown for word in ("radicular", "radiculopathy", "referred", "cauda", "stress injury")
    )


@pytest.mark.parametrize("key", PATIENTS)
def test_level_of_concern_is_as_the_kind_says(key):
    patient = examples().patients[key]
    stops = concern(patient.findings).stops_running
    assert stops == (patient.kind == "alarming")


def likely(model, key):
    return model.posterior(examples().patients[key].findings).probabilities


def test_classic_patients_are_told(model):
    assert likely(model, "calf_line")["radicular"] > 0.8
    assert likely(model, "dull_buttock")["referred"] > 0.8
    assert likely(model, "quiet_reflex")["radiculopathy"] > 0.8
    assert likely(model, "quiet_reflex")["radicular"] < 0.3
    assert likely(model, "warms_up_early")["hamstring_tendinopathy"] > 0.8


def test_mixed_patients_have_several_at_once(model):
    three = likely(model, "all_three")
    assert min(three[kind] for kind in ("referred", "radicular", "radiculopathy")) > 0.5
    both = likely(model, "tendon_and_nerve")
    assert min(both["hamstring_tendinopathy"], both["tendon_nerve_irritation"]) > 0.5
    assert both["radicular"] < 0.2


def test_label_of_the_buttock_stays_open(model):
    assert 0.05 < likely(model, "deep_buttock")["deep_gluteal"] < 0.6


def test_knee_and_root_are_told_apart(model):
    knee = likely(model, "dropped_foot")
    assert knee["fibular_palsy"] > 5 * knee["radiculopathy"]
    root = likely(model, "weak_toe")
    assert root["radiculopathy"] > 5 * root["fibular_palsy"]


def test_every_pair_differs_where_it_says():
    for key, pair in examples().pairs.items():
        one, other = (examples().patients[patient].findings for patient in pair.patients)
        assert any(one.get(part) != other.get(part) for part in pair.parts), key


def test_worked_example_ends_where_its_words_end(model):
    found = {}
    shares = []
    for step in examples().worked.steps:
        found |= step.findings
        shares.append(model.posterior(found).probabilities)
    assert shares[0]["radicular"] < 0.4
    assert shares[-1]["radicular"] > 0.8
    assert shares[-2]["radiculopathy"] < 0.5 < shares[-1]["radiculopathy"]
    assert concern(found).level == "watch"


def test_runs_and_examined_name_known_conditions():
    keys = [run.condition for run in examples().runs.values()]
    keys += [key for patient in examples().examined.values() for key in patient.conditions]
    for key in keys:
        assert Condition.parse(key).key == key


def test_unknown_level_is_refused(monkeypatch):
    raw = parse_yaml(data_dir() / "examples.yaml", "examples.yaml")
    raw["patients"]["calf_line"]["findings"]["burning"] = "maybe"
    monkeypatch.setattr("toolkit.content.examples.read_yaml", lambda *_: Examples.model_validate(raw))
    with pytest.raises(ContentError, match="gives 'burning' the unknown level 'maybe'"):
        examples.__wrapped__()


def test_unknown_patient_of_a_pair_is_refused():
    raw = parse_yaml(data_dir() / "examples.yaml", "examples.yaml")
    raw["pairs"]["nerve_or_tendon"]["patients"] = ["nobody", "calf_line"]
    with pytest.raises(ValueError, match="unknown patient 'nobody'"):
        Examples.model_validate(raw)


def test_first_questions_hold_history_and_examination():
    kinds = {findings()[key].kind for key in examples().first}
    assert kinds == {"asked", "examined"}
