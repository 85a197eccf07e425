from pathlib import Path

import numpy as np
import pytest

from toolkit.content.evidence import evidence
from toolkit.content.factors import FACTORS
from toolkit.factors import interaction_measures, read_interaction, recover
from toolkit.factors.recovery import _fitted, hidden_weights

REAL = Path(__file__).parents[2] / ".." / "shared" / "real-data" / "factor-interaction" / "HDiscdata.csv"


def test_hidden_weights_come_back_inside_their_intervals():
    """Of 70 intervals of 95 %, 58 or fewer would hold by chance once in 10,000 times."""
    studies = [recover(1500, seed=seed) for seed in range(10)]
    held = sum(weight.inside for study in studies for weight in study.weights)
    assert held >= 60


def test_more_runners_tell_more():
    widths = [
        np.mean([weight.found.high - weight.found.low for weight in recover(n, seed=3).weights])
        for n in (400, 3000)
    ]
    assert widths[1] < 0.5 * widths[0]


def test_one_runner_tells_nothing():
    study = recover(1, seed=2)
    assert all(weight.found is None and not weight.inside for weight in study.weights)
    assert "too few to tell any weight" in study.words


def test_leaving_stress_out_blames_sleep():
    hidden = {"stress": 1.2}
    whole = recover(6000, seed=3, hidden=hidden)
    sleep = {weight.factor: weight for weight in whole.weights}["sleep"]
    alone = recover(6000, seed=3, hidden=hidden, fitted=("sleep",))
    assert sleep.inside
    assert alone.weights[0].found.low > 0
    assert alone.left_out == ("stress",)
    assert "confounding" in alone.words
    assert not whole.left_out


def test_the_fit_is_poisson_regression():
    luck = np.random.default_rng(1)
    x = luck.random((40_000, 2))
    began = luck.random(40_000) < np.exp(-5 + x @ [1.0, -0.5])
    found = _fitted(x, began)
    assert found[0].low < 1.0 < found[0].high
    assert found[1].low < -0.5 < found[1].high
    mean = np.exp(_intercept(x, began, found) + x @ [each.value for each in found])
    assert x.T @ (began - mean) == pytest.approx([0, 0], abs=1e-4)


def _intercept(x, began, found):
    return np.log(began.sum() / np.exp(x @ [each.value for each in found]).sum())


def test_a_factor_that_nobody_has_is_not_told():
    x = np.column_stack([np.random.default_rng(2).random(5000), np.zeros(5000)])
    began = np.random.default_rng(3).random(5000) < 0.02
    found = _fitted(x, began)
    assert found[0] is not None
    assert found[1] is None


def test_hidden_weights_differ_by_seed_and_are_all_seven():
    assert tuple(hidden_weights(1)) == FACTORS
    assert hidden_weights(1) == hidden_weights(1) != hidden_weights(2)


@pytest.mark.parametrize(("runners", "fitted"), [(0, FACTORS), (20_000, FACTORS), (5, ("gait",))])
def test_what_cannot_be_studied_is_refused(runners, fitted):
    with pytest.raises(ValueError, match=r"Recovery takes|no factor"):
        recover(runners, fitted=fitted)


def test_effects_that_add_have_no_excess_and_effects_that_multiply_have_one():
    added = interaction_measures(neither=(100, 900), one=(200, 900), other=(300, 900), both=(400, 900))
    assert added.reri.value == pytest.approx(0)
    assert added.synergy == pytest.approx(1)
    multiplied = interaction_measures(neither=(100, 900), one=(200, 900), other=(300, 900), both=(600, 900))
    assert multiplied.reri.value == pytest.approx(2)
    assert multiplied.ratio.value == pytest.approx(1)
    assert multiplied.attributable == pytest.approx(2 / 6)


def test_the_interval_covers_as_it_should():
    luck = np.random.default_rng(5)
    risk = {"neither": 0.3, "one": 0.4, "other": 0.45, "both": 0.5}
    odds = {name: p / (1 - p) for name, p in risk.items()}
    true = (odds["both"] - odds["one"] - odds["other"]) / odds["neither"] + 1
    held = 0
    for _ in range(400):
        cases = {name: int(luck.binomial(150, p)) for name, p in risk.items()}
        reri = interaction_measures(**{name: (n, 150 - n) for name, n in cases.items()}).reri
        held += reri.low <= true <= reri.high
    assert 0.92 < held / 400 < 0.98


def test_an_empty_cell_is_refused():
    with pytest.raises(ValueError, match="see 'both'"):
        interaction_measures(neither=(1, 1), one=(1, 1), other=(1, 1), both=(0, 5))


def test_a_file_that_does_not_fit_is_told_with_its_line(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("h,a,b\n1,1,0\n0,2,1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Line 3"):
        read_interaction(path, outcome="h", one="a", other="b")
    with pytest.raises(ValueError, match="no column 'c'"):
        read_interaction(path, outcome="h", one="a", other="c")


@pytest.mark.real_data
def test_disc_herniation_by_smoking_and_sport():
    if not REAL.exists():
        pytest.skip("The data set HDiscdata.csv is not beside the project.")
    measures = read_interaction(REAL, outcome="h", one="smk", other="ns")
    assert [round(each.value, 2) for each in (measures.one, measures.other, measures.both)] == [
        1.88,
        2.38,
        1.98,
    ]
    assert round(measures.reri.value, 2) == -1.28
    assert (measures.reri.low, measures.reri.high) == (
        pytest.approx(-3.7, abs=0.1),
        pytest.approx(0.5, abs=0.1),
    )
    assert "cannot be told whether they act together at all" in measures.words
    figures = evidence().figures
    for figure, each in (("smoking", measures.one), ("no-sport", measures.other), ("both", measures.both)):
        assert figures[f"assmann1996-{figure}"].value == round(each.value, 2)
