"""The history page as a person uses it, without a browser."""

import random
import re

import numpy as np
import pytest

from toolkit.cases import Scenario, decode, encode
from toolkit.history import named_runners
from toolkit.ui.pages.history import HistoryPage

CSV = b"date,distance_km,duration_min,effort,sleep_h\n" + b"".join(
    f"2024-0{1 + day // 28}-{1 + day % 28:02d},{8 if day % 3 else 0},{48 if day % 3 else 0},4,7.{day % 9}\n".encode()
    for day in range(80)
)


@pytest.fixture
def page():
    made = HistoryPage()
    made.view()
    return made


def touch(group, name, value):
    group._handle_custom_msg({"set": name, "value": value, "n": 1}, [])


def test_opens_with_a_runner_her_words_and_a_count_of_lives(page):
    assert "Maya" in page.words.html
    assert "In 200 lives" in page.words.html
    assert "does not prove" in page.words.html
    assert "because" not in page.figure.reading
    assert page.address.code == ""


@pytest.mark.parametrize("runner", sorted(named_runners()))
def test_every_runner_can_be_chosen(page, runner):
    touch(page.who, "runner", runner)
    assert named_runners()[runner].runner.name in page.words.html
    assert page.scenario.runner == runner
    assert decode(page.address.code).runner == runner


def test_a_slider_changes_diary_words_and_address(page):
    before = page.figure.arrays
    touch(page.happened, "e3_percent", 150)
    assert page.scenario.events[3]["percent"] == 150
    assert page.figure.arrays != before
    assert decode(page.address.code).events[3]["percent"] == 150


def test_events_are_added_and_taken_out_and_undone(page):
    touch(page.happened, "add", "race")
    assert [event["kind"] for event in page.scenario.events][-1] == "race"
    touch(page.happened, "e0_remove", "remove")
    assert len(page.scenario.events) == 4
    touch(page.happened, "undo", "undo")
    assert len(page.scenario.events) == 5
    touch(page.happened, "undo", "undo")
    assert page.scenario == Scenario()
    touch(page.happened, "undo", "redo")
    assert len(page.scenario.events) == 5
    touch(page.happened, "undo", "reset")
    assert page.scenario == Scenario()


def test_a_life_without_pain_can_be_shown(page):
    touch(page.life, "pain", False)
    assert page.story.diary.episodes == ()
    assert "No pain began" in page.figure.reading


def test_another_life_keeps_the_history(page):
    events = page.story.events
    touch(page.life, "life", "life")
    assert page.story.events == events
    assert page.scenario.seed != Scenario().seed


def test_a_log_is_read_and_travels_without_its_words(page):
    sentence = page._received([("my secret title.csv", CSV)])
    assert sentence.startswith("Read: ")
    assert page.story.imported
    assert "secret" not in page.address.code
    other = HistoryPage()
    other.view()
    other.arrive(page.address.code)
    assert other.story.diary.days == page.story.diary.days
    assert other.words.html == page.words.html


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "png"),
        ("empty.csv", b"", "empty"),
        ("rows.csv", b"date,distance_km,duration_min\n", ""),
        ("column.csv", b"day,metres\n1,2\n", ""),
        ("date.csv", CSV.replace(b"2024-01-05", b"2024-13-45"), ""),
    ],
)
def test_a_bad_file_gives_one_sentence_and_leaves_the_diary(page, name, data, said):
    before = page.scenario
    sentence = page._received([(name, data)])
    assert sentence.count("\n") == 0
    assert said in sentence.lower()
    if page.scenario != before:
        assert sentence.startswith("Read: ")
    else:
        assert "The diary shown before stays." in sentence or "does not say" in sentence


def test_what_a_file_leaves_open_is_asked(page):
    miles = CSV.replace(b"distance_km", b"distance")
    page._received([("log.csv", miles)])
    assert "kilometres or miles" in page.asked.html
    assert page.scenario == Scenario()
    page.asked._handle_custom_msg({"act": "ask:units:mi"}, [])
    assert page.story.imported
    assert page.story.diary.run_km.max() == pytest.approx(8 * 1.609, abs=0.01)


def test_passports_open_and_close(page):
    page.words._handle_custom_msg({"act": "where"}, [])
    assert "Frandsen" in page.card.html
    assert "◉" in page.card.html
    page.card._handle_custom_msg({"act": "card:close"}, [])
    assert page.card.html == ""


def test_a_code_that_names_no_runner_is_said(page):
    page.arrive(encode(Scenario(runner="nobody")))
    assert "nobody" in page.notice.html
    assert page.scenario.runner == "maya"


def test_fault_in_a_reaction_is_said_and_nothing_is_lost(page, monkeypatch):
    monkeypatch.setattr(page, "change", lambda _: 1 / 0)
    touch(page.who, "runner", "kofi")
    assert "could not be done" in page.notice.html
    assert page.scenario == Scenario()


def test_what_was_written_down_is_less_than_what_was(page):
    truth = page.story.diary
    touch(page.life, "seen", "diary")
    assert not page.story.diary.training_known.all()
    assert truth.training_known.all()
    assert "As written down" in page.words.html
    lost = len(truth.run_day) - len(page.story.diary.run_day)
    assert lost > 0
    assert f"Against what was (dashed): {lost} of {len(truth.run_day)} runs are missing" in page.hint.html
    assert re.search(r"stress on hard days [\d.]+ points lower", page.hint.html)
    sleep, stress = page.figure.figure.data[-2:]
    assert (sleep["y"] == truth.sleep_h).all()
    assert (stress["y"] == truth.stress).all()
    assert [handle.trace for handle in page.figure.figure.handles] == [0, 1, 2, 3]
    touch(page.happened, "undo", "undo")
    assert page.story.diary == truth
    assert "Against" not in page.hint.html


