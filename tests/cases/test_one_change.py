import pytest

from toolkit.cases import LOG, Scenario, story_of
from toolkit.cases.imported_log import text_of_diary
from toolkit.cases.one_change import MORE_SLEEP_H, changes_of, twins_of
from toolkit.history import Diary, named_runners


@pytest.fixture(scope="module")
def story():
    return story_of(Scenario())


def change(story, label):
    return next(each for each in changes_of(story) if each.label == label)


def test_each_event_can_be_left_out_and_those_with_one_size_halved(story):
    for event, left in zip(
        story.events, [c for c in changes_of(story) if c.id.startswith("without")], strict=True
    ):
        assert len(left.events) == len(story.events) - 1
        assert event not in left.events
    halved = change(story, "half the long run").events
    assert [event.percent for event in halved if event.kind == "long_run"] == [35]
    assert [event for event in halved if event.kind != "long_run"] == [
        event for event in story.events if event.kind != "long_run"
    ]


def test_whole_numbers_stay_whole_when_halved(story):
    weeks = [
        event.weeks
        for event in change(story, "half the break from running").events
        if event.kind == "training_break"
    ]
    assert weeks == [1]


@pytest.mark.parametrize("runner", sorted(named_runners()))
def test_every_named_runner_has_changes_with_names_of_their_own(runner):
    changes = changes_of(story_of(Scenario(runner=runner)))
    assert len({each.id for each in changes}) == len(changes)
    assert len(changes) >= 1
    assert changes[-1].id == "sleep"


def test_longer_nights_are_longer(story):
    sleep = dict(change(story, "an hour more sleep each night").runner)["sleep_h"]
    assert sleep == pytest.approx(story.runner.sleep_h + MORE_SLEEP_H)


def test_leaving_the_long_run_out_helps_and_more_than_halving_it(story):
    without = twins_of(story, change(story, "without the long run")).difference
    half = twins_of(story, change(story, "half the long run")).difference
    assert without.value > half.value >= 0


def test_twins_know_which_factors_are_off(story):
    off = story_of(Scenario().with_choice("factors.off_training", True))
    left = change(story, "without the long run")
    assert twins_of(off, left).difference.value < twins_of(story, left).difference.value


def test_a_log_cannot_be_lived_again():
    log = text_of_diary(Diary.build(56, stress=[3] * 56))
    assert changes_of(story_of(Scenario(runner=LOG, log=log))) == ()
