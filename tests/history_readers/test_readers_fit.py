"""FIT: the figures of the summary, local days, chains, and whatever damaged bytes can do."""

# ruff: noqa: DTZ001 - a watch's local clock has no zone

import io
import time
from datetime import date, datetime

import fitdecode
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.history.readers.fit import read_fit
from toolkit.history.readers.fit_messages import MOST_KEPT, checksum, parts_of
from toolkit.history.readers.found import UnreadableError


def test_the_summary_is_read_and_the_day_is_local(samples):
    (run,) = read_fit("a.fit", samples.fit(datetime(2024, 3, 1, 22, 30), 10.0, 50.0, offset_h=2)).activities
    assert (run.distance_m, run.duration_s, run.family) == (10_000.0, 3_000.0, "running")
    assert run.day == date(2024, 3, 2)
    assert run.clock == datetime(2024, 3, 2, 0, 30)


def test_without_local_time_the_day_is_utc_and_no_clock_is_claimed(samples):
    (run,) = read_fit("a.fit", samples.fit(offset_h=None)).activities
    assert run.day == date(2024, 3, 1)
    assert run.clock is None


def test_effort_written_on_the_watch_is_read_as_cr10(samples):
    (run,) = read_fit("a.fit", samples.fit(rpe=70)).activities
    assert run.effort == 7.0
    assert read_fit("a.fit", samples.fit()).activities[0].effort is None


def test_pauses_are_not_running_time(samples):
    at = samples.fit_time(datetime(2024, 3, 1, 7))
    maker = samples.maker().define(0, 18, [(2, "I"), (5, "B"), (7, "I"), (8, "I"), (9, "I")])
    data = maker.row(0, "IBIII", at, 1, 4_000_000, 3_000_000, 1_000_000).file()
    assert read_fit("a.fit", data).activities[0].duration_s == 3_000.0


def test_each_sport_of_a_multisport_file_stands_alone(samples):
    at = samples.fit_time(datetime(2024, 3, 1, 7))
    maker = samples.maker().define(0, 18, [(2, "I"), (5, "B"), (8, "I"), (9, "I")])
    for n, sport in enumerate((5, 3, 2, 3, 1)):
        maker.row(0, "IBII", at + n * 1000, sport, 900_000, 300_000)
    families = [a.family for a in read_fit("a.fit", maker.file()).activities]
    assert families == ["swimming", "change_of_sport", "cycling", "change_of_sport", "running"]


def test_big_endian_and_developer_fields_and_compressed_times(samples):
    big = read_fit("a.fit", samples.fit(big_endian=True)).activities[0]
    assert (big.distance_m, big.duration_s) == (10_000.0, 3_000.0)
    at = samples.fit_time(datetime(2024, 3, 1, 7))
    maker = samples.maker().define(0, 20, [(253, "I"), (5, "I")], developer=3)
    maker.row(0, "II", at, 0, more=b"abc").define(1, 20, [(5, "I")]).compressed(1, 9, "I", 100)
    maker.define(2, 18, [(2, "I"), (5, "B"), (8, "I"), (9, "I")]).row(2, "IBII", at, 1, 600_000, 200_000)
    found = read_fit("a.fit", maker.file())
    assert found.activities[0].distance_m == 2_000.0
    assert not found.notes


def test_without_a_summary_the_recorded_seconds_count_and_it_is_said(samples):
    found = read_fit("a.fit", samples.fit(km=8, minutes=40, session=False, records=300))
    assert found.activities[0].distance_m == pytest.approx(8_000)
    assert found.activities[0].duration_s == 2_400
    assert "no summary" in found.notes[0]
    assert "300 recorded points" in found.notes[0]


def test_two_chained_activities_are_two(samples):
    both = samples.fit(datetime(2024, 3, 1, 7), 5) + samples.fit(datetime(2024, 3, 1, 17), 6)
    assert [a.distance_m for a in read_fit("a.fit", both).activities] == [5_000, 6_000]


def test_what_follows_a_whole_part_and_is_no_fit_is_named(samples):
    data = samples.fit()
    found = read_fit("a.fit", data + b"rubbish and more rubbish")
    assert len(found.activities) == 1
    assert f"byte {len(data):,}" in found.notes[0]


def test_a_wrong_checksum_is_told(samples):
    data = bytearray(samples.fit())
    data[-1] ^= 0xFF
    found = read_fit("a.fit", bytes(data))
    assert found.activities
    assert "checksum" in found.notes[0]


