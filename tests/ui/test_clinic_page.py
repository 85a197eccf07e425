"""Page 05: a whole case by messages, nothing shown before commitment, two windows, bad input."""

import base64
import csv
import io
import json
import re
from dataclasses import replace

import pytest

from toolkit.cases import CaseError, Scenario, cases_in, decode, load_case
from toolkit.cases.clinic_choices import menu_items, session_in, types_set, with_sentence
from toolkit.cases.generating import new_code
from toolkit.cases.judging import judge
from toolkit.cases.record import read_record, record_text
from toolkit.cases.trail import trail
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.content.plan_items import plan_items
from toolkit.figures.case_weeks import case_weeks
from toolkit.history import Diary
from toolkit.ui.clinic_controls import BEHINDS
from toolkit.ui.clinic_more import _LETTERS, drill_of
from toolkit.ui.clinic_text import weeks_text
from toolkit.ui.pages import clinic as clinic_page
from toolkit.ui.pages.clinic import ClinicPage

TELLING = ("truth", "radicular pain", "radiculopathy", "tendin", "strain", "stress injury", "cauda")


class Opened:
    def __init__(self, case="calf_line"):
        self.page = ClinicPage()
        self.page.view()
        if case != "calf_line":
            self.set("case", case)

    def set(self, name, value):
        page, group = self.page, self.page.chooser
        if name.startswith(("b_", "f_", "t_")) or name == "commit":
            group = page.belief
        elif name.startswith("i_") or name in {"urgency", "decide", "sentence"}:
            group = page.decide
        elif name == "look":
            group = page.uncovered.behinds if page.session.revealed else page.asking.looks
        group._handle_custom_msg({"set": name, "value": value, "n": 1}, [])

    def ask(self, finding):
        examined = findings()[finding].kind == "examined"
        self.set("look", "examine" if examined else "ask")
        for prose in (self.page.asking.emergency, *self.page.asking.groups):
            if f'data-act="ask:{finding}"' in prose.html:
                prose._handle_custom_msg({"act": f"ask:{finding}"}, [])
                return
        raise AssertionError(f"{finding} cannot be asked")

    def press(self, name):
        page = self.page
        every = (
            page.done,
            page.hint,
            page.uncovered.recap,
            page.uncovered.truth,
            page.uncovered.panel,
            page.kept.text,
        )
        prose = next(p for p in every if f'data-act="{name}"' in p.html)
        prose._handle_custom_msg({"act": name}, [])

    def play(self, urgency="none"):
        for key in ("bladder", "saddle", "both_legs", "slr"):
            self.ask(key)
        self.set("b_radicular", 90)
        self.set("f_training", True)
        self.set("commit", "commit")
        self.set("urgency", urgency)
        self.set("i_safety_net", True)
        self.set("sentence", "You have a slipped disc <script>alert(1)</script>")
        self.set("decide", "decide")

    @property
    def shown(self):
        """Everything that is uncovered, one look after the other."""
        page = self.page
        parts = [page.uncovered.truth.html, page.uncovered.recap.html]
        for look in BEHINDS if page.session.revealed else ():
            self.set("look", look)
            parts.append(page.uncovered.panel.html)
        return " ".join([*parts, page.uncovered.panel.html])


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
    assert "After 4 questions" in opened.page.uncovered.reading.html
    assert "1 finished case." in opened.page.kept.text.html
    assert "st-gone" not in opened.page.uncovered.box._dom_classes


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
    assert not any(
        'data-act="ask:' in prose.html for prose in (opened.page.asking.emergency, *opened.page.asking.groups)
    )
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
    for key in findings():
        opened.page._guarded_act(f"ask:{key}")
    for kind in pain_types().types:
        opened.set(f"t_{kind}", 35)
    opened.set("commit", "commit")
    opened.set("urgency", "watch")
    for item in menu_items():
        opened.set(f"i_{item}", True)
    opened.set("sentence", "word " * 79)
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
    opened.set("urgency", "none")
    opened.set("decide", "decide")
    steps = trail(opened.page.session)
    assert [step.student["radicular"] for step in steps] == [0.6, 0.85]
    opened.press("do:look")
    assert "Radicular pain 60 %" in opened.shown


def test_the_second_visit_is_played():
    opened = Opened("worse_by_friday")
    opened.play("watch")
    opened.press("do:come_back")
    assert "The pain is less" in opened.page.patient.html
    assert opened.page.session.asked() == {}
    opened.ask("heel_raises")
    opened.set("commit", "commit")
    assert opened.page.decide.values["urgency"] == "", "the first visit's urgency is not carried over"
    opened.set("urgency", "none")
    opened.set("decide", "decide")
    opened.press("do:look")
    assert "Missed" in opened.shown


