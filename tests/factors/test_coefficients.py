import numpy as np
import pytest

from toolkit.content.factors import CAUSES, ELEMENTS, factors_file
from toolkit.factors.coefficients import (
    coefficients,
    daily_hazard,
    factors_known,
    hazard_ratio_of_odds,
    layout,
)


def test_draws_meet_each_interval():
    drawn = coefficients(20_000, 5)
    for at, name in enumerate(ELEMENTS):
        for cause, effect in factors_file().elements[name].effects.items():
            low, high = np.exp(np.quantile(drawn.log_effects[at, CAUSES.index(cause)], [0.025, 0.975]))
            assert np.log(low) == pytest.approx(np.log(effect.low), abs=0.05)
            assert np.log(high) == pytest.approx(np.log(effect.high), abs=0.05)


def test_draws_lie_around_the_value():
    drawn, centre = coefficients(20_000), coefficients()
    medians = np.median(drawn.log_effects, axis=-1)
    assert np.allclose(medians, centre.log_effects[..., 0], atol=0.02)


def test_one_element_has_one_luck_for_all_causes():
    drawn = coefficients(500)
    sleep = drawn.log_effects[ELEMENTS.index("sleep_quality")]
    assert np.corrcoef(sleep[0], sleep[1])[0, 1] > 0.99
    other = drawn.log_effects[ELEMENTS.index("session_10_30")]
    assert abs(np.corrcoef(sleep[1], other[1])[0, 1]) < 0.2


def test_the_first_draws_do_not_depend_on_how_many_follow():
    assert np.array_equal(coefficients(50).base, coefficients(200).base[:, :50])


def test_another_seed_draws_otherwise():
    assert not np.array_equal(coefficients(50, 1).base, coefficients(50, 2).base)


def test_a_dial_multiplies_log_effects_of_its_factor_alone():
    centre = coefficients()
    dialled = centre.dialled({"biomechanics": 10.0})
    own = layout().of(["biomechanics"])
    assert np.allclose(dialled.log_effects[own], 10 * centre.log_effects[own])
    assert np.array_equal(dialled.log_effects[~own], centre.log_effects[~own])


def test_causes_without_an_effect_are_left_alone():
    centre = coefficients()
    past = centre.log_effects[ELEMENTS.index("past_episodes"), :, 0]
    assert past[0] > 0
    assert (past[1:] == 0).all()


@pytest.mark.parametrize("risk", [0.05, 0.33, 0.7])
@pytest.mark.parametrize("odds", [0.5, 1.0, 3.18])
def test_odds_become_the_hazard_ratio_of_the_same_two_risks(odds, risk):
    ratio = hazard_ratio_of_odds(odds, risk)
    other = 1 - (1 - risk) ** ratio
    assert other / (1 - other) == pytest.approx(odds * risk / (1 - risk))


def test_a_year_of_the_daily_hazard_gives_the_incidence():
    assert 1 - np.exp(-365 * daily_hazard(np.array(0.08))) == pytest.approx(0.08)


def test_an_unknown_factor_is_named():
    with pytest.raises(ValueError, match="There is no factor 'gait'"):
        factors_known(["sleep", "gait"])
