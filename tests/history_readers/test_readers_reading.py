"""A whole log: several files, sports, doubles, windows, questions; and files that mean harm."""

# ruff: noqa: DTZ001 - a watch's local clock has no zone

import dataclasses
import gzip
import io
import time
import tracemalloc
import zipfile
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.history import Diary, Run, Runner, diary_to_csv, simulate
from toolkit.history.readers import Reading, read_diary, template_csv
from toolkit.history.readers.activity import Activity
from toolkit.history.readers.same_activity import is_same, without_twins
from toolkit.history.readers.unpacking import MOST_BYTES, MOST_DIRECTORY

TODAY = date(2024, 6, 1)


def read(files, **more) -> Reading:
    reading = read_diary(files, today=TODAY, **more)
    assert (reading.diary is not None) + bool(reading.questions) + (reading.problem is not None) == 1
    for sentence in (*reading.notes, reading.problem or "A."):
        assert sentence.endswith((".", "!", "?"))
        assert "Traceback" not in sentence
        assert len(sentence) < 400
    return reading


def test_several_makes_at_once_become_one_diary(samples):
    reading = read(
        [(n, d) for n, d in samples.all().items() if n in {"run.fit", "run.gpx", "run.tcx", "icu.csv"}]
    )
    assert [a.day.day for a in reading.activities] == [2, 2, 3, 8]
    assert reading.diary.first_day == date(2024, 3, 2)
    assert reading.diary.days == 9
    assert reading.runner.name == "this runner"
    assert [a.family for a in reading.apart] == ["cycling"]


def test_one_activity_in_two_files_counts_once_with_what_each_knows(samples):
    fit = samples.fit(datetime(2024, 3, 1, 22, 30), 10.0, 50.0, offset_h=2)
    reading = read([("run.fit", fit), ("activities.csv", samples.strava)])
    (run,) = reading.activities
    assert run.day == date(2024, 3, 2)
    assert run.effort == 6
    assert reading.diary.distance_km[0] == 10
    assert any("counted once" in note for note in reading.notes)
    assert read([("activities.csv", samples.strava), ("run.fit", fit)]).diary == reading.diary


def test_a_list_of_days_and_a_watch_agree_on_one_run(samples):
    table = b"date,distance_km,duration_min\n2024-03-02,10.04,50.3\n2024-03-02,5,25\n"
    reading = read([("run.fit", samples.fit()), ("log.csv", table)])
    assert sorted(a.distance_m for a in reading.activities) == [5_000, 10_000]


def test_two_equal_runs_of_one_list_are_two_runs():
    table = b"date,distance_km,duration_min\n2024-03-02,5,25\n2024-03-02,5,25\n"
    assert read([("log.csv", table)]).diary.distance_km[0] == 10


def test_the_same_file_twice_counts_once(samples):
    reading = read([("a.csv", samples.intervals), ("b.csv", samples.intervals)])
    assert len(reading.activities) == 1
    assert any("brought twice" in note for note in reading.notes)


def test_a_change_of_sport_seconds_before_the_run_is_not_the_run():
    at = datetime(2024, 3, 1, 7)
    change = Activity(at.date(), "change_of_sport", duration_s=4, clock=at, utc=0.0, file="a.fit")
    run = Activity(
        at.date(), "running", duration_s=900, clock=at + timedelta(seconds=5), utc=5.0, file="a.fit"
    )
    assert not is_same(change, run)
    restarted = dataclasses.replace(run, duration_s=20.0, utc=40.0)
    assert not is_same(run, restarted)
    again = dataclasses.replace(run, family="running", file="b.fit", utc=35.0)
    assert is_same(run, again)
    assert not is_same(run, dataclasses.replace(again, utc=70.0, clock=at + timedelta(seconds=70)))


@given(st.permutations(range(6)))
def test_finding_doubles_does_not_hang_on_the_order(order):
    at = datetime(2024, 3, 1, 7)
    entries = [
        Activity(at.date(), "running", 5e3, 1500, clock=at, utc=1e9, file="a"),
        Activity(at.date(), "running", 5e3, 1500, effort=4, utc=1e9 + 30, file="b"),
        Activity(at.date(), "unnamed", 5010, 1505, file="c"),
        Activity(at.date(), "running", 9e3, 3000, clock=at + timedelta(hours=9), utc=1e9 + 32400, file="a"),
        Activity(at.date(), "cycling", 5e3, 1500, file="d"),
        Activity(date(9999, 12, 31), "running", 1, 1, file="e"),
    ]
    once = without_twins([entries[n] for n in order])
    assert (len(once.activities), once.twins) == (4, 2)
    assert next(a for a in once.activities if a.duration_s == 1500 and a.family == "running").effort == 4


