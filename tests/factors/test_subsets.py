import numpy as np
import pytest

from toolkit.content.factors import FACTORS
from toolkit.factors.coefficients import coefficients
from toolkit.factors.combining import Rival, at_risk, hazard, multipliers, reference
from toolkit.factors.doses import Lived, kept, read_doses
from toolkit.factors.standing import Standing
from toolkit.factors.subsets import _counted, read_subsets, summed_with_bounds
from toolkit.factors.usual import Usual
from toolkit.history import LongRun, Runner, ShortNights, StressPeriod, TrainingBreak, simulate

RUNNER = Runner(
    past_episodes=1, weeks_since_last_episode=20, susceptibility=0.7, biomechanics_z=1, years_running=1
)
EVENTS = [
    LongRun(week=-2, percent=60),
    ShortNights(week=-3),
    StressPeriod(week=-4, weeks=4),
    TrainingBreak(week=-8, weeks=4),
]


def window(runner=RUNNER):
    diary = simulate(runner, EVENTS, seed=4)
    doses = read_doses(Lived.of(diary), Usual.of_runners([runner]), Standing.of([runner]))
    return doses.last(182, 28)


def on(subset):
    return frozenset(factor for at, factor in enumerate(FACTORS) if subset >> at & 1)


@pytest.mark.parametrize("rival", list(Rival))
def test_each_of_the_128_is_the_hazard_with_those_factors_alone(rival):
    doses = window()
    chance = read_subsets(doses, coefficients(), rival).chance[:, 0]
    assert chance.shape == (128,)
    for subset in range(128):
        summed = hazard(kept(doses, on(subset)), coefficients(), rival).sum()
        assert chance[subset] == pytest.approx(-np.expm1(-summed), abs=1e-14)


@pytest.mark.parametrize("rival", list(Rival))
def test_the_quick_way_agrees_with_the_careful_one(rival):
    doses, drawn = window(), coefficients(25)
    base = (reference(doses, drawn) * at_risk(doses, drawn))[0]
    slow = summed_with_bounds(_counted(multipliers(doses, drawn), rival), base, rival, drawn.cap)
    quick = read_subsets(doses, drawn, rival).chance
    assert np.allclose(quick, -np.expm1(-slow.sum(axis=1)), rtol=2e-5)


def test_where_the_cap_is_reached_it_holds_in_every_subset():
    runner = Runner(susceptibility=4, past_episodes=5, weeks_since_last_episode=1)
    doses = window(runner)
    chance = read_subsets(doses, coefficients(), Rival.INTERACTING).chance[:, 0]
    for subset in (0, 17, 20, 63, 127):
        summed = hazard(kept(doses, on(subset)), coefficients()).sum()
        assert chance[subset] == pytest.approx(-np.expm1(-summed), abs=1e-14)
    assert chance[127] < 28 * 10 * coefficients().base.sum() * 1.001
