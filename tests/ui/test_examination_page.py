"""Page 08: chart, both sides, two visits, and the drawings that humble."""

import re

import pytest

from toolkit.cases import Scenario, decode
from toolkit.cases.examination import examination_of
from toolkit.cases.seen_patient import patient_name
from toolkit.content.examples import examples
from toolkit.pain import concern
from toolkit.pain.deficit import objective_signs
from toolkit.ui.drawing_quiz import DRAWINGS, chance_range, drawing, score
from toolkit.ui.pages.examination import ExaminationPage


class Opened:
    def __init__(self, **scenario):
        self.page = ExaminationPage()
        self.page.view()
        if scenario:
            self.page.change(Scenario(**scenario))

    def set(self, group, name, value):
        getattr(self.page, group)._handle_custom_msg({"set": name, "value": value, "n": 1}, [])

    def sign(self, side, sign, value):
        self.page.sheets[side]._handle_custom_msg({"set": sign, "value": value}, [])

    def guess(self, root):
        self.page.quiz.buttons._handle_custom_msg({"set": "root", "value": root, "n": 1}, [])


def test_painful_side_is_what_page_03_knows():
    opened = Opened()
    opened.sign("right", "ankle_jerk", "lost")
    assert opened.page.scenario.findings == {"ankle_jerk": "lost"}
    assert "Objective signs" in opened.page.words.html
    opened.sign("left", "ankle_jerk", "lost")
    assert opened.page.scenario.findings == {"ankle_jerk": "lost"}
    assert "both legs" in opened.page.words.html


def test_change_over_two_weeks_raises_the_level():
    opened = Opened()
    opened.sign("right", "power_dorsiflexion", "mrc4")
    assert "watch" in opened.page.serial.html.lower()
    opened.set("visit", "week", "2")
    opened.sign("right", "power_dorsiflexion", "mrc3")
    assert "▲ worse" in opened.page.serial.html
    assert "st-alarm" in opened.page.serial.html
    assert opened.page.scenario.findings == {"power_dorsiflexion": "mrc4"}


def test_a_generated_patient_leaves_nothing_of_the_one_before():
    opened = Opened(findings={"burning": "present", "slr": 35.0})
    opened.set("who", "patient", "first")
    assert not {"burning", "slr"} & set(opened.page.scenario.findings)
    assert patient_name(opened.page.scenario) == "Patient A, generated"
    opened.set("who", "patient", "")
    assert opened.page.scenario.findings == {}
    assert patient_name(opened.page.scenario) == ""


def test_better_is_marked_too():
    opened = Opened(findings={"touch_s1": "lost"})
    opened.set("visit", "week", "2")
    opened.sign("right", "touch_s1", "reduced")
    assert "▽ better" in opened.page.serial.html


def test_sheets_show_the_chosen_visit():
    opened = Opened(findings={"touch_s1": "lost"})
    assert opened.page.sheets["right"].values == {"touch_s1": "lost"}
    opened.set("visit", "week", "2")
    assert opened.page.sheets["right"].values == {}


def test_drawing_reaches_the_address():
    opened = Opened()
    opened.page.chart._handle_custom_msg({"toggle": ["heel", "left", "numb"]}, [])
    assert "Left heel: numb" in opened.page.chart_words.html
    again = Opened(choices=decode(opened.page.address.code).choices)
    assert again.page.chart.drawing.words == "left heel: numb"


def test_map_is_named_with_the_figure_beside_it():
    opened = Opened()
    opened.set("maps", "map", "root_l5")
    assert opened.page.chart.overlay["foot_top"] == 1
    assert "64 %" in opened.page.chart_words.html
    assert "textbook maps disagree" in opened.page.chart_words.html
    opened.page.chart_words._handle_custom_msg({"act": "drawings"}, [])
    assert "Murphy" in opened.page.card.html


@pytest.mark.parametrize("patient", sorted(examples().examined))
def test_generated_patient_fills_everything_and_hides_the_answer(patient):
    opened = Opened()
    opened.set("who", "patient", patient)
    seen = examination_of(opened.page.scenario)
    assert all(
        set(seen.found[side, week]) == set(objective_signs()) for side in ("left", "right") for week in (0, 2)
    )
    assert opened.page.chart.strokes
    assert "What is there" not in opened.page.truth.html
    assert len(opened.page.address.code) < 1500
    opened.page.truth._handle_custom_msg({"act": "reveal"}, [])
    assert "What is there" in opened.page.truth.html
    opened.set("who", "patient", "")
    assert opened.page.scenario == Scenario()


