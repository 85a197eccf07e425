"""The page on combined factors: what its controls do to the scenario, its words and its figures."""

import re
from dataclasses import replace

import numpy as np
import pytest

from toolkit.cases import LOG, Scenario, story_of
from toolkit.cases.imported_log import text_of_diary
from toolkit.content.claims import claims
from toolkit.content.factors import CAUSES, ELEMENTS, FACTORS, factors_file
from toolkit.content.look import look
from toolkit.content.quantity import Mark
from toolkit.factors import Banded
from toolkit.history import Diary
from toolkit.ui.eight_bars import eight_bars, said
from toolkit.ui.factor_cards import card_of
from toolkit.ui.factor_evidence import factor_evidence
from toolkit.ui.pages.factors import FactorsPage


class Visitor:
    """A person at the page, without a browser."""

    def __init__(self, scenario=None):
        self.page = FactorsPage()
        if scenario is not None:
            self.page.scenario = scenario
        self.page.view()

    def set(self, name, value, group="switches"):
        widget = getattr(self.page, group)
        widget._handle_custom_msg({"set": name, "value": value, "n": 1}, [])

    def press(self, name):
        for prose in (self.page.bars, self.page.words, self.page.hazard_words, self.page.type):
            prose._handle_custom_msg({"act": name}, [])

    @property
    def choices(self):
        return self.page.scenario.choices

    def panel(self):
        return "".join(getattr(child, "html", "") for child in self.page.panel.children)


def bar(html, name):
    row = next(part for part in html.split("<tr") if f"</span>{name} " in part)
    return re.search(r'data-act="passport:[a-z_]+">([^<]+) <', row).group(1)


def test_the_eight_bars_add_up_to_the_named_chance():
    html = str(eight_bars(story_of(Scenario()).attribution))
    names = [*(about.name for about in factors_file().factors.values()), factors_file().baseline.name]
    values = [float(bar(html, name).removesuffix(" %").replace("\N{MINUS SIGN}", "-")) for name in names]
    chance = float(re.search(r'st-big">([\d.]+) %', html).group(1))
    assert len(values) == 8
    assert sum(values) == pytest.approx(chance, abs=0.08)
    assert "28 days before pain began" in html


def test_every_bar_shows_symbol_colour_patient_words_mark_and_its_statement():
    html = str(eight_bars(story_of(Scenario()).attribution))
    for factor, sign in look().factors.items():
        row = next(part for part in html.split("<tr") if f"passport:{factor}" in part)
        assert sign.symbol in row
        assert sign.colour in row
        assert sign.patient in row
        assert any(mark.symbol in row for mark in Mark)
        assert factors_file().factors[factor].cites[0].removeprefix("article:") in row


def test_bars_share_one_scale_and_zero():
    html = str(eight_bars(story_of(Scenario()).attribution))
    lefts = {float(left) for left in re.findall(r'st-part-fill" style="left:([\d.]+)%', html)}
    zeros = {float(left) for left in re.findall(r'st-part-zero" style="left:([\d.]+)%', html)}
    split = story_of(Scenario()).attribution
    assert split.parts["stress"].low < 0, "this runner was chosen for a band that reaches below nothing"
    assert len(zeros) == 1
    assert lefts == zeros


def test_a_protecting_part_runs_to_the_left():
    split = story_of(Scenario()).attribution
    protects = replace(split, parts={**split.parts, "genetics": Banded(-0.002, -0.003, -0.001)})
    row = next(part for part in str(eight_bars(protects)).split("<tr") if "passport:genetics" in part)
    zero = float(re.search(r'st-part-zero" style="left:([\d.]+)%', row).group(1))
    left, width = map(float, re.search(r'fill" style="left:([\d.]+)%;width:([\d.]+)%', row).groups())
    assert left < zero
    assert left + width == pytest.approx(zero, abs=0.11)
    assert "\N{MINUS SIGN}0.20 %" in row


@pytest.mark.parametrize("factor", FACTORS)
def test_a_factor_goes_off_and_on_again(factor):
    visitor = Visitor()
    words, bars = visitor.page.words.html, visitor.page.bars.html
    visitor.set(factor, False)
    assert visitor.choices == {f"factors.off_{factor}": True}
    assert bar(visitor.page.bars.html, factors_file().factors[factor].name) == "off"
    assert f"Without {factors_file().factors[factor].name.lower()}: " in visitor.page.words.html
    assert "The diary is frozen" in visitor.page.words.html
    visitor.set(factor, True)
    assert visitor.choices == {}
    assert (visitor.page.words.html, visitor.page.bars.html) == (words, bars)


def test_off_says_what_the_chance_was_with_all_seven():
    visitor = Visitor()
    whole = story_of(Scenario()).attribution.chance.percent
    visitor.set("training", False)
    less = story_of(visitor.page.scenario).attribution.chance.percent
    assert f"{less} instead of {whole}" in visitor.page.words.html
    assert less != whole


