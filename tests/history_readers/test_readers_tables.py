"""Tables of several makes: units and signs are certain or asked for; bad rows are named."""

from datetime import date

import pytest

from toolkit.history.readers.formats import read_file
from toolkit.history.readers.found import Answers, OpenQuestionError, UnreadableError

NONE = Answers()


def asked(name, data, answers=NONE):
    with pytest.raises(OpenQuestionError) as raised:
        read_file(name, data, answers)
    return {question.about: question for question in raised.value.questions}


def refused(name, data, answers=NONE):
    with pytest.raises(UnreadableError) as raised:
        read_file(name, data, answers)
    return str(raised.value)


def test_garmin_asks_for_its_units_and_takes_the_answer(samples):
    question = asked("g.csv", samples.garmin)["units"]
    assert set(question.choices) == {"km", "mi"}
    km = read_file("g.csv", samples.garmin, Answers(units="km")).activities
    miles = read_file("g.csv", samples.garmin, Answers(units="mi")).activities
    assert [round(a.distance_m) for a in km] == [5020, 4500, 20100]
    assert miles[0].distance_m == pytest.approx(5.02 * 1609.344)
    assert [a.family for a in km] == ["running", "running", "cycling"]
    assert km[1].duration_s == 1690.5


def test_units_that_only_one_reading_makes_possible_are_not_asked_for(samples):
    metres = samples.garmin.replace(b",5.02,", b',"5,020.0",').replace(b",4.50,", b',"4,500.5",')
    found = read_file("g.csv", metres, NONE)
    assert found.activities[0].distance_m == 5020
    assert "metres" in " ".join(found.notes)
    assert read_file("g.csv", metres, Answers(units="mi")).activities[0].distance_m == 5020
    # 16 km in half an hour can be a run, 16 miles cannot.
    assert read_file(
        "g.csv", samples.garmin.replace(b",5.02,", b",14.9,").replace(b",4.50,", b",13.4,"), NONE
    )


def test_decimal_commas_are_recognised(samples):
    comma = (
        samples.garmin.replace(b"5.02", b'"5,02"').replace(b"4.50", b'"4,50"').replace(b"20.10", b'"20,10"')
    )
    comma = comma.replace(b"28:10.5", b'"28:10,5"')
    found = read_file("g.csv", comma, Answers(units="km"))
    assert found.activities[0].distance_m == pytest.approx(5020)
    assert any("decimal comma" in note for note in found.notes)


def test_garmin_in_german(samples):
    data = (
        "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit\n"
        'Laufen,2024-03-04 07:01:22,false,"Zu Hause","5,02",412,00:31:40\n'
    ).encode()
    (run,) = read_file("g.csv", data, Answers(units="km")).activities
    assert (run.family, run.distance_m) == ("running", pytest.approx(5020))


def test_an_unclear_sign_is_asked_for():
    data = b"date;distance_km;duration_min\n2024-03-01;1,234;50\n2024-03-02;5,678;60\n"
    assert set(asked("o.csv", data)) == {"decimal"}
    read = read_file("o.csv", data, Answers(decimal=","))
    assert read.activities[0].distance_m == pytest.approx(1234)
    assert read_file("o.csv", data, Answers(decimal=".")).activities[0].distance_m == pytest.approx(1_234_000)


def test_thousands_and_decimals_together_settle_the_sign():
    data = b"date;distance_m;duration_min\n2024-03-01;1.234,5;50\n2024-03-02;9.678;60\n"
    assert [a.distance_m for a in read_file("o.csv", data, NONE).activities] == [1234.5, 9678]


def test_contradicting_signs_are_asked_for():
    data = b'date,distance_km,duration_min\n2024-03-01,"1,25",50\n2024-03-02,1.25,60\n'
    assert "decimal" in asked("o.csv", data)


def test_strava_reads_its_second_distance_in_metres(samples):
    found = read_file("activities.csv", samples.strava, NONE)
    run = found.activities[0]
    assert (run.distance_m, run.duration_s, run.effort) == (10_000, 3_000, 6)
    assert run.utc is not None
    assert run.clock is None
    assert found.activities[1].family == "cycling"
    assert found.activities[1].effort is None


def test_strava_in_miles_still_reads_metres(samples):
    data = samples.strava.replace(b",10.00,", b",6.2137,").replace(b",20.00,", b",12.4274,")
    assert read_file("activities.csv", data, NONE).activities[0].distance_m == 10_000


