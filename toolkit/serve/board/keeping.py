"""The record in one SQLite file: kept during the lesson when the lecturer asks, or made for a download."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

from toolkit import __version__
from toolkit.serve.board.class_record import Line, RunnerLine
from toolkit.serve.board.refusal import BoardError

_PATIENCE_SECONDS = 0.2
"""How long another program that holds the file is waited for: the whole class waits as long."""

_OURS = 0x5C1A
_FORM = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS lesson (id INTEGER PRIMARY KEY, began TEXT NOT NULL, made_by TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answer (
  lesson INTEGER NOT NULL REFERENCES lesson, vote INTEGER, "case" TEXT, question TEXT, asked INTEGER,
  line INTEGER, round INTEGER, item TEXT, value TEXT, model TEXT);
CREATE TABLE IF NOT EXISTS runner (
  lesson INTEGER NOT NULL REFERENCES lesson, seed INTEGER, runner INTEGER, factors TEXT, guess INTEGER,
  episode INTEGER, day TEXT);
"""


class Keeper:
    """A file that holds lessons, one after the other; this one is written anew at each change.

    Args:
        path: a new file, or one of earlier lessons.

    Raises:
        BoardError: the file cannot be written, or is something else.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.problem = ""
        self._file = _opened(path)
        row = self._file.execute("INSERT INTO lesson (began, made_by) VALUES (?, ?)", _now())
        self._lesson = row.lastrowid or 0

    def keep(self, lines: Sequence[Line], runners: Sequence[RunnerLine]) -> None:
        """Write this lesson; where that fails the lesson goes on, and `problem` says why."""
        try:
            _write(self._file, self._lesson, lines, runners)
            self.problem = ""
        except sqlite3.Error as error:
            self.problem = f"'{self.name}' could not be written ({error}). Close what else uses it, or download the record."

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def check_file(path: Path) -> None:
    """Make sure that a file can keep a lesson, before a class comes.

    Raises:
        BoardError: it cannot be written, or is something else.
    """
    _opened(path).close()


def sqlite_of(lines: Sequence[Line], runners: Sequence[RunnerLine]) -> bytes:
    """Return the record as the bytes of an SQLite file, without writing one.

    >>> sqlite_of((), ())[:15]
    b'SQLite format 3'
    """
    file = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _prepare(file)
        row = file.execute("INSERT INTO lesson (began, made_by) VALUES (?, ?)", _now())
        _write(file, row.lastrowid or 0, lines, runners)
        return file.serialize()
    finally:
        file.close()


def _opened(path: Path) -> sqlite3.Connection:
    known = path.is_file() and path.stat().st_size > 0
    try:
        file = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
        if known:
            _recognise(file)
        else:
            _prepare(file)
        file.execute("BEGIN IMMEDIATE")  # it can be written, too
        file.execute("ROLLBACK")
    except sqlite3.Error:
        raise BoardError(
            f"'{path.name}' cannot be used to keep the lesson: it is no file of earlier lessons, or it cannot be "
            "written there. Name a new file that ends in .sqlite."
        ) from None
    return file


def _recognise(file: sqlite3.Connection) -> None:
    ours = file.execute("PRAGMA application_id").fetchone()[0]
    form = file.execute("PRAGMA user_version").fetchone()[0]
    if (ours, form) != (_OURS, _FORM):
        raise sqlite3.DatabaseError("another file")


def _prepare(file: sqlite3.Connection) -> None:
    file.execute(f"PRAGMA application_id = {_OURS}")
    file.execute(f"PRAGMA user_version = {_FORM}")
    file.executescript(_TABLES)


def _now() -> tuple[str, str]:
    return datetime.now(UTC).replace(microsecond=0).isoformat(), f"Sciatica Toolkit {__version__}"


def _write(
    file: sqlite3.Connection, lesson: int, lines: Iterable[Line], runners: Iterable[RunnerLine]
) -> None:
    file.execute("BEGIN")
    try:
        file.execute("DELETE FROM answer WHERE lesson = ?", (lesson,))
        file.execute("DELETE FROM runner WHERE lesson = ?", (lesson,))
        file.executemany(
            "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(lesson, *astuple(line)) for line in lines],
        )
        file.executemany(
            "INSERT INTO runner VALUES (?, ?, ?, ?, ?, ?, ?)", [(lesson, *astuple(line)) for line in runners]
        )
        file.execute("COMMIT")
    except sqlite3.Error:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise
