"""Codes for a class's seats: short, readable, with a check sign; all of them follow from the key of their sheet.

A sheet is printed the evening before and used the day after: nothing is kept on the computer, the lecturer types
the sheet's key. Whoever holds a strip of the sheet cannot find another strip's code from it.
"""

import hmac
import secrets
from dataclasses import dataclass
from functools import cached_property

from toolkit.cases.case_code import SIGNS, check_number
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.room.size import MOST_STUDENTS

_BASE = len(SIGNS)
_KEY_SIGNS = 16
_CODE_SIGNS = 8
_COUNT_SIGNS = 2


@dataclass(frozen=True)
class Sheet:
    """One sheet of codes.

    Attributes:
        seats: how many codes it has.
        secret: 13 signs from which they follow.

    >>> sheet = new_sheet(60)
    >>> len(set(sheet.codes)), read_sheet(sheet.key.lower()) == sheet
    (60, True)
    >>> all(spelt(code.replace("-", " ")) == code for code in sheet.codes)
    True
    """

    seats: int
    secret: str

    @property
    def key(self) -> str:
        """What the lecturer types to use the sheet again: four groups of four signs."""
        return _grouped(_checked(_signs(self.seats, _COUNT_SIGNS) + self.secret))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes, two groups of four signs each, no two alike."""
        found: dict[str, None] = {}
        turn = 0
        while len(found) < self.seats:
            drawn = hmac.digest(self.secret.encode(), f"seat {turn}".encode(), "sha256")
            text = _signs(int.from_bytes(drawn, "big") % _BASE ** (_CODE_SIGNS - 1), _CODE_SIGNS - 1)
            found[_grouped(_checked(text))] = None
            turn += 1
        return tuple(found)


def new_sheet(seats: int) -> Sheet:
    """Draw a sheet of codes by lot.

    Raises:
        BoardError: a class has not so many seats.
    """
    if not 1 <= seats <= MOST_STUDENTS:
        raise BoardError(f"From 1 to {MOST_STUDENTS} codes can be made.")
    length = _KEY_SIGNS - _COUNT_SIGNS - 1
    return Sheet(seats, "".join(secrets.choice(SIGNS) for _ in range(length)))


def read_sheet(text: str) -> Sheet:
    """Return the sheet that a key names.

    Raises:
        BoardError: it is no key of a sheet.
    """
    signs = _plain(text)
    if not _sound(signs, _KEY_SIGNS):
        raise BoardError(
            "This is no key of a sheet of codes. It stands on the sheet's first line: four groups of four signs."
        )
    count = sum(SIGNS.index(sign) * _BASE**at for at, sign in enumerate(reversed(signs[:_COUNT_SIGNS])))
    if not 1 <= count <= MOST_STUDENTS:
        raise BoardError("This is no key of a sheet of codes: it names no number of seats.")
    return Sheet(count, signs[_COUNT_SIGNS:-1])


def spelt(text: str) -> str:
    """Return a seat's code as it stands on its strip, however it was typed.

    Raises:
        BoardError: it is not spelt right.

    >>> spelt("k7mq")
    Traceback (most recent call last):
    ...
    toolkit.serve.board.refusal.BoardError: This code is not spelt right. Compare it with your strip, sign by sign.
    """
    signs = _plain(text)
    if not _sound(signs, _CODE_SIGNS):
        raise BoardError("This code is not spelt right. Compare it with your strip, sign by sign.")
    return _grouped(signs)


def _plain(text: str) -> str:
    return "".join(text.upper().replace("-", "").replace("–", "").split())


def _sound(signs: str, length: int) -> bool:
    return len(signs) == length and set(signs) <= set(SIGNS) and _checked(signs[:-1]) == signs


def _checked(signs: str) -> str:
    return signs + SIGNS[check_number([SIGNS.index(sign) for sign in signs])]


def _signs(number: int, length: int) -> str:
    return "".join(SIGNS[number // _BASE**at % _BASE] for at in range(length - 1, -1, -1))


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))
