"""Every statement of the article's sections C to I, each held by a test that fails when the rule is broken."""

import re
import sys

import pytest

from toolkit.content.claims import claims
from toolkit.content.exercises import exercises
from toolkit.content.plan_items import plan_items
from toolkit.content.words import words
from toolkit.plans import (
    Answer,
    Deficit,
    RunRecord,
    Severity,
    Situation,
    Topic,
    Trend,
    course,
    exercise_states,
    keep_running,
    make_plan,
    recurrence,
    return_to_running,
    tension_shown,
)

CALM = [RunRecord(day=-d, before=1, during=1, after=1, next_morning=1) for d in (10, 8, 6, 4, 2, 1)]
FACTORS = ("training", "sleep", "stress", "inactivity", "past_history", "genetics", "biomechanics")


def of(type_id="referred", p=0.8, **more):
    return Situation(belief={type_id: p}, **more)


def well(type_id="referred", **more):
    return of(
        type_id, **{"severity": "mild", "daily_activities_normal": True, "brisk_walk_free": True, **more}
    )


def text(item_id):
    item = plan_items()[item_id]
    return f"{item.what} {item.patient} {item.dose} {item.hedge}".lower()


def cited(plan, claim):
    return {item.id for item in plan.items if f"article:{claim}" in item.cites}


def test_every_id_of_sections_c_to_i_has_a_test():
    wanted = {key for key in claims().claims if key[0] in "CDEFGHI"}
    held = set(re.findall(r"test_([a-i]\d+)_", " ".join(dir(sys.modules[__name__]))))
    assert {key.lower() for key in wanted} - held == set()


def test_every_id_of_sections_f_to_h_stands_in_a_plan():
    cites = {cite for item in plan_items().values() for cite in (*item.cites, item.source)}
    wanted = {f"article:{key}" for key in claims().claims if key[0] in "FGH"}
    assert wanted <= cites


def test_c1_some_episodes_are_triggered_by_running():
    assert "some episodes will be triggered by running" in text("running_and_discs")


def test_c2_loading_discs_can_also_help():
    assert "can also help" in text("running_and_discs")
    assert "running_and_discs" in make_plan(of("radicular")).ids


def test_c3_some_surgeons_are_cautious_and_no_strong_link_shows():
    words_said = text("running_and_discs")
    assert "some surgeons are cautious" in words_said
    assert "in the author's practice no strong link shows" in words_said


def test_c4_start_slowly_and_build_gradually():
    plan = make_plan(well(factors={"inactivity": 0.3, "training": 0.2}))
    assert {"graded_return_break", "load_spike", "walk_run"} <= cited(plan, "C4")
    assert "distance, duration and intensity gradually" in text("load_spike")
    minutes = [step.run_minutes for step in return_to_running(well()).steps]
    assert minutes == sorted(minutes)
    assert minutes[0] < minutes[-1]


def test_c5_poor_recovery_is_not_blamed_by_itself():
    plan = make_plan(well(factors={"sleep": 0.3}))
    assert "recover_between" in plan.ids
    assert "cannot be blamed for 'sciatica' by itself" in text("recover_between")
    assert "can raise the risk" in text("recover_between")


@pytest.mark.parametrize("type_id", ["radicular", "radiculopathy", "referred", "sacroiliac"])
def test_c6_nothing_new_in_strength_in_the_acute_painful_phase(type_id):
    acute = make_plan(of(type_id, severity="severe"))
    assert "nothing_new_in_strength" in acute.now_ids
    assert not any(item.topic is Topic.LOADING for item in acute.now)
    assert "nothing_new_in_strength" not in make_plan(well(type_id)).now_ids


