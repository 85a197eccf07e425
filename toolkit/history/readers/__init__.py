"""Read real logs: FIT, TCX, GPX, and tables of several makes."""

from toolkit.history.readers.activity import Activity, DayRating
from toolkit.history.readers.found import Question
from toolkit.history.readers.own_csv import template_csv
from toolkit.history.readers.reading import Reading, read_diary

__all__ = ["Activity", "DayRating", "Question", "Reading", "read_diary", "template_csv"]
