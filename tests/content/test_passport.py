import pytest

from toolkit.content.evidence import evidence
from toolkit.content.passport import passport, with_unit
from toolkit.content.quantity import Quantity

BORROWED = Quantity(
    value=1.2,
    low=1.0,
    high=1.4,
    unit="ratio",
    mark="borrowed",
    source="evidence:smith2020-a",
    why="Halved on the log scale.",
)


def test_a_borrowed_number_shows_everything_a_lecturer_asks_for(folder):
    card = passport(BORROWED, name="Poor sleep")
    assert card.rows == (
        ("Value", "1.2 (ratio)"),
        ("Interval", "1 to 1.4"),
        ("Mark", "◐ borrowed from another population or outcome"),
        ("Measured in", "adult runners"),
        ("Published figure", "a ratio: 1.5 (ratio), 1.1 to 2 (95 % CI)"),
        ("Source", "Smith 2020. A journal"),
        ("How it was seen", "read in the paper itself"),
        ("Why", "Halved on the log scale."),
        ("Review", "not yet reviewed by a clinician"),
    )
    assert (card.name, card.mark) == ("Poor sleep", "borrowed")


def test_a_chosen_number_names_no_paper_and_says_why():
    chosen = Quantity(value=3, unit="h", mark="teaching", source="teaching", why="A round value.")
    labels = dict(passport(chosen).rows)
    assert labels["Mark"] == "○ chosen for teaching"
    assert labels["Why"] == "A round value."
    assert not {"Source", "Measured in", "Published figure", "DOI"} & set(labels)


def test_a_number_of_the_article_tells_the_statement(folder):
    six = Quantity(value=6, unit="times", mark="teaching", source="article:A1", why="The article's dose.")
    assert passport(six).source == "The source article, statement A1: Runners meet the word."


def test_a_reviewer_is_named():
    seen = Quantity(value=3, unit="h", mark="teaching", source="teaching", why="So.", reviewed_by="Ada Smith")
    assert passport(seen).review == "reviewed by Ada Smith"


def test_a_published_figure_by_its_id(folder, edit):
    card = passport("evidence:smith2020-a")
    assert (card.number, card.interval, card.mark) == ("1.5 (ratio)", "1.1 to 2 (95 % CI)", "runners")
    assert card == passport("smith2020-a")
    assert passport("smith2020-a", mark="borrowed").symbol == "◐"


def test_a_figure_that_is_a_direction_only(folder, edit):
    edit("evidence/onset.yaml", "value: 1.5, low: 1.1, high: 2.0, ", "")
    card = passport("smith2020-a")
    assert (card.number, card.interval, card.published) == ("", "", "a ratio")


def test_the_doi_comes_without_an_address(folder, edit):
    edit("evidence/onset.yaml", "where: A journal", "where: A journal, title: On runners, doi: 10.1000/xyz")
    card = passport(BORROWED)
    assert (card.source, card.doi) == ("Smith 2020. On runners. A journal", "10.1000/xyz")


@pytest.mark.parametrize("source", ["evidence:none", "article:B9"])
def test_a_source_that_leads_nowhere_is_said(folder, source):
    mark = "borrowed" if source.startswith("evidence") else "teaching"
    lost = Quantity(value=1, unit="h", mark=mark, source=source, why="So.")
    with pytest.raises(KeyError, match=r"data/(evidence|claims)"):
        passport(lost)


def test_an_unknown_figure_is_said(folder):
    with pytest.raises(KeyError, match="No published figure has the id 'none'"):
        passport("none")


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.00081, "per day", "0.00081 per day"),
        (35, "%", "35 %"),
        (7.5, "h", "7.5 h"),
        (12000, "people", "12,000 people"),
        (1.64, "hazard rate ratio", "1.64 (hazard rate ratio)"),
        (0.82, "AUC", "0.82 (AUC)"),
        (4, "points of 10", "4 points of 10"),
        (-0.19, "standardised mean difference", "-0.19 (standardised mean difference)"),
    ],
)
def test_numbers_are_written_with_their_unit(value, unit, said):
    assert with_unit(value, unit) == said


def test_every_shipped_figure_has_a_passport():
    for key, figure in evidence().figures.items():
        card = passport(key)
        labels = dict(card.rows)
        assert labels["Source"], key
        assert labels["Measured in"], key
        assert ("runner" in figure.population.lower()) == (card.mark == "runners"), key
        assert card.sentence.endswith("."), key
