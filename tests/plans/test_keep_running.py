"""Keep running? The rule on a diary of six runs."""

import pytest

from toolkit.content.running import running
from toolkit.plans import Answer, Deficit, RunningSettings, RunRecord, Situation, keep_running
from toolkit.plans.keep_running import trend_of


def well(type_id="referred", **more):
    mild = {"severity": "mild", "daily_activities_normal": True, "brisk_walk_free": True}
    return Situation(belief={type_id: 0.8}, **{**mild, **more})


def runs(*worst):
    return [
        RunRecord(day=i - len(worst), before=w, during=w, after=w, next_morning=w)
        for i, w in enumerate(worst)
    ]


@pytest.mark.parametrize(
    ("worst", "answer", "rule"),
    [
        ((1, 1, 2, 1, 1, 1), "yes", "low_and_steady"),
        ((0, 0, 0, 0, 0, 0), "yes", "low_and_steady"),
        ((3, 3, 3, 3, 3, 3), "yes", "low_and_steady"),
        ((4, 4, 4, 4, 4, 4), "not_yet", "above_limit"),
        ((0, 0, 1, 1, 2, 2), "no", "worsening"),
        ((3, 3, 2, 2, 1, 1), "yes", "low_and_steady"),
        ((5, 5, 4, 3, 2, 1), "yes", "low_and_steady"),
    ],
)
def test_six_runs(worst, answer, rule):
    verdict = keep_running(runs(*worst), well())
    assert verdict.answer.value == answer
    assert rule in verdict.rule_ids


def test_the_order_in_which_runs_are_given_does_not_matter():
    listed = runs(0, 0, 1, 1, 2, 2)
    assert keep_running(listed[::-1], well()) == keep_running(listed, well())


def test_too_few_runs_show_no_trend():
    assert keep_running(runs(1, 3), well()).trend is None
    assert trend_of(runs(0, 1, 2, 3), RunningSettings.usual()) == 2.0
    assert (
        trend_of(runs(0, 9, 2), RunningSettings(**{**dict(RunningSettings.usual()), "runs_for_trend": 3}))
        == 2.0
    )


def test_without_any_run_nothing_is_promised():
    verdict = keep_running([], well())
    assert verdict.answer is Answer.NOT_YET
    assert verdict.rule_ids == ("nothing_known",)


def test_only_the_last_run_decides_about_worse_after():
    old = [RunRecord(day=-9, during=1, after=4, next_morning=4), *runs(1, 1, 1)]
    assert keep_running(old, well()).answer is Answer.YES
    new = [*runs(1, 1, 1), RunRecord(day=0, during=1, after=1, next_morning=2)]
    assert keep_running(new, well()).rule_ids == ("worse_after",)


def test_a_missing_morning_is_not_a_zero():
    fell = RunRecord(day=0, during=2, after=2)
    assert fell.worst == 2
    assert not fell.rose(0)


def test_limits_are_settings_and_the_achilles_limit_permits_more():
    achilles = RunningSettings(during=5, after=5, next_morning=5, rise=0, trend_rise=1, runs_for_trend=4)
    assert keep_running(runs(4, 4, 4, 4), well()).answer is Answer.NOT_YET
    assert keep_running(runs(4, 4, 4, 4), well(), achilles).answer is Answer.YES
    assert "Achilles" in keep_running([], well()).limits_note
    with pytest.raises(ValueError, match="less than or equal to 5"):
        RunningSettings(during=8, after=5, next_morning=5, rise=0, trend_rise=1, runs_for_trend=4)


def test_a_rise_of_one_may_be_allowed_as_noise():
    rise = [*runs(1, 1, 1), RunRecord(day=0, before=1, during=2, after=2, next_morning=1)]
    assert keep_running(rise, well()).answer is Answer.NOT_YET
    tolerant = RunningSettings(**{**dict(RunningSettings.usual()), "rise": 1})
    assert keep_running(rise, well(), tolerant).answer is Answer.YES


def test_no_setting_lets_a_bone_pass():
    lax = RunningSettings(during=5, after=5, next_morning=5, rise=2, trend_rise=3, runs_for_trend=9)
    verdict = keep_running(runs(0, 0, 0, 0, 0, 0), well("bone_stress", severity="none"), lax)
    assert verdict.answer is Answer.NO
    assert "bone_stress" in verdict.rule_ids


def test_a_suspicion_without_belief_is_enough_for_a_bone():
    assert keep_running(runs(0, 0), well(bone_suspected=True)).answer is Answer.NO


@pytest.mark.parametrize(
    "deficit",
    [
        Deficit(root="L5", modality="motor", mrc=4, change="worse"),
        Deficit(root="L5", modality="motor", mrc=3, change="stable"),
        Deficit(root="S1", modality="sensory", side="both"),
    ],
)
def test_growing_or_large_deficits_never_pass(deficit):
    verdict = keep_running(runs(0, 0, 0, 0), well(deficits=(deficit,), deficits_assessed=True))
    assert verdict.answer is Answer.NO
    assert "growing_weakness" in verdict.rule_ids


def test_a_stable_assessed_deficit_may_pass_and_a_new_one_waits():
    stable = well(deficits=(Deficit(root="S1", modality="reflex", change="stable"),), deficits_assessed=True)
    assert keep_running(runs(1, 1), stable).answer is Answer.YES
    new = well(deficits=(Deficit(root="S1", modality="reflex"),), deficits_assessed=True)
    assert keep_running(runs(1, 1), new).rule_ids == ("deficit_unassessed",)


def test_the_strictest_of_several_possible_types_holds():
    mixed = Situation(belief={"referred": 0.8, "radicular": 0.3}, severity="mild")
    assert keep_running(runs(1, 1), mixed).rule_ids == ("radicular_guide",)


def test_a_strain_waits_for_brisk_walking():
    assert keep_running(runs(1, 1), well("hamstring_strain", brisk_walk_free=False)).rule_ids == (
        "strain_not_ready",
    )
    assert keep_running(runs(1, 1), well("hamstring_strain")).answer is Answer.YES


def test_each_answer_says_what_would_change_it():
    for rule in running().rules.values():
        assert rule.then


def test_impossible_pain_is_refused():
    with pytest.raises(ValueError, match="less than or equal to 10"):
        RunRecord(day=0, during=11, after=0)
