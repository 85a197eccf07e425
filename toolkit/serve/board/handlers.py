"""The addresses of the board, all of them under `room/board/`."""

import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.ioloop import IOLoop
from tornado.web import HTTPError

from toolkit.serve.board import drawing
from toolkit.serve.board.ballot import read_address, read_ballot
from toolkit.serve.board.class_cohort import read_guess
from toolkit.serve.board.class_record import Line, RunnerLine, csv_of, json_of
from toolkit.serve.board.desk import act
from toolkit.serve.board.hall_view import hall_parts
from toolkit.serve.board.keeping import sqlite_of
from toolkit.serve.board.lesson import Lesson, in_thread
from toolkit.serve.board.page import BoardPage
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.student_view import student_parts
from toolkit.serve.kernels.visitor import known_visitor
from toolkit.serve.room.lecturer import LecturerKey

STUDENT_SECONDS = 2.0
LECTURER_SECONDS = 1.0

_SLOWER = "That was very fast. Wait a moment, then try again."
_FIRST = "This browser is not known here yet. Load the page, then answer."


class Student(BoardPage):
    """A student's page, and what is sent from it."""

    def get(self) -> None:
        """Answer with the page."""
        self._page(self.lecturer.visitor_of(self))

    def post(self) -> None:
        """Take an answer or a guess."""
        fields = self.read_form()
        visitor = known_visitor(self)
        if not visitor:
            self.refuse(HTTPStatus.FORBIDDEN, _FIRST)
            return
        if not self.lesson.allows(visitor, "answer"):
            self.refuse(HTTPStatus.TOO_MANY_REQUESTS, _SLOWER)
            return
        refused = ""
        try:
            self._take(visitor, fields)
        except BoardError as error:
            refused = str(error)
            self.set_status(HTTPStatus.CONFLICT)
        if self.live:
            self.answer(*self._parts(visitor), refused)
        elif refused:
            self._page(visitor, refused)
        else:
            self.redirect(self.place()["student"], status=HTTPStatus.SEE_OTHER)

    def _take(self, visitor: str, fields: dict[str, list[str]]) -> None:
        board, now = self.lesson.board, time.monotonic()
        if "code" in fields:
            board.voters.sit(visitor, fields["code"][0], now)
            self._arrive(visitor)
            return
        voter = board.voters.of(visitor)
        if "another" in fields:
            board.next_runner(voter)
        elif "guess" in fields or "runner" in fields:
            board.guess(voter, read_guess(fields))
            self.lesson.save_soon()
        else:
            address = read_address(fields)
            if board.vote is None:
                raise BoardError("No vote is on. Your answer was not counted.")
            ballot = read_ballot(board.vote.question, fields)
            board.cast(voter, address, ballot, self.request.remote_ip or "")

    def _page(self, visitor: str, refused: str = "") -> None:
        if known_visitor(self):
            # who has no cookie yet is counted, and gets a runner, when the page asks again
            self._arrive(visitor)
        key, parts = self._parts(visitor)
        self.page(
            "student.html",
            parts,
            refused,
            title="With the class",
            page_class="",
            key=key,
            state=f"{self.place()['student']}/state",
            every=STUDENT_SECONDS,
        )

    def _parts(self, visitor: str) -> tuple[str, dict[str, str]]:
        board = self.lesson.board
        return board.student_key(board.voters.of(visitor)), student_parts(board, visitor, self.place())

    def _arrive(self, visitor: str) -> None:
        self.lesson.arrive(self.lesson.board.voters.of(visitor), time.monotonic())
        if self.lesson.board.cohort is not None:
            IOLoop.current().add_callback(self.lesson.enough_runners)


class StudentState(Student):
    """What is new for a student; nothing most of the time."""

    def get(self) -> None:
        """Answer with the parts of the page, or with nothing where they are the same."""
        visitor = known_visitor(self)
        board = self.lesson.board
        if not visitor:
            self.refuse(HTTPStatus.FORBIDDEN, _FIRST)
            return
        if not self.lesson.allows(visitor, "look"):
            self.refuse(HTTPStatus.TOO_MANY_REQUESTS, _SLOWER)
            return
        self._arrive(visitor)
        if self.get_query_argument("key", "") == board.student_key(board.voters.of(visitor)):
            self.set_status(HTTPStatus.NO_CONTENT)
            self.finish()
            return
        self.answer(*self._parts(visitor))

    def post(self) -> None:
        """Nothing is sent to this address."""
        raise HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)


