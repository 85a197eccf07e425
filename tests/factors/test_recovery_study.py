"""Studies put together: days alike are counted together, and nobody changes when others are studied too."""

import numpy as np
import pytest

from toolkit.content.factors import FACTORS
from toolkit.factors.recovery import _fitted, analyse, hidden_weights, recover
from toolkit.factors.recovery_study import study

HIDDEN = {"sleep": 0.7, "stress": 0.4}


def same(one, other):
    return all(
        np.array_equal(getattr(one, part), getattr(other, part)) for part in ("quarters", "days", "onsets")
    )


def test_a_study_in_pieces_is_the_study():
    whole = study(0, 60, weeks=20, seed=4, weights=HIDDEN)
    pieces = study(0, 1, weeks=20, seed=4, weights=HIDDEN)
    for start, stop in ((1, 7), (7, 60)):
        pieces = pieces.joined(study(start, stop, weeks=20, seed=4, weights=HIDDEN))
    assert pieces.runners == whole.runners == 60
    assert same(whole, pieces)


def test_kinds_of_days_are_counted_once_and_no_day_is_lost():
    seen = study(0, 40, weeks=26, seed=2, weights={}, incidence=0.0001)
    assert len(np.unique(seen.quarters, axis=0)) == len(seen.quarters)
    assert seen.episodes == 0
    assert seen.days.sum() == 40 * 26 * 7


def test_after_an_episode_no_day_counts():
    seen = study(0, 200, weeks=52, seed=2, weights={}, incidence=0.9)
    assert seen.episodes > 150
    assert seen.days.sum() < 0.6 * 200 * 364
    assert (seen.onsets <= seen.days).all()


def test_counting_together_changes_no_estimate():
    seen = study(0, 300, weeks=26, seed=5, weights=HIDDEN)
    used = [FACTORS.index(factor) for factor in ("sleep", "stress")]
    one_by_one = np.repeat(seen.doses[:, used], seen.days, axis=0)
    began = np.concatenate(
        [np.arange(days) < onsets for days, onsets in zip(seen.days, seen.onsets, strict=True)]
    )
    together = analyse(seen, HIDDEN, ("sleep", "stress")).weights
    for weight, found in zip(together, _fitted(one_by_one, began), strict=True):
        assert weight.found.value == pytest.approx(found.value, abs=1e-9)
        assert weight.found.low == pytest.approx(found.low, abs=1e-9)


def test_rates_by_dose_hold_all_days_and_episodes():
    seen = study(0, 100, weeks=26, seed=5, weights=HIDDEN)
    rates = seen.rates("sleep")
    assert [dose for dose, *_ in rates] == [0, 0.25, 0.5, 0.75, 1]
    assert sum(days for _, days, *_ in rates) == seen.days.sum()
    assert sum(onsets for _, _, onsets, _ in rates) == seen.episodes
    assert all(rate.low <= rate.value <= rate.high for *_, rate in rates)


def test_recover_is_study_and_analysis():
    weights = hidden_weights(8)
    assert recover(150, seed=8, weeks=30) == analyse(
        study(0, 150, weeks=30, seed=8, weights=weights), weights
    )


@pytest.mark.parametrize(("start", "stop"), [(0, 0), (5, 5), (-1, 3), (0, 10_001)])
def test_no_runner_or_too_many_are_refused(start, stop):
    with pytest.raises(ValueError, match="Recovery takes 1 to"):
        study(start, stop, weights={})


def test_studies_of_different_length_stay_apart():
    with pytest.raises(ValueError, match="cannot be put together"):
        study(0, 1, weeks=4, weights={}).joined(study(1, 2, weeks=5, weights={}))
