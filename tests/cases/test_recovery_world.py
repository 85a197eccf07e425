"""A world's study grows in steps, and every step is part of the whole."""

from itertools import pairwise
from math import exp

import numpy as np
import pytest

from toolkit.cases.recovery_world import SIZES, found_in, hidden_in, next_stop, studied
from toolkit.content.factors import FACTORS
from toolkit.content.recovery_lab import recovery_lab
from toolkit.factors import recover


def test_steps_pass_through_every_size_and_none_is_long():
    stops = [1]
    while stops[-1] < SIZES[-1]:
        stops.append(next_stop(stops[-1]))
    assert set(SIZES) <= set(stops)
    assert max(high - low for low, high in pairwise(stops)) <= 500


def test_a_study_in_steps_finds_what_one_at_once_finds():
    weights = recover(400, seed=6, incidence=recovery_lab().world.incidence.value).weights
    for step, whole in zip(found_in(6, 400, FACTORS).weights, weights, strict=True):
        assert step.hidden == whole.hidden == hidden_in(6)[step.factor]
        assert step.found.value == pytest.approx(whole.found.value, abs=1e-9)


def test_only_whole_steps_are_studied():
    with pytest.raises(ValueError, match="one of these numbers"):
        studied(1, 30)


def test_no_hidden_weight_is_larger_than_said():
    strongest = max(max(hidden_in(seed).values()) for seed in range(200))
    assert exp(strongest) == pytest.approx(recovery_lab().world.strongest.value, abs=0.05)


def test_what_comes_with_sleep_misleads_and_its_analysis_mends():
    """In the world the page opens with: alone the interval misses, with stress and load it holds."""
    hidden = hidden_in(210)["sleep"]
    alone = found_in(210, 2000, ("sleep",)).weights[0]
    adjusted = found_in(210, 2000, ("sleep", "stress", "training")).weights[0]
    assert alone.found.low > hidden
    assert adjusted.inside
    assert np.isclose(adjusted.found.high - adjusted.found.low, alone.found.high - alone.found.low, rtol=0.25)
