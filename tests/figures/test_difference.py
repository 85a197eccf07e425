import pytest

from toolkit.cases import Scenario, story_of
from toolkit.cases.one_change import changes_of, twins_of
from toolkit.figures.difference import difference


@pytest.fixture(scope="module")
def lived():
    story = story_of(Scenario())
    change = next(each for each in changes_of(story) if each.label == "without the long run")
    return change, twins_of(story, change)


def test_the_band_and_the_middle_are_drawn_where_they_are(lived):
    change, pairs = lived
    figure = difference(pairs, change.label)
    zero, band, middle = figure.data
    assert list(zero["x"]) == [0, 0]
    assert list(band["x"]) == [pairs.difference.low, pairs.difference.high]
    assert list(middle["x"]) == [pairs.difference.value]
    low, high = figure.layout["xaxis"]["range"]
    assert low < min(0, pairs.difference.low)
    assert high > max(0, pairs.difference.high)


def test_reading_and_table_tell_the_lives(lived):
    change, pairs = lived
    figure = difference(pairs, change.label)
    assert figure.reading == pairs.words
    assert figure.table.rows[0][1:] == [str(pairs.well_before), str(pairs.well_after)]
    assert change.label in figure.table.caption
