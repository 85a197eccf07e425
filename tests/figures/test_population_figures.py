import numpy as np
import pytest

from toolkit.cases.lived_population import lived_population, lived_trial
from toolkit.content.factors import FACTORS
from toolkit.factors.cohort import RISK_EDGES, Cohort
from toolkit.figures.population_figures import FEWEST, by_number, one_factor, who_has_them
from toolkit.figures.trial_figure import trial_figure


@pytest.fixture(scope="module")
def lived():
    return lived_population(7, 2000)


def empty():
    return Cohort(
        runners=10,
        asked=10,
        weeks=52,
        days=np.full(128, 10),
        onsets=np.zeros((128, 4), dtype=int),
        by_week=np.zeros((52, 4), dtype=int),
        risk_runners=np.zeros(11, dtype=int),
        risk_onsets=np.zeros(11, dtype=int),
    )


def test_only_groups_with_enough_episodes_are_drawn_and_all_are_in_the_table(lived):
    figure = by_number(lived)
    enough = [count for count, _, onsets, _ in lived.by_number() if onsets >= FEWEST]
    assert list(figure.data[1]["x"]) == enough
    assert len(figure.table.rows) == len(FACTORS) + 1
    assert sum(int(row[2]) for row in figure.table.rows) == lived.by_week.sum()


def test_intervals_hold_the_rates(lived):
    figure = by_number(lived)
    ends = figure.data[0]["y"].reshape(-1, 3)
    assert np.all(ends[:, 0] <= figure.data[1]["y"])
    assert np.all(figure.data[1]["y"] <= ends[:, 1])


def test_too_few_episodes_are_not_told():
    assert "Too few episodes" in by_number(empty()).reading
    assert "Too few episodes" in one_factor(empty()).reading


def test_shares_add_up_to_all(lived):
    figure = who_has_them(lived, 0.2)
    for trace in figure.data:
        assert trace["y"].sum() == pytest.approx(100)
    assert figure.layout["shapes"][0]["x0"] == list(RISK_EDGES).index(0.2) - 0.5


def test_the_paradox_is_read_from_the_counts(lived):
    below = RISK_EDGES[1:] <= 0.2
    share = lived.risk_onsets[below].sum() / lived.risk_onsets.sum()
    assert f"have {100 * share:.0f} % of all episodes" in who_has_them(lived, 0.2).reading


def test_each_factor_has_a_rate_with_and_without(lived):
    figure = one_factor(lived)
    with_, without = figure.data[3]["x"], figure.data[1]["x"]
    assert len(with_) == len(without) == len(FACTORS)
    at = FACTORS.index("training")
    assert with_[at] == pytest.approx(100 * lived.with_and_without("training")[0].value)
    assert without[at] == pytest.approx(100 * lived.with_and_without("training")[1].value)
    assert with_[at] > without[at]


def test_the_trial_marks_the_line_that_is_drawn():
    curves = lived_trial(7)
    chosen = next(curve for curve in curves if curve.metric == "acwr_rolling")
    figure = trial_figure(curves, "acwr_rolling", 1.5)
    hits, alarms = chosen.at(1.5)
    assert figure.data[-1]["x"][0] == pytest.approx(100 * alarms)
    assert figure.data[-1]["y"][0] == pytest.approx(100 * hits)
    assert figure.reading == chosen.words(1.5)
    assert len(figure.table.rows) == len(curves)
