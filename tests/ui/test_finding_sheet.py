"""The sheet takes possible answers, refuses forged ones, and knows 'not asked'."""

import pytest

from toolkit.content.findings import findings
from toolkit.ui.finding_sheet import FindingSheet, Sheet

ALL = tuple(findings())


class Heard:
    def __init__(self, rows=ALL):
        self.answers, self.asked, self.sent = [], [], []
        self.sheet = FindingSheet(
            "Findings", [Sheet("All", rows)], lambda *got: self.answers.append(got), self.asked.append
        )
        self.sheet.send = lambda content, buffers=None: self.sent.append(content)

    def hear(self, **content):
        self.sheet._handle_custom_msg(content, [])


@pytest.mark.parametrize("key", ALL)
def test_every_level_of_every_finding_can_be_given(key):
    heard = Heard()
    for level in findings()[key].level_ids:
        heard.hear(set=key, value=level)
    assert [answer for _, answer in heard.answers] == list(findings()[key].level_ids)


def test_not_asked_takes_the_answer_out():
    heard = Heard()
    heard.hear(set="burning", value="present")
    heard.hear(set="burning", value=None)
    assert heard.answers == [("burning", "present"), ("burning", None)]
    assert heard.sheet.values == {}


@pytest.mark.parametrize(
    "content",
    [
        {"set": "burning", "value": "maybe"},
        {"set": "burning", "value": True},
        {"set": "burning", "value": ["present"]},
        {"set": "nothing", "value": "present"},
        {"set": ["burning"], "value": "present"},
        {"set": "slr", "value": float("nan")},
        {"set": "slr", "value": "import os"},
        {"how": "nothing"},
        {"how": 3},
        {},
    ],
)
def test_forged_messages_change_nothing(content):
    heard = Heard()
    heard.hear(**content)
    assert heard.answers == heard.asked == []
    assert heard.sheet.values == {}


def test_message_that_is_no_mapping_is_ignored():
    heard = Heard()
    heard.sheet._handle_custom_msg("burning", [])
    assert heard.answers == []


def test_impossible_angle_goes_back_and_the_page_hears_of_it():
    heard = Heard()
    heard.hear(set="slr", value=300)
    assert heard.sent == [{"refused": "slr"}]
    assert heard.answers == [("slr", 300.0)]
    assert heard.sheet.values == {}


def test_only_its_own_findings_are_shown():
    heard = Heard(("burning", "slr"))
    heard.sheet.fill({"burning": "present", "slr": 40, "warms_up": "present"})
    assert heard.sheet.values == {"burning": "present", "slr": 40}


def test_grade_given_as_number_marks_its_level():
    heard = Heard(("power_dorsiflexion",))
    heard.sheet.fill({"power_dorsiflexion": 2})
    assert heard.sheet.values == {"power_dorsiflexion": "mrc0_2"}


def test_yes_given_as_a_truth_marks_its_level():
    heard = Heard(("burning",))
    heard.sheet.fill({"burning": True})
    assert heard.sheet.values == {"burning": "present"}


def test_how_to_is_asked_for_by_name():
    heard = Heard()
    heard.hear(how="slr")
    assert heard.asked == ["slr"]


def test_rows_tell_the_browser_what_it_needs():
    rows = {row["id"]: row for row in Heard().sheet.rows}
    assert rows["burning"]["kind"] == "segments"
    assert rows["slr"] | {"kind": "number", "least": 0, "most": 120} == rows["slr"]
    assert rows["power_dorsiflexion"]["levels"][0] == ["mrc5", "5"]
    assert all(row["ask"] and row["levels"] for row in rows.values())
