"""The figures by which invented diaries stand beside real ones."""

import numpy as np

from toolkit.content.resemblance import resemblance
from toolkit.history.likeness import RATED, likeness, named_runners_likeness, weekly_change


def test_every_figure_that_is_told_is_worked_out_for_the_named_runners():
    ours = named_runners_likeness()
    assert set(resemblance().figures) <= set(ours)
    assert all(np.isfinite(value) for values in ours.values() for value in values)


def test_gaps_and_clumps_are_counted():
    values = np.array([3.0, np.nan, np.nan, 3.0, np.nan, 4.0, 3.0])
    found = likeness(dict.fromkeys(RATED, values))
    assert found["stress commonest"] == 0.75
    assert found["days missing"] == 3 / 7
    assert found["median gap"] == 1.5
    assert found["stress sd"] == np.nanstd(values)


def test_a_rating_that_never_changes_has_no_likeness_to_the_day_before():
    found = likeness(dict.fromkeys(RATED, np.full(9, 5.0)))
    assert "stress day before" not in found
    assert found["median gap"] == 0


def test_a_week_without_a_run_is_no_change():
    assert weekly_change(np.repeat([10.0, 0.0, 10.0, 20.0], 7)) == 1.0
