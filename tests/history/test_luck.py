import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.history.luck import cells, normal, normal_in, uniform, uniform_in

WHOLE = st.integers(-(2**31), 2**31)


def test_the_same_bits_on_every_machine():
    # Written down once; another value here means that every shipped case changes.
    assert [x.hex() for x in uniform(7, "night", [0, 1], -1)] == [
        "0x1.e011fb7ed5000p-10",
        "0x1.397cad5e4e1f6p-1",
    ]
    assert normal(7, "night", [0, 1, 2], [-1, -2, -3]).tolist() == [-2.900713, -0.632159, -0.687706]


def test_each_of_seed_runner_day_and_decision_matters():
    here = uniform(7, "night", 3, -5)[0]
    others = (
        uniform(8, "night", 3, -5),
        uniform(7, "day", 3, -5),
        uniform(7, "night", 4, -5),
        uniform(7, "night", 3, -6),
        uniform(7, "night", -5, 3),
    )
    assert all(other[0] != here for other in others)


@given(seed=WHOLE, runners=st.lists(WHOLE, min_size=1, max_size=5), day=WHOLE)
def test_a_batch_gives_each_what_it_gets_alone(seed, runners, day):
    batch = uniform(seed, "x", runners, day)
    assert batch.tolist() == [uniform(seed, "x", runner, day)[0] for runner in runners]
    assert ((batch >= 0) & (batch < 1)).all()


def test_cells_and_direct_draws_agree():
    grid = cells(3, np.arange(4)[None, :], np.arange(-6, 0)[:, None])
    assert (uniform_in(grid, "x") == uniform(3, "x", np.arange(4)[None, :], np.arange(-6, 0)[:, None])).all()
    assert (normal_in(grid, "x") == normal(3, "x", np.arange(4)[None, :], np.arange(-6, 0)[:, None])).all()


def test_luck_is_even_and_unrelated_to_its_neighbours():
    luck = uniform(1, "x", np.arange(500)[None, :], np.arange(-365, 0)[:, None])
    other = uniform(1, "y", np.arange(500)[None, :], np.arange(-365, 0)[:, None])
    counts = np.histogram(luck, bins=64, range=(0, 1))[0]
    expected = luck.size / 64
    assert (
        (counts - expected) ** 2 / expected
    ).sum() < 120  # chi-squared, 63 degrees of freedom: p about 1e-5
    for first, second in ((luck[1:], luck[:-1]), (luck[:, 1:], luck[:, :-1]), (luck, other)):
        assert abs(np.corrcoef(first.ravel(), second.ravel())[0, 1]) < 0.012
    z = normal(1, "x", np.arange(500)[None, :], np.arange(-365, 0)[:, None])
    assert abs(z.mean()) < 0.01
    assert abs(z.std() - 1) < 0.01
    assert abs((np.abs(z) > 1.959964).mean() - 0.05) < 0.003


def test_half_a_day_is_refused():
    with pytest.raises(TypeError, match="whole numbers"):
        uniform(1, "x", 0, -0.5)
