"""A session: nothing before commitment, nothing taken back, the second visit, saved and restored."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cases.case import CaseError, load_case
from toolkit.cases.scoring import score
from toolkit.cases.session import CaseSession
from toolkit.cases.session_text import session_of_text, session_text
from toolkit.cases.trail import trail
from toolkit.cases.uncovering import factors_told, uncover
from toolkit.content.findings import findings

EVEN = {"radicular": 50, "radiculopathy": 50, "referred": 50, "lookalike": 50}


def _finished(case_id, questions=("bladder", "slr"), urgency="none", items=("safety_net",), belief=None):
    session = CaseSession(load_case(case_id))
    while True:
        for key in questions:
            session = session.ask(key)
        session = session.believe(belief or EVEN).name_factors(["training"]).commit()
        session = session.decide(urgency, items, "It may take some weeks.")
        if session.stage != "come_back":
            return session.reveal()
        session = session.come_back()


def test_nothing_is_shown_before_commitment():
    session = CaseSession(load_case("calf_line")).ask("slr")
    with pytest.raises(CaseError, match="Nothing is shown"):
        uncover(session)
    with pytest.raises(CaseError, match="Commit first"):
        session.reveal()
    with pytest.raises(CaseError, match="Commit to a belief"):
        session.decide("none", (), "")
    with pytest.raises(CaseError, match="State a belief"):
        session.commit()


def test_a_session_never_rewinds():
    session = CaseSession(load_case("calf_line")).ask("slr").believe(EVEN).commit()
    for again in (
        lambda: session.ask("burning"),
        lambda: session.believe(EVEN),
        lambda: session.name_factors(["sleep"]),
        session.commit,
        session.hint,
    ):
        with pytest.raises(CaseError, match="committed"):
            again()
    decided = session.decide("none", ("walk",), "Well.")
    with pytest.raises(CaseError, match="stands"):
        decided.decide("urgent", (), "")
    assert decided.steps[: len(session.steps)] == session.steps


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda s: s.ask("sIr"), "no question or test 'sIr'"),
        (lambda s: s.believe({"radicular": 50}), "four families"),
        (lambda s: s.believe({**EVEN, "referred": 101}), "between 0 and 100"),
        (lambda s: s.believe({**EVEN, "referred": float("nan")}), "between 0 and 100"),
        (lambda s: s.believe(EVEN, {"disc": 3}), "no pain type 'disc'"),
        (lambda s: s.name_factors(["luck"]), "no factor 'luck'"),
        (lambda s: s.believe(EVEN).commit().decide("soon", (), ""), "no level 'soon'"),
        (lambda s: s.believe(EVEN).commit().decide("none", ["magic"], ""), "no plan item 'magic'"),
        (lambda s: s.believe(EVEN).commit().decide("none", [], "x" * 401), "400 are the most"),
        (lambda s: s.come_back(), "no further visit"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(act, said):
    with pytest.raises(CaseError, match=said):
        act(CaseSession(load_case("calf_line")))


def test_a_vague_answer_becomes_clear_and_a_forgotten_one_stays_missing():
    session = CaseSession(load_case("calf_line")).ask("below_knee")
    assert session.asked() == {}
    assert session.vague == ("below_knee",)
    session = session.ask("below_knee")
    assert session.asked() == {"below_knee": "present"}
    assert session.vague == ()


def test_order_of_questions_does_not_change_answers():
    one = CaseSession(load_case("calf_line")).ask("slr").ask("burning")
    two = CaseSession(load_case("calf_line")).ask("burning").ask("slr")
    assert one.asked() == two.asked()


def test_hints_only_in_practice():
    session, question = CaseSession(load_case("calf_line")).hint()
    assert question.id in findings()
    assert session.hints == 1
    with pytest.raises(CaseError, match="no hints"):
        CaseSession(load_case("calf_line"), "assessment").hint()


def test_the_second_visit_decides():
    session = _finished("worse_by_friday", ("weakness_progress", "heel_raises"), "watch")
    first, second = score(session, 0), score(session, 1)
    assert (first.level, second.level) == ("watch", "same_day")
    assert first.missed == ""
    assert second.missed != ""
    half = CaseSession(load_case("worse_by_friday")).believe(EVEN).commit().decide("watch", (), "")
    with pytest.raises(CaseError, match="second visit"):
        half.reveal()


def test_reveal_tells_all_and_names_the_unknowable():
    shown = uncover(_finished("calf_line", ("bladder", "stops_running", "slr", "ankle_jerk")))
    assert "radicular (S1)" in shown.truth
    assert any("compressed" in text for _, texts in shown.unknowable for text in texts)
    assert "compressed" not in shown.truth
    assert len(shown.steps[0]) == 4
    assert shown.courses[0].type_id == "radicular"
    assert shown.explanation == load_case("calf_line").explanation
    said = " ".join(shown.history.sentences)
    assert "Lived 200 times" in said
    assert "does not prove" in said
    assert abs(sum(part for _, part in shown.history.parts) - 1) < 1e-6
    names = {verdict.worth for verdict in shown.verdicts}
    assert {"critical", "recommended", "neutral"} <= names


def test_steps_show_the_model_and_the_best_question():
    session = CaseSession(load_case("calf_line")).believe(EVEN).ask("bladder").believe(EVEN).ask("slr")
    steps = trail(session)
    assert steps[0].student == dict.fromkeys(EVEN, 0.5)
    assert steps[1].student is None
    assert steps[1].model == session.case.belief(session.asked()).family_probabilities
    assert all(step.best_expected >= 0 and step.rank >= 1 for step in steps)


@pytest.mark.parametrize("case_id", ["calf_line", "worse_by_friday"])
def test_saved_and_restored(case_id):
    session = _finished(case_id)
    back = session_of_text(session_text(session), load_case)
    assert back.steps == session.steps
    assert len(session_text(session)) < 900


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_session_or_one_sentence(text):
    try:
        session_of_text(text, load_case)
    except CaseError as error:
        assert str(error).endswith(".")


def test_a_cut_session_and_one_of_another_version_are_refused():
    text = session_text(_finished("calf_line"))
    with pytest.raises(CaseError, match=r"cut or changed|cannot be read|does not know"):
        session_of_text(text[: len(text) // 2], load_case)


def test_two_sessions_do_not_see_each_other():
    one = CaseSession(load_case("calf_line")).ask("slr")
    two = CaseSession(load_case("calf_line")).ask("burning")
    assert set(one.asked()) == {"slr"}
    assert set(two.asked()) == {"burning"}


def test_who_comes_back_is_not_a_stranger():
    """At the second visit belief is held against all that was answered so far; what was asked again counts as it is now."""
    session = CaseSession(load_case("worse_by_friday")).ask("burning").ask("slr").ask("heel_raises")
    first = session.asked()
    back = session.believe(EVEN).commit().decide("watch", (), "").come_back().ask("heel_raises")
    assert back.asked() == {"heel_raises": 3.0}
    assert back.held() == {**first, "heel_raises": 3.0}
    assert back.held(0) == first
    done = back.believe(EVEN).commit().decide("urgent", ("urgent_referral",), "").reveal()
    seen = score(done)
    assert seen.forecast.model == done.case.belief(done.held()).family_probabilities
    assert seen.forecast.model == trail(done)[-1].model
    # what helps within days is too slow for the same day, and not needless
    verdict = {each.item: each for each in seen.verdicts}["urgent_referral"]
    assert verdict.worth == "neutral"
    assert "too late" in verdict.why[0]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ((), "not named: "),
        (("training", "genetics"), "Worth naming here, as you did: Increase in training."),
    ],
)
def test_the_factors_that_were_named_are_answered(named, said):
    session = CaseSession(load_case("sit_bone")).ask("bladder").believe(EVEN).name_factors(named).commit()
    session = session.decide("none", (), "").reveal()
    assert any(said in each for each in factors_told(session, uncover(session).history))
