"""Makers of small log files, byte by byte, so that each format is tested without anybody's real log."""

# ruff: noqa: DTZ001 - a watch's local clock has no zone

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

FIT_EPOCH = 631_065_600
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real-data"


def fit_time(when: datetime) -> int:
    return int(when.replace(tzinfo=UTC).timestamp()) - FIT_EPOCH


def crc(data: bytes) -> int:
    table = [0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401]
    table += [0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400]
    value = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            value = ((value >> 4) & 0x0FFF) ^ table[value & 0xF] ^ table[nibble]
    return value


class FitMaker:
    """Writes FIT messages: define a message once, then add rows of it."""

    def __init__(self, *, big_endian: bool = False) -> None:
        self.body = b""
        self.order = ">" if big_endian else "<"

    def define(
        self, local: int, number: int, fields: list[tuple[int, str]], developer: int = 0
    ) -> "FitMaker":
        types = {"B": 0x00, "H": 0x84, "I": 0x86, "b": 0x01, "i": 0x85}
        head = 0x40 | local | (0x20 if developer else 0)
        self.body += struct.pack("BBB", head, 0, self.order == ">") + struct.pack(self.order + "H", number)
        self.body += bytes([len(fields)])
        for field, kind in fields:
            self.body += bytes([field, struct.calcsize("=" + kind), types[kind]])
        if developer:
            self.body += bytes([1, 0, developer, 0])
        return self

    def row(self, local: int, layout: str, *values: int, more: bytes = b"") -> "FitMaker":
        self.body += bytes([local]) + struct.pack(self.order + layout, *values) + more
        return self

    def compressed(self, local: int, offset: int, layout: str, *values: int) -> "FitMaker":
        self.body += bytes([0x80 | local << 5 | offset]) + struct.pack(self.order + layout, *values)
        return self

    def file(self) -> bytes:
        head = struct.pack("<BBHI4s", 14, 0x10, 2132, len(self.body), b".FIT")
        head += struct.pack("<H", crc(head))
        return head + self.body + struct.pack("<H", crc(head + self.body))


def make_fit(
    start: datetime = datetime(2024, 3, 1, 22, 30),
    km: float = 10.0,
    minutes: float = 50.0,
    *,
    sport: int = 1,
    offset_h: float | None = 2.0,
    records: int = 5,
    session: bool = True,
    big_endian: bool = False,
    rpe: int | None = None,
) -> bytes:
    """Make a watch's file; times in UTC, `offset_h` hours of time zone. Sport 1 is running, 2 cycling."""
    at, seconds = fit_time(start), minutes * 60
    maker = FitMaker(big_endian=big_endian)
    maker.define(0, 0, [(0, "B"), (4, "I")]).row(0, "BI", 4, at)
    # Record: time stamp, position, distance. The position must never come out again.
    maker.define(1, 20, [(253, "I"), (0, "i"), (1, "i"), (5, "I")])
    for n in range(records):
        share = n / max(records - 1, 1)
        step = (at + round(seconds * share), 123_456_789, 98_765_432, round(km * 100_000 * share))
        maker.row(1, "IiiI", *step)
    if session:
        rated = [(193, "B")] if rpe is not None else []
        maker.define(2, 18, [(253, "I"), (2, "I"), (5, "B"), (7, "I"), (8, "I"), (9, "I"), *rated])
        row = (
            at + round(seconds),
            at,
            sport,
            round(seconds * 1000),
            round(seconds * 1000),
            round(km * 100_000),
        )
        maker.row(2, "IIBIII" + ("B" if rated else ""), *row, *([rpe] if rated else []))
        if offset_h is not None:
            end = at + round(seconds)
            maker.define(3, 34, [(253, "I"), (5, "I")]).row(3, "II", end, end + round(offset_h * 3600))
    return maker.file()


def make_gpx(
    sport: str = "running",
    start: str = "2024-03-02T06:00:",
    points: int = 40,
    step: float = 0.0004,
    zone: str = "Z",
) -> bytes:
    """Make a GPX track that goes north by `step` degrees every 15 seconds (0.0004: about 3 m/s)."""
    lines = [
        f'<trkpt lat="{47.123456 + n * step:.6f}" lon="8.654321">'
        f"<time>{start[:-3]}{n // 4:02d}:{n % 4 * 15:02d}{zone}</time></trkpt>"
        for n in range(points)
    ]
    kind = f"<type>{sport}</type>" if sport else ""
    return (
        '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
        f"<name>Secret lane home</name>{kind}<trkseg>{''.join(lines)}</trkseg></trk></gpx>"
    ).encode()


def make_tcx(sport: str = "Running", start: str = "2024-03-03T07:00:00Z", km: float = 8.0) -> bytes:
    """Make a TCX file of two laps."""
    laps = "".join(
        f'<Lap StartTime="{start}"><TotalTimeSeconds>1200.5</TotalTimeSeconds>'
        f"<DistanceMeters>{km * 500}</DistanceMeters><Track><Trackpoint><Time>{start}</Time><Position>"
        "<LatitudeDegrees>47.123456</LatitudeDegrees><LongitudeDegrees>8.654321</LongitudeDegrees></Position>"
        "<DistanceMeters>17.0</DistanceMeters></Trackpoint></Track></Lap>"
        for _ in range(2)
    )
    return (
        '<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/'
        f'TrainingCenterDatabase/v2"><Activities><Activity Sport="{sport}"><Id>{start}</Id>'
        f"<Notes>Secret lane home</Notes>{laps}</Activity></Activities></TrainingCenterDatabase>"
    ).encode()


