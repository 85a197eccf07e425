"""One ipywidgets layout for all widgets of a page: the style sheet lays them out, and each layout costs a kilobyte."""

from functools import cache

from ipywidgets import Layout


@cache
def one_layout() -> Layout:
    """Return the layout that widgets share; who wants to change theirs makes their own.

    >>> one_layout() is one_layout()
    True
    """
    return Layout()
