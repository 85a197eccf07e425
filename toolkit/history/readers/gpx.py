"""Read GPX tracks. Positions are used to measure the way and are gone when the file is read."""

import math
from collections.abc import Callable
from datetime import datetime

from toolkit.history.readers.activity import Activity
from toolkit.history.readers.found import Found, UnreadableError, counted
from toolkit.history.readers.words import WordError, family_of, moment
from toolkit.history.readers.xml_events import XmlWalk, walk_xml

EARTH_M = 6_378_137.0
"""Radius of the Earth in metres (WGS 84, equator)."""


def read_gpx(name: str, data: bytes) -> Found:
    """Read the tracks of a GPX file, one activity each.

    Distance is the sum over neighbouring points of a segment (haversine), time the sum over segments of
    last less first point. A route or waypoints without a track, and a track without times, are no activity:
    they are named.

    Raises:
        UnreadableError: the file is no GPX file.
    """
    walk = _GpxWalk()
    fault = walk_xml(data, walk)
    if not walk.is_gpx:
        raise UnreadableError(f"{name} is not a GPX file" + (f": {fault}." if fault else "."))
    activities = [activity for track in walk.tracks if (activity := _activity(name, track))]
    notes = _left_out(name, walk.tracks)
    if fault:
        notes.append(f"{name}: {fault}; read before that: {counted(walk.points, 'point')}.")
    if not walk.tracks and not fault:
        held = [counted(walk.routes, "route")] if walk.routes else []
        held += [counted(walk.waypoints, "waypoint")] if walk.waypoints else []
        what = " and ".join(held) or "nothing"
        notes.append(f"{name} holds {what} but no track, so no run can be read from it.")
    return Found(tuple(activities), notes=tuple(notes))


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Measure the way over ground between two points, in metres (haversine formula, positions in degrees).

    >>> round(distance_m(0, 0, 0, 1))
    111319
    """
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * math.asin(math.sqrt(min(1.0, half)))


class _Track:
    def __init__(self) -> None:
        self.sport = ""
        self.metres = 0.0
        self.seconds = 0.0
        self.points = self.undated = 0
        self.start: tuple[datetime, float | None] | None = None
        self.zone_known = False
        self.first: datetime | None = None
        self.last: datetime | None = None

    def close_segment(self) -> None:
        if self.first and self.last:
            self.seconds += max(0.0, (self.last - self.first).total_seconds())
        self.first = self.last = None


class _GpxWalk(XmlWalk):
    wanted = frozenset({"time", "type"})

    def __init__(self) -> None:
        self.is_gpx = False
        self.tracks: list[_Track] = []
        self.points = self.routes = self.waypoints = 0
        self._here: tuple[float, float] | None = None
        self._timed = False

    def start(self, path: list[str], attributes: Callable[[str], str | None]) -> None:
        tag = path[-1]
        if tag == "gpx" and len(path) == 1:
            self.is_gpx = True
        elif tag == "trk":
            self.tracks.append(_Track())
        elif tag == "trkseg":
            self._here = None
        elif tag == "trkpt" and self.tracks:
            self._point(attributes("lat"), attributes("lon"))
        elif tag == "rte":
            self.routes += 1
        elif tag == "wpt":
            self.waypoints += 1

    def end(self, path: list[str], text: str) -> None:
        tag, parent = path[-1], path[-2] if len(path) > 1 else ""
        if tag == "time" and parent == "trkpt" and self.tracks:
            self._time(text)
        elif tag == "type" and parent == "trk":
            self.tracks[-1].sport = text
        elif tag == "trkpt" and self.tracks:
            self.tracks[-1].undated += not self._timed
        elif tag == "trkseg" and self.tracks:
            self.tracks[-1].close_segment()
        elif tag == "gpx":
            self._here = None

    def _point(self, lat: str | None, lon: str | None) -> None:
        track, self._timed = self.tracks[-1], False
        self.points += 1
        track.points += 1
        try:
            here = (float(lat or "nan"), float(lon or "nan"))
        except ValueError:
            return
        if not (abs(here[0]) <= 90 and abs(here[1]) <= 360):
            return
        if self._here:
            track.metres += distance_m(*self._here, *here)
        self._here = here

    def _time(self, text: str) -> None:
        track = self.tracks[-1]
        try:
            _, clock, utc = moment(text)
        except WordError:
            return
        if clock is None:
            return
        self._timed = True
        track.start = track.start or (clock, utc)
        track.zone_known = track.zone_known or not text.upper().endswith("Z")
        track.first = track.first or clock
        track.last = clock


def _activity(name: str, track: _Track) -> Activity | None:
    track.close_segment()
    if track.start is None or track.undated > track.points / 2 or track.seconds == 0:
        return None
    clock, utc = track.start
    return Activity(
        day=clock.date(),
        family=family_of(track.sport),
        distance_m=track.metres,
        duration_s=track.seconds,
        clock=clock if utc is None or track.zone_known else None,
        utc=utc,
        file=name,
    )


def _left_out(name: str, tracks: list[_Track]) -> list[str]:
    notes = []
    undated = [t for t in tracks if t.points and (t.start is None or t.undated > t.points / 2)]
    still = [t for t in tracks if t.start is not None and t not in undated and t.seconds == 0]
    empty = sum(t.points == 0 for t in tracks)
    if undated:
        km = sum(track.metres for track in undated) / 1000
        notes.append(
            f"{name} has {counted(len(undated), 'track')} without times ({km:.2f} km),"
            " so no day can be given to it."
        )
    if still:
        notes.append(
            f"{name} gives all points of {counted(len(still), 'track')} the same moment"
            f" ({still[0].start[0] if still[0].start else ''}), so it is left out."
        )
    if empty and empty == len(tracks):
        notes.append(f"{name} has {counted(empty, 'track')} without a point.")
    return notes
