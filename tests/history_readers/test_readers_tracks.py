"""GPX and TCX: figures, oddities, and XML that means harm."""

# ruff: noqa: DTZ001 - a watch's local clock has no zone

from datetime import date, datetime

import gpxpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.history.readers.found import UnreadableError
from toolkit.history.readers.gpx import read_gpx
from toolkit.history.readers.tcx import read_tcx
from toolkit.history.readers.xml_events import MOST_DEPTH, XmlWalk, walk_xml


def test_gpx_agrees_with_gpxpy(samples):
    data = samples.gpx()
    (run,) = read_gpx("a.gpx", data).activities
    track = gpxpy.parse(data.decode()).tracks[0]
    assert run.distance_m == pytest.approx(track.length_2d(), rel=1e-4)
    assert run.duration_s == track.get_duration() == 585
    assert (run.day, run.family) == (date(2024, 3, 2), "running")


def test_a_gap_between_segments_is_neither_way_nor_time(samples):
    data = samples.gpx(points=8).replace(b"</trkpt><trkpt", b"</trkpt></trkseg><trkseg><trkpt", 4)
    (run,) = read_gpx("a.gpx", data).activities
    track = gpxpy.parse(data.decode()).tracks[0]
    assert run.distance_m == pytest.approx(track.length_2d(), rel=1e-4)
    assert run.duration_s == track.get_duration() == 45


def test_a_zone_makes_the_day_local(samples):
    data = samples.gpx(start="2024-03-02T00:10:", zone="+02:00")
    (run,) = read_gpx("a.gpx", data).activities
    assert run.clock == datetime(2024, 3, 2, 0, 0)
    assert run.utc == datetime.fromisoformat("2024-03-01T22:00:00+00:00").timestamp()
    assert read_gpx("a.gpx", samples.gpx()).activities[0].clock is None


def test_a_track_without_times_is_named_with_its_way(samples):
    data = samples.gpx().replace(b"<time>", b"<xtime>").replace(b"</time>", b"</xtime>")
    found = read_gpx("a.gpx", data)
    assert not found.activities
    assert "without times (1.74 km)" in found.notes[0]


def test_a_route_is_no_run(samples):
    found = read_gpx("a.gpx", b'<gpx><rte><rtept lat="1" lon="2"/></rte></gpx>')
    assert found.notes == ("a.gpx holds 1 route but no track, so no run can be read from it.",)


def test_one_moment_for_all_points_is_left_out(samples):
    point = b'<trkpt lat="%d" lon="8"><time>1901-12-13T20:45:52.2073437Z</time></trkpt>'
    data = b"<gpx><trk><trkseg>" + point % 46 + point % 47 + b"</trkseg></trk></gpx>"
    found = read_gpx("a.gpx", data)
    assert not found.activities
    assert "the same moment" in found.notes[0]


@pytest.mark.parametrize("bad", ['lat="nan"', 'lat="inf"', 'lat="9e9"', 'lat="x"', ""])
def test_impossible_positions_are_stepped_over(samples, bad):
    data = samples.gpx(points=6)
    odd = data.replace(b'lat="47.124256"', bad.encode(), 1)
    assert odd != data
    (run,) = read_gpx("a.gpx", odd).activities
    assert run.distance_m == pytest.approx(read_gpx("a.gpx", data).activities[0].distance_m, rel=0.01)


def test_tcx_sums_its_laps(samples):
    (run,) = read_tcx("a.tcx", samples.tcx(km=8)).activities
    assert (run.distance_m, run.duration_s, run.family) == (8_000, 2_401, "running")
    assert run.day == date(2024, 3, 3)
    assert run.clock is None


def test_tcx_without_lap_distance_takes_the_farthest_point(samples):
    data = samples.tcx().replace(b"<DistanceMeters>4000.0</DistanceMeters>", b"")
    assert read_tcx("a.tcx", data).activities[0].distance_m == 17


def test_tcx_keeps_other_sports_apart(samples):
    assert read_tcx("a.tcx", samples.tcx("Biking")).activities[0].family == "cycling"
    assert read_tcx("a.tcx", samples.tcx("Other")).activities[0].family == "other"


@pytest.mark.parametrize("kind", ["gpx", "tcx"])
def test_a_file_that_breaks_off_gives_what_stood_before_and_says_so(samples, kind):
    data = getattr(samples, kind)()
    read = {"gpx": read_gpx, "tcx": read_tcx}[kind]
    found = read(f"a.{kind}", data[: len(data) * 3 // 4])
    assert len(found.activities) == 1
    assert "breaks off" in found.notes[-1]


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><gpx><trk><name>&j;</name></trk></gpx>"
)


def test_an_entity_bomb_is_refused_at_once():
    with pytest.raises(UnreadableError, match="document type or entities"):
        read_gpx("a.gpx", BOMB)
    with pytest.raises(UnreadableError, match="document type or entities"):
        read_tcx("a.tcx", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><TrainingCenterDatabase/>')


def test_endless_nesting_stops():
    found = read_gpx("a.gpx", b"<gpx>" + b"<trk>" * 100_000)
    assert f"more than {MOST_DEPTH} deep" in found.notes[-1]


def test_unread_text_is_not_kept():
    held: list[str] = []

    class Walk(XmlWalk):
        wanted = frozenset({"time"})

        def end(self, path, text):
            held.append(text)

    walk_xml(b"<gpx><name>home</name><time>" + b"x" * 100_000 + b"</time></gpx>", Walk())
    assert held[0] == ""
    assert max(map(len, held)) <= 64


@given(st.binary(max_size=300))
def test_random_bytes_give_a_sentence(data):
    for read in (read_gpx, read_tcx):
        with pytest.raises(UnreadableError, match=r"^a is not a"):
            read("a", data)


@given(
    cut=st.integers(0, 5000),
    places=st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=3)), max_size=4),
)
def test_damaged_tracks_do_no_harm(samples, cut, places):
    for read, data in ((read_gpx, samples.gpx(points=6)), (read_tcx, samples.tcx())):
        raw = bytearray(data[: max(cut, 1)])
        for at, value in places:
            raw += b"<" * (not raw)
            raw[at % len(raw) : at % len(raw) + 1] = value
        try:
            found = read("a.xml", bytes(raw))
        except UnreadableError as error:
            assert str(error).endswith(".")
            continue
        for activity in found.activities:
            assert activity.distance_m is None or activity.distance_m >= 0
