"""Results become figures: plain specifications with a reading sentence and a table twin."""

from toolkit.figures.figure import Figure, Handle, LazyRows, Table

__all__ = ["Figure", "Handle", "LazyRows", "Table"]