def test_the_diary_is_frozen_when_a_factor_goes_off():
    visitor = Visitor()
    visitor.set("sleep", False)
    assert story_of(visitor.page.scenario).diary == story_of(Scenario()).diary


def test_rivals_change_the_model_and_load_only_counts_training_alone():
    visitor = Visitor()
    visitor.set("rival", "load_only")
    assert visitor.choices == {"factors.rival": "load_only"}
    assert bar(visitor.page.bars.html, "Poor sleep or recovery") == "not counted"
    assert bar(visitor.page.bars.html, "Increase in training") != "not counted"
    visitor.set("reset", "reset")
    assert visitor.choices == {}


def test_the_dial_says_that_it_changes_nothing_on_an_average_runner():
    visitor = Visitor()
    names = [*(about.name for about in factors_file().factors.values()), factors_file().baseline.name]
    before = [bar(visitor.page.bars.html, name) for name in names]
    visitor.set("dial", 12)
    assert visitor.choices == {"factors.biomechanics": 12.0}
    assert "changes nothing here" in visitor.page.words.html
    assert [bar(visitor.page.bars.html, name) for name in names] == before


def test_the_dial_moves_the_bar_of_a_runner_with_deficits():
    visitor = Visitor(Scenario(runner="tomasz"))
    before = bar(visitor.page.bars.html, "Biomechanics")
    visitor.set("dial", 20)
    assert bar(visitor.page.bars.html, "Biomechanics") != before
    assert "a 'what if', not a finding" in visitor.page.words.html


@pytest.mark.parametrize("cause", CAUSES)
def test_the_hazard_of_one_cause_is_smaller_and_named(cause):
    visitor = Visitor()
    whole = visitor.page.hazard.figure
    visitor.set("cause", cause)
    one = visitor.page.hazard.figure
    assert factors_file().causes[cause].name in visitor.page.hazard_words.html
    assert np.nanmax(one.data[-2]["y"]) < np.nanmax(whole.data[-2]["y"])
    visitor.press(f"passport:{cause}")
    assert "episodes in a year" in visitor.page.card.html


@pytest.mark.parametrize(
    "content",
    [
        {"set": "sleep", "value": "off", "n": 1},
        {"set": "dial", "value": "much", "n": 1},
        {"set": "rival", "value": "magic", "n": 1},
        {"set": "cause", "value": "nerve", "n": 1},
        {"set": "seven", "value": True, "n": 1},
    ],
)
def test_what_no_control_can_be_changes_nothing(content):
    visitor = Visitor()
    before = visitor.page.scenario, visitor.page.bars.html
    visitor.page.switches._handle_custom_msg(content, [])
    assert (visitor.page.scenario, visitor.page.bars.html) == before


def test_a_forged_scenario_opens_as_usual():
    strange = {
        "factors.cause": "nerve",
        "factors.closer": "all",
        "factors.change": "x",
        "factors.off_sleep": "yes",
    }
    visitor = Visitor(Scenario(choices=strange))
    assert visitor.page.hazard_words.html == Visitor().page.hazard_words.html
    assert visitor.page.bars.html == Visitor().page.bars.html


# -- passports -----------------------------------------------------------------------------------------------


def test_every_number_on_the_bars_opens_a_card():
    visitor = Visitor()
    names = set(re.findall(r'data-act="(passport:[a-z_]+)"', visitor.page.bars.html))
    assert names == {f"passport:{name}" for name in (*FACTORS, "baseline", "chance")}
    for name in names:
        visitor.page.card.show(type(eight_bars(story_of(Scenario()).attribution))())
        visitor.press(name)
        assert "<dialog" in visitor.page.card.html
        assert "not yet reviewed by a clinician" in visitor.page.card.html


@pytest.mark.parametrize("factor", FACTORS)
def test_a_factors_card_holds_every_number_of_its_elements(factor):
    title, text = card_of(factor)
    assert title == factors_file().factors[factor].name
    assert factors_file().factors[factor].honest.replace("'", "&#39;") in str(text)
    for name in ELEMENTS:
        element = factors_file().elements[name]
        for effect in element.effects.values():
            assert (f"{effect.value:.4g}" in text) == (
                element.factor == factor or f"{effect.value:.4g}" in text
            )
            if element.factor == factor:
                assert f"{effect.value:.4g} (hazard ratio)" in text
                assert f"{effect.low:.4g} to {effect.high:.4g}" in text


def test_an_unknown_card_is_none():
    assert card_of("nothing") is None


def test_nothing_is_written_as_nothing():
    assert said(0.0) == "0 %"
    assert said(-1e-9) == "0 %"


# -- a closer look -------------------------------------------------------------------------------------------


def test_several_orders_are_shown_first():
    visitor = Visitor()
    assert "moves most with the order" in visitor.panel()
    assert "5,040 orders" in visitor.page.about.html


