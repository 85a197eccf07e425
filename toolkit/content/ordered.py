"""Names that have an order, such as levels of concern."""

from enum import StrEnum
from functools import cached_property


class Ordered(StrEnum):
    """A name that can be compared with another of its kind, in the order in which they are listed.

    >>> class Size(Ordered):
    ...     SMALL = "small"
    ...     LARGE = "large"
    >>> Size.SMALL < Size.LARGE, max(Size).value, Size.LARGE.order
    (True, 'large', 1)
    """

    @cached_property
    def order(self) -> int:
        """Place in the row, from 0."""
        return list(type(self)).index(self)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.order < other.order

    def __le__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.order <= other.order

    def __gt__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.order > other.order

    def __ge__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.order >= other.order
