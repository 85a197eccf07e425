"""The feedbacks: stress costs sleep, load asks for sleep, pain lowers running and sleep and raises stress."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

from toolkit.history import (
    NEVER,
    GivenOnset,
    HeavyBlock,
    LongRun,
    Onsets,
    Runner,
    StressPeriod,
    TrainingBreak,
    named_runners,
    simulate,
    simulate_many,
)
from toolkit.history.day_step import faded
from toolkit.history.luck import uniform

WELL = Runner(weekly_km=40, runs_per_week=5, illnesses_per_year=0)
LIVES = 300


def test_stress_costs_the_nights_that_follow_it_and_some_runs():
    plain = simulate_many(WELL, lives=LIVES)
    stressed = simulate_many(WELL, [StressPeriod(week=-6, points=4, weeks=2)], lives=LIVES)
    less = (plain.sleep_h - stressed.sleep_h).mean(axis=0)
    start = 182 - 42
    assert less[start] == 0, "the night before the first stressful day"
    assert less[start + 4 : start + 14].mean() == pytest.approx(0.6, abs=0.15)
    assert less[start + 1] > 0
    assert abs(less[start + 25 :]).max() < 0.02
    assert (plain.sleep_quality - stressed.sleep_quality).mean(axis=0)[start + 4 : start + 14].mean() > 0.8
    during = slice(start + 3, start + 14)
    runs = (stressed.distance_km[:, during] > 0).sum() / (plain.distance_km[:, during] > 0).sum()
    assert 0.75 < runs < 0.95


def test_load_asks_for_sleep_and_spoils_its_quality():
    plain = simulate_many(WELL, lives=LIVES)
    heavy = simulate_many(WELL, [HeavyBlock(week=-6, percent=60, weeks=3, effort=1)], lives=LIVES)
    later = slice(182 - 35, 182 - 21)
    assert (heavy.sleep_h - plain.sleep_h)[:, later].mean() > 0.08
    assert (plain.sleep_quality - heavy.sleep_quality)[:, later].mean() > 0.1
    rested = simulate_many(WELL, [TrainingBreak(week=-6, weeks=3)], lives=LIVES)
    assert (rested.sleep_h - plain.sleep_h)[:, later].mean() < -0.08
    assert rested.soreness[:, later].mean() < 0.4 * plain.soreness[:, later].mean()


def test_pain_comes_first_and_what_it_does_comes_after():
    plain = simulate_many(WELL, lives=LIVES)
    sore = simulate_many(WELL, lives=LIVES, onset=GivenOnset(days_before=28, severity=7))
    start = 182 - 28
    for name in ("distance_km", "sleep_h", "stress", "sleep_quality", "soreness"):
        before = slice(None, start + 1)  # the day itself is over when pain begins in its evening
        assert np.array_equal(getattr(plain, name)[:, before], getattr(sore, name)[:, before]), name
    after = slice(start + 1, start + 15)
    assert sore.distance_km[:, after].sum() < 0.5 * plain.distance_km[:, after].sum()
    assert (plain.sleep_h - sore.sleep_h)[:, after].mean() > 0.4
    assert (sore.stress - plain.stress)[:, after].mean() > 0.8
    assert (sore.pain[:, :start] == 0).all()
    assert (sore.pain[:, start] == 7).all()
    assert sore.episodes(0) == sore[0].episodes
    assert sore[0].episodes[0][:2] == (start, 7.0)


def test_pain_halves_in_the_days_given_when_nothing_keeps_it_up():
    still = Runner(weekly_km=0, runs_per_week=0, illnesses_per_year=0)
    for halving in (7.0, 14.0):
        lived = simulate_many(still, lives=2000, onset=GivenOnset(40, 8, halving))
        assert lived.pain[:, 182 - 40 + int(halving)].mean() == pytest.approx(4, abs=0.15)


def test_running_on_pain_keeps_it_up():
    active = simulate_many(WELL, lives=LIVES, onset=GivenOnset(40, 5)).pain[:, -20:].mean()
    resting = simulate_many(WELL, [TrainingBreak(week=-6, weeks=6)], lives=LIVES, onset=GivenOnset(40, 5))
    assert active > resting.pain[:, -20:].mean() + 0.2


def test_a_long_run_is_cut_by_pain():
    events = [LongRun(week=-3, percent=50)]
    plain = simulate(WELL, events, seed=1)
    sore = simulate(WELL, events, seed=1, onset=GivenOnset(24, 9, 60))
    assert plain.distance_km[-15] > 15
    assert sore.distance_km[-15] < 0.5 * plain.distance_km[-15]


@dataclass
class OnStressfulDays:
    """A rule that looks at what was lived and at the day's luck, up to a day that can be set."""

    until: int = 10_000
    causes: tuple[str, ...] = ("spine", "tendon")
    asked: int = 0

    def __call__(self, lived, lives, after):
        self.asked += 1
        index = np.arange(lived.days)
        luck = uniform(5, "test onset", lives[:, None], index[None, :])
        strain = lived.stress + 2 * (lived.sleep_h < 6.5) + lived.distance_km / 10
        may = (luck < 0.004 * strain) & (index > after[:, None]) & (index <= self.until) & (lived.pain == 0)
        day = np.where(may.any(axis=1), may.argmax(axis=1), NEVER)
        return Onsets.make(day, 4.0, cause=day % 2, halving_days=4.0)


