"""Bring together what several files held."""

import hashlib
from dataclasses import replace
from datetime import date

from toolkit.history.readers.activity import Activity
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
from toolkit.history.readers.outcome import Reading
from toolkit.history.readers.same_activity import MOST_A_DAY, without_twins
from toolkit.history.readers.sorting_out import families, possible, sort_out
from toolkit.history.readers.unpacking import Piece

_FEW = 3
"""Runs that are told one by one."""


class Gathered:
    """Takes file after file and gives the reading of them all."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.found: list[Found] = []
        self.refused: list[str] = []
        self.questions: list[Question] = []
        self.again: list[str] = []
        self._seen: set[bytes] = set()

    def take(self, piece: Piece) -> None:
        """Read one file, or keep the sentence why not."""
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
        """Join what was read to a diary of one sport, or say why there is none."""
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
        found = [_within(one, today) for one in self.found]
        days, against = one_a_day(day for one in found for day in one.days)
        outside = sum(map(_named_days, self.found)) - sum(map(_named_days, found))
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
        summary = _read(parted.counted, len(days))
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


def _read(runs: tuple[Activity, ...], rated_days: int) -> str:
    """Say what was read; a few runs with their figures, so that the reader can compare them with the watch."""
    figures = "; ".join(run.figures for run in runs[:_FEW]) if 0 < len(runs) <= _FEW else ""
    told = [counted(len(runs), "run") + (f": {figures}" if figures else "")] if runs or not rated_days else []
    told += [counted(rated_days, "rated day")] if rated_days else []
    return f"Read: {', '.join(told)}."


def _within(found: Found, today: date) -> Found:
    """Leave out the days that cannot be in a log; activities are judged one by one elsewhere."""
    return replace(
        found,
        days=tuple(day for day in found.days if possible(day.day, today)),
        rest_days=frozenset(day for day in found.rest_days if possible(day, today)),
        unknown_days=frozenset(day for day in found.unknown_days if possible(day, today)),
    )


def _named_days(found: Found) -> int:
    return len({day.day for day in found.days} | found.rest_days | found.unknown_days)


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
