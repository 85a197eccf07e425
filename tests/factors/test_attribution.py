import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.factors import CAUSES, FACTORS, factors_file
from toolkit.factors import CombinedFactorModel, cause_weights
from toolkit.history import (
    Diary,
    Episode,
    LongRun,
    Runner,
    ShortNights,
    StressPeriod,
    TrainingBreak,
    TrainingSpike,
    named_runners,
    simulate,
)

ANA = Runner(name="Ana", past_episodes=2, weeks_since_last_episode=12)
EVENTS = [TrainingSpike(week=-3), ShortNights(week=-2), StressPeriod(week=-3)]


def split(rival="interacting", runner=ANA, events=EVENTS, **options):
    return CombinedFactorModel(rival, **options).attribute(simulate(runner, events, seed=7), runner)


def total(attribution):
    return attribution.baseline.value + sum(part.value for part in attribution.parts.values())


EVENT = st.one_of(
    st.builds(TrainingSpike, week=st.integers(-8, -1), percent=st.sampled_from([0, 20, 60, 200])),
    st.builds(ShortNights, week=st.integers(-8, -1), hours=st.sampled_from([0.5, 2, 4])),
    st.builds(StressPeriod, week=st.integers(-8, -1), points=st.sampled_from([1, 4, 8])),
    st.builds(TrainingBreak, week=st.integers(-8, -2), weeks=st.integers(1, 5)),
)


