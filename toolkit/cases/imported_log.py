"""A diary of one's own: read on this machine, shortened to what an address can carry."""

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.cases.scenario import LONGEST_LOG
from toolkit.history import Diary, DiaryError, pack_diary, unpack_diary
from toolkit.history.readers import Question, Reading, read_diary

LOG_WEEKS = 26
"""What an address carries of a log: half a year takes about 1 KB."""

_FEWEST_DAYS = 28


@dataclass(frozen=True)
class LogOutcome:
    """What came of reading somebody's files.

    Attributes:
        log: the diary as text for a scenario; None where there is none yet.
        sentence: what was read, or what is wrong, or that something must be asked.
        notes: one sentence each, of what was read, skipped or kept apart.
        questions: what the files leave open.
    """

    log: str | None
    sentence: str
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


def read_log(files: Sequence[tuple[str, bytes]], answers: Mapping[str, str] | None = None) -> LogOutcome:
    """Read a person's files; bad input gives one sentence and changes nothing.

    Args:
        files: pairs of name and bytes.
        answers: to questions of an earlier try: 'units', 'decimal', 'dates', 'scale'.

    >>> read_log([("notes.csv", b"")]).log is None
    True
    """
    given = answers or {}
    reading = read_diary(
        files,
        units=given.get("units"),
        scale=given.get("scale"),
        decimal=given.get("decimal"),
        dates=given.get("dates"),
        weeks=LOG_WEEKS,
    )
    if reading.questions:
        return LogOutcome(None, "One thing the file does not say:", reading.notes, reading.questions)
    if reading.diary is None:
        # What the sentence says need not stand below it a second time.
        notes = tuple(note for note in reading.notes if note != reading.problem)
        return LogOutcome(None, f"{reading.problem} The diary shown before stays.", notes)
    diary = reading.diary
    if diary.days < _FEWEST_DAYS:
        return LogOutcome(
            None,
            f"{_held(reading)}; at least {_FEWEST_DAYS} days are needed to tell what is usual: choose the files of "
            "several weeks together. The diary shown before stays.",
            reading.notes[1:],
        )
    if not len(diary.run_day):
        return LogOutcome(
            None,
            f"No run is in the last {diary.days // 7} weeks of this log; ratings alone are not enough. Choose the file "
            "with the runs too, both at once. The diary shown before stays.",
            reading.notes,
        )
    log = text_of_diary(diary)
    if len(log) > LONGEST_LOG:
        return LogOutcome(
            None,
            f"The log holds {len(diary.run_day)} runs in {diary.days // 7} weeks, more than a page can carry. "
            "Choose a file with fewer runs. The diary shown before stays.",
            reading.notes,
        )
    sentence = (
        f"Read: {len(diary.run_day)} runs in {diary.days // 7} weeks, on this computer only. "
        "An address that you share carries its days."
    )
    return LogOutcome(log, sentence, reading.notes)


def _held(reading: Reading) -> str:
    """Say what a short log holds, with the figures of its runs, so that they can be checked with the watch."""
    read = reading.notes[0].removeprefix("Read: ").removesuffix(".")
    days = reading.diary.days if reading.diary else 0
    return f"The log holds {days} {'day' if days == 1 else 'days'} ({read})"


def text_of_diary(diary: Diary) -> str:
    """Return a diary as text that a scenario holds; notes, which are a person's words, stay behind."""
    return base64.urlsafe_b64encode(pack_diary(diary)).rstrip(b"=").decode()


def diary_of_text(text: str) -> Diary:
    """Return the diary that `text_of_diary` wrote.

    Raises:
        DiaryError: the text is cut or forged; the message says so in one sentence.
    """
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise DiaryError("The diary in this code is broken: it was cut or changed on its way.") from None
    return unpack_diary(packed)