def test_strava_with_one_distance_asks():
    data = (
        b"Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance\n"
        b'1,"Mar 1, 2024, 10:30:00 PM",Run,Run,3100,10.00\n'
    )
    assert set(asked("activities.csv", data)) == {"units"}


def test_intervals_is_metres_and_seconds(samples):
    found = read_file("i.csv", samples.intervals, NONE)
    run, ride = found.activities
    assert (run.distance_m, run.duration_s, run.effort, run.load) == (10_000.5, 3_000, 5, None)
    assert ride.family == "cycling"
    assert any("icu_training_load" in note for note in found.notes)


def test_the_template_needs_no_question(samples):
    found = read_file("o.csv", samples.own, NONE)
    assert [a.distance_m for a in found.activities] == [10_000, 12_500]
    assert found.rest_days == {date(2024, 3, 2)}
    assert not found.is_list
    day = {d.day: d for d in found.days}[date(2024, 3, 2)]
    assert (day.sleep_h, day.sleep_quality, day.stress, day.soreness, day.pain) == (6, 4, 7, 3, 1)
    assert {d.day: d for d in found.days}[date(2024, 3, 3)].stress is None


def test_foreign_ratings_ask_for_their_scale():
    data = b"date,distance_km,stress\n2024-03-01,10,1\n2024-03-02,8,5\n"
    question = asked("o.csv", data)["scale"]
    assert "best_5" in question.choices
    good = read_file("o.csv", data, Answers(scale="best_5"))
    bad = read_file("o.csv", data, Answers(scale="worst_5"))
    assert [d.stress for d in good.days] == [10, 0]
    assert [d.stress for d in bad.days] == [0, 10]
    assert any("good end" in note for note in good.notes)


def test_pain_alone_needs_no_question():
    found = read_file("o.csv", b"date,distance_km,pain\n2024-03-01,10,3\n", NONE)
    assert found.days[0].pain == 3


def test_a_rating_off_its_scale_is_missing_and_named():
    data = b"date,distance_km,stress\n2024-03-01,10,7\n"
    found = read_file("o.csv", data, Answers(scale="best_5"))
    assert not found.days
    assert "line 2" in found.notes[0]
    assert "7 is outside 1 to 5" in found.notes[0]


def test_all_open_things_are_asked_in_one_go():
    data = b"date;distance;duration_min;stress\n1/2/2024;1,234;5,250;3\n"
    assert set(asked("o.csv", data)) >= {"decimal", "dates", "scale"}


def test_unclear_dates_are_asked_for_and_the_answer_is_used():
    data = b"date,distance_km\n1/2/2024,10\n3/4/2024,12\n"
    assert set(asked("o.csv", data)) == {"dates"}
    read = read_file("o.csv", data, Answers(dates="day-first"))
    assert read.activities[0].day == date(2024, 2, 1)
    # A day above 12 settles it, whatever anybody says.
    sure = read_file("o.csv", data + b"2/14/2024,5\n", Answers(dates="day-first"))
    assert sure.activities[0].day == date(2024, 1, 2)


def test_miles_in_the_column_name_are_miles():
    found = read_file("o.csv", b"date,distance_miles,duration_min\n2024-03-01,10,80\n", NONE)
    assert found.activities[0].distance_m == pytest.approx(16093.44)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"day_of_run,km\n2024-03-01,10\n", "no column 'date'"),
        (b"date,weather\n2024-03-01,sun\n", "no column 'distance_km'"),
        (b"date,distance_km\n", "no rows"),
        (b"date,distance_km\n2024-02-30,10\n", "'2024-02-30' is no day"),
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"# only a comment\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"<html><body>Sign in</body></html>", "a web page"),
        (b"<svg xmlns='x'></svg>", "neither GPX nor TCX"),
        (b"\x00\x01\x02" * 50, "no text"),
        (b'date,distance_km\n2024-03-01,"10\n' + b"x" * 200_000, "quotation mark"),
        (b'{"a": [1, 2', "not whole JSON"),
        (b"[" * 100_000, "not whole JSON"),
        (b'{"days": [{"d": "never"}]}', "no list of days"),
    ],
)
def test_bad_input_gets_one_clear_sentence(data, words):
    sentence = refused("x.csv", data)
    assert words in sentence
    assert sentence.startswith("x.csv")
    assert sentence.endswith((".", "!"))
    assert "Traceback" not in sentence


