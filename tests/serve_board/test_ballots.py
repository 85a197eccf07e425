"""What may be sent as an answer, and what is refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cases.case import load_case
from toolkit.serve.board.ballot import BeliefBallot, PlanBallot, read_address, read_ballot
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.question import belief_question, next_question, plan_question
from toolkit.serve.board.refusal import BoardError

FOUR = {"radicular": ["70"], "radiculopathy": ["5"], "referred": ["20"], "lookalike": ["10"]}


def test_belief_is_read():
    assert read_ballot(belief_question(), FOUR).families == {
        "radicular": 70,
        "radiculopathy": 5,
        "referred": 20,
        "lookalike": 10,
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"radicular": ["101"]},
        {"radicular": ["-1"]},
        {"radicular": ["1e2"]},
        {"radicular": ["nan"]},
        {"radicular": [""]},
        {"radicular": ["likely"]},
        {"radicular": ["70", "80"]},
        {"radicular": []},
        {"tendon": ["5"]},
        {"kind": ["plan"]},
        {"name": ["Ann"]},
        {"visitor": ["v1"]},
    ],
)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(BoardError):
        read_ballot(belief_question(), {**FOUR, **wrong})


@pytest.mark.parametrize("missing", FOUR)
def test_all_four_are_asked_for(missing):
    with pytest.raises(BoardError, match="each of the four"):
        read_ballot(belief_question(), {key: said for key, said in FOUR.items() if key != missing})


@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=3), max_size=6))
def test_whatever_is_sent_is_read_or_refused(fields):
    for question in (belief_question(),):
        try:
            ballot = read_ballot(question, fields)
        except BoardError as error:
            assert str(error).endswith(".")
        else:
            assert isinstance(ballot, BeliefBallot)


@given(st.dictionaries(st.sampled_from(["vote", "round", "x"]), st.lists(st.text(max_size=6), max_size=2)))
def test_an_address_is_read_or_refused(fields):
    try:
        address = read_address(fields)
    except BoardError:
        return
    assert address.round in (1, 2)
    assert address.vote >= 1


def test_only_listed_questions_can_be_chosen(calf):
    question = next_question(calf)
    chosen = question.option_ids[2]
    assert read_ballot(question, {"finding": [chosen]}).finding == chosen
    other = next(key for key in calf.open if key not in question.option_ids)
    for wrong in (other, "<script>", "", "a" * 500):
        with pytest.raises(BoardError):
            read_ballot(question, {"finding": [wrong]})


def test_a_plan_has_a_level_and_at_most_three_items(calf):
    question = plan_question(calf)
    items = list(question.option_ids)
    read = read_ballot(question, {"level": ["urgent"], "items": items[:3]})
    assert read == PlanBallot(level="urgent", items=tuple(items[:3]))
    assert read_ballot(question, {"level": ["none"]}).items == ()
    for wrong in (
        {"items": items[:1]},
        {"level": ["dire"], "items": items[:1]},
        {"level": ["none"], "items": items[:4]},
        {"level": ["none"], "items": [items[0], items[0]]},
        {"level": ["none"], "items": ["cure_all"]},
        {"level": ["none", "urgent"]},
    ):
        with pytest.raises(BoardError):
            read_ballot(question, wrong)


@pytest.mark.parametrize("case", ["calf_line", "cannot_feel_paper", "landing_pain", "sit_bone"])
def test_a_choice_of_questions_holds_the_best_and_one_of_everybodys(case):
    played = PlayedCase(load_case(case)).ask("onset").ask("sharp_or_electric")
    question = next_question(played)
    assert 4 <= len(question.option_ids) <= 8
    assert len(set(question.option_ids)) == len(question.option_ids)
    assert played.case.model.best_questions(played.known, 1)[0].id in question.option_ids
    assert set(question.option_ids) <= set(played.open)
    assert any(key in played.concern.unasked for key in question.option_ids)


def test_a_test_that_would_load_a_failing_bone_is_told_to_be_harmful():
    from toolkit.serve.board.reveal import revealed
    from toolkit.serve.board.vote import Vote

    played = PlayedCase(load_case("landing_pain"))
    for finding in ("load_rise", "bone_tender", "standing_hurts", "groin", "past_bone_stress", "low_energy"):
        played = played.ask(finding)
    assert "hop_test" in played.withheld
    question = next_question(played)
    assert "hop_test" in question.option_ids
    told = revealed(Vote(1, question, played)).options["hop_test"]
    assert told.harmful
    assert not told.marked


def test_there_is_no_vote_when_nothing_is_left_to_ask(calf):
    played = calf
    for finding in played.open:
        while finding in played.open:
            played = played.ask(finding)
    with pytest.raises(BoardError, match="Nearly everything"):
        next_question(played)
    with pytest.raises(BoardError, match="no question or test"):
        played.ask("nothing_of_the_kind")


@pytest.mark.parametrize("case", ["calf_line", "cannot_feel_paper", "landing_pain", "dull_back"])
def test_a_plans_items_hold_the_safety_net_and_something_to_leave_out(case):
    from toolkit.serve.board.question import verdicts_now

    played = PlayedCase(load_case(case)).ask("onset")
    question = plan_question(played)
    worths = {each.item: each.worth for each in verdicts_now(played)}
    listed = [worths[key] for key in question.option_ids]
    assert len(listed) == 8
    assert "safety_net" in question.option_ids
    assert any(worth in {"critical", "recommended"} for worth in listed)
    assert any(worth in {"harmful", "unnecessary"} for worth in listed)
    assert [level.id for level in question.levels] == ["same_day", "urgent", "watch", "context", "none"]
