"""Every real file gives the figure that its owner's own tools give, or one clear sentence."""

import csv
import time
from datetime import date

import gpxpy
import numpy as np
import pytest

from toolkit.history.readers import read_diary
from toolkit.history.readers.fit_messages import checksum

pytestmark = pytest.mark.real_data
TODAY = date(2026, 11, 23)

RUNS = {
    "fit/fitparse__activity-small-fenix2-run.fit": [("2015-08-15", 9008.22, 2832.0)],
    "fit/fitparse__garmin-fenix-5-run.fit": [("2017-06-11", 157.56, 56.9)],
    "fit/fitparse__compressed-speed-distance.fit": [("2012-02-13", 10_248.67, 3772.75)],
    "fit/fitparse__activity-large-fenxi2-multisport.fit": [
        ("2015-08-29", 2245.23, 2294.8),
        ("2015-08-29", 12_740.37, 6764.5),
    ],
    "odd/tormoder__mornindew-broken.fit": [("2019-05-18", 16_773.34, 6856.0)],
    "odd/fitparse__activity-activity-filecrc.fit": [("2012-04-09", 5.73, 13.7)],
    "odd/fitparse__activity-settings-corruptheader.fit": [("2012-04-09", 5.73, 13.7)],
    "odd/fitparse__activity-unexpected-eof.fit": [("2012-04-09", 5.73, 13.7)],
    "odd/fitparse__strava-android-app-201.10-b1218918.fit": [("2021-09-27", 11_274.04, 3558.0)],
    "tcx/tcxparser__test.tcx": [("2012-12-26", 4689.24, 1992.8)],
}
SAID = {
    "odd/fitparse__activity-activity-filecrc.fit": "checksum is wrong",
    "odd/fitparse__activity-settings-corruptheader.fit": "byte 771 on is no FIT data",
    "odd/fitparse__activity-unexpected-eof.fit": "it ends early",
    "odd/fitparse__strava-android-app-201.10-b1218918.fit": "473 recorded points",
    "fit/fitparse__compressed-speed-distance.fit": "clock was not set",
}
PROBLEMS = {
    "fit/fitparse__20170518-191602-1740899583.fit": "holds no running, only fitness (0 m in 28:27).",
    "fit/fitparse__MonitoringFile.fit": "'monitoring b' data",
    "fit/fitparse__Settings.fit": "'settings' data",
    "fit/fitparse__garmin-fenix-5-walk.fit": "only walking (68 m in 0:45)",
    "gpx/gpxpy__Mojstrovka.gpx": "the same moment",
    "gpx/gpxpy__cerknicko-without-times.gpx": "7 tracks without times (4.58 km)",
    "gpx/gpxpy__gpx_with_garmin_extension.gpx": "1 waypoint but no track",
    "gpx/gpxpy__route.gpx": "1 route but no track",
    "gpx/gpxpy__track-with-empty-segment.gpx": "sport not named (86 m in 1:16)",
    "gpx/gpxpy__unicode_with_bom.gpx": "1 waypoint but no track",
    "tcx/saf__pool_swim-activity_1.tcx": "other sports (1.50 km in 25:31)",
}
OTHERS = {"csv/samirrehm_activities.csv", "csv/samirrehm_wellness.json"}


def test_every_file_is_accounted_for(real_data):
    folder = real_data / "activities"
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert {name for name in found if not name.startswith("licences/")} == {*RUNS, *PROBLEMS, *OTHERS}


@pytest.mark.parametrize("name", RUNS)
def test_runs_give_their_figures(real_data, name):
    reading = read_diary([real_data / "activities" / name], today=TODAY)
    runs = [(str(a.day), a.distance_m, a.duration_s) for a in reading.activities]
    assert [run[0] for run in runs] == [run[0] for run in RUNS[name]]
    for run, (_, metres, seconds) in zip(runs, RUNS[name], strict=True):
        assert run[1] == pytest.approx(metres, abs=0.01)
        assert run[2] == pytest.approx(seconds, abs=0.06)
    assert reading.diary.days == 1
    assert reading.diary.distance_km[0] == pytest.approx(sum(r[1] for r in RUNS[name]) / 1000, abs=0.011)
    assert SAID.get(name, "") in " ".join(reading.notes)


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_is_no_run_gets_one_sentence(real_data, name):
    reading = read_diary([real_data / "activities" / name], today=TODAY)
    assert reading.diary is None
    assert PROBLEMS[name] in reading.problem
    assert reading.problem.count(". ") == 0


def test_ways_agree_with_gpxpy(real_data):
    path = real_data / "activities" / "gpx" / "gpxpy__track-with-empty-segment.gpx"
    track = gpxpy.parse(path.read_text(encoding="utf-8")).tracks[0]
    (activity,) = read_diary([path], today=TODAY).apart
    assert activity.distance_m == pytest.approx(track.length_2d(), rel=1e-4)
    assert activity.duration_s == track.get_duration()


