"""Generated patients: codes, difficulty, siblings, contrast pairs, the drill."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cases import case_code
from toolkit.cases.case import CaseError
from toolkit.cases.case_code import (
    DIFFICULTIES,
    MOST_SEEDS,
    SIGNS,
    CaseCode,
    code_text,
    model_print,
    read_code,
)
from toolkit.cases.contrast import contrast_pair
from toolkit.cases.drill import start_drill
from toolkit.cases.generating import case_from_code, difficulty_of, entropy, new_code, sibling
from toolkit.cases.session import CaseSession
from toolkit.content.clinic import clinic
from toolkit.content.pain_types import pain_types
from toolkit.history import named_runners
from toolkit.pain import PainModel, check_findings
from toolkit.pain.support import refusal

CODES = st.builds(
    CaseCode,
    st.integers(0, MOST_SEEDS - 1),
    st.sampled_from(["gp", "running_clinic", "spinal_triage"]),
    st.sampled_from(DIFFICULTIES),
    st.integers(0, len(named_runners()) - 1),
)


@given(CODES)
def test_a_code_is_a_dozen_signs_and_reads_back(code):
    text = code_text(code)
    plain = text.replace("-", "")
    assert len(plain) == 12
    assert not set(plain) & set("01OILUZ")
    assert read_code(text) == code
    assert read_code(f" {plain.lower()} ") == code


@settings(max_examples=60)
@given(CODES, st.integers(0, 11), st.sampled_from(SIGNS))
def test_every_single_slip_is_found(code, at, sign):
    plain = code_text(code).replace("-", "")
    slipped = plain[:at] + sign + plain[at + 1 :]
    if slipped != plain:
        with pytest.raises(CaseError):
            read_code(slipped)


@settings(max_examples=60)
@given(CODES, st.integers(0, 9))
def test_every_swap_of_neighbours_is_found(code, at):
    plain = code_text(code).replace("-", "")
    swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
    if swapped != plain:
        with pytest.raises(CaseError):
            read_code(swapped)


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_any_text_is_a_code_or_one_sentence(text):
    try:
        read_code(text)
    except CaseError as error:
        assert str(error).endswith(".")


def test_a_code_of_another_model_is_refused_with_a_clear_word(monkeypatch):
    text = new_code(5)
    monkeypatch.setattr(case_code, "model_print", lambda: (model_print() + 1) % 29**4)
    with pytest.raises(CaseError, match="another version of the model"):
        read_code(text)


def test_the_print_follows_the_numbers(monkeypatch):
    before = model_print()
    model_print.cache_clear()
    monkeypatch.setattr(case_code, "MODEL_VERSION", 99)
    try:
        assert case_code.model_print() != before
    finally:
        model_print.cache_clear()


def test_the_same_code_is_the_same_patient_and_another_is_not():
    one, again, other = (case_from_code(new_code(seed, difficulty="middle")) for seed in (7, 7, 8))
    assert one.found() == again.found()
    assert one.found() != other.found()


@pytest.mark.parametrize("level", DIFFICULTIES)
def test_generated_patients_are_possible_and_lie_in_their_band(level):
    band = clinic().difficulty[level]
    for seed in range(12):
        case = case_from_code(new_code(1000 + seed, difficulty=level))
        assert not refusal(list(case.truth.conditions))
        assert check_findings(case.found()) == ()
        bits = entropy(case.belief(case.found()).family_probabilities)
        assert band.low.value <= bits <= band.high.value
        assert case.story.runner.age_years == case.visits[0].numbers["age"]
        assert not case.visits[0].vague.keys() & {"bladder", "saddle", "both_legs"}


def test_entropy_rises_with_level_over_1000_generated_patients():
    model = PainModel("running_clinic")
    patients = model.sample(1000, seed=11)
    bits = {level: [] for level in DIFFICULTIES}
    for at in range(1000):
        families = model.posterior(patients.answers(at)).family_probabilities
        bits[difficulty_of(families)].append(entropy(families))
    means = [sum(bits[level]) / len(bits[level]) for level in DIFFICULTIES]
    assert means == sorted(means)
    assert means[2] > 3 * means[1] > 9 * means[0] > 0
    assert min(len(each) for each in bits.values()) > 100


def test_siblings_are_others_of_equal_difficulty():
    code = new_code(3, "gp", "hard")
    codes = [sibling(code, number) for number in (1, 2, 3)]
    assert len({code, *codes}) == 4
    assert {(read_code(each).setting, read_code(each).difficulty) for each in codes} == {("gp", "hard")}
    with pytest.raises(CaseError, match="counted from 1"):
        sibling(code, 0)


def test_a_generated_patient_can_be_played():
    session = CaseSession(case_from_code(new_code(21))).ask("bladder").ask("slr")
    stated = dict.fromkeys(pain_types().families, 25)
    assert session.believe(stated).commit().decide("watch", ("safety_net",), "").reveal().revealed


FAMILIES = list(pain_types().families)


@pytest.mark.parametrize(
    ("first", "second"), [(a, b) for at, a in enumerate(FAMILIES) for b in FAMILIES[at + 1 :]]
)
def test_a_pair_has_the_distance_and_the_truths_that_it_claims(first, second):
    pair = contrast_pair(3, first, second)
    apart = [key for key in pair.surface if pair.one.answers[key] != pair.two.answers[key]]
    assert (len(apart), tuple(apart)) == (pair.distance, pair.apart)
    assert pair.distance <= 3
    kinds = pain_types().types
    assert {kinds[kind].family for kind in pair.one.truth.types} == {first}
    assert {kinds[kind].family for kind in pair.two.truth.types} == {second}
    assert (pair.one.family, pair.two.family) == (first, second)
    assert pair.one.answers[pair.deciding] != pair.two.answers[pair.deciding]
    assert pair.strength > 0.3
    assert contrast_pair(3, first, second) == pair


def test_a_pair_of_one_family_is_refused():
    with pytest.raises(CaseError, match="Two different"):
        contrast_pair(1, "radicular", "radicular")
    with pytest.raises(CaseError, match="no family 'disc'"):
        contrast_pair(1, "disc", "radicular")


def test_the_drill_ends_when_all_are_right():
    drill = start_drill(4)
    assert len(drill.vignettes) == 10
    assert {vignette.answer for vignette in drill.vignettes} == set(FAMILIES)
    wrong = next(key for key in FAMILIES if key != drill.now.answer)
    drill = drill.answer(wrong)
    assert drill.left == 10
    while not drill.finished:
        drill = drill.answer(drill.now.answer)
    assert (drill.tries, drill.first_right) == (11, 9)
    with pytest.raises(CaseError, match="finished"):
        _ = drill.now
    with pytest.raises(CaseError, match="no family"):
        start_drill(4).answer("disc")


def test_vignettes_are_clear_at_a_glance():
    for vignette in start_drill(4).vignettes:
        assert vignette.probability >= clinic().drill.clear.value
        assert len(vignette.lines) == clinic().drill.findings.value
        assert PainModel().posterior(vignette.findings).leading == vignette.answer
