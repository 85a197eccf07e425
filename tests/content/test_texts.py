"""What every text in `data/` obeys, whoever wrote it."""

import re
from pathlib import Path

import pytest
import yaml

from toolkit.content.place import data_dir

# words of papers, and headings of other programs' files, stay as they were printed
AS_PRINTED = {"title", "where", "authors", "doi", "pmid", "reference"}
FOREIGN = {"logs.yaml": "columns"}

AMERICAN = (Path(__file__).parent / "american_spellings.txt").read_text("utf-8").split()

DRUGS = (Path(__file__).parent / "drug_names.txt").read_text("utf-8").split()


def strings(value, where=()):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from strings(part, (*where, str(key)))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from strings(part, (*where, str(index)))
    elif isinstance(value, str):
        yield where, value


FILES = sorted(data_dir().rglob("*.yaml"))
NAMES = [file.relative_to(data_dir()).as_posix() for file in FILES]


def texts(file):
    return list(strings(yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)))


def found(words, text):
    return re.findall(rf"\b(?:{'|'.join(map(re.escape, words))})\b", text, re.IGNORECASE)


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_spelling_is_british(file):
    wrong = [
        (".".join(where), found(AMERICAN, text))
        for where, text in texts(file)
        if where[-1] not in AS_PRINTED and where[0] != FOREIGN.get(file.name) and found(AMERICAN, text)
    ]
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_no_drug_is_named(file):
    wrong = [(".".join(where), found(DRUGS, text)) for where, text in texts(file) if found(DRUGS, text)]
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_there_are_no_addresses(file):
    wrong = [(".".join(where), text) for where, text in texts(file) if re.search(r"https?:|www\.", text)]
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_nothing_claims_a_review_that_did_not_happen(file):
    """Nobody has reviewed yet. With the first reviewer, let this test read the names of reviewers."""
    raw = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)

    def reviewers(value):
        if isinstance(value, dict):
            for key, part in value.items():
                if key == "reviewed_by" and part is not None:
                    yield part
                yield from reviewers(part)
        elif isinstance(value, list):
            for part in value:
                yield from reviewers(part)

    assert list(reviewers(raw)) == []
    said = [
        text for _, text in texts(file) if re.search(r"(?<!not yet )\breviewed by\b", text, re.IGNORECASE)
    ]
    assert said == []


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_no_text_gives_a_person_a_risk(file):
    wrong = [
        (".".join(where), text)
        for where, text in texts(file)
        if re.search(r"\byour (personal )?risk (is|of)\b|\bcures? (you|your|sciatica)\b", text, re.IGNORECASE)
    ]
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_the_files_are_plain_to_edit(file):
    text = file.read_text("utf-8")
    assert "\t" not in text
    assert text.endswith("\n")
    assert "\r" not in text
    assert not re.search(r"[ ]+$", text, re.MULTILINE), "spaces at the end of a line"


def test_the_word_lists_find_what_they_should():
    assert found(AMERICAN, "The behavior of the Center") == ["behavior", "Center"]
    assert found(AMERICAN, "the behaviour of the centre, a programme") == []
    assert found(DRUGS, "Take Ibuprofen") == ["Ibuprofen"]
    assert found(DRUGS, "speak to the pharmacist about medication") == []
