"""Page 03: the emergency questions before everything, findings to belief, and every closer look."""

import re

import pytest

from toolkit.cases import Scenario, decode
from toolkit.cases.picture import picture_of
from toolkit.content.examples import examples
from toolkit.content.findings import findings
from toolkit.ui.pages.pain_types import PainTypesPage
from toolkit.ui.pain_panels.closer import PANELS

NERVE = {
    "burning": "present",
    "sharp_or_electric": "present",
    "below_knee": "present",
    "stops_running": "present",
    "slr": 35.0,
}


class Opened:
    def __init__(self, **scenario):
        self.page = PainTypesPage()
        self.page.view()
        if scenario:
            self.page.change(Scenario(**scenario))

    def answer(self, finding, value):
        self.page.sheet._handle_custom_msg({"set": finding, "value": value}, [])

    def press(self, name, prose=None):
        (prose or self.page.words)._handle_custom_msg({"act": name}, [])

    def look(self, panel):
        self.page.closer.choice._handle_custom_msg({"set": "panel", "value": panel, "n": 1}, [])
        return self.page.closer._built[panel][0]

    def words(self, panel):
        chosen = self.look(panel)
        return " ".join(
            getattr(widget, "html", "") for widget in chosen.__dict__.values() if hasattr(widget, "html")
        )

    @property
    def shown(self):
        page = self.page
        return " ".join(prose.html for prose in (page.concern, page.trouble, page.bars, page.words, page.net))


def text(html):
    return re.sub(r"<[^>]+>", " ", html)


def test_nothing_asked_is_the_prior_and_says_so():
    opened = Opened()
    assert "Nothing has been asked yet" in opened.page.words.html
    assert "cannot say yet" in opened.page.bars.html
    assert "Always ask today" in opened.page.concern.html


def test_an_answer_changes_belief_words_and_address():
    opened = Opened()
    before = opened.page.bars.html
    for finding, value in NERVE.items():
        opened.answer(finding, value)
    assert opened.page.bars.html != before
    assert re.search(r"A painful nerve root is (very likely|almost certain)", text(opened.page.words.html))
    assert decode(opened.page.address.code).findings == NERVE


def test_not_asked_is_the_same_as_never_answered():
    opened = Opened()
    before = opened.page.bars.html
    opened.answer("burning", "present")
    opened.answer("burning", None)
    assert opened.page.bars.html == before
    assert opened.page.scenario == Scenario()


def test_bars_show_the_beliefs_own_numbers():
    opened = Opened(findings=NERVE)
    belief = picture_of(opened.page.scenario).belief
    widths = [
        float(share) for share in re.findall(r'st-family-fill" style="width:([\d.]+)%', opened.page.bars.html)
    ]
    assert widths[0] == pytest.approx(100 * belief.family_probabilities["radicular"], abs=0.06)
    assert belief.families["radicular"].words in opened.page.bars.html


def test_radiculopathy_cannot_be_said_before_it_is_tested():
    opened = Opened(findings=NERVE)
    assert "examine feeling, power and reflexes" in opened.page.words.html
    opened.answer("ankle_jerk", "lost")
    assert "cannot say yet" not in opened.page.bars.html
    assert "charted again" in opened.page.words.html


@pytest.mark.parametrize(
    ("finding", "value", "level"),
    [
        ("bladder", "changed", "same_day"),
        ("saddle", "changed", "same_day"),
        ("foot_drop", "present", "urgent"),
    ],
)
def test_emergency_stops_the_rest_at_once(finding, value, level):
    opened = Opened(findings=NERVE)
    opened.page.urgent._handle_custom_msg({"set": finding, "value": value}, [])
    assert f'data-stops="{level}"' in opened.page.concern.html
    assert "st-stopped" in opened.page.answers._dom_classes
    assert "st-alarm" in opened.page.alarm._dom_classes
    opened.press("anyway", opened.page.concern)
    assert "st-stopped" not in opened.page.answers._dom_classes
    assert f'data-stops="{level}"' in opened.page.concern.html


