"""Rules of the content files that no plan of today may show, and that bind all the same."""

import re

import pytest

from toolkit.content.exercises import exercises
from toolkit.content.plan_items import Level, Phase, plan_items
from toolkit.content.plan_settings import plan_settings
from toolkit.content.running import running
from toolkit.content.words import words
from toolkit.plans import Deficit, Difference, Situation, make_plan, plan_matrix

MOVEMENTS = sorted(key for key, own in exercises().exercises.items() if own.kind == "movement")
SERIOUS = {"fracture", "cauda_equina", "infection", "malignancy", "bone_stress"}
TENDON = {"hamstring_tendinopathy", "tendon_nerve_irritation"}


def of(type_id="referred", p=0.8, **more):
    return Situation(belief={type_id: p}, **more)


def ready(type_id, **more):
    return of(type_id, severity="mild", daily_activities_normal=True, brisk_walk_free=True, **more)


@pytest.mark.parametrize("key", MOVEMENTS)
def test_every_movement_names_what_rules_it_out(key):
    own = exercises().exercises[key]
    types = {t for rule in own.not_for for t in rule.types}
    when = {w for rule in own.not_for for w in rule.when}
    assert types >= SERIOUS
    assert when >= {"severe", "growing_deficit"}
    assert "spread" in own.stop
    assert "strength changes" in own.stop


@pytest.mark.parametrize("key", ["childs_pose", "slr_mobilisation"])
def test_what_presses_or_stretches_the_hamstring_is_not_for_its_tendon_or_a_strain(key):
    types = {t for rule in exercises().exercises[key].not_for for t in rule.types}
    assert types >= TENDON | {"hamstring_strain"}


@pytest.mark.parametrize("type_id", sorted(TENDON))
def test_a_tendon_is_loaded_in_steps_to_the_end_and_pressed_last(type_id):
    order = [
        plan_items()[k].phase for k in ("tendon_isometric", "tendon_strength", "tendon_compression_later")
    ]
    assert order == [Phase.EXPLORE, Phase.REBUILD, Phase.RETURN_TO_RUNNING]
    assert plan_items()["tendon_less_compression"].until < plan_items()["tendon_compression_later"].phase
    loads = {
        "moderate": {"tendon_isometric"},
        "mild": {"tendon_strength", "tendon_compression_later"},
        "none": {"tendon_strength", "tendon_compression_later"},
    }
    for severity, items in loads.items():
        plan = make_plan(of(type_id, severity=severity, daily_activities_normal=True, brisk_walk_free=True))
        assert items <= plan.now_ids, severity
        assert ("tendon_less_compression" in plan.now_ids) == (severity == "moderate")


@pytest.mark.parametrize("type_id", ["hamstring_tendinopathy", "hamstring_strain", "radicular"])
def test_what_is_weak_and_unexplained_is_not_trained(type_id):
    weak = (Deficit(root="S1", modality="motor", mrc=4),)
    plan = make_plan(of(type_id, deficits=weak, severity="mild", daily_activities_normal=True))
    assert not [item.id for item in plan.now if item.topic.value == "loading"]
    assert "chart_deficits" in plan.now_ids
    assert plan.item("chart_deficits").review_weeks <= 2


@pytest.mark.parametrize("phase", list(Phase))
def test_a_deficit_is_charted_in_every_phase(phase):
    for severity in ("none", "mild", "moderate", "severe"):
        s = of(severity=severity, daily_activities_normal=True, phase=phase,
               deficits=(Deficit(root="S1", modality="reflex", change="stable"),), deficits_assessed=True)  # fmt: skip
        assert "chart_deficits" in make_plan(s).now_ids


def test_a_strain_is_protected_first_and_strengthened_later():
    fresh = make_plan(of("hamstring_strain", severity="severe"))
    assert "strain_protect" in fresh.now_ids
    assert "strain_strength" not in fresh.now_ids
    assert "strain_strength" in make_plan(ready("hamstring_strain")).now_ids


@pytest.mark.parametrize("level", ["none", "urgent", "same_day"])
def test_a_suspected_bone_is_stopped_and_imaged_at_every_level(level):
    plan = make_plan(of("bone_stress", level=level))
    assert {"stop_impact_bone", "image_bone"} <= plan.now_ids
    assert not [item.id for item in plan.items if item.topic.loads]
    assert "image_not_now" not in plan.ids
    bony = make_plan(Situation(belief={"bone_stress": 0.2, "hamstring_tendinopathy": 0.6}))
    assert not [item.id for item in bony.items if item.topic.loads]