@pytest.mark.parametrize("weeks", [4, 13, 27, 104])
def test_length_of_the_history(page, weeks):
    touch(page.life, "weeks", weeks)
    assert page.story.diary.days == 7 * weeks
    assert page.notice.html == ""
    assert [page.happened.values[f"e{i}_week"] for i in range(4)] == [e.week for e in page.story.events]


def test_moving_the_length_leaves_its_slider_in_place(page):
    before = page.life.spec
    touch(page.life, "weeks", 5)
    assert page.life.spec == before


def test_weekly_habits_move_the_runs_and_can_be_undone(page):
    usual = page.story.diary
    touch(page.life, "long_day", "wednesday")
    touch(page.life, "club", "none")
    touch(page.life, "runs", 3)
    diary = page.story.diary
    by_weekday = [diary.run_km[diary.run_day % 7 == day].mean() for day in sorted(set(diary.run_day % 7))]
    assert len(by_weekday) <= 4  # three days, and what an event adds
    assert "in 3 runs, the long one on Wednesday<" in page.about.html
    longest = [diary.longest_run_km[day::7] for day in range(7)]
    assert max(range(7), key=lambda day: np.nanmean(longest[day])) == 2
    for _ in range(3):
        touch(page.happened, "undo", "undo")
    assert page.story.diary == usual
    assert not page.scenario.choices


def test_another_runner_has_habits_of_her_own(page):
    touch(page.life, "runs", 2)
    assert decode(page.address.code).choices["history.runs"] == 2
    touch(page.who, "runner", "kofi")
    assert not page.scenario.choices


@pytest.mark.parametrize("forged", [0, 8, 2.5, "many", True])
def test_a_forged_habit_changes_nothing(forged):
    from toolkit.cases import story_of

    assert story_of(Scenario(choices={"history.runs": forged})).runner == story_of(Scenario()).runner


def drag(page, name, steps):
    page.figure._handle_custom_msg({"drag": name, "steps": steps}, [])


def test_an_event_dragged_on_the_timeline_moves_and_can_be_undone(page):
    before = page.story.events
    drag(page, "event3", -4)
    assert page.story.events[3] == before[3].moved(before[3].week - 4)
    assert page.story.events[:3] == before[:3]
    assert page.happened.values["e3_week"] == before[3].week - 4
    assert page.happened.values["e3_when"] == f"week −{4 - before[3].week}"
    assert decode(page.address.code).events[3]["week"] == before[3].week - 4
    touch(page.happened, "undo", "undo")
    assert page.story.events == before


def test_a_drag_ends_at_the_ends_of_the_history(page):
    drag(page, "event0", -500)
    assert page.story.events[0].week == -26
    drag(page, "event0", 500)
    assert page.story.events[0].week == -1
    assert page.notice.html == ""


@pytest.mark.parametrize("name", ["event9", "", None, ["event0"]])
def test_a_forged_name_moves_nothing(page, name):
    drag(page, name, 2)
    assert page.scenario == Scenario()
    assert page.notice.html == ""


@pytest.mark.parametrize("steps", ["2", None, True, float("nan"), float("inf"), 0])
def test_a_forged_drag_does_nothing(page, steps):
    drag(page, "event0", steps)
    assert page.scenario == Scenario()
    assert page.notice.html == ""


def test_what_can_be_dragged_is_said(page):
    assert "Drag an event by its name" in page.hint.html
    page._received([("log.csv", CSV)])
    assert "Drag" not in page.hint.html
    assert "handles" not in page.figure.spec
    drag(page, "event0", 3)
    assert page.story.imported


def test_dragging_the_week_keeps_the_controls_in_place(page):
    before = page.happened.spec
    touch(page.happened, "e0_week", -12)
    assert page.happened.spec == before
    assert page.happened.values["e0_when"] == "week −12"


def test_our_own_table_is_offered_and_comes_back(page):
    import base64

    from toolkit.ui.history_text import template_link

    packed = re.search('base64,([^"]+)', template_link()).group(1)
    assert "date,distance_km" in base64.b64decode(packed).decode()


def test_a_log_too_long_for_an_address_gives_a_sentence(page):
    any_of = random.Random(1)
    rows = [
        f"2024-0{1 + day // 28}-{1 + day % 28:02d},{any_of.uniform(1, 9):.2f},{any_of.uniform(9, 90):.2f},4"
        for day in range(150)
        for _ in range(20)
    ]
    table = "\n".join(["date,distance_km,duration_min,effort", *rows])
    sentence = page._received([("log.csv", table.encode())])
    assert "more than a page can carry" in sentence
    assert "The diary shown before stays." in sentence
    assert page.scenario == Scenario()


def test_reset_by_one_key_can_be_taken_back(page):
    touch(page.who, "runner", "kofi")
    page.address._handle_custom_msg({"reset": True}, [])
    assert page.scenario == Scenario()
    page.notice._handle_custom_msg({"act": "page:back"}, [])
    assert page.scenario.runner == "kofi"
    assert decode(page.address.code).runner == "kofi"
    assert page.notice.html == ""


def test_reset_of_what_is_as_it_opens_says_nothing(page):
    page.address._handle_custom_msg({"reset": True}, [])
    assert page.notice.html == ""


def test_the_highest_day_told_lies_in_the_weeks_told_of(page):
    from toolkit.content.story import story_settings

    touch(page.who, "runner", "carlos")
    touch(page.life, "weeks", 104)
    days = int(re.search(r"The highest day of these weeks was (\d+) days ago", page.words.html).group(1))
    first = page.story.onset_day - story_settings().reach_days.value
    assert days <= page.story.diary.days - first
