"""The lab as a student uses it: nothing hidden shows before the guess, and words follow what was found."""

import re
from math import exp
from pathlib import Path

import pytest

from toolkit.cases import Scenario, decode, encode
from toolkit.cases.recovery_world import SIZES, hidden_in
from toolkit.content.evidence import evidence
from toolkit.content.pages import pages
from toolkit.factors import read_interaction
from toolkit.ui.pages.recovery_lab import RecoveryLabPage
from toolkit.ui.two_factors import published_pair, usual_counts

REAL = Path(__file__).parents[2] / ".." / "shared" / "real-data" / "factor-interaction" / "HDiscdata.csv"


class Visitor:
    def __init__(self, **choices):
        self.page = RecoveryLabPage()
        self.page.scenario = Scenario(choices={f"lab.{name}": value for name, value in choices.items()})
        self.page.view()

    def set(self, name, value):
        self.page.controls._handle_custom_msg({"set": name, "value": value, "n": 1}, [])

    def study(self):
        while self.page.steps.done < self.page.steps.goal:
            self.page.steps._handle_custom_msg({"step": True}, [])

    @property
    def ids(self):
        return [control.get("id") for control in self.page.controls.spec]

    @property
    def everything(self):
        """All that reaches the browser, as text."""
        figure = self.page.figure
        table = str(figure.figure.table.plain())
        return f"{self.page.words.html}{self.page.deeper.html}{figure.spec}{figure.reading}{table}"


def test_it_opens_with_few_runners_and_asks_for_a_guess():
    visitor = Visitor()
    assert (visitor.page.steps.done, visitor.page.steps.goal) == (1, 20)
    assert "1 runner" in visitor.page.words.html
    visitor.study()
    assert "20 runners" in visitor.page.words.html
    assert "commit" in visitor.page.words.html
    assert "analysis" not in visitor.ids


@pytest.mark.parametrize("factor", ["sleep", "stress", "training", "inactivity"])
def test_nothing_hidden_shows_before_the_guess(factor):
    visitor = Visitor(factor=factor, runners=400.0, seed=3.0)
    visitor.study()
    assert "hidden: " not in visitor.everything
    assert "hidden was" not in visitor.everything
    assert "All seven hidden weights" not in visitor.everything


def test_the_guess_is_kept_and_then_the_hidden_weight_shows():
    visitor = Visitor(runners=400.0)
    visitor.study()
    visitor.set("guess", 2.2)
    assert "Your guess: 2.20" in visitor.page.words.html
    visitor.set("commit", "commit")
    hidden = exp(hidden_in(210)["sleep"])
    assert f"You guessed 2.20 times; hidden was <strong>{hidden:.2f} times" in visitor.page.words.html
    assert "guess" not in visitor.ids
    assert visitor.page.scenario.choices == {"lab.runners": 400, "lab.guess": 2.2, "lab.committed": True}
    other = Visitor()
    other.page.arrive(encode(visitor.page.scenario))
    other.study()
    assert other.page.words.html == visitor.page.words.html
    assert decode(visitor.page.address.code) == visitor.page.scenario


def test_an_unmoved_guess_is_written_down_too():
    visitor = Visitor()
    visitor.set("commit", "commit")
    assert visitor.page.scenario.choices["lab.guess"] == 1.5


def test_one_runner_tells_nothing():
    visitor = Visitor(runners=1.0, committed=True)
    assert "too few episodes to tell" in visitor.page.words.html
    assert "Study more runners" in visitor.page.words.html


def test_alone_it_is_given_what_others_do_and_the_analysis_mends_it():
    visitor = Visitor(runners=2000.0, committed=True)
    visitor.study()
    assert "the interval does not hold the hidden weight" in visitor.page.words.html
    assert "confounding" in visitor.page.words.html
    visitor.set("analysis", "coming")
    assert "the interval holds the hidden weight" in visitor.page.words.html
    said = "with poor sleep or recovery, social stress and increase in training in the analysis"
    assert said in visitor.page.words.html
    visitor.set("analysis", "all")
    assert "genetics" in visitor.page.words.html


def test_steps_end_at_the_goal_and_more_goes_to_the_next_size():
    visitor = Visitor()
    visitor.study()
    visitor.page.steps._handle_custom_msg({"more": True}, [])
    assert visitor.page.steps.goal == 400
    visitor.study()
    assert visitor.page.steps.done == 400
    visitor.set("runners", "1")
    assert visitor.page.steps.done == visitor.page.steps.goal == 1


