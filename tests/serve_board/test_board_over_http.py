"""A class of sixty over HTTP, two rounds, a cohort; and what a hostile neighbour may try."""

import csv
import http.client
import io
import json
import random
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from browsing import FORM, Browser, Lecturer, Student, free_port, room_on

CLASS = 60
NINES = {"round": "1", "radicular": "9", "radiculopathy": "9", "referred": "9", "lookalike": "9"}


@pytest.fixture
def students(room):
    some = [Student(room) for _ in range(5)]
    for each in some:
        each.page()
    return some


def together(students, what):
    with ThreadPoolExecutor(12) as crowd:
        return list(crowd.map(what, students))


# -- a lesson ------------------------------------------------------------------------------------------


def test_sixty_vote_twice_and_a_cohort_follows(room, lecturer):
    luck = random.Random(5)
    points = [[luck.randint(0, 100) for _ in range(4)] for _ in range(CLASS)]
    lecturer.do("ask", finding="sharp_or_electric")
    students = [Student(room) for _ in range(CLASS)]
    pages = together(students, Student.page)
    assert all("like a knife" in page for page in pages)

    lecturer.do("vote_belief")
    assert {status for status, _ in together(range(CLASS), lambda at: students[at].believe(*points[at]))} == {
        303
    }
    assert lecturer.answered() == CLASS
    board = lecturer.board()
    assert "sb-chart" not in board
    assert f">{CLASS} of 60<" not in students[0].page()
    lecturer.do("close_show")
    first = lecturer.board()
    assert first.count("sb-panel sb-") == 4
    mean = sum(each[0] for each in points) / CLASS
    assert f"Average {mean:.0f} %" in first

    lecturer.do("again")
    assert "sb-chart" not in students[0].page()
    assert f'value="{points[0][0]}"' in students[0].page()
    moved = [[min(100, each[0] + 20), *each[1:]] for each in points]
    assert {status for status, _ in together(range(50), lambda at: students[at].believe(*moved[at]))} == {303}
    assert lecturer.answered() == 50
    lecturer.do("close_show")
    second = lecturer.board()
    changed = sum(min(100, each[0] + 20) - each[0] >= 5 for each in points[:50])
    assert f"{changed} of the 50 who answered twice changed" in second
    assert f"radicular pain up ({changed})" in second

    assert "the model holds" not in students[0].page()
    lecturer.do("reveal")
    for page in (lecturer.board(), students[0].page()):
        assert "the model holds" in page
        assert "auda equina" not in page
        assert page.index("Level of concern") < page.index("so far, the model holds")
        assert "Bladder" in page
    lecturer.do("tell")
    for page in (lecturer.board(), students[0].page()):
        assert "What was really there" in page
        assert "Same-day emergency" in page
        assert page.index("Same-day emergency") < page.index("so far, the model holds")

    lecturer.do("cohort", seed="7")
    joined = together(students, lambda each: each.hidden("runner"))
    assert len(set(joined)) == CLASS
    together(
        students,
        lambda each: each.post("room/board/student", {"runner": each.hidden("runner"), "guess": "30"}),
    )
    board = lecturer.board()
    assert f"of {CLASS} runners had an episode" in board
    assert "expected it of 30 in 100" in board
    assert "of all episodes" in board
    assert "You said 30 %" in students[0].page()
    lecturer.do("close_cohort")
    check_record(lecturer, points, moved)


def check_record(lecturer, points, moved):
    _, votes = lecturer.get("room/board/record/votes.csv")
    rows = list(csv.DictReader(io.StringIO(votes)))
    for number, said in ((1, points), (2, moved[:50])):
        of = [int(row["value"]) for row in rows if row["item"] == "radicular" and row["round"] == str(number)]
        assert sorted(of[-len(said) :]) == sorted(each[0] for each in said)
    _, runners = lecturer.get("room/board/record/runners.csv")
    assert len(runners.strip().splitlines()) == CLASS + 1
    _, whole = lecturer.get("room/board/record/lesson.json")
    assert len(json.loads(whole)["runners"]) == CLASS
    status, _, headers = lecturer.ask("room/board/record/lesson.sqlite")
    assert status == 200
    assert headers["Content-Disposition"] == 'attachment; filename="lesson.sqlite"'
    for text in (votes, runners, whole):
        assert "visitor" not in text


