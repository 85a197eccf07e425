import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from toolkit.content.evidence import evidence
from toolkit.history import Diaries, Diary, LoadMeasures, Run, Runner, simulate_many
from toolkit.history.load import (
    acwr_ewma,
    acwr_rolling,
    acwr_uncoupled,
    ewma,
    fitness_fatigue,
    longest_before,
    monotony,
    rolling_mean,
    single_run_ratio,
    strain,
    week_to_week,
)

NAN = float("nan")
LOADS = arrays(
    np.float64, st.integers(1, 90), elements=st.one_of(st.just(NAN), st.just(0.0), st.floats(0, 900))
)


@given(LOADS, st.integers(1, 30))
@settings(deadline=None)
def test_rolling_mean_is_the_mean_of_what_is_known(load, days):
    means = rolling_mean(load, days)
    for day in range(len(load)):
        window = load[max(day - days + 1, 0) : day + 1]
        known = window[~np.isnan(window)]
        if len(window) < days or len(known) < math.ceil(0.75 * days):
            assert np.isnan(means[day])
        else:
            assert means[day] == pytest.approx(known.mean(), abs=1e-9)


@given(LOADS, st.integers(1, 40))
@settings(deadline=None)
def test_longest_before_looks_at_the_days_before_and_not_at_today(runs, days):
    longest = longest_before(runs, days)
    for day in range(len(runs)):
        window = runs[max(day - days, 0) : day]
        known = window[~np.isnan(window)]
        if len(known) < 14 or known.max(initial=0) == 0:
            assert np.isnan(longest[day])
        else:
            assert longest[day] == known.max()


def test_a_run_against_the_longest_of_thirty_days():
    runs = np.zeros(60)
    runs[[3, 10, 20, 41, 55]] = [10, 12, 15, 16, 24]
    ratio = single_run_ratio(runs)
    assert ratio[20] == 15 / 12
    assert ratio[41] == 16 / 15, "the run of day 20 lies 21 days back"
    assert ratio[55] == 24 / 16, "that of day 20 no longer counts"
    assert np.isnan(ratio[10]), "only ten days are known"
    assert np.isnan(ratio[[0, 30, 59]]).all(), "days without a run"


def test_after_thirty_days_without_a_run_there_is_nothing_to_compare_with():
    runs = np.zeros(80)
    runs[[5, 36, 67]] = 10
    assert np.isnan(single_run_ratio(runs)[36])
    runs[6] = 8
    assert single_run_ratio(runs)[36] == 10 / 8, "day 6 is the thirtieth before day 36, day 5 is not in it"


def test_acute_chronic_ratios_by_hand():
    load = np.array([100.0] * 21 + [200.0] * 7)
    assert acwr_rolling(load)[-1] == pytest.approx(200 / 125)
    assert acwr_uncoupled(load)[-1] == pytest.approx(2)
    assert np.isnan(acwr_rolling(load)[:-1]).all()
    assert np.isnan(acwr_uncoupled(load)[:-1]).all()
    assert np.isnan(acwr_ewma(load)[:27]).all()
    short, long = 100.0, 100.0
    for _ in range(7):
        short, long = 0.25 * 200 + 0.75 * short, 2 / 29 * 200 + 27 / 29 * long
    assert acwr_ewma(load)[-1] == pytest.approx(short / long)


def test_the_weight_of_today_is_the_published_one_and_not_that_of_a_time_constant():
    assert ewma(np.array([0.0, 1.0]), 7)[1] == evidence().figures["williams2017-acute-weight"].value
    assert ewma(np.array([0.0, 1.0]), 7)[1] != pytest.approx(1 - math.exp(-1 / 7), abs=0.05)


@given(LOADS)
@settings(deadline=None)
def test_the_coupled_ratio_never_passes_four_and_nothing_divides_by_nought(load):
    for measure in (acwr_rolling, acwr_uncoupled, acwr_ewma, week_to_week, monotony, strain):
        values = measure(load)
        assert values.shape == load.shape
        assert not np.isinf(values).any(), measure.__name__
        assert (values[~np.isnan(values)] >= 0).all()
    ratio = acwr_rolling(np.nan_to_num(load))
    assert (ratio[~np.isnan(ratio)] <= 4 + 1e-9).all()


def test_after_a_break_the_ratios_are_undefined_and_not_infinite():
    load = np.array([300.0] * 30 + [0.0] * 40 + [300.0])
    assert np.isnan(acwr_uncoupled(load)[-1])
    assert np.isnan(week_to_week(load)[-1])
    assert acwr_rolling(load)[-1] == pytest.approx(4)
    assert np.isnan(acwr_rolling(load)[-2])


def test_monotony_takes_the_population_deviation():
    load = np.array([0.0, 400, 0, 300, 0, 500, 0])
    assert monotony(load)[-1] == pytest.approx(load.mean() / load.std(ddof=0))
    assert monotony(load)[-1] != pytest.approx(load.mean() / load.std(ddof=1), rel=0.05)
    assert strain(load)[-1] == pytest.approx(load.sum() * load.mean() / load.std())
    assert np.isnan(monotony(np.full(7, 0.1 + 0.2))[-1]), "all days alike"
    assert np.isnan(monotony(np.zeros(7))[-1])
    assert np.isnan(monotony(np.array([1.0, 2, NAN, 3, 4, 5, 6]))[-1])


def test_an_unknown_day_is_no_day_of_rest():
    load = np.tile([100.0, 300.0], 21)
    gap = load.copy()
    gap[-3] = NAN
    zero = load.copy()
    zero[-3] = 0
    assert acwr_rolling(gap)[-1] > acwr_rolling(zero)[-1]
    assert ewma(gap, 7)[-3] == ewma(gap, 7)[-4]
    gap[-6:] = NAN
    assert np.isnan(acwr_rolling(gap)[-1]), "six of seven days unknown"


def test_fitness_and_fatigue_fade_with_their_time_constants():
    load = np.array([0.0] * 28 + [280.0] + [0.0] * 60)
    fitness, fatigue, form = fitness_fatigue(load)
    assert fitness[28 + 42] / fitness[28] == pytest.approx(math.exp(-1))
    assert fatigue[28 + 7] / fatigue[28] == pytest.approx(math.exp(-1))
    assert fitness[28] == pytest.approx(280 * (1 - math.exp(-1 / 42)))
    assert form == pytest.approx(fitness - 2 * fatigue)
    assert form[28] < 0 < form[-1], "tired first, fitter later"
    steady = fitness_fatigue(np.full(100, 50.0))
    assert steady[0] == pytest.approx(50)
    assert np.isfinite(fitness_fatigue(np.array([NAN, 5.0, NAN]))[0]).all()


def test_many_diaries_at_once_are_each_on_its_own():
    lived = simulate_many(Runner(), lives=3)
    together = LoadMeasures.of(lived)
    for life in range(3):
        alone = LoadMeasures.of(lived[life])
        for name in vars(alone):
            first, second = getattr(alone, name), getattr(together, name)[life]
            assert np.allclose(first, second, rtol=1e-12, atol=0, equal_nan=True), name
    assert np.isfinite(together.single_run_ratio).any()


def test_the_longest_run_counts_and_not_the_sum_of_a_day():
    runs = [(day, Run(8, 48)) for day in range(20)] + [(20, Run(7, 42)), (20, Run(6, 36))]
    measures = LoadMeasures.of(Diary.build(21, runs=runs))
    assert measures.single_run_ratio[20] == 7 / 8
    both = Diaries.of([Diary.build(21, runs=runs)])
    assert LoadMeasures.of(both).single_run_ratio[0, 20] == 7 / 8
