"""What is revealed: levels of concern first, the model given what was asked, and nothing of the truth too early."""

import pytest

from toolkit.cases.case import load_case
from toolkit.serve.board import charts, drawing
from toolkit.serve.board.ballot import Addressed, NextBallot, PlanBallot
from toolkit.serve.board.board import Board
from toolkit.serve.board.charts import change_reading, vote_charts
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.question import next_question, plan_question
from toolkit.serve.board.reveal import calibration, own_miss, revealed, truth_told
from toolkit.serve.board.reveal_words import missed_so_far, model_said, truth_said
from toolkit.serve.board.student_view import student_parts
from toolkit.serve.board.tally import changed, counts, spreads
from toolkit.serve.board.vote import Vote


def exact(played):
    from toolkit.serve.board.ballot import BeliefBallot

    model = played.belief.family_probabilities
    return BeliefBallot(**{key: round(100 * share) for key, share in model.items()})


def test_who_says_what_the_model_holds_lies_nowhere_from_it(calf, voted, believed):
    held = calibration(voted([exact(calf)] * 4, [believed(0, 90, 0, 90)] * 4))
    assert held.brier[0] < 0.001
    assert held.miss[0] < 1
    assert held.brier[1] > 0.2
    assert (held.nearer, held.farther) == (0, 4)
    assert held.spread == (0, 0)


def test_brier_is_the_mean_over_students_and_families(calf, voted, believed):
    ballots = [believed(10, 20, 30, 40), believed(90, 0, 0, 0), believed(50, 50, 50, 50)]
    model = calf.belief.family_probabilities
    by_hand = [
        sum((points / 100 - model[key]) ** 2 for key, points in each.families.items()) / 4 for each in ballots
    ]
    assert calibration(voted(ballots)).brier == (pytest.approx(sum(by_hand) / 3), None)


def test_a_crowd_lies_nearer_than_its_students(calf, voted, believed):
    held = calibration(voted([believed(0), believed(100), believed(60), believed(80)]))
    assert held.crowd[0] <= held.miss[0]


def test_ones_own_distance_is_of_the_last_answer(calf, voted, believed):
    vote = voted([believed()] * 3, [exact(calf), believed(0, 0, 0, 0), believed()])
    assert own_miss(vote, "v0") < 1
    assert own_miss(vote, "v1") > own_miss(vote, "v0")
    assert own_miss(vote, "somebody else") is None


def test_fewer_than_three_answers_show_nothing(voted, believed):
    assert vote_charts(voted([believed(), believed()])) == ()
    chart = vote_charts(voted([believed()] * 3, [believed()] * 2))[0]
    assert chart.series == ("round 1",)
    assert change_reading(voted([believed()] * 3, [believed()] * 2)) == ""


def test_bins_hold_every_answer_once(voted, believed):
    vote = voted([believed(points) for points in (0, 19, 20, 39, 40, 79, 80, 100)])
    assert spreads(vote.rounds[0])["radicular"].bins == (2, 2, 1, 1, 2)


def test_changes_and_their_direction_are_counted(voted, believed):
    vote = voted([believed(50), believed(50), believed(50), believed(50)],
                 [believed(80), believed(54), believed(20), believed(80)])  # fmt: skip
    moves = changed(vote)
    assert (moves.both, moves.changed) == (4, 3)
    assert dict(moves.directions) == {"radicular pain up": 2, "radicular pain down": 1}
    assert "3 of the 4" in change_reading(vote)
    assert "None of the 3" in change_reading(voted([believed()] * 3, [believed()] * 3))


def test_choices_are_counted_and_the_best_is_marked(calf):
    question = next_question(calf)
    vote = Vote(1, question, calf)
    picks = [question.option_ids[at] for at in (0, 0, 1, 3)]
    for who, pick in enumerate(picks):
        vote = vote.cast(f"v{who}", Addressed(vote=1, round=1), NextBallot(finding=pick))
    vote = vote.close(show=True)
    assert sum(counts(vote.rounds[0], question.option_ids).values()) == 4
    told = revealed(vote)
    best = calf.case.model.best_questions({}, 1)[0].id
    assert [key for key, each in told.options.items() if each.marked] == [best]
    rows = vote_charts(vote, told)[0].rows
    assert [row.said_first for row in rows][:2] == ["2", "1"]
    assert all(row.note for row in rows)
    share = 100 * picks.count(best) // 4
    assert f"{share} of 100 chose it" in " ".join(model_said(vote))


def plan_vote(played, *levels):
    question = plan_question(played)
    vote = Vote(1, question, played)
    for who, level in enumerate(levels):
        vote = vote.cast(
            f"v{who}", Addressed(vote=1, round=1), PlanBallot(level=level, items=("safety_net",))
        )
    return vote.close(show=True)


