"""What a page asks for to know whether anything is new: short keys that change when the board does."""

import secrets


class News:
    """Counts what has changed.

    >>> news = News()
    >>> before = news.for_student("ann", 3)
    >>> news.answered("ben")
    >>> news.for_student("ann", 3) == before
    True
    >>> news.answered("ann")
    >>> news.for_student("ann", 3) == before
    False
    """

    def __init__(self) -> None:
        self._lesson = secrets.token_hex(3)
        self._stage = 0
        self._answers = 0
        self._own: dict[str, int] = {}

    def changed(self) -> None:
        """Something has changed for all."""
        self._stage += 1

    def answered(self, voter: str) -> None:
        """Something has changed for one student, and for the lecturer."""
        self._answers += 1
        self._own[voter] = self._own.get(voter, 0) + 1

    def for_student(self, voter: str, runner: int | None) -> str:
        """Return a student's key: it stays as it is when others answer.

        Args:
            voter: who asks; empty without a code.
            runner: number of the runner in the student's hand.
        """
        if not voter:
            return f"{self._lesson}.{self._stage}.-"
        return f"{self._lesson}.{self._stage}.{self._own.get(voter, 0)}.{'-' if runner is None else runner}"

    def for_lecturer(self, here: str) -> str:
        """Return the lecturer's key.

        Args:
            here: what changes when somebody comes or goes.
        """
        return f"{self._lesson}.{self._stage}.{self._answers}.{here}"
