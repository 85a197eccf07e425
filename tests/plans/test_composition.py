"""Plans are composed as the situation asks."""

import pytest

from toolkit.content.plan_items import Level, Phase, Topic
from toolkit.plans import Answer, Deficit, Situation, make_plan


def of(type_id="referred", p=0.8, **more):
    return Situation(belief={type_id: p}, **more)


@pytest.mark.parametrize(
    ("severity", "trend", "normal", "phase"),
    [
        ("severe", "steady", False, "settle"),
        ("moderate", "worsening", False, "settle"),
        ("moderate", "steady", False, "explore"),
        ("mild", "steady", False, "explore"),
        ("mild", "steady", True, "return_to_running"),
        ("none", "steady", True, "stay_well"),
    ],
)
def test_the_phase_follows_the_gates(severity, trend, normal, phase):
    plan = make_plan(of(severity=severity, trend=trend, daily_activities_normal=normal))
    assert plan.phase.value == phase
    assert [p.state for p in plan.phases].count("now") == 1


def test_the_agreed_phase_holds_back_but_never_pushes_on():
    assert (
        make_plan(of(severity="mild", daily_activities_normal=True, phase="explore")).phase is Phase.EXPLORE
    )
    assert make_plan(of(severity="severe", phase="rebuild")).phase is Phase.SETTLE


def test_radicular_pain_on_pain_relief_does_not_pass_into_return_to_running():
    on = of("radicular", severity="mild", daily_activities_normal=True, medicine_for_this_episode=True)
    assert make_plan(on).phase is Phase.REBUILD
    off = of("radicular", severity="mild", daily_activities_normal=True)
    assert make_plan(off).phase is Phase.RETURN_TO_RUNNING


def test_an_unlikelier_type_is_planned_for_too():
    plan = make_plan(Situation(belief={"referred": 0.7, "radicular": 0.2}))
    assert plan.types == ("referred", "radicular")
    assert "neuro_again" in plan.now_ids
    assert plan.mixed is not None
    assert plan.mixed.pairs[0].types == ("referred", "radicular")


def test_a_type_under_the_threshold_is_not_planned_for():
    plan = make_plan(Situation(belief={"referred": 0.7, "radicular": 0.14}))
    assert plan.types == ("referred",)
    assert plan.mixed is None


def test_the_likeliest_type_counts_however_unlikely():
    assert make_plan(Situation(belief={"sacroiliac": 0.05})).types == ("sacroiliac",)


@pytest.mark.parametrize("level", [Level.URGENT, Level.SAME_DAY])
def test_urgent_and_same_day_stop_everything_else(level):
    plan = make_plan(of("radicular", level=level, severity="mild", daily_activities_normal=True))
    assert plan.stops_everything
    assert plan.running is Answer.NO
    assert len(plan.phases) == 1
    assert not any(item.topic.loads for item in plan.items)
    assert "nothing_loaded" in plan.now_ids
    assert ("emergency_now" in plan.now_ids) == (level is Level.SAME_DAY)
    assert ("urgent_referral" in plan.now_ids) == (level is Level.URGENT)


def test_watch_adds_a_date_and_context_changes_nothing_else():
    none, context, watch = (make_plan(of(level=level)) for level in (Level.NONE, Level.CONTEXT, Level.WATCH))
    assert context.now_ids - none.now_ids == {"context_noted"}
    assert none.now_ids <= context.now_ids
    assert "watch_and_test_again" in watch.now_ids
    assert watch.item("watch_and_test_again").review_weeks is not None
    assert watch.review_weeks <= 1


@pytest.mark.parametrize(
    ("deficit", "level"),
    [
        (Deficit(root="S1", modality="reflex", change="stable"), Level.WATCH),
        (Deficit(root="L5", modality="motor", mrc=4), Level.WATCH),
        (Deficit(root="L5", modality="motor", mrc=3, change="stable"), Level.URGENT),
        (Deficit(root="L5", modality="motor", mrc=4, change="worse"), Level.URGENT),
        (Deficit(root="S1", modality="sensory", side="both"), Level.URGENT),
        (Deficit(root="S4", modality="sensory", side="saddle"), Level.SAME_DAY),
    ],
)
def test_deficits_escalate(deficit, level):
    plan = make_plan(of("radicular", deficits=(deficit,)))
    assert plan.level is level
    assert any(
        "deficit" in reason.lower()
        or "saddle" in reason.lower()
        or "strength" in reason.lower()
        or "sides" in reason.lower()
        for reason in plan.level_reasons
    )
    assert "chart_deficits" in plan.now_ids


@pytest.mark.parametrize(
    ("type_id", "p", "level"),
    [
        ("cauda_equina", 0.06, Level.SAME_DAY),
        ("infection", 0.2, Level.URGENT),
        ("infection", 0.06, Level.WATCH),
        ("bone_stress", 0.12, Level.URGENT),
        ("bone_stress", 0.06, Level.WATCH),
        ("bone_stress", 0.04, Level.NONE),
        ("inflammatory", 0.5, Level.WATCH),
    ],
)
def test_dangerous_types_raise_the_level(type_id, p, level):
    assert make_plan(Situation(belief={"referred": 0.8, type_id: p})).level is level