def test_one_change_lives_pairs_again_and_tells_the_band():
    visitor = Visitor()
    visitor.set("closer", "twin", "closer")
    assert visitor.choices == {"factors.closer": "twin"}
    said_ = visitor.panel()
    assert "without the break from running" in said_
    assert re.search(r"band -?[\d.]+ to -?[\d.]+", said_)
    visitor.set("change", "without_3", "closer")
    assert "without the long run" in visitor.panel()
    assert visitor.panel() != said_
    assert visitor.choices["factors.change"] == "without_3"


def test_rivals_stand_side_by_side():
    visitor = Visitor()
    visitor.set("closer", "rivals", "closer")
    panel = visitor.panel()
    for rival in factors_file().rivals.values():
        assert rival.predicts in panel
    assert "What would tell them apart" in panel


def test_the_flip_test_names_the_smallest_move():
    visitor = Visitor()
    visitor.set("closer", "flip", "closer")
    panel = visitor.panel()
    assert "The leading factor changes from" in panel
    moves = [float(move) for move in re.findall(r"<td>([\d.]+)</td><td>[^\d]", panel)]
    assert moves == sorted(moves)


def test_the_sheet_is_sent_when_it_is_asked_for_and_says_what_is_left_out():
    visitor = Visitor()
    visitor.set("sleep", False)
    sent = []
    visitor.page.sheet.send = lambda content, buffers=None: sent.append(content)
    visitor.page.sheet._handle_custom_msg({"text": True}, [])
    visitor.page.sheet._handle_custom_msg({"text": "forged"}, [])
    assert len(sent) == 1
    assert "Left out here: poor sleep or recovery." in sent[0]["text"]


# -- honesty -------------------------------------------------------------------------------------------------


def test_most_stay_well_and_nothing_is_proved():
    words = Visitor().page.words.html
    assert re.search(r"In 200 lives with this history, Maya stayed well in 19\d", words)
    assert "may explain the episode. It does not prove" in words
    assert "no threshold that was crossed" in Visitor().page.hazard_words.html


def test_what_the_diary_says_of_the_type_is_said_to_be_little():
    html = Visitor().page.type.html
    assert "settles nothing" in html or "next to nothing" in html
    shares = [float(share) for share in re.findall(r"<td>([\d.]+) %</td>", html)]
    assert sum(shares) == pytest.approx(200, abs=2)


def test_results_without_effect_are_shown():
    html = factor_evidence()
    assert "a higher ratio went with fewer injuries" in html
    assert "No relationship was found" in html
    assert "1.4 (odds ratio)" not in html, "a result with an effect does not belong among those without"


def test_every_statement_promised_to_the_page_is_shown():
    page = Visitor().page
    html = page.bars.html + page.words.html + page.type.html + str(factor_evidence())
    shown = {claim for claims_ in re.findall(r'data-claims="([^"]*)"', html) for claim in claims_.split()}
    promised = {key for key, claim in claims().claims.items() if "02" in claim.pages}
    assert promised <= shown


def own_log():
    days = 84
    rng = np.random.default_rng(3)
    from toolkit.history import Run

    runs = [(day, Run(8.0 + day % 3, 50.0)) for day in range(0, days, 2)]
    return text_of_diary(Diary.build(days, runs=runs, sleep_h=np.round(7 + rng.random(days), 1)))


def test_what_a_log_does_not_tell_is_not_known_instead_of_nothing():
    bars = Visitor(Scenario(runner=LOG, log=own_log())).page.bars.html
    rows = {row.split("</span>")[1].split(" <")[0]: row for row in bars.split("<tr")[2:]}
    told = {name: "not known" in row for name, row in rows.items()}
    assert [name for name, unknown in told.items() if unknown] == [
        "Social stress", "Past history of back pain", "Genetics", "Biomechanics",
    ]  # fmt: skip
    assert "not known" not in Visitor().page.bars.html


def test_a_log_says_what_it_does_not_tell_and_has_no_twin():
    visitor = Visitor(Scenario(runner=LOG, log=own_log()))
    words = visitor.page.words.html
    assert "What this log does not tell" in words
    for unknown in ("past history of back pain", "genetics", "biomechanics", "stress"):
        assert unknown in words
    assert "poor sleep" not in words.split("does not tell")[1].split("They count")[0]
    visitor.set("closer", "twin", "closer")
    assert "cannot be lived again" in visitor.panel()


def test_an_unchanged_text_is_not_sent_again():
    visitor = Visitor()
    heard = []
    visitor.page.type.observe(heard.append, "html")
    visitor.page.bars.observe(heard.append, "html")
    visitor.set("cause", "bone")
    assert heard == []


def test_a_diary_as_written_says_that_gaps_count_as_usual():
    assert "what is missing counts as usual" not in Visitor().page.words.html
    written = Visitor(Scenario(choices={"history.seen": "diary"}))
    assert "what is missing counts as usual" in written.page.words.html
