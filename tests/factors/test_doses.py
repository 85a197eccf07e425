import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.factors import ELEMENTS
from toolkit.factors.doses import Lived, activity, kept, read_doses
from toolkit.factors.standing import Standing
from toolkit.factors.usual import Usual
from toolkit.factors.windows import any_of_last, latest_mark, mean_of_last
from toolkit.history import Diary, Run, Runner, TrainingSpike, simulate
from toolkit.history.load import single_run_ratio

RUNNER = Runner(missed_runs=0.0)
DAYS = 84


def doses_of(diary, runner=RUNNER):
    return read_doses(Lived.of(diary), Usual.of_runners([runner]), Standing.of([runner]))


def dose(doses, name):
    return doses.x[ELEMENTS.index(name), 0]


def steady(**changes):
    """Twelve weeks as usual: 10 km every second day, and habitual sleep and stress."""
    runs = changes.pop("runs", [(day, Run(10, 58, 4)) for day in range(0, DAYS, 2)])
    ratings = {"sleep_h": 7.4, "sleep_quality": 7.0, "stress": 3.5}
    columns = {name: np.full(DAYS, value) for name, value in ratings.items()}
    for name, (days, value) in changes.items():
        columns[name][days] = value
    return Diary.build(DAYS, runs=runs, **columns)


def with_last_run(km):
    return steady(runs=[*((day, Run(10, 58, 4)) for day in range(0, 60, 2)), (60, Run(km, 6 * km, 4))])


def test_a_usual_diary_has_no_dose():
    doses = doses_of(steady())
    assert np.allclose(doses.x, 0.0)


@pytest.mark.parametrize(
    ("km", "band"),
    [
        (10.9, None),
        (11.0, None),
        (11.1, "session_10_30"),
        (13.0, "session_10_30"),
        (13.1, "session_30_100"),
        (20.0, "session_30_100"),
        (20.1, "session_over_100"),
    ],
)
def test_one_run_falls_in_the_published_band(km, band):
    doses = doses_of(with_last_run(km))
    for name in ("session_10_30", "session_30_100", "session_over_100"):
        assert dose(doses, name)[60] == (name == band)


def test_a_spike_counts_for_a_week_and_then_no_more():
    spiked = dose(doses_of(with_last_run(14)), "session_30_100")
    assert spiked[59] == 0
    assert (spiked[60:67] == 1).all()
    assert (spiked[67:] == 0).all()


def test_after_a_month_without_running_the_return_belongs_to_inactivity():
    runs = [(day, Run(10, 58, 4)) for day in range(0, 30, 2)] + [(70, Run(10, 58, 4))]
    doses = doses_of(steady(runs=runs))
    assert dose(doses, "session_over_100").max() == 0
    back = dose(doses, "break_return")
    assert (back[40:70] == 0).all()  # while away nothing is resumed
    assert back[70] == 1


@pytest.mark.parametrize(
    ("points", "expected"), [(0.4, 0.0), (0.5, 0.0), (1.75, 0.5), (3.0, 1.0), (5.0, 1.0)]
)
def test_stress_goes_from_start_to_full(points, expected):
    doses = doses_of(steady(stress=(slice(60, DAYS), 3.5 + points)))
    assert dose(doses, "stress")[-1] == pytest.approx(expected, abs=0.03)


def test_better_than_usual_is_no_negative_dose():
    doses = doses_of(steady(stress=(slice(0, DAYS), 0.0), sleep_quality=(slice(0, DAYS), 10.0)))
    assert doses.x.min() == 0


def test_missing_counts_as_usual():
    nothing = Diary.build(DAYS, runs=[], unknown_days=range(DAYS))
    doses = doses_of(nothing)
    assert np.allclose(doses.x, 0.0)
    assert np.allclose(doses.hours, 1.0)
    assert np.isfinite(read_doses(Lived.of(nothing), Usual.of_diary(nothing), Standing.unknown()).x).all()


