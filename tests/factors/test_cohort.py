import pickle
import tracemalloc
from functools import partial

import numpy as np
import pytest

from toolkit.content.factors import CAUSES, FACTORS
from toolkit.factors import CombinedFactorModel
from toolkit.factors.cohort import RISK_EDGES, _share, cohort, factors_present, live_block, yearly_rate
from toolkit.factors.population import draw_happenings, draw_people
from toolkit.factors.sharing import shared
from toolkit.history import LongRun, simulate_many
from toolkit.history.footprint import Footprint

ORDINARY = CombinedFactorModel()
COUNTS = ("days", "onsets", "by_week", "risk_runners", "risk_onsets")


def collected(n, **options):
    rows = []
    result = cohort(n, weeks=12, seed=3, each_block=rows.append, **options)
    columns = {name: np.concatenate([block[name] for block in rows]) for name in rows[0]}
    return result, columns


def test_counts_are_those_of_the_rows():
    result, rows = collected(1200, workers=1)
    hurt = rows["onset_day"] >= 0
    assert result.runners == len(rows["runner"]) == 1200
    assert result.onsets.sum() == result.by_week.sum() == result.risk_onsets.sum() == hurt.sum() > 0
    until = np.where(hurt, rows["onset_day"] + 1, 84)
    assert result.days.sum() == until.sum()
    for at in range(len(CAUSES)):
        assert result.by_week[:, at].sum() == (rows["cause"] == at).sum()
    assert result.incidence().value == pytest.approx(hurt.mean())
    high = rows["chance"] >= RISK_EDGES[6]
    assert result.risk_runners[6:].sum() == high.sum()


def test_more_processes_count_the_same():
    alone, rows = collected(1700, workers=1)
    together, others = collected(1700, workers=2)
    for name in COUNTS:
        assert np.array_equal(getattr(alone, name), getattr(together, name))
    assert np.array_equal(rows["onset_day"], others["onset_day"])
    assert np.array_equal(others["runner"], np.arange(1700))


def test_a_runner_is_the_same_in_any_cohort():
    _, few = collected(300, workers=1)
    _, many = collected(900, workers=1)
    for name in few:
        assert np.array_equal(few[name], many[name][:300])


def test_progress_and_stop():
    told = []
    result = cohort(
        2500,
        weeks=4,
        workers=1,
        progress=lambda done, n: told.append((done, n)),
        stop=lambda: told[-1][0] >= 1000,
    )
    assert told == [(500, 2500), (1000, 2500)]
    assert result.runners == 1000
    assert not result.complete
    assert result.asked == 2500


def test_stopping_ends_the_processes():
    result = cohort(4000, weeks=4, workers=2, stop=lambda: True)
    assert result.runners == 500


def test_memory_does_not_grow_with_the_number_of_runners():
    def peak(n):
        tracemalloc.start()
        cohort(n, weeks=4, workers=1)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(500)
    assert peak(5000) < 1.15 * peak(1000)


def test_a_process_that_dies_is_told_in_a_sentence():
    with pytest.raises(ChildProcessError, match=r"process of the cohort failed: .*divmod.* workers=1"):
        list(shared(partial(divmod, "not a number"), [(0, 1), (1, 2)], workers=2))


def test_nobody_is_no_cohort():
    with pytest.raises(ValueError, match="at least one runner"):
        cohort(0)


def test_more_factors_on_a_day_go_with_more_episodes():
    rates = [rate.value for number, _, _, rate in cohort(8000, weeks=26, seed=5).by_number() if number <= 3]
    assert rates == sorted(rates)


def test_off_factors_make_fewer_episodes_of_the_same_luck():
    fewer = cohort(1500, weeks=12, seed=3, workers=1, model=CombinedFactorModel(off={"genetics", "training"}))
    assert fewer.onsets.sum() < cohort(1500, weeks=12, seed=3, workers=1).onsets.sum()


