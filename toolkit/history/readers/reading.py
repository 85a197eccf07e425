"""Read a person's own log, of whatever make, to a diary, questions, or one clear sentence."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from toolkit.content.logs import log_words
from toolkit.history.readers.found import Answers
from toolkit.history.readers.outcome import Reading
from toolkit.history.readers.ratings import ASKED


def read_diary(
    files: Sequence[tuple[str, bytes] | str | Path] | str | Path,
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
    # The formats cost time to load, and most people who open a page bring no log.
    from toolkit.history.readers.gathering import Gathered  # noqa: PLC0415
    from toolkit.history.readers.unpacking import pieces  # noqa: PLC0415

    gathered = Gathered(answers)
    for piece, done, total in pieces(files):
        gathered.take(piece)
        if progress is not None:
            progress(done + 1, max(total, done + 1))
    return gathered.reading(sport, weeks, today or datetime.now(tz=UTC).date())


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
