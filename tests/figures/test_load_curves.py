import numpy as np
import pytest

from toolkit.cases import LOG, Scenario, story_of
from toolkit.cases.imported_log import text_of_diary
from toolkit.content.load_measures import load_measures_file
from toolkit.figures.load_curves import Constants, load_curves, measure_lines, number
from toolkit.history import Diary, LoadMeasures

MEASURES = list(load_measures_file().measures)


@pytest.fixture(scope="module")
def story():
    return story_of(Scenario())


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_draws_as_many_traces(story, measure):
    figure = load_curves(story, measure, Constants.usual())
    assert len(figure.data) == 8 + 1 + 3 + 3 + 1
    assert len(figure.table.rows) == story.diary.days // 7


def test_lines_are_the_measures_of_the_history_room(story):
    measures = LoadMeasures.of(story.diary)
    lines = measure_lines(story, "acwr", Constants.usual())
    np.testing.assert_array_equal(lines["acwr_uncoupled"], measures.acwr_uncoupled)
    np.testing.assert_array_equal(lines["acwr_ewma"], measures.acwr_ewma)


def test_constants_move_fitness_and_fatigue(story):
    usual = measure_lines(story, "fitness_fatigue", Constants.usual())
    slow = measure_lines(story, "fitness_fatigue", Constants(42.0, 15.0, 3.0))
    np.testing.assert_array_equal(usual["fitness"], slow["fitness"])
    assert not np.array_equal(usual["fatigue"], slow["fatigue"])
    np.testing.assert_allclose(slow["left"], slow["fitness"] - 3 * slow["fatigue"])


def test_the_reading_tells_the_highest_before_the_pain(story):
    values = measure_lines(story, "single_run", Constants.usual())["single_run_ratio"]
    highest = np.nanmax(values[story.onset_day - 27 : story.onset_day + 1])
    reading = load_curves(story, "single_run", Constants.usual()).reading
    assert f"longest run of the day {highest:.2f}" in reading
    assert "before pain began" in reading


def test_a_measure_that_is_not_defined_says_so():
    log = text_of_diary(Diary.build(56, stress=[3] * 56))
    story = story_of(Scenario(runner=LOG, log=log))
    # Rest days are known loads of 0: their fading sums are 0 as well, and every ratio has nothing below its line.
    assert "fitness 0.00" in load_curves(story, "fitness_fatigue", Constants.usual()).reading
    for measure in set(MEASURES) - {"fitness_fatigue"}:
        assert "not defined" in load_curves(story, measure, Constants.usual()).reading


def test_several_lines_have_names_in_a_legend(story):
    assert load_curves(story, "acwr", Constants.usual()).layout["showlegend"]
    assert not load_curves(story, "strain", Constants.usual()).layout["showlegend"]


def test_numbers_keep_a_true_minus():
    assert number(-290.4) == "\N{MINUS SIGN}290"


@pytest.mark.parametrize("measure", MEASURES)
def test_what_is_said_of_a_day_is_what_the_lines_hold(story, measure):
    figure = load_curves(story, measure, Constants.usual())
    lines = measure_lines(story, measure, Constants.usual())
    load, *said = [line for line in figure.day_lines if line.kind in ("stems", "day")]
    np.testing.assert_array_equal(figure.data[load.traces[0]]["y"][1::3], story.diary.session_load_au)
    for line, values in zip(said, lines.values(), strict=True):
        np.testing.assert_array_equal(figure.data[line.traces[0]]["y"], values)
