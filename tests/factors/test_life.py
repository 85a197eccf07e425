import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.factors import CAUSES, factors_file
from toolkit.factors import CombinedFactorModel, live, stayed_well
from toolkit.factors.onset import HazardOnset, daily_by_cause, first_onset, onset_given_episode
from toolkit.factors.standing import Standing
from toolkit.factors.usual import Usual
from toolkit.history import (
    HistoryError,
    LongRun,
    Runner,
    ShortNights,
    TrainingSpike,
    named_runners,
    simulate,
    simulate_many,
)

FRAIL = Runner(name="Ana", susceptibility=3, past_episodes=4, weeks_since_last_episode=2)
EVENTS = (TrainingSpike(week=-3), ShortNights(week=-2))


def with_and_without_episode():
    lives = [live(FRAIL, EVENTS, seed=3, life=number) for number in range(40)]
    return [each for each in lives if not each.stayed_well], [each for each in lives if each.stayed_well]


def test_a_life_has_a_diary_its_hazards_and_one_episode_or_none():
    hurt, well = with_and_without_episode()
    assert hurt
    assert well
    for each in hurt:
        assert len(each.diary.episodes) == 1
        assert each.diary.episodes[0].day == each.onset_day
        assert each.cause in CAUSES
        assert each.diary.pain[each.onset_day] > 0
        assert not each.diary.pain[: each.onset_day].any()
    for each in well:
        assert each.cause is None
        assert not each.diary.pain.any()
        assert each.diary == each.without_pain


def test_until_pain_begins_the_life_is_the_one_without_it():
    hurt, _ = with_and_without_episode()
    each = max(hurt, key=lambda life: 182 - life.onset_day)
    until = slice(0, each.onset_day + 1)
    free = each.without_pain
    for name in ("distance_km", "sleep_h", "sleep_quality", "stress", "soreness"):
        assert np.array_equal(getattr(each.diary, name)[until], getattr(free, name)[until])
    after = slice(each.onset_day + 1, 182)
    assert not np.array_equal(each.diary.sleep_quality[after], free.sleep_quality[after])
    # pain spoils sleep: so poor sleep after the onset is no cause of it, and does not count in the hazards
    assert each.diary.sleep_quality[after].mean() < free.sleep_quality[after].mean()
    calm = CombinedFactorModel().hazards(free, FRAIL)
    assert np.allclose(each.hazards.value[until], calm.value[until], rtol=1e-12)


def test_the_onset_is_what_luck_decides_against_the_hazards_without_pain():
    hurt, _ = with_and_without_episode()
    each = hurt[0]
    columns = simulate_many(FRAIL, EVENTS, seed=3, lives=np.array([each.life]))
    usual, standing = Usual.of_runners([FRAIL]), Standing.of([FRAIL])
    whole = daily_by_cause(CombinedFactorModel(), columns, usual, standing)
    begun = first_onset(whole, seed=3, lives=np.array([each.life]))
    assert begun.day[0] == each.onset_day


def test_lives_repeat_and_differ_by_seed_and_number():
    again = live(FRAIL, EVENTS, seed=3, given_episode=True)
    assert again.diary == live(FRAIL, EVENTS, seed=3, given_episode=True).diary
    days = {live(FRAIL, EVENTS, seed=seed, given_episode=True).onset_day for seed in range(12)}
    assert len(days) > 5


def test_events_outside_the_weeks_change_nothing():
    inert = [*EVENTS, LongRun(week=-60), ShortNights(week=-1, hours=0)]
    one, other = live(FRAIL, EVENTS, seed=5), live(FRAIL, inert, seed=5)
    assert one.diary == other.diary
    assert one.onset_day == other.onset_day
    assert np.array_equal(one.hazards.total, other.hazards.total, equal_nan=True)


@pytest.mark.parametrize("name", list(named_runners()))
def test_a_given_episode_lies_in_the_last_28_days(name):
    each = named_runners()[name]
    for seed in range(5):
        life = live(each.runner, each.events, seed=seed, given_episode=True)
        assert 182 - 28 <= life.onset_day < 182
        assert life.attribution.window[1] == life.onset_day


