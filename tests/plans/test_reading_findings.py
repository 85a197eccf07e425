"""A situation is read from belief, concern and findings."""

import pytest

from toolkit.factors import CombinedFactorModel
from toolkit.history import Diary, Episode, Run, Runner, TrainingSpike, simulate
from toolkit.pain import PainModel, concern
from toolkit.plans import (
    Answer,
    Deficit,
    Level,
    Severity,
    Situation,
    Trend,
    clinician_note,
    make_plan,
    referral_letter,
)


def read(given, previous=None, **more):
    return Situation.from_belief(
        PainModel().posterior(given), concern(given, previous), previous=previous, **more
    )


def test_the_person_is_read_from_the_answers():
    s = read(
        {
            "worst_pain": 8,
            "sleep_lost": "some_nights",
            "coping": "not_coping",
            "gait_changed": "present",
            "takes_pain_relief": "present",
            "daily_life_back": "absent",
            "expects_long": "present",
            "fears_harm": "present",
            "low_energy": "present",
        }
    )
    assert s.severity is Severity.SEVERE
    assert s.sleep_lost
    assert s.not_coping
    assert s.gait_changed
    assert s.medicine_for_this_episode
    assert not s.daily_activities_normal
    assert s.energy_availability_low
    assert s.beliefs == {"expects_long", "fears_damage"}


def test_what_was_not_asked_keeps_the_cautious_default():
    s = read({})
    assert not s.daily_activities_normal
    assert not s.deficits_assessed
    assert s.trend is Trend.UNKNOWN
    assert s.deficits == ()
    assert s.severity >= Severity.MODERATE
    assert s.severity_words.startswith("not asked; the model expects")
    assert s.irritability_words.startswith("not asked; the model expects")


@pytest.mark.parametrize("expected", ["mild", "severe"])
def test_what_was_not_asked_is_never_said_as_a_fact(expected):
    planned = "severe" if expected == "severe" else "moderate"
    s = Situation(belief={"radicular": 0.8}, severity=planned, unasked={"severity": expected}, weeks=8)
    plan, note = make_plan(s), clinician_note(make_plan(s))
    assert plan.running is Answer.NOT_YET
    assert plan.running_rules == ("severity_unasked", "radicular_guide")
    said = [reason.text for item in plan.items for reason in item.why]
    said += [text for phase in plan.phases for text in phase.still_open]
    said += [text for item in plan.items for text in item.waits_for]
    assert not {"Pain is severe.", "Pain is still severe.", "Pain is not yet mild."} & set(said)
    assert f"Severity: not asked; the model expects {expected}." in note.findings[0]
    assert "discuss_surgery" not in plan.ids


def test_a_severity_that_is_known_is_asked():
    assert "severity" not in read({"worst_pain": 2}).unasked
    assert read({"worst_pain": 2}).severity is Severity.MILD
    assert "severity" not in read({}, severity="mild").unasked


def test_no_level_is_named_while_everybodys_questions_are_open():
    plan = make_plan(Situation(belief={"referred": 0.8}, screening_open=True))
    assert read({}).screening_open
    assert plan.level_words == "not known yet"
    assert make_plan(Situation(belief={"referred": 0.8})).level_words == "no concern recorded"


@pytest.mark.parametrize(
    ("given", "before", "words"),
    [
        ({"ankle_jerk": "lost"}, {}, "S1 reflex reduced"),
        ({"ankle_jerk": "lost"}, {"ankle_jerk": "lost"}, "S1 reflex reduced, stable"),
        ({"ankle_jerk": "reduced"}, {"ankle_jerk": "lost"}, "S1 reflex reduced, improving"),
        (
            {"power_big_toe_extension": "mrc3"},
            {"power_big_toe_extension": "mrc4"},
            "L5 strength 3 of 5, worse",
        ),
        (
            {"power_big_toe_extension": "mrc4"},
            {"power_big_toe_extension": "mrc5"},
            "L5 strength 4 of 5, worse",
        ),
        ({"touch_s1": "reduced"}, {"touch_s1": "absent"}, "S1 feeling reduced, new"),
        ({"foot_drop": True}, {}, "foot drop"),
        ({"heel_walking": "unable"}, {}, "walks on the heels: unable"),
        ({"heel_raises": "hardly"}, {}, "single-leg heel raises: fewer than 5"),
    ],
)
def test_deficits_are_charted_with_their_change(given, before, words):
    assert words in [d.words for d in read(given, before).deficits]


def test_weakness_that_is_said_to_grow_grows():
    assert read({"weakness_progress": "weeks"}).deficits[0].change == "worse"
    s = read({"weakness_progress": "weeks", "power_dorsiflexion": 4})
    assert {d.change for d in s.deficits if d.modality == "motor"} == {"worse"}
    assert make_plan(s).level >= Level.URGENT


