"""Page 05: a whole case by messages, nothing shown before commitment, two windows, bad input."""

import base64
import json
import re

import pytest

from toolkit.cases import Scenario, cases_in, decode, load_case
from toolkit.cases.clinic_choices import menu_items, session_in, with_sentence
from toolkit.cases.generating import new_code
from toolkit.cases.judging import judge
from toolkit.cases.record import read_record
from toolkit.cases.trail import trail
from toolkit.content.plan_items import plan_items
from toolkit.ui.clinic_more import _LETTERS, drill_of
from toolkit.ui.pages.clinic import ClinicPage

TELLING = ("truth", "radicular pain", "radiculopathy", "tendin", "strain", "stress injury", "cauda")


class Opened:
    def __init__(self, case="calf_line"):
        self.page = ClinicPage()
        self.page.view()
        if case != "calf_line":
            self.set("case", case)

    def set(self, name, value):
        group = self.page.chooser
        if name.startswith(("b_", "f_")) or name == "commit":
            group = self.page.belief
        elif name.startswith("i_") or name in {"urgency", "decide"}:
            group = self.page.decide
        group._handle_custom_msg({"set": name, "value": value, "n": 1}, [])

    def ask(self, finding):
        for prose in (self.page.emergency, *self.page.groups):
            if f'data-act="ask:{finding}"' in prose.html:
                prose._handle_custom_msg({"act": f"ask:{finding}"}, [])
                return
        raise AssertionError(f"{finding} cannot be asked")

    def press(self, name):
        prose = next(
            p for p in (self.page.done, self.page.hint, *self.page.reveal) if f'data-act="{name}"' in p.html
        )
        prose._handle_custom_msg({"act": name}, [])

    def play(self, urgency="none"):
        for key in ("bladder", "saddle", "both_legs", "slr"):
            self.ask(key)
        self.set("b_radicular", 90)
        self.set("f_training", True)
        self.set("commit", "commit")
        self.set("urgency", urgency)
        self.set("i_safety_net", True)
        self.page.sentence.value = "You have a slipped disc <script>alert(1)</script>"
        self.set("decide", "decide")

    @property
    def shown(self):
        return " ".join(prose.html for prose in self.page.reveal)


def test_a_whole_case_by_its_controls():
    opened = Opened()
    opened.play()
    opened.press("do:look")
    text = re.sub(r"<[^>]+>", " ", opened.shown)
    for said in (
        "Radicular (S1)",
        "Nobody can know",
        "of 100",
        "Step by step",
        "critical",
        "does not prove",
        "Play the contrast",
    ):
        assert said in text, said
    assert "<script>" not in opened.shown
    assert "After 4 questions" in opened.page.reading.html
    assert "1 finished cases" in opened.page.kept.html
    assert "st-gone" not in opened.page.uncovered._dom_classes


@pytest.mark.parametrize("case_id", ["calf_line", "cannot_feel_paper", "sit_bone"])
def test_nothing_is_uncovered_before_commitment(case_id):
    opened = Opened(case_id)
    opened.ask("bladder")
    assert opened.shown.strip() == ""
    before = f"{opened.page.patient.html} {opened.page.stage.html} {opened.page.hint.html} {opened.page.done.html}".lower()
    assert not [word for word in TELLING if word in before]
    assert "do:look" not in before
    opened.page._guarded_act("do:look")
    assert "Commit first" in opened.page.notice.html
    assert not opened.page.session.revealed


def test_after_commitment_no_question_is_left_and_no_slider():
    opened = Opened()
    opened.ask("slr")
    opened.set("commit", "commit")
    assert not any('data-act="ask:' in prose.html for prose in (opened.page.emergency, *opened.page.groups))
    assert opened.page.belief.spec == []
    opened.page._guarded_act("ask:burning")
    assert "committed" in opened.page.notice.html


def test_the_address_carries_the_session_to_another_window():
    opened = Opened()
    opened.ask("slr")
    opened.set("b_radicular", 80)
    other = ClinicPage()
    other.opening = opened.page.address.code
    other.view()
    assert other.session.asked() == {"slr": 38.0}
    assert other.belief.values["b_radicular"] == 80
    third = Opened()
    assert third.page.session.asked() == {}


def test_a_finished_case_fits_into_an_address():
    opened = Opened()
    for prose in list(opened.page.groups):
        for key in re.findall(r'data-act="ask:(\w+)"', prose.html):
            opened.page._guarded_act(f"ask:{key}")
    opened.set("commit", "commit")
    for item in menu_items():
        opened.set(f"i_{item}", True)
    opened.page.sentence.value = "word " * 79
    opened.set("decide", "decide")
    assert opened.page.notice.html == ""
    assert session_in(decode(opened.page.address.code)).stage == "reveal"