@pytest.mark.parametrize(
    ("situation", "item"),
    [
        (of("bone_stress", bone_site="femoral_neck"), "femoral_neck_today"),
        (Situation(belief={"referred": 0.8, "bone_stress": 0.07}), "ask_bone"),
        (Situation(belief={"referred": 0.8, "malignancy": 0.07}), "hold_until_cleared"),
        (of("inflammatory"), "rheumatology"),
        (of("fibular_palsy"), "protect_fibular"),
        (of("upper_motor_neurone"), "urgent_referral"),
        (of(energy_availability_low=True), "low_energy_referral"),
        (of("radicular"), "neuro_again"),
    ],
)
def test_what_each_fear_asks_for(situation, item):
    assert item in make_plan(situation).now_ids
    assert item not in make_plan(of("referred")).ids


@pytest.mark.parametrize("level", list(Level))
def test_safety_net_words_are_handed_over_at_every_level(level):
    assert "safety_net" in make_plan(of(level=level)).now_ids


@pytest.mark.parametrize(
    "sign",
    ["pass urine", "bladder or bowel", "between your legs", "anus or genitals", "sexual", "weakness in a leg grows",
     "both legs", "foot drops", "fever", "cold and pale", "calf", "weight on the leg", "lose weight",
     "further down the leg", "can come later"],
)  # fmt: skip
def test_no_sign_is_missing_from_the_safety_net(sign):
    assert any(sign in sentence for sentence in words().safety_net)


def test_medicines_stay_with_the_prescriber_in_the_words_that_go_home():
    assert "Never stop a prescribed medicine by yourself." in plan_items()["gp_or_pharmacist"].patient
    kept = plan_items()["medicine_with_prescriber"].patient
    assert "Keep to your medicine as prescribed" in kept
    assert "agree it with the person who prescribed it" in kept
    guide = running().rules["radicular_guide"]
    for said in (guide.text, guide.patient, plan_items()["hold_running_radicular"].patient):
        assert "as a guide" in said.lower()
        assert "never" in said.lower()


CLASSES = (
    "anti-inflammator", "nsaid", "opioid", "opiate", "gabapentinoid", "antidepressant", "benzodiazepine", "steroid",
    "muscle relaxant", "painkiller", "tablet",
)  # fmt: skip


@pytest.mark.parametrize("key", sorted(plan_items()))
def test_no_class_of_medicine_is_recommended(key):
    said = f"{plan_items()[key].what} {plan_items()[key].patient} {plan_items()[key].dose}".lower()
    assert [name for name in CLASSES if re.search(name, said)] == []


def test_nobody_is_sent_to_bed():
    for item in plan_items().values():
        for sentence in re.split(r"(?<=[.!?]) ", f"{item.patient} {item.what}"):
            if re.search(r"\bbed\b", sentence.lower()):
                assert re.search(r"\b(out of|without|no|complete)\b", sentence.lower()), sentence
    assert "Stay out of bed for most of the day" in plan_items()["modify_and_rest"].patient


def test_gates_of_the_phases_hold_what_the_article_and_safety_ask_for():
    needs = {phase: set(own.needs) for phase, own in plan_settings().phases.items()}
    assert needs[Phase.EXPLORE] >= {"not_severe", "not_worsening"}
    assert needs[Phase.REBUILD] >= {"mild", "not_worsening", "daily_normal"}
    assert needs[Phase.RETURN_TO_RUNNING] >= {
        "trend_known", "guide_met", "gait_normal", "no_growing_deficit", "no_bone_suspected"
    }  # fmt: skip
    assert needs[Phase.STAY_WELL] >= {"no_pain"}


def test_what_may_not_be_run_on_is_a_no():
    rules = running().rules
    for rule in (
        "emergency",
        "bone_stress",
        "growing_weakness",
        "serious_possible",
        "gait_changed",
        "worsening",
    ):
        assert rules[rule].answer == "no", rule
    assert running().limits.bone.value == 0
    for type_id, own in running().types.items():
        speaking = {rules[rule].answer for rule in own.rules}
        assert speaking & {"no", "not_yet"}, type_id
        if "no" not in speaking:
            assert "moderate_pain" in own.rules, type_id
    for type_id in ("radiculopathy", "fibular_palsy", "polyneuropathy"):
        assert "deficit_unassessed" in running().types[type_id].rules
    assert "strain_not_ready" in running().types["hamstring_strain"].rules
    assert "radicular_guide" in running().types["radicular"].rules


def test_an_injection_and_an_operation_are_talked_about_only_when_severe_pain_lasts():
    offered = {"discuss_injection", "discuss_surgery"}
    assert not offered & make_plan(of("radicular", severity="severe", weeks=1)).ids
    assert offered & make_plan(of("radicular", severity="severe", weeks=3)).ids == {"discuss_injection"}
    assert offered <= make_plan(of("radicular", severity="severe", weeks=7)).ids
    for severity in ("mild", "moderate"):
        assert not offered & make_plan(of("radicular", severity=severity, weeks=20)).ids


