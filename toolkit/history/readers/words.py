"""Read single words of a log: sports, numbers, times and days."""

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from toolkit.content.logs import log_words

EMPTY = frozenset({"", "-", "--", "---", "n/a", "na", "nan", "none", "null"})
"""Signs for 'not recorded'."""

_BETWEEN = frozenset({"at", "à", "um", "a", "las", "alle"})
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,20})?")
_ISO = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,12})?)?)?\s*(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_NUMERIC = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:[, ]+(.{3,14}))?")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,12})?)?\s*([AaPp][Mm])?")
_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{2}(?:[.,][0-9]{1,6})?)")


class WordError(ValueError):
    """A word that is not what its column holds."""


@cache
def _families() -> dict[str, str]:
    return {name: family for family, names in log_words().sports.items() for name in names}


def family_of(sport: object) -> str:
    """Give the family of a sport's name; 'unnamed' where there is none.

    >>> family_of("Trail_Running"), family_of("Curling"), family_of("")
    ('running', 'other', 'unnamed')
    """
    name = plain(sport)
    if name in {"", "none", "unknown", "generic", "all", "other", "uncategorized"}:
        return "other" if name == "other" else "unnamed"
    return _families().get(name, "other")


def plain(word: object) -> str:
    """Write a name in small letters, blanks for '_' and '-', units out of brackets.

    >>> plain(" Dist_M"), plain("Distance (km)")
    ('dist m', 'distance km')
    """
    text = str(word)[:120].strip().casefold()
    for sign in "_-()[]":
        text = text.replace(sign, " ")
    return " ".join(text.split())


def number(word: str, decimal: str = ".") -> float | None:
    """Read a number; none where the word says 'not recorded'.

    Raises:
        WordError: the word is no number.

    >>> number("1.024,5", ","), number("1,024.5"), number("--")
    (1024.5, 1024.5, None)
    """
    text = word.strip()
    if text.casefold() in EMPTY:
        return None
    thousands = "," if decimal == "." else "."
    text = re.sub(r"(?<=[0-9])[\u00a0\u202f' ](?=[0-9]{3})", "", text)
    text = re.sub(rf"(?<=[0-9])\{thousands}(?=[0-9]{{3}}(?![0-9]))", "", text).replace(decimal, ".")
    if not _NUMBER.fullmatch(text):
        raise WordError(word)
    return float(text)


def seconds_of(word: str) -> float | None:
    """Read a time such as '1:02:03', '31:24' (minutes and seconds) or '28:10.5'.

    Raises:
        WordError: the word is no such time.

    >>> seconds_of("00:31:24"), seconds_of("28:10,5"), seconds_of("--")
    (1884.0, 1690.5, None)
    """
    text = word.strip()
    if text.casefold() in EMPTY:
        return None
    match = _CLOCK.fullmatch(text)
    if not match:
        raise WordError(word)
    hours, minutes, seconds = match.groups()
    if float(seconds.replace(",", ".")) >= 60 or (hours and int(minutes) >= 60):
        raise WordError(word)
    return int(hours or 0) * 3600.0 + int(minutes) * 60.0 + float(seconds.replace(",", "."))


def moment(word: str, order: str | None = None) -> tuple[date, datetime | None, float | None]:
    """Read a day, with its time and time zone where they stand.

    Args:
        word: '2024-03-01', '2024-03-01T07:00:00+01:00', '1.3.2024', 'Mar 1, 2024, 7:00:00 AM', ...
        order: 'day-first' or 'month-first' for days written with slashes.

    Returns:
        The day, the wall-clock moment if a time is given, and the moment in seconds since 1970 (UTC)
        if a time zone is given.

    Raises:
        WordError: it is no day, or no day of the calendar.

    >>> moment("2024-03-01T23:30:00+01:00")
    (datetime.date(2024, 3, 1), datetime.datetime(2024, 3, 1, 23, 30), 1709332200.0)
    >>> moment("Mar 31, 2022, 5:12:33 PM")[1]
    datetime.datetime(2022, 3, 31, 17, 12, 33)
    """
    text = " ".join(word[:60].replace("\u202f", " ").split())
    try:
        if match := _ISO.fullmatch(text):
            return _iso(match)
        if match := _NUMERIC.fullmatch(text):
            first, sign, second, year, rest = match.groups()
            if sign != "." and order is None:
                raise WordError(word)
            day, month = (first, second) if sign == "." or order == "day-first" else (second, first)
            return _with_time(date(_year(year), int(month), int(day)), rest)
        return _named(text, word)
    except (ValueError, OverflowError):
        raise WordError(word) from None


def date_order(words: list[str]) -> str:
    """Tell how days are written: 'iso' (it is certain), 'day-first', 'month-first', or 'open' (ask).

    >>> date_order(["3/4/2024", "3/14/2024"]), date_order(["3/4/2024"]), date_order(["2024-03-04"])
    ('month-first', 'open', 'iso')
    """
    firsts, seconds, slashed = set[int](), set[int](), False
    for word in words:
        match = _NUMERIC.fullmatch(" ".join(word[:60].split()))
        if match and match[2] != ".":
            slashed = True
            firsts.add(int(match[1]))
            seconds.add(int(match[3]))
    if not slashed:
        return "iso"
    day_first, month_first = max(firsts) > 12, max(seconds) > 12
    if day_first == month_first:
        return "open"
    return "day-first" if day_first else "month-first"


def _iso(match: re.Match[str]) -> tuple[date, datetime | None, float | None]:
    year, month, day, hour, minute, second, zone = match.groups()
    on = date(int(year), int(month), int(day))
    if hour is None:
        return on, None, None
    clock = datetime.combine(on, time(int(hour), int(minute), int(second or 0)))
    if zone is None:
        return on, clock, None
    minutes = 0
    if zone != "Z":
        digits = zone[1:].replace(":", "")
        minutes = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if zone[0] == "-" else 1)
    return on, clock, clock.replace(tzinfo=timezone(timedelta(minutes=minutes))).timestamp()


def _named(text: str, word: str) -> tuple[date, datetime | None, float | None]:
    parts = [part for part in re.split(r"[ ,]+", text.replace(".", " ")) if part]
    day = month = year = None
    for index, part in enumerate(parts[:4]):
        if part.casefold() in _months():
            month = _months()[part.casefold()]
        elif re.fullmatch(r"[0-9]{4}", part):
            year = int(part)
        elif re.fullmatch(r"[0-9]{1,2}", part) and day is None:
            day = int(part)
        if day and month and year:
            rest = [p for p in parts[index + 1 :] if p.casefold() not in _BETWEEN]
            return _with_time(date(year, month, day), " ".join(rest))
    raise WordError(word)


def _with_time(on: date, rest: str | None) -> tuple[date, datetime | None, float | None]:
    if not rest:
        return on, None, None
    match = _TIME.fullmatch(rest.strip())
    if not match:
        raise WordError(rest)
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            raise WordError(rest)
        hour = hour % 12 + (12 if match[4].casefold() == "pm" else 0)
    return on, datetime.combine(on, time(hour, minute, second)), None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


@cache
def _months() -> dict[str, int]:
    return {name: index for index, names in enumerate(log_words().months, start=1) for name in names}