def test_other_sports_are_kept_apart_and_can_be_chosen(samples):
    reading = read([("i.csv", samples.intervals)])
    assert [round(km) for km in reading.diary.run_km] == [10]
    assert any("cycling" in note for note in reading.notes)
    rides = read([("i.csv", samples.intervals)], sport="cycling")
    assert [round(km) for km in rides.diary.run_km] == [30]


def test_only_other_sports_is_a_problem_in_one_sentence(samples):
    reading = read([("ride.fit", samples.fit(sport=2))])
    assert reading.problem == "ride.fit holds no running, only cycling (10.00 km in 50:00)."
    assert reading.apart


def test_rest_is_rest_and_unknown_is_unknown(samples):
    diary = read([("own.csv", samples.own)]).diary
    assert diary.distance_km[1] == 0
    assert np.isnan(diary.distance_km[2])
    assert diary.session_load_au[0] == 200
    listed = read([("log.csv", b"date,distance_km\n2024-03-01,5\n2024-03-04,6\n")]).diary
    assert list(listed.distance_km) == [5, 0, 0, 6]


def test_a_list_says_nothing_of_days_after_its_end(samples):
    table = b"date,sleep_h\n2024-03-20,7\n"
    diary = read([("i.csv", samples.intervals), ("sleep.csv", table)]).diary
    assert diary.distance_km[2] == 0
    assert np.isnan(diary.distance_km[3:]).all()
    assert diary.sleep_h[-1] == 7


def test_a_rated_day_without_a_session_is_rest_only_for_who_reports_often(samples):
    often = read([("wellness.csv", samples.pm_wellness), ("srpe.csv", samples.pm_sessions)]).diary
    assert often.training_known.tolist() == [True, True, False, True, True, False]
    rare = samples.pm_sessions.replace(b"2020-01-06", b"2020-06-06").replace(b"2020-01-05", b"2020-05-05")
    days = read([("wellness.csv", samples.pm_wellness), ("srpe.csv", rare)]).diary
    assert days.training_known.sum() == 2


def test_the_diary_ends_on_the_last_day_and_is_never_longer_than_asked():
    rows = b"".join(b"%s,5\n" % str(TODAY - timedelta(days=n)).encode() for n in range(0, 1200, 3))
    log = [("log.csv", b"date,distance_km\n" + rows)]
    whole, short = read(log), read(log, weeks=26)
    assert whole.diary.days == 728
    assert short.diary.days == 182
    assert short.diary.dates[-1] == TODAY
    assert short.diary == whole.diary.last(182)
    assert len(short.activities) == 400
    assert "last 26 weeks" in " ".join(short.notes)


def test_a_long_gap_is_told():
    reading = read([("log.csv", b"date,distance_km\n2024-03-01,5\n2024-04-01,6\n")])
    assert (
        "No run from 2024-03-02 to 2024-03-31: read as days without running, not as missing." in reading.notes
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (b"2024-03-05,400,1500", "longer than anybody runs"),
        (b"2024-03-05,42,40", "faster than anybody runs"),
        (b"2024-03-05,5,9000", "not stopped"),
        (b"2031-03-05,5,30", "in the future"),
        (b"1901-03-05,5,30", "impossible date"),
    ],
)
def test_what_nobody_can_have_run_is_named_and_left_out(row, words):
    reading = read([("log.csv", b"date,distance_km,duration_min\n2024-03-01,10,50\n" + row + b"\n")])
    assert len(reading.activities) == 1
    assert reading.diary.days == 1
    assert words in " ".join(reading.notes)


def test_ratings_and_rest_days_of_the_future_do_not_move_the_end():
    table = b"date,distance_km,pain\n2024-03-01,10,1\n2031-01-01,0,\n2031-01-02,,3\n"
    reading = read([("log.csv", table)])
    assert reading.diary.days == 1
    assert "2 days in the future or before 1970 left out." in reading.notes


def test_time_without_way_is_a_run_of_unknown_distance(samples):
    reading = read([("treadmill.fit", samples.fit(km=0))])
    assert np.isnan(reading.diary.run_km[0])
    assert reading.diary.run_min[0] == 50
    assert any("missing, not 0" in note for note in reading.notes)


