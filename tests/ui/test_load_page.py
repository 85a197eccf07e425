"""The page on load measures: each with its curve, what is known of it, and where it misleads."""

import re

import pytest

from toolkit.cases import Scenario, story_of
from toolkit.content.load_measures import load_measures_file
from toolkit.ui.load_text import all_measures
from toolkit.ui.pages.load import LoadPage

MEASURES = list(load_measures_file().measures)


class Visitor:
    def __init__(self, scenario=None):
        self.page = LoadPage()
        if scenario is not None:
            self.page.scenario = scenario
        self.page.view()

    def set(self, name, value):
        self.page.controls._handle_custom_msg({"set": name, "value": value, "n": 1}, [])


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_shows_what_is_known_and_where_it_misleads(measure):
    visitor = Visitor()
    visitor.set("measure", measure)
    about = load_measures_file().measures[measure]
    words = visitor.page.words.html.replace("&#39;", "'")
    assert about.known in words
    assert about.misleads in words
    assert about.is_ in visitor.page.about.html.replace("&#39;", "'")
    visitor.page.words._handle_custom_msg({"act": f"passport:{measure}"}, [])
    for bound in about.bounds:
        assert f"Line drawn: {bound.words}" in visitor.page.card.html
    assert visitor.page.card.html.count("<dl>") >= len(about.figures) + len(about.bounds)


def test_constants_are_offered_with_their_model_only_and_move_it():
    visitor = Visitor()
    assert "fitness_days" not in visitor.page.controls.values
    visitor.set("measure", "fitness_fatigue")
    before = visitor.page.figure.figure.reading
    visitor.set("fatigue_days", 15)
    assert visitor.page.scenario.choices == {"load.measure": "fitness_fatigue", "load.fatigue_days": 15.0}
    assert visitor.page.figure.figure.reading != before
    visitor.set("fatigue_days", 7)
    assert visitor.page.figure.figure.reading == before


def test_constants_stay_within_what_was_published():
    forged = Scenario(
        choices={"load.measure": "fitness_fatigue", "load.fitness_days": 900.0, "load.fatigue_weight": 0.0}
    )
    visitor = Visitor(forged)
    known = load_measures_file().constants
    assert visitor.page.controls.values["fitness_days"] == known.fitness_days.high
    assert visitor.page.controls.values["fatigue_weight"] == known.fatigue_weight.low


def test_the_side_by_side_table_holds_every_line_and_says_that_one_diary_tests_nothing():
    html = all_measures(story_of(Scenario()))
    lines = [name for about in load_measures_file().measures.values() for name in about.lines.values()]
    assert len(re.findall(r'<th scope="row">', html)) == len(lines)
    assert "One diary cannot test a measure" in html


def test_a_measure_that_does_not_exist_opens_as_usual():
    visitor = Visitor(Scenario(choices={"load.measure": "luck"}))
    assert visitor.page.controls.values["measure"] == "single_run"
    visitor.set("measure", "luck")
    assert visitor.page.scenario.choices == {"load.measure": "luck"}