def test_normal_activity_goes_on_in_referred_pain_and_not_through_severe_root_pain():
    both = {"referred": 0.6, "radicular": 0.4}
    assert "carry_on_referred" not in make_plan(Situation(belief=both, severity="severe")).ids
    assert "keep_running_referred" not in make_plan(of("radicular", severity="mild")).ids
    assert "walk" not in make_plan(of("radicular", severity="severe")).now_ids
    assert "guide" not in " ".join(make_plan(ready("radicular")).now_ids)
    assert "hold_running_radicular" not in make_plan(ready("radicular")).ids


@pytest.mark.parametrize(
    "key", [k for k, i in plan_items().items() if i.topic.value in ("loading", "walking")]
)
def test_what_loads_or_walks_is_ruled_out_by_a_bone(key):
    item = plan_items()[key]
    types = {t for rule in item.ruled_out_by for t in rule.types}
    when = {w for rule in item.ruled_out_by for w in rule.when}
    assert types >= {"bone_stress", "fracture"}
    assert "bone_suspected" in when
    if item.topic.value == "loading":
        assert when >= {"growing_deficit", "unassessed_deficit"}


def test_strength_never_begins_in_the_painful_phase():
    early = {
        k: i.phase for k, i in plan_items().items() if i.topic.value == "loading" and i.phase < Phase.REBUILD
    }
    assert early == {"tendon_isometric": Phase.EXPLORE}
    assert plan_items()["strength_back"].phase is Phase.RETURN_TO_RUNNING
    assert plan_items()["walk"].phase is Phase.EXPLORE


def test_the_guide_for_radicular_pain_holds_only_while_it_is_open():
    met = make_plan(ready("radicular", gait_changed=True))
    assert met.phase is Phase.REBUILD
    assert "hold_running_radicular" not in met.ids
    assert "hold_running_radicular" in make_plan(ready("radicular", medicine_for_this_episode=True)).now_ids
    assert "hold_running_radicular" not in make_plan(ready("referred", medicine_for_this_episode=True)).ids


@pytest.mark.parametrize("key", [k for k, i in plan_items().items() if i.topic.value == "running"])
def test_no_run_stands_on_a_plan_without_the_rule(key):
    assert plan_items()[key].gates == ("runs_allowed",)
    assert plan_items()[key].stop
    assert plan_items()[key].up_to <= Level.WATCH


def test_a_picture_is_not_called_needless_where_it_is_needed():
    rules = plan_items()["image_not_now"].ruled_out_by
    assert {w for rule in rules for w in rule.when} >= {
        "urgent_or_more",
        "bone_suspected",
        "long_radicular",
        "growing_deficit",
    }
    assert {t for rule in rules for t in rule.types} >= SERIOUS


def test_scheme_and_long_run_are_those_of_their_sources():
    own = running()
    assert own.long_run_ratio.value == 1.1
    assert own.long_run_days.value == 30
    assert {key: (s.times_each, s.rest_days, len(s.steps)) for key, s in own.schemes.items()} == {
        "six_phases": (2, 1, 6),
        "ten_levels": (3, 1, 10),
    }


def test_an_item_brings_its_dose_and_its_stop_onto_the_plan():
    for situation in (of("radicular"), of("hamstring_tendinopathy"), ready("referred")):
        plan = make_plan(situation)
        for item in plan.items:
            assert (item.dose, item.stop) == (plan_items()[item.id].dose, plan_items()[item.id].stop)


def test_the_plan_comes_back_to_the_earliest_date():
    for situation in (of("radicular", severity="severe"), of("bone_stress"), of("referred", weeks_to_race=9)):
        plan = make_plan(situation)
        dates = [item.review_weeks for item in plan.now if item.review_weeks is not None]
        assert plan.review_weeks <= min([2, *dates])


def test_care_is_said_where_one_of_several_types_asks_for_it():
    both = Situation(
        belief={"radicular": 0.5, "referred": 0.5}, tolerated=frozenset({"cat_camel", "knee_rolls"})
    )
    plan = make_plan(both)
    assert plan.item("slr_mobilisation").care
    assert plan.item("prone_extension").care


def test_every_possible_type_is_planned_for_and_not_only_the_likeliest():
    plan = make_plan(
        Situation(
            belief={"referred": 0.7, "radicular": 0.3, "hamstring_tendinopathy": 0.2}, severity="severe"
        )
    )
    assert plan.types == ("referred", "radicular", "hamstring_tendinopathy")
    assert {"modify_and_rest", "tendon_less_compression"} <= plan.ids | {left.id for left in plan.left_out}


def test_an_agreed_phase_holds_back_and_never_moves_ahead():
    assert make_plan(of(severity="severe", phase="stay_well")).phase is Phase.SETTLE
    assert make_plan(ready("referred", phase="explore")).phase is Phase.EXPLORE


@pytest.mark.parametrize(
    "plan",
    [
        "wait_and_see",
        "referred_plan",
        "tendon_loading",
        "graded_strain",
        "movement_set",
        "run_through",
        "walking_and_education",
    ],
)
def test_what_loads_a_bone_is_called_harm(plan):
    assert plan_matrix().cell(plan, "bone_stress").difference is Difference.HARM