GARMIN = (
    b"Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR\n"
    b'Running,2024-03-04 07:01:22,false,"Secret lane home",5.02,412,00:31:40,148,163\n'
    b'Treadmill Running,2024-03-06 06:30:00,false,"Intervals, 6x400",4.50,380,00:28:10.5,155,178\n'
    b"Cycling,2024-03-07 09:00:00,false,Ride,20.10,640,01:10:00,--,--\n"
)
STRAVA = (
    b"Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
    b"Filename,Elapsed Time,Moving Time,Distance,Perceived Exertion\n"
    b'1,"Mar 1, 2024, 10:30:00 PM",Secret lane home,Run,,3100,10.00,activities/1.fit.gz,3100.0,3000.0,'
    b"10000.0,6.0\n"
    b'2,"Mar 5, 2024, 7:00:00 AM",Ride,Ride,,3600,20.00,activities/2.gpx,3600.0,3500.0,20000.0,\n'
)
INTERVALS = (
    b"id,start_date_local,type,name,moving_time,distance,icu_rpe,icu_training_load\n"
    b"i1,2024-03-08T07:00:00,Run,Secret lane home,3000,10000.5,5,60\n"
    b"i2,2024-03-10T07:00:00,Ride,Ride,3600,30000,,50\n"
)
OWN = (
    b"date,distance_km,duration_min,effort,sleep_h,sleep_quality,stress,soreness,pain,notes\n"
    b"2024-03-01,10,50,4,7.5,8,3,2,0,easy\n"
    b"2024-03-02,0,,,6,4,7,3,1,no run\n"
    b"2024-03-03,,,,7,,,,,\n"
    b"2024-03-04,12.5,66,6,7,6,5,4,2,\n"
)
PM_WELLNESS = (
    b"effective_time_frame,fatigue,mood,readiness,sleep_duration_h,sleep_quality,soreness,soreness_area,stress\n"
    b"2020-01-01T07:00:00.000Z,3,3,6,7,4,2,[],5\n"
    b"2020-01-02T07:00:00.000Z,3,3,6,0,3,3,[],0\n"
    b"2020-01-02T19:00:00.000Z,3,3,6,8,5,1,[],1\n"
    b"2020-01-05T07:00:00.000Z,3,3,6,8,5,1,[],1\n"
)
PM_SESSIONS = (
    b"end_date_time,activity_names,perceived_exertion,duration_min\n"
    b"2020-01-01T18:00:00.000Z,\"['individual', 'endurance', 'running']\",7,40\n"
    b"2020-01-05T00:20:00.000Z,\"['individual', 'running']\",4,60\n"
    b"2020-01-06T18:00:00.000Z,\"['individual', 'strength']\",5,45\n"
)
PM_INJURY = (
    b"effective_time_frame,injuries\n"
    b"2020-01-02T07:00:00.000Z,{'stomach_back': 'major'}\n2020-01-03T07:00:00.000Z,{}\n"
)
SOCCERMON = (
    b"date,player_id,acwr,team,atl,ctl28,ctl42,daily_load,monotony,strain,fatigue,mood,readiness,sleep_duration,"
    b"sleep_quality,soreness,stress,injury\n"
    b"2020-01-01,TeamA_1,0,TeamA,0,0,0,0.0,0,0,,,,,,,,0\n"
    b"2020-01-02,TeamA_1,0,TeamA,0,0,0,300.0,0,0,3,3,6,8.333333333333334,4,2,5,0\n"
)


def make_zip(members: dict[str, bytes]) -> bytes:
    """Make an archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


class Samples:
    """What the tests of this folder share."""

    fit = staticmethod(make_fit)
    gpx = staticmethod(make_gpx)
    tcx = staticmethod(make_tcx)
    zip = staticmethod(make_zip)
    maker: Callable[..., FitMaker] = FitMaker
    fit_time = staticmethod(fit_time)
    garmin, strava, intervals, own = GARMIN, STRAVA, INTERVALS, OWN
    pm_wellness, pm_sessions, pm_injury, soccermon = PM_WELLNESS, PM_SESSIONS, PM_INJURY, SOCCERMON

    @classmethod
    def all(cls) -> dict[str, bytes]:
        """One small file of each format."""
        return {
            "run.fit": make_fit(),
            "run.gpx": make_gpx(),
            "run.tcx": make_tcx(),
            "garmin.csv": GARMIN,
            "activities.csv": STRAVA,
            "icu.csv": INTERVALS,
            "own.csv": OWN,
            "wellness.csv": PM_WELLNESS,
            "srpe.csv": PM_SESSIONS,
            "injury.csv": PM_INJURY,
            "player.csv": SOCCERMON,
            "wellness.json": b'{"days": [{"d": "2024-03-01", "sleepSecs": 27000, "sleepQ": 1}]}',
            "export.zip": make_zip({"activities.csv": STRAVA, "activities/1.fit": make_fit()}),
        }


@pytest.fixture(scope="session")
def samples() -> type[Samples]:
    return Samples


@pytest.fixture(scope="session")
def real_data() -> Path:
    if not REAL.is_dir():
        pytest.skip("the real logs are not on this machine")
    return REAL