def test_forged_choices_fall_back():
    opened = Opened(
        choices={
            "examination.map": "root_x9", "examination.patient": "zz", "examination.week": "7",
            "examination.drawing": "??", "examination.guesses": "lsx", "examination.later": "999",
        }
    )  # fmt: skip
    assert opened.page.chart.overlay == {}
    assert opened.page.chart.strokes == []
    assert "Drawing 1 of 20" in opened.page.quiz.head.html


# -- drawings ----------------------------------------------------------------------------------------


def test_twenty_drawings_hold_both_roots_and_no_numbness():
    roots = [drawing(number)[0] for number in range(DRAWINGS)]
    assert 5 <= roots.count("l5") <= 15
    assert all(drawing(number)[1].strokes for number in range(DRAWINGS))
    assert not any(
        stroke.quality == "numb" for number in range(DRAWINGS) for stroke in drawing(number)[1].strokes
    )


def test_score_comes_after_the_last_and_counts_right():
    opened = Opened()
    for number in range(DRAWINGS):
        assert "You named" not in opened.page.quiz.text.html
        opened.guess(drawing(number)[0] if number < 17 else {"l5": "s1", "s1": "l5"}[drawing(number)[0]])
    assert "You named 17 of 20" in opened.page.quiz.text.html
    assert "yours lies outside that" in opened.page.quiz.text.html
    opened.guess("again")
    assert "Drawing 1 of 20" in opened.page.quiz.head.html


def test_coin_is_not_told_from_chance():
    assert "not told from chance" in score("l" * DRAWINGS)


def test_chance_range_by_hand():
    # 20 tosses: 5 or fewer come in 2.07 of 100 series, 6 or fewer in 5.77
    assert chance_range(20) == (6, 14)
    assert chance_range(1) == (0, 1)


def test_published_result_follows_the_score():
    text = score("s" * DRAWINGS)
    assert "53 drawings" in text
    assert re.search(r"Of the \d+ S1 drawings you named \d+", text)


def test_claims_stand_on_elements():
    opened = Opened(findings={"ankle_jerk": "lost"})
    page = opened.page
    html = page.words.html + page.serial.html + page.chart_words.html
    named = set(" ".join(re.findall(r'data-claims="([^"]*)"', html)).split())
    assert {"B2", "B3", "F10", "I1"} <= named


# -- both legs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("quality", "level"), [("dull", "urgent"), ("numb", "same-day emergency")])
def test_both_legs_drawn_raise_the_level_here_and_on_the_other_pages(quality, level):
    opened = Opened()
    opened.sign("right", "ankle_jerk", "lost")
    for side in ("left", "right"):
        opened.page.chart._handle_custom_msg({"toggle": ["heel", side, quality]}, [])
    assert f"since week 0: {level}" in opened.page.serial.html
    assert concern(opened.page.scenario.findings).level.replace("_", "-") == level.split()[0]
    opened.page.chart._handle_custom_msg({"toggle": ["heel", "left", quality]}, [])
    assert opened.page.scenario.findings == {"ankle_jerk": "lost"}


@pytest.mark.parametrize("patient", sorted(examples().examined))
def test_generated_patient_says_what_she_draws_and_is_charted(patient):
    opened = Opened()
    opened.set("who", "patient", patient)
    numb = opened.page.chart.drawing
    assert opened.page.scenario.findings.keys() >= {"both_legs", "bladder", "saddle", "weakness_progress"}
    if numb.both_legs != "absent":
        assert "st-alarm" in opened.page.serial.html
    if numb.both_legs == "deficit":
        left = examination_of(opened.page.scenario).found["left", 0]
        assert any(level in {"reduced", "lost"} for level in left.values())


def test_weakness_charted_on_both_sides_is_an_emergency():
    opened = Opened(findings={"power_dorsiflexion": "mrc4"})
    assert "same-day" not in opened.page.serial.html
    opened.sign("left", "power_dorsiflexion", "mrc4")
    assert "same-day emergency" in opened.page.serial.html
