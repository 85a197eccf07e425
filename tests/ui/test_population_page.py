"""The page on a population: steps, what is looked at, and honest words beside it."""

import re

import pytest

from toolkit.cases import Scenario
from toolkit.cases.lived_population import PIECE, lived_population
from toolkit.content.claims import claims
from toolkit.content.factors import METRICS, factors_file
from toolkit.content.population import population_file
from toolkit.ui.pages.population import PopulationPage
from toolkit.ui.population_text import population_card


class Visitor:
    def __init__(self, scenario=None):
        self.page = PopulationPage()
        if scenario is not None:
            self.page.scenario = scenario
        self.page.view()

    def set(self, name, value):
        self.page.controls._handle_custom_msg({"set": name, "value": value, "n": 1}, [])

    def steps(self, **content):
        self.page.steps._handle_custom_msg(content, [])


def test_runners_are_lived_a_thousand_at_a_time_up_to_the_goal():
    visitor = Visitor()
    assert (visitor.page.steps.done, visitor.page.steps.goal) == (PIECE, 2 * PIECE)
    visitor.steps(step=True)
    assert visitor.page.steps.done == 2 * PIECE
    assert "Of 2,000 runners" in visitor.page.words.html
    visitor.steps(step=True)
    assert visitor.page.steps.done == 2 * PIECE, "there was nothing left to do"


def test_more_raises_the_goal_and_the_address_keeps_it():
    visitor = Visitor()
    visitor.steps(more=True)
    assert visitor.page.steps.goal == 12 * PIECE
    assert visitor.page.scenario.choices == {"population.runners": 12 * PIECE}
    for content in ({"more": "yes"}, {"step": 1}, {}):
        visitor.steps(**content)
    assert visitor.page.steps.goal == 12 * PIECE
    assert visitor.page.steps.done == PIECE


def test_the_goal_has_an_end():
    visitor = Visitor(Scenario(choices={"population.runners": 900_000.0}))
    assert visitor.page.steps.goal == 100 * PIECE
    visitor.steps(more=True)
    assert visitor.page.steps.goal == 100 * PIECE


@pytest.mark.parametrize(
    ("look", "says"),
    [
        ("number", "combination of factors"),
        ("who", "of all episodes"),
        ("factor", "farthest apart"),
        ("metric", "flagging"),
    ],
)
def test_each_look_has_its_figure_and_words(look, says):
    visitor = Visitor()
    visitor.set("look", look)
    assert says in visitor.page.words.html
    assert visitor.page.figure.figure.reading.split(".")[0] in visitor.page.words.html.replace("&#39;", "'")
    assert visitor.page.figure.figure.table.rows


def test_the_line_moves_the_share_of_episodes_below_it():
    visitor = Visitor()
    visitor.set("look", "who")
    shares = []
    for line in ("0.1", "0.2", "0.4"):
        visitor.set("line", line)
        shares.append(float(re.search(r"have ([\d.]+) %", visitor.page.words.html).group(1)))
    assert shares == sorted(shares)
    assert shares[0] < 50 < shares[2]
    assert "would miss most" in visitor.page.words.html


def test_the_verdict_turns_where_most_episodes_lie():
    visitor = Visitor(Scenario(choices={"population.look": "who", "population.line": 0.05}))
    assert "would miss most" not in visitor.page.words.html
    assert "most episodes fall on the others" in visitor.page.words.html


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_stands_beside_what_was_found_in_people(metric):
    visitor = Visitor(Scenario(choices={"population.look": "metric"}))
    visitor.set("metric", metric)
    about = factors_file().metrics[metric]
    assert about.found in visitor.page.words.html.replace("&#39;", "'")
    assert visitor.page.controls.values["drawn"] == about.usual.value
    visitor.page.words._handle_custom_msg({"act": f"passport:metric_{metric}"}, [])
    assert "The line that is often drawn" in visitor.page.card.html


def test_a_lower_line_catches_more_and_alarms_more():
    visitor = Visitor(Scenario(choices={"population.look": "metric"}))

    def caught():
        return [float(share) for share in re.findall(r"on ([\d.]+) % of", visitor.page.words.html)]

    high = caught()
    visitor.set("drawn", 0.8)
    low = caught()
    assert low[0] > high[0]
    assert low[1] > high[1]


def test_another_population_has_other_luck_and_starts_anew():
    visitor = Visitor()
    visitor.steps(step=True)
    before = visitor.page.count.html
    visitor.set("again", "again")
    assert visitor.page.count.html != before
    assert visitor.page.steps.done == PIECE


def test_the_card_holds_every_number_of_the_population():
    html = population_card()
    about = population_file()
    numbers = [number for _, number in about.habits] + [number for _, number in about.past]
    for number in numbers:
        assert number.why.replace("'", "&#39;") in html
    assert "No such cohort exists" in html


def test_forged_choices_open_as_usual():
    strange = {
        "population.look": "all",
        "population.metric": "luck",
        "population.line": 3.0,
        "population.seed": -5.0,
    }
    visitor = Visitor(Scenario(choices=strange))
    assert "Of 1,000 runners" in visitor.page.words.html
    visitor.set("look", "nothing")
    assert visitor.page.scenario.choices == strange


def test_statements_promised_to_the_page_are_shown():
    promised = {key for key, claim in claims().claims.items() if "06" in claim.pages}
    shown = set()
    for look in ("number", "factor", "metric"):
        page = Visitor(Scenario(choices={"population.look": look})).page
        shown |= {
            claim
            for listed in re.findall(r'data-claims="([^"]*)"', page.words.html)
            for claim in listed.split()
        }
    assert promised | {"D0", "D4", "D8"} <= shown


def test_pieces_add_up_and_the_first_stay_the_same():
    one, three = lived_population(3, PIECE), lived_population(3, 3 * PIECE)
    assert three.by_week.sum() > one.by_week.sum()
    assert three.days.sum() > 2.5 * one.days.sum()
    again = lived_population(3, PIECE)
    assert (one.onsets == again.onsets).all()
    assert three.risk_runners.sum() == 3 * PIECE
    with pytest.raises(ValueError, match="steps of 1,000"):
        lived_population(3, 1500)


def test_controls_that_are_drawn_anew_hear_their_values():
    visitor = Visitor()
    sent = []
    visitor.page.controls.send_state = lambda key=None: sent.append(key)
    visitor.set("look", "who")
    assert "values" in sent
