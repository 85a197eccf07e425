"""Tell what a file is by its content, and read it."""

import re

from toolkit.history.readers.fit import read_fit
from toolkit.history.readers.found import Answers, Found, UnreadableError, shown
from toolkit.history.readers.garmin_csv import is_garmin, read_garmin
from toolkit.history.readers.gpx import read_gpx
from toolkit.history.readers.intervals_csv import is_intervals, read_intervals
from toolkit.history.readers.own_csv import is_own, read_own
from toolkit.history.readers.pmdata import is_pmdata, read_pmdata
from toolkit.history.readers.soccermon import is_soccermon, read_soccermon
from toolkit.history.readers.strava_csv import is_strava, read_strava
from toolkit.history.readers.table import read_table
from toolkit.history.readers.tcx import read_tcx
from toolkit.history.readers.template import TEMPLATE
from toolkit.history.readers.wellness_json import read_wellness_json

READ = "FIT, TCX, GPX, or CSV from Garmin Connect, Strava, intervals.icu or the template"
"""The formats that are read, for sentences."""

MOST_JSON_BYTES = 5_000_000

_ROOT = re.compile(r"<(?:[a-z0-9_.-]+:)?([a-z][a-z0-9_.-]*)[\s>/]")
"""The first element of an XML file; declarations and comments begin with other signs."""

_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet or document (save it as CSV)"),
    (b"PK", "an archive inside an archive"),
    (b"SQLite", "a database"),
)
_TABLES = (
    (is_soccermon, read_soccermon),
    (is_pmdata, read_pmdata),
    (is_strava, read_strava),
    (is_garmin, read_garmin),
    (is_intervals, read_intervals),
    (is_own, read_own),
)


def read_file(name: str, data: bytes, answers: Answers) -> Found:
    """Read one file.

    Raises:
        UnreadableError: it cannot be read; the text is the sentence for the person.
        OpenQuestionError: something must be asked first.
    """
    if not data.strip():
        raise UnreadableError(f"{name} is empty.")
    if data[8:12] == b".FIT" or name.lower().endswith(".fit"):
        return read_fit(name, data)
    for magic, what in _OTHERS:
        if data.startswith(magic) and not (magic == b"BM" and data[:40].isascii()):
            raise UnreadableError(f"{name} is {what}, not a log; bring {READ}.")
    if data[4:8] == b"ftyp":
        raise UnreadableError(f"{name} is a picture or a film, not a log; bring {READ}.")
    head = _head(data)
    if head.startswith("<"):
        return _xml(name, data, head)
    if head.startswith(("{", "[")):
        if len(data) > MOST_JSON_BYTES:
            raise UnreadableError(f"{name} has {len(data) / 1e6:.0f} MB of JSON; 5 MB at most can be read.")
        return read_wellness_json(name, data)
    return _table(name, data, answers)


def _head(data: bytes) -> str:
    start = data[:4096]
    encoding = "utf-16" if start[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    return start.decode(encoding, errors="replace").lstrip("\ufeff \t\r\n")


def _xml(name: str, data: bytes, head: str) -> Found:
    lower = head.lower()
    root = _ROOT.search(lower)
    if lower.startswith("<!doctype html") or (root and root[1] == "html"):
        raise UnreadableError(f"{name} is a web page, not a log; sign in on the site and export again.")
    if root and root[1] == "trainingcenterdatabase":
        return read_tcx(name, data)
    if root and root[1] == "gpx":
        return read_gpx(name, data)
    raise UnreadableError(f"{name} is XML, but neither GPX nor TCX.")


def _table(name: str, data: bytes, answers: Answers) -> Found:
    table = read_table(name, data)
    for recognises, read in _TABLES:
        if recognises(table):
            return read(table, answers)
    listed = ", ".join(shown(column, 20) for column in table.written[:8] if column)
    missing = "date" if "date" not in table.header else "distance_km"
    raise UnreadableError(
        f"{name} has no column '{missing}'; it has: {shown(listed, 120) or 'none'}."
        f" The template's columns are {', '.join(TEMPLATE[:3])} and so on."
    )