def test_codes_open_new_patients_and_wrong_ones_are_told():
    opened = Opened()
    opened.set("code", new_code(5, difficulty="hard"))
    assert opened.page.session.case.generated
    assert new_code(5, difficulty="hard") in opened.page.patient.html
    opened.set("code", "AAAA-AAAA-AAAA")
    assert "code" in opened.page.notice.html
    opened.set("new", "middle")
    assert opened.page.session.case.difficulty == "middle"
    first = opened.page.session.case.id
    opened.set("new", "middle")
    assert opened.page.session.case.id != first


def test_a_code_that_makes_no_patient_is_passed_over(monkeypatch):
    opened = Opened()
    real, refused = clinic_page.find_case, []

    def find(code):
        if len(refused) < 2:
            refused.append(code)
            raise CaseError("No patient of this difficulty was found for this code: take the next one.")
        return real(code)

    monkeypatch.setattr(clinic_page, "find_case", find)
    opened.set("new", "first")
    assert opened.page.notice.html == ""
    assert opened.page.session.case.generated
    assert opened.page.session.case.id not in refused


def test_hints_in_practice_only():
    opened = Opened()
    opened.press("do:hint")
    assert "The model would ask" in opened.page.hint.html
    assert opened.page.session.hints == 1
    opened.set("mode", "assessment")
    assert opened.page.hint.html == ""


def _file(prose, name):
    return base64.b64decode(
        re.search(rf'download="{name}" href="data:[^,]*base64,([^"]+)', prose.html).group(1)
    )


def test_a_record_is_saved_and_loaded():
    opened = Opened()
    opened.play()
    opened.press("do:look")
    opened.page.kept.name._handle_custom_msg({"set": "name", "value": "=cmd() Zoë <b>", "n": 1}, [])
    text = _file(opened.page.kept.text, "my-cases.json")
    assert len(read_record(text).results) == 1
    assert read_record(text).name == "=cmd() Zoë <b>"
    other = Opened()
    assert other.page.kept.loaded([("my-cases.json", text)]).startswith("Loaded: 1")
    assert "1 finished case." in other.page.kept.text.html
    assert other.page.kept.name.values["name"] == "=cmd() Zoë <b>"
    newer = json.dumps(json.loads(text) | {"version": 9}).encode()
    assert "newer version" in other.page.kept.loaded([("x.json", newer)])
    assert "cut" in other.page.kept.loaded([("x.json", text[:40])])
    assert other.page.kept.loaded([]) == "No file was chosen."


@pytest.mark.parametrize("system", ["moodle", "canvas", "blackboard", "full"])
def test_results_leave_the_page_in_the_columns_of_a_course_system(system):
    opened = Opened()
    opened.play()
    opened.press("do:look")
    opened.page.kept.name._handle_custom_msg({"set": "name", "value": "=cmd()", "n": 1}, [])
    rows = list(
        csv.reader(io.StringIO(_file(opened.page.kept.text, f"sciatica-cases-{system}.csv").decode()))
    )
    assert "'=cmd()" in [row[0] for row in rows]
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_a_lecturer_loads_a_class_and_gets_one_table():
    opened = Opened()
    opened.play()
    opened.press("do:look")
    own = opened.page.kept.record
    files = [(f"{name}.json", record_text(own.named(name)).encode()) for name in ("Ann", "Ben", "الياس")]
    lecturer = Opened().page.kept
    said = lecturer.loaded([*files, ("cut.json", files[0][1][:50])])
    assert said.startswith("Read the files of 3 people")
    assert "cut.json: This file was cut" in said
    assert not lecturer.record.results
    rows = list(csv.reader(io.StringIO(_file(lecturer.table, "sciatica-cases-moodle.csv").decode())))
    assert [row[0] for row in rows] == ["Username", "Ann", "Ben", "الياس"]


def test_what_went_wrong_last_time_is_offered_again():
    opened = Opened()
    opened.play()
    opened.press("do:look")
    assert "Play again" not in opened.page.kept.text.html, "the radicular family was in front, and rightly"
    opened = Opened("cannot_feel_paper")
    opened.play("none")
    opened.press("do:look")
    contrast = opened.page.session.case.contrast
    assert "Play again what parted last time" in opened.page.kept.text.html
    opened.page.kept.text._handle_custom_msg({"act": f"play:{contrast}"}, [])
    assert opened.page.session.case.id == contrast
    assert opened.page.session.steps == ()