def test_bad_cells_are_named_by_line_and_column_and_the_rest_is_read(samples):
    data = samples.own.replace(b"12.5,66,6", b"twelve,66,60")
    found = read_file("o.csv", data, NONE)
    assert found.activities[1].distance_m is None
    assert found.activities[1].effort is None
    text = " ".join(found.notes)
    assert "line 5: 'twelve' under 'distance_km' is no number" in text
    assert "'60' under 'effort' is outside 0 to 10" in text


def test_rows_with_too_many_cells_point_to_the_comma():
    data = b"date,distance_km,duration_min\n2024-03-01,10,5,50\n2024-03-02,12,60\n"
    found = read_file("o.csv", data, NONE)
    assert [a.day for a in found.activities] == [date(2024, 3, 2)]
    assert "decimal commas in quotation marks" in found.notes[0]


def test_many_bad_rows_are_counted_not_listed():
    rows = b"".join(b"never,%d\n" % n for n in range(500)) + b"2024-03-01,10\n"
    found = read_file("o.csv", b"date,distance_km\n" + rows, NONE)
    assert len(found.notes) <= 6
    assert any("496 more" in note for note in found.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    data = "date;distance_km;notes\n2024-03-01;10,5;müde\n".encode(encoding)
    found = read_file("o.csv", data, NONE)
    assert found.activities[0].distance_m == 10_500
    assert found.days[0].notes == "müde"


def test_pmdata_turns_the_scale_round_and_zero_is_missing(samples):
    found = read_file("wellness.csv", samples.pm_wellness, NONE)
    days = {d.day.day: d for d in found.days}
    assert (days[1].stress, days[1].soreness, days[1].sleep_quality) == (0, 7.5, 7.5)
    assert (days[2].stress, days[2].sleep_h) == (10, 8)
    text = " ".join(found.notes)
    assert "5 is the good end" in text
    assert "2 values of 0" in text
    assert "does not fit" not in text
    assert "1 day with two entries" in text


def test_pmdata_sessions_begin_before_they_end(samples):
    run, late, gym = read_file("srpe.csv", samples.pm_sessions, NONE).activities
    assert (run.family, run.duration_s, run.effort, run.distance_m) == ("running", 2400, 7, None)
    assert late.day == date(2020, 1, 4)
    assert gym.family == "strength"


def test_pmdata_complaints_become_notes(samples):
    found = read_file("injury.csv", samples.pm_injury, NONE)
    assert [d.notes for d in found.days] == ["complaint: stomach back (major)"]


def test_soccermon_zero_load_is_unknown(samples):
    found = read_file("p.csv", samples.soccermon, NONE)
    assert [(a.family, a.load) for a in found.activities] == [("football", 300)]
    assert found.days[0].stress == 0
    assert found.days[0].sleep_h == pytest.approx(8.333, abs=0.001)
    assert any("1 day of load 0 read as unknown" in note for note in found.notes)


def test_wellness_json_of_intervals_has_1_as_the_good_end():
    data = b'{"days": [{"d": "2024-03-01", "sleepSecs": 27000, "sleepQ": 1, "stress": 4}, {"d": "x"}]}'
    found = read_file("w.json", data, NONE)
    assert (found.days[0].sleep_h, found.days[0].sleep_quality, found.days[0].stress) == (7.5, 10, 10)
    assert any("1 entry without a day" in note for note in found.notes)


def test_a_picture_with_a_log_ending_is_still_a_picture():
    assert "a picture" in refused("run.gpx", b"\x89PNG\r\n\x1a\n")


def test_a_gpx_that_names_tcx_in_its_head_is_gpx(samples):
    data = samples.gpx().replace(b"<gpx ", b'<gpx xmlns:t="http://x/TrainingCenterDatabase/v2" ')
    assert read_file("a.gpx", data, NONE).activities


def test_a_comment_line_saved_by_a_spreadsheet_is_passed_over():
    data = b'"# date: a day, as 2024-03-31",,\n#x,,\ndate,distance_km,stress\n'
    assert "no rows" in refused("o.csv", data)


def test_a_table_of_more_than_ten_megabytes_is_refused():
    assert "10 MB at most" in refused("x.csv", b"date,distance_km\n" + b"2024-03-01,5\n" * 800_000)


def test_lines_are_counted_as_an_editor_counts_them():
    data = b'# one\n\n# two\ndate,distance_km,notes\n2024-03-01,5,"two\nlines"\nnever,5,\n'
    found = read_file("o.csv", data, NONE)
    assert "line 7" in found.notes[0]
    mac = data.replace(b"\n", b"\r")
    assert read_file("o.csv", mac, NONE).notes == found.notes
