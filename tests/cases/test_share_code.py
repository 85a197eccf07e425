"""A code gives back the same scenario, or says in one sentence why it cannot."""

import base64
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cases import SCENARIO_VERSION, Scenario, ShareCodeError, decode, encode
from toolkit.cases.share_code import LONGEST_CODE, _check
from toolkit.history import LongRun, ShortNights

TELLING = Scenario(
    runner="maya",
    seed=41,
    events=(LongRun(week=-3, percent=80), ShortNights(week=-2)),
    findings={"cough": "yes", "heel_raises": 12.0},
    choices={"factors.rival": "additive", "plans.weeks": 9.0, "pain_types.numbers": True},
)


def forged(values, version=SCENARIO_VERSION):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = (
        base64.urlsafe_b64encode(packer.compress(json.dumps(values).encode()) + packer.flush())
        .rstrip(b"=")
        .decode()
    )
    return f"{version}.{_check(body)}.{body}"


def test_round_trip():
    assert decode(encode(TELLING)) == TELLING
    assert len(encode(TELLING)) < 400


def test_opening_scenario_has_no_code():
    assert encode(Scenario()) == ""
    assert decode("") == Scenario()


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_cut_code_is_refused(cut):
    with pytest.raises(ShareCodeError, match=r"missing|cut or altered|cannot be read"):
        decode(encode(TELLING)[:-cut])


def test_altered_code_is_refused():
    code = encode(TELLING)
    wrong = code[:-3] + ("A" if code[-3] != "A" else "B") + code[-2:]
    with pytest.raises(ShareCodeError, match="cut or altered"):
        decode(wrong)


@pytest.mark.parametrize(("version", "age"), [(0, "older"), (SCENARIO_VERSION + 1, "newer")])
def test_other_versions_are_named(version, age):
    with pytest.raises(ShareCodeError, match=age):
        decode(forged({"seed": 3}, version))


@pytest.mark.parametrize(
    "version", ["\N{SUPERSCRIPT TWO}", "9" * 5000, "\N{ARABIC-INDIC DIGIT THREE}", "-1", "1.5"]
)
def test_a_version_that_is_no_number_is_refused_in_a_short_sentence(version):
    with pytest.raises(ShareCodeError) as refused:
        decode(f"{version}.aaaa.bbbb")
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    "values",
    [
        {"stranger": 1},
        {"seed": -1},
        {"seed": 1e9},
        {"events": [{"kind": "long_run", "week": -3, "percent": 100000}]},
        {"events": [{"kind": "__import__"}]},
        {"events": "x"},
        {"events": [{"kind": ["race"]}]},
        {"weeks": 3},
        {"findings": {"<script>": "yes"}},
        [1, 2],
        "text",
    ],
)
def test_forged_code_names_nothing_that_is_not_there(values):
    with pytest.raises(ShareCodeError, match="does not know"):
        decode(forged(values))


def test_bomb_is_refused():
    with pytest.raises(ShareCodeError, match="more than a scenario"):
        decode(forged({"runner": "a" * 3_000_000}))


def test_too_long_a_code_is_refused_unread():
    with pytest.raises(ShareCodeError):
        decode("1.aaaa." + "A" * LONGEST_CODE)


@given(st.text(max_size=60))
def test_any_text_gives_a_scenario_or_a_sentence(text):
    try:
        decode(text)
    except ShareCodeError as error:
        assert str(error).endswith((".", ")."))


def test_choice_of_another_kind_is_not_taken():
    scenario = Scenario(choices={"plans.weeks": "many"})
    assert scenario.choice("plans.weeks", 9.0) == 9.0
    assert scenario.with_choice("plans.weeks", 4.0).choice("plans.weeks", 9.0) == 4.0
    assert scenario.with_choice("plans.weeks", None).choices == {}


def test_but_names_what_is_wrong():
    with pytest.raises(ValueError, match="seed"):
        Scenario().but(seed=-4)
