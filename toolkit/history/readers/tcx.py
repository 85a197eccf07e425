"""Read TCX files (Training Center XML, Garmin). Positions are never read."""

from collections.abc import Callable

from toolkit.history.readers.activity import Activity
from toolkit.history.readers.found import Found, UnreadableError, counted
from toolkit.history.readers.words import WordError, family_of, moment
from toolkit.history.readers.xml_events import XmlWalk, walk_xml

MOST = 1e9
"""No lap has more metres or seconds."""


def read_tcx(name: str, data: bytes) -> Found:
    """Read the activities of a TCX file: distance and timer time are the sums over their laps.

    Raises:
        UnreadableError: the file is no TCX file.
    """
    walk = _TcxWalk()
    fault = walk_xml(data, walk)
    if not walk.is_tcx:
        raise UnreadableError(f"{name} is not a TCX file" + (f": {fault}." if fault else "."))
    notes: list[str] = []
    activities: list[Activity] = []
    for index, found in enumerate(walk.activities):
        place = name if len(walk.activities) == 1 else f"{name}, activity {index + 1}"
        try:
            day, clock, utc = moment(found.start)
        except WordError:
            notes.append(f"{place} has no start, so no day can be given to it.")
            continue
        zoned = not found.start.strip().upper().endswith("Z")
        activities.append(
            Activity(
                day=day,
                family=family_of(found.sport),
                distance_m=found.metres if found.metres is not None else found.reached,
                duration_s=found.seconds,
                clock=clock if utc is None or zoned else None,
                utc=utc,
                file=name,
            )
        )
    if fault:
        notes.append(f"{name}: {fault}; read before that: {counted(walk.laps, 'whole lap')}.")
    elif not walk.activities:
        notes.append(f"{name} holds no activity.")
    return Found(tuple(activities), notes=tuple(notes))


class _TcxActivity:
    def __init__(self, sport: str) -> None:
        self.sport = sport
        self.start = ""
        self.metres: float | None = None
        self.seconds: float | None = None
        self.reached: float | None = None


class _TcxWalk(XmlWalk):
    wanted = frozenset({"id", "totaltimeseconds", "distancemeters"})

    def __init__(self) -> None:
        self.is_tcx = False
        self.activities: list[_TcxActivity] = []
        self.laps = 0

    def start(self, path: list[str], attributes: Callable[[str], str | None]) -> None:
        tag = path[-1]
        if tag == "trainingcenterdatabase":
            self.is_tcx = True
        elif tag == "activity":
            self.activities.append(_TcxActivity(attributes("Sport") or ""))
        elif tag == "lap" and self.activities and not self.activities[-1].start:
            self.activities[-1].start = attributes("StartTime") or ""

    def end(self, path: list[str], text: str) -> None:
        tag, parent = path[-1], path[-2] if len(path) > 1 else ""
        if not self.activities:
            return
        now = self.activities[-1]
        if tag == "id" and parent == "activity" and text:
            now.start = text
        elif tag == "lap":
            self.laps += 1
        elif tag == "totaltimeseconds" and parent == "lap":
            now.seconds = _sum(now.seconds, text)
        elif tag == "distancemeters" and parent == "lap":
            now.metres = _sum(now.metres, text)
        elif tag == "distancemeters" and parent == "trackpoint":
            now.reached = max(filter(None, (now.reached, _sum(None, text))), default=None)


def _sum(before: float | None, text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return before
    if not 0 <= value <= MOST:
        return before
    return (before or 0.0) + value
