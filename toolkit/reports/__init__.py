"""What leaves the screen: notebooks, handouts, notes, tables."""

from toolkit.reports.notebooks import notebook, notebook_text, write_notebooks

__all__ = ["notebook", "notebook_text", "write_notebooks"]
