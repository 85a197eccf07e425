"""Results as CSV: in the columns that Moodle, Canvas and Blackboard import, and in full."""

import csv
import io
from collections.abc import Iterable
from typing import Literal

from toolkit.cases.case import CaseError
from toolkit.cases.record import Record

System = Literal["moodle", "canvas", "blackboard", "full"]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def gradebook_csv(records: Iterable[Record], system: System = "moodle") -> str:
    """Return one line for each person, with the mean total of her cases in points of 100.

    The names stand as they were typed, but for one thing: a cell that a spreadsheet would take for a formula
    begins with an apostrophe. A single score says little, so the mean and the number of cases stand together.

    Args:
        records: one for each person.
        system: 'moodle' (Username, grade), 'canvas' (Student, ID, assignment, with the line of points
            possible), 'blackboard' (Username, column), or 'full' (a line for each case).

    Raises:
        CaseError: an unknown system.

    >>> print(gradebook_csv([Record().named("=cmd()")]))
    Username,Sciatica cases,Number of cases
    '=cmd(),,0
    """
    people = list(records)
    if system == "full":
        return _full(people)
    if system not in _COLUMNS:
        raise CaseError(f"There are no columns for '{system}'; known are {', '.join(_COLUMNS)} and full.")
    rows: list[list[str]] = [list(_COLUMNS[system])]
    if system == "canvas":
        rows.append(["    Points Possible", "", "", "", "100", ""])
    for record in people:
        totals = [result.total for result in record.results]
        mean = f"{sum(totals) / len(totals):.1f}" if totals else ""
        name, count = cell(record.name), str(len(totals))
        rows.append([name, "", "", "", mean, count] if system == "canvas" else [name, mean, count])
    return _text(rows)


def cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> cell("=cmd()"), cell(" +1"), cell("Zoë")
    ("'=cmd()", "' +1", 'Zoë')
    """
    plain = text.replace("\r", " ").replace("\n", " ")
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) else plain


_COLUMNS = {
    "moodle": ("Username", "Sciatica cases", "Number of cases"),
    "canvas": ("Student", "ID", "SIS Login ID", "Section", "Sciatica cases", "Number of cases"),
    "blackboard": ("Username", "Sciatica cases [Total Pts: 100 Score]", "Number of cases"),
}


def _full(people: list[Record]) -> str:
    heads = ["Name", "Case", "Title", "Mode", "Day", "Total", "Brier against model", "Brier against truth",
             "Log against model", "Log against truth", "Level in force", "Level chosen", "Missed", "Questions", "Hints"]  # fmt: skip
    rows = [heads]
    for record in people:
        for each in record.results:
            numbers = (each.total, each.brier_model, each.brier_truth, each.log_model, each.log_truth)
            rows.append(
                [
                    *(cell(text) for text in (record.name, each.case, each.title, each.mode, each.day)),
                    *(f"{number:g}" for number in numbers),
                    *(cell(text) for text in (each.level, each.level_chosen, each.missed)),
                    str(each.questions),
                    str(each.hints),
                ]
            )
    return _text(rows)


def _text(rows: list[list[str]]) -> str:
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\n").writerows(rows)
    return sheet.getvalue()