ANYBODY = st.builds(
    Runner,
    susceptibility=st.integers(-30, 30).map(lambda tenths: tenths / 10),
    biomechanics_z=st.integers(-30, 30).map(lambda tenths: tenths / 10),
    past_episodes=st.integers(0, 6),
    weeks_since_last_episode=st.integers(0, 300),
    years_running=st.sampled_from([0.1, 1, 10]),
    energy_availability_low=st.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(
    rival=st.sampled_from(["interacting", "additive", "load_only"]),
    events=st.lists(EVENT, max_size=4),
    runner=ANYBODY,
    seed=st.integers(0, 1000),
)
def test_eight_bars_sum_to_the_named_quantity(rival, events, runner, seed):
    diary = simulate(runner, events, seed=seed, weeks=12)
    attribution = CombinedFactorModel(rival).attribute(diary, runner, draws=10)
    assert total(attribution) == pytest.approx(attribution.chance.value, abs=1e-12)
    for waterfall in attribution.waterfalls:
        assert waterfall.levels[-1] == pytest.approx(attribution.chance.value, abs=1e-12)
        assert waterfall.levels[0] == attribution.reference.value
    for each in (attribution.chance, attribution.reference, *attribution.parts.values()):
        assert each.low <= each.value <= each.high


def test_the_chance_is_that_of_the_last_28_days():
    model = CombinedFactorModel()
    diary = simulate(ANA, EVENTS, seed=7)
    hazards = model.hazards(diary, ANA)
    attribution = model.attribute(diary, ANA)
    assert attribution.window == (154, 181)
    assert attribution.chance.value == pytest.approx(1 - np.exp(-hazards.total[-28:].sum()), abs=1e-14)


def test_with_an_episode_the_window_ends_on_its_first_day_and_nothing_after_it_counts():
    diary = simulate(ANA, EVENTS, seed=7)
    quiet = CombinedFactorModel().attribute(diary.last(182), ANA)
    columns = {name: getattr(diary, name).copy() for name in ("sleep_h", "sleep_quality", "stress")}
    columns["sleep_quality"][171:], columns["sleep_h"][171:], columns["stress"][170:] = 0, 0, 10
    runs = [(day, run) for day, each in enumerate(diary.runs) for run in each if day <= 170]
    hurt = Diary.build(182, runs=runs, episodes=[Episode(170, 6.0, "spine")], **columns)
    well = Diary.build(
        182,
        runs=[(day, run) for day, each in enumerate(diary.runs) for run in each],
        episodes=[Episode(170, 6.0, "spine")],
        **{name: getattr(diary, name) for name in columns},
    )
    model = CombinedFactorModel()
    one, other = model.attribute(hurt, ANA), model.attribute(well, ANA)
    assert one.window == (143, 170)
    assert one.until_onset
    assert one.worth == pytest.approx(other.worth, abs=1e-12)
    assert "before pain began" in one.chance_words
    assert "before the consultation" in quiet.chance_words


def test_baseline_and_chance_is_the_largest_bar_of_an_ordinary_history():
    attribution = split()
    assert attribution.baseline.value > max(part.value for part in attribution.parts.values())
    assert "baseline and chance" in attribution.leading_words


def test_a_factor_off_has_no_part_and_the_rest_is_split_without_it():
    attribution = split(off={"sleep"})
    assert attribution.parts["sleep"].value == 0
    assert attribution.chance.value < split().chance.value
    whole = split()
    without = whole.worth[127 ^ 1 << FACTORS.index("sleep")]
    assert attribution.chance.value == pytest.approx(without, abs=1e-14)


def test_biomechanics_is_near_null_until_it_is_turned_up():
    runner = Runner(biomechanics_z=2)
    still = split(runner=runner)
    loud = split(runner=runner, dials={"biomechanics": 10})
    assert 0 < still.share("biomechanics") < 0.06
    assert loud.share("biomechanics") > 0.2
    assert loud.ranked[0] == "biomechanics"


def test_past_history_weighs_less_as_time_passes():
    shares = [
        split(runner=Runner(past_episodes=3, weeks_since_last_episode=weeks), events=[]).share("past_history")
        for weeks in (4, 26, 104)
    ]
    assert shares[0] > shares[1] > shares[2] > 0


def test_a_median_runner_has_no_genetic_part():
    assert split().parts["genetics"].value == 0
    assert split(runner=Runner(family_history=True)).parts["genetics"].value > 0
    assert split(runner=Runner(susceptibility=-1)).parts["genetics"].value < 0


def test_first_and_last_tell_why_a_share_has_no_single_answer():
    runner = Runner(past_episodes=3, weeks_since_last_episode=4, susceptibility=1.5)
    attribution = split(runner=runner, events=[LongRun(week=-1, percent=150), ShortNights(week=-3, hours=3)])
    factor = attribution.ranked[0]
    assert attribution.first[factor] < attribution.parts[factor].value < attribution.last[factor]
    assert "no single answer" in attribution.order_words(factor)
    additive = split("additive", runner=runner)
    assert "little difference" in additive.order_words(additive.ranked[0])


def test_load_only_sees_training_alone():
    attribution = split("load_only")
    assert all(part.value == 0 for factor, part in attribution.parts.items() if factor != "training")
    assert attribution.parts["training"].value > 0
    assert split("load_only", events=[]).chance.value == pytest.approx(
        split(events=[]).reference.value, rel=0.2
    )


def test_how_many_of_200_stayed_well():
    attribution = split()
    assert attribution.stayed_well_of_200 == round(200 * (1 - attribution.chance.value))
    assert f"stayed well in {attribution.stayed_well_of_200}" in attribution.stayed_well_words
    assert "Ana" in attribution.stayed_well_words
    assert "Most runners with such a history stay well." in attribution.stayed_well_words


def test_every_named_runner_mostly_stays_well_and_every_story_says_so():
    for each in named_runners().values():
        attribution = split(runner=each.runner, events=each.events)
        assert attribution.stayed_well_of_200 > 180
        assert any("stay well" in words for words in attribution.words())


def test_no_sentence_speaks_of_a_threshold_or_of_proof():
    sentences = " ".join(factors_file().sentences.values()).lower()
    assert not re.search(r"threshold|crossed|because of|was caused by|proves", sentences)
    assert "does not prove" in sentences


def test_words_have_no_gap_left_and_hedge():
    words = split().words()
    assert not any("{" in sentence for sentence in words)
    assert words[-1] == "The history may explain the episode. It does not prove what caused it."


def test_cause_weights_are_shares_of_the_hazard_and_move_little():
    attribution = split()
    weights = cause_weights(attribution)
    assert tuple(weights) == CAUSES
    assert sum(weights.values()) == pytest.approx(1)
    assert max(abs(weights[c] - attribution.reference_by_cause[c]) for c in CAUSES) < 0.25
    spiked = cause_weights(split(events=[LongRun(week=-1, percent=150)], runner=Runner()))
    hurt_before = cause_weights(split(events=[], runner=Runner(past_episodes=3, weeks_since_last_episode=3)))
    assert spiked["tendon"] > hurt_before["tendon"]
    assert hurt_before["spine"] > spiked["spine"]


def test_hazards_give_the_same_weights_as_the_attribution():
    model, diary = CombinedFactorModel(), simulate(ANA, EVENTS, seed=7)
    assert cause_weights(model.hazards(diary, ANA)) == pytest.approx(
        cause_weights(model.attribute(diary, ANA))
    )


def test_type_words_say_how_little():
    assert "next to nothing" in split(events=[], runner=Runner()).type_words
    assert "settles nothing" in split(events=[LongRun(week=-1, percent=150)]).type_words


def test_the_band_is_the_same_each_time_and_moves_with_the_seed():
    assert split().chance == split().chance
    assert split(seed=1).chance.value == split().chance.value
    assert split(seed=1).chance.low != split().chance.low


def test_a_short_diary_is_split_over_the_days_it_has():
    diary = simulate(ANA, [], seed=1, weeks=4).last(10)
    attribution = CombinedFactorModel().attribute(diary, ANA)
    assert attribution.days == 10


def test_a_diary_without_a_runner_is_read_against_itself():
    diary = simulate(Runner(stress=8, sleep_h=6), [], seed=3)
    alone = CombinedFactorModel().attribute(diary)
    assert alone.parts["stress"].value < 0.05 * alone.chance.value
    misread = CombinedFactorModel().attribute(diary, Runner())
    assert misread.parts["stress"].value > alone.parts["stress"].value


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"rival": "multiplying"}, "There is no rival 'multiplying'"),
        ({"off": {"gait"}}, "There is no factor 'gait'"),
        ({"dials": {"sleep": 50}}, "goes from 0 to 20"),
        ({"dials": {"gait": 1}}, "There is no factor 'gait'"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(options, says):
    with pytest.raises(ValueError, match=says):
        CombinedFactorModel(**options)


def test_what_nobody_wrote_down_is_unknown_and_said_to_be_so():
    whole = simulate(ANA, EVENTS, seed=7)
    runs = [(day, run) for day, each in enumerate(whole.runs) for run in each]
    bare = Diary.build(182, runs=runs)
    model = CombinedFactorModel()
    assert model.attribute(whole, ANA).unknown == ()
    read = model.attribute(bare, ANA)
    assert read.unknown == ("stress", "sleep")
    assert "social stress, poor sleep or recovery" in read.unknown_words
    assert read.unknown_words in read.words()
    assert model.attribute(bare).unknown == ("stress", "past_history", "genetics", "sleep", "biomechanics")
    assert CombinedFactorModel(off={"stress"}).attribute(bare, ANA).unknown == ("sleep",)
    assert model.attribute(Diary.build(40, unknown_days=range(40)), ANA).unknown == (
        "inactivity",
        "stress",
        "training",
        "sleep",
    )
