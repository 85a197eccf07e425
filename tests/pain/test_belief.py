"""Belief: several types may be likely; bands, shares, the neurological examination, in words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.content.quantity import Mark
from toolkit.pain import PainModel
from toolkit.pain.marginals import band

TENDON = {"buttock": "sit_bone", "warms_up": True, "sore_after": True, "sitting_worse": True}
ROOT = {"sharp_or_electric": True, "below_knee": True, "stops_running": True, "slr": 40, "slump": True}
DEFICIT = {
    "touch_l5": "reduced",
    "power_big_toe_extension": 4,
    "power_hip_abduction": 4,
    "power_inversion": 4,
}


def test_all_three_can_be_present_together():
    found = (
        ROOT | DEFICIT | {"dull_ache": True, "back_movement": True, "outline": "wide", "centralises": True}
    )
    shares = PainModel().posterior(found).probabilities
    assert min(shares["referred"], shares["radicular"], shares["radiculopathy"]) > 0.3
    assert sum(shares.values()) > 1.5


def test_sharp_and_burning_make_nerve_irritation_likelier_and_dull_referred_pain():
    model = PainModel()
    before = model.posterior({}).probabilities
    sharp = model.posterior({"sharp_or_electric": True, "burning": True}).probabilities
    dull = model.posterior({"dull_ache": True, "sharp_or_electric": False}).probabilities
    assert sharp["radicular"] > 2 * before["radicular"]
    assert dull["referred"] > before["referred"]
    assert dull["radicular"] < before["radicular"]


def test_too_severe_to_run_through_speaks_for_a_root_and_warming_up_for_a_tendon():
    model = PainModel()
    before = model.posterior({}).probabilities
    assert model.posterior({"stops_running": True}).probabilities["radicular"] > 1.5 * before["radicular"]
    tendon = model.posterior({"warms_up": True}).probabilities["hamstring_tendinopathy"]
    assert tendon > 1.5 * before["hamstring_tendinopathy"]


def test_tendon_and_nerve_can_be_there_at_once_and_that_is_not_radicular_pain():
    shares = (
        PainModel()
        .posterior(TENDON | {"slump": True, "tingling": True, "nerve_palpation": True})
        .probabilities
    )
    assert shares["hamstring_tendinopathy"] > 0.8
    assert shares["tendon_nerve_irritation"] > 0.4
    assert shares["radicular"] < shares["tendon_nerve_irritation"]


def test_a_late_tendon_comes_earlier_and_warms_up_less():
    model = PainModel()
    late = model.posterior(
        TENDON | {"comes_earlier": True, "worse_during_run": True, "warms_up": False}
    ).forms
    early = model.posterior(TENDON | {"comes_earlier": False, "worse_during_run": False}).forms
    assert late["hamstring_tendinopathy.late"] > late["hamstring_tendinopathy.early"]
    assert early["hamstring_tendinopathy.early"] > early["hamstring_tendinopathy.late"]


def test_deep_buttock_pain_alone_is_rarely_the_piriformis():
    shares = PainModel().posterior({"buttock": "buttock", "outline": "wide"}).probabilities
    assert shares["deep_gluteal"] < 0.15
    assert shares["deep_gluteal"] < shares["referred"]


def test_radiculopathy_without_pain_is_possible():
    shares = (
        PainModel()
        .posterior({**DEFICIT, "worst_pain": 1, "numbness": "without_pain", "slump": False})
        .probabilities
    )
    assert shares["radiculopathy"] > 0.8
    assert shares["radicular"] < 0.2


def test_not_examined_is_not_no_deficit():
    model = PainModel()
    assert model.posterior(ROOT).radiculopathy.status == "not examined"
    assert "Not examined" in model.posterior(ROOT).radiculopathy.sentence
    none = model.posterior({"touch_l5": "absent", "ankle_jerk": "absent"}).radiculopathy
    assert none.status == "no deficit found"
    found = model.posterior(ROOT | DEFICIT).radiculopathy
    assert (found.status, found.root, found.fits) == ("deficit found", "l5", 1.0)
    assert "charted again" in found.sentence
    assert set(found.signs) == set(DEFICIT)
    assert "ankle_jerk" in found.open


def test_a_mimic_is_weighed_against_radiculopathy():
    model = PainModel()
    feet = {
        "touch_l5": "reduced",
        "touch_s1": "reduced",
        "ankle_jerk": "lost",
        "stocking": True,
        "vibration": "reduced",
    }
    deficit = model.posterior(feet).radiculopathy
    assert "polyneuropathy" in dict(deficit.mimics)
    assert (
        deficit.probability < model.posterior({k: feet[k] for k in list(feet)[:3]}).radiculopathy.probability
    )


def test_a_weak_and_painful_muscle_is_weighed_against_radiculopathy():
    strain = {"onset": "sudden", "thigh_bruise": True, "shoe_off": True, "power_knee_flexion": 4}
    deficit = PainModel().posterior(strain).radiculopathy
    assert deficit.root == "s1"
    assert "hamstring_strain" in dict(deficit.mimics)
    assert "hamstring strain" in deficit.sentence
    root = PainModel().posterior(ROOT | DEFICIT).radiculopathy
    assert "hamstring_strain" not in dict(root.mimics)


@pytest.mark.parametrize("found", [{}, TENDON, ROOT, ROOT | DEFICIT, {"saddle": "changed"}])
def test_bands_hold_the_belief_and_widen_nothing_to_certainty(found):
    belief = PainModel().posterior(found)
    for each in (*belief.types.values(), *belief.families.values()):
        assert 0 <= each.low <= each.probability <= each.high <= 1
        assert each.words == band(each.probability)
    leading = belief.families[belief.leading]
    assert leading.high - leading.low > 0.001
    assert belief.types == PainModel().posterior(found).types


def test_the_share_chosen_for_teaching_falls_with_published_tests():
    model = PainModel()
    words = model.posterior({"burning": True, "sitting_worse": True}).share_teaching
    tests = model.posterior(
        {"puranen_orava": False, "bent_knee_stretch": True, "modified_bent_knee": True}
    ).share_teaching
    assert 0 < tests < words <= 1


def test_leans_name_every_number_with_its_passport():
    belief = PainModel().posterior(ROOT)
    assert {lean.finding for lean in belief.leans} <= set(ROOT) | {""}
    assert any(lean.quantity.mark is Mark.BORROWED for lean in belief.leans)
    sizes = [lean.size for lean in belief.leans]
    assert sizes == sorted(sizes, reverse=True)
    strongest = belief.leans[0]
    assert strongest.words


def test_a_lean_is_the_derivative_of_the_belief():
    """Moving the setting's share of a type by a little log odds changes the families as the lean says."""
    model = PainModel()
    belief = model.posterior(ROOT)
    lean = next(each for each in belief.leans if not each.finding and each.key == "hip_referred")
    from toolkit.pain.marginals import family_shares
    from toolkit.pain.support import support

    at = support().types.index("hip_referred")
    moved = belief.joint * np.exp(0.1 * support().has_type[:, at])[:, None, None]
    change = (family_shares(moved / moved.sum()) - family_shares(belief.joint)) / 0.1
    assert lean.pull == pytest.approx(change, abs=0.005)


