import numpy as np
import pytest

from toolkit.content.factors import CAUSES
from toolkit.factors import CombinedFactorModel
from toolkit.factors.band import band, banded, percent
from toolkit.history import Diary, Episode, LongRun, Runner, ShortNights, simulate

ANA = Runner(name="Ana")


def hazards(events=(), **options):
    return CombinedFactorModel(**options).hazards(simulate(ANA, events, seed=7), ANA)


def test_shapes_and_bands():
    read = hazards([LongRun(week=-2)])
    assert read.value.shape == read.low.shape == (182, 4)
    assert read.total.shape == read.times.shape == (182,)
    assert (read.low <= read.value).all()
    assert (read.value <= read.high).all()
    assert (read.total_low <= read.total).all()
    assert (read.times_low <= read.times_high).all()
    assert np.allclose(read.value.sum(axis=1), read.total)
    assert np.array_equal(read.of("tendon"), read.value[:, CAUSES.index("tendon")])


def test_a_quiet_runner_is_at_habitual_and_a_long_run_raises_it():
    quiet, spiked = hazards(), hazards([LongRun(week=-1, percent=100), ShortNights(week=-1, hours=3)])
    assert np.median(quiet.times[30:]) == pytest.approx(1.0, abs=0.08)
    assert spiked.times[-1] > 1.3
    assert np.allclose(quiet.total[:150], spiked.total[:150])
    assert np.allclose(quiet.habitual, quiet.habitual[0])


def test_the_sentence_tells_times_habitual_with_its_band():
    words = hazards([LongRun(week=-1)]).words(-1)
    assert "times Ana's habitual one (band" in words
    assert "threshold" not in words


def test_no_hazard_of_a_new_episode_once_pain_has_begun():
    quiet = simulate(ANA, [], seed=1)
    runs = [(day, run) for day, each in enumerate(quiet.runs) for run in each]
    hurt = Diary.build(182, runs=runs, episodes=[Episode(100, 6.0)])
    read = CombinedFactorModel().hazards(hurt, ANA)
    assert np.isfinite(read.total[:101]).all()
    assert np.isnan(read.total[101:]).all()
    assert np.isnan(read.value[101:]).all()


def test_off_lowers_and_the_additive_rival_lies_below_the_interacting():
    events = [LongRun(week=-1, percent=100), ShortNights(week=-2, hours=3)]
    assert hazards(events, off={"training"}).total[-1] < hazards(events).total[-1]
    assert hazards(events, rival="additive").total[-1] < hazards(events).total[-1]


def test_arrays_are_locked():
    with pytest.raises(ValueError, match="read-only"):
        hazards().total[0] = 1


def test_a_band_is_the_middle_95_per_cent():
    draws = np.random.default_rng(1).normal(size=(3, 1001))
    low, high = band(draws)
    assert np.allclose(low, np.quantile(draws, 0.025, axis=1))
    assert np.allclose(high, np.quantile(draws, 0.975, axis=1))
    assert banded(9.0, np.zeros(10)).high == 9.0


@pytest.mark.parametrize(("share", "words"), [(0.5, "50 %"), (0.0149, "1.5 %"), (-0.004, "-0.40 %")])
def test_per_cent_has_as_many_digits_as_it_bears(share, words):
    assert percent(share) == words
