"""What leaves the lesson: every answer once, no name, no order of arrival, no formula; and where it is kept."""

import csv
import io
import json
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.serve.board.ballot import Addressed, BeliefBallot
from toolkit.serve.board.class_record import (
    Line,
    RunnerLine,
    csv_of,
    json_of,
    lines_of,
    stated_against_truth,
)
from toolkit.serve.board.keeping import Keeper, sqlite_of
from toolkit.serve.board.question import belief_question
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.vote import Vote

POINTS = st.integers(0, 100)
BALLOTS = st.builds(BeliefBallot, radicular=POINTS, radiculopathy=POINTS, referred=POINTS, lookalike=POINTS)


@settings(max_examples=30, deadline=None)
@given(st.lists(BALLOTS, min_size=3, max_size=20), st.randoms(use_true_random=False))
def test_the_record_holds_every_answer_and_not_who_came_when(calf, ballots, random):
    def vote_of(order):
        vote = Vote(1, belief_question(), calf)
        for at, who in enumerate(order):
            vote = vote.cast(f"secret-visitor-{at}-{who}", Addressed(vote=1, round=1), ballots[who])
        return vote.close(show=True)

    order = list(range(len(ballots)))
    lines = lines_of([vote_of(order)])
    random.shuffle(order)
    assert lines == lines_of([vote_of(order)])
    assert len(lines) == 4 * len(ballots)
    assert sum(int(line.value) for line in lines) == sum(sum(each.families.values()) for each in ballots)
    for made in (csv_of(lines, Line), json_of(lines, ()), str(sqlite_of(lines, ()))):
        assert "secret" not in made


def test_too_few_answers_leave_nothing(voted, believed):
    assert lines_of([voted([believed(), believed()])]) == ()
    few_stayed = lines_of([voted([believed()] * 3, [believed(radicular=99)] * 2)])
    assert len(few_stayed) == 4 * 3
    assert {line.round for line in few_stayed} == {1}
    few_began = lines_of([voted([believed(radicular=99)] * 2, [believed()] * 3)])
    assert {(line.round, line.value) for line in few_began if line.item == "radicular"} == {(2, "50")}


def test_cells_are_no_formulas(voted, believed):
    lines = lines_of([voted([believed()] * 3)])
    odd = [Line(1, "=cmd()|' /C calc'!A0", "belief", 0, 1, 1, "@sum", "-1+1", "+2"), *lines]
    rows = list(csv.reader(io.StringIO(csv_of(odd, Line))))
    assert rows[0] == list(Line.__dataclass_fields__)
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert rows[1][1].startswith("'=cmd()")


def test_json_says_what_it_is(voted, believed):
    read = json.loads(json_of(lines_of([voted([believed()] * 3)]), [RunnerLine(7, 3, "sleep", 10, 0, "")]))
    assert "teaching simulation" in read["note"]
    assert len(read["votes"]) == 12
    assert read["runners"][0]["guess"] == 10


def test_a_file_holds_one_lesson_after_the_other(tmp_path, voted, believed):
    lines = lines_of([voted([believed()] * 3)])
    place = tmp_path / "class.sqlite"
    for _ in range(2):
        keeper = Keeper(place)
        keeper.keep(lines, ())
        keeper.keep(lines, [RunnerLine(7, 3, "sleep", 10, 0, "")])
        assert keeper.problem == ""
        keeper.close()
    held = sqlite3.connect(place)
    assert held.execute("SELECT count(*), count(DISTINCT lesson) FROM answer").fetchone() == (24, 2)
    assert held.execute("SELECT count(*) FROM runner").fetchone() == (2,)
    held.close()


def test_a_strange_file_is_not_written_to(tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("my own notes\n" * 100)
    other = tmp_path / "other.sqlite"
    held = sqlite3.connect(other)
    held.execute("CREATE TABLE mine (x)")
    held.commit()
    held.close()
    for place in (notes, other, tmp_path / "no such folder" / "x.sqlite", tmp_path):
        before = place.read_bytes() if place.is_file() else b""
        with pytest.raises(BoardError, match="cannot be used"):
            Keeper(place)
        assert (place.read_bytes() if place.is_file() else b"") == before


def test_a_file_that_cannot_be_written_any_more_stops_no_lesson(tmp_path, voted, believed):
    keeper = Keeper(tmp_path / "class.sqlite")
    other = sqlite3.connect(tmp_path / "class.sqlite", timeout=0)
    other.execute("BEGIN EXCLUSIVE")
    keeper._file.execute("PRAGMA busy_timeout = 10")
    keeper.keep(lines_of([voted([believed()] * 3)]), ())
    assert "could not be written" in keeper.problem
    other.rollback()
    other.close()
    keeper.keep(lines_of([voted([believed()] * 3)]), ())
    assert keeper.problem == ""
    keeper.close()


def test_calibration_counts_last_answers_against_the_truth(voted, believed):
    vote = voted([believed(10, 10, 10, 10)] * 3, [believed(90, 10, 10, 10)] * 3)
    groups = {group.name: group for group in stated_against_truth([vote])}
    assert groups["80–100 %"].statements == 3
    assert groups["80–100 %"].true == 100
    assert groups["0–19 %"].statements == 9
    assert groups["0–19 %"].true == 0
    assert len(groups) == 2