def test_a_given_episode_falls_on_days_in_proportion_to_their_chance():
    by_cause = np.zeros((60_000, 40, 4))
    by_cause[:, -10:, 0] = np.linspace(0.01, 0.1, 10)
    begun = onset_given_episode(by_cause, seed=1, lives=np.arange(60_000), window=28)
    total = by_cause[0, -28:].sum(axis=1)
    well = np.exp(-np.concatenate([[0], np.cumsum(total)[:-1]]))
    expected = well * -np.expm1(-total)
    counted = np.bincount(begun.day - 12, minlength=28) / 60_000
    assert np.allclose(counted, expected / expected.sum(), atol=0.006)
    assert (begun.cause == 0).all()


def test_episodes_begin_as_often_as_the_hazard_says():
    by_cause = np.full((40_000, 30, 4), [0.002, 0.001, 0.001, 0.0])
    begun = first_onset(by_cause, seed=2, lives=np.arange(40_000))
    assert (begun.day >= 0).mean() == pytest.approx(1 - np.exp(-0.12), abs=0.006)
    causes = np.bincount(begun.cause[begun.day >= 0], minlength=4) / (begun.day >= 0).sum()
    assert np.allclose(causes, [0.5, 0.25, 0.25, 0], atol=0.02)
    assert (begun.cause[begun.day < 0] == -1).all()


def test_a_higher_hazard_never_delays_an_episode_of_the_same_luck():
    low = np.full((3000, 60, 4), 0.001)
    one = first_onset(low, seed=4, lives=np.arange(3000))
    two = first_onset(2 * low, seed=4, lives=np.arange(3000))
    hurt = one.day >= 0
    assert (two.day[hurt] >= 0).all()
    assert (two.day[hurt] <= one.day[hurt]).all()


def test_the_first_pain_varies_within_its_range():
    number = factors_file().settings.first_pain
    pains = [
        live(FRAIL, EVENTS, seed=seed, given_episode=True).diary.episodes[0].severity for seed in range(40)
    ]
    assert number.low <= min(pains) < number.value < max(pains) <= number.high


def test_the_rule_speaks_the_language_of_the_day_step():
    rule = HazardOnset(
        CombinedFactorModel(),
        Usual.of_runners([FRAIL]),
        Standing.of([FRAIL]),
        seed=1,
        lives=np.arange(30),
        given=True,
    )
    lived = simulate_many(FRAIL, EVENTS, seed=1, lives=30, onset=rule)
    assert (lived.onset_day[:, 0] >= 154).all()
    assert lived.causes == CAUSES
    assert lived.onset_day.shape[1] == 1


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_one_life_of_many_is_the_life_alone(seed):
    rule = HazardOnset(
        CombinedFactorModel(), Usual.of_runners([FRAIL]), Standing.of([FRAIL]), seed=seed, lives=np.arange(5)
    )
    lived = simulate_many(FRAIL, EVENTS, seed=seed, lives=5, onset=rule)
    for number in (0, 4):
        alone = live(FRAIL, EVENTS, seed=seed, life=number)
        assert lived.episodes(number) == alone.diary.episodes
        assert np.array_equal(lived.sleep_h[number], alone.diary.sleep_h)


def test_most_stay_well_and_frail_ones_less_often():
    ordinary, frail = stayed_well(Runner(), EVENTS), stayed_well(FRAIL, EVENTS)
    assert ordinary.well > 170
    assert frail.well < ordinary.well
    assert "Most runners with such a history stay well." in ordinary.words
    assert stayed_well(Runner(), EVENTS) == ordinary


def test_stayed_well_counts_what_living_each_would_count():
    count = stayed_well(FRAIL, EVENTS, n=30, seed=9, weeks=12)
    lived = [live(FRAIL, EVENTS, seed=9, weeks=12, life=number).stayed_well for number in range(30)]
    assert count.well == sum(lived)


def test_few_well_is_said_when_it_is_so():
    model = CombinedFactorModel(dials={"genetics": 10})
    result = stayed_well(FRAIL, weeks=104, model=model)
    assert result.well < 100
    assert "fewer than half" in result.words


def test_weeks_out_of_range_are_refused():
    with pytest.raises(HistoryError, match="4 to 104"):
        live(Runner(), weeks=2)


def test_simulation_without_the_model_is_free_of_pain():
    assert not simulate(FRAIL, EVENTS, seed=3).pain.any()