def test_watch_does_not_stop_the_rest():
    opened = Opened(findings={"ankle_jerk": "lost"})
    assert "st-stopped" not in opened.page.answers._dom_classes
    assert "Watch and test again" in opened.page.concern.html


def test_safety_net_words_are_always_there():
    for found in ({}, {"burning": "present"}, {"bladder": "changed"}):
        assert "Safety-net words" in Opened(findings=found).page.net.html


def test_contradiction_is_said_and_nothing_invented():
    opened = Opened(findings={"foot_drop": "present", "power_dorsiflexion": "mrc5"})
    prior = picture_of(Scenario()).belief.probabilities
    assert "Both cannot be right" in opened.page.trouble.html
    assert picture_of(opened.page.scenario).belief.probabilities == prior
    assert "Nothing is made up" in opened.page.words.html


def test_impossible_angle_is_one_sentence_and_changes_nothing():
    opened = Opened(findings=NERVE)
    opened.answer("slr", 300)
    assert "300 degrees is not possible" in opened.page.notice.html
    assert opened.page.scenario.findings == NERVE


def test_unknown_finding_in_an_address_is_named():
    opened = Opened(findings={"burnin": "present"})
    assert "is no finding of the toolkit" in opened.page.trouble.html
    assert "Did you mean" in opened.page.trouble.html


def test_unknown_setting_in_an_address_keeps_the_page():
    opened = Opened()
    opened.page._guarded(opened.page.change)(Scenario(setting="moon"))
    assert "There is no setting" in opened.page.notice.html
    assert opened.page.scenario == Scenario()


@pytest.mark.parametrize("patient", sorted(examples().patients))
def test_one_click_fills_a_patient_in(patient):
    opened = Opened()
    opened.page.patient._handle_custom_msg({"set": "patient", "value": patient, "n": 1}, [])
    assert opened.page.scenario.findings == examples().patients[patient].findings
    assert opened.page.patient.values["patient"] == patient


def test_the_runners_name_stands_above_her_own_findings_only():
    opened = Opened()
    assert "Maya" in opened.page.who.html
    opened.page.patient._handle_custom_msg({"set": "patient", "value": "calf_line", "n": 1}, [])
    assert "<h2>A hot line down to the heel</h2>" in opened.page.who.html
    assert not picture_of(opened.page.scenario).diary_used
    assert "it is not this patient" in opened.page.begins.html
    opened.answer("dull_ache", "present")  # the same patient, changed
    assert "A hot line" in opened.page.who.html
    opened.page.patient._handle_custom_msg({"set": "undo", "value": "clear", "n": 2}, [])
    assert "<h2>Maya, 34</h2>" in opened.page.who.html
    assert picture_of(opened.page.scenario).diary_used


def test_a_presented_example_brings_its_own_name():
    opened = Opened()
    worked = opened.look("worked")
    opened.press("worked:fill", worked.text)
    assert "<h2>The worked example</h2>" in opened.page.who.html
    compare = opened.look("compare")
    one = compare.controls.values["one"]
    opened.press(f"patient:{one}", compare.text)
    assert f"<h2>{examples().patients[one].name}</h2>" in opened.page.who.html


def test_shares_of_ones_own_move_the_belief_and_another_setting_starts_anew():
    opened = Opened(findings={"dull_ache": "present", "buttock": "buttock"})
    begin = opened.look("begin")
    move = lambda name, value: begin.controls._handle_custom_msg({"set": name, "value": value, "n": 1}, [])  # noqa: E731
    before = picture_of(opened.page.scenario).belief
    move("radicular", 45.0)
    after = picture_of(opened.page.scenario).belief
    assert after.probabilities["radicular"] > before.probabilities["radicular"] + 0.1
    assert "Set by you: radicular 45 %" in opened.page.begins.html
    assert "Your shares take belief in" in begin.text.html
    assert "Set by you" in " ".join(lean.quantity.why for lean in after.leans)
    move("reset", "all")
    assert picture_of(opened.page.scenario).belief.probabilities == before.probabilities
    move("referred", 45.0)
    move("setting", "gp")
    assert "Set by you" not in opened.page.begins.html
    opened.press("begin", opened.page.begins)
    assert opened.page.closer.name == "begin"


