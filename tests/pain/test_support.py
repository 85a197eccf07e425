"""The declared support, its priors in each setting, and the diary's tilt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import pain_types
from toolkit.pain import Condition, PainModel, RefusalError, Truth
from toolkit.pain.prior import joint_prior, latent_prior, state_prior, tilt
from toolkit.pain.support import refusal, state_of, support

SETTINGS = list(clinic_settings().settings)


def test_the_support_is_as_large_as_declared():
    assert 3500 < support().size < 4500
    assert support().size * 9 <= 40_000
    assert support().keys(0) == ()
    assert len({support().keys(at) for at in range(support().size)}) == support().size


def test_no_state_breaks_a_rule():
    held = support()
    for at in range(held.size):
        there = [Condition.parse(key) for key in held.keys(at)]
        assert len(there) <= 3
        types = {condition.type for condition in there}
        assert len(types) == len(there)
        if "tendon_nerve_irritation" in types:
            assert types & {"hamstring_tendinopathy", "hamstring_strain"}
        roots = {c.root for c in there if c.type in {"radicular", "radiculopathy"}}
        assert len(roots) < 2


def test_every_type_and_form_has_a_state_alone_or_beside_what_it_needs():
    held = support()
    seen = {key for at in range(held.size) for key in held.keys(at)}
    for name, kind in pain_types().types.items():
        for form, _ in kind.forms:
            assert (f"{name}.{form}" if form else name) in seen


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_type_has_the_share_of_its_setting(setting):
    given_ = clinic_settings().settings[setting]
    prior = state_prior(setting)
    assert prior.sum() == pytest.approx(1, abs=1e-12)
    assert prior.min() > 0
    assert prior[0] == pytest.approx(given_.none.value)
    assert prior[1] == pytest.approx(given_.outside.value)
    for share, kind in zip(prior @ support().has_type, support().types, strict=True):
        assert share == pytest.approx(given_.priors[kind].value, rel=1e-9)


@pytest.mark.parametrize("setting", SETTINGS)
def test_deep_gluteal_pain_is_rare_and_radiculopathy_comes_more_often_with_radicular_pain(setting):
    held, prior = support(), state_prior(setting)
    assert clinic_settings().settings[setting].priors["deep_gluteal"].value <= 0.05
    radicular, failing = (held.has_type[:, held.types.index(k)] for k in ("radicular", "radiculopathy"))
    both, alone = prior @ (radicular * failing), prior @ (failing * (1 - radicular))
    share_of_radicular = prior @ radicular
    assert both / (both + alone) > share_of_radicular


def test_severity_is_that_of_the_worst_condition():
    mild = latent_prior()[state_of(Truth.of("fibular_palsy"))].sum(axis=1)
    severe = latent_prior()[state_of(Truth.of("fibular_palsy", "radicular.l5"))].sum(axis=1)
    alone = latent_prior()[state_of(Truth.of("radicular.l5"))].sum(axis=1)
    assert severe[2] > alone[2] > mild[2]
    assert latent_prior().sum(axis=(1, 2)) == pytest.approx(np.ones(support().size))


@given(st.floats(0.01, 100))
def test_equal_weights_change_nothing(weight):
    causes = dict.fromkeys(("spine", "tendon", "muscle", "bone"), weight)
    assert tilt("gp", causes) == pytest.approx(np.ones(19))


@given(st.dictionaries(st.sampled_from(["spine", "tendon", "muscle", "bone"]), st.floats(1e-3, 1e3)))
def test_the_tilt_is_limited(causes):
    limit = pain_rules().tilt_limit.value
    assert tilt("running_clinic", causes).min() >= 1 / limit - 1e-12
    assert tilt("running_clinic", causes).max() <= limit + 1e-12
    assert joint_prior("running_clinic", causes).sum() == pytest.approx(1)


def test_shares_of_ones_own_are_met_and_the_others_stay():
    usual, own = PainModel("gp").posterior({}), PainModel("gp", shares={"radicular": 0.4}).posterior({})
    assert own.probabilities["radicular"] == pytest.approx(0.4)
    for kind in ("referred", "sacroiliac", "bone_stress"):
        assert own.probabilities[kind] == pytest.approx(usual.probabilities[kind])
    assert own.types["radicular"].low < 0.4 < own.types["radicular"].high


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ({"sciatica": 0.3}, "'sciatica' is no pain type"),
        ({"radicular": 1.2}, "between 0 and 1"),
        ({"radicular": float("nan")}, "between 0 and 1"),
        ({"referred": 0.001}, "cannot all be met"),
    ],
)
def test_shares_that_cannot_be_are_refused_in_one_sentence(shares, said):
    with pytest.raises(RefusalError, match=said):
        PainModel("gp", shares=shares)


def test_a_hazard_raises_the_types_of_its_cause_and_no_more():
    before, after = PainModel("gp").posterior({}), PainModel("gp", {"bone": 3.0}).posterior({})
    assert after.probabilities["bone_stress"] > 1.3 * before.probabilities["bone_stress"]
    assert after.probabilities["referred"] == pytest.approx(before.probabilities["referred"], rel=0.05)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("radicular.l5", "radiculopathy.s1.motor"), "share their root"),
        (("tendon_nerve_irritation",), "occurs beside"),
        (("infection", "malignancy"), "leaves out"),
        (("referred", "sacroiliac", "hip_referred", "deep_gluteal"), "At most 3"),
        (("radicular.l5", "radicular.s1"), "one form only"),
        (("outside", "referred"), "stands alone"),
    ],
)
def test_what_the_model_leaves_out_is_said(keys, words):
    truth = Truth.of(*keys)
    assert words in refusal(list(truth.conditions))
    with pytest.raises(RefusalError, match=words):
        state_of(truth)


@pytest.mark.parametrize(
    "key", ["sciatica", "radicular", "radicular.l9", "radiculopathy.l5.reflex", "referred.l5"]
)
def test_unknown_conditions_are_refused(key):
    with pytest.raises(RefusalError):
        Condition.parse(key)


def test_unknown_settings_and_causes_are_refused():
    with pytest.raises(RefusalError, match="running_clinic"):
        PainModel("hospital")
    with pytest.raises(RefusalError, match="tendon"):
        PainModel("gp", {"disc": 2.0})
    with pytest.raises(RefusalError, match="positive"):
        PainModel("gp", {"bone": -1.0})
    with pytest.raises(RefusalError, match="severity"):
        Truth.of("referred", severity="awful")


def together(setting, one, other):
    """Return how often `one` is there too where `other` is."""
    held, prior = support(), state_prior(setting)
    has = {kind: held.has_type[:, held.types.index(kind)] > 0 for kind in (one, other)}
    return prior[has[one] & has[other]].sum() / prior[has[other]].sum()


@pytest.mark.parametrize("setting", SETTINGS)
def test_pairs_are_as_usual_as_their_words_say(setting):
    # The article (F10): radiculopathy comes more often with radicular pain than alone.
    assert together(setting, "radicular", "radiculopathy") > 0.5
    # The passports: a large herniation usually hurts a root, and fails one.
    assert together(setting, "radicular", "cauda_equina") > 0.5
    assert together(setting, "radiculopathy", "cauda_equina") > 0.5


def test_the_passport_of_a_pair_tells_the_shares_that_follow():
    why = pain_rules().affinities[0].ratio.why
    for setting in ("running_clinic", "gp", "spinal_triage"):
        assert f"{100 * together(setting, 'radicular', 'radiculopathy'):.0f}" in why
