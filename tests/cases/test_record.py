"""A person's own file: kept whole, refused in one sentence, safe with any name."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cases.case import CaseError
from toolkit.cases.record import (
    Record,
    Result,
    calibration,
    calibration_words,
    missed_families,
    offered_again,
    read_record,
    record_text,
)

FAMILIES = ("radicular", "radiculopathy", "referred", "lookalike")


def _result(case="calf_line", said=0.8, there=True, contrast=None, missed="", model=0.7):
    rest = dict.fromkeys(FAMILIES[1:], 0.1)
    return Result(
        case=case, title="T", mode="practice", stated={"radicular": said, **rest},
        model={"radicular": model, **dict.fromkeys(FAMILIES[1:], 0.2)},
        truth={"radicular": float(there), **dict.fromkeys(FAMILIES[1:], 0.0)},
        brier_model=0.1, brier_truth=0.1, log_model=0.1, log_truth=0.1, parts={"belief": 10}, total=50,
        level="none", level_chosen="none", missed=missed, questions=3, hints=0, contrast=contrast,
    )  # fmt: skip


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_name_is_kept_and_read_again(name):
    record = Record().named(name).adding(_result())
    assert read_record(record_text(record)) == record
    assert read_record(record_text(record).encode()) == record


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd()", "שלום", "Zoë 🏃‍♀️", "a\x00b\nc"])
def test_odd_names(name):
    assert read_record(record_text(Record().named(name))).name == Record().named(name).name
    assert "\x00" not in Record().named(name).name


def test_a_cut_file_another_file_and_a_newer_one_are_refused():
    text = record_text(Record().adding(_result()))
    with pytest.raises(CaseError, match="cut or is no record"):
        read_record(text[:-20])
    with pytest.raises(CaseError, match="is no record"):
        read_record('{"a": 1}')
    newer = json.loads(text) | {"version": 2}
    with pytest.raises(CaseError, match="newer version"):
        read_record(json.dumps(newer))
    wrong = json.loads(text)
    wrong["results"][0]["total"] = 900
    with pytest.raises(CaseError, match=r"results\.0\.total"):
        read_record(json.dumps(wrong))


@settings(max_examples=40)
@given(st.binary(max_size=80))
def test_any_bytes_are_refused_in_a_sentence(data):
    with pytest.raises(CaseError):
        read_record(data)


def test_calibration_counts_what_came_true():
    results = [_result(said=0.8, there=at < 6) for at in range(10)]
    point = next(p for p in calibration(results) if p.low == 0.8)
    assert (point.n, round(point.said, 3), point.came) == (10, 0.8, 0.6)
    assert sum(p.n for p in calibration(results)) == 40
    assert "80 %" in calibration_words(results)
    assert "60 of 100" in calibration_words(results)
    assert "too early" in calibration_words(results[:3])


def test_certainty_has_a_step_of_its_own_kind():
    assert calibration([_result(said=1.0)])[-1].high == 1.0


def test_what_was_missed_and_what_is_offered_again():
    missed = _result(said=0.05, model=0.9, contrast="sit_bone")
    assert missed_families([missed, _result()]) == (("radicular", 1),)
    assert offered_again([missed]) == "sit_bone"
    assert offered_again([missed, _result(case="sit_bone")]) is None
    assert offered_again([_result()]) is None
    assert offered_again([_result(missed="M", contrast="old_bladder")]) == "old_bladder"


@pytest.mark.parametrize(
    ("part", "shares"),
    [("stated", {}), ("model", {"radicular": 0.5}), ("truth", {}), ("stated", {"x": 0.5}), ("model", None)],
)
def test_a_record_without_all_four_families_is_refused(part, shares):
    values = json.loads(record_text(Record().adding(_result())))
    kept = values["results"][0][part]
    values["results"][0][part] = {**kept, "radicular": 9} if shares is None else shares
    with pytest.raises(CaseError, match=r"results\.0"):
        read_record(json.dumps(values))
