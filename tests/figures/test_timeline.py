"""The timeline shows what the diary holds, keeps its shape when a slider moves, and reads itself aloud."""

import json

import numpy as np
import pytest

from toolkit.cases import Scenario, story_of
from toolkit.figures.history_figure import history_figure, marked
from toolkit.figures.timeline import timeline, trailing_mean
from toolkit.figures.weeks import Marked, event_names
from toolkit.history import Diary, HeavyBlock, LongRun, Run, ShortNights, named_runners
from toolkit.history.load import single_run_ratio


def figure_of(diary, **more):
    return timeline(diary, longest_ratio=single_run_ratio(diary.longest_run_km), spike_ratio=1.1, **more)


def plain(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


def without_arrays(trace):
    return {key: value for key, value in trace.items() if not isinstance(value, np.ndarray)}


def test_each_run_is_a_stem_of_its_length():
    diary = Diary.build(35, runs=[(day, Run(8, 48, 4)) for day in range(0, 34, 3)] + [(34, Run(20, 120, 5))])
    spec = figure_of(diary)
    runs, long_runs = (next(t for t in spec.data if t.get("name") == name) for name in ("run", "long run"))
    assert np.nanmax(runs["y"]) == 8
    assert np.nanmax(long_runs["y"]) == 20
    assert np.count_nonzero(long_runs["y"] == 20) == 1


def test_missing_stays_missing():
    diary = Diary.build(35, sleep_h=[7.0] * 20 + [np.nan] * 15)
    sleep = figure_of(diary).data[-3]
    assert np.isnan(sleep["y"][20:]).all()
    rows = figure_of(diary).table.rows
    assert rows[-1][5] == "not known"
    assert rows[0][5] == "7.0"


def test_a_log_without_effort_has_an_unknown_load_and_not_none():
    runs = [(day, Run(8.0, 45.0, np.nan)) for day in range(0, 35, 4)]
    figure = figure_of(Diary.build(35, runs=runs))
    load = next(trace for trace in figure.data if "load" in trace.get("hovertemplate", ""))
    assert np.isnan(load["y"]).all()
    names = [note["text"] for note in figure.layout["annotations"]]
    assert [name.split(">")[1].split("<")[0] for name in names if "not in this log" in name] == [
        "Load",
        "Sleep",
        "Stress",
    ]
    rated = figure_of(Diary.build(35, runs=[(3, Run(8, 48, 4))], sleep_h=[7.0] * 35, stress=[3.0] * 35))
    assert not any("not in this log" in note["text"] for note in rated.layout["annotations"])


def test_moving_a_slider_changes_arrays_only():
    story = story_of(Scenario())
    events = [event.to_dict() for event in story.events]
    moved = [{**event, "percent": 75} if event["kind"] == "long_run" else event for event in events]
    one, two = history_figure(story), history_figure(story_of(Scenario(events=moved)))
    assert [without_arrays(t) for t in one.data] == [without_arrays(t) for t in two.data]
    assert json.dumps(one.layout) == json.dumps(two.layout)
    assert any(
        not np.array_equal(a["y"], b["y"], equal_nan=True) for a, b in zip(one.data, two.data, strict=True)
    )


@pytest.mark.parametrize("runner", sorted(named_runners()))
def test_every_runner_gives_a_figure_with_reading_and_table(runner):
    spec = history_figure(story_of(Scenario(runner=runner)))
    assert "runs" in spec.reading
    assert "Pain began" in spec.reading
    assert len(spec.table.rows) == 26
    assert all(len(row) == len(spec.table.head) for row in spec.table.rows)
    json.dumps([{key: plain(value) for key, value in trace.items()} for trace in spec.data], default=plain)


def test_names_of_events_do_not_cover_each_other():
    events = [
        Marked(f"event number {index}", "★", "#000000", -4 + index / 2, -3 + index / 2) for index in range(6)
    ]
    notes, rows = event_names(events, 26)
    assert rows > 1
    spots = sorted((note["yshift"], note["x"], len(note["text"])) for note in notes)
    assert len({(shift, x) for shift, x, _ in spots}) == 6


@pytest.mark.parametrize(
    ("event", "end"),
    [(ShortNights(week=-4, weeks=3), -1), (LongRun(week=-3), -2), (HeavyBlock(week=-2, weeks=9), 0)],
)
def test_an_event_is_shaded_for_as_long_as_it_lasts(event, end):
    assert marked(event).end_week == end


def test_every_event_can_be_taken_by_its_stretch_and_by_its_name():
    story = story_of(Scenario())
    spec = history_figure(story)
    assert [handle.trace for handle in spec.handles] == list(range(len(story.events)))
    names = {note["name"]: note for note in spec.layout["annotations"] if note.get("name")}
    for handle, event in zip(spec.handles, story.events, strict=True):
        assert spec.data[handle.trace]["x"][0] == event.week
        assert event.label.lower() in names[handle.name]["text"]
        assert (handle.first, handle.last, handle.unit) == (-26, -1, "week")
    assert len(names) == len(story.events), "the day of pain cannot be dragged"


def test_a_diary_without_events_has_nothing_to_drag():
    assert list(figure_of(Diary.build(35)).handles) == []


def test_a_phone_shows_the_last_weeks_of_the_whole():
    long = story_of(Scenario(weeks=52))
    narrow = history_figure(long).narrow
    assert narrow["xaxis"]["range"] == [-13, 0.25]
    assert narrow["meta"]["whole"] == [-52, 0.25]


def test_trailing_mean_skips_what_is_not_known():
    assert trailing_mean(np.array([np.nan, np.nan, 3.0]), 2).tolist()[2] == 3.0
    assert np.isnan(trailing_mean(np.array([np.nan, 1.0]), 1)[0])


def test_plotly_takes_the_specification():
    pytest.importorskip("plotly")
    figure = history_figure(story_of(Scenario())).plotly()
    assert len(figure.data) > 10


def test_what_is_said_of_a_day_is_what_the_lines_hold():
    story = story_of(Scenario())
    truth = story.diary
    figure = history_figure(story, truth)
    assert figure.days == truth.days
    said = {line.words: line for line in figure.day_lines}
    held = {
        "sleep {} h": truth.sleep_h,
        "stress {} of 10": truth.stress,
        "sleep as it was: {} h": truth.sleep_h,
    }
    for words, values in held.items():
        np.testing.assert_array_equal(figure.data[said[words].traces[0]]["y"], values)
    hazard = next(line for words, line in said.items() if words.startswith("hazard"))
    value, low, high = (figure.data[place]["y"] for place in hazard.traces)
    np.testing.assert_array_equal(value, story.hazards.times)
    known = np.isfinite(value)
    assert np.all(low[known] <= value[known])
    assert np.all(value[known] <= high[known])
    pain = figure.data[said["pain begins"].traces[0]]
    assert pain["x"][0] == pytest.approx((story.onset_day - truth.days) / 7)
    runs = [figure.data[line.traces[0]]["y"][1::3] for line in figure.day_lines if line.kind == "stems"][:2]
    assert sorted(np.concatenate(runs)) == pytest.approx(sorted(truth.run_km))
    for line, event in zip(
        [line for line in figure.day_lines if line.kind == "span"], story.events, strict=True
    ):
        assert event.label.lower() in line.words
        assert figure.data[line.traces[0]]["x"].min() == event.week


def test_every_run_of_a_day_stands_within_that_day():
    diary = Diary.build(14, runs=[(13, Run(3, 18, 3)), (13, Run(4, 24, 3)), (13, Run(5, 30, 3))])
    spec = figure_of(diary)
    at = np.concatenate([t["x"] for t in spec.data if t.get("name") in ("run", "long run")])
    assert np.all(at >= -1 / 7)
    assert np.all(at < 0)
