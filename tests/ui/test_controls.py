"""Controls refuse what they cannot be; a group answers every message and calls for real changes only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.ui.controls import Buttons, Choice, ControlGroup, Option, Range, Toggle, Words

RANGE = Range("hours", "Hours lost", 0, 4, 0.5, unit="h")
CHOICE = Choice("side", "Side", (Option("left", "Left"), Option("right", "Right")))


class Group:
    def __init__(self):
        self.calls = []
        self.sent = []
        self.widget = ControlGroup(
            "Group",
            [
                Words("heading", "Head"),
                RANGE,
                CHOICE,
                Toggle("on", "On"),
                Buttons("go", (Option("go", "Go"),)),
            ],
            {"hours": 1.0, "side": "left", "on": False},
            lambda name, value: self.calls.append((name, value)),
        )
        self.widget.send = lambda content, buffers=None: self.sent.append(content)

    def hear(self, content):
        self.widget._handle_custom_msg(content, [])


@given(st.floats() | st.integers() | st.text() | st.none() | st.booleans() | st.lists(st.integers()))
def test_range_gives_a_value_on_the_slider_or_refuses(value):
    try:
        taken = RANGE.accept(value)
    except ValueError as error:
        assert "from 0 to 4" in str(error)
    else:
        assert 0 <= taken <= 4
        assert taken * 2 == int(taken * 2)


def test_change_reaches_the_page_and_is_acknowledged():
    group = Group()
    group.hear({"set": "hours", "value": 2.6, "n": 5})
    assert group.calls == [("hours", 2.5)]
    assert group.sent[-1] == {"ack": 5}
    assert group.widget.values["hours"] == 2.5


def test_what_comes_twice_is_done_once_and_acknowledged_twice():
    group = Group()
    press = {"set": "go", "value": "go", "n": 1, "by": "a page"}
    for message in (press, press, press | {"n": 2}, press | {"n": 1, "by": "the page anew"}):
        group.hear(message)
    assert group.calls == [("go", "go")] * 3
    assert [sent["ack"] for sent in group.sent] == [1, 1, 2, 1]
    for odd in (["a"], 7, None, {}):
        group.hear(press | {"by": odd})
    assert len(group.calls) == 7


@pytest.mark.parametrize(
    "content",
    [
        {"set": "hours", "value": "import os", "n": 1},
        {"set": "side", "value": "up", "n": 1},
        {"set": "nothing", "value": 1, "n": 1},
        {"set": ["hours"], "value": 1, "n": 1},
        {"set": "on", "value": 1, "n": 1},
        {"set": "go", "value": "stop", "n": 1},
        {"n": "x"},
    ],
)
def test_forged_messages_change_nothing(content):
    group = Group()
    before = dict(group.widget.values)
    group.hear(content)
    assert group.calls == []
    assert group.widget.values == before
    assert "ack" in group.sent[-1]


def test_message_that_is_no_mapping_is_ignored():
    group = Group()
    group.hear("hello")
    assert group.calls == []


def test_zero_is_sent_to_the_browser():
    spec = Group().widget.spec[1]
    assert spec["min"] == 0
    assert "hint" not in spec


def test_fill_sets_known_controls_only():
    group = Group()
    group.widget.fill({"hours": 3.0, "stranger": 1})
    assert group.widget.values["hours"] == 3.0
    assert "stranger" not in group.widget.values
