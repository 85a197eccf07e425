"""Answers are read with care: what is wrong is said, nothing is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.content.findings import findings
from toolkit.pain import PainModel, RefusalError, Truth, check_findings
from toolkit.pain.answers import NOTHING_ASKED, read_answers


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"foot_drop": True, "power_dorsiflexion": 5}, "Both cannot be right"),
        ({"heel_walking": "unable", "power_dorsiflexion": "mrc5"}, "Both cannot be right"),
        ({"heel_raises": 2, "power_plantarflexion": 5}, "Both cannot be right"),
        ({"slr": 300}, "300 degrees is not possible"),
        ({"slr": -5}, "not possible"),
        ({"slr": float("nan")}, "not possible"),
        ({"worst_pain": 11}, "lies between 0 and 10"),
        ({"slrr": True}, "Did you mean 'slr'?"),
        ({"dull_ache": "perhaps"}, "say one of 'absent', 'present'"),
        ({"dull_ache": 3}, "say one of"),
        ({"power_dorsiflexion": True}, "say one of"),
        ({"stops_running": True, "worst_pain": 2}, "Ask again."),
        ({"back_pain": True, "leg_against_back": "leg_only"}, "Both cannot be right"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(answers, words):
    problems = check_findings(answers)
    assert any(words in problem for problem in problems)
    assert all(problem.endswith((".", "?")) for problem in problems)
    belief = PainModel().posterior(answers)
    assert belief.is_prior
    assert belief.problems == problems
    assert "prior" in belief.note


def test_nothing_asked_is_the_prior_and_says_so():
    model = PainModel("gp")
    for nothing in ({}, {"slr": None}):
        belief = model.posterior(nothing)
        assert belief.is_prior
        assert belief.note == NOTHING_ASKED
        assert belief.joint is model.prior


def test_missing_is_not_absent():
    model = PainModel()
    assert model.posterior({"slump": None}).probabilities == model.posterior({}).probabilities
    absent = model.posterior({"slump": False}).probabilities["radicular"]
    assert absent < model.posterior({}).probabilities["radicular"]


@pytest.mark.parametrize(
    ("finding", "number", "level"),
    [
        ("slr", 70, "absent"), ("slr", 69.5, "positive"), ("slr", 45, "positive"), ("slr", 44, "early"),
        ("power_dorsiflexion", 5, "mrc5"), ("power_dorsiflexion", 4.5, "mrc4"), ("power_dorsiflexion", 0, "mrc0_2"),
        ("heel_raises", 15, "full"), ("heel_raises", 4, "hardly"), ("age", 65, "from_65"), ("age", 49, "under_50"),
        ("sacroiliac_cluster", 3, "three_or_more"),
    ],
)  # fmt: skip
def test_numbers_fall_into_their_levels(finding, number, level):
    assert read_answers({finding: number}).ids == {finding: level}


@given(
    st.dictionaries(
        st.text(max_size=12), st.one_of(st.none(), st.booleans(), st.floats(), st.text(max_size=8))
    )
)
def test_no_answer_breaks_the_reading(answers):
    read = read_answers(answers)
    assert set(read.levels) <= set(findings())


@given(st.data())
def test_a_level_id_reads_as_itself(data):
    key = data.draw(st.sampled_from(list(findings())))
    level = data.draw(st.sampled_from(findings()[key].level_ids))
    assert read_answers({key: level}).ids == {key: level}


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: PainModel().sample(-1, seed=1), "from 0 up"),
        (lambda: PainModel().sample(2, seed=1, only=["xx"]), "'xx' is no finding"),
        (lambda: Truth.of("cauda_equina"), "'cauda_equina.incomplete'"),
        (lambda: Truth.of("sciatica"), "is no pain type"),
    ],
)
def test_a_script_is_told_in_one_sentence_what_would_be_right(ask, words):
    with pytest.raises(RefusalError) as refused:
        ask()
    assert words in str(refused.value)