def test_the_prevention_paradox_shares_are_shares():
    result = cohort(3000, weeks=12, seed=3, workers=1)
    runners, onsets = result.from_below(0.2)
    assert 0.5 < runners < 1
    assert 0.2 < onsets < runners
    assert result.from_below(1.0) == (1.0, 1.0)


def test_days_with_a_factor_are_compared_with_days_without():
    with_, without = cohort(4000, weeks=26, seed=3).with_and_without("training")
    assert with_.low > without.high


def test_bits_tell_which_factors_are_there():
    numbers = np.arange(200)
    doses, _, _ = live_block(numbers, weeks=26, seed=1, model=ORDINARY)
    present = factors_present(doses)
    people = draw_people(1, numbers)
    past = present >> FACTORS.index("past_history") & 1
    assert np.array_equal(past[:, -1] == 1, people.standing.past_episodes > 0)
    genes = present >> FACTORS.index("genetics") & 1
    assert np.array_equal(genes[:, 0] == 1, people.standing.liability >= 1)
    spiked = present >> FACTORS.index("training") & 1
    assert 0.05 < spiked.mean() < 0.6


def test_people_are_spread_as_the_file_says():
    people = draw_people(1, np.arange(20_000))
    assert np.median(people.habits.weekly_km) == pytest.approx(28, rel=0.03)
    low, high = np.quantile(people.habits.weekly_km, [0.025, 0.975])
    assert (low, high) == (
        pytest.approx(28 / np.sqrt(75 / 9), rel=0.06),
        pytest.approx(28 * np.sqrt(75 / 9), rel=0.06),
    )
    assert np.bincount(people.standing.past_episodes.astype(int)) / 20_000 == pytest.approx(
        [0.58, 0.2, 0.1, 0.12], abs=0.012
    )


def test_nobody_of_the_population_runs_what_nobody_runs():
    """One jump follows on another by chance; without a limit they multiply to hundreds of kilometres."""
    numbers = np.arange(1000)
    people = draw_people(1, numbers)
    happens = draw_happenings(1, numbers, people, 52)
    lived = simulate_many(people.habits, happens, seed=1, weeks=52, lives=numbers)
    day = lived.distance_km
    week = day.reshape(len(numbers), -1, 7).sum(axis=2) / people.habits.weekly_km[:, None]
    assert np.quantile(day.max(axis=1), 0.95) <= 55
    assert day.max() < 100
    assert np.quantile(week.max(axis=1), 0.95) < 3


def test_a_long_run_of_ones_own_has_no_limit():
    assert np.isinf(Footprint.of([LongRun(week=-1, percent=50)], 28).longest_km).all()


def test_what_happens_comes_at_its_yearly_rate():
    numbers = np.arange(4000)
    people = draw_people(1, numbers)
    happens = draw_happenings(1, numbers, people, 52)
    races = (happens.race_km > 0).sum() / 4000
    assert races == pytest.approx(1.5 * 364 / 365 * 0.96, rel=0.06)  # a few fall into a break
    assert ((happens.race_km > 0).sum(axis=1)[np.arange(364) % 7 != 6] == 0).all()
    assert (~happens.running).mean() == pytest.approx(0.7 / 52 * 4, rel=0.2)


def test_intervals_of_counts():
    share = _share(10, 100)
    assert (share.low, share.high) == (pytest.approx(0.055, abs=0.002), pytest.approx(0.174, abs=0.003))
    assert _share(0, 50).low == 0
    rate = yearly_rate(100, 36_500)
    assert rate.value == pytest.approx(1.0)
    assert rate.low < 0.83
    assert rate.high > 1.19


def test_a_model_travels_to_another_process():
    model = CombinedFactorModel("additive", off={"sleep"}, dials={"training": 2.0}, seed=4)
    other = pickle.loads(pickle.dumps(model))
    assert (other.rival, other.off, other.dials, other.seed) == (
        model.rival,
        model.off,
        model.dials,
        model.seed,
    )