def test_what_the_sliders_said_between_questions_is_shown_step_by_step():
    opened = Opened()
    opened.ask("bladder")
    opened.set("b_radicular", 60)
    opened.ask("slr")
    opened.set("b_radicular", 85)
    opened.set("commit", "commit")
    opened.set("decide", "decide")
    steps = trail(opened.page.session)
    assert [step.student["radicular"] for step in steps] == [0.6, 0.85]
    opened.press("do:look")
    assert "Radicular pain 60 %" in opened.page.reveal[1].html


def test_the_second_visit_is_played():
    opened = Opened("worse_by_friday")
    opened.play("watch")
    opened.press("do:come_back")
    assert "The pain is less" in opened.page.patient.html
    assert opened.page.session.asked() == {}
    opened.ask("heel_raises")
    opened.set("commit", "commit")
    opened.set("decide", "decide")
    opened.press("do:look")
    assert "Missed" in opened.shown


def test_codes_open_new_patients_and_wrong_ones_are_told():
    opened = Opened()
    opened.page.code.value = new_code(5, difficulty="hard")
    assert opened.page.session.case.generated
    assert new_code(5, difficulty="hard") in opened.page.patient.html
    opened.page.code.value = "AAAA-AAAA-AAAA"
    assert "code" in opened.page.notice.html
    opened.set("new", "middle")
    assert opened.page.session.case.difficulty == "middle"
    first = opened.page.session.case.id
    opened.set("new", "middle")
    assert opened.page.session.case.id != first


def test_hints_in_practice_only():
    opened = Opened()
    opened.press("do:hint")
    assert "The model would ask" in opened.page.hint.html
    assert opened.page.session.hints == 1
    opened.set("mode", "assessment")
    assert opened.page.hint.html == ""


def test_a_record_is_saved_and_loaded():
    opened = Opened()
    opened.play()
    opened.press("do:look")
    data = re.search(r"data:application/json;base64,([^\"]+)", opened.page.kept.html).group(1)
    text = base64.b64decode(data)
    assert len(read_record(text).results) == 1
    other = Opened()
    assert other.page._load([("my-cases.json", text)]).startswith("Loaded: 1")
    assert "1 finished cases" in other.page.kept.html
    newer = json.dumps(json.loads(text) | {"version": 9}).encode()
    assert "newer version" in other.page._load([("x.json", newer)])
    assert "cut" in other.page._load([("x.json", text[:40])])


def test_the_menu_holds_all_that_is_critical_in_any_case():
    assert set(menu_items()) <= set(plan_items())
    for case in cases_in().values():
        for visit in range(len(case.visits)):
            plan = case.plan(case.found(visit), case.found(visit - 1) if visit else None)
            critical = {v.item for v in judge(case, plan, frozenset()) if v.worth == "critical"}
            assert critical <= set(menu_items()), case.id


def test_forged_messages_change_nothing():
    opened = Opened()
    before = opened.page.scenario
    opened.set("b_radicular", "lots")
    opened.set("case", "../../etc/passwd")
    opened.page.emergency._handle_custom_msg({"act": "ask:nothing"}, [])
    assert opened.page.scenario == before
    broken = Scenario().with_choice("clinic.s0", "forged")
    opened.page.change(Scenario())
    opened.page.guard(opened.page.change)(broken)
    assert "cut or changed" in opened.page.notice.html
    assert opened.page.session.case.id == "calf_line"


def test_the_sentence_survives_the_address():
    scenario = with_sentence(Scenario(), "שלום 🏃 " + "x" * 300)
    assert session_in(scenario).case.id == load_case("calf_line").id
    opened = Opened()
    opened.page.change(scenario)
    assert opened.page.sentence.value.startswith("שלום 🏃")


def test_a_drill_is_played_until_all_are_right():
    page = Opened().page
    page._guarded_act("drill:new")
    wrong = 0
    for _ in range(30):
        drill, _last = drill_of(page.scenario)
        if drill.finished:
            break
        right = next(key for key, family in _LETTERS.items() if family == drill.now.answer)
        letter = right if wrong else next(key for key in _LETTERS if key != right)
        wrong += letter != right
        page._guarded_act(f"drill:{letter}")
        assert ("Right." if letter == right else "No.") in page.more.html
    assert "All ten are right; 9 of them at the first glance, with 11 answers." in page.more.html


def test_a_contrast_names_the_deciding_finding_only_when_asked():
    page = Opened().page
    page._guarded_act("pair:rl")
    assert "parts them most" not in page.more.html
    assert "Which finding parts them?" in page.more.html
    page._guarded_act("pair:open")
    assert "parts them most" in page.more.html


@pytest.mark.parametrize("forged", ["9:xyz", "x", "1:rrrrrrrrrrrr", "12345678901234567890:r", "1:zz!", ":"])
def test_a_forged_drill_or_pair_does_no_harm(forged):
    scenario = Scenario().with_choice("clinic.drill", forged).with_choice("clinic.pair", forged)
    page = Opened().page
    page.change(scenario)
    assert "Pattern drill" in page.more.html