def test_back_too_soon_needs_a_hard_day_and_a_run_within_days():
    easy = [(day, Run(5, 29, 4)) for day in range(0, 60, 2)]
    race = (60, Run(21.1, 110, 9))
    soon = doses_of(steady(runs=[*easy, race, (62, Run(5, 29, 4))]))
    late = doses_of(steady(runs=[*easy, race, (65, Run(5, 29, 4))]))
    assert dose(soon, "early_return")[62] == 1
    assert dose(soon, "early_return")[61] == 0
    assert dose(late, "early_return").max() == 0


def test_what_stands_is_read_from_the_runner():
    runner = Runner(past_episodes=2, weeks_since_last_episode=10, susceptibility=1.2, years_running=0.2)
    doses = doses_of(steady(), runner)
    assert doses.episodes[0, 0] == pytest.approx(2 / 3)
    assert doses.since[0, -1] == 70
    assert doses.since[0, -8] == 63
    assert doses.liability[0, 0] == 1.2
    assert dose(doses, "new_runner")[0] == 1


def test_off_is_the_reference():
    runner = Runner(past_episodes=2, susceptibility=1.2, biomechanics_z=2)
    diary = simulate(runner, [TrainingSpike(week=-2, percent=100)], seed=3)
    none = kept(doses_of(diary, runner), frozenset())
    assert not none.x.any()
    assert not none.episodes.any()
    assert not none.liability.any()
    assert none.hours.max() <= 1
    lasting = kept(doses_of(diary, runner), frozenset({"training", "biomechanics"}), transient=False)
    assert dose(lasting, "movement")[0] == 2
    assert not lasting.x[[ELEMENTS.index("session_30_100"), ELEMENTS.index("session_over_100")]].any()


def test_a_factor_is_as_active_as_its_strongest_element():
    doses = doses_of(steady(sleep_quality=(slice(60, DAYS), 5.0)))
    assert activity(doses, "sleep")[0, -1] == dose(doses, "sleep_quality")[-1] == 1


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), day=st.integers(30, 80))
def test_what_comes_later_changes_no_dose_and_todays_stress_none_of_today(seed, day):
    diary = simulate(RUNNER, [TrainingSpike(week=-3)], seed=seed, weeks=12)
    whole = doses_of(diary)
    columns = Lived.of(diary)
    other = Lived(*(np.where(np.arange(84) > day, 0.0, column) for column in columns))
    cut = read_doses(other, Usual.of_runners([RUNNER]), Standing.of([RUNNER]))
    assert np.allclose(whole.x[:, :, : day + 1], cut.x[:, :, : day + 1], atol=1e-9)
    stress = columns.stress.copy()
    stress[0, day] = 10.0
    stressed = read_doses(columns._replace(stress=stress), Usual.of_runners([RUNNER]), Standing.of([RUNNER]))
    assert np.allclose(whole.x[:, :, : day + 1], stressed.x[:, :, : day + 1], atol=1e-9)


def test_the_bands_use_the_ratio_that_history_shows():
    diary = simulate(RUNNER, [TrainingSpike(week=-2, percent=40)], seed=5)
    ratio = single_run_ratio(diary.longest_run_km)
    marks = np.nan_to_num(ratio) > 1.1
    doses = doses_of(diary)
    shown = sum(dose(doses, name) for name in ("session_10_30", "session_30_100", "session_over_100"))
    assert np.array_equal(shown > 0, any_of_last(marks[None], 7)[0])


def test_windows_by_hand():
    values = np.array([[1.0, 2.0, np.nan, 4.0]])
    assert mean_of_last(values, 2, np.array([[3.0]]), until=1).tolist() == [[3.0, 2.0, 1.5, 2.0]]
    assert latest_mark(np.array([[3, 0, 1, 0]]), 2).tolist() == [[3, 3, 1, 1]]
    assert any_of_last(np.array([[False, True, False, False]]), 2).tolist() == [[False, True, True, False]]


def test_usual_is_read_before_the_last_weeks():
    stress = [3.0] * 140 + [9.0] * 42
    runs = [(day, Run(10, 60, 4)) for day in range(0, 140, 2)]
    usual = Usual.of_diary(Diary.build(182, runs=runs, stress=stress))
    assert usual.stress[0, 0] == 3.0
    assert usual.minutes[0, 0] == pytest.approx(30.0)
    assert usual.run_load[0, 0] == pytest.approx(240.0)
    assert np.isnan(usual.sleep_h[0, 0])
