"""232 real patients that nobody here wrote, and what the model says of them. Nothing is fitted to them.

The figures stand in `real_patients.yaml` beside this file: the first frozen result, and each later one with the
reason of the change. A test fails when the model's figures are no longer those of the last entry.
"""

import csv
from pathlib import Path

import numpy as np
import pytest
import yaml

from toolkit.content.criteria import criteria
from toolkit.pain import PainModel
from toolkit.pain.criteria_check import chance, independent_from_criteria, mapped, posterior_from_criteria
from toolkit.pain.marginals import type_shares
from toolkit.pain.support import support

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT.parent / "shared" / "real-data" / "pain-mechanism" / "half_a.csv"
RECORD = Path(__file__).with_name("real_patients.yaml")
SETTING = "spinal_triage"
NERVE, THIRD = "Peripheral Neuropathic", "Central Neuropathic"


def auc(score, positive):
    pairs = score[positive][:, None] - score[~positive][None, :]
    return float((pairs > 0).mean() + 0.5 * (pairs == 0).mean())


def calibration_error(said, truth, bins=5):
    where = np.minimum((said * bins).astype(int), bins - 1)
    inside = [where == each for each in range(bins) if (where == each).any()]
    return float(sum(at.mean() * abs(said[at].mean() - truth[at].mean()) for at in inside))


def patients():
    if not FILE.exists():
        pytest.skip(
            "The real patients are not on this machine (../shared/real-data/pain-mechanism/half_a.csv)."
        )
    rows = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
    seen = [
        {key.removeprefix("criterion_"): value == "1" for key, value in row.items() if value in {"0", "1"}}
        for row in rows
    ]
    return seen, np.array([row["group"] for row in rows])


def figures():
    seen, group = patients()
    held = support()
    nerve = np.maximum(
        held.has_type[:, held.types.index("radicular")], held.has_type[:, held.types.index("radiculopathy")]
    )
    prior = PainModel(SETTING).prior
    joints = [posterior_from_criteria(prior, each) for each in seen]
    said = np.array([float(joint.sum(axis=(1, 2)) @ nerve) for joint in joints])
    radicular = np.array([type_shares(joint)[held.types.index("radicular")] for joint in joints])
    independent = np.array([independent_from_criteria(prior, each, nerve) for each in seen])
    truth, third = group == NERVE, group == THIRD
    rule = np.array([sum(each.get(key, False) for key in ("3", "9", "29")) for each in seen])

    def at_half(score):
        return {
            "sensitivity": round(float((score[truth] > 0.5).mean()), 3),
            "specificity": round(float((score[~truth] <= 0.5).mean()), 3),
            "auc": round(auc(score, truth), 3),
            "calibration_error": round(calibration_error(score, truth), 3),
            "brier": round(float(((score - truth) ** 2).mean()), 3),
        }

    return {
        "patients": len(seen),
        "criteria_used": len(mapped()),
        "dependent": at_half(said),
        "independent": at_half(independent),
        "central_called_radicular_very_likely": round(float((radicular[third] > 0.85).mean()), 3),
        "central_mean_belief_in_radicular": round(float(radicular[third].mean()), 3),
        "nociceptive_mean_belief_in_radicular": round(float(radicular[~truth & ~third].mean()), 3),
        "neuropathic_mean_belief_in_radicular": round(float(radicular[truth].mean()), 3),
        "auc_of_the_three_sign_count": round(auc(rule, truth), 3),
    }


@pytest.mark.real_data
def test_the_figures_are_those_of_the_record():
    now = figures()
    record = yaml.safe_load(RECORD.read_text(encoding="utf-8"))
    assert now == record["results"][-1]["figures"], f"the figures are now: {now}"


@pytest.mark.real_data
def test_the_model_is_no_worse_than_a_plain_reader_would_accept():
    now = figures()
    assert now["dependent"]["auc"] > 0.9
    assert now["dependent"]["brier"] <= now["independent"]["brier"]
    assert now["central_called_radicular_very_likely"] < 0.1


def test_the_record_keeps_its_first_result_and_a_reason_for_each_later_one():
    results = yaml.safe_load(RECORD.read_text(encoding="utf-8"))["results"]
    assert results[0]["reason"].startswith("first")
    assert all(len(each["reason"].split()) > 4 for each in results[1:])


def test_every_mapped_criterion_is_likelier_in_some_state_than_in_none():
    for key in mapped():
        likely = chance(criteria().criteria[key])
        assert 0 < likely.min() < likely.max() < 1