def test_an_unnamed_track_is_taken_by_its_pace_and_that_is_said(samples):
    run = read([("a.gpx", samples.gpx(sport=""))])
    assert len(run.activities) == 1
    assert any("names no sport; taken as running by pace" in note for note in run.notes)
    walk = read([("a.gpx", samples.gpx(sport="", step=0.00015))])
    assert "sport not named" in walk.problem


def test_questions_come_instead_of_a_diary_and_each_once(samples):
    other = samples.garmin.replace(b"5.02", b"6.02")
    reading = read([("a.csv", samples.garmin), ("b.csv", other), ("run.fit", samples.fit())])
    assert [q.about for q in reading.questions] == ["units"]
    assert read([("a.csv", samples.garmin), ("b.csv", other)], units="km").diary is not None


def test_diaries_of_two_people_are_not_mixed(samples):
    reading = read([("p1/wellness.csv", samples.pm_wellness), ("p2/wellness.csv", samples.pm_wellness[:-60])])
    assert "several people" in reading.problem


def test_two_ratings_of_one_day_keep_the_first_and_say_so():
    table = b"date,distance_km,pain,notes\n2024-03-01,5,2,am\n2024-03-01,4,6,pm\n"
    reading = read([("log.csv", table)])
    assert reading.diary.pain[0] == 2
    assert reading.diary.note(0) == "am; pm"
    assert any("the first one counts" in note for note in reading.notes)


def test_the_template_comes_back_as_an_empty_log_and_filled_as_a_diary():
    assert "no rows" in read([("t.csv", template_csv().encode())]).problem
    filled = template_csv() + "2024-03-31,12.5,66,6,7,8,2,1,0,fine\n"
    diary = read([("t.csv", filled.encode())]).diary
    assert (diary.distance_km[0], diary.run_effort[0], diary.sleep_quality[0]) == (12.5, 6, 8)


def test_the_runner_behind_the_log_has_its_habits():
    days = [date(2024, 5, 30) - timedelta(days=n) for n in range(70)]
    rows = "".join(
        f"{d},{18 if d.weekday() == 5 else 6},{108 if d.weekday() == 5 else 36},7\n"
        for d in days
        if d.weekday() in {1, 3, 5}
    )
    runner = read([("log.csv", ("date,distance_km,duration_min,sleep_h\n" + rows).encode())]).runner
    assert (runner.weekly_km, runner.runs_per_week, runner.pace_min_per_km) == (30, 3, 6)
    assert (runner.long_run_share, runner.long_run_day, runner.sleep_h) == (0.6, 5, 7)


def test_habits_are_not_read_from_runs_without_a_distance(samples):
    reading = read([("srpe.csv", samples.pm_sessions), ("wellness.csv", samples.pm_wellness)])
    assert reading.runner.weekly_km > 0


def test_positions_and_titles_are_nowhere(samples):
    files = [(n, d) for n, d in samples.all().items() if n not in {"garmin.csv", "wellness.csv", "srpe.csv"}]
    words = repr(read(files))
    for secret in ("47.12", "8.654", "123456789", "98765432", "Secret", "lane"):
        assert secret not in words


def test_folders_archives_and_packed_files(samples, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "run.fit.gz").write_bytes(gzip.compress(samples.fit()))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "log.csv").write_bytes(samples.intervals)
    assert len(read(tmp_path).activities) == 2
    assert len(read([tmp_path / "sub" / "run.fit.gz"]).activities) == 1
    export = {
        "activities.csv": samples.strava,
        "activities/1.fit.gz": gzip.compress(samples.fit()),
        "comments.csv": b"a,b\n1,2\n",
        "media/x.jpg": b"\xff\xd8\xff",
    }
    reading = read([("export.zip", samples.zip(export))])
    assert len(reading.activities) == 1
    assert reading.activities[0].effort == 6
    assert read(tmp_path / "nowhere").problem == "nowhere cannot be opened."
    (tmp_path / "empty").mkdir()
    assert read(tmp_path / "empty").problem == "The folder empty holds no log."


