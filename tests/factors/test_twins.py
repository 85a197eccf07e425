import numpy as np
import pytest

from toolkit.factors import Change, CombinedFactorModel, stayed_well, twins
from toolkit.history import LongRun, Runner, ShortNights, StressPeriod, TrainingSpike

ANA = Runner(name="Ana", past_episodes=2, weeks_since_last_episode=12)
EVENTS = (TrainingSpike(week=-3, percent=100), ShortNights(week=-2), StressPeriod(week=-3))
LOUD = CombinedFactorModel(dials={"training": 4, "sleep": 4})


@pytest.mark.parametrize(
    "change",
    [
        Change(),
        Change(remove=("race",)),
        Change(add=(LongRun(week=-80),)),
        Change(add=(ShortNights(week=-3, hours=0),)),
        EVENTS[::-1],
    ],
)
def test_a_change_that_touches_nothing_changes_nothing(change):
    result = twins(ANA, EVENTS, change, n=40)
    assert result.days == 0
    assert result.difference.value == result.difference.low == result.difference.high == 0
    assert result.words == "The change touches no day: both lives are the same."


def test_twins_share_their_luck():
    result = twins(ANA, EVENTS, Change(remove=("short_nights",)), n=2000, model=LOUD, weeks=8)
    before, after = result.before.day >= 0, result.after.day >= 0
    assert 7 < result.days <= 14
    assert not (after & ~before).any()  # less hazard, same luck: no episode comes that would not have come
    assert (before & ~after).any()
    assert result.well_after - result.well_before == before.sum() - after.sum()
    same = after & (result.before.day == result.after.day)
    assert same.sum() > 0
    assert result.before.day[before].min() >= 56 - 14


def test_the_difference_is_over_all_luck_and_lies_in_its_band():
    result = twins(
        ANA, EVENTS, Change(remove=("training_spike", "short_nights")), n=3000, model=LOUD, weeks=8
    )
    assert result.difference.low < result.difference.value < result.difference.high
    counted = 200 * (result.well_after - result.well_before) / result.n
    assert result.difference.value == pytest.approx(counted, abs=1.5)
    expected = 200 * (result.chance_before.value - result.chance_after.value)
    assert result.difference.value == pytest.approx(expected)


def test_undoing_a_change_turns_the_sign():
    there = twins(ANA, EVENTS, EVENTS[1:], n=50)
    back = twins(ANA, EVENTS[1:], EVENTS, n=50)
    assert there.difference.value == pytest.approx(-back.difference.value)
    assert there.well_before == back.well_after


def test_a_change_of_the_runner_is_measured_against_who_she_was():
    worse = twins(ANA, (), Change(runner={"sleep_h": 5.5, "sleep_quality": 4.0}), n=50, weeks=12)
    assert worse.days == 84
    assert worse.difference.value < 0
    assert "fewer of 200 staying well" in worse.words
    past = twins(ANA, (), Change(runner={"past_episodes": 0}), n=50, weeks=12)
    assert past.difference.value > 0
    assert "more of 200 staying well" in past.words


def test_a_long_comparison_keeps_its_middle_and_has_a_band():
    some = twins(ANA, (), Change(runner={"past_episodes": 0}), n=200, weeks=26)
    model = CombinedFactorModel()
    assert some.chance_before.low < some.chance_before.value < some.chance_before.high
    assert some.well_before == stayed_well(ANA, (), n=200, model=model).well


def test_words_admit_when_nothing_can_be_told():
    result = twins(ANA, EVENTS, Change(remove=("stress_period",)), n=50)
    assert result.difference.low <= 0 <= result.difference.high
    assert "cannot be told from none" in result.words


def test_the_first_of_n_pairs_do_not_depend_on_n():
    few = twins(ANA, EVENTS, Change(remove=("short_nights",)), n=20, model=LOUD)
    many = twins(ANA, EVENTS, Change(remove=("short_nights",)), n=60, model=LOUD)
    assert np.array_equal(few.before.day, many.before.day[:20])
    assert np.array_equal(few.after.cause, many.after.cause[:20])


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="There is no kind of event 'spike'"):
        Change(remove=("spike",))
