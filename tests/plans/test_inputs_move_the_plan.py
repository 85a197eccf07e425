"""Every input of a plan moves it, in the direction that a clinician expects."""

import pytest

from toolkit.plans import Answer, RunRecord, Situation, keep_running, make_plan, unsound

SETTINGS = {
    "gp": "route_gp",
    "running_clinic": "route_running_clinic",
    "spinal_triage": "route_spinal_triage",
}


def of(type_id="referred", p=0.8, **more):
    return Situation(belief={type_id: p}, **more)


def ready(type_id="referred", **more):
    return of(type_id, severity="mild", daily_activities_normal=True, brisk_walk_free=True, **more)


@pytest.mark.parametrize("change", [of, ready], ids=["painful", "nearly well"])
@pytest.mark.parametrize(
    ("belief", "item"),
    [
        ("expects_long", "expect_answer_long"),
        ("fears_damage", "answer_fear"),
        ("wants_scan", "answer_scan"),
        ("wants_cure", "answer_cure"),
    ],
)
def test_what_a_person_believes_is_answered_in_every_phase(change, belief, item):
    without, held = make_plan(change()), make_plan(change(beliefs={belief}))
    assert held.now_ids - without.now_ids == {item}
    assert without.ids <= held.ids
    assert ("finding", belief) in {(r.kind, r.id) for r in held.item(item).why}


@pytest.mark.parametrize(("setting", "item"), SETTINGS.items())
def test_where_a_person_is_seen_decides_what_is_at_hand(setting, item):
    plan = make_plan(of(setting=setting))
    assert {key for key in plan.now_ids if key.startswith("route_")} == {item}
    assert item not in make_plan(of(setting=setting, level="same_day")).ids


def test_what_is_easily_stirred_up_gets_small_doses():
    calm, irritable = make_plan(of("radicular")), make_plan(of("radicular", irritability="high"))
    assert irritable.now_ids - calm.now_ids == {"small_doses"}
    assert calm.ids - irritable.ids == {"slr_mobilisation"}
    assert irritable.item("small_doses").dose


@pytest.mark.parametrize("lost", ["sleep_lost", "not_coping"])
def test_lost_sleep_and_not_coping_bring_help(lost):
    assert make_plan(of(**{lost: True})).now_ids - make_plan(of()).now_ids == {"gp_or_pharmacist"}


def test_after_twelve_weeks_the_whole_is_looked_at_again():
    assert "whole_again" not in make_plan(of(weeks=11)).ids
    assert "whole_again" in make_plan(of(weeks=12)).now_ids
    long = make_plan(of("radicular", severity="severe", weeks=8))
    assert "whole_again" in long.now_ids
    assert "modify_and_rest" in {left.id for left in long.left_out}, "a few days of rest are not drawn out"


@pytest.mark.parametrize("type_id", ["referred", "radicular", "hamstring_tendinopathy"])
def test_who_stopped_comes_back_in_steps_and_who_runs_goes_on(type_id):
    runs = {"keep_running_referred", "run_within_tendon", "run_within_g1"}
    stopped, running = make_plan(ready(type_id)), make_plan(ready(type_id, still_running=True))
    assert stopped.running is running.running is Answer.YES
    assert "walk_run" in stopped.now_ids
    assert not runs & stopped.ids
    assert any("walking and running in turn" in why for left in stopped.left_out for why in left.why)
    assert "walk_run" not in running.ids
    assert len(runs & running.now_ids) == 1


def test_an_agreed_earlier_phase_does_not_bring_running_back_in_steps():
    assert "walk_run" not in make_plan(ready(phase="explore")).now_ids
    assert "keep_running_referred" in make_plan(ready(phase="explore")).now_ids


def test_the_day_is_built_up_before_running():
    rebuild = make_plan(ready("radicular", medicine_for_this_episode=True))
    assert rebuild.phase.value == "rebuild"
    assert {"walk", "build_up"} <= rebuild.now_ids
    assert not {"walk", "build_up"} & make_plan(ready("radicular")).ids


