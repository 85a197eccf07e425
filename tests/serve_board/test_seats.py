"""One code a seat: codes that cannot be mistyped into another, and one vote for each, whatever browsers do."""

import re

import pytest
from browsing import Browser, Student
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cases.case import load_case
from toolkit.cases.case_code import SIGNS
from toolkit.serve.board.ballot import Addressed
from toolkit.serve.board.board import Board
from toolkit.serve.board.presence import HERE_SECONDS
from toolkit.serve.board.question import belief_question
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.seat_codes import Sheet, new_sheet, read_sheet, spelt
from toolkit.serve.room.size import MOST_STUDENTS

SHEET = Sheet(66, "K7MQ3PXFA2B9C")


@pytest.fixture
def board():
    """A board with codes, and a patient in front of the class."""
    one = Board()
    one.choose(load_case("calf_line"))
    one.hand_out(SHEET)
    return one


def cast(board, visitor, ballot):
    vote = board.vote
    board.cast(board.voters.of(visitor), Addressed(vote=vote.number, round=vote.open_round), ballot)


# -- codes -----------------------------------------------------------------------------------------------


def test_a_sheet_has_as_many_codes_as_seats_and_its_key_brings_them_again():
    for seats in (1, 29, 30, MOST_STUDENTS):
        sheet = new_sheet(seats)
        assert len(set(sheet.codes)) == seats
        assert read_sheet(f"  {sheet.key.lower().replace('-', ' ')} ").codes == sheet.codes
    assert not set(new_sheet(60).codes) & set(new_sheet(60).codes)


def test_codes_follow_from_the_key_for_ever():
    """A sheet that hangs in a lecturer's folder must do after an update."""
    assert SHEET.key == "4AK7-MQ3P-XFA2-B9CR"
    assert SHEET.codes[:2] == ("W524-2D2N", "XWW2-2G8R")


@given(st.data())
def test_no_slip_makes_one_code_of_another(data):
    signs = data.draw(st.sampled_from(SHEET.codes)).replace("-", "")
    at = data.draw(st.integers(0, 7))
    other = data.draw(st.sampled_from(SIGNS.replace(signs[at], "")))
    with pytest.raises(BoardError, match="not spelt right"):
        spelt(signs[:at] + other + signs[at + 1 :])
    at = min(at, 6)
    swapped = signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]
    if swapped != signs:
        with pytest.raises(BoardError, match="not spelt right"):
            spelt(swapped)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(text):
    for read in (spelt, read_sheet):
        try:
            read(text)
        except BoardError as error:
            assert str(error).endswith(".")


@pytest.mark.parametrize("seats", [0, MOST_STUDENTS + 1])
def test_a_sheet_is_for_a_class(seats):
    with pytest.raises(BoardError, match="From 1 to 500 codes"):
        new_sheet(seats)


# -- seats -----------------------------------------------------------------------------------------------


def test_many_windows_of_one_person_are_one_vote(board, believed):
    board.open_vote(belief_question())
    with pytest.raises(BoardError, match="enter the code"):
        cast(board, "a window", believed())
    board.voters.sit("a window", SHEET.codes[0], 0.0)
    cast(board, "a window", believed())
    board.voters.presence.seen(board.voters.of("a window"), 0.0)
    with pytest.raises(BoardError, match="in use in another browser"):
        board.voters.sit("a private window", SHEET.codes[0], 1.0)
    with pytest.raises(BoardError, match="enter the code"):
        cast(board, "a private window", believed())
    assert len(board.vote.rounds[0]) == 1


def test_a_strip_outlives_its_phone(board, believed):
    """Who comes with the same strip after the phone is gone has the same vote, and may change it."""
    board.open_vote(belief_question())
    board.voters.sit("phone", SHEET.codes[4], 0.0)
    board.voters.presence.seen(board.voters.of("phone"), 0.0)
    cast(board, "phone", believed(radicular=10))
    board.voters.sit("laptop", SHEET.codes[4], HERE_SECONDS + 1)
    assert board.voters.of("phone") == ""
    cast(board, "laptop", believed(radicular=90))
    assert [each.radicular for each in board.vote.rounds[0].values()] == [90]
    assert board.voters.seats.taken == 1


def test_who_takes_another_seat_leaves_the_first(board):
    board.voters.sit("phone", SHEET.codes[0], 0.0)
    board.voters.sit("phone", SHEET.codes[0].lower(), 0.0)
    board.voters.sit("phone", SHEET.codes[1], 0.0)
    board.voters.sit("laptop", SHEET.codes[0], 0.0)
    assert (board.voters.of("phone"), board.voters.of("laptop"), board.voters.seats.taken) == (
        "seat 2",
        "seat 1",
        2,
    )


def test_codes_of_another_sheet_do_not_count(board):
    with pytest.raises(BoardError, match="does not belong to this lesson"):
        board.voters.sit("phone", new_sheet(66).codes[0], 0.0)


def test_codes_come_and_go_between_votes_only(board, believed):
    board.open_vote(belief_question())
    for sheet in (None, new_sheet(5)):
        with pytest.raises(BoardError, match="A vote is on"):
            board.hand_out(sheet)
    board.close(show=True)
    with pytest.raises(BoardError, match="A vote is on"):
        board.hand_out(None)
    board.reveal()
    board.hand_out(None)
    with pytest.raises(BoardError, match="No code is needed"):
        board.voters.sit("phone", SHEET.codes[0], 0.0)
    board.open_vote(belief_question())
    cast(board, "phone", believed())
    assert len(board.vote.rounds[0]) == 1


def test_many_answers_from_one_address_are_noticed_where_there_are_no_codes(board, believed):
    board.hand_out(None)
    board.open_vote(belief_question())
    for at in range(5):
        address = Addressed(vote=1, round=1)
        board.cast(f"v{at}", address, believed(), "10.0.0.9" if at < 4 else "10.0.0.8")
        board.cast(f"v{at}", address, believed(), "10.0.0.9" if at < 4 else "10.0.0.8")
    assert board.from_one_address() == (4, 5)
    board.close(show=True)
    board.again()
    assert board.from_one_address() == (0, 0)


# -- over HTTP -------------------------------------------------------------------------------------------


def codes_of(lecturer):
    status, sheet = lecturer.get("room/board/codes")
    assert status == 200
    key = re.search(r'Key of this sheet <b class="sb-code">([^<]+)<', sheet).group(1)
    return key, re.findall(r'<li><b class="sb-code">([^<]+)<', sheet)


def sit(student, code):
    status, text = student.post("room/board/student", {"code": code})
    said = re.search(r"Not taken\.</strong> ([^<]*)", text)
    return status, said.group(1) if said else ""


def test_a_lesson_with_codes(lecturer, room):
    lecturer.do("codes_new", seats="20")
    key, codes = codes_of(lecturer)
    assert len(codes) == 20
    assert key not in lecturer.board()
    assert not any(code in lecturer.board() for code in codes)
    lecturer.do("vote_belief")
    phone, window = Student(room), Student(room)
    assert "Code of your seat" in phone.page()
    assert 'name="radicular"' not in phone.page()
    assert "A vote is on" in lecturer.refused("codes_end")
    assert sit(phone, codes[3].lower().replace("-", " "))[0] == 303
    assert phone.believe(50, 10, 20, 10)[0] == 303
    assert codes[3] in phone.page()
    assert "Your answer is in" in phone.page()
    window.page()
    assert "in use in another browser" in sit(window, codes[3])[1]
    assert "not spelt right" in sit(window, codes[3][:-1] + ("2" if codes[3][-1] != "2" else "3"))[1]
    assert "does not belong" in sit(window, new_sheet(20).codes[0])[1]
    forged = {"vote": phone.hidden("vote"), "round": "1", "radicular": "9", "radiculopathy": "9"}
    status, text = window.post("room/board/student", forged | {"referred": "9", "lookalike": "9"})
    assert status == 409
    assert "enter the code of your seat first" in text
    assert lecturer.answered() == 1
    assert sit(window, codes[4])[0] == 303
    assert window.believe(1, 2, 3, 4)[0] == 303
    assert lecturer.answered() == 2
    lecturer.do("close")
    lecturer.do("aside")

    lecturer.do("codes_end")
    assert lecturer.get("room/board/codes")[0] == 404
    lecturer.do("codes_again", sheet=key.lower())
    assert codes_of(lecturer) == (key, codes)
    assert "key of a sheet" in lecturer.refused("codes_again", sheet="XXXX")
    assert "as a number" in lecturer.refused("codes_new", seats="many")
    lecturer.do("cohort", seed="7")
    assert "Code of your seat" in phone.page()
    assert sit(phone, codes[0])[0] == 303
    assert phone.hidden("runner")
    assert "Close it first" in lecturer.refused("codes_end")
    lecturer.do("close_cohort")
    lecturer.do("codes_end")
    lecturer.do("look_case")


def test_only_the_lecturer_sees_the_codes(room, lecturer):
    lecturer.do("codes_new", seats="3")
    assert Browser(room).get("room/board/codes")[0] == 403
    lecturer.do("codes_end")


def test_the_desk_says_when_many_answers_came_from_one_device(lecturer, room):
    lecturer.do("vote_belief")
    for at in range(3):
        student = Student(room)
        student.page()
        assert "came from one device address" not in lecturer.board()
        assert student.believe(at, 1, 2, 3)[0] == 303
    assert "3 of 3 answers came from one device address" in lecturer.board()
    assert "127.0.0.1" not in lecturer.board()
    assert "device address" not in student.page()
    lecturer.do("close")
    lecturer.do("aside")
    assert "came from one device address" not in lecturer.board()


def test_what_has_not_changed_comes_as_it_was(lecturer):
    """Else a list that the lecturer has open would close under the hand, each time a student comes."""
    import json

    headers = {"Accept": "application/json"}
    first, second = (json.loads(lecturer.get("room/board/state?key=", **headers)[1]) for _ in range(2))
    assert first["parts"] == second["parts"]