def test_what_no_bedside_can_know_is_listed_for_likely_types():
    belief = PainModel().posterior(ROOT)
    assert any("compressed, inflamed" in text for text in belief.unknowable["radicular"])
    assert all(belief.probabilities[key] >= 0.15 for key in belief.unknowable)
    assert all(kind.unknowable for kind in pain_types().types.values())


def test_pain_outside_the_types_is_said_and_not_called_radicular():
    found = {
        "widespread": True,
        "unpredictable": True,
        "diffuse_tender": True,
        "burning": True,
        "constant": True,
    }
    belief = PainModel().posterior(found)
    assert belief.outside > 0.8
    assert "outside these types" in belief.note
    assert belief.probabilities["radicular"] < 0.2


def test_the_setting_and_the_diary_matter():
    found = {"buttock": "buttock", "below_knee": True}
    triage, clinic = (
        PainModel(s).posterior(found).probabilities["radicular"] for s in ("spinal_triage", "running_clinic")
    )
    assert triage > clinic


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(list(findings())), max_size=25, unique=True), st.integers(0, 10_000))
def test_any_simulated_patient_has_a_sound_belief(keys, patient):
    sample = PainModel().sample(1, patient)
    belief = PainModel().posterior(sample.answers(0, keys))
    shares = np.array(list(belief.probabilities.values()))
    assert ((shares >= 0) & (shares <= 1)).all()
    assert belief.joint.sum() == pytest.approx(1)
    assert sum(belief.severity) == pytest.approx(1)
    assert sum(belief.irritability) == pytest.approx(1)
    top = belief.states(3)
    assert top[0][1] >= top[-1][1]
