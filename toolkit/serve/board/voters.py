"""Who may vote: each browser, or each code of a sheet; and who of them is here."""

from toolkit.serve.board.presence import Origins, Presence
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.seat_codes import Sheet
from toolkit.serve.board.seats import Seats


class Voters:
    """A voter is whoever has one answer: a browser, or a seat where there are codes.

    Attributes:
        presence: whose page is there.
        seats: who votes with which code; none where each browser is a voter.
        origins: from which device addresses the answers of the vote that is on came.

    >>> voters = Voters()
    >>> voters.of("a browser")
    'a browser'
    """

    def __init__(self) -> None:
        self.presence = Presence()
        self.seats: Seats | None = None
        self.origins = Origins()

    def of(self, visitor: str) -> str:
        """Return as whom a browser votes; empty where it has no code and needs one."""
        return visitor if self.seats is None else self.seats.voter(visitor)

    def admit(self, sheet: Sheet | None) -> None:
        """From now on each code of a sheet is a voter; without a sheet each browser is."""
        self.seats = Seats(sheet) if sheet else None
        self.presence = Presence()

    def sit(self, visitor: str, code: str, now: float) -> None:
        """Let a browser vote with a code.

        Raises:
            BoardError: there are no codes, or this one does not do.
        """
        if self.seats is None:
            raise BoardError("No code is needed just now. Load the page again.")
        self.seats.sit(visitor, code, lambda voter: self.presence.is_here(voter, now))

    def key(self, now: float) -> str:
        """Return what changes when somebody comes or goes."""
        return f"{self.presence.count(now)}.{self.seats.taken if self.seats else '-'}"