def test_progress_is_told_file_by_file(samples):
    steps: list[tuple[int, int]] = []
    files = [(f"{n}.fit", samples.fit(datetime(2024, 3, n + 1, 7))) for n in range(5)]
    read(files, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(n, 5) for n in range(1, 6)]
    steps.clear()
    read([("all.zip", samples.zip(dict(files)))], progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (5, 5)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"units": "furlong"}, "'units' is 'furlong'"),
        ({"scale": "5"}, "'scale'"),
        ({"decimal": ";"}, "'decimal'"),
        ({"dates": "iso"}, "'dates'"),
        ({"sport": "curling"}, "'sport'"),
        ({"weeks": 105}, "'weeks' is 105"),
        ({"weeks": 0}, "'weeks' is 0"),
    ],
)
def test_wrong_arguments_get_a_sentence(samples, more, words):
    assert words in read([("a.csv", samples.intervals)], **more).problem


def test_nothing_brought():
    assert read([]).problem.startswith("There is no file to read")


# What a stranger can bring


def test_fifty_megabytes_are_refused_unread(tmp_path):
    big = tmp_path / "big.csv"
    with big.open("wb") as out:
        out.truncate(50_000_000)
    tracemalloc.start()
    reading = read([big])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "50 MB" in reading.problem
    assert peak < 5_000_000
    assert "50 MB" in read([("big.csv", bytes(50_000_000))]).problem


def test_archives_that_swell_are_refused(samples):
    bomb = gzip.compress(bytes(MOST_BYTES * 4))
    tracemalloc.start()
    problem = read([("a.fit.gz", bomb)]).problem
    zipped = read([("a.zip", samples.zip({f"{n}.csv": bytes(MOST_BYTES + 1) for n in range(3)}))]).problem
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to more than" in problem
    assert "unpacks to more than" in zipped
    assert peak < 4 * MOST_BYTES


def test_many_swelling_members_stop_at_the_total(samples, monkeypatch):
    monkeypatch.setattr("toolkit.history.readers.unpacking.MOST_BYTES", 1000)
    monkeypatch.setattr("toolkit.history.readers.unpacking.MOST_TOTAL", 20_000)
    steps = []
    held = samples.zip({f"{n}.csv": bytes(5000) for n in range(200)})
    monkeypatch.setattr("toolkit.history.readers.unpacking._too_large", lambda *_: "too large.")
    pieces = __import__("toolkit.history.readers.unpacking", fromlist=["_unzipped"])
    for piece, _, _ in pieces.pieces([("a.zip", held)]):
        steps.append(piece)
    assert len(steps) == 1  # The archive itself is too large for these limits.
    monkeypatch.setattr("toolkit.history.readers.unpacking.MOST_BYTES", 60_000)
    held = samples.zip({f"{n}.csv": bytes(5000) for n in range(200)})
    seen = list(pieces.pieces([("a.zip", held)]))
    assert len(seen) == 5
    assert "MB in all" in seen[-1][0].refused


def test_an_archive_with_an_endless_list_is_not_opened():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.csv", "x")
    data = bytearray(held.getvalue())
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = (MOST_DIRECTORY + 1).to_bytes(4, "little")
    assert "more files than a log" in read([("a.zip", bytes(data))]).problem


def test_locked_spread_and_nested_archives(samples):
    locked = bytearray(samples.zip({"a.csv": samples.own}))
    locked[6] |= 1
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    assert "damaged or locked" in read([("a.zip", bytes(locked))]).problem
    assert "save it as CSV" in read([("a.xlsx", samples.zip({"xl/workbook.xml": b"<x/>"}))]).problem
    assert "without a log" in read([("a.zip", samples.zip({"b.zip": samples.zip({"a.csv": b"x"})}))]).problem
    inside = gzip.compress(samples.zip({"a.csv": b"x"}))
    assert "an archive inside an archive" in read([("a.gz", inside)]).problem


