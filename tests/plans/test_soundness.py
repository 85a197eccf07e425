"""No combination gives an empty, contradictory or unsafe plan, and the check finds one that does."""

from dataclasses import replace

import pytest

from toolkit.content.plan_items import Level, Topic, plan_items
from toolkit.plans import Answer, Situation, check_plans, make_plan, unsound
from toolkit.plans import soundness as checked
from toolkit.serve.launch.diagnosis import PLANS_TRIED


def test_all_combinations_are_sound():
    assert check_plans() == []


def test_the_combinations_are_all_there():
    count = sum(1 for _ in checked.situations())
    assert count == (19 + 19 * 18 // 2) * 4 * 5 * 4 * 3


def with_items(plan, change):
    phases = tuple(replace(p, items=change(p.items)) for p in plan.phases)
    return replace(plan, phases=phases)


def test_a_missing_safety_net_is_found():
    plan = make_plan(Situation(belief={"referred": 0.8}))
    without = with_items(plan, lambda items: tuple(i for i in items if i.topic is not Topic.SAFETY_NET))
    assert "no safety-net words" in unsound(without)
    assert "no safety-net words" in unsound(replace(plan, safety_net=()))


def test_a_load_at_an_urgent_level_is_found():
    mild = make_plan(Situation(belief={"referred": 0.8}, severity="mild", daily_activities_normal=True))
    assert any("stands at level 'urgent'" in what for what in unsound(replace(mild, level=Level.URGENT)))


def test_a_later_phase_at_an_urgent_level_is_found():
    mild = make_plan(Situation(belief={"referred": 0.8}, severity="severe"))
    assert any("later phase is promised" in what for what in unsound(replace(mild, level=Level.URGENT)))


def test_running_on_and_coming_back_in_steps_together_are_found():
    stopped = make_plan(Situation(belief={"referred": 0.8}, severity="mild", daily_activities_normal=True))
    runs = make_plan(
        Situation(belief={"referred": 0.8}, severity="mild", daily_activities_normal=True, still_running=True)
    ).item("keep_running_referred")
    both = with_items(stopped, lambda items: (*items, runs) if items else items)
    assert any("'walk_run' and 'keep_running_referred' stand together" in what for what in unsound(both))


def test_a_bone_that_runs_is_found():
    plan = make_plan(Situation(belief={"bone_stress": 0.5}))
    assert "a suspected bone may run" in unsound(replace(plan, running=Answer.YES))


def test_items_that_contradict_each_other_are_found():
    one = make_plan(Situation(belief={"radicular": 0.8}, severity="severe"))
    other = make_plan(Situation(belief={"hamstring_tendinopathy": 0.8}, severity="moderate"))
    loading = other.item("tendon_isometric")
    both = with_items(one, lambda items: (*items, loading) if items else items)
    assert any("stand together" in what for what in unsound(both))


def test_running_against_the_rule_is_found():
    mild = make_plan(Situation(belief={"referred": 0.8}, severity="mild", daily_activities_normal=True))
    assert any("although the rule says 'no'" in what for what in unsound(replace(mild, running=Answer.NO)))


def test_a_deficit_that_is_not_charted_is_found():
    plan = make_plan(Situation(belief={"referred": 0.8}, deficits=({"root": "S1", "modality": "reflex"},)))
    without = with_items(plan, lambda items: tuple(i for i in items if i.id != "chart_deficits"))
    assert "a deficit is not charted" in unsound(without)


@pytest.mark.parametrize(
    ("change", "piece"),
    [
        ({"against": ("moon_walk",)}, "unknown item 'moon_walk'"),
        ({"only_when": ("full_moon",)}, "unknown condition 'full_moon'"),
        ({"exercise": "burpee"}, "unknown exercise 'burpee'"),
    ],
)
def test_loose_ends_in_the_content_are_named(monkeypatch, change, piece):
    broken = {**plan_items(), "walk": plan_items()["walk"].model_copy(update=change)}
    monkeypatch.setattr(checked, "plan_items", lambda: broken)
    assert any(piece in what for what in checked.loose_ends())
    assert any(piece in fault.what for fault in check_plans())


def test_the_daily_check_meets_every_severity_level_trend_and_deficit():
    wanted = {(s.severity, s.level, s.trend, s.deficits) for s in checked.situations()}
    met = {
        (s.severity, s.level, s.trend, s.deficits)
        for index, s in enumerate(checked.situations())
        if index % PLANS_TRIED == 0
    }
    assert met == wanted
    beliefs = {tuple(s.belief) for i, s in enumerate(checked.situations()) if i % PLANS_TRIED == 0}
    assert len(beliefs) == 19 + 19 * 18 // 2
