"""What a plan, the running exercise and the way back are made from in a scenario."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cases import Scenario, decode, encode
from toolkit.cases.planning import BELIEFS, HOW_IT_IS, NUMBERS, SWITCHES, planning_of, value_of
from toolkit.cases.running_exercise import read_pains, running_exercise, write_pains
from toolkit.cases.way_back import three_ways_of, usual_long_km, way_back
from toolkit.content.pain_types import pain_types
from toolkit.content.run_diaries import run_diaries
from toolkit.history import named_runners
from toolkit.plans import Answer

OTHER = {
    "severity": "severe",
    "irritability": "high",
    "trend": "worsening",
    "weeks": 9,
    "weeks_to_race": 3,
    "tolerated": True,
}


def test_the_situation_follows_findings_history_and_runner():
    plain = planning_of(Scenario())
    assert plain.nothing_asked
    assert plain.situation.weeks_to_race == 9
    assert plain.situation.factors["training"] > 0
    asked = planning_of(Scenario(findings={"worst_pain": 8, "ankle_jerk": "lost"}))
    assert not asked.nothing_asked
    assert asked.situation.severity.value == "severe"
    assert "severity" in plain.situation.unasked
    assert "severity" not in asked.situation.unasked
    assert "severity" not in planning_of(Scenario().with_choice("plans.severity", "mild")).situation.unasked
    assert [deficit.words for deficit in asked.situation.deficits] == ["S1 reflex reduced"]


@pytest.mark.parametrize("name", HOW_IT_IS)
def test_every_choice_moves_its_field_and_survives_the_address(name):
    found = planning_of(Scenario()).found
    other = OTHER.get(name, not value_of(found, name))
    scenario = decode(encode(Scenario().with_choice(f"plans.{name}", other)))
    assert value_of(planning_of(scenario).situation, name) == other
    assert value_of(planning_of(scenario).found, name) == value_of(found, name)


@pytest.mark.parametrize("name", HOW_IT_IS)
@pytest.mark.parametrize("odd", ["no such value", 1e5, -3.0])
def test_a_choice_that_makes_no_sense_is_as_if_not_made(name, odd):
    scenario = Scenario(choices={f"plans.{name}": odd})
    assert planning_of(scenario).situation == planning_of(Scenario()).situation


def test_a_race_cannot_be_set_for_a_runner_who_has_none():
    runner = next(key for key, named in named_runners().items() if named.runner.goal_weeks is None)
    scenario = Scenario(runner=runner, choices={"plans.weeks_to_race": 4})
    assert planning_of(scenario).situation.weeks_to_race is None


def test_one_type_alone_keeps_the_person():
    planning = planning_of(Scenario(findings={"ankle_jerk": "lost", "worst_pain": 8}))
    alone = planning.only("hamstring_tendinopathy")
    assert alone.belief == {"hamstring_tendinopathy": 1.0}
    assert alone.deficits == planning.situation.deficits
    assert alone.severity == planning.situation.severity
    assert alone.factors == planning.situation.factors


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 10)] * 3), min_size=6, max_size=6))
def test_runs_survive_their_letters(pains):
    assert read_pains(write_pains(tuple(pains))) == tuple(pains)


@pytest.mark.parametrize("text", ["", "12", "z" * 18, "1" * 19, "b" * 18])
def test_letters_that_are_no_runs(text):
    assert read_pains(text) is None


def test_every_row_and_person_of_the_exercise():
    answers = {}
    for row in run_diaries().diaries:
        for person in run_diaries().people:
            exercise = running_exercise(Scenario(choices={"plans.diary": row, "plans.person": person}))
            assert set(exercise.situation.belief) <= set(pain_types().types)
            answers[row, person] = exercise.verdict.answer
    assert answers["low_and_steady", "referred"] is Answer.YES
    assert answers["coming_down", "referred"] is Answer.YES
    assert answers["creeping_up", "referred"] is Answer.NO
    assert answers["limping", "referred"] is Answer.NO
    assert answers["worse_after", "referred"] is Answer.NOT_YET
    assert answers["low_and_steady", "radicular"] is Answer.NOT_YET
    assert {answers[row, person] for row in run_diaries().diaries for person in ("bone", "weakness")} == {
        Answer.NO
    }
    assert answers["warms_up", "tendon"] is not Answer.YES


def test_the_last_run_was_yesterday():
    assert [run.day for run in running_exercise(Scenario()).runs] == [-16, -13, -10, -7, -4, -1]


def test_the_way_back_takes_this_runner_s_pace_and_long_run():
    planning = planning_of(Scenario())
    way = way_back(Scenario())
    assert way.plan.usual_long_km == pytest.approx(usual_long_km(planning))
    assert way.plan.min_per_km == planning.story.runner.pace_min_per_km
    assert way.race_km == named_runners()["maya"].goal_km == 42.2
    assert way_back(Scenario(runner="aisha")).race_km == 10, "no distance is said"
    assert max(day.km for day in way.plan.days) <= way.plan.usual_long_km


@pytest.mark.parametrize(
    ("choices", "action"),
    [
        ({}, "next"),
        ({"plans.times": 1}, "repeat"),
        ({"plans.step_later": 3}, "back"),
        ({"plans.spread": True}, "stop"),
        ({"plans.weaker": True}, "stop"),
        ({"plans.step": 99, "plans.scheme": "x", "plans.times": -1}, "next"),
    ],
)
def test_what_follows_a_step(choices, action):
    assert way_back(Scenario(choices=choices)).decision.action == action


def test_answering_a_step_does_not_live_the_ways_again():
    first = three_ways_of(Scenario())
    assert three_ways_of(Scenario().with_choice("plans.step_later", 3)) is first
    assert three_ways_of(Scenario().with_choice("plans.severity", "mild")) is first
    assert three_ways_of(Scenario().with_choice("plans.back_weeks", 6)) is not first


def test_names_of_the_choices_are_fields_of_a_situation():
    situation = planning_of(Scenario()).situation
    assert all(hasattr(situation, name) for name in (*SWITCHES, *NUMBERS))
    assert set(BELIEFS) == {"expects_long", "fears_damage", "wants_scan", "wants_cure"}
