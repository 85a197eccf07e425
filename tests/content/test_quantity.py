import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from toolkit.content.quantity import FORMS, Mark, Quantity, review_words

TAUGHT = {"unit": "ratio", "mark": "teaching", "source": "teaching", "why": "A round value."}
BORROWED = {"unit": "ratio", "mark": "borrowed", "source": "evidence:smith2020-a"}


def test_the_interval_without_bounds_is_the_value_twice():
    assert Quantity(value=2, **TAUGHT).interval == (2, 2)
    assert Quantity(value=2, low=1, high=3, **TAUGHT).interval == (1, 3)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"low": 1}, "both 'low' and 'high'"),
        ({"high": 3}, "both 'low' and 'high'"),
        ({"low": 2.5, "high": 3}, "outside its interval 2.5 to 3"),
        ({"low": 0, "high": 1}, "outside its interval 0"),
        ({"why": ""}, "for what reason it was chosen"),
        ({"mark": "borrowed"}, "names a figure"),
        ({"mark": "runners", "source": "article:E3"}, "names a figure"),
        ({"mark": "measured"}, "'runners', 'borrowed' or 'teaching'"),
        ({"source": "evidence:Frandsen 2025"}, "match pattern"),
        ({"source": "article:Z3"}, "match pattern"),
        ({"source": "https://example.org"}, "match pattern"),
        ({"source": ""}, "match pattern"),
        ({"unit": " "}, "at least 1 character"),
        ({"value": "2"}, "valid number"),
        ({"value": True}, "valid number"),
        ({"value": float("inf")}, "finite"),
        ({"colour": "red"}, "not permitted"),
    ],
)
def test_an_unsound_number_is_refused(change, says):
    with pytest.raises(ValidationError, match=says):
        Quantity.model_validate({"value": 2, **TAUGHT, **change})


@pytest.mark.parametrize("missing", ["value", "unit", "mark", "source"])
def test_no_number_without_unit_mark_and_source(missing):
    whole = {"value": 2, **BORROWED}
    Quantity.model_validate(whole)
    del whole[missing]
    with pytest.raises(ValidationError, match="Field required"):
        Quantity.model_validate(whole)


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3))
def test_a_value_is_accepted_just_when_its_interval_holds_it(numbers):
    low, value, high = numbers
    inside = low <= value <= high
    try:
        Quantity(value=value, low=low, high=high, **BORROWED)
    except ValidationError:
        assert not inside
    else:
        assert inside


def test_the_three_marks_are_told_apart_by_sign_and_by_words():
    assert len({mark.symbol for mark in Mark}) == 3
    assert [mark.words for mark in Mark] == [
        "measured in runners",
        "borrowed from another population or outcome",
        "chosen for teaching",
    ]


def test_review_is_open_until_somebody_is_named():
    assert review_words(None) == "not yet reviewed by a clinician"
    assert review_words("Ada Smith") == "reviewed by Ada Smith"


def test_each_form_is_told_in_words_without_its_pattern():
    for pattern, words in FORMS.items():
        assert pattern not in words
        assert "^" not in words
