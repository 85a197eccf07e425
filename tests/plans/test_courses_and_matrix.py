"""The usual course, recurrence, and every plan on every type."""

import pytest

from toolkit.content.courses import courses
from toolkit.content.evidence import evidence
from toolkit.content.plan_matrix import Difference
from toolkit.content.words import words
from toolkit.plans import course, days_until, narrowing, plan_matrix, recurrence


@pytest.mark.parametrize("type_id", sorted(words().types))
def test_each_type_has_an_honest_course(type_id):
    own = course(type_id, weeks=104)
    assert own.honest
    if not own.found:
        assert own.curves == ()
    for curve in own.curves:
        assert curve.points
        assert curve.people


def test_published_points_lie_on_the_line_within_their_intervals():
    lines = {c.id: c for t in words().types for c in course(t, weeks=104).curves}
    assert len(lines) >= 10
    for curve in lines.values():
        if curve.measure == "returned" or not curve.line:
            continue
        by_week = {p.weeks: p for p in curve.line}
        for point in curve.points:
            low, high = point.value.interval
            margin = 1.1 if curve.drawn.startswith("An exp") else 1e-9
            assert low - margin <= by_week[point.weeks].value <= high + margin, curve.id


def test_no_point_is_invented():
    for key, curve in courses().curves.items():
        for point in curve.points:
            figure = evidence().figures[point.value.source.removeprefix("evidence:")]
            assert figure.value == point.value.value, key


def test_wallworks_means_are_the_published_ones():
    acute = next(c for c in course("referred").curves if c.id == "back_acute")
    assert [(p.weeks, p.value.value) for p in acute.points] == [(0, 56), (6, 26), (26, 22), (52, 21)]
    line = [p.value for p in acute.line]
    assert line == sorted(line, reverse=True)


def test_the_interval_is_carried_where_it_was_published():
    older = next(c for c in course("referred").curves if c.id == "back_acute_older")
    assert all(p.low is not None and p.low < p.value < p.high for p in older.line)
    assert older.line[3].value == pytest.approx(37.5)


def test_strains_by_grade_return_about_their_mean():
    for grade, mean in ((0, 8), (1, 17), (2, 22), (3, 73)):
        (curve,) = course("hamstring_strain", grade=grade, weeks=52).curves
        share = [p.value for p in curve.line]
        assert share == sorted(share)
        assert share[0] == 0
        assert share[-1] > 0.95
        half = next(p.weeks for p in curve.line if p.value >= 0.5)
        assert half * 7 <= mean + 7


def test_a_grade_or_stage_without_a_curve_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="grade 4"):
        course("hamstring_strain", grade=4)
    with pytest.raises(ValueError, match="stage 'late'"):
        course("referred", stage="late")
    with pytest.raises(ValueError, match="No pain type is called 'hernia'"):
        course("hernia")
    with pytest.raises(ValueError, match="positive number of weeks"):
        course("referred", weeks=0)


def test_recurrence_falls_with_time_and_meets_the_published_shares():
    year = recurrence()
    assert year.share[365] == pytest.approx(0.69, abs=0.01)
    assert year.share[139] == pytest.approx(0.5, abs=0.01)
    assert list(year.hazard) == sorted(year.hazard, reverse=True)
    assert recurrence(kind="limiting").share[365] == pytest.approx(0.40)


def test_only_the_walking_trial_moves_a_curve_and_only_the_one_it_measured():
    walked = recurrence(kind="limiting", walking=True)
    assert walked.share[365] == pytest.approx(1 - 0.6**0.72)
    assert walked.low[365] == pytest.approx(1 - 0.6**0.60)
    assert walked.high[365] == pytest.approx(1 - 0.6**0.85)
    with pytest.raises(ValueError, match="limit activity"):
        recurrence(walking=True)
    with pytest.raises(ValueError, match="1 to 730 days"):
        recurrence(0)


def test_the_matrix_is_complete_and_speaks():
    matrix = plan_matrix()
    assert len(matrix.types) == 19
    for line in matrix.lines:
        assert [cell.type_id for cell in line.cells] == [key for key, _, _ in matrix.types]
        assert all(cell.words and cell.source for cell in line.cells)
    assert "missed emergency" in matrix.finding


def test_a_known_difference_rests_on_a_trial_or_says_that_it_does_not():
    trials = {"evidence:pocovi2024-walking", "evidence:peul2007-equal-later"}
    for line in plan_matrix().lines:
        for cell in line.cells:
            if cell.difference is Difference.KNOWN:
                assert (
                    cell.source in trials
                    or cell.words.startswith("Not from a trial")
                    or line.id == "early_surgery"
                )


def test_every_plan_that_waits_harms_an_emergency():
    matrix = plan_matrix()
    for plan in (
        "wait_and_see",
        "radicular_plan",
        "referred_plan",
        "bed_rest",
        "run_through",
        "movement_set",
    ):
        for type_id in ("cauda_equina", "infection", "malignancy"):
            assert matrix.cell(plan, type_id).difference is Difference.HARM
    assert matrix.cell("run_through", "bone_stress").difference is Difference.HARM
    assert matrix.cell("matched_care", "radicular").difference is Difference.NONE_KNOWN
    with pytest.raises(KeyError, match="No cell for plan 'reiki'"):
        matrix.cell("reiki", "referred")


def test_curves_are_narrowed_only_where_there_is_something_to_choose():
    for type_id in courses().types:
        able = narrowing(type_id)
        for grade in able.grades:
            assert course(type_id, grade=grade).curves
        for stage in able.stages:
            assert course(type_id, stage=stage).curves
    assert narrowing("deep_gluteal").grades == narrowing("deep_gluteal").stages == ()


def test_days_until_lie_on_the_drawn_curve():
    for curve in course("hamstring_strain").curves:
        days = [days_until(curve, share) for share in (0.1, 0.5, 0.9)]
        assert days == sorted(days)
        weeks = {point.weeks: point.value for point in curve.line}
        assert weeks[float(int(days[1] // 7))] <= 0.5 <= weeks[float(int(days[1] // 7) + 1)]
    with pytest.raises(ValueError, match="tells no days of return"):
        days_until(course("referred").curves[0], 0.5)
    with pytest.raises(ValueError, match="lies between 0 and 1"):
        days_until(course("hamstring_strain").curves[0], 1)
