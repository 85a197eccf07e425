"""What one file of a log held, what was asked of the person, and what could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from toolkit.history.readers.activity import Activity, DayRating

SHOWN_ROWS = 4
"""How many faulty rows of one file are told one by one; the others are counted."""


@dataclass(frozen=True)
class Question:
    """Something that a file leaves open and that must not be guessed.

    Attributes:
        about: the argument of `read_diary` that answers it: 'units', 'decimal', 'dates' or 'scale'.
        file: the file that left it open.
        words: the question, one sentence.
        choices: answer -> its words.
    """

    about: str
    file: str
    words: str
    choices: dict[str, str] = field(hash=False)


@dataclass(frozen=True)
class Answers:
    """What the person said of units ('km', 'mi', 'm'), decimal sign, order of dates and rating scale."""

    units: str | None = None
    decimal: str | None = None
    dates: str | None = None
    scale: str | None = None


@dataclass(frozen=True)
class Found:
    """What one file held.

    Attributes:
        activities, days: what could be read.
        notes: whole sentences that name the file.
        rest_days: days that the file says had no run.
        unknown_days: days that the file names without saying whether there was a run.
        implied_days: days on which a person wrote something else: a run would likely have been written too.
        one_person: a name that only one file of a person's log can bear; '' where many can.
        is_list: the file is a list of activities: between its first and last day, a day without one is a day
            without a run.
    """

    activities: tuple[Activity, ...] = ()
    days: tuple[DayRating, ...] = ()
    notes: tuple[str, ...] = ()
    rest_days: frozenset[date] = frozenset()
    unknown_days: frozenset[date] = frozenset()
    implied_days: frozenset[date] = frozenset()
    one_person: str = ""
    is_list: bool = True


class UnreadableError(Exception):
    """A file that cannot be read; its text is the sentence for the person."""


class OpenQuestionError(Exception):
    """A file that cannot be read before questions are answered."""

    def __init__(self, questions: Iterable[Question]) -> None:
        super().__init__("questions are open")
        self.questions = tuple(questions)


def shown(text: object, width: int = 40) -> str:
    """Make a piece of a stranger's file fit to stand in a sentence.

    >>> shown("a" + chr(0) + "b" + "c" * 100, 8)
    'a bccccc…'
    """
    cleaned = "".join(sign if sign.isprintable() else " " for sign in str(text)[: width * 4])
    cleaned = " ".join(cleaned.split())
    return cleaned if len(cleaned) <= width else cleaned[:width] + "…"


def some_of(sentences: list[str], what: str) -> list[str]:
    """Keep the first sentences and count the others.

    >>> some_of(["a.", "b.", "c.", "d.", "e.", "f."], "rows")
    ['a.', 'b.', 'c.', 'd.', 'And 2 more such rows.']
    """
    more = len(sentences) - SHOWN_ROWS
    if more <= 1:
        return sentences
    return [*sentences[:SHOWN_ROWS], f"And {more} more such {what}."]


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say how many.

    >>> counted(1, "run"), counted(1055, "run"), counted(2, "activity", "activities")
    ('1 run', '1,055 runs', '2 activities')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
