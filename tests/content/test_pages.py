import re

import pytest

from toolkit.content.claims import claims
from toolkit.content.fault import ContentError
from toolkit.content.pages import Level, pages

NUMBERS = ["00", "01", "02", "03", "04"]


def everything(page):
    blocks = [block for part in page.blocks.values() for block in (part.heading, *part.words)]
    legend = [part for control in page.legend for part in (control.name, control.does)]
    return [page.title, page.lead, page.purpose, *page.goals, *page.idea, *blocks, *legend]


def test_the_five_pages_are_there_in_order():
    assert list(pages().pages)[:5] == NUMBERS
    assert [pages().notebook(number) for number in NUMBERS] == [
        "00_home.ipynb",
        "01_history.ipynb",
        "02_factors.ipynb",
        "03_pain_types.ipynb",
        "04_plans.ipynb",
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_pages_title_is_one_question(number):
    title = pages().pages[number].title
    assert title.endswith("?")
    assert title.count("?") == 1


@pytest.mark.parametrize("number", NUMBERS)
def test_a_page_has_what_a_student_needs(number):
    page = pages().pages[number]
    assert 3 <= len(page.goals) <= 6
    assert len(page.legend) >= 4
    assert page.sources
    assert len(page.purpose) <= 130, "the card on home has room for one short sentence"


@pytest.mark.parametrize("number", NUMBERS)
def test_goals_say_what_a_student_will_be_able_to_do(number):
    verbs = {"Explain", "Describe", "Name", "Tell", "Read", "Find", "Say", "Compare", "Ask", "Examine"}
    verbs |= {"Put", "Give", "Decide", "Show"}
    assert all(goal.split()[0] in verbs for goal in pages().pages[number].goals)


@pytest.mark.parametrize("number", NUMBERS)
def test_sentences_are_short(number):
    for text in everything(pages().pages[number]):
        for sentence in re.split(r"(?<=[.?!])\s+", text):
            assert len(sentence.split()) <= 50, sentence


def test_sciatica_is_no_diagnosis_in_the_two_sentences_under_the_title():
    lead = pages().pages["00"].lead
    assert len(re.findall(r"[.](?=\s|$)", lead)) == 2
    assert "not a diagnosis" in lead
    assert "umbrella" in lead


def test_home_shows_word_nerve_and_safety():
    assert {"A1", "A2", "A3", "A4", "I1", "I2"} <= pages().pages["00"].cites
    assert "teaching simulation" in pages().safety.not_advice
    assert "no advice" in pages().safety.not_advice


def test_emergency_signs_cover_every_same_day_emergency():
    signs = " ".join(pages().safety.signs)
    for word in ("saddle", "urine", "bowel", "sexual", "both legs", "getting worse", "foot", "fever", "cold"):
        assert word in signs, word
    assert "emergency" in pages().safety.go
    assert "does not prove that all is well" in pages().safety.reassure


def test_each_level_has_words_of_its_own():
    assert len({level.words for level in Level}) == len(Level)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_pages_statements_are_promised_to_it(number):
    """A page cites what claims.yaml says it demonstrates, and no more."""
    promised = {key for key, claim in claims().claims.items() if number in claim.pages}
    borrowed = {"D0"} if number == "00" else set()
    assert pages().pages[number].cites - promised <= borrowed


def test_two_pages_with_one_slug_are_refused(edit):
    edit("pages.yaml", "pages:\n", "pages:\n  '01':\n" + SECOND)
    with pytest.raises(ContentError, match="two pages have the slug 'home'"):
        pages()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("slug: home", "slug: Home Page", "not the right form|has not the right form"),
        ("level: start", "level: easy", "'start', 'core' or 'deeper'"),
        ("minutes: 5", "minutes: 0", "greater than or equal to 1"),
        ("cites: [article:A1]", "cites: []", "has too few entries"),
        ("cites: [article:A1]", "cites: [teaching]", "evidence:<figure id> or article:<statement id>"),
        ("'00':", "00:", "quotation marks"),
    ],
)
def test_an_unsound_page_is_refused(edit, old, new, says):
    edit("pages.yaml", old, new)
    with pytest.raises(ContentError, match=says):
        pages()


SECOND = """\
    slug: home
    name: Two
    title: What?
    lead: A lead.
    purpose: A purpose.
    minutes: 5
    level: core
    goals: [Say it., Do it.]
    idea: [An idea.]
    example: {question: Which?, python: print(1), prints: '1', says: One.}
    blocks: {}
    legend: [{name: A, does: B}]
"""