def test_shares_that_cannot_be_met_are_said_and_nothing_is_lost():
    opened = Opened()
    begin = opened.look("begin")
    begin.controls._handle_custom_msg({"set": "referred", "value": 0.1, "n": 1}, [])
    assert "cannot all be met" in opened.page.notice.html
    assert opened.page.scenario.choice("pain_types.share_referred", usual=0.0) == 0.0
    assert begin.controls.values["referred"] == 32.0


def test_a_number_for_an_emergency_is_never_left_alone():
    opened = Opened(findings={"saddle": "changed"})
    assert "25 of 334" in opened.page.begins.html
    assert "25 of 334" not in Opened().page.begins.html


def test_undo_and_clear():
    opened = Opened()
    opened.answer("burning", "present")
    opened.answer("warms_up", "absent")
    press = lambda what: opened.page.patient._handle_custom_msg({"set": "undo", "value": what, "n": 1}, [])  # noqa: E731
    press("undo")
    assert opened.page.scenario.findings == {"burning": "present"}
    press("redo")
    press("clear")
    assert opened.page.scenario.findings == {}
    press("undo")
    assert len(opened.page.scenario.findings) == 2


def test_pain_outside_the_types_is_said_first():
    found = {
        "widespread": "present",
        "unpredictable": "present",
        "diffuse_tender": "present",
        "dull_ache": "absent",
    }
    opened = Opened(findings=found)
    assert picture_of(opened.page.scenario).belief.outside > 0.15
    assert "outside these types" in opened.page.words.html
    assert "outside these types" in opened.words("numbers")


def test_setting_and_diary_move_where_belief_begins():
    opened = Opened()
    before = opened.page.bars.html
    opened.page.where._handle_custom_msg({"set": "setting", "value": "spinal_triage", "n": 1}, [])
    assert opened.page.bars.html != before
    triage = opened.page.bars.html
    opened.page.where._handle_custom_msg({"set": "diary", "value": False, "n": 2}, [])
    assert opened.page.bars.html != triage
    assert "The diary is left out" in opened.page.begins.html


@pytest.mark.parametrize(
    "act", ["family:radicular", "family:radiculopathy", "family:referred", "family:lookalike"]
)
def test_words_open_the_numbers_behind_them(act):
    opened = Opened(findings=NERVE)
    opened.press(act, opened.page.bars)
    assert "chosen for teaching" in opened.page.card.html.lower()


def test_share_of_teaching_values_opens_which():
    opened = Opened(findings=NERVE)
    belief = picture_of(opened.page.scenario).belief
    assert f"{100 * belief.share_teaching:.0f} % of this answer" in opened.page.words.html
    opened.press("teaching")
    assert "<dl>" in opened.page.card.html


def test_where_belief_begins_opens_every_share():
    opened = Opened()
    opened.press("prior", opened.page.begins)
    assert "Cauda equina" in opened.page.card.html


@pytest.mark.parametrize("key", sorted(findings()))
def test_every_finding_has_a_card(key):
    opened = Opened()
    opened.page.sheet._handle_custom_msg({"how": key}, [])
    assert "<dialog" in opened.page.card.html
    assert "Numbers" in opened.page.card.html or "How often" in opened.page.card.html