def test_c6_is_not_said_of_tendinopathy_where_loading_is_the_treatment():
    tendon = make_plan(of("hamstring_tendinopathy", severity="moderate"))
    assert "tendon_isometric" in tendon.now_ids
    assert "nothing_new_in_strength" not in tendon.ids
    severe = make_plan(of("hamstring_tendinopathy", severity="severe"))
    assert "nothing_new_in_strength" not in severe.ids
    assert severe.item("tendon_isometric").state == "later"
    assert "tendon_less_compression" in tendon.now_ids
    assert tension_shown("strength").cites == ("article:C6",)


def test_d0_the_list_of_factors_is_open():
    assert "factors_open" in make_plan(of()).now_ids
    assert "often a combination" in text("factors_open")
    assert "the list is open" in text("factors_open")


@pytest.mark.parametrize(
    ("factor", "item"),
    [
        ("inactivity", "graded_return_break"),
        ("stress", "stress_named"),
        ("past_history", "self_management"),
        ("training", "load_spike"),
        ("genetics", "genetics_noted"),
        ("sleep", "sleep_plan"),
        ("biomechanics", "biomechanics_noted"),
    ],
)
def test_each_factor_present_brings_its_item_and_only_then(factor, item):
    assert item in make_plan(of(factors={factor: 0.2})).ids
    assert item not in make_plan(of(factors={factor: 0.01})).ids
    assert item not in make_plan(of(factors={other: 0.2 for other in FACTORS if other != factor})).ids


def test_d1_a_break_is_answered_by_a_graded_return():
    assert "less used to running" in text("graded_return_break")


def test_d2_stress_is_named_and_who_can_help():
    assert "at work or at home" in text("stress_named")
    assert "who can" in text("stress_named")


def test_d3_past_episodes_are_answered_by_self_management():
    assert "what helped" in text("self_management")


def test_d4_an_increase_is_answered_by_how_to_load():
    assert "1.1 times the longest of the past 30 days" in text("load_spike")


def test_d5_genetics_is_not_sold_as_treatment():
    item = plan_items()["genetics_noted"]
    assert not item.topic.loads
    assert "nothing to treat" in item.what


def test_d6_short_nights_are_answered_by_sleep():
    assert "sleep" in text("sleep_plan")
    assert "pain itself may be what costs it" in text("sleep_plan")


def test_d7_biomechanics_is_near_null_and_not_sold_as_treatment():
    item = plan_items()["biomechanics_noted"]
    assert "not sold as treatment" in item.what
    sold = [
        key
        for key, i in plan_items().items()
        if (i.topic.loads or i.exercise) and set(i.serves.factors) & {"biomechanics", "genetics"}
    ]
    assert sold == []


def test_d8_history_may_explain_and_does_not_prove():
    assert "does not prove" in text("factors_open")
    assert "may" in text("factors_open")


def test_e1_and_e4_the_irritated_nerve_at_the_tendon_is_not_a_root():
    assert "not the same as an irritated nerve root" in words().types["tendon_nerve_irritation"].explain
    assert "usually less severe" in words().types["tendon_nerve_irritation"].explain


def test_e1_sharp_or_burning_is_said_of_radicular_pain():
    assert "often sharp or burning" in words().types["radicular"].explain.lower()


def test_e2_radicular_pain_is_typically_too_severe_to_run_through():
    verdict = keep_running(CALM, of("radicular", severity="severe", daily_activities_normal=True))
    assert verdict.answer is Answer.NO
    assert "too_severe" in verdict.rule_ids


def test_e3_a_tendon_that_hurts_earlier_and_stronger_is_a_worsening_trend():
    early = [RunRecord(day=-9, during=1, after=1), RunRecord(day=-7, during=1, after=1)]
    late = [RunRecord(day=-3, during=3, after=3), RunRecord(day=-1, during=3, after=3)]
    assert "worsening" in keep_running(early + late, well("hamstring_tendinopathy")).rule_ids
    assert "tendon_load" in keep_running(CALM, well("hamstring_tendinopathy")).rule_ids


