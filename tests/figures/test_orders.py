import numpy as np
import pytest

from toolkit.cases import Scenario, story_of
from toolkit.content.factors import FACTORS
from toolkit.figures.orders import orders


@pytest.fixture(scope="module")
def split():
    return story_of(Scenario()).attribution


def segments(trace):
    return trace["x"].reshape(-1, 3)[:, :2]


def test_every_order_ends_at_the_same_chance(split):
    figure = orders(split)
    ends = np.max([segments(trace).max(axis=1) for trace in figure.data], axis=0)
    np.testing.assert_allclose(ends, 100 * split.chance.value)


def test_a_factors_segment_is_what_it_adds_in_that_order(split):
    figure = orders(split)
    for at, fall in enumerate(split.waterfalls):
        for factor, trace in zip(FACTORS, figure.data[1:], strict=True):
            start, end = segments(trace)[at]
            assert end - start == pytest.approx(100 * fall.added[fall.order.index(factor)])


def test_the_reading_names_the_factor_that_moves_most(split):
    reach = {
        factor: np.ptp([fall.added[fall.order.index(factor)] for fall in split.waterfalls])
        for factor in FACTORS
    }
    most = max(reach, key=reach.get)
    from toolkit.content.factors import factors_file

    assert f"The part of '{factors_file().factors[most].name.lower()}' moves most" in orders(split).reading


def test_the_table_holds_each_order_and_the_mean(split):
    table = orders(split).table
    assert len(table.rows) == 8
    assert all(len(row) == len(split.waterfalls) + 2 for row in table.rows)
    assert table.rows[FACTORS.index("training")][-1] == split.parts["training"].percent


def test_without_any_factor_every_order_is_alike():
    scenario = Scenario()
    for factor in FACTORS:
        scenario = scenario.with_choice(f"factors.off_{factor}", True)
    assert orders(story_of(scenario).attribution).reading == "In every order each factor gets the same part."