def test_saddle_and_both_legs():
    assert make_plan(read({"saddle": "changed"})).level is Level.SAME_DAY
    assert read({"both_legs": "deficit"}).deficits[0].side == "both"


def test_the_trend_comes_from_two_visits_or_from_earlier_in_the_run():
    assert read({"worst_pain": 8}, {"worst_pain": 5}).trend is Trend.WORSENING
    assert read({"worst_pain": 2}, {"worst_pain": 5}).trend is Trend.IMPROVING
    assert read({"comes_earlier": "present"}).trend is Trend.WORSENING


def test_the_level_is_never_below_the_concern():
    given = {"bladder": "changed"}
    s = read(given)
    assert s.level is Level.SAME_DAY
    assert make_plan(s).level is Level.SAME_DAY
    assert s.reasons


def test_factors_goal_and_energy_come_from_model_and_runner():
    runner = Runner(goal="a marathon", goal_weeks=9, energy_availability_low=True)
    diary = simulate(runner, [TrainingSpike(week=-1, percent=100)], seed=3)
    split = CombinedFactorModel().attribute(diary, runner)
    s = read({}, attribution=split, runner=runner)
    assert s.factors["training"] == pytest.approx(split.parts["training"].value / split.chance.value)
    assert "load_spike" in make_plan(s).ids
    assert (s.goal, s.weeks_to_race) == ("a marathon", 9)
    assert s.energy_availability_low
    assert {"race_talk", "low_energy_referral"} <= make_plan(s).ids


def test_what_is_known_better_wins():
    assert read({"worst_pain": 8}, severity="none").severity is Severity.NONE


@pytest.mark.parametrize("setting", ["gp", "running_clinic", "spinal_triage"])
def test_nothing_asked_gives_a_sound_plan_without_alarm(setting):
    s = Situation.from_belief(PainModel(setting).posterior({}), concern({}))
    assert s.setting == setting
    assert make_plan(s).level <= Level.WATCH


def test_a_diary_tells_trend_start_and_whether_she_still_runs():
    diary = Diary.build(
        28, pain=[0] * 14 + [2] * 7 + [4] * 7, runs=[(5, Run(8, 48))], episodes=[Episode(14, 2.0, "spine")]
    )
    s = read({}, diary=diary)
    assert s.trend is Trend.WORSENING
    assert s.weeks == 2
    assert not s.still_running
    two_visits = Situation.from_belief(
        PainModel().posterior({"worst_pain": 2}),
        concern({"worst_pain": 2}),
        previous={"worst_pain": 8},
        diary=diary,
    )
    assert two_visits.trend is Trend.IMPROVING


def test_days_without_pain_ratings_show_no_trend():
    assert read({}, diary=Diary.build(28)).trend is Trend.UNKNOWN


def test_the_femoral_neck_counts_as_soon_as_it_cannot_be_dismissed():
    given = {
        "low_energy": "present",
        "past_bone_stress": "present",
        "groin": "present",
        "night_pain": "present",
    }
    belief = PainModel().posterior(given)
    assert belief.forms["bone_stress.femoral_neck"] >= 0.05
    assert Situation.from_belief(belief, concern(given)).bone_site == "femoral_neck"


def test_a_deficit_is_named_once_among_the_reasons():
    given = {
        "ankle_jerk": "lost",
        "power_plantarflexion": "mrc4",
        "touch_s1": "reduced",
        "pinprick_s1": "reduced",
    }
    situation = Situation.from_belief(PainModel().posterior(given), concern(given))
    plan = make_plan(situation)
    assert len(situation.deficits) == 3, "touch and pinprick of one root are one deficit"
    said = " ".join(plan.level_reasons)
    for deficit in situation.deficits:
        assert said.count(deficit.words) == 1
    assert "tested again, not feared" in said


@pytest.mark.parametrize("more", [{"mrc": 3}, {"change": "worse"}, {"side": "both"}])
def test_a_reason_that_was_given_at_a_lower_level_hides_none_of_a_higher_one(more):
    weak = Deficit(root="L5", modality="motor", **more)
    told = Situation(
        belief={"referred": 0.8}, level="watch", reasons=(f"Some weakness ({weak.words}).",), deficits=(weak,)
    )
    plan = make_plan(told)
    assert plan.level.value == "urgent"
    assert plan.level_reasons
    assert all(weak.words in reason for reason in plan.level_reasons)


@pytest.mark.parametrize(
    "given", [{"foot_drop": True}, {"heel_walking": "unable"}, {"heel_raises": "hardly"}]
)
def test_weakness_that_only_a_sign_shows_is_major_and_gets_no_grade_on_paper(given):
    situation = Situation.from_belief(PainModel().posterior(given), concern(given))
    assert make_plan(situation).level >= Level.URGENT
    letter = dict(referral_letter(situation).paragraphs)["Findings"]
    assert " of 5" not in letter
    assert situation.deficits[0].sign in letter
