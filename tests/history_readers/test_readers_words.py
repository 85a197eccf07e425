"""Single words: numbers, times, days, sports. What is not certain is not read."""

# ruff: noqa: DTZ001 - a watch's local clock has no zone

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.content.logs import log_words
from toolkit.history.readers.words import (
    WordError,
    date_order,
    family_of,
    moment,
    number,
    plain,
    seconds_of,
)


@given(st.integers(-999_999, 999_999), st.integers(0, 99))
def test_numbers_are_read_in_both_ways_of_writing(whole, cents):
    value = float(f"{whole}.{cents:02d}")
    assert number(f"{whole:,}.{cents:02d}", ".") == value
    swapped = f"{whole:,}.{cents:02d}".translate(str.maketrans(",.", ".,"))
    assert number(swapped, ",") == value


@pytest.mark.parametrize("word", ["", "--", "n/a", " None "])
def test_signs_for_missing_are_missing_not_zero(word):
    assert number(word) is None
    assert seconds_of(word) is None


@pytest.mark.parametrize("word", ["ten", "1e5", "inf", "1..2", "1,2", "٣", "0x10", "1" * 40, "=1+1"])
def test_what_is_no_number_is_refused(word):
    with pytest.raises(WordError):
        number(word)


@given(st.integers(0, 900), st.integers(0, 59), st.integers(0, 59))
def test_clock_times(hours, minutes, seconds):
    assert seconds_of(f"{hours}:{minutes:02d}:{seconds:02d}") == hours * 3600 + minutes * 60 + seconds


@pytest.mark.parametrize("word", ["1:60", "1:75:00", "12", "1:2:3:4", "a:10"])
def test_what_is_no_time_is_refused(word):
    with pytest.raises(WordError):
        seconds_of(word)


@pytest.mark.parametrize(
    ("word", "clock"),
    [
        ("2024-03-31T07:05:09Z", datetime(2024, 3, 31, 7, 5, 9)),
        ("2024-03-31 07:05", datetime(2024, 3, 31, 7, 5)),
        ("Mar 31, 2024, 12:05:09 AM", datetime(2024, 3, 31, 0, 5, 9)),
        ("31 mars 2024 à 17:05:09", datetime(2024, 3, 31, 17, 5, 9)),
        ("31.03.2024 07:05", datetime(2024, 3, 31, 7, 5)),
        ("31. März 2024, 07:05", datetime(2024, 3, 31, 7, 5)),
    ],
)
def test_days_with_times(word, clock):
    assert moment(word)[1] == clock


def test_slashes_are_never_guessed():
    with pytest.raises(WordError):
        moment("3/4/2024")
    assert moment("3/4/2024", "day-first")[0] == date(2024, 4, 3)
    assert moment("3/4/2024", "month-first")[0] == date(2024, 3, 4)


@pytest.mark.parametrize(
    "word", ["2024-02-30", "31.04.2024", "0000-01-01", "45231", "soon", "2024-13-01", "Foo 3, 2024"]
)
def test_impossible_days_are_refused(word):
    with pytest.raises(WordError):
        moment(word)


@pytest.mark.parametrize(
    "word", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-01-01T25:00:00"]
)
def test_the_ends_of_time_do_not_overflow(word):
    try:
        moment(word)
    except WordError:
        return


def test_order_of_dates():
    assert date_order(["1/2/2024", "13/2/2024"]) == "day-first"
    assert date_order(["1/2/2024", "2/13/2024"]) == "month-first"
    assert date_order(["1/2/2024", "3/4/2024"]) == "open"
    assert date_order(["13/2/2024", "2/13/2024"]) == "open"
    assert date_order(["1.2.2024", "2024-01-01"]) == "iso"


def test_every_sport_name_is_written_as_it_is_compared():
    for family, names in log_words().sports.items():
        for name in names:
            assert plain(name) == name
            assert family_of(name.upper().replace(" ", "_")) == family


def test_a_sport_name_belongs_to_one_family():
    names = [name for names in log_words().sports.values() for name in names]
    assert len(names) == len(set(names))


def test_column_names_are_written_as_they_are_compared():
    for names in log_words().columns.values():
        for name in names:
            assert plain(name) == name


@given(st.text(max_size=70))
def test_any_text_is_read_or_refused(word):
    for read in (number, seconds_of, moment):
        try:
            read(word)
        except WordError:
            continue
    assert family_of(word)
