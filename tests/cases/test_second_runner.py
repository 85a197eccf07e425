"""Another runner beside the first."""

import pytest

from toolkit.cases import Scenario
from toolkit.cases.planning import planning_of
from toolkit.cases.second_runner import other_runner, planning_beside, second_runner
from toolkit.content.examples import examples
from toolkit.history import named_runners

FIRST = Scenario(findings={"burning": "present"}).but(
    choices={"plans.severity": "severe", "history.week": 3.0, "pain_types.diary": True}
)


def test_with_the_same_findings_only_the_history_differs():
    second = second_runner(FIRST, "margaret")
    assert second.findings == FIRST.findings
    assert second.choices == {"plans.severity": "severe", "pain_types.diary": True}
    one, other = planning_of(FIRST), planning_beside(FIRST, "margaret")
    assert one.situation.severity == other.situation.severity
    assert one.situation.factors != other.situation.factors
    assert other.situation.goal == named_runners()["margaret"].runner.goal


def test_with_a_patients_findings_the_pain_is_that_patients():
    second = second_runner(FIRST, "margaret", "calf_line")
    assert second.findings == examples().patients["calf_line"].findings
    assert "plans.severity" not in second.choices
    assert planning_beside(FIRST, "margaret", "calf_line").plan.types[0] == "radicular"


@pytest.mark.parametrize("runner", sorted(named_runners()))
def test_everybody_can_stand_beside_and_nobody_beside_oneself(runner):
    assert planning_beside(Scenario(), runner).plan.items
    assert other_runner(Scenario(runner=runner)) != runner


def test_the_unknown_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="No runner is called 'nobody'"):
        second_runner(FIRST, "nobody")
    with pytest.raises(ValueError, match="No patient is called 'x'"):
        second_runner(FIRST, "margaret", "x")
