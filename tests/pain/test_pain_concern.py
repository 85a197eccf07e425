"""No same-day emergency is missed, whatever stands beside it; more findings never lower the level."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.concern_rules import LEVELS, concern_rules
from toolkit.content.findings import findings
from toolkit.pain import PainModel, Truth, concern

WEAK = ["hip_flexion", "knee_extension", "dorsiflexion", "big_toe_extension", "plantarflexion"]
SAME_DAY = [
    {"bladder": "changed"}, {"bladder": "retention"}, {"bowel": "changed"}, {"saddle": "changed"},
    {"sexual_function": "changed"}, {"both_legs": "deficit"}, {"weakness_progress": "days"},
    {"fever_unwell": "very_ill"}, {"fever_unwell": "fever", "infection_risk": "present"},
    {"fever_unwell": "fever", "percussion": "present"}, {"fever_unwell": "fever", "touch_s1": "reduced"},
    {"fever_unwell": "fever", "weakness_progress": "weeks"},
    {"cold_foot": "now"}, {"calf_swollen": "present"}, {"belly_pulse": "present"}, {"onset": "major_injury"},
    {"groin": "present", "standing_hurts": "cannot_stand"},
    {"onset": "minor_fall", "standing_hurts": "cannot_stand"},
    {"cancer_history": "present", "foot_drop": "present"}, {"cancer_history": "present", "power_inversion": "mrc4"},
    {"cancer_history": "present", "plantar_up": "present"}, {"cancer_history": "present", "weakness_progress": "weeks"},
    *({"cancer_history": "present", f"power_{muscle}": "mrc4"} for muscle in WEAK),
    *({"fever_unwell": "fever", f"power_{muscle}": "mrc4"} for muscle in WEAK),
]  # fmt: skip
"""What defines a same-day emergency, written here by hand and not read from the rules."""

DEFINING = sorted({key for each in SAME_DAY for key in each})


def answers(**fixed):
    """Any answers to any other findings."""
    known = findings()
    others = st.fixed_dictionaries(
        {}, optional={key: st.sampled_from(f.level_ids) for key, f in known.items() if key not in fixed}
    )
    return others.map(lambda each: {**each, **fixed})


@pytest.mark.parametrize("signs", SAME_DAY, ids="+".join)
def test_each_defining_picture_is_a_same_day_emergency(signs):
    found = concern(signs)
    assert found.level == "same_day"
    assert found.stops_running
    assert found.reasons[0].level == "same_day"
    assert set(found.reasons[0].findings) <= set(signs)


def test_none_is_missed_over_all_combinations_of_the_screening_questions():
    """Every combination of the questions that alone define an emergency, against a definition written out."""
    keys = ["bladder", "bowel", "saddle", "sexual_function", "both_legs", "weakness_progress", "fever_unwell"]
    known = findings()
    choices = [(None, *known[key].level_ids) for key in keys]
    for combination in itertools.product(*choices):
        given_ = {key: level for key, level in zip(keys, combination, strict=True) if level}
        defined = any(
            all(_at_least(given_, key, level) for key, level in signs.items()) for signs in SAME_DAY
        )
        assert (concern(given_).level == "same_day") == defined, given_


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SAME_DAY).flatmap(lambda signs: answers(**signs)))
def test_none_is_missed_with_any_other_findings_beside(everything):
    assert concern(everything).level == "same_day"


@settings(max_examples=200, deadline=None)
@given(answers(), st.data())
def test_more_or_stronger_findings_never_lower_the_level(everything, data):
    before = concern(everything).rank
    known = findings()
    key = data.draw(st.sampled_from(list(known)))
    now = known[key].level_ids.index(everything[key]) if key in everything else 0
    stronger = data.draw(st.sampled_from(known[key].level_ids[now:]))
    assert concern({**everything, key: stronger}).rank >= before


@settings(max_examples=100, deadline=None)
@given(answers(), answers())
def test_an_earlier_visit_never_lowers_the_level(now, before):
    assert concern(now, before).rank >= concern(now).rank


@pytest.mark.parametrize("muscle", WEAK)
def test_power_of_grade_3_is_urgent_and_its_loss_since_last_time_an_emergency(muscle):
    key = f"power_{muscle}"
    assert concern({key: 4}).level == "watch"
    assert concern({key: 3}).level == "urgent"
    assert concern({key: 4}, {key: 5}).level == "urgent"
    assert concern({key: 4}, {key: 4}).level == "watch"
    assert concern({key: 3}, {key: 4}).level == "same_day"
    assert concern({key: 3}, {key: 3}).level == "urgent"


def test_a_stable_absent_ankle_jerk_is_tested_again_and_a_new_one_is_urgent():
    assert concern({"ankle_jerk": "lost"}, {"ankle_jerk": "lost"}).level == "watch"
    assert concern({"ankle_jerk": "lost"}, {"ankle_jerk": "absent"}).level == "urgent"


@pytest.mark.parametrize("sign", ["touch_l5", "ankle_jerk", "knee_jerk", "power_dorsiflexion", "pinprick_s1"])
def test_every_deficit_is_assessed_and_charted_again(sign):
    found = concern({sign: findings()[sign].level_ids[1]})
    assert found.rank >= LEVELS.index("watch")
    assert any("chart" in action for action in found.actions)


def test_absence_reassures_nobody():
    denied = {key: f.level_ids[0] for key, f in findings().items()}
    found = concern(denied)
    assert found.level == "none"
    assert found.safety_net == concern({}).safety_net
    assert found.safety_net
    assert "reassures nobody" in found.absence
    belief = PainModel().posterior({"bladder": "absent", "bowel": "absent", "saddle": "absent"})
    assert belief.probabilities["cauda_equina"] > 0


def test_single_context_flags_do_not_alarm():
    for flag in ({"age": 70}, {"night_pain": True}, {"steroid_use": True}, {"past_bone_stress": True}):
        assert concern(flag).level == "context"


def test_what_was_not_asked_is_listed():
    assert set(concern({}).unasked) >= {"bladder", "bowel", "saddle", "sexual_function", "both_legs"}
    assert "bladder" not in concern({"bladder": "absent"}).unasked


def test_unreadable_answers_do_not_hide_the_readable_ones():
    found = concern({"saddle": "changed", "nonsense": 3})
    assert found.level == "same_day"
    assert found.problems


def test_every_rule_names_known_findings_above_their_first_level():
    known = findings()
    for rule in concern_rules().rules.values():
        for key, level in (*rule.all.items(), *rule.any.items(), *rule.worse.items()):
            assert known[key].level_ids.index(level) > 0


@pytest.mark.parametrize(
    "picture",
    [
        {"cancer_history": "present", "touch_l5": "reduced"}, {"cancer_history": "present", "both_legs": "pain"},
        {"percussion": "present", "steroid_use": "present"}, {"percussion": "present", "age": 70},
    ],
    ids="+".join,
)  # fmt: skip
def test_two_small_signs_that_belong_together_are_urgent(picture):
    assert concern(picture).level == "urgent"
    for key in picture:
        if key != "both_legs":  # pain in both legs is urgent by itself
            assert concern({key: picture[key]}).rank < LEVELS.index("urgent")


def test_bone_stress_of_the_thigh_neck_is_at_least_urgent():
    seen = {"groin": True, "standing_hurts": "present", "worse_during_run": True, "low_energy": True}
    assert concern(seen).level == "urgent"
    assert any("hopping" in action for action in concern(seen).actions)


@pytest.mark.parametrize(("form", "most"), [("incomplete", 9), ("retention", 1)])
def test_simulated_cauda_equina_is_nearly_always_seen_when_all_is_asked(form, most):
    """Early, a few show no sign yet: absence reassures nobody. Late, hardly any."""
    model, missed = PainModel(), 0
    for seed in range(60):
        patient = model.present(Truth.of(f"cauda_equina.{form}"), seed)
        missed += concern(patient.levels).level != "same_day"
    assert missed <= most


def _at_least(given_, key, level):
    ids = findings()[key].level_ids
    return key in given_ and ids.index(given_[key]) >= ids.index(level)