def test_e4_nerve_and_tendon_can_both_stand_on_one_plan():
    both = make_plan(Situation(belief={"hamstring_tendinopathy": 0.6, "tendon_nerve_irritation": 0.4}))
    assert set(both.types) == {"hamstring_tendinopathy", "tendon_nerve_irritation"}
    assert both.mixed is not None
    assert any("both" in part for pair in both.mixed.pairs for part in pair.parts)


def test_e5_piriformis_is_debated_and_rare_and_no_stretch_is_its_cure():
    assert "debated and rare" in text("gluteal_debated")
    assert "debated" in words().types["deep_gluteal"].explain


def test_f1_the_source_decides_and_types_get_different_plans():
    assert "explain_source" in make_plan(of()).now_ids
    plans = {
        t: make_plan(of(t, severity="mild")).now_ids
        for t in ("radicular", "referred", "hamstring_tendinopathy")
    }
    assert len(set(plans.values())) == 3


def test_f2_nerve_and_tendon_tend_to_take_longer_than_muscle():
    item = plan_items()["expect_course"]
    assert (
        "Nerve and tendon pain tend to take longer than muscle pain; severity decides how long" in item.what
    )
    assert "Nerves and tendons tend to take longer than muscles" in item.patient
    assert any("tend to take longer" in s.text for s in course("radicular").general)


def test_f3_the_usual_times_are_said_with_their_correction():
    assert any("about six weeks" in s.text for s in course("referred").general)
    assert "six_weeks" in make_plan(of("referred")).tensions
    strain = [c.points[0].value.value for c in course("hamstring_strain").curves]
    assert strain == sorted(strain)


def test_f4_radicular_pain_rest_without_bed_rest():
    assert "modify_and_rest" in make_plan(of("radicular", severity="severe")).now_ids
    assert "modify_and_rest" not in make_plan(of("referred", severity="severe")).ids
    assert "without complete bed rest" in text("modify_and_rest")
    assert "a few days" in text("modify_and_rest")


def test_f5_hot_and_cold_may_help_in_the_short_term():
    assert "may both help in the short term" in text("heat_or_cold")
    numb = of("radicular", deficits=(Deficit(root="S1", modality="sensory"),))
    assert "heat_or_cold" not in make_plan(numb).ids


@pytest.mark.parametrize("lost", ["sleep_lost", "not_coping"])
def test_f6_gp_or_pharmacist_when_sleep_is_lost_or_coping_fails(lost):
    assert "gp_or_pharmacist" in make_plan(of("radicular", **{lost: True})).now_ids
    assert "gp_or_pharmacist" not in make_plan(of("radicular")).ids
    assert "not stopped without the prescriber" in text("gp_or_pharmacist")


def test_f7_walking_is_a_good_start_once_the_pain_settles():
    assert "walk" not in make_plan(of("radicular", severity="severe")).now_ids
    assert "walk" in make_plan(of("radicular", severity="moderate")).now_ids
    assert "walking is a good start" in text("walk")


def test_f8_radicular_no_running_before_normal_days_and_off_pain_relief():
    ready = well("radicular")
    assert keep_running(CALM, ready).answer is Answer.YES
    for missing in ({"daily_activities_normal": False}, {"medicine_for_this_episode": True}):
        verdict = keep_running(CALM, well("radicular", **missing))
        assert verdict.answer is Answer.NOT_YET
        assert "radicular_guide" in verdict.rule_ids
        assert "hold_running_radicular" in make_plan(well("radicular", **missing)).now_ids


def test_f8_is_a_guide_for_radicular_pain_only_and_never_stops_a_medicine():
    verdict = keep_running(CALM, well("referred", medicine_for_this_episode=True))
    assert verdict.answer is Answer.YES
    phases = {
        kind: make_plan(well(kind, medicine_for_this_episode=True)).phase.value
        for kind in ("referred", "radicular", "hamstring_tendinopathy")
    }
    assert phases == {
        "referred": "return_to_running",
        "radicular": "rebuild",
        "hamstring_tendinopathy": "return_to_running",
    }
    reason = keep_running(CALM, well("radicular", medicine_for_this_episode=True)).reasons[0]
    assert "as a guide" in reason.text
    assert "for this episode" in reason.text
    assert "never stopped without the prescriber" in reason.text
    assert "medicine_with_prescriber" in make_plan(well("radicular", medicine_for_this_episode=True)).now_ids


