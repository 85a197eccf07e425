"""The rules of a vote: one answer for each, nothing after closing, nothing seen before it is shown."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from toolkit.cases.case import load_case
from toolkit.serve.board.ballot import Addressed, BeliefBallot, NextBallot
from toolkit.serve.board.board import Board
from toolkit.serve.board.charts import vote_charts
from toolkit.serve.board.question import belief_question
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.student_view import student_parts
from toolkit.serve.board.tally import spreads
from toolkit.serve.board.vote import MOST_VOTERS, Vote

VISITORS = [f"visitor-{at}" for at in range(6)]
PLACE = {
    "room": "/room/",
    "student": "/room/board/student",
    "history": "/history",
    "token": "t",
    "static": "/",
    "do": "/do",
    "export": "/",
}


class Voting(RuleBasedStateMachine):
    """Whatever students and lecturer do in whatever order, beside a plain account of what may stand."""

    @initialize()
    def begin(self):
        self.board = Board()
        self.board.choose(load_case("calf_line"))
        self.expected = ({}, {})
        self.open_round = None

    @precondition(lambda self: self.board.vote is None or self.board.vote.phase == "revealed")
    @rule()
    def open_vote(self):
        self.board.open_vote(belief_question())
        self.expected, self.open_round = ({}, {}), 1

    @rule(
        visitor=st.sampled_from(VISITORS),
        round_=st.sampled_from([1, 2]),
        late=st.booleans(),
        points=st.integers(0, 100),
    )
    def send(self, visitor, round_, late, points):
        ballot = BeliefBallot(radicular=points, radiculopathy=0, referred=0, lookalike=0)
        number = (self.board.vote.number if self.board.vote else 1) - late
        if number < 1 or self.board.vote is None or late or round_ != self.open_round:
            with pytest.raises(BoardError):
                self.board.cast(visitor, Addressed(vote=max(1, number + 90 * late), round=round_), ballot)
            return
        self.board.cast(visitor, Addressed(vote=number, round=round_), ballot)
        self.expected[round_ - 1][visitor] = points

    @rule(show=st.booleans())
    def close(self, show):
        if self.open_round is None:
            with pytest.raises(BoardError):
                self.board.close(show=show)
            return
        self.board.close(show=show)
        self.open_round = None

    @rule()
    def again(self):
        phase = self.board.vote.phase if self.board.vote else ""
        if phase not in {"covered_1", "shown_1"}:
            with pytest.raises(BoardError):
                self.board.again()
            return
        self.board.again()
        self.open_round = 2

    @rule()
    def reveal(self):
        if self.board.vote is None or self.open_round is not None:
            with pytest.raises(BoardError):
                self.board.reveal()
            return
        self.board.reveal()

    @rule()
    def ask(self):
        busy = self.board.vote is not None and self.board.vote.phase != "revealed"
        asked = len(self.board.played.said)
        if busy or "slr" not in self.board.played.open:
            with pytest.raises(BoardError):
                self.board.ask("slr")
            assert len(self.board.played.said) == asked
        else:
            self.board.ask("slr")
            assert self.board.vote is None

    @invariant()
    def totals_are_those_of_the_students(self):
        if self.board.vote is None:
            return
        for held, wanted in zip(self.board.vote.rounds, self.expected, strict=True):
            assert {who: ballot.radicular for who, ballot in held.items()} == wanted
            for spread in spreads(held).values():
                assert sum(spread.bins) == len(wanted)

    @invariant()
    def nobody_looks_early(self):
        vote = self.board.vote
        if vote is None:
            return
        if vote.open_round or vote.phase.startswith("covered"):
            assert vote_charts(vote) == ()
            for visitor in VISITORS:
                task = student_parts(self.board, visitor, PLACE)["task"]
                assert "sb-chart" not in task
                assert "Average" not in task
        for chart in vote_charts(vote):
            for number, said in enumerate(chart.series):
                assert len(vote.rounds[int(said[-1]) - 1]) >= 3, number


Voting.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestVoting = Voting.TestCase


def test_an_answer_is_replaced_and_never_added(calf, believed):
    vote = Vote(1, belief_question(), calf)
    for points in (10, 20, 90):
        vote = vote.cast("a", Addressed(vote=1, round=1), believed(points))
    assert len(vote.rounds[0]) == 1
    assert vote.ballot("a", 1).radicular == 90


def test_an_answer_of_another_kind_is_refused(calf):
    vote = Vote(1, belief_question(), calf)
    with pytest.raises(BoardError, match="does not fit"):
        vote.cast("a", Addressed(vote=1, round=1), NextBallot(finding="slr"))


def test_a_vote_holds_a_class_and_not_a_machine(calf, believed):
    vote = Vote(1, belief_question(), calf, rounds=({f"v{at}": believed() for at in range(MOST_VOTERS)}, {}))
    with pytest.raises(BoardError, match="takes no more"):
        vote.cast("one more", Addressed(vote=1, round=1), believed())
    assert vote.cast("v3", Addressed(vote=1, round=1), believed(99)).ballot("v3", 1).radicular == 99


def test_a_covered_round_is_shown_with_the_second(voted, believed, calf):
    vote = Vote(1, belief_question(), calf)
    for who in "abc":
        vote = vote.cast(who, Addressed(vote=1, round=1), believed())
    vote = vote.close(show=False)
    assert vote.shown_rounds == ()
    vote = vote.again()
    assert vote.shown_rounds == ()
    for who in "abc":
        vote = vote.cast(who, Addressed(vote=1, round=2), believed(90))
    assert vote.close(show=False).shown_rounds == ()
    assert vote.close(show=False).show().shown_rounds == (1, 2)


def test_the_truth_ends_the_case(believed):
    board = Board()
    board.choose(load_case("calf_line"))
    board.open_vote(belief_question())
    with pytest.raises(BoardError, match="Close it first"):
        board.tell()
    with pytest.raises(BoardError, match="Close it first"):
        board.choose(load_case("sit_bone"))
    board.close(show=True)
    board.tell()
    board.put_aside()
    for step in (lambda: board.ask("slr"), lambda: board.open_vote(belief_question())):
        with pytest.raises(BoardError, match="has been told"):
            step()
    board.choose(load_case("sit_bone"))
    assert not board.told
    assert board.played.said == ()


def test_a_second_visit_remembers_the_first():
    board = Board()
    board.choose(load_case("worse_by_friday"))
    board.ask("power_plantarflexion")
    first = board.played.concern
    board.come_back()
    assert board.played.said == ()
    board.ask("power_plantarflexion")
    assert board.played.visit == 1
    assert board.played.before != board.played.known
    assert board.played.concern.rank > first.rank
    with pytest.raises(BoardError, match="does not come back"):
        board.come_back()


def test_a_vague_answer_is_asked_for_again():
    board = Board()
    board.choose(load_case("calf_line"))
    board.ask("below_knee")
    assert board.played.said[-1].kind == "vague"
    assert "below_knee" not in board.played.known
    board.ask("below_knee")
    assert board.played.known["below_knee"] == "present"
    with pytest.raises(BoardError, match="already"):
        board.ask("below_knee")


def test_a_students_page_changes_with_the_lesson_and_not_with_others(believed):
    board = Board()
    board.choose(load_case("calf_line"))
    before = board.student_key("a")
    board.open_vote(belief_question())
    opened = board.student_key("a")
    assert opened != before
    board.cast("b", Addressed(vote=1, round=1), believed())
    assert board.student_key("a") == opened
    board.cast("a", Addressed(vote=1, round=1), believed())
    assert board.student_key("a") != opened
    assert Board().student_key("a") != board.student_key("a")


def test_a_page_of_another_lesson_is_told_apart():
    assert Board().student_key("a") != Board().student_key("a")


def test_who_is_gone_makes_room_for_who_comes():
    board = Board()
    for at in range(MOST_VOTERS):
        board.voters.presence.seen(f"v{at}", 0.0)
    with pytest.raises(BoardError, match="takes no more"):
        board.voters.presence.seen("one more", 1.0)
    board.voters.presence.seen("one more", 100.0)
    assert board.voters.presence.count(100.0) == 1


def test_everybodys_questions_can_be_asked_at_once():
    board = Board()
    board.choose(load_case("cannot_feel_paper"))
    board.ask_everybodys()
    assert board.played.concern.unasked == ()
    assert board.played.concern.level == "same_day"
    with pytest.raises(BoardError, match="has been asked"):
        board.ask_everybodys()
