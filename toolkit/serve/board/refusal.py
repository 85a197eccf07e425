"""What the board cannot do, said in one sentence."""


class BoardError(ValueError):
    """A step that is not possible now, or an answer that cannot be taken; the message says why."""
