"""What each finding says: published figures stay what they are, nothing is certain, like signs are not counted twice."""

import numpy as np
import pytest

from toolkit.content.findings import findings
from toolkit.content.pain_rules import pain_rules
from toolkit.pain import PainModel, Truth
from toolkit.pain.inference import any_present, posterior, predictive
from toolkit.pain.likelihood import level_table, own_table, root_of, rows_of
from toolkit.pain.prior import latent_prior
from toolkit.pain.support import state_of, support

KEYS = list(findings())
LAPSE = pain_rules().lapse.value


def chance(key, truth, level=1):
    """P(this level or more) for people with this truth, over their severity and irritability."""
    state = state_of(truth)
    table = level_table(key)[level:].sum(axis=0)[rows_of(root_of(key)).pattern[state]]
    return float((table * latent_prior()[state]).sum())


@pytest.mark.parametrize("key", KEYS)
def test_levels_sum_to_one_and_no_ratio_is_infinite(key):
    table = level_table(key)
    assert np.allclose(table.sum(axis=-4), 1)
    assert table.min() > 1e-4
    ratio = np.log(table.max(axis=-3) / table.min(axis=-3)).max()
    assert ratio < 7


@pytest.mark.parametrize("key", [key for key in KEYS if not findings()[key].follows])
def test_a_condition_never_makes_a_finding_rarer(key):
    table, members = own_table(key), rows_of(key).members
    none = int(np.flatnonzero((members == 0).all(axis=1))[0])
    up = 1 - np.cumsum(table, axis=0)[:-1]
    assert (up >= up[:, [none]] - 1e-12).all()


@pytest.mark.parametrize(
    ("key", "condition", "published"),
    [
        ("slump", "radicular.l5", 0.84), ("slr", "radicular.s1", 0.52), ("crossed_slr", "radicular.l5", 0.28),
        ("puranen_orava", "hamstring_tendinopathy.early", 0.76),
        ("bent_knee_stretch", "hamstring_tendinopathy.late", 0.84),
        ("modified_bent_knee", "hamstring_tendinopathy.early", 0.89),
        ("active_piriformis", "deep_gluteal", 0.78), ("seated_piriformis", "deep_gluteal", 0.52),
        ("sacroiliac_cluster", "sacroiliac", 0.94), ("dermatomal", "radicular.s1", 0.65),
        ("dermatomal", "radicular.l5", 0.359), ("buttock", "hip_referred", 0.40), ("below_knee", "hip_referred", 0.20),
    ],
)  # fmt: skip
def test_a_published_sensitivity_is_what_the_model_gives(key, condition, published):
    said = (1 - LAPSE) * published + LAPSE / 2
    steps = len(findings()[key].levels) - 1
    assert chance(key, Truth.of(condition)) == pytest.approx(said, abs=0.002 + LAPSE * (steps - 1))


@pytest.mark.parametrize(
    ("key", "value", "target"),
    [("below_knee", 1, 0.704), ("cough_sneeze", 1, 0.258), ("leg_against_back", 2, 0.501)],
)
def test_the_leg_pain_population_has_the_published_marginals(key, value, target):
    prior = PainModel("leg_pain_consulters").prior
    assert predictive(prior, key)[value:].sum() == pytest.approx(target, abs=0.05)


def test_sensory_symptoms_and_deficits_are_as_frequent_as_published():
    prior = PainModel("leg_pain_consulters").prior
    signs = [
        "touch_l3", "touch_l4", "touch_l5", "touch_s1", "power_knee_extension", "power_dorsiflexion",
        "power_big_toe_extension", "power_plantarflexion", "knee_jerk", "ankle_jerk",
    ]  # fmt: skip
    assert (any_present(["tingling", "numbness"]) * prior).sum() == pytest.approx(0.615, abs=0.05)
    assert (any_present(signs) * prior).sum() == pytest.approx(0.577, abs=0.05)


def test_severity_makes_findings_go_together():
    """Within one truth, pain that stops a run and lost sleep are correlated through severity."""
    sample = PainModel().sample(60_000, 3, ["stops_running", "sleep_lost"])
    state = state_of(Truth.of("radicular.l5"))
    mine = sample.states == state
    a, b = sample.findings["stops_running"][mine] > 0, sample.findings["sleep_lost"][mine] > 0
    assert mine.sum() > 500
    assert np.corrcoef(a, b)[0, 1] > 0.06


def test_two_like_signs_count_for_less_than_two_witnesses():
    model = PainModel()
    one = model.posterior({"touch_l5": "reduced"}).probabilities["radiculopathy"]
    two = model.posterior({"touch_l5": "reduced", "pinprick_l5": "reduced"}).probabilities["radiculopathy"]
    naive = model.naive({"touch_l5": "reduced", "pinprick_l5": "reduced"}).probabilities["radiculopathy"]
    assert one == pytest.approx(two, abs=1e-9)
    assert naive > two + 0.05


def test_a_follower_alone_stands_in_for_what_it_follows():
    model = PainModel()
    alone = model.posterior({"heel_raises": 2}).probabilities["radiculopathy"]
    assert alone > model.posterior({}).probabilities["radiculopathy"]
    both = model.posterior({"heel_raises": 2, "power_plantarflexion": 3}).probabilities
    assert both == pytest.approx(model.posterior({"power_plantarflexion": 3}).probabilities)


def test_the_order_of_findings_plays_no_part():
    model = PainModel()
    found = {"slump": 1, "touch_l5": 1, "sleep_lost": 2, "cough_sneeze": 0}
    one = posterior(model.prior, found)
    other = posterior(model.prior, dict(reversed(found.items())))
    assert np.allclose(one, other, atol=1e-15)


def test_all_findings_at_once_do_not_underflow():
    sample = PainModel().sample(40, 9)
    for at in range(len(sample)):
        joint = posterior(
            PainModel().prior, {key: int(levels[at]) for key, levels in sample.findings.items()}
        )
        assert joint.sum() == pytest.approx(1)
        assert np.isfinite(joint).all()
    rare = {key: len(findings()[key].levels) - 1 for key in KEYS if not findings()[key].follows}
    assert posterior(PainModel().prior, rare).sum() == pytest.approx(1)


def test_l5_is_told_from_the_nerve_at_the_knee_by_inversion_and_hip_abduction():
    model = PainModel("spinal_triage")
    weak = {"power_dorsiflexion": 3, "power_big_toe_extension": 3, "touch_l5": "reduced"}
    spared = model.posterior({**weak, "power_inversion": 5, "power_hip_abduction": 5}).probabilities
    weak_too = model.posterior({**weak, "power_inversion": 3, "power_hip_abduction": 4}).probabilities
    assert spared["fibular_palsy"] > spared["radiculopathy"]
    assert weak_too["radiculopathy"] > 0.9
    assert weak_too["fibular_palsy"] < 0.2


def test_every_condition_pushes_several_findings():
    rows = {}
    for key, finding in findings().items():
        for name in finding.given:
            rows.setdefault(name.split(".")[0], set()).add(key)
    for kind in support().types:
        assert len(rows[kind]) >= 8, kind
