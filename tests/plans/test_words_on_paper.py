"""Comparison, speaking, imaging, letter, handout and note."""

import re
from datetime import date

import pytest

from toolkit.content.plan_items import plan_items
from toolkit.content.running import running
from toolkit.content.words import words
from toolkit.plans import (
    Deficit,
    Situation,
    clinician_note,
    compare_plans,
    explanation,
    flags,
    handout,
    imaging_advice,
    make_plan,
    referral_letter,
    rephrase,
    rephrasing_tasks,
    without_pain,
)


def of(type_id="referred", p=0.8, **more):
    return Situation(belief={type_id: p}, **more)


def test_a_plan_compared_with_itself_has_no_difference():
    plan = make_plan(of("radicular"))
    compared = compare_plans(plan, plan)
    assert (compared.only_a, compared.only_b, compared.differs) == ((), (), ())
    assert {i.id for i in compared.same} == plan.ids


def test_comparison_parts_all_items_once_and_mirrors():
    a, b = make_plan(of("radicular")), make_plan(of("hamstring_tendinopathy"))
    one, two = compare_plans(a, b), compare_plans(b, a)
    parts = [
        {i.id for i in one.same},
        {d.id for d in one.differs},
        {d.id for d in one.only_a},
        {d.id for d in one.only_b},
    ]
    assert sum(len(p) for p in parts) == len(a.ids | b.ids)
    assert {d.id for d in one.only_a} == {d.id for d in two.only_b}
    assert all(d.why for d in (*one.only_a, *one.only_b, *one.differs))


def test_what_the_other_plan_excludes_says_why():
    a, b = (
        make_plan(of("referred")),
        make_plan(Situation(belief={"referred": 0.8, "hamstring_tendinopathy": 0.3})),
    )
    missing = {d.id: d.why for d in compare_plans(a, b).only_a}
    assert any("sitting bone" in why for why in missing["childs_pose"])


@pytest.mark.parametrize(
    ("more", "words_of"),
    [
        ({"level": "urgent"}, "level of concern"),
        ({"severity": "severe"}, "Running differs"),
        ({"sleep_lost": True}, "Neither level"),
    ],
)
def test_the_headline_names_the_deciding_difference(more, words_of):
    assert words_of in compare_plans(make_plan(of()), make_plan(of(**more))).headline


def test_explanations_and_tasks():
    assert explanation("bone_stress").say
    with pytest.raises(ValueError, match="No pain type"):
        explanation("piriformis_syndrome")
    for key, task in rephrasing_tasks().items():
        assert [rephrase(key, i).good for i in range(len(task.options))].count(True) == 1
    with pytest.raises(ValueError, match="options 0 to 2"):
        rephrase("slipped_disc", 7)
    with pytest.raises(ValueError, match="No task"):
        rephrase("x", 0)


@pytest.mark.parametrize("task", sorted(words().rephrasings))
def test_each_harmful_phrase_is_recognised_by_its_signs(task):
    phrase = rephrasing_tasks()[task].phrase
    assert task in {flag.task for flag in flags(phrase.upper())}


def test_good_words_are_not_flagged():
    for task in rephrasing_tasks().values():
        good = next(option.text for option in task.options if option.good)
        assert flags(good) == (), good


@pytest.mark.parametrize(
    ("situation", "piece"),
    [
        (of("cauda_equina"), "same day"),
        (of("bone_stress"), "MRI"),
        (of("infection"), "urgent referral"),
        (of("radicular", severity="severe", weeks=8), "specialist care"),
        (of(), "No picture now"),
    ],
)
def test_imaging_when_it_helps(situation, piece):
    assert piece in imaging_advice(situation).advice or piece in imaging_advice(situation).when


def test_pictures_of_people_without_pain():
    assert without_pain(34)[1].words == "between 30 % at 20 and 84 % at 80"
    ends = [{w.id: w.share for w in without_pain(age)} for age in (20, 80)]
    assert ends[0] == pytest.approx({"degeneration": 0.37, "bulge": 0.30, "protrusion": 0.29})
    assert ends[1] == pytest.approx({"degeneration": 0.96, "bulge": 0.84, "protrusion": 0.43})
    with pytest.raises(ValueError, match="ages 20 to 80"):
        without_pain(15)


@pytest.mark.parametrize(
    ("situation", "urgency", "to"),
    [
        (of("cauda_equina"), "same day", "Emergency"),
        (of("bone_stress"), "urgent", "orthopaedics"),
        (of("inflammatory"), "routine", "Rheumatology"),
        (of("vascular"), "urgent", "Vascular"),
        (of("radicular", deficits=(Deficit(root="L5", modality="motor", mrc=3),)), "urgent", "Spinal"),
        (of(), "routine", "practitioner"),
    ],
)
def test_the_letter_goes_where_it_should(situation, urgency, to):
    letter = referral_letter(situation, today=date(2026, 1, 5))
    assert letter.urgency == urgency
    assert to in letter.to
    assert [heading for heading, _ in letter.paragraphs][:3] == ["Situation", "Background", "Findings"]
    assert letter.review == "not yet reviewed by a clinician"