def test_four_years_of_one_runner(real_data):
    reading = read_diary([real_data / "activities/csv/samirrehm_activities.csv"], today=TODAY)
    assert len(reading.activities) == 1055
    assert sum(a.distance_m for a in reading.activities) == pytest.approx(5_635_895.72, abs=0.1)
    assert reading.diary.days == 728
    within = [a for a in reading.activities if a.day >= reading.diary.first_day]
    assert reading.diary.run_km.sum() == pytest.approx(sum(a.distance_m for a in within) / 1000, abs=1.5)
    assert np.isnan(reading.diary.session_load_au[reading.diary.run_day]).all()
    assert any("1,055 rows were taken as runs" in note for note in reading.notes)


def test_her_nights_have_1_as_the_good_end(real_data):
    folder = real_data / "activities/csv"
    days = read_diary([folder / "samirrehm_wellness.json"], today=TODAY).days
    first = days[0]
    assert (first.day, first.sleep_h) == (date(2026, 6, 15), pytest.approx(29_400 / 3600))
    assert first.sleep_quality == pytest.approx(20 / 3)
    both = read_diary(folder, today=TODAY).diary
    assert both.last(20).sleep_h[-1] > 0


def test_pmdata_person_15(real_data):
    reading = read_diary(real_data / "diaries/pmdata/p15", today=TODAY)
    diary = reading.diary
    notes = {diary.dates[day]: words for day, words in diary.notes}
    assert notes[date(2020, 2, 10)] == "complaint: stomach back (major)"
    assert min(d for d, w in notes.items() if "stomach" in w) == date(2020, 2, 10)
    assert max(d for d, w in notes.items() if "stomach" in w) == date(2020, 2, 16)
    first = diary.dates.index(date(2019, 11, 17))
    # The file says stress 2 of 5 where 5 is good: 7.5 of 10 where 10 is bad; sleep quality 2 of 5: 2.5.
    assert (diary.stress[first], diary.sleep_quality[first], diary.sleep_h[first]) == (7.5, 2.5, 7)
    assert len(reading.activities) == 8


def test_pmdata_person_3_reports_too_rarely_for_rest_days(real_data):
    diary = read_diary(real_data / "diaries/pmdata/p03", today=TODAY).diary
    assert len(diary.run_day) == 2
    assert diary.training_known.sum() < 10


def test_pmdata_of_three_people_is_not_mixed(real_data):
    assert "several people" in read_diary(real_data / "diaries/pmdata", today=TODAY).problem


@pytest.mark.parametrize("player", ["TeamA_7", "TeamA_10"])
def test_soccermon(real_data, player):
    path = real_data / f"diaries/soccermon_{player}.csv"
    reading = read_diary([path], today=TODAY)
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["stress"] or row["sleep_duration"]]
    assert len(reading.days) == len(rows)
    last = {str(day.day): day for day in reading.days}[rows[-1]["date"]]
    assert last.stress == pytest.approx((5 - float(rows[-1]["stress"])) * 2.5)
    assert {a.family for a in reading.apart} == {"football"}
    assert not reading.diary.training_known.any()


def test_the_other_tables_are_no_logs(real_data):
    for name in (
        "pain-mechanism/half_a.csv",
        "factor-interaction/HDiscdata.csv",
        "pain-mechanism/criteria.txt",
    ):
        reading = read_diary([real_data / name], today=TODAY)
        assert "no column" in reading.problem


def test_a_year_of_watch_files_in_under_half_a_minute(real_data):
    data = (real_data / "activities/fit/fitparse__activity-small-fenix2-run.fit").read_bytes()
    files = copies(data, 300)
    steps: list[int] = []
    start = time.perf_counter()
    reading = read_diary(files, today=TODAY, progress=lambda done, _: steps.append(done))
    seconds = time.perf_counter() - start
    assert len(reading.activities) == 300
    assert reading.diary.run_km.sum() == pytest.approx(300 * 9.01)
    assert steps == list(range(1, 301))
    assert seconds < 30, f"{seconds:.1f} s"


def copies(data: bytes, number: int) -> list[tuple[str, bytes]]:
    """Copy a watch's file to other days: its times of that day moved, with a right checksum."""
    start = int((date(2015, 8, 15) - date(1989, 12, 31)).total_seconds())
    times = [
        (at, value)
        for at in range(14, len(data) - 6)
        if start <= (value := int.from_bytes(data[at : at + 4], "little")) < start + 86_400
    ]
    files = []
    for n in range(number):
        moved = bytearray(data[:-2])
        for at, value in times:
            moved[at : at + 4] = (value + n * 86_400).to_bytes(4, "little")
        files.append((f"{n}.fit", bytes(moved) + checksum(bytes(moved)).to_bytes(2, "little")))
    return files
