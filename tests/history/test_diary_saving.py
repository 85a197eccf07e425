import json
import random
import zlib
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.history import (
    Diary,
    DiaryError,
    Episode,
    Run,
    diary_from_dict,
    diary_rows,
    diary_to_csv,
    diary_to_dict,
    named_runners,
    pack_diary,
    recorded,
    simulate,
    unpack_diary,
)

MISSING = st.just(float("nan"))


def rating(most):
    return st.one_of(MISSING, st.floats(0, most))


@st.composite
def diaries(draw):
    days = draw(st.integers(1, 60))
    run = st.builds(
        Run,
        st.one_of(MISSING, st.floats(0, 400)),
        st.one_of(MISSING, st.floats(0, 4320)),
        rating(10),
    )
    columns = {
        name: draw(st.one_of(st.none(), st.lists(rating(most), min_size=days, max_size=days)))
        for name, most in (
            ("sleep_h", 24),
            ("sleep_quality", 10),
            ("stress", 10),
            ("soreness", 10),
            ("pain", 10),
        )
    }
    day = st.integers(0, days - 1)
    severity = st.integers(0, 100).map(lambda tenths: tenths / 10)
    return Diary.build(
        days,
        runs=draw(st.lists(st.tuples(day, run), max_size=20)),
        unknown_days=draw(st.lists(day, max_size=10)),
        **columns,
        episodes=draw(
            st.lists(st.builds(Episode, day, severity, st.sampled_from(["", "spine", "bone"])), max_size=3)
        ),
        first_day=draw(st.one_of(st.none(), st.dates(date(1970, 1, 1), date(2100, 1, 1)))),
    )


@given(diaries())
def test_a_packed_diary_comes_back_the_same(diary):
    assert unpack_diary(pack_diary(diary)) == diary


@given(diaries(), st.lists(st.text(max_size=30), max_size=3))
def test_a_saved_diary_comes_back_the_same(diary, words):
    noted = diary_from_dict({**diary_to_dict(diary), "notes": [[0, w] for w in sorted(words)]})
    assert diary_from_dict(json.loads(json.dumps(diary_to_dict(noted)))) == noted


def test_notes_never_travel_in_an_address():
    diary = Diary.build(7, runs=[(1, Run(5, 30))], notes=[(1, "past Anna's house")])
    assert unpack_diary(pack_diary(diary)).notes == ()
    assert b"Anna" not in zlib.decompress(pack_diary(diary))


def test_half_a_year_of_an_imported_log_takes_about_a_kilobyte():
    sizes = []
    for seed, named in enumerate(named_runners().values()):
        lived = recorded(simulate(named.runner, named.events, seed=seed), seed=seed)
        sizes.append(len(pack_diary(lived)))
    assert max(sizes) < 1300
    assert np.median(sizes) < 1024


def said_of(packed):
    """Return what is said of packed bytes; nothing when they hold a diary."""
    try:
        unpack_diary(packed)
    except DiaryError as error:
        return str(error)
    return ""


@settings(max_examples=300)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_diary_or_one_sentence(raw):
    for packed in (raw, zlib.compress(raw), zlib.compress(b"\x01" + raw)):
        assert said_of(packed).count("\n") == 0


def test_a_changed_byte_never_crashes():
    packed = bytearray(pack_diary(simulate(named_runners()["maya"].runner, seed=1)))
    chance = random.Random(1)
    for _ in range(300):
        forged = bytearray(zlib.decompress(packed))
        forged[chance.randrange(len(forged))] = chance.randrange(256)
        assert said_of(zlib.compress(bytes(forged))).count("\n") == 0
    with pytest.raises(DiaryError, match="broken"):
        unpack_diary(bytes(packed[:-9]))


def test_a_newer_version_is_named():
    raw = b"\x09" + zlib.decompress(pack_diary(Diary.build(3)))[1:]
    with pytest.raises(DiaryError, match="of version 9; this toolkit reads version 1"):
        unpack_diary(zlib.compress(raw))


def test_a_bomb_is_refused():
    with pytest.raises(DiaryError, match="broken"):
        unpack_diary(zlib.compress(bytes(50_000_000)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pain": [1, "x", 2]}, "damaged"),
        ({"pain": [1, 99, 2]}, "Day 2, pain: 99 is outside 0 to 10."),
        ({"runs": [[0, 1]]}, "damaged"),
        ({"first_day": "soon"}, "damaged"),
        ({"mood": []}, "holds 'mood', which a diary has not"),
    ],
)
def test_a_damaged_file_is_told_in_one_sentence(change, said):
    with pytest.raises(DiaryError, match=said):
        diary_from_dict({**diary_to_dict(Diary.build(3)), **change})
    with pytest.raises(DiaryError, match="lacks 'stress'"):
        diary_from_dict({k: v for k, v in diary_to_dict(Diary.build(3)).items() if k != "stress"})


def test_the_table_has_a_row_for_each_run_and_each_day_without():
    diary = Diary.build(
        3,
        runs=[(0, Run(5, 30, 4)), (0, Run(2.5, 15, 3))],
        unknown_days=[2],
        stress=[3, float("nan"), 4],
        notes=[(1, '=cmd("x")')],
    )
    assert diary_rows(diary)[1:] == [
        ["-3", "5", "30", "4", "", "", "3", "", "", ""],
        ["-3", "2.5", "15", "3", "", "", "", "", "", ""],
        ["-2", "0", "", "", "", "", "", "", "", '\'=cmd("x")'],
        ["-1", "", "", "", "", "", "4", "", "", ""],
    ]


def test_a_table_with_dates_is_read_again():
    from toolkit.history.readers import read_diary

    lived = simulate(named_runners()["maya"].runner, seed=2, weeks=8)
    dated = diary_from_dict({**diary_to_dict(lived), "first_day": "2026-01-05"})
    read = read_diary([("mine.csv", diary_to_csv(dated).encode())], today=date(2026, 6, 1))
    assert read.diary is not None
    assert read.diary.distance_km.tolist() == dated.distance_km.tolist()
    assert read.diary.sleep_h.tolist() == dated.sleep_h.tolist()