@pytest.mark.parametrize(
    "make", ["<a>", "<a/>", "x,", "\n", '"', "date,distance\n", "2024-01-01,5\n", "[", "{}"]
)
def test_millions_of_the_same_end_soon_and_small(make):
    data = (make * (3_000_000 // len(make))).encode()
    if make.startswith("2024"):
        data = b"date,distance_km\n" + data
    start = time.perf_counter()
    read([("a.txt", data)])
    assert time.perf_counter() - start < 20


def test_a_name_cannot_smuggle(samples):
    reading = read([("../../<script>alert(1)</script>\x00\n" + "x" * 500 + ".png", b"\x89PNG")])
    assert len(reading.problem) < 250
    assert "\n" not in reading.problem
    assert "\x00" not in reading.problem


FORMATS = [
    *("run.fit", "run.gpx", "run.tcx", "garmin.csv", "activities.csv", "icu.csv", "own.csv", "wellness.csv"),
    *("srpe.csv", "injury.csv", "player.csv", "wellness.json", "export.zip"),
]
NAMES = ("a.fit", "a.gpx", "a.tcx", "a.csv", "a.json", "a.zip", "a.gz", "a", "")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=2000))
def test_random_bytes_never_raise(name, data):
    assert read([(name, data)]).problem


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)
@given(
    name=st.sampled_from(FORMATS),
    cut=st.floats(0, 1),
    places=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6),
)
def test_damaged_logs_never_raise(samples, name, cut, places):
    whole = samples.all()[name]
    data = bytearray(whole[: int(len(whole) * cut) + 1])
    for share, value in places:
        at = int(share * len(data))
        data[at : at + len(value)] = value
    read([(name, bytes(data)), ("sure.csv", b"date,distance_km\n2024-03-01,5\n")], units="km")


CELL = st.one_of(
    st.sampled_from(
        ["", "--", "2024-03-01", "3/4/2024", "5", "1,5", "1.234,5", "-3", "1e9", "9999-12-31", "0001-01-01"]
    ),
    st.sampled_from(
        ["Running", "NaN", "inf", "99:99", "1:00:00", "=1+1", "<b>", "\u202e", "999999999999", '"', "\x00"]
    ),
    st.text(max_size=12),
)
COLUMNS = st.sampled_from(
    [
        *(
            "date",
            "distance",
            "distance_km",
            "distance_m",
            "duration_min",
            "time",
            "effort",
            "sleep_h",
            "stress",
        ),
        *("soreness", "pain", "notes", "sport", "title", "activity id", "activity date", "activity type"),
        *("moving time", "start_date_local", "effective_time_frame", "injuries", "end_date_time"),
        *("perceived_exertion", "sleep_duration_h", "sleep_quality", "player_id", "daily_load"),
    ]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=400)
@given(
    header=st.lists(COLUMNS, min_size=1, max_size=9),
    rows=st.lists(st.lists(CELL, max_size=10), max_size=6),
    sign=st.sampled_from(",;\t"),
    answers=st.fixed_dictionaries(
        {},
        optional={
            "units": st.sampled_from(["km", "mi"]),
            "decimal": st.sampled_from(".,"),
            "dates": st.sampled_from(["day-first", "month-first"]),
            "scale": st.sampled_from(["best_5", "worst_10"]),
        },
    ),
)
def test_odd_tables_never_raise(header, rows, sign, answers):
    text = "\n".join(sign.join(row) for row in [header, *rows])
    reading = read([("odd.csv", text.encode("utf-8", "surrogatepass"))], **answers)
    for question in reading.questions:
        assert question.about not in answers


def test_a_table_of_something_else_is_cut_at_fifty_a_day():
    rows = b"".join(b"2024-03-01,%d.5\n" % (n % 9 + 1) for n in range(300))
    reading = read([("log.csv", b"date,distance_km\n" + rows)])
    assert len(reading.activities) == 50
    assert "250 rows beyond 50 activities on one day left out." in reading.notes


def test_times_without_a_zone_are_said(samples):
    assert any("in UTC only" in note for note in read([("a.tcx", samples.tcx())]).notes)
    assert not any("UTC" in note for note in read([("a.fit", samples.fit())]).notes)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_diary_written_as_csv_comes_back(seed):
    lived = simulate(Runner(), weeks=12, seed=seed)
    dated = dataclasses.replace(lived, first_day=TODAY - timedelta(days=lived.days - 1))
    unknown = dated.training_known.copy()
    unknown[[0, 20, -1]] = False
    keep = np.isin(dated.run_day, np.flatnonzero(unknown))
    table = Diary.build(
        dated.days,
        runs=[
            (int(d), Run(*v))
            for d, *v in zip(
                dated.run_day[keep],
                dated.run_km[keep],
                dated.run_min[keep],
                dated.run_effort[keep],
                strict=True,
            )
        ],
        unknown_days=[0, 20, dated.days - 1],
        stress=dated.stress,
        sleep_h=dated.sleep_h,
        notes=[(3, "=odd words")],
        first_day=dated.first_day,
    )
    back = read([("saved.csv", diary_to_csv(table).encode())])
    assert back.diary == table
    assert not back.questions