def test_f9_referred_pain_carries_on_by_severity_and_trend():
    assert "carry_on_referred" in make_plan(of("referred")).now_ids
    assert "normal activities can usually go on" in text("carry_on_referred")
    assert "referred_carry_on" in keep_running(CALM, well("referred")).rule_ids
    assert keep_running(CALM, well("referred", severity="moderate")).answer is Answer.NOT_YET
    assert keep_running(CALM, well("referred", trend="worsening")).answer is Answer.NO


def test_f10_a_deficit_must_be_assessed_by_a_professional():
    plan = make_plan(of("referred", severity="mild", deficits=(Deficit(root="S1", modality="reflex"),)))
    assert "chart_deficits" in plan.now_ids
    assert plan.running is Answer.NOT_YET
    assert "must be assessed by a professional" in plan_items()["chart_deficits"].why


def test_f10_holds_for_radiculopathy_alone_and_with_radicular_pain():
    for belief in ({"radiculopathy": 0.8}, {"radiculopathy": 0.5, "radicular": 0.7}):
        assert "chart_deficits" in make_plan(Situation(belief=belief)).now_ids


def test_g1_low_level_pain_that_gets_no_worse_may_run():
    assert keep_running(CALM, well()).rule_ids[0] == "low_and_steady"
    after = [*CALM[:-1], RunRecord(day=-1, before=1, during=1, after=2, next_morning=1)]
    assert keep_running(after, well()).rule_ids == ("worse_after",)
    during = [*CALM[:-1], RunRecord(day=-1, before=0, during=2, after=0, next_morning=0)]
    assert keep_running(during, well()).rule_ids == ("worse_after",)
    strong = [RunRecord(day=-1, before=6, during=6, after=6, next_morning=6)]
    assert keep_running(strong, well()).rule_ids == ("above_limit",)


def test_g2_a_worsening_trend_or_a_changed_gait_stops_running():
    rising = [RunRecord(day=-10 + i, before=i / 2, during=i / 2, after=i / 2) for i in range(6)]
    assert keep_running(rising, well()).answer is Answer.NO
    assert keep_running(CALM, well(gait_changed=True)).answer is Answer.NO
    limping = [*CALM[:-1], RunRecord(day=-1, before=1, during=1, after=1, gait_changed=True)]
    assert keep_running(limping, well()).answer is Answer.NO
    assert keep_running(CALM, well(trend=Trend.WORSENING)).answer is Answer.NO
    assert "stop_running_trend" in make_plan(well(gait_changed=True)).now_ids


def test_h1_no_best_exercises_and_no_quick_cure():
    assert "no best exercises and no quick cure" in text("no_quick_cure")
    assert "no_quick_cure" in make_plan(of()).now_ids


def test_h2_in_severe_pain_positions_of_ease_and_no_exercises():
    plan = make_plan(of("radicular", severity="severe"))
    assert {"ease_side", "ease_back", "recover_severe"} <= plan.now_ids
    assert not any(item.topic is Topic.EXERCISE for item in plan.now)
    own = exercises().exercises
    assert any("painful side up" in step for step in own["side_lying_ease"].steps)
    assert any("pillow between your knees" in step for step in own["side_lying_ease"].steps)
    assert any("under your knees" in step for step in own["supine_ease"].steps)


def test_h3_exercises_are_a_test_of_tolerance_without_evidence_for_a_set():
    assert "No particular set has evidence" in plan_items()["cat_camel"].why
    assert any("not stretches" in line for line in exercises().before_all)
    assert {"cat_camel", "knee_rolls"} <= make_plan(of("radicular", severity="moderate")).now_ids


