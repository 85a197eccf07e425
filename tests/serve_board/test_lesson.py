"""A lesson on a running server: what its file holds when it ends, and who waits for the file."""

import asyncio
import sqlite3

import pytest

from toolkit.serve.board.ballot import Addressed
from toolkit.serve.board.class_cohort import ClassCohort, Guess
from toolkit.serve.board.lesson import Lesson
from toolkit.serve.board.question import belief_question
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.runner_pool import base_rate, population_of, runners_of
from toolkit.serve.room.size import MOST_STUDENTS


@pytest.fixture
def lesson(tmp_path, calf):
    one = Lesson(tmp_path / "class.sqlite")
    one.board.choose(calf.case)
    yield one
    one.close()


def held(tmp_path, table):
    file = sqlite3.connect(tmp_path / "class.sqlite")
    try:
        return file.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    finally:
        file.close()


def vote(lesson, believed, students=3):
    lesson.board.open_vote(belief_question())
    for at in range(students):
        lesson.board.cast(f"v{at}", Addressed(vote=1, round=1), believed())


def test_a_vote_that_was_not_revealed_stands_in_the_file_at_the_end(lesson, believed, tmp_path):
    vote(lesson, believed)
    lesson.board.close(show=True)
    lesson.save()
    assert held(tmp_path, "answer") == 0
    lesson.close()
    assert held(tmp_path, "answer") == 12


def test_runners_of_an_earlier_cohort_stay_in_the_record(lesson, tmp_path):
    population = population_of(7)
    for begun in range(2):
        cohort = ClassCohort(7, runners_of(7, 100 * begun, 40), base_rate(population), population)
        lesson.board.begin_cohort(cohort)
        for at in range(3):
            turn = cohort.join(f"v{at}")
            lesson.board.guess(f"v{at}", Guess(runner=turn.runner.number, guess=10))
    _, runners = lesson.record()
    assert len({line.runner for line in runners}) == 6
    lesson.close()
    assert held(tmp_path, "runner") == 6


def test_the_class_does_not_wait_for_a_program_that_holds_the_file(lesson, believed, tmp_path):
    vote(lesson, believed)
    lesson.board.close(show=True)
    lesson.board.reveal()
    other = sqlite3.connect(tmp_path / "class.sqlite", timeout=0)
    other.execute("BEGIN EXCLUSIVE")

    async def save():
        lesson.save()
        return lesson._saving

    again = asyncio.run(save())
    other.rollback()
    other.close()
    assert "could not be written" in lesson.keeper.problem
    assert again, "it is tried again although nothing changes"
    # sqlite's own patience is five seconds, in which nobody would be answered
    assert lesson.keeper._file.execute("PRAGMA busy_timeout").fetchone()[0] <= 250


def test_beyond_the_largest_class_a_page_follows_the_lesson_and_takes_no_runner(lesson):
    population = population_of(7)
    lesson.board.begin_cohort(ClassCohort(7, runners_of(7, 0, 40), base_rate(population), population))
    for at in range(MOST_STUDENTS):
        lesson.board.voters.presence.seen(f"machine {at}", 0.0)
    waiting = lesson.board.cohort.waiting
    lesson.arrive("student", 1.0)
    assert lesson.board.cohort.waiting == waiting
    assert lesson.board.voters.presence.count(1.0) == MOST_STUDENTS
    lesson.arrive("student", 100.0)
    assert lesson.board.cohort.waiting == waiting - 1
    assert lesson.board.voters.presence.count(100.0) == 1


def test_nobody_votes_again_who_has_heard_the_truth(lesson, believed):
    vote(lesson, believed)
    lesson.board.close(show=True)
    lesson.board.tell()
    with pytest.raises(BoardError, match="has been told"):
        lesson.board.again()


def test_a_vote_has_room_for_the_largest_class(lesson, believed):
    vote(lesson, believed, MOST_STUDENTS)
    assert len(lesson.board.vote.rounds[0]) == MOST_STUDENTS
    for at in range(MOST_STUDENTS):
        lesson.board.voters.presence.seen(f"v{at}", 0.0)
