"""A case while it is written: what is set by hand stays, what is wrong is told, what is saved passes the check."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cases import Scenario, check_case_file, decode, encode
from toolkit.cases.case import CaseError, load_case
from toolkit.cases.changing_drafts import Place, change_of
from toolkit.cases.clinic_choices import session_in
from toolkit.cases.session import CaseSession
from toolkit.cases.studio import (
    DRAFT,
    UNWRITTEN,
    begin,
    changed,
    draft_case,
    draft_in,
    expected,
    file_name,
    generated_anew,
    opened,
    remade,
    saved_text,
    to_mend,
    with_answer,
    with_draft,
    with_visit,
    with_words,
)
from toolkit.content.cases import CaseFile, case_paths, read_case
from toolkit.pain.refusal import RefusalError

CASES = sorted(case_paths())


def written():
    """A first draft with every text written."""
    return changed(
        begin(),
        title="Mine",
        objective="See it.",
        explanation="It may take some weeks.",
        notes="Ask the room.",
        reasoning=("First this.", "Then that."),
    )


def said(file):
    return " ".join(each.what for each in to_mend(file))


def test_a_first_draft_asks_for_its_texts_and_for_nothing_else():
    wrong = to_mend(begin())
    assert len(wrong) == 5
    assert all("still to be written" in each.what and each.remedy for each in wrong)
    assert to_mend(written()) == ()


def test_what_is_saved_passes_the_check_and_opens_as_it_was(tmp_path):
    file = written()
    path = tmp_path / file_name(file)
    path.write_text(saved_text(file), encoding="utf-8")
    assert path.name == "mine.yaml"
    assert check_case_file(path) == []
    again = opened(path.read_bytes())
    assert again.visits[0].drawing
    assert again.person.diary
    assert saved_text(again) == saved_text(file)
    case = load_case("mine", tmp_path)
    there = draft_case(file)
    assert (case.found(), case.truth, case.card) == (there.found(), there.truth, there.card)
    assert (case.story.diary.distance_km == there.story.diary.distance_km).all()


@pytest.mark.parametrize("case_id", CASES)
def test_every_written_case_opens_is_sound_and_is_saved_to_the_letter(case_id):
    data = case_paths()[case_id].read_bytes()
    file = opened(data)
    assert to_mend(file) == ()
    assert saved_text(file).encode() == data
    assert len(encode(with_draft(Scenario(), file))) < 12_000


def test_the_address_carries_a_draft_and_the_clinic_plays_it():
    file = written()
    scenario = decode(encode(with_draft(Scenario(), file)))
    assert draft_in(scenario) == file.model_copy(
        update={"person": file.person.model_copy(update={"diary": ""})}
    )
    session = session_in(scenario)
    assert session.case.id == DRAFT
    assert session.case.found() == draft_case(file).found()
    assert draft_in(Scenario()) == begin()


@pytest.mark.parametrize("text", ["{", "{}", '{"title": 3}', "null", "[]", "x" * 200])
def test_a_forged_draft_is_refused_in_a_sentence(text):
    with pytest.raises(CaseError, match="cut or changed"):
        draft_in(Scenario(case=text))


def test_answers_set_by_hand_stay_when_the_truth_changes():
    file = with_answer(with_answer(written(), 0, "night_pain", "present"), 0, "slr", 51.0)
    other = remade(
        file, truth=file.truth.model_copy(update={"conditions": ("hamstring_tendinopathy.early",)})
    )
    assert other.visits[0].findings["night_pain"] == "present"
    assert other.visits[0].findings["slr"] == 51
    assert draft_case(other).truth.types == {"hamstring_tendinopathy"}
    assert draft_case(other).visits[0].levels["sit_bone_tender"] == "present", "the rest is made anew"
    assert generated_anew(file).visits[0].findings == written().visits[0].findings


def test_the_card_settles_what_it_shows():
    file = remade(written(), person=written().person.model_copy(update={"age_years": 61, "sex": "male"}))
    assert file.visits[0].findings["age"] == 61
    assert "card" not in said(file)
    past = change_of(file, Place("runner"), "past", 2.0)
    assert past.visits[0].findings["past_back_pain"] == "present"
    assert said(past) == ""


def test_contradictions_and_unflagged_emergencies_are_told_in_plain_words():
    emergency = with_answer(written(), 0, "bladder", "changed")
    assert "The rules come to the level 'same_day'" in said(emergency)
    assert said(expected(emergency)) == "", "once it is expected, all is well"
    assert expected(emergency).expects.level == "same_day"
    assert "Both cannot be right" in said(
        with_answer(written(), 0, "foot_drop", "present")
    ) or "level" in said(with_answer(written(), 0, "foot_drop", "present"))
    wrong = with_visit(written(), 0, drawing=(("heel", "left", "sharp"), ("heel", "right", "sharp")))
    assert "both legs" in said(wrong)


def test_a_drawing_by_hand_stays_and_others_follow_the_answers():
    file = with_visit(written(), 0, drawing=(("low_back", "right", "dull"),))
    mild = remade(file, truth=file.truth.model_copy(update={"severity": "mild"}))
    assert mild.visits[0].drawing == (("low_back", "right", "dull"),)
    assert generated_anew(mild).visits[0].drawing == ()
    left = remade(written(), truth=written().truth.model_copy(update={"side": "left"}))
    assert {s.side for s in draft_case(left).visits[0].drawing.strokes} <= {"left", "middle"}


def test_words_are_kept_and_taken_back():
    file = with_words(written(), 0, "burning", words="Like fire.", vague="Hm.", forgets=False)
    session = CaseSession(draft_case(file)).ask("burning").ask("burning")
    assert [reply.words for reply in session.replies] == ["Hm.", "Like fire."]
    lost = with_words(file, 0, "burning", words="", vague="", forgets=True)
    assert CaseSession(draft_case(lost)).ask("burning").replies[0].kind == "forgotten"
    back = with_words(lost, 0, "burning", words="", vague="", forgets=False)
    assert back.visits == written().visits


def test_a_second_visit_comes_and_goes():
    two = change_of(written(), Place("truth"), "again", value=True)
    assert len(draft_case(two).visits) == 2
    assert two.expects.level_later is not None
    assert to_mend(two) == ()
    one = change_of(two, Place("truth"), "again", value=False)
    assert (len(one.visits), one.expects.level_later) == (1, None)


def test_what_cannot_be_is_refused_and_the_draft_stays():
    with pytest.raises(RefusalError):
        change_of(written(), Place("truth"), "c0", "radicular.s9")
    with pytest.raises(CaseError):
        changed(written(), minutes=400)
    with pytest.raises(CaseError, match="nothing to set"):
        change_of(written(), Place("file"), "x", 1)


@pytest.mark.parametrize("data", [b"", b"title: [", b"\xff\xfe", b"- 1", b"title: x", b"x" * 300_000])
def test_what_is_no_case_file_is_told(data):
    with pytest.raises(CaseError):
        opened(data)


def test_a_reviewed_case_is_no_longer_reviewed_once_it_is_changed():
    reviewed = read_case(case_paths()["calf_line"]).model_copy(update={"reviewed_by": "A. Clinician"})
    assert changed(reviewed, title="Other").reviewed_by is None


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_any_words_survive_the_file_and_the_address(words):
    place = Place("teaching")
    plain = "".join(sign for sign in words if sign.isprintable()).strip() or "x"
    file = change_of(change_of(written(), place, "title", plain), place, "notes", plain)
    assert CaseFile.model_validate(yaml.safe_load(saved_text(file))).notes == plain
    assert draft_in(decode(encode(with_draft(Scenario(), file)))).title == plain
    assert file_name(file).removesuffix(".yaml").replace("_", "").isalnum()


def test_reasoning_is_one_step_a_line():
    file = change_of(written(), Place("teaching"), "reasoning", "One.\n\n Two.\nThree.")
    assert file.reasoning == ("One.", "Two.", "Three.")
    assert change_of(file, Place("teaching"), "reasoning", "").reasoning == (UNWRITTEN, UNWRITTEN)
