import numpy as np
import pytest

from toolkit.content.factors import METRICS, factors_file
from toolkit.factors import CombinedFactorModel, metric_trial
from toolkit.factors.cohort import live_block
from toolkit.factors.metric_trial import _most_of_week
from toolkit.history import load

CURVES = {curve.metric: curve for curve in metric_trial(1000, seed=4)}


def test_every_measure_is_tried():
    assert tuple(CURVES) == METRICS
    for curve in CURVES.values():
        assert (np.diff(curve.hits) <= 1e-12).all()
        assert (np.diff(curve.false_alarms) <= 1e-12).all()
        assert 0 <= curve.false_alarms[-1] <= curve.false_alarms[0] <= 1
        assert "{" not in curve.words()
        assert curve.found == factors_file().metrics[curve.metric].found


@pytest.mark.parametrize(
    ("metric", "column"), [("single_run_ratio", "longest_run_km"), ("acwr_rolling", "session_load_au")]
)
def test_hits_alarms_and_ranks_by_plain_counting(metric, column):
    curve = {each.metric: each for each in metric_trial(200, weeks=10, seed=4)}[metric]
    _, by_cause, lived = live_block(np.arange(200), weeks=10, seed=4, model=CombinedFactorModel())
    values = getattr(load, metric)(getattr(lived, column))
    week = np.array([[np.nanmax([-1, *values[life, max(day - 6, 0) : day + 1]]) for day in range(35, 70)]
                     for life in range(200)]).ravel()  # fmt: skip
    chance = -np.expm1(-by_cause.sum(axis=2)[:, 35:]).ravel()
    for line in (curve.thresholds[100], curve.thresholds[200]):
        hits, alarms = curve.at(line)
        assert hits == pytest.approx(chance[week >= line].sum() / chance.sum())
        assert alarms == pytest.approx((1 - chance)[week >= line].sum() / (1 - chance).sum())
    some = np.random.default_rng(1).choice(len(week), 1500, replace=False)
    ranked = week[some]
    pairs = (ranked[:, None] > ranked) + 0.5 * (ranked[:, None] == ranked)
    weights = chance[some][:, None] * (1 - chance[some])
    assert curve.auc == pytest.approx((pairs * weights).sum() / weights.sum(), abs=0.04)


def test_the_measure_that_the_truth_is_built_on_does_best_but_not_well():
    load_alone = {c.metric: c.auc for c in metric_trial(600, seed=4, model=CombinedFactorModel("load_only"))}
    assert max(load_alone, key=load_alone.get) == "single_run_ratio"
    assert 0.5 < CURVES["single_run_ratio"].auc < 0.65


def test_where_training_does_nothing_no_measure_tells_anything():
    deaf = metric_trial(600, seed=4, model=CombinedFactorModel(off={"training", "sleep", "inactivity"}))
    assert all(0.4 < curve.auc < 0.53 for curve in deaf)


def test_the_largest_of_the_week_leaves_out_what_is_undefined():
    values = np.array([[1.0, np.nan, 0.5, np.nan, np.nan, np.nan, np.nan, np.nan, np.nan]])
    assert _most_of_week(values)[0, 2] == 1.0
    assert _most_of_week(values)[0, 7] == 0.5
    assert _most_of_week(values)[0, 8] == 0.5


def test_too_short_a_trial_is_refused():
    with pytest.raises(ValueError, match="take five weeks"):
        metric_trial(10, weeks=5)


def test_processes_agree():
    one, two = metric_trial(700, weeks=8, workers=1), metric_trial(700, weeks=8, workers=2)
    assert all(np.array_equal(a.hits, b.hits) for a, b in zip(one, two, strict=True))


def test_rolling_or_exponentially_weighted_makes_little_difference():
    """As a simulation of runners by others found (hulme2019)."""
    assert CURVES["acwr_ewma"].auc == pytest.approx(CURVES["acwr_rolling"].auc, abs=0.03)