def test_nothing_is_called_needless_while_a_question_of_everybody_is_open():
    """Her first words say 'both legs'; nobody asked. No concern recorded is not the right answer."""
    played = PlayedCase(load_case("cannot_feel_paper")).ask("slr")
    told = revealed(plan_vote(played, "none", "same_day", "watch"))
    assert not told.options["none"].marked
    assert "not known yet" in told.options["none"].words
    for key in ("emergency_now", "urgent_referral"):
        if key in told.options:
            assert "not called for" not in told.options[key].words
            assert not told.options[key].harmful
    assert "bladder" in told.unasked
    for key, each in told.options.items():
        if key not in {"none", "safety_net"} and "called for" in each.words:
            assert key not in {"image_not_now", "walk_run", "keep_running_referred", "run_within_tendon"}


def test_a_level_set_too_low_is_counted_first_of_all():
    played = PlayedCase(load_case("cannot_feel_paper")).ask("bladder").ask("saddle")
    vote = plan_vote(played, "none", "same_day", "watch", "urgent")
    told = revealed(vote)
    assert told.concern.level == "same_day"
    assert told.too_low == (3, 0)
    assert told.options["same_day"].marked
    assert told.options["emergency_now"].marked
    assert "3 of 4 chose a level below" in model_said(vote)[0]
    level, after = drawing.told(played, vote.reveal(), truth=False)
    assert "st-alarm" in level
    assert "Same-day emergency" in level
    assert "Same-day emergency" not in after or "chose a level below" in after


def test_what_everybody_is_asked_is_named_until_it_is_asked(calf, voted, believed):
    vote = voted([believed()] * 3)
    assert "Bladder" in missed_so_far(vote)[0]
    played = calf
    for key in calf.concern.unasked:
        played = played.ask(key)
    asked = missed_so_far(voted([believed()] * 3, played=played))
    assert "has been asked" in asked[0]
    assert "reassures nobody" in asked[0]


def test_revealing_says_nothing_of_the_truth(voted, believed):
    """What is shown after 'reveal' is the same for two patients who differ only in what was not asked."""
    one, other = (PlayedCase(load_case(key)).ask("slr") for key in ("cannot_feel_paper", "calf_line"))
    for played in (one, other):
        vote = voted([believed()] * 3, played=played).reveal()
        level, after = drawing.told(played, vote, truth=False)
        shown = level + after + "".join(model_said(vote))
        truth = truth_told(played)
        assert truth.words not in shown
        assert "really there" not in shown
        for each in truth.missed:
            assert each.words not in shown


def test_the_truth_names_the_same_day_sign_that_nobody_asked_for():
    played = PlayedCase(load_case("cannot_feel_paper")).ask("slr")
    told = truth_told(played)
    assert told.concern.level == "same_day"
    assert told.missed[0].level == "same_day"
    assert {"Bladder", "Saddle area"} <= {each.ask for each in told.missed}
    words, missed = truth_said(played)
    assert "auda equina" in words[0]
    assert "Same-day emergency" in missed[0]
    assert any("No bedside" in each or "no bedside" in each for each in words)
    asked = played.ask("bladder").ask("saddle")
    assert "Bladder" not in {each.ask for each in truth_told(asked).missed}


@pytest.mark.parametrize("case", ["calf_line", "old_bladder", "brisk_and_well"])
def test_nothing_alarming_is_invented(case):
    told = truth_told(PlayedCase(load_case(case)))
    assert all(each.level not in {"same_day", "urgent"} for each in told.missed)


def test_a_generated_patient_can_be_revealed():
    from toolkit.cases.clinic_choices import find_case
    from toolkit.cases.generating import new_code

    played = PlayedCase(find_case(new_code(3, "running_clinic", "middle")))
    level, after = drawing.told(played, None, truth=True)
    assert "Level of concern" in level
    assert "What was really there" in after


def test_words_of_an_educators_file_are_shown_as_words():
    from dataclasses import replace

    bad = "<script>alert(1)</script>"
    case = load_case("calf_line")
    visit = replace(case.visits[0], opening=bad, words={"slr": bad}, vague={})
    odd = replace(case, title=bad, card=(("Name", bad),), visits=(visit,), reasoning=(bad,), explanation=bad)
    played = PlayedCase(odd).ask("slr")
    level, after = drawing.told(played, None, truth=True)
    shown = drawing.patient(played) + level + after
    assert "<script>" not in shown
    assert shown.count("&lt;script&gt;") >= 6


def test_who_changed_is_reckoned_once_for_all_phones(calf, voted, believed, monkeypatch):
    """Each phone asks for its page when a round is shown: counting the class anew for each takes seconds."""
    reckoned = []

    def counted(vote):
        reckoned.append(vote)
        return changed(vote)

    monkeypatch.setattr(charts, "changed", counted)
    board = Board()
    board.choose(calf.case)
    board.vote = voted([believed()] * 5, [believed(90)] * 5)
    pages = {student_parts(board, f"v{at}", {"student": "", "token": ""})["task"] for at in range(5)}
    assert len(pages) == 1
    assert "radicular pain up (5)" in pages.pop()
    assert len(reckoned) == 1
