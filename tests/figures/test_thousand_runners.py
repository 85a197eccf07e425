"""1,000 runners are counted right, drawn as many, and read as drawn."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from toolkit.figures.thousand_runners import Frequencies, thousand_runners

shares = st.floats(0.001, 0.999)


def seen(share, with_it, without_it):
    return Frequencies("Radicular pain", "radicular", "slump test", share, with_it, without_it)


@given(shares, shares, shares)
def test_counts_sum_to_a_thousand_and_none_is_negative(share, with_it, without_it):
    counts = seen(share, with_it, without_it).counts
    assert sum(counts) == 1000
    assert min(counts) >= 0


@given(shares, shares, shares)
def test_belief_moves_the_right_way(share, with_it, without_it):
    about = seen(share, with_it, without_it)
    if with_it > without_it:
        assert about.after >= share >= about.after_absence
    assert abs(about.after * _made(about) + about.after_absence * (1 - _made(about)) - share) < 1e-9


def _made(about):
    return about.share * about.with_it + (1 - about.share) * about.without_it


def test_bayes_by_hand():
    about = seen(0.2, 0.5, 0.1)
    assert about.counts == (100, 100, 80, 720)
    assert abs(about.after - 100 / 180) < 1e-12


def test_each_runner_is_one_dot():
    figure = thousand_runners(seen(0.13, 0.5, 0.15))
    assert len(figure.data) == 4
    spots = np.concatenate([np.stack([trace["x"], trace["y"]], 1) for trace in figure.data])
    assert len(np.unique(spots, axis=0)) == 1000
    assert [len(trace["x"]) for trace in figure.data] == [65, 130, 65, 740]


def test_reading_and_table_say_the_same():
    figure = thousand_runners(seen(0.13, 0.5, 0.15))
    assert "130 have radicular pain" in figure.reading
    assert "65 of these, and in 130 of the other 870" in figure.reading
    assert list(figure.table.rows[0]) == ["Radicular pain there", "65", "65", "130"]


def test_a_change_moves_arrays_only():
    one, other = (thousand_runners(seen(share, 0.5, 0.15)) for share in (0.1, 0.3))
    assert [sorted(trace) for trace in one.data] == [sorted(trace) for trace in other.data]
