"""Read real logs: FIT, TCX, GPX, and tables of several makes."""

from toolkit.history.readers.activity import Activity, DayRating
from toolkit.history.readers.found import Question
from toolkit.history.readers.outcome import Reading
from toolkit.history.readers.reading import read_diary
from toolkit.history.readers.template import template_csv

__all__ = ["Activity", "DayRating", "Question", "Reading", "read_diary", "template_csv"]
