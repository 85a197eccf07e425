"""The verdict of a rehearsal, and the rehearsal itself with two visitors."""

import socket

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.serve.room.rehearsal import Rehearsal, rehearse, summary
from toolkit.serve.room.visitors import Visit

GOOD = {
    "students": 60,
    "ready": 60,
    "last_ready_seconds": 12.0,
    "move_ms": 20.0,
    "slow_move_ms": 50.0,
    "memory_mb": 1300.0,
    "free_mb": 9000.0,
}


def test_good_rehearsal_says_so():
    good = Rehearsal(**GOOD)
    assert good.holds
    assert good.verdict().startswith("This computer will hold 60 students: ")
    assert "Wi-Fi" in good.report()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"ready": 57, "failures": ("no answer within 120 s",)},
            "3 pages did not come up (no answer within 120 s)",
        ),
        ({"ready": 59}, "1 page did not come up"),
        ({"last_ready_seconds": 65.0}, "only after 65 s"),
        ({"move_ms": 1500.0}, "1.5 s to answer"),
        ({"free_mb": 200.0}, "only 0.2 GB of memory"),
    ],
)
def test_what_stands_in_the_way_is_named(change, words):
    bad = Rehearsal(**(GOOD | change))
    assert not bad.holds
    assert bad.verdict().startswith("This computer will not hold 60 students: ")
    assert words in bad.verdict()


def test_a_busy_computer_is_said():
    assert "Other programs used 70 % of this computer" in Rehearsal(**GOOD, busy_percent=70.0).report()
    assert "Other programs" not in Rehearsal(**GOOD, busy_percent=8.0).report()


def test_what_one_computer_cannot_try_is_listed():
    report = Rehearsal(**GOOD).report()
    for word in ("two phones", "firewall", "hotspot", "VPN", "http://"):
        assert word in report


@pytest.mark.parametrize("change", [{"move_ms": 180.0}, {"slow_move_ms": 900.0}])
def test_slow_controls_are_told(change):
    slow = Rehearsal(**(GOOD | change))
    assert slow.holds
    assert "controls will drag" in slow.verdict()


@given(
    st.integers(1, 500),
    st.floats(0, 1, allow_nan=False),
    st.floats(0, 100),
    st.floats(0, 5000),
    st.floats(0, 5000),
    st.floats(0, 20_000),
)
def test_verdict_is_always_one_sentence(students, share, last, move, slow, free):
    rehearsal = Rehearsal(students, int(students * share), last, move, slow, 1000.0, free)
    assert "\n" not in rehearsal.verdict()
    assert rehearsal.verdict().endswith(".")
    assert ("will hold" in rehearsal.verdict()) == rehearsal.holds


def test_summary_counts_from_the_first_arrival():
    visits = [
        Visit(0, ready_seconds=3.0, moves_ms=[10.0, 20.0, 30.0]),
        Visit(1, ready_seconds=2.0, moves_ms=[400.0]),
        Visit(2, failed="no page came"),
        Visit(3, failed="no page came"),
    ]
    found = summary(visits, 500.0, 8000.0, within=10.0)
    assert (found.students, found.ready) == (4, 2)
    assert found.last_ready_seconds == 4.5
    assert found.move_ms == 25.0
    assert found.failures == ("no page came",)


@pytest.mark.parametrize("students", [0, -1, 501])
def test_number_that_cannot_be_tried(students):
    with pytest.raises(ValueError, match="From 1 to 500"):
        rehearse(students)


@pytest.mark.server
def test_two_visitors_come_and_nothing_stays():
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    found = rehearse(2, within=0.1, moves=1)
    assert found.ready == 2
    assert found.move_ms > 0
    assert found.memory_mb > 50
    after = {child.pid for child in psutil.Process().children(recursive=True)}
    assert after <= before


@pytest.mark.server
def test_server_that_does_not_come_up_is_told():
    with socket.socket(), pytest.raises(OSError, match="could not be served"):
        rehearse(1, serve=["--no-such-option"])
