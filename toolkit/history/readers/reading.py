"""Read a person's own log, of whatever make, to a diary, questions, or one clear sentence."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from toolkit.content.logs import log_words
from toolkit.history.diary import Diary
from toolkit.history.readers.activity import Activity, DayRating
from toolkit.history.readers.formats import READ, read_file
from toolkit.history.readers.found import (
    Answers,
    Found,
    OpenQuestionError,
    Question,
    UnreadableError,
    counted,
    some_of,
)
from toolkit.history.readers.log_diary import build_diary, one_a_day
from toolkit.history.readers.log_runner import runner_of
from toolkit.history.readers.ratings import ASKED
from toolkit.history.readers.same_activity import MOST_A_DAY, without_twins
from toolkit.history.readers.sorting_out import families, possible, sort_out
from toolkit.history.readers.unpacking import File, Piece, pieces
from toolkit.history.runner import Runner


@dataclass(frozen=True)
class Reading:
    """What came of reading a log.

    Exactly one of `diary`, `questions` and `problem` is there.

    Attributes:
        diary: the days, ending on the last day of the log.
        runner: 'My log', with the habits that the log tells.
        questions: what the files leave open; ask, and read again with the answers.
        notes: one sentence each: what was read, skipped, kept apart.
        problem: why there is no diary, in one sentence.
        activities: the activities that count, by day, without positions and titles.
        apart: activities of other sports.
        days: what was rated, by day.
    """

    diary: Diary | None = None
    runner: Runner | None = None
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str | None = None
    activities: tuple[Activity, ...] = ()
    apart: tuple[Activity, ...] = ()
    days: tuple[DayRating, ...] = ()


def read_diary(
    files: Sequence[File] | str | Path,
    *,
    units: str | None = None,
    scale: str | None = None,
    decimal: str | None = None,
    dates: str | None = None,
    sport: str = "running",
    weeks: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    today: date | None = None,
) -> Reading:
    r"""Read one or several files of a person's log. Bad input gives a sentence, never an exception.

    Args:
        files: pairs of name and bytes, paths, or a folder; zip and gz are opened.
        units: 'km' or 'mi', where a file does not say; used only there.
        scale: how days are rated, where a file does not say: a key of the question's choices.
        decimal: '.' or ','; used only where a file does not tell.
        dates: 'day-first' or 'month-first'; used only where a file does not tell.
        sport: the family of sports that counts.
        weeks: length of the diary, at most; 104 at most.
        progress: called with files done and files in all.
        today: no activity lies after it; the machine's day by default.

    Returns:
        A diary, or questions, or a problem, with notes in any case.

    >>> r = read_diary(
    ...     [("log.csv", b"date,distance_km,duration_min\n2024-03-01,10,50\n2024-03-03,12.5,66\n")]
    ... )
    >>> r.diary.distance_km, r.problem
    (array([10. ,  0. , 12.5]), None)
    >>> read_diary([("log.csv", b"date,distance,duration_min\n2024-03-01,6,50\n")]).questions[0].words
    "log.csv does not say what its column 'distance' is measured in: kilometres or miles?"
    """
    answers = Answers(units, decimal, dates, scale)
    wrong = _arguments(answers, sport, weeks)
    if wrong:
        return Reading(problem=wrong)
    gathered = _Gathered(answers)
    for piece, done, total in pieces(files):
        gathered.take(piece)
        if progress is not None:
            progress(done + 1, max(total, done + 1))
    return gathered.reading(sport, weeks, today or datetime.now(tz=UTC).date())


class _Gathered:
    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.found: list[Found] = []
        self.refused: list[str] = []
        self.questions: list[Question] = []
        self.again: list[str] = []
        self._seen: set[bytes] = set()

    def take(self, piece: Piece) -> None:
        if piece.refused:
            self.refused.append(piece.refused)
            return
        mark = hashlib.sha256(piece.data).digest()
        if mark in self._seen:
            self.again.append(piece.name)
            return
        self._seen.add(mark)
        try:
            self.found.append(read_file(piece.name, piece.data, self.answers))
        except UnreadableError as error:
            self.refused.append(str(error))
        except OpenQuestionError as error:
            self.questions += error.questions

    def reading(self, sport: str, weeks: int | None, today: date) -> Reading:
        if self.questions:
            return Reading(questions=_each_once(self.questions), notes=tuple(self._notes()))
        people = [one.one_person for one in self.found if one.one_person]
        if len(people) > len(set(people)):
            return Reading(
                problem="These files are the diaries of several people; bring one person's files at a time.",
                notes=tuple(self._notes()),
            )
        once = without_twins(a for one in self.found for a in one.activities)
        parted = sort_out(once.activities, sport, today)
        found = [
            replace(one, rest_days=frozenset(day for day in one.rest_days if possible(day, today)))
            for one in self.found
        ]
        written = [day for one in self.found for day in one.days]
        days, against = one_a_day(day for day in written if possible(day.day, today))
        outside = sum(not possible(day.day, today) for day in written)
        outside += sum(len(one.rest_days) for one in self.found) - sum(len(one.rest_days) for one in found)
        notes = self._notes()
        if outside:
            notes.append(f"{counted(outside, 'day')} in the future or before 1970 left out.")
        if once.twins:
            doubles = counted(once.twins, "activity", "activities")
            notes.append(f"{doubles} found a second time and counted once.")
        if once.crowded:
            notes.append(
                f"{counted(once.crowded, 'row')} beyond {MOST_A_DAY} activities on one day left out."
            )
        if against:
            notes.append(
                f"{counted(against, 'rating')} of a day already rated left out; the first one counts."
            )
        notes += parted.notes
        rest = any(one.rest_days for one in found)
        if not parted.counted and not days and not rest:
            return Reading(
                problem=_nothing(notes, sport, parted.apart), notes=tuple(notes), apart=parted.apart
            )
        diary, said = build_diary(parted, days, found, weeks)
        summary = f"Read: {counted(len(parted.counted), 'run')}, {counted(len(days), 'rated day')}."
        return Reading(
            diary=diary,
            runner=runner_of(diary),
            notes=(summary, *said, *notes),
            activities=parted.counted,
            apart=parted.apart,
            days=days,
        )

    def _notes(self) -> list[str]:
        notes = some_of(self.refused, "files")
        notes += some_of([note for one in self.found for note in one.notes], "remarks")
        if self.again:
            notes.append(f"{counted(len(self.again), 'file')} brought twice (the first: {self.again[0]}).")
        return notes


def _nothing(notes: list[str], sport: str, apart: tuple[Activity, ...]) -> str:
    if apart:
        held = apart[0].file if len({activity.file for activity in apart}) == 1 else "The log"
        return f"{held} holds no {sport}, only {families(apart)}."
    if len(notes) == 1:
        return notes[0]
    if not notes:
        return f"There is no file to read; bring {READ}."
    return f"No {sport} was found. {notes[0]}"


def _each_once(questions: list[Question]) -> tuple[Question, ...]:
    """Ask each thing once: an answer holds for all files."""
    first: dict[str, Question] = {}
    for question in questions:
        first.setdefault(question.about, question)
    return tuple(first.values())


def _arguments(answers: Answers, sport: str, weeks: int | None) -> str:
    for name, value, choices in (
        ("units", answers.units, ("km", "mi", "m")),
        ("scale", answers.scale, ASKED),
        ("decimal", answers.decimal, (".", ",")),
        ("dates", answers.dates, ("day-first", "month-first")),
        ("sport", sport, tuple(log_words().sports)),
    ):
        if value is not None and value not in choices:
            return f"'{name}' is {value!r}; it can be {', '.join(map(repr, choices))}."
    if weeks is not None and not (isinstance(weeks, int) and 1 <= weeks <= 104):
        return f"'weeks' is {weeks!r}; it can be 1 to 104."
    return ""
