import re

import pytest

from toolkit.content.claims import claims
from toolkit.content.demonstration import demonstrated
from toolkit.content.fault import ContentError
from toolkit.content.pages import pages

# the article's statements; the list is fixed, and a statement may neither vanish nor be invented
EXPECTED = [
    *("A1", "A2", "A3", "A4"),
    *("B1", "B2", "B3", "B4"),
    *("C1", "C2", "C3", "C4", "C5", "C6"),
    *("D0", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8"),
    *("E1", "E2", "E3", "E4", "E5"),
    *("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10"),
    *("G1", "G2"),
    *("H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9"),
    *("I1", "I2"),
]

# the article's hedges are part of what it says
HEDGES = {
    "A2": r"often overlap",
    "C1": r"Some episodes",
    "C2": r"\bcan\b",
    "C3": r"Some surgeons.*some\s+patients",
    "C5": r"cannot be blamed.*can raise",
    "C6": r"\bcan lower",
    "D0": r"Often",
    "D1": r"less likely",
    "D7": r"could be",
    "D8": r"may have",
    "E1": r"likely",
    "E2": r"typically",
    "E3": r"generally less.*can warm up",
    "E4": r"can be both.*usually less",
    "E5": r"controversial.*rare as the primary",
    "F2": r"tend to",
    "F3": r"Most episodes.*about six weeks",
    "F4": r"without complete bed rest",
    "F5": r"may both",
    "F8": r"radicular pain, as a guide",
    "F9": r"usually go on",
    "F10": r"can come alone.*must assess",
    "H3": r"No particular set.*reasonable",
    "H9": r"only if it helps",
}


def test_every_statement_of_the_article_is_there_and_no_other():
    assert list(claims().claims) == EXPECTED


def test_every_section_has_a_heading():
    assert "".join(claims().sections) == "ABCDEFGHI"
    assert {key[0] for key in claims().claims} == set(claims().sections)


@pytest.mark.parametrize("key", EXPECTED)
def test_every_statement_is_demonstrated_where_it_says(key):
    for page in claims().claims[key].pages:
        assert key in demonstrated(page)


@pytest.mark.parametrize("key", HEDGES)
def test_hedges_are_kept(key):
    assert re.search(HEDGES[key], claims().claims[key].text, re.DOTALL), claims().claims[key].text


@pytest.mark.parametrize(
    "key", ["A3", "E5", "F3", "F4", "F6", "F8", "I1", "D2", "D4", "D7", "C4", "C6", "G1"]
)
def test_where_evidence_is_richer_or_disagrees_both_are_shown(key):
    assert claims().claims[key].beside


def test_what_the_article_does_not_name_is_marked_as_added():
    wanted = {"cauda_equina", "serious_pathology", "bone_stress", "other_mimics", "imaging", "nociplastic"}
    assert wanted <= set(claims().added)
    everything = " ".join(claim.text for claim in claims().claims.values()).lower()
    for word in ("cauda", "bone stress", "nociplastic", "red flag", "imaging"):
        assert word not in everything, f"'{word}' is not the article's; it belongs under 'added'"


def test_exercises_keep_dose_gate_and_the_missing_unit():
    said = {key: claims().claims[key].text for key in ("H4", "H5", "H6", "H7", "H8")}
    assert all("6 times" in text for text in said.values())
    for key in ("H6", "H7", "H8"):
        assert "only once cat/camel and knee rolls are well tolerated" in said[key]
    assert "no unit" in said["H7"]
    assert "2 seconds" in said["H6"]


def test_pages_named_by_a_statement_exist():
    for entry in (*claims().claims.values(), *claims().added.values()):
        assert set(entry.pages) <= set(pages().pages)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  A1:", "  J1:", "a statement's id"),
        ("pages: ['00']", "pages: []", "has too few entries"),
        ("pages: ['00']", "pages: [0]", "quotation marks"),
        ("pages: ['00']", "pages: ['home']", "two digits"),
        ("text: Runners meet the word.", "text: ''", "is empty"),
    ],
)
def test_an_unsound_statement_is_refused(edit, old, new, says):
    edit("claims.yaml", old, new)
    with pytest.raises(ContentError, match=says):
        claims()
