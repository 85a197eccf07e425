"""A diary as plain values for a file, and as a table for a spreadsheet."""

import csv
import io
import math
from datetime import date
from typing import Any

from toolkit.history.diary import RATINGS, Diary, DiaryError, Episode, Run

COLUMNS = ("distance_km", "duration_min", "effort", *RATINGS, "notes")
"""The table's columns after the first, which is the date, or the day where there are no dates."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def diary_to_dict(diary: Diary) -> dict[str, Any]:
    """Return a diary as plain values that JSON can hold; missing is None.

    >>> diary_to_dict(Diary.build(2, runs=[(0, Run(5, 30))]))["runs"]
    [[0, 5.0, 30.0, None]]
    """
    runs = zip(diary.run_day, diary.run_km, diary.run_min, diary.run_effort, strict=True)
    return {
        "days": diary.days,
        "first_day": diary.first_day.isoformat() if diary.first_day else None,
        "runs": [[int(day), *(_plain(value) for value in values)] for day, *values in runs],
        "unknown_days": [int(day) for day in range(diary.days) if not diary.training_known[day]],
        **{name: [_plain(value) for value in getattr(diary, name)] for name in RATINGS},
        "notes": [list(note) for note in diary.notes],
        "episodes": [list(episode) for episode in diary.episodes],
    }


def diary_from_dict(values: dict[str, Any]) -> Diary:
    """Return the diary that `diary_to_dict` described, checked like any other.

    Raises:
        DiaryError: something is missing or cannot be.

    >>> d = Diary.build(2, runs=[(0, Run(5, 30))], pain=[float("nan"), 3])
    >>> diary_from_dict(diary_to_dict(d)) == d
    True
    """
    known = {"days", "first_day", "runs", "unknown_days", *RATINGS, "notes", "episodes"}
    unknown, missing = sorted(set(values) - known), sorted(known - set(values))
    if unknown or missing:
        wrong = f"holds '{unknown[0]}', which a diary has not" if unknown else f"lacks '{missing[0]}'"
        raise DiaryError(f"The saved diary {wrong}. Save it again with this toolkit.")
    try:
        columns = {name: [_number(value) for value in values[name]] for name in RATINGS}
        return Diary.build(
            int(values["days"]),
            runs=[(int(day), Run(*(_number(value) for value in rest))) for day, *rest in values["runs"]],
            unknown_days=[int(day) for day in values["unknown_days"]],
            sleep_h=columns["sleep_h"],
            sleep_quality=columns["sleep_quality"],
            stress=columns["stress"],
            soreness=columns["soreness"],
            pain=columns["pain"],
            notes=[(int(day), str(words)) for day, words in values["notes"]],
            episodes=[
                Episode(int(day), float(severity), str(cause)) for day, severity, cause in values["episodes"]
            ],
            first_day=date.fromisoformat(values["first_day"]) if values["first_day"] else None,
        )
    except (TypeError, ValueError) as error:
        if isinstance(error, DiaryError):
            raise
        raise DiaryError("The saved diary is damaged: a value is not of its kind. Save it again.") from None


def diary_rows(diary: Diary) -> list[list[str]]:
    """Return the table, its names first: one row for each run, one for each day without.

    A day's ratings and notes stand in its first row. Missing is an empty cell; a rest day has distance 0.
    """
    dates = diary.dates
    table = [["date" if dates else "day", *COLUMNS]]
    for day, runs in enumerate(diary.runs):
        when = dates[day].isoformat() if dates else str(day - diary.days)
        rest = ["0" if diary.training_known[day] else "", "", ""]
        shown = [[_shown(value) for value in run] for run in runs] or [rest]
        ratings = [_shown(getattr(diary, name)[day]) for name in RATINGS]
        table.append([when, *shown[0], *ratings, _harmless(diary.note(day))])
        table += [[when, *run, *("" for _ in ratings), ""] for run in shown[1:]]
    return table


def diary_to_csv(diary: Diary) -> str:
    """Return the table as CSV, which `read_diary` reads again where it has dates.

    >>> print(diary_to_csv(Diary.build(1, runs=[(0, Run(5, 30, 4))], first_day=date(2026, 3, 1))))
    date,distance_km,duration_min,effort,sleep_h,sleep_quality,stress,soreness,pain,notes
    2026-03-01,5,30,4,,,,,,
    """
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\n").writerows(diary_rows(diary))
    return sheet.getvalue()


def _plain(value: Any) -> float | None:
    return None if math.isnan(value) else float(value)


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def _shown(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.2f}".rstrip("0").rstrip(".")


def _harmless(words: str) -> str:
    # A spreadsheet would run a cell that begins like a formula.
    return f"'{words}" if words.startswith(_FORMULA) else words