@pytest.mark.parametrize(
    "exercise", ["cat_camel", "knee_rolls", "prone_extension", "childs_pose", "slr_mobilisation"]
)
def test_each_movement_is_done_six_times(exercise):
    assert exercises().exercises[exercise].repetitions == 6
    assert "6 times" in plan_items()[exercise].dose


def test_h4_cat_camel_comes_first():
    steps = " ".join(exercises().exercises["cat_camel"].steps)
    assert "hands and knees" in steps
    assert "Scan" in steps
    assert exercises().exercises["cat_camel"].needs == ()


def test_h5_knee_rolls_on_the_back():
    steps = " ".join(exercises().exercises["knee_rolls"].steps)
    assert "hands on your stomach" in steps
    assert exercises().exercises["knee_rolls"].needs == ()


def test_h6_to_h8_wait_until_the_first_two_are_well_tolerated():
    for tolerated, state in (
        (frozenset(), "waiting"),
        (frozenset({"cat_camel"}), "waiting"),
        (frozenset({"cat_camel", "knee_rolls"}), "now"),
    ):
        states = {s.id: s.state for s in exercise_states(of("referred", tolerated=tolerated))}
        assert [states[e] for e in ("prone_extension", "childs_pose", "slr_mobilisation")] == [state] * 3


def test_h6_prone_extension_two_seconds():
    assert exercises().exercises["prone_extension"].hold == "2 seconds"


def test_h7_childs_pose_hold_for_six_without_a_unit():
    own = exercises().exercises["childs_pose"]
    assert "no unit" in own.hold
    assert "gives no unit" in own.dose


def test_h7_and_h8_are_not_early_in_hamstring_tendinopathy():
    plan = make_plan(of("hamstring_tendinopathy", tolerated=frozenset({"cat_camel", "knee_rolls"})))
    mixed = make_plan(
        Situation(
            belief={"hamstring_tendinopathy": 0.3, "referred": 0.7},
            tolerated=frozenset({"cat_camel", "knee_rolls"}),
        )
    )
    for each in (plan, mixed):
        assert not {"childs_pose", "slr_mobilisation"} & each.ids
    assert {"childs_pose", "slr_mobilisation"} <= {left.id for left in mixed.left_out}


def test_h8_leg_raise_with_care_in_radicular_pain():
    ready = {"tolerated": frozenset({"cat_camel", "knee_rolls"})}
    assert make_plan(of("radicular", **ready)).item("slr_mobilisation").care
    assert not make_plan(of("referred", **ready)).item("slr_mobilisation").care
    irritable = make_plan(of("radicular", irritability="high", **ready))
    assert "slr_mobilisation" not in irritable.ids
    assert any(
        "only at the back of the thigh" in step for step in exercises().exercises["slr_mobilisation"].steps
    )


def test_h9_no_exercise_should_increase_the_pain():
    assert any("No movement should increase the pain" in line for line in exercises().before_all)
    for key, item in plan_items().items():
        if item.topic is Topic.EXERCISE:
            assert "No exercise should increase the pain" in item.stop, key
            assert "spread down the leg" in item.stop, key


def test_i1_assessment_is_offered_and_its_tension_is_shown():
    assert "assess_professionally" in make_plan(of()).now_ids
    assert "much back pain stays non-specific" in text("assess_professionally")
    assert "article:I1" in tension_shown("specific_diagnosis").cites


def test_i2_further_reading():
    item = plan_items()["further_reading"]
    assert "tomjesson.com" in item.what
    assert "tomjesson.com" in item.patient
    assert "further_reading" in make_plan(of("radicular")).ids


def test_natural_recovery_is_never_credited_to_a_plan():
    assert "usual care" in course("referred").under
    assert "unless a trial did" in course("referred").under
    assert recurrence(kind="limiting", walking=True).share[-1] < recurrence(kind="limiting").share[-1]
    assert Severity.SEVERE > Severity.MILD