def test_urgency_is_chosen_and_never_taken_for_granted():
    opened = Opened()
    opened.set("commit", "commit")
    opened.set("decide", "decide")
    assert "Choose how urgent it is" in opened.page.notice.html
    assert opened.page.session.stage == "decide"


def test_a_belief_is_stated_type_by_type_too():
    opened = Opened()
    opened.set("t_radicular", 70)
    opened.set("t_piriformis", 30)
    assert opened.page.belief.values["types"] == "1 stated"
    opened.set("t_deep_gluteal", 30)
    opened.set("t_deep_gluteal", 0)
    assert types_set(opened.page.scenario) == {"radicular": 70}
    opened.play()
    opened.press("do:look")
    assert opened.page.session.belief_stated().types == {"radicular": 70}
    assert "Type by type" in opened.shown


def test_the_drawing_and_the_diary_are_read_before_anything_is_committed():
    opened = Opened()
    assert opened.page.asking.chart.strokes == []
    opened.set("look", "chart")
    assert opened.page.asking.chart.drawing == opened.page.session.case.visits[0].drawing
    assert opened.page.asking.chart.locked
    opened.set("look", "diary")
    assert "Timeline of 26 weeks" in opened.page.asking.diary.reading
    assert "Hazard" not in json.dumps(opened.page.asking.diary.spec)
    assert "Sleep in four weeks" in opened.page.asking.weeks.html
    gone = [key for key, pane in opened.page.asking.panes.items() if "st-gone" in pane._dom_classes]
    assert gone == ["ask", "examine", "chart"]
    opened.set("case", "sit_bone")
    opened.set("look", "diary")
    assert opened.page.asking.diary.figure.reading == case_weeks(opened.page.session.case.story).reading


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("passport:score", "Levels of concern first"),
        ("passport:prior", "Where belief begins"),
        ("passport:teaching", "chosen for teaching"),
        ("passport:sleep", "How far the evidence goes"),
        ("passport:hazard", "base"),
        ("finding:slr", "How often"),
    ],
)
def test_numbers_of_the_reveal_open_their_passports_and_none_opens_before(name, said):
    opened = Opened()
    opened.page._guarded_act(name)
    assert opened.page.card.html == ""
    opened.play()
    opened.press("do:look")
    assert f'data-act="{name}"' in opened.shown
    opened.page._guarded_act(name)
    assert said in opened.page.card.html


def test_the_sheets_with_answers_are_there_only_after_the_reveal():
    opened = Opened()
    sent = []
    opened.page.paper.send = sent.append
    for wanted in ("student", "lecturer", "report"):
        opened.page.paper._receive(None, {"sheet": wanted}, [])
    assert [each["sheet"] for each in sent] == ["student"]
    opened.play()
    opened.press("do:look")
    for wanted in ("lecturer", "report"):
        opened.page.paper._receive(None, {"sheet": wanted}, [])
    assert "Expected reasoning" in sent[1]["html"]
    assert "slipped disc &lt;script&gt;" in sent[2]["html"]
    assert 'data-fill="name"' in sent[2]["html"]


def test_a_small_screen_always_has_the_last_answer_and_the_way_to_the_belief():
    opened = Opened()
    assert "Nothing has been asked yet" in opened.page.bar.html
    opened.ask("bladder")
    assert opened.page.session.replies[-1].words in opened.page.bar.html
    assert 'data-go="st-clinic-belief"' in opened.page.bar.html
    assert "st-clinic-belief" in opened.page.belief_box._dom_classes
    opened.set("commit", "commit")
    assert opened.page.bar.html == ""


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
    opened.page.asking.emergency._handle_custom_msg({"act": "ask:nothing"}, [])
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
    opened.set("commit", "commit")
    assert opened.page.decide.values["sentence"].startswith("שלום 🏃")


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


def test_weeks_of_a_short_diary_and_days_that_nobody_knows():
    case = load_case("calf_line")
    diary = case.story.diary
    short = weeks_text(replace(case, story=replace(case.story, diary=diary.last(28))))
    assert short.count("<tr>") == 4
    whole = weeks_text(case)
    assert whole.count("<tr>") == 6
    assert whole.split("last week")[1] == short.split("last week")[1]
    runs = [(day, run) for day, runs in enumerate(diary.runs) for run in runs if day < diary.days - 1]
    gap = Diary.build(diary.days, runs=runs, unknown_days=[diary.days - 1])
    told = weeks_text(replace(case, story=replace(case.story, diary=gap)))
    assert "nan" not in told
    assert told.count("not known") == 2