class Hall(BoardPage):
    """The lecturer's page, which the projector shows."""

    lecturer_only = True

    async def get(self) -> None:
        """Answer with the page."""
        await self._page()

    async def _page(self, refused: str = "") -> None:
        self.page(
            "hall.html",
            await self._parts(),
            refused,
            title="Class board",
            page_class="sb-hall-page",
            key=self.lesson.board.lecturer_key(time.monotonic()),
            state=f"{self.place()['room']}board/state",
            every=LECTURER_SECONDS,
        )

    async def _parts(self) -> dict[str, str]:
        lesson = self.lesson
        cases = await in_thread(lesson.case_groups)
        kept = (lesson.keeper.name, lesson.keeper.problem) if lesson.keeper else ("", "")
        return hall_parts(
            lesson.board,
            time.monotonic(),
            self.place(),
            cases=cases,
            seed=lesson.seed,
            students=lesson.students,
            kept=kept,
        )


class HallState(Hall):
    """What is new on the board."""

    async def get(self) -> None:
        """Answer with the parts of the page, or with nothing where they are the same."""
        key = self.lesson.board.lecturer_key(time.monotonic())
        if self.get_query_argument("key", "") == key:
            self.set_status(HTTPStatus.NO_CONTENT)
            self.finish()
            return
        self.answer(key, await self._parts())


class Do(Hall):
    """The lecturer's steps."""

    async def get(self) -> None:
        """Nothing is to be seen at this address."""
        raise HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)

    async def post(self) -> None:
        """Do a step."""
        fields = self.read_form()
        refused = ""
        try:
            await act(self.lesson, fields)
        except BoardError as error:
            refused = str(error)
            self.set_status(HTTPStatus.CONFLICT)
        if self.live:
            self.answer(self.lesson.board.lecturer_key(time.monotonic()), await self._parts(), refused)
        elif refused:
            await self._page(refused)
        else:
            self.redirect(f"{self.place()['room']}board/", status=HTTPStatus.SEE_OTHER)


class Codes(BoardPage):
    """The sheet of codes, to be printed and cut into strips; covered until the lecturer asks."""

    lecturer_only = True

    def get(self) -> None:
        """Answer with the sheet."""
        seats = self.lesson.board.voters.seats
        if seats is None:
            raise HTTPError(HTTPStatus.NOT_FOUND, "There are no codes: make them at the desk first.")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(drawing.draw("codes.html", sheet=seats.sheet, **self.place()))


class Record(BoardPage):
    """The lesson as a file, without names."""

    lecturer_only = True

    def get(self, name: str) -> None:
        """Answer with a file."""
        lines, runners = self.lesson.record()
        made: dict[str, tuple[str, str | bytes]] = {
            "votes.csv": ("text/csv; charset=utf-8", csv_of(lines, Line)),
            "runners.csv": ("text/csv; charset=utf-8", csv_of(runners, RunnerLine)),
            "lesson.json": ("application/json", json_of(lines, runners)),
        }
        if name == "lesson.sqlite":
            made[name] = ("application/vnd.sqlite3", sqlite_of(lines, runners))
        if name not in made:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        kind, content = made[name]
        self.set_header("Content-Type", kind)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(content)


def board_handlers(server: Any, lecturer: LecturerKey, keep: Path | None = None) -> list[Any]:
    """Return the handlers of the board, to be put before Voilà's own.

    Args:
        server: the Voilà application, with its `room`.
        lecturer: what opens the lecturer's own pages.
        keep: a file in which the lesson is kept; in memory only where none is given.

    Raises:
        BoardError: the file cannot be used.
    """
    root = url_path_join(server.server_url, "room/board")
    lesson = Lesson(keep, server.room.size.students)
    server.at_the_end.append(lesson.close)
    about = {"lecturer": lecturer, "room": server.room, "lesson": lesson}
    return [
        (f"{root}/?", Hall, about),
        (f"{root}/state", HallState, about),
        (f"{root}/do", Do, about),
        (f"{root}/codes", Codes, about),
        (f"{root}/record/([a-z.]+)", Record, about),
        (f"{root}/student", Student, about),
        (f"{root}/student/state", StudentState, about),
    ]
