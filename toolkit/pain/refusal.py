"""What the pain model refuses, in one plain sentence."""


class RefusalError(ValueError):
    """A value that the model cannot use; its text says what is wrong and what would be right."""
