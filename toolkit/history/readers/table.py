"""Read a text file as a table, and settle what its writing leaves open: decimal sign and order of dates."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from toolkit.history.readers.found import Answers, Question, UnreadableError, counted, shown
from toolkit.history.readers.words import EMPTY, date_order, plain

MOST_TABLE_BYTES = 10_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 400
COMMENT = ("#", '"#')
"""How a line begins that is no row."""

_BOTH = re.compile(r"[+-]?[0-9]{1,3}(?:([.,])[0-9]{3})+(?!\1)([.,])[0-9]+")
_THREE = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,])[0-9]{3}")
_ONE_SIGN = re.compile(r"[+-]?[0-9]+([.,])[0-9]+")


@dataclass(frozen=True)
class Table:
    """A table as it stands in the file: text in every cell.

    Attributes:
        name: the file's name.
        header: column names in small letters, without '_' and brackets.
        written: column names as they are written.
        rows: (line in the file, cells), each as wide as the header.
        comments: lines before the header that start with '#'.
        delimiter: the sign between cells.
        notes: sentences on rows that could not be used.
    """

    name: str
    header: tuple[str, ...]
    written: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    comments: tuple[str, ...]
    delimiter: str
    notes: tuple[str, ...] = ()

    def has(self, *columns: str) -> bool:
        """Tell whether all these columns are there."""
        return all(column in self.header for column in columns)

    def at(self, *columns: str) -> int | None:
        """Return the place of the first of these columns that is there."""
        return next((self.header.index(column) for column in columns if column in self.header), None)

    def cells(self, place: int | None) -> Iterator[str]:
        """Go through one column; nothing where `place` is none."""
        return (row[place] for _, row in self.rows) if place is not None else iter(())


def decoded(name: str, data: bytes) -> str:
    """Turn bytes into text.

    Raises:
        UnreadableError: they are no text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise UnreadableError(f"{name} is damaged: its text cannot be decoded.") from None
    if b"\x00" in data:
        raise UnreadableError(f"{name} is no text and none of the formats that are read.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_table(name: str, data: bytes) -> Table:
    r"""Read a table from text with commas, semicolons, tabs or bars between its cells.

    Raises:
        UnreadableError: there is no table in it.

    >>> read_table("a.csv", b"Date;Distance (km)\n1.3.2024;10,5\n").header
    ('date', 'distance km')
    """
    if len(data) > MOST_TABLE_BYTES:
        raise UnreadableError(f"{name} has {len(data) / 1e6:.0f} MB; a table of 10 MB at most can be read.")
    lines = io.StringIO(decoded(name, data), newline=None)
    comments: list[str] = []
    start, head = -1, ""
    for start, head in enumerate(lines):  # noqa: B007 - both are used after the loop
        if head.startswith(COMMENT) and len(comments) < MOST_COLUMNS:
            comments.append(head.strip())
        elif head.strip() and not head.startswith(COMMENT):
            break
    else:
        raise UnreadableError(f"{name} is empty.")
    delimiter = max(",;\t|", key=lambda sign: (head.count(sign), sign == ","))
    if head.count(delimiter) > MOST_COLUMNS:
        raise UnreadableError(f"{name} has more than {MOST_COLUMNS} columns; that is no log.")
    reader = csv.reader(chain([head], lines), delimiter=delimiter)
    try:
        written = tuple(cell.strip() for cell in next(reader))
        rows, wrong = _rows(name, reader, len(written), start)
    except csv.Error as error:
        line = start + reader.line_num
        raise UnreadableError(
            f"{name}, line {line}: the table cannot be read ({shown(error)});"
            " look for a quotation mark without its pair."
        ) from None
    return Table(name, tuple(map(plain, written)), written, rows, tuple(comments), delimiter, wrong)


def _rows(
    name: str, reader: Iterator[list[str]], width: int, start: int
) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], tuple[str, ...]]:
    rows: list[tuple[int, tuple[str, ...]]] = []
    wide: list[int] = []
    notes: list[str] = []
    for cells in reader:
        line = start + reader.line_num  # type: ignore[attr-defined]
        if len(rows) >= MOST_ROWS:
            notes.append(f"{name} has more than {MOST_ROWS:,} rows; those after line {line} were left out.")
            break
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            wide.append(line)
            continue
        rows.append((line, tuple(cells[:width]) + ("",) * (width - len(cells))))
    if wide:
        notes.append(
            f"{name}: {counted(len(wide), 'row')} (the first on line {wide[0]}) with more values than the"
            f" {width} columns left out; put decimal commas in quotation marks, or use a point."
        )
    return tuple(rows), tuple(notes)


def settle_decimal(table: Table, places: list[int | None], answers: Answers) -> str | None:
    """Tell which sign parts the decimals in these columns.

    Returns:
        '.' or ',', or none where the file does not tell: then a person must be asked.
    """
    if answers.decimal in {".", ","}:
        return answers.decimal
    points, commas, unclear = 0, 0, 0
    for place in places:
        for cell in table.cells(place):
            text = cell.strip()
            if text.casefold() in EMPTY or ":" in text:
                continue
            both, one = _BOTH.fullmatch(text), _ONE_SIGN.fullmatch(text)
            if both:
                sign = both[2]
            elif one and not _THREE.fullmatch(text):
                sign = one[1]
            else:
                unclear += one is not None and (one[1] == "," or table.delimiter != ",")
                continue
            points, commas = points + (sign == "."), commas + (sign == ",")
    if points and commas:
        return None
    if commas:
        return ","
    if points or not unclear:
        return "."
    return None


def settle_dates(table: Table, place: int, answers: Answers) -> str | None:
    """Tell how the days of a column are written: 'iso', 'day-first' or 'month-first'; none: ask."""
    order = date_order(list(table.cells(place)))
    if order == "open":
        return answers.dates if answers.dates in {"day-first", "month-first"} else None
    return order


def ask_decimal(table: Table) -> Question:
    """Ask for the decimal sign."""
    example = next(
        (cell.strip() for _, row in table.rows for cell in row if _THREE.fullmatch(cell.strip())), "1,234"
    )
    return Question(
        "decimal",
        table.name,
        f"{table.name} writes numbers such as {example}: which sign parts the decimals?",
        {".": "a point (10.5)", ",": "a comma (10,5)"},
    )


def ask_dates(table: Table, place: int) -> Question:
    """Ask for the order of day and month."""
    example = next((cell for cell in table.cells(place) if date_order([cell]) != "iso"), "")
    return Question(
        "dates",
        table.name,
        f"{table.name} writes days such as {shown(example)}: does the day or the month come first?",
        {"day-first": "the day (31/12/2024)", "month-first": "the month (12/31/2024)"},
    )