def test_the_kept_sqlite_opens(lecturer, tmp_path):
    import urllib.request

    request = urllib.request.Request(f"{lecturer.home}room/board/record/lesson.sqlite")
    lecturer.jar.add_cookie_header(request)
    with urllib.request.urlopen(request) as answer:
        (tmp_path / "lesson.sqlite").write_bytes(answer.read())
    held = sqlite3.connect(tmp_path / "lesson.sqlite")
    assert held.execute("SELECT count(*) FROM lesson").fetchone() == (1,)
    held.close()


def test_all_three_questions_can_be_asked_and_answered(lecturer, students):
    lecturer.do("vote_next")
    for at, student in enumerate(students):
        listed = student.choices("finding")
        assert 4 <= len(listed) <= 8
        assert student.vote({"finding": listed[at % 2]})[0] == 303
    lecturer.do("close_show")
    lecturer.do("reveal")
    assert "changes what leads the plan" in lecturer.board()
    lecturer.do("vote_plan")
    for student in students:
        items = student.choices("items")
        assert student.vote([("level", "none"), *(("items", item) for item in items[:3])])[0] == 303
        assert student.vote([("level", "same_day"), *(("items", item) for item in items[:4])])[0] == 409
    lecturer.do("close_show")
    lecturer.do("reveal")
    assert "not known yet" in lecturer.board()
    lecturer.do("vote_words")
    assert students[0].believe(50, 28, 9, 2)[0] == 303
    lecturer.do("close")
    lecturer.do("aside")


def test_a_code_of_the_clinic_can_be_played(lecturer):
    from toolkit.cases.generating import new_code

    code = new_code(11, "running_clinic", "first")
    lecturer.do("choose", case="calf_line", code=f" {code.lower()} ")
    assert "Asked so far" in lecturer.board()
    said = lecturer.refused("choose", case="", code="<script>alert(1)</script>")
    assert "<script>" not in said
    assert "&lt;script&gt;" in said or "code" in said


def test_the_lecturer_hears_why_a_step_is_not_possible(lecturer):
    assert lecturer.refused("close") == "No vote is on."
    assert lecturer.refused("fly") == "There is no such step."
    assert "from the list" in lecturer.refused("ask", finding="<b>")
    lecturer.do("vote_belief")
    assert "Close it first" in lecturer.refused("tell")
    assert "Close it first" in lecturer.refused("cohort", seed="7")
    assert "vote is on" in lecturer.refused("ask", finding="slr")
    lecturer.do("close")
    assert "six digits" in lecturer.refused("cohort", seed="7e9")
    lecturer.do("aside")


# -- following -------------------------------------------------------------------------------------------


def test_a_page_hears_only_what_is_new_for_it(lecturer, students):
    one, other = students[:2]
    headers = {"Accept": "application/json"}
    news = json.loads(one.get("room/board/student/state?key=", **headers)[1])
    assert one.get(f"room/board/student/state?key={news['key']}", **headers) == (204, "")
    lecturer.do("vote_belief")
    opened = json.loads(one.get(f"room/board/student/state?key={news['key']}", **headers)[1])
    assert "How likely is each" in opened["parts"]["task"]
    assert other.believe(1, 2, 3, 4)[0] == 303
    assert one.get(f"room/board/student/state?key={opened['key']}", **headers)[0] == 204
    lecturer.do("close_show")
    shown = json.loads(one.get(f"room/board/student/state?key={opened['key']}", **headers)[1])
    assert "Average" not in shown["parts"]["task"]
    lecturer.do("aside")


def test_a_reloaded_page_keeps_its_answer(lecturer, students):
    lecturer.do("vote_belief")
    assert students[0].believe(85, 10, 15, 20)[0] == 303
    page = students[0].page()
    assert 'value="85"' in page
    assert "Your answer is in" in page
    assert "Your answer is in" not in students[1].page()
    assert lecturer.answered() == 1
    lecturer.do("close")
    assert "Your answer was counted" in students[0].page()
    assert "No answer of yours" in students[1].page()
    lecturer.do("aside")


