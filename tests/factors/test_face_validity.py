"""What a clinician would laugh at: a named runner blamed for the wrong thing, or nobody who stays well."""

import numpy as np
import pytest

from toolkit.content.factors import CAUSES, FACTORS
from toolkit.factors import CombinedFactorModel, live
from toolkit.history import (
    HeavyBlock,
    LongRun,
    Race,
    Runner,
    ShortNights,
    StressPeriod,
    TrainingBreak,
    TrainingSpike,
    named_runners,
)

SEEDS = range(3, 11)
LEADS = {
    "maya": {"training", "inactivity", "sleep"},
    "kofi": {"training", "inactivity"},
    "ingrid": {"training", "inactivity"},
    "daniel": {"training", "sleep"},
    "aisha": {"training", "sleep"},
    "wei": {"stress", "sleep"},
    "margaret": {"past_history"},
    "lena": {"training", "sleep"},
    "carlos": {"genetics"},
    "priya": {"inactivity", "sleep"},
    "tomasz": {"training", "sleep"},
}
"""What each runner's story is about; where two belong together either may lead."""


def shares(key):
    """Mean share of each factor, of the baseline, and lives of 200 that stay well, over some seeds."""
    named = named_runners()[key]
    read = [live(named.runner, named.events, seed=seed, given_episode=True).attribution for seed in SEEDS]
    parts = {factor: float(np.mean([each.share(factor) for each in read])) for factor in FACTORS}
    baseline = float(np.mean([each.reference.value / each.chance.value for each in read]))
    return parts, baseline, min(each.stayed_well_of_200 for each in read)


def test_every_named_runner_is_here():
    assert set(LEADS) == set(named_runners())


@pytest.mark.parametrize("key", list(LEADS))
def test_a_named_runner_is_read_as_the_story_is_told_and_chance_is_the_largest_bar(key):
    parts, baseline, well = shares(key)
    assert max(parts, key=lambda factor: parts[factor]) in LEADS[key], parts
    assert baseline > max(parts.values())
    assert well >= 190
    assert abs(parts["biomechanics"]) < 0.05


def times(events, cause=None, seeds=SEEDS):
    """Hazard of the last week with these events over the same life without them, mean over seeds."""
    model, ratios = CombinedFactorModel(), []
    for seed in seeds:
        with_, without = (
            model.hazards(live(Runner(), each, seed=seed).without_pain, Runner(), draws=2).value[-7:]
            for each in (events, [])
        )
        pick = slice(None) if cause is None else [CAUSES.index(cause)]
        ratios.append(with_[:, pick].sum() / without[:, pick].sum())
    return float(np.mean(ratios))


def test_one_long_run_does_no_more_than_was_published_and_less_to_the_spine():
    long = [LongRun(week=-2, percent=70)]
    assert 1.0 <= times(long, "spine") < 1.25
    # published 1.52 (1.16 to 2.00) for the run itself; its hours and poorer nights come on top
    assert 1.0 <= times(long, "tendon") < 2.28


@pytest.mark.parametrize(
    ("events", "most"),
    [
        ([ShortNights(week=-3, hours=1.5, weeks=3)], 1.35),
        ([StressPeriod(week=-4, points=3, weeks=4)], 1.35),
        ([HeavyBlock(week=-6, percent=40, weeks=6, effort=1)], 1.8),
        ([Race(week=-2, distance_km=21.1, rest_days=1, easy_weeks=0)], 2.2),
        ([TrainingBreak(week=-6, weeks=4, return_weeks=0)], 2.2),
    ],
    ids=["short nights", "stress", "heavy block", "race", "break"],
)
def test_what_happens_to_an_ordinary_runner_raises_the_hazard_and_not_out_of_all_reason(events, most):
    assert 1.0 < times(events) < most


def test_everything_at_once_for_two_years_is_capped_and_most_still_stay_well_in_any_four_weeks():
    everything = [
        TrainingBreak(week=-60, weeks=26, return_weeks=0),
        ShortNights(week=-26, hours=4, weeks=26),
        StressPeriod(week=-26, points=8, weeks=26),
        HeavyBlock(week=-16, percent=100, weeks=16, effort=3),
        TrainingSpike(week=-12, percent=200, weeks=12),
        Race(week=-2, distance_km=100, rest_days=0, easy_weeks=0),
        LongRun(week=-1, percent=200),
    ]
    diary = live(Runner(), everything, seed=4, weeks=104).without_pain
    model = CombinedFactorModel()
    assert model.hazards(diary, Runner(), draws=2).times.max() < 10
    assert model.attribute(diary, Runner(), draws=2).stayed_well_of_200 > 150
