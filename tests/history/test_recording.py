from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.history import (
    Diary,
    GivenOnset,
    Keeping,
    LoadMeasures,
    LongRun,
    Runner,
    StressPeriod,
    named_runners,
    recalled,
    recorded,
    simulate,
)

RUNNER = Runner(weekly_km=40, runs_per_week=5)
HAPPENED = simulate(RUNNER, [StressPeriod(week=-6, points=4, weeks=4)], seed=7, weeks=104)


def test_a_perfect_diary_is_what_happened():
    assert recorded(HAPPENED, seed=3, keeping=Keeping()) == HAPPENED


def test_recording_is_repeatable_and_changes_nothing_that_happened():
    before = HAPPENED.distance_km.copy()
    assert recorded(HAPPENED, seed=3) == recorded(HAPPENED, seed=3)
    assert recorded(HAPPENED, seed=3) != recorded(HAPPENED, seed=4)
    assert np.array_equal(HAPPENED.distance_km, before)


@pytest.mark.parametrize(("share", "longest"), [(0.05, 7), (0.3, 10), (0.6, 30)])
def test_gaps_take_the_share_that_was_set_and_half_of_the_rare_ones_are_of_one_day(share, longest):
    missing, lengths = [], []
    for seed in range(30):
        kept = recorded(
            HAPPENED, seed=seed, keeping=Keeping(ratings_missing=share, ratings_longest_gap=longest)
        )
        gap = np.isnan(kept.stress)
        missing.append(gap.mean())
        edges = np.flatnonzero(np.diff(np.concatenate([[0], gap.astype(int), [0]])))
        lengths += (edges[1::2] - edges[::2]).tolist()
    assert np.mean(missing) == pytest.approx(share, abs=0.04)
    if share < 0.1:  # rare gaps do not run into one another
        assert np.median(lengths) == 1
        assert longest - 2 <= max(lengths) <= 2 * longest


def test_what_the_watch_missed_is_unknown_and_not_rest():
    kept = recorded(HAPPENED, seed=1, keeping=Keeping(watch_missing=0.2, watch_longest_gap=5))
    unknown = np.isnan(kept.distance_km)
    assert 0.12 < unknown.mean() < 0.28
    assert np.array_equal(kept.distance_km[~unknown], HAPPENED.distance_km[~unknown])
    assert np.array_equal(kept.stress, HAPPENED.stress)


def test_the_watch_errs_by_a_little():
    kept = recorded(HAPPENED, seed=1, keeping=Keeping(distance_error=0.02))
    error = kept.run_km / HAPPENED.run_km - 1
    assert error.std() == pytest.approx(0.02, abs=0.003)
    assert abs(error.mean()) < 0.004


def test_effort_is_forgotten_for_some_runs():
    kept = recorded(HAPPENED, seed=1, keeping=Keeping(effort_forgotten=0.3))
    assert np.isnan(kept.run_effort).mean() == pytest.approx(0.3, abs=0.06)
    assert np.isnan(kept.session_load_au).any()
    assert np.array_equal(kept.distance_km, HAPPENED.distance_km)


def test_stress_is_played_down_and_only_stress():
    kept = recorded(HAPPENED, seed=1, keeping=Keeping(stress_kept_back=0.5))
    usual = np.median(HAPPENED.stress)
    above = HAPPENED.stress > usual
    assert kept.stress[above] == pytest.approx(usual + 0.5 * (HAPPENED.stress[above] - usual), abs=0.06)
    assert np.array_equal(kept.stress[~above], HAPPENED.stress[~above])
    assert np.array_equal(kept.soreness, HAPPENED.soreness)


def test_ratings_clump_at_the_usual_answer_in_whole_steps():
    loose = recorded(HAPPENED, seed=1, keeping=Keeping(step=1))
    tight = recorded(HAPPENED, seed=1, keeping=Keeping(step=1, inertia=2))
    for name in ("stress", "soreness", "sleep_quality"):
        for kept in (loose, tight):
            assert np.array_equal(getattr(kept, name), np.round(getattr(kept, name)))
        commonest = [np.unique(getattr(kept, name), return_counts=True)[1].max() for kept in (loose, tight)]
        assert commonest[1] > 1.3 * commonest[0]


def test_sleep_is_rounded_and_overstated():
    kept = recorded(HAPPENED, seed=1, keeping=Keeping(sleep_step=0.5, sleep_overstated=0.4))
    assert np.array_equal(kept.sleep_h * 2, np.round(kept.sleep_h * 2))
    assert (kept.sleep_h - HAPPENED.sleep_h).mean() == pytest.approx(0.4, abs=0.05)


def test_pain_is_never_written_where_there_was_none():
    sore = simulate(RUNNER, seed=7, onset=GivenOnset(20))
    kept = recorded(sore, seed=2, keeping=replace(Keeping.usual(), ratings_missing=0))
    assert (kept.pain[sore.pain == 0] == 0).all()
    assert (kept.pain[sore.pain >= 3] > 0).all()
    assert kept.episodes == sore.episodes
    shaky = recorded(sore, seed=2, keeping=Keeping(step=1, sd=1.5))
    assert (shaky.pain[sore.pain == 0] == 0).all()
    assert (shaky.pain != sore.pain).any()


def test_memory_is_vivid_for_the_last_days_and_vague_before():
    told = recalled(HAPPENED, seed=1)
    late = slice(-9, None)
    assert np.array_equal(told.distance_km[late] > 0, HAPPENED.distance_km[late] > 0)
    assert np.abs(told.distance_km[late] - HAPPENED.distance_km[late]).max() <= 0.5
    early = slice(None, -14)
    happened, kept = HAPPENED.distance_km[early], told.distance_km[early]
    assert np.array_equal(kept, np.round(kept)), "'about ten'"
    both = (happened > 0) & (kept > 0)
    assert kept[both].std() < 0.7 * happened[both].std(), "drawn to the usual run"
    forgotten = (happened > 0) & (kept == 0)
    assert 0.05 < forgotten.sum() / (happened > 0).sum() < 0.25
    assert happened[forgotten].mean() < happened[both].mean(), "the short ones are forgotten"
    assert told.stress[early].std() < HAPPENED.stress[early].std()


def test_a_spike_told_from_memory_is_smaller_than_it_was():
    happened = simulate(RUNNER, [LongRun(week=-5, percent=80)], seed=3)
    day = 182 - 35 + RUNNER.long_run_day
    assert LoadMeasures.of(happened).single_run_ratio[day] == pytest.approx(1.8, abs=0.01)
    assert LoadMeasures.of(recalled(happened, seed=1)).single_run_ratio[day] < 1.7


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_whatever_is_kept_is_a_diary_that_can_be(seed):
    named = list(named_runners().values())[seed % len(named_runners())]
    happened = simulate(named.runner, named.events, seed=seed, weeks=8, onset=GivenOnset(15, 8))
    for kept in (
        recorded(happened, seed=seed),
        recalled(happened, seed=seed),
        recorded(recorded(happened, seed=seed)),
    ):
        assert kept.days == happened.days
        assert kept.notes == happened.notes


def test_an_empty_diary_can_be_kept():
    assert recorded(Diary.build(5), keeping=Keeping()) == Diary.build(5)
    assert recalled(Diary.build(5)) == Diary.build(5)