# -- closer looks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "found",
    [
        {},
        NERVE,
        examples().patients["all_three"].findings,
        {"foot_drop": "present", "power_dorsiflexion": "mrc5"},
    ],
)
@pytest.mark.parametrize("panel", sorted(PANELS))
def test_every_closer_look_shows_anything(panel, found):
    opened = Opened(findings=found, choices={"pain_types.anyway": True})
    assert len(text(opened.words(panel))) > 40
    assert decode(opened.page.address.code).choice("pain_types.panel", "worked") == panel


def test_worked_example_can_be_filled_in():
    opened = Opened()
    opened.press("worked:fill", opened.look("worked").text)
    assert opened.page.scenario.findings["slr"] == 45


def test_next_question_waits_for_the_own_choice():
    opened = Opened(findings=NERVE)
    panel = opened.look("next")
    assert "<table" not in panel.text.html
    panel.choice._handle_custom_msg({"set": "mine", "value": "ankle_jerk", "n": 1}, [])
    assert "number" in panel.text.html
    assert "(yours)" in panel.text.html
    assert "asked of everybody" in panel.text.html.lower()


def test_answered_question_is_no_longer_offered():
    opened = Opened(findings=NERVE)
    panel = opened.look("next")
    panel.choice._handle_custom_msg({"set": "mine", "value": "ankle_jerk", "n": 1}, [])
    opened.answer("ankle_jerk", "lost")
    assert "<table" not in panel.text.html
    assert "ankle_jerk" not in [option["value"] for option in panel.choice.spec[0]["options"]]


def test_hop_is_withheld_where_bone_stress_is_suspected():
    opened = Opened(findings=examples().patients["each_run_worse"].findings)
    opened.press("anyway", opened.page.concern)
    panel = opened.look("next")
    panel.choice._handle_custom_msg({"set": "mine", "value": "hop_test", "n": 1}, [])
    assert "not done now" in panel.text.html


def test_numbers_name_what_no_bedside_can_know():
    opened = Opened(findings=NERVE)
    assert "What no bedside can know" in opened.words("numbers")
    assert "compressed, inflamed or both" in opened.words("numbers")


def test_naive_answer_is_surer():
    opened = Opened(findings=examples().patients["all_three"].findings)
    picture = picture_of(opened.page.scenario)
    naive = picture.model.naive(picture.findings).family_probabilities["radicular"]
    assert naive > picture.belief.family_probabilities["radicular"]
    assert "surer than it may be" in opened.words("sure")


def test_numbers_say_what_of_a_failing_root_was_not_tested():
    assert "motor) [power not tested yet]" in Opened(
        findings={"touch_l5": "reduced", "sharp_or_electric": "present"}
    ).words("numbers")
    tested = Opened(findings={"touch_l5": "reduced", "power_big_toe_extension": "mrc4"}).words("numbers")
    assert "L5, motor) [" not in tested
    assert "L5, motor)" in tested


def test_bayes_picture_says_what_counts_as_found():
    opened = Opened()
    opened.look("bayes")
    assert "Straight leg raise: positive, below 70 degrees&#39; is found in" in text(opened.words("bayes"))


def press(panel, name, value):
    panel.controls._handle_custom_msg({"set": name, "value": value, "n": 1}, [])


def test_bayes_picture_takes_a_share_of_ones_own_and_gives_it_back():
    opened = Opened()
    panel = opened.look("bayes")
    before = text(opened.words("bayes"))
    press(panel, "share", 50)
    assert "500 have radicular pain" in text(opened.words("bayes"))
    assert "The setting itself says" in opened.words("bayes")
    assert opened.page.undo.back(opened.page.scenario) is not None
    press(panel, "reset", "share")
    assert text(opened.words("bayes")) == before


def test_bayes_picture_has_the_settings_and_the_diary_s_switch_beside_it():
    opened = Opened()
    panel = opened.look("bayes")
    press(panel, "share", 50)
    press(panel, "setting", "spinal_triage")
    assert opened.page.scenario.setting == "spinal_triage"
    assert opened.page.where.values["setting"] == "spinal_triage"
    assert "pain_types.bayes_share" not in opened.page.scenario.choices
    press(panel, "diary", False)
    assert opened.page.where.values["diary"] is False