def test_a_fresh_strain_is_not_stretched_or_sprinted_on_in_its_first_weeks():
    fresh = make_plan(of("hamstring_strain", weeks=0.5))
    assert fresh.phase.value == "explore"
    assert "strain_protect" in fresh.now_ids


@pytest.mark.parametrize("type_id", ["malignancy", "infection", "upper_motor_neurone", "cauda_equina"])
def test_a_plan_under_a_feared_condition_does_not_ask_for_activity_and_against_it(type_id):
    plan = make_plan(Situation(belief={"referred": 0.7, type_id: 0.07}, severity="moderate"))
    assert not {"walk", "build_up", "carry_on_referred", "stay_active"} & plan.ids
    assert unsound(plan) == ()


def test_the_cause_of_a_polyneuropathy_is_looked_for_until_it_is_found():
    for plan in (make_plan(of("polyneuropathy")), make_plan(ready("polyneuropathy"))):
        assert "look_for_cause_nerves" in plan.now_ids


def test_a_better_trend_brings_one_thing_back_at_a_time():
    steady, better = make_plan(of()), make_plan(of(trend="improving"))
    assert better.now_ids - steady.now_ids == {"more_as_it_eases"}
    assert better.level is steady.level
    assert "does not show that the plan did it" in better.item("more_as_it_eases").what
    assert "more_as_it_eases" not in make_plan(of(severity="severe", trend="improving")).ids
    weak = {"root": "S1", "modality": "reflex"}
    assert "more_as_it_eases" not in make_plan(of(trend="improving", deficits=(weak,))).ids


def test_what_eases_by_itself_asks_for_no_injection_no_operation_and_no_picture():
    bad = {"severity": "severe", "weeks": 8}
    offered = {"discuss_injection", "discuss_surgery", "image_if_it_changes"}
    assert offered <= make_plan(of("radicular", trend="steady", **bad)).now_ids
    easing = make_plan(of("radicular", trend="improving", **bad))
    assert not offered & easing.ids
    assert "image_not_now" in easing.now_ids
    growing = {"root": "L5", "modality": "motor", "mrc": 4, "change": "worse"}
    weaker = make_plan(of("radicular", trend="improving", deficits=(growing,), **bad))
    assert "image_if_it_changes" in weaker.now_ids, "a growing deficit is imaged whatever the pain does"


def test_what_is_steady_beyond_the_fast_phase_is_looked_at():
    assert "not_easing" in make_plan(of(weeks=6)).now_ids
    assert "not_easing" not in make_plan(of(weeks=5)).ids
    for trend in ("improving", "unknown", "worsening"):
        assert "not_easing" not in make_plan(of(weeks=6, trend=trend)).ids
    assert "not_easing" not in make_plan(of(weeks=6, severity="none")).ids


def test_severity_and_the_trend_decide_about_the_way_back():
    phases = {
        trend: make_plan(ready(trend=trend)).phase.value for trend in ("improving", "steady", "unknown")
    }
    assert phases == {
        "improving": "return_to_running",
        "steady": "return_to_running",
        "unknown": "rebuild",
    }
    unknown = make_plan(ready(trend="unknown"))
    assert unknown.running is Answer.NOT_YET
    assert unknown.running_rules == ("trend_unknown",)
    assert make_plan(ready(trend="unknown", still_running=True)).running is Answer.YES


def test_six_runs_tell_the_trend_that_nobody_had_asked_for():
    calm = [RunRecord(day=-d, before=1, during=1, after=1, next_morning=1) for d in (10, 8, 6, 4, 2, 1)]
    falling = [RunRecord(day=-11 + i, before=3 - i / 2, during=3 - i / 2, after=3 - i / 2) for i in range(6)]
    unknown = ready(trend="unknown")
    assert "trend_unknown" in keep_running([], unknown).rule_ids
    assert keep_running(calm, unknown).answer is Answer.YES
    assert "easing" not in keep_running(calm, unknown).rule_ids
    assert "easing" in keep_running(falling, unknown).rule_ids
    assert "easing" in keep_running(calm, ready(trend="improving")).rule_ids