# -- what somebody may try -------------------------------------------------------------------------------


def test_nobody_votes_twice(lecturer, students):
    lecturer.do("vote_belief")
    for points in (10, 20, 30):
        assert students[0].believe(points, 0, 0, 0)[0] == 303
    assert lecturer.answered() == 1
    lecturer.do("close")
    lecturer.do("aside")


def test_an_answer_for_another_round_is_not_counted(lecturer, students):
    lecturer.do("vote_belief")
    number = students[0].hidden("vote")
    lecturer.do("close_show")
    fields = NINES | {"vote": number}
    status, text = students[0].post("room/board/student", {**fields, "round": "1"})
    assert status == 409
    assert "not counted" in text
    lecturer.do("again")
    assert students[0].post("room/board/student", {**fields, "round": "1"})[0] == 409
    assert students[0].post("room/board/student", {**fields, "round": "2", "vote": "999"})[0] == 409
    assert lecturer.answered() == 0
    assert students[0].post("room/board/student", {**fields, "round": "2"})[0] == 303
    assert lecturer.answered() == 1
    lecturer.do("close")
    lecturer.do("aside")


@pytest.mark.parametrize(
    "path",
    ["", "state", "record/votes.csv", "record/runners.csv", "record/lesson.json", "record/lesson.sqlite"],
)
def test_a_student_opens_nothing_of_the_lecturers(students, path):
    status, text = students[0].get(f"room/board/{path}")
    assert status == 403
    assert "lecturer" in text


def test_a_student_takes_no_step(lecturer, students):
    lecturer.do("vote_belief")
    assert students[0].post("room/board/do", {"action": "reveal"})[0] == 403
    assert students[0].post("room/board/do", {"action": "close_show"})[0] == 403
    assert lecturer.answered() == 0
    lecturer.do("close")
    lecturer.do("aside")


def test_a_forged_key_or_visitor_is_nobodys(room, lecturer):
    lecturer.do("vote_belief")
    visitor = f"st-visitor-{urlsplit(room).port}=me"
    forged = {"Cookie": f"st-lecturer=2|1:0|10:1|11:st-lecturer|4:eWVz|abc; {visitor}; _xsrf=a"}
    assert Browser(room).get("room/board/", **forged)[0] == 403
    fields = urlencode({"vote": "1", "round": "1", "radicular": "9", "_xsrf": "a"}).encode()
    status, _, _ = Browser(room).ask("room/board/student", fields, {"Content-Type": FORM, **forged}, "POST")
    assert status == 403
    assert lecturer.answered() == 0
    lecturer.do("close")
    lecturer.do("aside")


def test_a_form_from_elsewhere_is_refused(lecturer, students):
    lecturer.do("vote_belief")
    good = NINES | {"vote": students[0].hidden("vote")}
    assert students[0].post("room/board/student", good, token="")[0] == 403
    assert students[0].post("room/board/student", good, token=students[1].token())[0] == 403
    assert students[0].post("room/board/student", good, Origin="http://elsewhere.example")[0] in (403, 404)
    assert students[0].post("room/board/student", good, **{"Content-Type": "application/json"})[0] == 403
    assert lecturer.post("room/board/do", {"action": "close_show"}, token="")[0] == 403
    assert lecturer.answered() == 0
    assert students[0].post("room/board/student", good)[0] == 303
    lecturer.do("close")
    lecturer.do("aside")


def test_another_name_for_this_machine_is_refused(room):
    assert Browser(room).get("room/board/student", Host="elsewhere.example")[0] == 403


