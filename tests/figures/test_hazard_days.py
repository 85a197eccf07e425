import numpy as np
import pytest

from toolkit.cases import Scenario, story_of
from toolkit.content.factors import CAUSES
from toolkit.figures.hazard_days import PER_DAYS, hazard_curve, hazard_days
from toolkit.figures.weeks import STRETCHES, Marked, event_names, weeks_axis


@pytest.fixture(scope="module")
def story():
    return story_of(Scenario())


def test_causes_add_up_to_the_whole(story):
    whole = hazard_curve(story)
    parts = [hazard_curve(story, cause) for cause in CAUSES]
    for name in ("value", "habitual"):
        summed = sum(getattr(part, name) for part in parts)
        np.testing.assert_allclose(summed, getattr(whole, name), rtol=1e-9)


def test_the_band_holds_the_curve(story):
    for cause in (None, *CAUSES):
        curve = hazard_curve(story, cause)
        known = np.isfinite(curve.value)
        assert np.all(curve.low[known] <= curve.value[known])
        assert np.all(curve.value[known] <= curve.high[known])


def test_nothing_is_drawn_after_pain_began(story):
    curve = hazard_curve(story)
    assert np.isnan(curve.value[story.onset_day + 1 :]).all()
    assert np.isfinite(curve.value[story.onset_day])


def test_the_reading_tells_the_highest_day_with_its_band(story):
    figure = hazard_days(story)
    curve = hazard_curve(story)
    assert f"{story.diary.days - curve.peak} days before the consultation" in figure.reading
    assert f"{curve.value[curve.peak]:.1f} episodes in 10,000 such days (band" in figure.reading
    assert curve.value[curve.peak] == pytest.approx(PER_DAYS * np.nanmax(story.hazards.total))


def test_moving_an_event_changes_arrays_only(story):
    def shape(figure):
        return [
            {key: value for key, value in trace.items() if not isinstance(value, np.ndarray)}
            for trace in figure.data
        ]

    events = [dict(event.to_dict()) for event in story.events]
    events[0]["week"] -= 2
    moved = hazard_days(story_of(Scenario(events=events)))
    assert shape(moved) == shape(hazard_days(story))
    assert len(moved.data) == STRETCHES + 5


def test_the_table_has_a_row_a_week_and_says_when_pain_had_begun(story):
    table = hazard_days(story).table
    assert len(table.rows) == story.diary.days // 7
    assert all(len(row) == len(table.head) for row in table.rows)
    assert any("pain had begun" in cell for cell in table.rows[-1])


def test_the_axis_is_the_timelines():
    axis = weeks_axis(182)
    assert axis["range"] == [-26, 0.25]
    assert axis["ticktext"][-1] == "today"
    assert axis["tickvals"][0] == -26


def test_names_of_events_at_one_time_stand_in_rows_of_their_own():
    same = [Marked("stressful weeks", "x", "#000000", -6, -1), Marked("short nights", "o", "#000000", -5, -1)]
    names, rows = event_names(same, 26)
    assert rows == 2
    assert {name["yshift"] for name in names} == {0, 16}
    apart = [same[0], Marked("break", "o", "#000000", -24, -22)]
    assert event_names(apart, 26)[1] == 1


def test_a_diary_without_pain_has_no_line_of_onset():
    well = story_of(Scenario().with_choice("history.pain", False))
    assert well.onset_day is None
    figure = hazard_days(well)
    assert np.isnan(figure.data[-1]["x"]).all()
    assert "until the consultation" in figure.reading


def test_what_is_said_of_a_day_is_the_curve_with_its_band(story):
    curve, figure = hazard_curve(story), hazard_days(story)
    hazard, usual = figure.day_lines[:2]
    said = [figure.data[place]["y"] for place in (*hazard.traces, *usual.traces)]
    for drawn, held in zip(said, (curve.value, curve.low, curve.high, curve.habitual), strict=True):
        np.testing.assert_array_equal(drawn, held)
    assert [line.kind for line in figure.day_lines[2:]] == ["span"] * len(story.events) + ["moment"]
