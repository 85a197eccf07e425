"""Self-consistency over 10,000 simulated patients. It tests the code, not the world."""

import numpy as np
import pytest

from toolkit.content.findings import findings
from toolkit.pain import PainModel
from toolkit.pain.answers import contradictions
from toolkit.pain.inference import posterior
from toolkit.pain.marginals import family_shares, type_shares
from toolkit.pain.naive import naive
from toolkit.pain.support import support

PATIENTS = 10_000
ASKED = (
    "onset", "leg_against_back", "below_knee", "buttock", "groin", "sharp_or_electric", "dull_ache",
    "tingling",
    "numbness", "cough_sneeze", "sitting_worse", "warms_up", "sore_after", "stops_running", "night_pain",
    "mechanical", "worst_pain", "slr", "slump", "touch_l5", "touch_s1", "power_big_toe_extension",
    "power_plantarflexion", "heel_raises", "ankle_jerk", "sit_bone_tender", "hamstring_load",
    "sacroiliac_cluster",
    "hip_quadrant", "bone_tender",
)  # fmt: skip


@pytest.fixture(scope="module", params=["running_clinic", "spinal_triage"])
def seen(request):
    """Model, patients, and for each what both ways of reckoning say of every type."""
    model = PainModel(request.param)
    patients = model.sample(PATIENTS, seed=11, only=ASKED)
    exact, independent = np.zeros((2, PATIENTS, len(support().types)))
    kept = {}
    for at in range(PATIENTS):
        levels = {key: int(patients.findings[key][at]) for key in ASKED}
        exact[at] = type_shares(posterior(model.prior, levels))
        independent[at] = naive(model.prior, levels, kept)[0]
    return patients.types, exact, independent


def error(said, truth):
    """Expected calibration error over ten bins of equal width."""
    bins = np.minimum((said * 10).astype(int), 9)
    total = 0.0
    for each in range(10):
        inside = bins == each
        if inside.any():
            total += inside.mean() * abs(said[inside].mean() - truth[inside].mean())
    return total


def test_what_is_called_likely_is_as_likely(seen):
    truth, exact, _ = seen
    errors = {kind: error(exact[:, at], truth[:, at]) for at, kind in enumerate(support().types)}
    assert max(errors.values()) < 0.02


def test_independence_is_worse_and_over_confident(seen):
    truth, exact, independent = seen
    ours, theirs = ((said - truth) ** 2 for said in (exact, independent))
    assert ours.mean() < theirs.mean()
    common = truth.mean(axis=0) > 0.05
    assert (ours.mean(axis=0)[common] < theirs.mean(axis=0)[common]).all()

    def log_loss(said):
        kept = np.clip(said, 1e-12, 1 - 1e-12)
        return -(truth * np.log(kept) + (1 - truth) * np.log(1 - kept)).mean()

    assert log_loss(exact) < log_loss(independent)


def test_the_sample_has_the_shares_of_the_setting(seen):
    truth, exact, _ = seen
    spread = np.sqrt(truth.mean(axis=0) * (1 - truth.mean(axis=0)) / PATIENTS)
    assert (np.abs(exact.mean(axis=0) - truth.mean(axis=0)) < 4 * spread + 1e-4).all()


def test_few_simulated_patients_contradict_themselves():
    patients = PainModel().sample(2000, seed=4)
    known = list(findings())
    odd = sum(
        bool(contradictions({key: int(patients.findings[key][at]) for key in known}))
        for at in range(len(patients))
    )
    assert odd / len(patients) < 0.2


def test_a_family_is_there_when_one_of_its_types_is():
    joint = PainModel().posterior({"below_knee": "present"}).joint
    types, families = type_shares(joint), family_shares(joint)
    look = [
        at for at, row in enumerate(support().types) if row not in ("referred", "radicular", "radiculopathy")
    ]
    assert families[3] <= types[look].sum() + 1e-12
    assert families[3] >= types[look].max() - 1e-12
