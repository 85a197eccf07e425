from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.factors import FACTORS
from toolkit.factors.shapley import ALL_ON, first_and_last, shapley_parts, steps


def worth(seed):
    return np.random.default_rng(seed).random(128)


def test_it_is_the_mean_over_all_5040_orders():
    value = worth(3)
    summed = np.zeros(7)
    for order in permutations(range(7)):
        subset = 0
        for at in order:
            summed[at] += value[subset | 1 << at] - value[subset]
            subset |= 1 << at
    assert np.allclose(shapley_parts(value), summed / 5040, atol=1e-13)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**6))
def test_the_parts_sum_to_the_whole(seed):
    value = worth(seed)
    assert shapley_parts(value).sum() == pytest.approx(value[ALL_ON] - value[0], abs=1e-13)


def test_a_factor_that_does_nothing_has_no_part_and_equals_share_alike():
    has = np.array([[subset >> at & 1 for at in range(7)] for subset in range(128)])
    value = np.minimum(has[:, 0] + has[:, 1], 1) * 0.4
    assert np.allclose(shapley_parts(value), [0.2, 0.2, 0, 0, 0, 0, 0])


def test_draws_are_split_each():
    value = np.stack([worth(1), worth(2)], axis=1)
    assert np.allclose(shapley_parts(value)[:, 1], shapley_parts(value[:, 1]))


def test_steps_follow_the_order():
    value = worth(5)
    order = FACTORS[::-1]
    added = steps(value, order)
    assert added[0] == value[1 << 6] - value[0]
    assert added.sum() == pytest.approx(value[ALL_ON] - value[0])
    assert first_and_last(value, "inactivity") == (value[1] - value[0], value[127] - value[126])


def test_an_order_holds_each_factor_once():
    with pytest.raises(ValueError, match="each of the seven factors once"):
        steps(worth(1), (*FACTORS[:6], FACTORS[0]))
