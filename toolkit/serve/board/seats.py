"""One code a seat: which browser votes for which seat."""

from collections.abc import Callable

from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.seat_codes import Sheet, spelt


class Seats:
    """Who sits where. A seat is one voter, whichever browser speaks for it, and one browser at a time does.

    Args:
        sheet: the codes.

    >>> from toolkit.serve.board.seat_codes import new_sheet
    >>> seats = Seats(new_sheet(2))
    >>> seats.sit("a browser", seats.sheet.codes[1], lambda voter: False)
    >>> seats.voter("a browser"), seats.voter("another"), seats.taken
    ('seat 2', '', 1)
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._numbers = {code: number for number, code in enumerate(sheet.codes, start=1)}
        self._code: dict[str, str] = {}
        self._visitor: dict[str, str] = {}

    @property
    def taken(self) -> int:
        """How many codes are in use."""
        return len(self._visitor)

    def code(self, visitor: str) -> str:
        """Return the code with which a browser votes; empty where it has none."""
        return self._code.get(visitor, "")

    def voter(self, visitor: str) -> str:
        """Return the seat for which a browser votes; empty where it has none."""
        code = self.code(visitor)
        return f"seat {self._numbers[code]}" if code else ""

    def sit(self, visitor: str, text: str, is_here: Callable[[str], bool]) -> None:
        """Let a browser vote with a code, from now on.

        A code whose browser is gone comes along to the next one: a phone may fail, and the strip stays.

        Args:
            visitor: the browser.
            text: the code, as it was typed.
            is_here: whether the page of a voter is open just now.

        Raises:
            BoardError: the code is misspelt, of another sheet, or in use.
        """
        code = spelt(text)
        if code not in self._numbers:
            raise BoardError("This code does not belong to this lesson. Ask your lecturer for another strip.")
        holder = self._visitor.get(code)
        if holder == visitor:
            return
        if holder is not None and is_here(self.voter(holder)):
            raise BoardError(
                "This code is in use in another browser. Close the class board there, wait half a minute, then "
                "send it again; or ask your lecturer for another strip."
            )
        if holder is not None:
            del self._code[holder]
        before = self._code.get(visitor)
        if before is not None:
            del self._visitor[before]
        self._code[visitor], self._visitor[code] = code, visitor
