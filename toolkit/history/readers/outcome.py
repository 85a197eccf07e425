"""What came of reading a log."""

from dataclasses import dataclass

from toolkit.history.diary import Diary
from toolkit.history.readers.activity import Activity, DayRating
from toolkit.history.readers.found import Question
from toolkit.history.runner import Runner


@dataclass(frozen=True)
class Reading:
    """What came of reading a log.

    Exactly one of `diary`, `questions` and `problem` is there.

    Attributes:
        diary: the days, ending on the last day of the log.
        runner: 'this runner', with the habits that the log tells.
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
