"""Generated patients: true to their truth, free of contradictions, the same for the same seed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.content.body import dermatomes, referral, zones
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.pain import PainModel, RefusalError, Truth, check_findings
from toolkit.pain.drawing import QUALITIES, Stroke, root_zones
from toolkit.pain.presentation import changeable, present
from toolkit.pain.run_trace import run_trace
from toolkit.pain.support import support

MODEL = PainModel()
truths = st.builds(
    lambda state, severity, irritability, side: support().truth(state, severity, irritability, side),
    st.integers(0, support().size - 1),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(["left", "right"]),
)


@settings(max_examples=150, deadline=None)
@given(truths, st.integers(0, 2**40))
def test_no_patient_contradicts_herself_at_either_visit(truth, seed):
    first = MODEL.present(truth, seed)
    second = MODEL.second_visit(first)
    for visit in (first, second):
        assert set(visit.levels) == set(findings())
        assert check_findings(visit.levels) == ()
        numbers = {key: visit.number(key) for key, f in findings().items() if f.number}
        assert check_findings({**visit.levels, **numbers}) == ()
        assert visit.opening
        assert all(visit.answer(key) for key in findings())


@settings(max_examples=60, deadline=None)
@given(truths, st.integers(0, 2**40))
def test_the_same_seed_is_the_same_patient(truth, seed):
    one, other = present(truth, seed), present(truth, seed)
    assert one.levels == other.levels
    assert one.drawing == other.drawing
    assert (one.run.pain == other.run.pain).all()
    assert MODEL.second_visit(one).levels == MODEL.second_visit(other).levels


@settings(max_examples=150, deadline=None)
@given(truths, st.integers(0, 2**40))
def test_the_drawing_fits_the_answers(truth, seed):
    patient = present(truth, seed)
    part = {key: zone.part for key, zone in zones().zones.items()}
    painful = [stroke for stroke in patient.drawing.strokes if stroke.quality != "numb"]
    parts = {part[stroke.zone] for stroke in painful}
    levels = patient.levels
    assert painful
    assert (levels["below_knee"] == "present") == ("below_knee" in parts)
    assert levels["buttock"] != "absent" or "buttock" not in parts
    assert levels["groin"] == "absent" or "groin" in parts
    assert levels["leg_against_back"] != "leg_only" or "back" not in parts
    assert levels["buttock"] != "sit_bone" or "sit_bone" in {stroke.zone for stroke in painful}
    numb = any(stroke.quality == "numb" for stroke in patient.drawing.strokes)
    assert numb == (levels["numbness"] != "absent")
    for stroke in patient.drawing.strokes:
        assert stroke.quality in QUALITIES
        assert (stroke.side == "middle") == zones().zones[stroke.zone].middle
        if stroke.side != "middle" and levels["both_legs"] == "absent" and not truth.types & {
            "polyneuropathy", "upper_motor_neurone",
        }:  # fmt: skip
            assert stroke.side == truth.side


def test_a_truth_outside_the_support_is_refused():
    with pytest.raises(RefusalError, match="share their root"):
        MODEL.present(Truth.of("radicular.l5", "radiculopathy.s1.motor"), 1)


def test_root_pain_follows_its_dermatome_as_often_as_published():
    follows = {
        root: np.mean(
            [
                present(Truth.of(f"radicular.{root}"), seed).levels["dermatomal"] == "present"
                for seed in range(500)
            ]
        )
        for root in ("l5", "s1")
    }
    assert follows["s1"] == pytest.approx(0.65, abs=0.06)
    assert follows["l5"] == pytest.approx(0.36, abs=0.06)


@pytest.mark.timeout(120)
def test_l5_and_s1_can_hardly_be_told_apart_on_a_drawing():
    """A reader trained on 400 drawings of each root and tried on 400 others: published readers were at chance."""
    order = list(zones().zones)

    def drawings(root):
        shaded = np.zeros((800, len(order)))
        for seed in range(800):
            for zone in present(Truth.of(f"radicular.{root}"), seed).drawing.zones("right"):
                shaded[seed, order.index(zone)] = 1
        return shaded

    five, one = drawings("l5"), drawings("s1")
    p, q = ((each[:400].sum(axis=0) + 1) / 402 for each in (five, one))

    def says_five(shaded):
        return shaded @ np.log(p / q) + (1 - shaded) @ np.log((1 - p) / (1 - q)) > 0

    right = (says_five(five[400:]).mean() + 1 - says_five(one[400:]).mean()) / 2
    assert 0.5 <= right < 0.66


def test_a_drawing_that_follows_is_nearer_to_the_band():
    for root, band in dermatomes().roots.items():
        core = [zone for zone, share in band.zones.items() if share >= 0.9]
        near, far = root_zones(root, follows=True), root_zones(root, follows=False)
        assert all(near[zone] > far.get(zone, 0) for zone in core)


def test_the_words_of_a_stroke():
    assert Stroke("saddle", "middle", "numb").words == "saddle area: numb"
    assert Stroke("heel", "right", "burning").words == "right heel: burning"


def test_body_content_holds_together():
    known = zones().zones
    maps = [*dermatomes().roots.values(), *dermatomes().spread.values(), *referral().areas.values()]
    for each in maps:
        assert set(each.zones) <= set(known)
        assert all(0 < share <= 1 for share in each.zones.values())
    for zone in known.values():
        assert set(zone.beside) <= set(known)
    for name, kind in pain_types().types.items():
        if name not in {"radicular", "radiculopathy"}:
            assert all(
                (f"{name}.{form}" if form else name) in referral().areas or name in referral().areas
                for form, _ in kind.forms
            )


def pain_of(keys, wanted, n=300):
    patients = (present(Truth.of(*keys), seed) for seed in range(n))
    return next(p for p in patients if all(p.levels[k] == v for k, v in wanted.items()))


def test_an_early_tendon_warms_up_and_is_sore_after():
    run = pain_of(
        ["hamstring_tendinopathy.early"],
        {
            "warms_up": "present",
            "sore_after": "present",
            "worse_during_run": "absent",
            "stops_running": "absent",
            "comes_earlier": "absent",
        },
    ).run
    assert run.pain[0] > 2 * run.pain[-1]
    assert run.evening > run.pain[-1]
    assert run.next_morning > run.pain[-1]
    assert run.stopped is None
    assert "warms up" in run.sentence


def test_a_late_tendon_comes_earlier_and_warms_less():
    wanted = {"warms_up": "present", "worse_during_run": "present", "stops_running": "absent"}
    late = pain_of(["hamstring_tendinopathy.late"], wanted | {"comes_earlier": "present"})
    early = pain_of(["hamstring_tendinopathy.early"], wanted | {"comes_earlier": "absent"})
    for patient in (late, early):
        assert patient.number("worst_pain")
    a = late.run.pain / late.number("worst_pain")
    b = early.run.pain / early.number("worst_pain")
    assert a[20] > b[20]
    assert a.min() > b.min()


def test_pain_too_severe_to_run_through_ends_the_run():
    run = pain_of(["radicular.l5"], {"stops_running": "present"}).run
    assert run.stopped == len(run.minutes) - 1 < 15
    assert "stops" in run.sentence


def test_nights_and_desk_hours_show_in_the_day():
    day = pain_of(
        ["radicular.s1"], {"night_pain": "present", "sitting_worse": "present", "constant": "absent"}
    ).day
    quiet = pain_of(
        ["referred"], {"night_pain": "absent", "constant": "absent", "morning_stiffness": "absent"}
    ).day
    assert day.shape == (24,)
    assert day[2] > day[20]
    assert day[10] > day[20]
    assert quiet[2] == quiet.min()


def test_a_worse_visit_keeps_the_stronger_signs_and_history_stays():
    changed = worse = 0
    for seed in range(200):
        first = present(Truth.of("radicular.l5", "radiculopathy.l5.motor"), seed)
        second = MODEL.second_visit(first)
        assert second.week == 2
        for key, finding in findings().items():
            a, b = (finding.level_ids.index(visit.levels[key]) for visit in (first, second))
            if key not in changeable():
                assert a == b
            elif second.course == "worse" and key != "weakness_progress":
                assert b >= a
            elif second.course == "better" and key != "weakness_progress":
                assert b <= a
        if second.course == "worse":
            worse += 1
            changed += first.levels != second.levels
        assert first.number("age") == second.number("age")
    assert worse > 5
    assert changed > 0.7 * worse


def test_lost_power_is_said_at_the_second_visit():
    seen = 0
    for seed in range(300):
        first = present(Truth.of("radiculopathy.l5.motor"), seed)
        second = MODEL.second_visit(first)
        weaker = [
            key
            for key, finding in findings().items()
            if key.startswith("power_")
            and finding.level_ids.index(second.levels[key]) > finding.level_ids.index(first.levels[key])
        ]
        if weaker:
            seen += 1
            assert second.levels["weakness_progress"] != "absent"
    assert seen > 3


def test_cauda_equina_tends_to_get_worse_and_a_strain_better():
    def course(key):
        return [MODEL.second_visit(present(Truth.of(key), seed)).course for seed in range(120)]

    assert course("cauda_equina.incomplete").count("worse") > 80
    assert course("hamstring_strain.1").count("better") > 70


@pytest.mark.parametrize(("key", "kappa"), [("touch_l5", 0.70), ("ankle_jerk", 0.48)])
def test_two_examiners_agree_as_published(key, kappa):
    """Among patients alike the agreement is the published kappa; over a mixed clinic it is a little higher."""
    truth = Truth.of("radiculopathy.l5.motor" if key == "touch_l5" else "radiculopathy.s1.motor")
    both = [
        (p.levels[key] != "absent", p.second_examiner(key) != "absent")
        for p in (present(truth, s) for s in range(1500))
    ]
    a, b = np.array(both).T
    expected = a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean())
    found = ((a == b).mean() - expected) / (1 - expected)
    assert found == pytest.approx(kappa, abs=0.07)


def test_the_other_side_is_normal_unless_both_fail():
    one = present(Truth.of("radiculopathy.s1.reflex"), 1)
    assert one.other_side("ankle_jerk") == "absent"
    both = pain_of(["polyneuropathy"], {"ankle_jerk": "lost"})
    assert both.other_side("ankle_jerk") == "lost"


def test_a_new_patient_of_a_setting_is_one_of_its_states():
    patient = PainModel("spinal_triage").patient(7)
    assert patient.truth in [
        support().truth(at, s, i) for at in range(support().size) for s in range(3) for i in range(3)
    ]


def test_a_patient_is_the_same_among_a_hundred_thousand_and_among_fifty():
    many = MODEL.sample(100_000, 1)
    few = MODEL.sample(50, 1)
    assert (many.states[:50] == few.states).all()
    assert all((many.findings[key][:50] == few.findings[key]).all() for key in few.findings)
    only = MODEL.sample(50, 1, only=["slr"])
    assert (only.findings["slr"] == few.findings["slr"]).all()


def test_pain_in_both_legs_is_no_numbness_in_both_legs():
    patient = present(Truth.of("radiculopathy.s1.reflex"), 4)
    assert (patient.levels["both_legs"], patient.levels["numbness"]) == ("pain", "without_pain")
    assert {s.side for s in patient.drawing.strokes if s.quality == "numb"} == {patient.truth.side}
    assert patient.drawing.both_legs != "deficit"


def test_numbness_in_both_legs_is_drawn_and_charted_on_both():
    patient = present(Truth.of("radicular.s1"), 6)
    assert patient.levels["both_legs"] == "deficit"
    assert patient.drawing.both_legs == "deficit"
    assert patient.other_side("pinprick_l4") == patient.levels["pinprick_l4"] == "reduced"
    assert patient.other_side("slr") == "absent"


@pytest.mark.parametrize(("worst", "word"), [(4, "Moderate"), (9, "Severe")])
def test_a_run_is_called_as_severe_as_its_worst_pain(worst, word):
    assert run_trace({"stops_running": "present"}, worst).sentence.startswith(f"{word} from the first steps")
