"""A chart of both sides and visits survives an address, and the painful side is the page's findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cases import Scenario, decode, encode
from toolkit.cases.examination import (
    examination_of,
    read_code,
    signs_by_root,
    with_chart,
    with_sign,
    write_code,
)
from toolkit.content.findings import findings
from toolkit.pain.deficit import objective_signs


def charts():
    return st.fixed_dictionaries(
        {}, optional={sign: st.sampled_from(findings()[sign].level_ids) for sign in objective_signs()}
    )


@given(charts())
def test_code_and_back(found):
    assert read_code(write_code(found)) == found


@given(st.text(max_size=80))
def test_any_text_is_read_without_complaint(code):
    for sign, level in read_code(code).items():
        assert level in findings()[sign].level_ids


def test_code_fits_into_one_choice_of_an_address():
    assert len(write_code({sign: findings()[sign].level_ids[-1] for sign in objective_signs()})) <= 80


def test_every_sign_stands_once():
    listed = [sign for signs in signs_by_root().values() for sign in signs]
    assert sorted(listed) == sorted(objective_signs())


def test_painful_side_at_week_0_is_the_findings():
    scenario = with_sign(Scenario(), "right", 0, "ankle_jerk", "lost")
    assert scenario.findings == {"ankle_jerk": "lost"}
    assert examination_of(scenario).found["right", 0] == {"ankle_jerk": "lost"}
    assert examination_of(scenario).found["left", 0] == {}


@pytest.mark.parametrize(("side", "week"), [("left", 0), ("left", 2), ("right", 2)])
def test_other_charts_leave_the_findings_alone(side, week):
    scenario = with_sign(Scenario(findings={"burning": "present"}), side, week, "heel_raises", 3)
    assert scenario.findings == {"burning": "present"}
    seen = examination_of(decode(encode(scenario))).found
    assert seen[side, week] == {"heel_raises": "hardly"}
    assert [cell for cell, found in seen.items() if found] == [(side, week)]


def test_whole_chart_keeps_what_was_asked():
    scenario = with_chart(
        Scenario(findings={"burning": "present", "knee_jerk": "lost"}), "right", 0, {"ankle_jerk": "absent"}
    )
    assert scenario.findings == {"burning": "present", "ankle_jerk": "absent"}


def test_taking_a_sign_out():
    scenario = with_sign(Scenario(), "left", 2, "ankle_jerk", "lost")
    assert with_sign(scenario, "left", 2, "ankle_jerk", None) == Scenario()


def test_impossible_level_is_refused_in_words():
    with pytest.raises(ValueError, match="is no answer here"):
        with_sign(Scenario(), "left", 0, "ankle_jerk", "sideways")


def test_unknown_side_in_an_address_is_the_usual_one():
    assert examination_of(Scenario().with_choice("examination.painful", "up")).painful == "right"