def test_paper_lists_what_was_asked():
    opened = Opened(findings={"burning": "present", "slr": 45})
    assert "Burning: yes" in opened.page.asked.html
    assert "45 degrees" in opened.page.asked.html


def test_bayes_picture_counts_as_the_model_does():
    opened = Opened()
    panel = opened.look("bayes")
    panel.controls._handle_custom_msg({"set": "finding", "value": "crossed_slr", "n": 1}, [])
    model = picture_of(opened.page.scenario).model
    with_it = model.posterior({"crossed_slr": "present"}).probabilities["radicular"]
    from toolkit.ui.pain_panels.thousand import frequencies

    assert frequencies(model, "radicular", "crossed_slr").after == pytest.approx(with_it, abs=1e-9)
    absent = model.posterior({"crossed_slr": "absent"}).probabilities["radicular"]
    assert frequencies(model, "radicular", "crossed_slr").after_absence == pytest.approx(absent, abs=1e-9)


def test_run_trace_reveals_only_after_the_guess():
    opened = Opened()
    panel = opened.look("runs")
    assert "It was" not in panel.words.html
    assert "Yes:" not in panel.words.html
    first = panel.figure.spec, panel.figure.arrays
    panel.controls._handle_custom_msg({"set": "guess", "value": "referred", "n": 1}, [])
    assert "It was" in panel.words.html or "Yes:" in panel.words.html
    panel.controls._handle_custom_msg({"set": "another", "value": "another", "n": 2}, [])
    assert "Whose run is it?" in panel.words.html
    assert (panel.figure.spec, panel.figure.arrays) != first


def test_typical_runs_are_as_the_article_says():
    from toolkit.ui.pain_panels.traces import typical

    runs = {trace.name: trace.run for trace in typical()}
    early, late, root = (
        runs[name] for name in ("Hamstring tendon, early", "Hamstring tendon, later", "Radicular pain")
    )
    assert root.stopped is not None
    assert early.stopped is late.stopped is None
    assert early.pain[20] < 0.6 * early.pain[0]
    assert late.pain.max() > early.pain.max()
    assert early.evening > early.pain[30]


def test_two_patients_mark_what_differs():
    opened = Opened()
    panel = opened.look("compare")
    panel.controls._handle_custom_msg({"set": "pair", "value": "root_or_knee", "n": 1}, [])
    assert panel.controls.values["one"] == "weak_toe"
    row = re.search(r"<tr[^>]*><th scope=\"row\">Hip abduction \(L5\)</th>.*?</tr>", panel.text.html).group()
    assert "differs" in row
    opened.press("patient:dropped_foot", panel.text)
    assert opened.page.scenario.findings == examples().patients["dropped_foot"].findings


def test_forged_panel_and_choices_fall_back():
    opened = Opened(
        choices={"pain_types.panel": "nothing", "pain_types.bayes_type": "x", "pain_types.one": "y"}
    )
    assert opened.page.closer.name == "worked"
    assert opened.words("bayes")
    assert opened.words("compare")


def test_every_claim_of_the_page_stands_on_an_element():
    opened = Opened(findings=NERVE)
    html = opened.shown + " ".join(opened.words(panel) for panel in PANELS)
    panel = opened.look("runs")
    panel.controls._handle_custom_msg({"set": "guess", "value": "radicular", "n": 1}, [])
    html += panel.words.html
    named = set(" ".join(re.findall(r'data-claims="([^"]*)"', html)).split())
    assert {"A2", "B1", "B2", "B3", "B4", "E1", "E2", "E3", "E4", "E5", "F9", "F10", "I1"} <= named


def test_people_s_words_are_escaped():
    opened = Opened(findings={"burning": "<script>x</script>"})
    assert "<script>" not in opened.shown
