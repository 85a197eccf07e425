"""Return to running: gates, steps, the day after, the calendar, three ways."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from toolkit.history import Runner, simulate
from toolkit.plans import (
    Answer,
    Deficit,
    Response,
    Situation,
    after_step,
    live_three_ways,
    next_long_run,
    return_to_running,
    steps_of,
    three_ways,
    told_apart,
)

READY = Situation(
    belief={"referred": 0.8}, severity="mild", daily_activities_normal=True, brisk_walk_free=True
)


def test_the_scheme_is_the_published_one():
    steps = steps_of("six_phases")
    assert [(s.walk_min, s.run_min) for s in steps] == [(2, 3), (2, 3), (2, 4), (2, 4), (1, 4), (0, 21)]
    assert [s.effort for s in steps] == [3, 3, 4, 4, 5, 5]
    miles = [1.0, 1.5, 1.5, 2.0, 2.0, 2.0]
    for step, distance in zip(steps, miles, strict=True):
        assert step.km == pytest.approx(distance * 1.609, rel=0.2)


def test_ten_levels_of_half_an_hour():
    assert [s.minutes for s in steps_of("ten_levels")] == [30.0] * 10


@pytest.mark.parametrize(
    ("response", "action", "step"),
    [
        (Response(during=1, after_24_hours=0), "next", 4),
        (Response(during=1, before=1, after_24_hours=1), "next", 4),
        (Response(during=1, after_24_hours=1), "back", 2),
        (Response(during=5, after_24_hours=0), "repeat", 3),
        (Response(during=1, after_24_hours=0, spread=True), "stop", 3),
        (Response(during=1, after_24_hours=0, weaker=True), "stop", 3),
        (Response(during=1, after_24_hours=0, gait_changed=True), "stop", 3),
    ],
)
def test_the_day_after_decides(response, action, step):
    decision = after_step(3, 2, response)
    assert (decision.action, decision.step) == (action, step)
    assert decision.source


def test_each_step_is_done_twice_before_the_next():
    assert after_step(1, 1, Response(during=0, after_24_hours=0)).action == "repeat"
    assert after_step(1, 1, Response(during=0, after_24_hours=1)).step == 1


def test_after_the_last_step_running_is_continuous():
    assert "continuously" in after_step(6, 2, Response(during=0, after_24_hours=0)).why


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: after_step(9, 1, Response(during=0, after_24_hours=0)), "steps 1 to 6"),
        (lambda: after_step(1, 0, Response(during=0, after_24_hours=0)), "at least once"),
        (lambda: steps_of("couch_to_5k"), "No walk-run scheme is called"),
        (lambda: steps_of(min_per_km=1), "between 2 and 20"),
        (lambda: next_long_run(0), "begin with the walk-run steps"),
        (lambda: return_to_running(READY, weeks=0), "1 to 52 weeks"),
        (lambda: return_to_running(READY, usual_long_km=0), "0 and 100 km"),
        (lambda: return_to_running(READY, race_km=-5), "0 and 500 km"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_the_calendar_keeps_a_rest_day_between_and_each_step_twice():
    plan = return_to_running(READY, weeks=12, start=date(2026, 3, 1))
    running = [day for day in plan.days if day.kind != "rest"]
    assert all(b.day - a.day >= 2 for a, b in itertools.pairwise(running))
    steps = [day.step for day in running if day.step]
    assert steps == [n for n in range(1, 7) for _ in range(2)]
    assert plan.days[0].date == date(2026, 3, 2)
    assert len(plan.days) == 84


def test_the_longest_run_grows_by_at_most_a_tenth_in_thirty_days():
    days = return_to_running(READY, weeks=30, usual_long_km=12).days
    longest_before = 21 / 6.5
    for day in days:
        if day.kind in {"run", "long_run"}:
            last = [d.km for d in days if day.day - 30 <= d.day < day.day and d.kind in {"run", "long_run"}]
            assert day.km <= max([longest_before, *last]) * 1.1 + 0.02
    assert max(day.km for day in days) == pytest.approx(12, abs=0.1)


def test_long_runs_are_a_week_apart():
    longs = [d.day for d in return_to_running(READY, weeks=20).days if d.kind == "long_run"]
    assert all(b - a >= 7 for a, b in itertools.pairwise(longs))


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({}, Answer.YES),
        ({"brisk_walk_free": False}, Answer.NOT_YET),
        ({"daily_activities_normal": False}, Answer.NOT_YET),
        ({"gait_changed": True}, Answer.NO),
        ({"bone_suspected": True}, Answer.NO),
        ({"severity": "severe"}, Answer.NO),
        ({"deficits": (Deficit(root="S1", modality="reflex"),)}, Answer.NOT_YET),
    ],
)
def test_gates_before_the_first_step(more, answer):
    plan = return_to_running(Situation(**{**dict(READY), **more}))
    assert plan.answer is answer
    assert bool(plan.in_the_way) == (answer is not Answer.YES)


def test_the_gate_of_pain_relief_is_asked_of_radicular_pain_only():
    radicular = Situation(**{**dict(READY), "belief": {"radicular": 0.8}, "medicine_for_this_episode": True})
    assert [g.id for g in return_to_running(radicular).gates if not g.met] == ["no_relief"]
    referred = Situation(**{**dict(READY), "medicine_for_this_episode": True})
    assert "no_relief" not in [g.id for g in return_to_running(referred).gates]


def test_a_race_moves_no_gate_and_is_spoken_of_plainly():
    soon = Situation(**{**dict(READY), "weeks_to_race": 9})
    marathon = return_to_running(soon, weeks=12, race_km=42.2)
    assert "smaller goal" in marathon.race
    assert marathon.days == return_to_running(READY, weeks=12, race_km=42.2).days
    assert "moves no gate" in return_to_running(soon, weeks=12, race_km=3.5).race
    assert return_to_running(READY, race_km=10).race == ""


def test_the_scheme_says_that_it_was_not_tested_for_this():
    notes = " ".join(return_to_running(READY).notes)
    assert "not for leg pain" in notes
    assert "association" in notes


def test_three_ways_of_the_same_weeks():
    plan = return_to_running(READY, weeks=8)
    ways = three_ways(plan)
    assert {len(days) for days in ways.values()} == {56}
    km = {way: sum(d.km for d in days) for way, days in ways.items()}
    assert km["rushed"] > km["as_planned"] > km["full_rest"] > 0
    assert all(d.kind == "rest" for d in ways["full_rest"][:-7])
    assert ways["full_rest"][-7:] == plan.days[-7:]
    assert ways["rushed"][0].step == 1
    assert ways["rushed"][5].step == 6


def test_three_ways_are_lived_in_the_diary_model():
    runner = Runner(weekly_km=40)
    diary = simulate(runner, weeks=12, seed=3)
    lived = live_three_ways(return_to_running(READY, weeks=6, usual_long_km=14), diary, runner)
    for way in lived.values():
        assert way.diary.days == diary.days + 42
        assert len(way.times) == 42
        assert 0 < way.chance_low <= way.chance <= way.chance_high < 1
        assert "forecasts nobody" in way.words
    assert lived["rushed"].chance > lived["as_planned"].chance
    assert told_apart(lived).startswith("The model cannot tell the ways apart")
    assert "pain of now is not modelled" in told_apart(lived)
    far = {**lived, "rushed": replace(lived["rushed"], chance_low=0.9, chance_high=0.95)}
    assert told_apart(far).startswith("The model tells apart only: ")
    same = lived["as_planned"].diary.distance_km[: diary.days]
    assert (same == diary.distance_km).all()


@pytest.mark.parametrize("usual_km", [5.0, 12.3, 17.1, 42.0])
@pytest.mark.parametrize("scheme", ["six_phases", "ten_levels"])
@pytest.mark.parametrize("pace", [4.37, 5.61, 6.5, 7.93])
def test_the_number_on_paper_stays_within_a_tenth_more(usual_km, scheme, pace):
    ready = Situation(
        belief={"referred": 0.8}, severity="mild", daily_activities_normal=True, brisk_walk_free=True
    )
    plan = return_to_running(ready, scheme=scheme, weeks=24, usual_long_km=usual_km, min_per_km=pace)
    long_runs = [round(day.km, 1) for day in plan.days if day.kind == "long_run"]
    assert len(long_runs) > 3
    for before, after in itertools.pairwise(long_runs):
        assert before <= after <= 1.1 * before + 1e-9