def test_the_letter_does_not_write_the_untested_as_normal():
    findings = dict(referral_letter(of()).paragraphs)["Findings"]
    assert "does not say that all was tested" in findings
    tested = dict(referral_letter(of(deficits_assessed=True)).paragraphs)["Findings"]
    assert "no deficit was found" in tested
    weak = of(deficits=(Deficit(root="L5", modality="motor", mrc=4),))
    assert "L5 strength 4 of 5" in dict(referral_letter(weak).paragraphs)["Findings"]


def test_an_urgent_handout_holds_nothing_to_do_but_go():
    page = handout(make_plan(of("cauda_equina")))
    assert page.title == "This comes first"
    assert "hospital today" in page.first[0]
    assert page.exercises == ()
    assert page.running[0] == "Do not run now."


def test_the_handout_is_one_page_of_plain_words():
    for situation in (
        of("radicular", severity="severe", sleep_lost=True),
        of(),
        of("hamstring_tendinopathy", severity="mild"),
    ):
        page = handout(make_plan(situation), today=date(2026, 1, 5))
        assert len(page.do) <= 10
        assert "2026" in page.review
        assert page.safety_net
        said = " ".join((*page.do, *page.think, *page.expect)).lower()
        for hard in ("mrc", "radiculopathy", "myotome", "irritability", "epidural"):
            assert hard not in said


def test_the_handout_shows_only_exercises_that_are_due():
    page = handout(make_plan(of(severity="moderate")))
    assert {"cat_camel", "knee_rolls"} <= {e.id for e in page.exercises}
    assert "prone_extension" not in {e.id for e in page.exercises}
    assert handout(make_plan(of(severity="severe"))).exercises[0].id == "side_lying_ease"


def test_the_note_holds_reasons_sources_and_both_sides():
    plan = make_plan(Situation(belief={"radicular": 0.6, "hamstring_tendinopathy": 0.4}, severity="moderate"))
    note = clinician_note(plan, today=date(2026, 1, 5))
    assert note.belief == (("Radicular pain", 0.6), ("Proximal hamstring tendinopathy", 0.4))
    assert all(line.source and line.mark and line.why and line.what for line in note.now)
    assert {line.stop for line in note.now} >= {item.stop for item in plan.now}
    held = {short for phase in note.later for short in phase.holds}
    assert {"strength training", "walking and running in turn"} <= held
    assert [phase.title for phase in note.later] == ["Rebuild", "Return to running", "Stay well"]
    assert all(phase.gate for phase in note.later)
    assert {line.review for line in note.now} == {"not yet reviewed by a clinician"}
    assert any("sitting bone" in why for _, reasons in note.left_out for why in reasons)
    assert any("Safe under both" in line for line in note.parting)
    assert {t.title for t in note.tensions} >= {
        "Rest, or stay active?",
        "Strength training during an episode",
    }
    assert note.safety_net == plan.safety_net


def test_nerves_are_called_well_only_where_they_were_tested():
    of_nerves = {
        words: explanation("referred", of(**known))
        for words, known in {
            "Where we tested them, your nerves are working well.": {"deficits_assessed": True},
            "How well your nerves work, we have not tested yet.": {},
        }.items()
    }
    for nerves, own in of_nerves.items():
        assert nerves in own.say
        assert nerves in own.explain
        assert nerves not in explanation("referred").say
    numb = of(deficits=(Deficit(root="S1", modality="sensory"),), deficits_assessed=True)
    assert "nerves" not in explanation("referred", numb).say


def test_a_plan_names_one_date():
    plan = make_plan(Situation(belief={"radicular": 0.6, "hamstring_tendinopathy": 0.4}, severity="severe"))
    assert plan.mixed.look_again_weeks == plan.review_weeks
    assert all(pair.look_again_weeks <= plan.review_weeks for pair in plan.mixed.pairs)
    assert plan.review_weeks == 1
    assert clinician_note(plan).parting[-1] == "Look again in a week at the latest."


def test_an_emergency_sheet_explains_what_is_feared_and_asks_nothing_else():
    plan = make_plan(
        Situation(
            belief={"radicular": 0.6, "cauda_equina": 0.3},
            severity="severe",
            deficits=(Deficit(root="S4", modality="sensory", side="saddle"),),
        )
    )
    page = handout(plan)
    assert page.think == (words().types["cauda_equina"].explain,)
    assert page.running == ("Do not run now.",)
    assert page.do == (plan.item("nothing_loaded").patient,)


