"""The best next question, what is called for, what moved what, and what would flip it."""

import numpy as np
import pytest

from toolkit.content.findings import findings
from toolkit.pain import PainModel
from toolkit.pain.questions import best
from toolkit.pain.screening import raises_concern, screening

START = {"below_knee": True, "sharp_or_electric": True}
TENDON = {"buttock": "sit_bone", "warms_up": True, "slump": True}


def brute_force(model, found, key):
    """Expected change of belief by asking, reckoned answer by answer with the exact posterior."""
    now = model.posterior(found).probabilities
    from toolkit.pain.inference import posterior, predictive

    levels = model.posterior(found).levels
    joint = model.posterior(found).joint
    if any(findings()[key].follows and findings()[key].follows.finding in levels for _ in (0,)):
        pytest.skip("reckoned with its cluster elsewhere")
    chances = predictive(joint, key)
    total = 0.0
    for level, chance in enumerate(chances):
        after = posterior(model.prior, {**levels, key: level})
        from toolkit.pain.marginals import type_shares

        total += chance * np.abs(type_shares(after) - np.array(list(now.values()))).sum() / 2
    return total


@pytest.mark.parametrize("found", [START, TENDON])
def test_the_worth_of_a_question_is_its_expected_change(found):
    model = PainModel()
    worth = {each.id: each for each in model.value_of_questions(found)}
    for key in ("slr", "dull_ache", "cough_sneeze", "heel_walking", "touch_l5", "groin"):
        assert worth[key].expected_change == pytest.approx(brute_force(model, found, key), abs=0.01)
        assert sum(worth[key].answers.values()) == pytest.approx(1)


def test_what_was_asked_is_not_asked_again_and_the_best_come_first():
    model = PainModel()
    best = model.best_questions(START, 8)
    assert len(best) == 8
    assert not {each.id for each in best} & set(START)
    scores = [each.expected_change + 0.25 * each.plan_change for each in best]
    assert scores == sorted(scores, reverse=True)
    assert "of 100" in best[0].why


def test_a_follower_is_worth_little_once_its_root_is_known():
    model = PainModel()
    before = {each.id: each for each in model.value_of_questions(START)}["heel_raises"].expected_change
    known = START | {"power_plantarflexion": 4}
    after = {each.id: each for each in model.value_of_questions(known)}["heel_raises"].expected_change
    assert after < 1e-9 < before


def test_the_hop_test_is_withheld_where_bone_stress_is_suspected():
    model = PainModel()
    suspected = {"groin": True, "worse_during_run": True, "standing_hurts": "present", "low_energy": True}
    assert "hop_test" in {
        each.id for each in model.value_of_questions({"dull_ache": True, "onset": "sudden"})
    }
    assert "hop_test" not in {each.id for each in model.value_of_questions(suspected)}


def test_cauda_equina_questions_are_always_open_until_asked_and_others_when_called():
    assert {"bladder", "bowel", "saddle", "sexual_function", "both_legs"} <= set(screening({}).always)
    assert screening({}).called == ()
    called = {each.finding for each in screening({"cancer_history": "present"}).called}
    assert {"weight_loss", "constant", "plantar_up"} <= called
    assert "infection_risk" in {each.finding for each in screening({"fever_unwell": "fever"}).called}
    assert "bladder" not in screening({"bladder": "absent"}).always


def test_an_answer_that_would_raise_the_concern_counts_for_the_plan():
    assert raises_concern({"groin": 1, "worse_during_run": 1})["standing_hurts"] == 1
    worth = {each.id: each for each in PainModel().value_of_questions({})}
    assert worth["saddle"].plan_change > 0
    assert worth["saddle"].plan_change >= worth["saddle"].answers["changed"] - 1e-9


def test_each_finding_is_explained_by_leaving_it_out():
    model = PainModel()
    told = {each.finding: each for each in model.explain(TENDON)}
    assert set(told) == set(TENDON)
    for key, each in told.items():
        rest = {k: v for k, v in TENDON.items() if k != key}
        assert each.before == pytest.approx(model.posterior(rest).family_probabilities)
        assert each.after == pytest.approx(model.posterior(TENDON).family_probabilities)
        assert findings()[key].ask in each.sentence
    assert told["slump"].log_odds["radicular"] > 0
    assert "raises" in told["warms_up"].sentence
    strengths = [abs(each.log_odds[each.family]) for each in model.explain(TENDON)]
    assert strengths == sorted(strengths, reverse=True)


def test_a_negative_finding_lowers_and_a_follower_hardly_moves():
    found = START | {"slump": False, "touch_l5": "reduced", "pinprick_l5": "reduced"}
    told = {each.finding: each for each in PainModel().explain(found)}
    assert told["slump"].log_odds["radicular"] < 0
    assert "hardly moves" in told["pinprick_l5"].sentence


def test_a_flip_does_flip():
    model = PainModel()
    flips = model.flip(START)
    assert flips.leading == model.posterior(START).leading
    assert flips.findings
    for each in flips.findings:
        changed = {k: v for k, v in START.items() if k != each.finding}
        if each.instead is not None:
            changed[each.finding] = each.instead
        assert model.posterior(changed).leading == each.leading != flips.leading
    chances = [each.chance for each in flips.findings if each.instead]
    assert chances == sorted(chances, reverse=True)


def test_a_number_flip_is_real_and_says_whether_it_is_within_its_interval():
    model = PainModel()
    numbers = model.flip(START).numbers
    assert numbers
    share = next(each for each in numbers if not each.lean.finding)
    from toolkit.pain.marginals import family_shares
    from toolkit.pain.support import support

    at = support().types.index(share.lean.key)
    shift = np.log(share.instead / (1 - share.instead)) - np.log(share.value / (1 - share.value))
    for factor, flipped in ((0.93, False), (1.07, True)):
        moved = (
            model.posterior(START).joint * np.exp(factor * shift * support().has_type[:, at])[:, None, None]
        )
        leading = support().families[int(family_shares(moved).argmax())]
        assert (leading == share.leading) == flipped
    low, high = share.lean.quantity.interval
    assert share.inside == (low <= share.instead <= high)


def test_a_sure_belief_has_no_flip_and_says_so():
    sure = TENDON | {"sit_bone_tender": True, "hamstring_load": True, "sore_after": True, "slump": False}
    flips = PainModel().flip(sure)
    assert not flips.findings
    assert "No single" in flips.sentence


def test_the_naive_answer_is_more_extreme():
    model = PainModel()
    found = {
        "slr": 35,
        "slump": True,
        "cough_sneeze": True,
        "sharp_or_electric": True,
        "in_bursts": True,
        "nerve_palpation": True,
    }
    assert model.naive(found).probabilities["radicular"] > model.posterior(found).probabilities["radicular"]
    assert model.naive({}).probabilities == pytest.approx(model.posterior({}).probabilities)
    assert model.naive({"slr": 900}).problems


def test_the_best_are_the_same_whether_picked_from_all_or_at_once():
    model = PainModel()
    at_once = model.best_questions(START, 6)
    assert tuple(each.id for each in best(model.value_of_questions(START), 6)) == tuple(
        each.id for each in at_once
    )
