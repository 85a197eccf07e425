"""Patients and votes for the tests of the class board; a real server where it is asked for."""

from pathlib import Path

import pytest
from browsing import Lecturer, free_port, room_on

from toolkit.cases.case import load_case
from toolkit.serve.board.ballot import Addressed, BeliefBallot
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.question import belief_question
from toolkit.serve.board.vote import Vote


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent and "room" in item.fixturenames:
            item.add_marker(pytest.mark.server)


@pytest.fixture(scope="session")
def calf():
    return PlayedCase(load_case("calf_line"))


@pytest.fixture(scope="session")
def believed():
    """Make a belief from four points."""

    def make(radicular=50, radiculopathy=10, referred=20, lookalike=10):
        return BeliefBallot(
            radicular=radicular, radiculopathy=radiculopathy, referred=referred, lookalike=lookalike
        )

    return make


@pytest.fixture(scope="session")
def voted(calf):
    """Make a vote on belief from one list of ballots a round; it ends shown."""

    def make(first, second=None, played=None):
        vote = Vote(1, belief_question(), played or calf)
        for number, ballots in ((1, first), (2, second)):
            if ballots is None:
                break
            if number == 2:
                vote = vote.again()
            for who, ballot in enumerate(ballots):
                vote = vote.cast(f"v{who}", Addressed(vote=1, round=number), ballot)
            vote = vote.close(show=True)
        return vote

    return make


@pytest.fixture(scope="session")
def room():
    """The address of a room on this machine."""
    with room_on(free_port()) as home:
        yield home


@pytest.fixture
def lecturer(room):
    """The lecturer's browser, with a patient in front of the class."""
    lecturer = Lecturer(room).come_in()
    text = lecturer.board()
    for action in ("close", "aside", "close_cohort", "look_case"):
        if f'value="{action}"' in text:
            lecturer.post("room/board/do", {"action": action})
            text = lecturer.board()
    lecturer.do("choose", case="cannot_feel_paper")
    return lecturer
