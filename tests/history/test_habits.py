import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.history import Habits, Runner


@given(
    runs=st.integers(1, 7),
    long_day=st.integers(0, 6),
    club=st.one_of(st.none(), st.integers(0, 6)),
    share=st.floats(0, 1),
)
def test_a_week_has_its_runs_its_long_run_and_its_club_night(runs, long_day, club, share):
    runner = Runner(runs_per_week=runs, long_run_day=long_day, club_night=club, long_run_share=share)
    habits = Habits.of([runner])
    days = habits.run_days[:, 0]
    assert days.sum() == runs
    assert days[long_day]
    if club is not None and runs > 1:
        assert days[club]
    shares = habits.shares[:, 0]
    assert shares.sum() == pytest.approx(1)
    assert shares[long_day] == pytest.approx(runner.long_run_km / runner.weekly_km if runs > 1 else 1)
    assert (shares[~days] == 0).all()
    assert shares[long_day] >= shares.max() - 1e-12


def test_rest_days_lie_apart():
    days = Habits.of([Runner(runs_per_week=3, long_run_day=6, club_night=None)]).run_days[:, 0]
    assert np.flatnonzero(days).tolist() == [1, 3, 6]


def test_the_club_night_is_hard_and_the_long_run_never_is_one():
    habits = Habits.of([Runner(club_night=2), Runner(club_night=6, long_run_day=6), Runner(club_night=None)])
    assert habits.efforts[2].tolist() == [7.0, 3.5, 3.5]
    assert habits.efforts[6].tolist() == [3.5, 3.5, 3.5]


def test_the_usual_load_is_that_of_the_week():
    habits = Habits.of([Runner(weekly_km=35, pace_min_per_km=6, easy_effort=4, club_night=None)])
    assert habits.usual_daily_load[0] == pytest.approx(35 * 6 * 4 / 7)
    assert Habits.of([Runner(weekly_km=0, runs_per_week=0)]).usual_daily_load[0] == 1
