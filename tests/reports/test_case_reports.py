"""Reports and sheets survive whatever a person types."""

import csv
import io
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cases import CaseError, CaseSession, load_case
from toolkit.cases.record import Record, result_of
from toolkit.cases.scoring import score
from toolkit.reports.reasoning_report import reasoning_report
from toolkit.reports.results_csv import cell, gradebook_csv

BELIEF = {"radicular": 80, "radiculopathy": 5, "referred": 20, "lookalike": 5}


def _played(sentence="It may take some weeks.", case_id="calf_line"):
    session = CaseSession(load_case(case_id)).ask("bladder").ask("slr").believe(BELIEF)
    return (
        session.name_factors(["training"])
        .commit()
        .decide("none", ("safety_net", "cat_camel"), sentence)
        .reveal()
    )


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text, self.addresses = [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for key, value in attrs if key in {"src", "href"}]

    def handle_data(self, data):
        self.text += data


def _read(html):
    reader = _Reader()
    reader.feed(html)
    return reader


def test_the_report_holds_reasoning_and_needs_nothing_else():
    read = _read(reasoning_report(_played(), name="Zoë 🏃‍♀️ שלום"))
    assert "Zoë 🏃‍♀️ שלום" in read.text
    assert read.addresses == []
    assert not {"script", "img", "link", "iframe"} & set(read.tags)
    for said in ("radicular (S1)", "80 %", "Expected reasoning", "One case says little", "not yet reviewed"):
        assert said in read.text
    assert read.tags.count("h1") == 1


def test_a_missed_emergency_stands_in_the_report():
    assert 'class="alarm"' in reasoning_report(_played(case_id="cannot_feel_paper"))
    assert 'class="alarm"' not in reasoning_report(_played())


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>"]
)
def test_what_was_typed_is_text(typed):
    read = _read(reasoning_report(_played(typed), name=typed))
    assert not {"script", "img", "b"} & set(read.tags)
    assert typed in read.text


def test_nothing_is_reported_before_the_reveal():
    with pytest.raises(CaseError, match="Nothing is shown"):
        reasoning_report(CaseSession(load_case("calf_line")))


def _record(name):
    session = _played()
    return Record().named(name).adding(result_of(session, score(session), day="2026-11-23"))


@pytest.mark.parametrize("system", ["moodle", "canvas", "blackboard", "full"])
@settings(max_examples=20, deadline=None)
@given(name=st.text(max_size=60))
def test_no_cell_is_a_formula_and_every_line_is_whole(system, name):
    rows = list(csv.reader(io.StringIO(gradebook_csv([_record(name)], system))))
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for text in row:
            assert not text.lstrip().startswith(("=", "+", "@")), text


def test_columns_that_each_system_imports():
    rows = {
        key: gradebook_csv([_record("Ann")], key).splitlines() for key in ("moodle", "canvas", "blackboard")
    }
    assert rows["moodle"][0].startswith("Username,")
    assert rows["canvas"][0].startswith("Student,ID,SIS Login ID,Section,")
    assert "Points Possible" in rows["canvas"][1]
    assert "[Total Pts: 100" in rows["blackboard"][0]
    with pytest.raises(CaseError, match="no columns for 'excel'"):
        gradebook_csv([], "excel")


def test_a_name_that_would_be_run_is_not():
    assert cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert cell("-2+3").startswith("'")
    assert "\n" not in cell("a\nb")