def test_a_bone_that_cannot_be_dismissed_is_asked_for_and_not_run_on():
    plan = make_plan(Situation(belief={"referred": 0.8, "bone_stress": 0.07}, severity="mild"))
    assert "ask_bone" in plan.now_ids
    assert "image_bone" not in plan.ids
    assert plan.running is Answer.NOT_YET
    assert "bone_open" in plan.running_rules


def test_the_femoral_neck_is_spoken_about_today():
    plan = make_plan(Situation(belief={"bone_stress": 0.5}, bone_site="femoral_neck"))
    assert "femoral_neck_today" in plan.now_ids
    assert (
        "femoral_neck_today" not in make_plan(Situation(belief={"bone_stress": 0.5}, bone_site="sacral")).ids
    )


def test_low_energy_is_referred_even_when_urgent():
    assert "low_energy_referral" in make_plan(of(energy_availability_low=True)).now_ids
    urgent = make_plan(of("bone_stress", energy_availability_low=True))
    assert urgent.level is Level.URGENT
    assert "low_energy_referral" in urgent.now_ids


def test_reasons_name_the_type_the_factor_and_the_finding():
    plan = make_plan(of("radicular", sleep_lost=True, factors={"training": 0.3}, severity="mild"))
    assert ("type", "radicular") in {(r.kind, r.id) for r in plan.item("walk").why}
    assert ("finding", "sleep_lost") in {(r.kind, r.id) for r in plan.item("gp_or_pharmacist").why}
    assert ("factor", "training") in {(r.kind, r.id) for r in plan.item("load_spike").why}


def test_no_reason_is_said_twice():
    plan = make_plan(
        Situation(belief={"radicular": 0.8, "radiculopathy": 0.4}, severity="severe", sleep_lost=True)
    )
    for item in plan.items:
        texts = [reason.text for reason in item.why]
        assert len(texts) == len(set(texts)), item.id


def test_severe_likely_radicular_pain_brings_a_specialist_in_time():
    early = make_plan(of("radicular", severity="severe", weeks=1))
    some = make_plan(of("radicular", severity="severe", weeks=3))
    late = make_plan(of("radicular", severity="severe", weeks=8))
    assert "discuss_injection" not in early.ids
    assert "discuss_injection" in some.now_ids
    assert "discuss_surgery" not in some.ids
    assert {"discuss_injection", "discuss_surgery", "image_if_it_changes"} <= late.now_ids
    assert "image_not_now" in some.now_ids
    assert "image_not_now" not in late.ids
    assert "discuss_surgery" not in make_plan(of("referred", severity="severe", weeks=8)).ids


def test_a_race_is_spoken_about_and_moves_no_gate():
    ids = make_plan(of(weeks_to_race=9)).ids - make_plan(of()).ids
    assert ids == {"race_talk"}
    assert make_plan(of(weeks_to_race=40)).ids == make_plan(of()).ids


def test_who_still_runs_is_not_sent_back_to_walk_run():
    mild = {"severity": "mild", "daily_activities_normal": True}
    assert "walk_run" in make_plan(of(**mild)).now_ids
    assert "walk_run" not in make_plan(of(**mild, still_running=True)).ids


def test_later_items_say_what_they_wait_for():
    plan = make_plan(of("radicular", severity="severe"))
    walk_run = plan.item("walk_run")
    assert walk_run.state == "later"
    assert walk_run.waits_for
    later = next(phase for phase in plan.phases if phase.id is Phase.EXPLORE)
    assert later.still_open == ("Pain is still severe.",)


def test_tendon_loading_waits_until_pain_is_not_severe_and_the_bone_is_excluded():
    assert (
        make_plan(of("hamstring_tendinopathy", severity="severe")).item("tendon_isometric").state == "later"
    )
    bone = Situation(belief={"hamstring_tendinopathy": 0.6, "bone_stress": 0.2})
    assert "tendon_isometric" not in make_plan(bone).ids


def test_unknown_ids_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="no pain type is called 'sciatica'"):
        Situation(belief={"sciatica": 0.5})
    with pytest.raises(ValueError, match="it lies between 0 and 1"):
        Situation(belief={"radicular": 1.5})
    with pytest.raises(ValueError, match="no factor is called 'shoes'"):
        Situation(belief={"radicular": 0.5}, factors={"shoes": 0.2})
    with pytest.raises(KeyError, match="does not hold 'cupping'"):
        make_plan(of()).item("cupping")


def test_the_same_situation_gives_the_same_plan():
    one, two = make_plan(of(sleep_lost=True)), make_plan(of(sleep_lost=True))
    assert one == two


def test_topics_stand_with_the_first_first():
    plan = make_plan(of("radicular", level="same_day"))
    assert plan.now[0].topic is Topic.EMERGENCY


def test_a_bone_that_a_clinician_suspects_counts_whatever_the_model_believes():
    plan = make_plan(of("hamstring_tendinopathy", severity="mild", bone_suspected=True))
    assert "bone_stress" in plan.types
    assert plan.level is Level.URGENT
    assert plan.running is Answer.NO
    assert "image_bone" in plan.now_ids
    assert not any(item.topic.loads for item in plan.items)
