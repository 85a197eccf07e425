from datetime import date

import numpy as np
import pytest

from toolkit.history import Diaries, Diary, DiaryError, Episode, Run

NAN = float("nan")


def a_diary(**more):
    runs = [(1, Run(10, 60, 4)), (4, Run(3, 20, 2)), (4, Run(8.004, 45, 6)), (5, Run(NAN, 30, 3))]
    stress = [3, NAN, 4, 5, 5, 4, 2]
    return Diary.build(7, runs=runs, unknown_days=[2], stress=stress, **more)


def test_missing_is_missing_and_rest_is_zero():
    diary = a_diary()
    assert diary.distance_km[[0, 1, 3, 4]].tolist() == [0, 10, 0, 11]
    for column in (diary.distance_km, diary.longest_run_km):
        assert np.isnan(column[[2, 5]]).all(), "an unknown day, and a run of unknown distance"
    assert diary.duration_min[5] == 30
    assert np.isnan(diary.session_load_au[2])
    assert diary.session_load_au[0] == 0
    assert np.isnan(diary.effort_cr10[0]), "a rest day has no effort"
    assert np.isnan(diary.stress[1])
    assert np.isnan(diary.sleep_h).all()


def test_a_day_of_two_runs():
    diary = a_diary()
    assert diary.session_load_au[4] == 3 * 0 + 2 * 20 + 6 * 45
    assert diary.longest_run_km[4] == 8.0
    assert diary.effort_cr10[4] == pytest.approx((2 * 20 + 6 * 45) / 65)
    assert diary.runs[4] == (Run(3, 20, 2), Run(8.0, 45, 6))
    assert diary.runs[0] == ()


def test_a_run_makes_its_day_known():
    diary = Diary.build(3, runs=[(1, Run(5, 30))], unknown_days=[0, 1])
    assert diary.training_known.tolist() == [False, True, True]


def test_equal_diaries_are_equal_and_no_others():
    assert a_diary() == a_diary()
    assert hash(a_diary()) == hash(a_diary())
    assert a_diary() != a_diary(pain=[0] * 7)
    assert a_diary() != a_diary(notes=[(3, "ill")])
    assert a_diary() != a_diary(first_day=date(2026, 1, 1))
    assert Diary.build(1, pain=[-0.0]) == Diary.build(1, pain=[0.0])
    assert a_diary() != "a diary"


def test_nobody_can_change_a_diary():
    diary = a_diary()
    for array in (diary.distance_km, diary.stress, diary.run_km, diary.training_known, diary.longest_run_km):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_building_leaves_what_was_given_as_it_was():
    given = np.array([1.0, 2.0])
    Diary.build(2, stress=given)
    given[0] = 9.0
    assert given.flags.writeable


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Diary.build(0), "A diary has 1 to 7320 days, not 0."),
        (
            lambda: Diary.build(3, runs=[(3, Run(5, 30))]),
            "The day of a run is 3; this diary has the days 0 to 2.",
        ),
        (
            lambda: Diary.build(3, runs=[(1, Run(-5, 30))]),
            "Day 2, distance_km of a run: -5 is outside 0 to 400 km.",
        ),
        (
            lambda: Diary.build(3, runs=[(1, Run(5, 30, 11))]),
            "Day 2, effort_cr10 of a run: 11 is outside 0 to 10.",
        ),
        (lambda: Diary.build(3, stress=[1, 2]), "stress has 2 values; this diary has 3 days."),
        (lambda: Diary.build(2, pain=[1, float("inf")]), "Day 2, pain: inf is outside 0 to 10."),
        (
            lambda: Diary.build(2, notes=[(5, "ill")]),
            "The day of a note is 5; this diary has the days 0 to 1.",
        ),
        (lambda: Diary.build(2, episodes=[Episode(-1, 4)]), "The day of an episode is -1"),
        (
            lambda: Diary.build(2, episodes=[Episode(1, 99)]),
            "Day 2, an episode's pain: 99 is outside 0 to 10.",
        ),
        (
            lambda: Diary.build(2, episodes=[Episode(1, float("nan"))]),
            "Day 2, an episode's pain: nan is outside 0 to 10.",
        ),
        (
            lambda: Diary.build(2, episodes=[Episode(0, 4, "x" * 300)]),
            "Day 1, an episode's cause: give one word",
        ),
        (lambda: Diary.build(2, episodes=[Episode(0, 4)] * 300), "at most 255 episodes, not 300"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(make, said):
    with pytest.raises(DiaryError) as refused:
        make()
    assert said in str(refused.value)


def test_dates_and_weekdays():
    diary = a_diary(first_day=date(2026, 7, 1))  # a Wednesday
    assert diary.dates[-1] == date(2026, 7, 7)
    assert diary.weekday.tolist() == [2, 3, 4, 5, 6, 0, 1]
    assert a_diary().dates is None
    assert Diary.build(10).weekday[-1] == 6, "without dates the last day is a Sunday"
    assert a_diary().days_before.tolist() == [-7, -6, -5, -4, -3, -2, -1]


def test_the_last_days_keep_what_belongs_to_them():
    diary = a_diary(
        notes=[(0, "away"), (5, "ill")], episodes=[Episode(6, 4, "spine")], first_day=date(2026, 7, 1)
    )
    last = diary.last(3)
    assert last.days == 3
    assert last.runs[0] == diary.runs[4]
    assert [len(day) for day in last.runs] == [2, 1, 0]
    assert last.stress.tolist() == [5, 4, 2]
    assert last.notes == ((1, "ill"),)
    assert last.episodes == (Episode(2, 4, "spine"),)
    assert last.first_day == date(2026, 7, 5)
    assert diary.last(50) == diary
    assert diary.note(5) == "ill"
    assert not diary.note(4)


def test_a_batch_holds_the_columns_of_each_diary():
    first = Diary.build(3, runs=[(0, Run(5, 30, 4)), (0, Run(2, 10, 3))], episodes=[Episode(1, 5, "tendon")])
    second = Diary.build(3, unknown_days=[1], episodes=[Episode(0, 3, "spine"), Episode(2, 2)])
    both = Diaries.of([first, second])
    assert len(both) == 2
    assert both.days == 3
    assert both.distance_km[0].tolist() == [7, 0, 0]
    assert both.longest_run_km[0, 0] == 5
    assert np.isnan(both.distance_km[1, 1])
    assert both.episodes(0) == first.episodes
    assert both.episodes(1) == second.episodes
    assert both.take(np.array([1])).episodes(0) == second.episodes
    with pytest.raises(ValueError, match="one length"):
        Diaries.of([first, Diary.build(4)])
