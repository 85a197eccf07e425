"""The figures of the page on plans: what they draw, what they say, and their tables."""

import numpy as np
import pytest

from toolkit.cases import Scenario
from toolkit.cases.way_back import three_ways_of
from toolkit.content.exercises import exercises
from toolkit.content.pain_types import pain_types
from toolkit.figures import poses as drawings
from toolkit.figures.poses import pictures, poses
from toolkit.figures.recurrence_year import recurrence_year
from toolkit.figures.six_runs import six_runs
from toolkit.figures.three_ways import three_ways_lived
from toolkit.figures.usual_course import usual_course
from toolkit.plans import course

ROW = [(2, 2, 1), (2, 2, 2), (3, 2, 2), (3, 3, 2), (4, 3, 3), (4, 4, 3)]
DAYS = [-16, -13, -10, -7, -4, -1]


def test_six_runs_draw_each_pain_and_the_limit():
    figure = six_runs(ROW, DAYS, 3)
    limit, during, after, morning = figure.data
    assert set(limit["y"]) == {3}
    assert during["y"].tolist() == [2, 2, 3, 3, 4, 4]
    assert after["y"].tolist() == [2, 2, 2, 3, 3, 4]
    assert morning["y"].tolist() == [1, 2, 2, 2, 3, 3]
    assert "2, 2, 3, 3, 4, 4" in figure.reading
    assert figure.table.rows[-1] == ["yesterday", "4", "4", "3"]


@pytest.mark.parametrize("type_id", list(pain_types().types))
def test_course_of_every_type_has_the_same_traces(type_id):
    figure = usual_course(course(type_id), today_weeks=3)
    assert len(figure.data) == len(usual_course(course("referred")).data)
    assert figure.reading.startswith("Usual course of ")
    assert len(figure.table.rows) == sum(len(curve.points) for curve in course(type_id).curves)


def test_course_draws_what_was_published_and_nothing_else():
    found = course("referred")
    figure = usual_course(found, today_weeks=3)
    older = next(index for index, curve in enumerate(found.curves) if curve.id == "back_acute_older")
    band, line, points = figure.data[3 * older : 3 * older + 3]
    assert points["y"].tolist() == [52, 23, 12, 6]
    assert points["error_y"]["arrayminus"].tolist() == [4, 2, 3, 3]
    assert np.nanmax(band["y"]) == 57
    assert line["y"][0] == 52
    newer = figure.data[0]
    assert np.isnan(newer["y"]).all(), "no interval was published, so no band is drawn"
    assert "72 % at week 52" in figure.reading
    assert figure.data[-1]["x"].tolist() == [3, 3]


def test_course_without_a_curve_draws_nothing_and_says_so():
    figure = usual_course(course("deep_gluteal"))
    assert all(np.isnan(np.asarray(trace["y"], dtype=float)).all() for trace in figure.data[:-1])
    assert "no curve was published" in figure.reading


def test_recurrence_rises_and_the_trial_lies_below_usual_care():
    figure = recurrence_year()
    any_one, limiting, walking = (figure.data[index]["y"] for index in (1, 3, 5))
    for line in (any_one, limiting, walking):
        assert (np.diff(line) > 0).all()
    assert (walking[1:] < limiting[1:]).all()
    assert (limiting[1:] < any_one[1:]).all()
    assert "69 of 100" in figure.reading
    assert len(figure.table.rows) == 6


def test_the_chance_of_recurrence_falls_from_month_to_month():
    figure = recurrence_year(monthly=True)
    for index in (1, 3, 5):
        line = figure.data[index]["y"]
        assert len(line) == 12
        assert (np.diff(line) < 0).all()
    assert len(figure.data) == len(recurrence_year().data)
    # What adds up over the months is what is drawn for the year.
    free = np.prod(1 - figure.data[1]["y"] / 100)
    assert 100 * (1 - free) == pytest.approx(recurrence_year().data[1]["y"][-1], abs=0.5)


def test_one_grade_of_a_strain_says_how_far_people_differ():
    figure = usual_course(course("hamstring_strain", grade=3), today_weeks=3)
    assert "one was back by day 22, half by day 56 and nine by day 142" in figure.reading
    assert "half by day" not in usual_course(course("hamstring_strain")).reading
    assert figure.layout["xaxis"]["range"][1] < usual_course(course("referred")).layout["xaxis"]["range"][1]


def test_three_ways_draw_weeks_and_hazard_with_a_band():
    ways = three_ways_of(Scenario())
    figure = three_ways_lived(ways)
    assert len(figure.data) == 9
    planned, rushed, rested = (figure.data[index]["y"] for index in (0, 3, 6))
    assert rushed.sum() > planned.sum() > rested.sum()
    for slot, way in enumerate(ways.values()):
        assert figure.data[3 * slot]["y"].sum() == pytest.approx(sum(day.km for day in way.days), abs=0.01)
        assert (way.low <= way.times).all()
        assert f"{round(200 * way.chance)} of 200" in figure.reading
    assert [row[0] for row in figure.table.rows] == ["As planned", "Rushed", "Full rest, then the last week"]


@pytest.mark.parametrize("exercise", list(exercises().exercises))
def test_every_drawing_has_a_picture_for_each_pose(exercise):
    own = poses(exercise)
    assert len(own) == len(exercises().exercises[exercise].poses)
    for picture, caption in zip(own, exercises().exercises[exercise].poses, strict=True):
        assert picture.startswith("<svg")
        assert f'aria-label="{caption}"' in picture.replace("&#39;", "'")
        assert " id=" not in picture, "the same id would stand twice on a page"
    assert ("st-moving" in pictures(exercise, moving=True)) is (len(own) > 1)
    assert "st-moving" not in pictures(exercise)


@pytest.mark.parametrize(
    "bad",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><g id="pose1" onload="alert(1)"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="x.png"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(http://example.org)" d="M0,0"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0,0"/></svg>',
    ],
)
def test_a_drawing_with_anything_but_plain_shapes_is_refused(monkeypatch, bad):
    monkeypatch.setattr(drawings, "drawing", lambda _: bad)
    with pytest.raises(ValueError, match=r"plain shapes only|has 0 poses"):
        drawings.poses.__wrapped__("side_lying_ease")