def test_asking_in_one_go_is_asking_day_by_day():
    # What the rule says later changes nothing before; so stopping at any day gives the same days until then.
    maya = named_runners()["maya"]
    whole = simulate_many(maya.runner, maya.events, seed=3, lives=60, onset=OnStressfulDays())
    assert (whole.onset_day >= 0).sum() > 60, "many lives must have several episodes for this to say anything"
    for until in (20, 75, 130, 160, 175):
        part = simulate_many(maya.runner, maya.events, seed=3, lives=60, onset=OnStressfulDays(until=until))
        days = slice(None, until + 1)
        for name in ("distance_km", "sleep_h", "stress", "pain", "soreness", "sleep_quality"):
            assert np.array_equal(getattr(whole, name)[:, days], getattr(part, name)[:, days]), (until, name)
        early = np.where((whole.onset_day >= 0) & (whole.onset_day <= until), whole.onset_day, -1)
        width = part.onset_day.shape[1]
        assert np.array_equal(early[:, :width], part.onset_day)
        assert (early[:, width:] == -1).all()


def test_episodes_do_not_overlap_and_carry_their_causes():
    lived = simulate_many(WELL, seed=3, lives=60, onset=OnStressfulDays())
    for life in range(60):
        days = [episode.day for episode in lived.episodes(life)]
        assert days == sorted(set(days))
        for first, second in pairwise(days):
            assert (lived.pain[life, first:second] == 0).any()
        assert all(e.cause == ("spine", "tendon")[e.day % 2] for e in lived.episodes(life))


def test_each_life_is_as_it_would_be_alone_under_a_rule():
    lived = simulate_many(WELL, seed=3, lives=30, onset=OnStressfulDays())

    @dataclass
    class Only(OnStressfulDays):
        life: int = 0

        def __call__(self, lived, lives, after):
            return super().__call__(lived, np.full_like(lives, self.life), after)

    for life in (0, 3, 11, 29):
        assert simulate(WELL, seed=3, life=life, onset=Only(life=life)) == lived[life]


def test_a_rule_that_never_speaks_leaves_the_diary_free_of_pain():
    assert simulate(WELL, seed=4, onset=OnStressfulDays(until=-1)) == simulate(WELL, seed=4)


def test_an_onset_on_a_settled_day_counts_as_none():
    class Stubborn:
        causes = ()

        def __call__(self, lived, lives, after):
            return Onsets.make(np.full(len(lives), 100), 6.0)

    lived = simulate_many(WELL, lives=3, onset=Stubborn())
    assert lived.onset_day.tolist() == [[100]] * 3


def test_fading_sums():
    added = np.array([[1.0, 0.0], [0.0, 2.0], [4.0, 0.0]])
    both = faded(added, share=np.array([1.0, 2.0]), keep=np.array([0.5, 0.0]), start=np.array([8.0, 1.0]))
    assert both[:, 0].tolist() == [[5.0, 4.0], [2.5, 4.0], [5.25, 2.0]]
    assert both[:, 1].tolist() == [[2.0, 0.0], [0.0, 4.0], [8.0, 0.0]]
