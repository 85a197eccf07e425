"""A person's own files: what is refused, and in which words."""

from toolkit.cases import read_log


def rows(days, km):
    return "date,distance_km,duration_min\n" + "".join(f"2025-03-{day:02d},{km},30\n" for day in days)


def test_one_day_is_too_short_and_said_as_one_day():
    outcome = read_log([("a.csv", rows([1], 5).encode())])
    assert outcome.log is None
    assert "holds 1 day (1 run: 5.00 km in" in outcome.sentence
    assert "at least 28 days" in outcome.sentence
    assert outcome.notes == ()


def test_what_the_sentence_says_is_not_said_twice():
    outcome = read_log([("notes.csv", b"")])
    assert outcome.sentence.startswith("notes.csv")
    assert not any(note in outcome.sentence for note in outcome.notes)


def test_ratings_without_a_single_run_are_refused():
    head = "date,sleep_h\n"
    rated = head + "".join(f"2025-{month:02d}-{day:02d},7.5\n" for month in (3, 4) for day in range(1, 29))
    outcome = read_log([("a.csv", rated.encode())])
    assert outcome.log is None
    assert "No run is in the last" in outcome.sentence
    assert "stays" in outcome.sentence


def test_a_log_with_runs_is_read():
    days = "date,distance_km,duration_min\n" + "".join(f"2025-{month:02d}-05,8,45\n" for month in range(1, 7))
    assert read_log([("a.csv", days.encode())]).log is not None
