"""The class as a cohort: each runner once, a guess that stands, and counts that agree with the population."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cases.share_code import decode
from toolkit.cases.story import story_of
from toolkit.serve.board.class_cohort import MOST_TURNS, ClassCohort, Guess, read_guess
from toolkit.serve.board.cohort_charts import cohort_charts, cohort_readings
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.runner_pool import base_rate, population_of, runners_of, weeks_lived

SEED = 7


@pytest.fixture(scope="module")
def population():
    return population_of(SEED)


@pytest.fixture(scope="module")
def runners():
    return runners_of(SEED, 0, 200)


@pytest.fixture
def cohort(population, runners):
    return ClassCohort(SEED, runners, base_rate(population), population)


def test_runners_are_the_same_whoever_comes_first(runners):
    again = runners_of(SEED, 100, 20)
    assert again == tuple(each for each in runners if 100 <= each.number < 120)
    assert runners_of(8, 0, 5) != runners[:5]


def test_who_has_pain_already_is_not_handed_out(population, runners):
    """Of the first 200 those who are left are as many as the cohort itself says were well at that day."""
    from toolkit.factors.cohort import cohort as live

    first = live(200, weeks=weeks_lived(), seed=SEED, workers=1)
    by_week = first.by_week.sum(axis=1)
    assert len(runners) == 200 - by_week[:-4].sum()
    assert sum(each.day is not None for each in runners) == by_week[-4:].sum()
    rate = base_rate(first)
    assert (rate.well, rate.episodes) == (len(runners), sum(each.day is not None for each in runners))
    assert rate.low <= rate.share <= rate.high


def test_the_models_chances_fit_what_comes():
    """Over many runners the episodes are as many as the chances sum to, within chance itself."""
    many = [runner for at in range(0, 2000, 500) for runner in runners_of(3, at, 500)]
    expected = sum(runner.chance for runner in many)
    spread = sum(runner.chance * (1 - runner.chance) for runner in many) ** 0.5
    assert abs(sum(runner.day is not None for runner in many) - expected) < 3.5 * spread


def test_a_runners_code_opens_the_page_on_histories(runners):
    runner = runners[0]
    diary = story_of(decode(runner.code)).diary
    assert diary.days == 7 * len(runner.km)
    weekly = diary.distance_km.reshape(-1, 7).sum(axis=1)
    assert weekly == pytest.approx(runner.km, abs=0.1)
    assert diary.episodes == ()


def test_each_student_gets_another_runner_whose_number_does_not_tell_who_came_when(cohort, runners):
    held = [cohort.join(f"v{at}").runner.number for at in range(30)]
    assert len(set(held)) == 30
    assert {*held} <= {runner.number for runner in runners}
    assert held != sorted(held)
    assert [cohort.join(f"v{at}").runner.number for at in range(30)] == held


def test_a_guess_stands(cohort):
    turn = cohort.join("a")
    assert turn.guess is None
    with pytest.raises(BoardError, match="Say first"):
        cohort.another("a")
    with pytest.raises(BoardError, match="another runner"):
        cohort.commit("a", Guess(runner=turn.runner.number + 1, guess=5))
    assert cohort.commit("a", Guess(runner=turn.runner.number, guess=5)).guess == 5
    with pytest.raises(BoardError, match="stands"):
        cohort.commit("a", Guess(runner=turn.runner.number, guess=99))
    with pytest.raises(BoardError, match="another runner"):
        cohort.commit("b", Guess(runner=turn.runner.number, guess=5))
    assert cohort.another("a").runner.number != turn.runner.number


def test_a_closed_cohort_takes_nothing(cohort):
    turn = cohort.join("a")
    cohort.open = False
    with pytest.raises(BoardError, match="closed"):
        cohort.commit("a", Guess(runner=turn.runner.number, guess=5))
    with pytest.raises(BoardError, match="closed"):
        cohort.join("b")


def test_there_is_an_end_to_one_students_runners(cohort):
    for _ in range(MOST_TURNS):
        turn = cohort.join("a") if cohort.turn("a") is None else cohort.another("a")
        cohort.commit("a", Guess(runner=turn.runner.number, guess=10))
    with pytest.raises(BoardError, match="that is all"):
        cohort.another("a")


def test_more_runners_come_after_those_that_wait(cohort, runners):
    last = cohort.last_number
    cohort.add(runners_of(SEED, 150, 100))
    assert cohort.last_number > last
    old = len(runners)
    held = [cohort.join(f"v{at}").runner.number for at in range(cohort.waiting)]
    assert len(held) == len(set(held)) > old
    assert max(held[:old]) == last < min(held[old:])
    with pytest.raises(BoardError, match="No runner is left"):
        cohort.join("late")


@settings(max_examples=25, deadline=None)
@given(guesses=st.lists(st.integers(0, 100), max_size=60))
def test_counts_agree_however_many_guess(population, runners, guesses):
    cohort = ClassCohort(SEED, runners, base_rate(population), population)
    for at, guess in enumerate(guesses):
        turn = cohort.join(f"v{at}")
        cohort.commit(f"v{at}", Guess(runner=turn.runner.number, guess=guess))
    cohort.join("looks on")
    result = cohort.result()
    assert result.runners == result.students == len(guesses)
    assert sum(group.runners for group in result.by_guess) == len(guesses)
    assert sum(group.runners for group in result.by_number) == len(guesses)
    assert sum(group.episodes for group in result.by_number) == result.episodes
    for group in (*result.by_guess, *result.by_number):
        assert (group.guess is None) == (group.runners < 3)
    if len(guesses) < 3:
        assert result.guess is None
        assert cohort_charts(cohort) == ()
        assert len(cohort_readings(cohort)) == 1
    else:
        assert result.guess == pytest.approx(sum(guesses) / len(guesses))
        words = " ".join(cohort_readings(cohort))
        assert f"{result.episodes} of {len(guesses)}" in words
        assert "of all episodes" in words


def test_what_is_sent_as_a_guess_is_read_or_refused():
    assert read_guess({"runner": ["3"], "guess": ["7"]}).guess == 7
    for wrong in (
        {"runner": ["3"]},
        {"guess": ["7"]},
        {"runner": ["3"], "guess": ["101"]},
        {"runner": ["x"], "guess": ["7"]},
        {"runner": ["3", "4"], "guess": ["7"]},
        {"runner": ["3"], "guess": ["7"], "name": ["Ann"]},
    ):
        with pytest.raises(BoardError, match="from 0 to 100"):
            read_guess(wrong)