def test_a_file_of_settings_is_named_as_such(samples):
    data = samples.maker().define(0, 0, [(0, "B")]).row(0, "B", 2).file()
    found = read_fit("a.fit", data)
    assert not found.activities
    assert found.notes == ("a.fit holds no activity: it holds 'settings' data.",)


def test_a_watch_without_a_clock_takes_the_day_from_its_local_time(samples):
    local = samples.fit_time(datetime(2012, 2, 13, 12, 0))
    maker = samples.maker().define(0, 18, [(2, "I"), (5, "B"), (8, "I"), (9, "I")])
    maker.row(0, "IBII", 1_000, 1, 600_000, 200_000)
    data = maker.define(1, 34, [(253, "I"), (5, "I")]).row(1, "II", 1_600, local).file()
    (run,) = read_fit("a.fit", data).activities
    assert run.clock == datetime(2012, 2, 13, 11, 50)
    assert run.utc is None


def test_no_date_at_all_is_told_and_nothing_is_made_up(samples):
    data = samples.maker().define(0, 18, [(5, "B"), (9, "I")]).row(0, "BI", 1, 200_000).file()
    found = read_fit("a.fit", data)
    assert not found.activities
    assert "without a date" in found.notes[0]


def test_a_file_stuffed_with_summaries_stops(samples):
    maker = samples.maker().define(0, 18, [(5, "B")])
    maker.body += b"\x00\x01" * (MOST_KEPT * 5)
    found = read_fit("a.fit", maker.file())
    assert "more summaries" in found.notes[-1]


def test_no_fit_file_is_refused_with_a_sentence():
    with pytest.raises(UnreadableError, match=r"a\.fit is not a FIT file"):
        read_fit("a.fit", b"\x0e\x10nothing of the kind at all")


def test_checksum_agrees_with_the_one_made_in_another_way(samples):
    data = samples.fit()
    assert checksum(data[:-2]) == int.from_bytes(data[-2:], "little")


def test_the_small_file_says_what_the_whole_file_says(samples):
    data = samples.fit(records=500, rpe=50)
    (part,) = parts_of(data)[0]
    assert len(part.small) < len(data) / 10
    assert part.records == 500

    def sessions(raw):
        with fitdecode.FitReader(io.BytesIO(raw)) as reader:
            return [
                {f.name: f.value for f in frame.fields}
                for frame in reader
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == "session"
            ]

    assert sessions(part.small) == sessions(data)


@given(cut=st.integers(0, 400))
def test_a_file_cut_anywhere_gives_true_figures_or_a_sentence(samples, cut):
    data = samples.fit(records=8)
    cut = min(cut, len(data) - 1)
    try:
        found = read_fit("a.fit", data[:cut])
    except UnreadableError as error:
        assert str(error).endswith(".")
        return
    assert found.notes
    for activity in found.activities:
        assert activity.distance_m is None or activity.distance_m <= 10_000


@given(st.binary(max_size=400), st.binary(max_size=60))
def test_random_bytes_behind_a_right_header_do_no_harm(body, tail):
    head = bytes([12, 0x10]) + (2132).to_bytes(2, "little") + len(body).to_bytes(4, "little") + b".FIT"
    found = read_fit("a.fit", head + body + tail)
    assert found.notes or found.activities


@given(places=st.lists(st.tuples(st.integers(14, 300), st.integers(0, 255)), max_size=6))
def test_flipped_bytes_do_no_harm_and_are_told(samples, places):
    data = bytearray(samples.fit())
    before = bytes(data)
    for at, value in places:
        data[at % len(data)] = value
    try:
        found = read_fit("a.fit", bytes(data))
    except UnreadableError:
        return
    if bytes(data) != before:
        assert found.notes
    for activity in found.activities:
        assert activity.distance_m is None or 0 <= activity.distance_m <= 1e9


def test_a_file_of_nothing_but_empty_messages_stops_soon():
    body = bytes([0x40, 0, 0, 20, 0, 0]) + bytes(20_000_000)
    head = bytes([12, 0x10]) + (2132).to_bytes(2, "little") + len(body).to_bytes(4, "little") + b".FIT"
    start = time.perf_counter()
    found = read_fit("a.fit", head + body)
    assert "more messages" in found.notes[0]
    assert time.perf_counter() - start < 10