@pytest.mark.parametrize("chunked", [False, True])
def test_large_forms_are_not_read(room, lecturer, students, chunked):
    """The server stops reading; what came is not counted, and the next one is served."""
    lecturer.do("vote_belief")
    body = urlencode(
        {"vote": students[0].hidden("vote"), "round": "1", "radicular": "9" * 3_000_000}
    ).encode()
    place = urlsplit(room)
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=20)
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in students[0].jar)
    headers = {"Content-Type": FORM, "Cookie": cookies}
    try:
        connection.request(
            "POST",
            "/room/board/student",
            iter([body]) if chunked else body,
            headers,
            encode_chunked=chunked,
        )
        assert connection.getresponse().status == 400
    except (ConnectionError, http.client.HTTPException):
        pass  # it was closed while we were still sending: that is what is wanted
    finally:
        connection.close()
    assert lecturer.answered() == 0
    assert students[0].believe(1, 2, 3, 4)[0] == 303
    lecturer.do("close")
    lecturer.do("aside")


def test_who_sends_without_end_is_slowed(lecturer, students):
    lecturer.do("vote_belief")
    fields = NINES | {"vote": students[0].hidden("vote")}
    answers = [students[0].post("room/board/student", fields)[0] for _ in range(60)]
    assert answers[0] == 303
    assert 429 in answers
    assert students[1].post("room/board/student", fields)[0] == 303
    assert lecturer.answered() == 2
    lecturer.do("close")
    lecturer.do("aside")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_do_nothing(students, method):
    token = students[0].token()
    status, _, _ = students[0].ask("room/board/student", b"", {"X-XSRFToken": token}, method)
    assert status in (403, 405)


def test_pages_take_nothing_from_elsewhere(room):
    _, text, headers = Browser(room).ask("room/board/student")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "style=" not in text
    assert "<script>" not in text
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


def test_a_visitors_own_answer_is_seen_by_nobody_else(lecturer, students):
    lecturer.do("vote_belief")
    for at, student in enumerate(students):
        student.believe(3 + at, 61, 62, 63)
    others = students[1].page()
    assert 'value="3"' not in others
    assert 'value="4"' in others
    lecturer.do("close_show")
    lecturer.do("reveal")
    assert "Only you see this" in others or "Only you see this" in students[1].page()
    assert "Only you see this" not in lecturer.board()


@pytest.mark.server
def test_a_lesson_is_kept_when_the_lecturer_asks(tmp_path):
    """What was voted stands in the file although the server was ended without a word."""
    place = tmp_path / "class.sqlite"
    with room_on(free_port(), place) as home:
        lecturer = Lecturer(home).come_in()
        assert "Kept in class.sqlite" in lecturer.board()
        lecturer.do("choose", case="calf_line")
        lecturer.do("vote_belief")
        students = [Student(home) for _ in range(3)]
        for at, student in enumerate(students):
            student.page()
            assert student.believe(10 * at, 1, 2, 3)[0] == 303
        assert "but for the file" in students[0].page()
        lecturer.do("close_show")
    held = sqlite3.connect(place)
    said = held.execute("SELECT value FROM answer WHERE item = 'radicular' ORDER BY value").fetchall()
    assert said == [("0",), ("10",), ("20",)]
    held.close()


def test_who_keeps_no_cookie_takes_no_place_and_no_runner(room, lecturer):
    """A script that loads the page without end fills neither the room nor the cohort."""
    lecturer.do("cohort", seed="7")
    for _ in range(30):
        assert "on the way" in Browser(room).get("room/board/student")[1]
    phone = Student(room)
    key = re.search(r'data-key="([^"]+)"', phone.page()).group(1)
    status, text = phone.get(f"room/board/student/state?key={key}", Accept="application/json")
    assert status == 200
    handed = re.search(r">Runner \d+<", json.loads(text)["parts"]["task"])[0]
    assert handed in phone.page()
    lecturer.do("close_cohort")
    lecturer.do("look_case")


def test_the_lesson_so_far_is_shown_to_the_back_row(lecturer, students):
    lecturer.do("choose", case="calf_line")
    lecturer.do("vote_belief")
    for student in students:
        student.believe(90, 10, 10, 10)
    lecturer.do("close_show")
    lecturer.do("reveal")
    lecturer.do("tell")
    lecturer.do("look_record")
    board = lecturer.board()
    assert "Points from the model" in board
    assert "Said and so" in board
    assert "A line down to the heel" in board
    lecturer.do("look_case")
    assert "Points from the model" not in lecturer.board()