def test_another_world_and_another_factor_are_guessed_anew():
    visitor = Visitor(committed=True, guess=2.0, analysis="all")
    visitor.set("factor", "stress")
    assert "lab.committed" not in visitor.page.scenario.choices
    visitor.set("commit", "commit")
    visitor.set("again", "again")
    assert visitor.page.scenario.choices == {"lab.factor": "stress", "lab.seed": 211}
    assert visitor.page.steps.done == 1


def test_all_seven_weights_are_laid_beside_what_came_back():
    visitor = Visitor(runners=2000.0, committed=True)
    visitor.study()
    assert visitor.page.deeper.html.count('<th scope="row">') == 7
    assert re.search(r"\d of 7 intervals hold the hidden weight", visitor.page.deeper.html)


@pytest.mark.parametrize(
    "choices",
    [
        {"runners": 1e6},
        {"runners": -5.0},
        {"seed": -3.0},
        {"seed": 1e6},
        {"factor": "gait"},
        {"guess": 900.0, "committed": True},
        {"analysis": "magic", "committed": True},
        {"look": "else"},
        {"look": "two", "study": "own", "both_cases": -7.0, "times": 3.0},
    ],
)
def test_a_forged_address_opens_a_page_that_is_possible(choices):
    visitor = Visitor(**choices)
    assert visitor.page.steps.goal in SIZES
    assert visitor.page.notice.html == ""
    assert "In words." in visitor.page.words.html


def test_the_published_pair_is_told_with_its_interval():
    visitor = Visitor()
    visitor.set("look", "two")
    for told in (
        "1.88",
        "2.38",
        "1.98",
        "−1.28 (−3.66 to 0.42)",
        "cannot be told whether the two act together",
    ):
        assert told in visitor.page.words.html
    visitor.page.words._handle_custom_msg({"act": "passport:published"}, [])
    assert "Assmann" in visitor.page.card.html
    assert "574 people" in visitor.page.card.html
    assert "◐" in visitor.page.card.html


def test_more_people_with_the_same_shares_narrow_the_interval_only():
    visitor = Visitor(look="two", study="own")
    assert "cannot be told" in visitor.page.words.html
    few = visitor.page.figure.figure.table.rows
    visitor.set("times", "5")
    many = visitor.page.figure.figure.table.rows
    assert [row[1] for row in few] == [row[1] for row in many]
    assert [row[2] for row in few[:3]] != [row[2] for row in many[:3]]
    assert "the two do less than add" in visitor.page.words.html
    visitor.set("times", "1")
    assert visitor.page.scenario.choices == {"lab.look": "two", "lab.study": "own"}


def test_own_counts_move_the_ratios():
    visitor = Visitor(look="two", study="own")
    visitor.set("both_cases", 300)
    assert visitor.page.scenario.choices["lab.both_cases"] == 300
    assert "the two do more than add" in visitor.page.words.html
    visitor.set("both_cases", usual_counts()["both_cases"])
    assert "lab.both_cases" not in visitor.page.scenario.choices


def test_passports_of_the_world_open():
    visitor = Visitor()
    for prose in (visitor.page.words, visitor.page.about):
        prose._handle_custom_msg({"act": "passport:world"}, [])
        assert "World number 210" in visitor.page.card.html
        assert "○" in visitor.page.card.html
        visitor.page.card._handle_custom_msg({"act": "card:close"}, [])


def test_every_statement_of_the_page_is_shown_on_it():
    shown = set()
    for choices in ({}, {"committed": True}, {"look": "two"}):
        html = Visitor(**choices).page.words.html
        shown |= {claim for found in re.findall(r'data-claims="([^"]+)"', html) for claim in found.split()}
    assert shown >= pages().pages["09"].cites


@pytest.mark.real_data
def test_the_published_pair_is_what_the_data_give():
    if not REAL.exists():
        pytest.skip("The data set HDiscdata.csv is not beside the project.")
    found = read_interaction(REAL, outcome="h", one="smk", other="ns")
    shown = published_pair()
    for told, computed in (
        (shown.one, found.one),
        (shown.other, found.other),
        (shown.both, found.both),
        (shown.excess, found.reri),
    ):
        for part in ("value", "low", "high"):
            assert getattr(told, part) == pytest.approx(getattr(computed, part), abs=0.0051)
    note = evidence().figures["assmann1996-excess"].note
    assert f"{found.reri_delta.low:.2f}" in note
    assert f"{found.reri_delta.high:.2f}" in note