def test_an_urgent_sheet_explains_the_deficit_before_the_pain():
    weak = make_plan(of("radicular", deficits=(Deficit(root="L5", modality="motor", mrc=3),)))
    assert handout(weak).think[0].startswith(words().types["radiculopathy"].explain)


def test_movements_that_wait_for_the_same_share_one_line():
    wait = handout(make_plan(of("radicular"))).wait
    lines = [line for line in wait if "knee rolls" in line]
    assert len(lines) == 1
    assert lines[0].startswith("Press-up lying on the front, Child's pose, Leg raise mobilisation.")


def test_a_letter_about_the_femoral_neck_is_for_today_and_for_orthopaedics():
    neck = referral_letter(Situation(belief={"bone_stress": 0.4}, bone_site="femoral_neck"))
    assert neck.urgency == "same day"
    assert "Orthopaedic" in neck.to
    assert "femoral neck" in neck.subject
    sacrum = referral_letter(Situation(belief={"bone_stress": 0.4}, bone_site="sacral"))
    assert sacrum.urgency == "urgent"


def test_an_emergency_note_parts_nothing_and_puts_what_it_stops_into_one_line():
    plan = make_plan(Situation(belief={"radicular": 0.6, "cauda_equina": 0.3}, severity="severe"))
    note = clinician_note(plan)
    assert note.parting == ()
    assert note.later == note.waiting == ()
    (only,) = note.left_out
    assert "walking and running in turn" in only[0]
    assert only[1] == ("The level of concern is 'same-day emergency'.",)
    for pair in plan.mixed.pairs:
        assert "today" in pair.parts[0]
        assert "emergency comes first" in pair.safe


@pytest.mark.parametrize("feared", ["infection", "malignancy", "fracture", "vascular", "upper_motor_neurone"])
def test_what_is_feared_is_parted_by_its_own_test_and_never_by_one_for_the_other(feared):
    (pair,) = make_plan(Situation(belief={"referred": 0.6, feared: 0.07})).mixed.pairs
    assert "No single sign at the bedside excludes it" in pair.parts[0]
    assert "looked into first" in pair.safe
    assert pair.look_again_weeks <= 1


def test_what_is_tested_together_is_not_asked_of_the_runner():
    plan = make_plan(of("radicular", deficits=(Deficit(root="S1", modality="reflex"),)))
    page = handout(plan)
    charted = plan.item("chart_deficits").patient
    assert charted in page.together
    assert charted not in page.do
    bone = handout(make_plan(of("bone_stress")))
    assert any("MRI" in line for line in bone.together), "the picture stands on the sheet of a suspected bone"


def test_the_sheet_says_the_rule_within_which_may_be_run():
    page = handout(make_plan(of(severity="mild", daily_activities_normal=True, still_running=True)))
    assert page.running[0].startswith("You may run")
    assert "gets no worse during the run, after it or the next morning" in page.running[1]
    assert "worse from week to week" in page.running[1]


HEDGES = ("may", "seem", "often", "can", "many")


@pytest.mark.parametrize("type_id", sorted(words().types))
def test_what_is_thought_is_said_with_a_hedge(type_id):
    own = words().types[type_id]
    said = own.explain.lower().split()
    assert set(HEDGES) & {word.strip(".,;").removesuffix("s") for word in said}, own.explain
    assert len(own.explain) < 330


CLINICAL = (
    "radicular", "radiculopathy", "deficit", "irritab", "tendinopathy", "myotome", "dermatome", "mrc", "neurolog",
    "mobilisation", "prone", "supine", "gait", "guideline", "trend", "differential", "red flag", "non-specific",
)  # fmt: skip


def patient_texts():
    for key, item in plan_items().items():
        yield f"item {key}", item.patient
    for key, rule in running().rules.items():
        yield f"rule {key}", rule.patient
    for key, own in words().types.items():
        yield f"explain {key}", own.explain
        yield f"expect {key}", own.expect
    for index, text in enumerate(words().safety_net + words().safety_net_bone):
        yield f"safety-net {index}", text


@pytest.mark.parametrize(("where", "text"), list(patient_texts()), ids=lambda value: value[:40])
def test_what_a_patient_reads_is_plain(where, text):
    lowered = text.lower()
    assert [word for word in CLINICAL if word in lowered] == [], where
    longest = 60 if where.startswith("safety-net") else 30
    assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?:])\s", text)) <= longest, where
    assert not [
        word for word in ("damage", "crumbl", "worn", "degenerat", "slipped", "failed") if word in lowered
    ]
