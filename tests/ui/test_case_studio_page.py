"""Page 10: a case is built with its controls, seen, mended, opened and saved; every message is checked."""

import base64
import re

import pytest

from toolkit.cases import check_case_file
from toolkit.cases.studio import begin, draft_case, saved_text
from toolkit.content.cases import case_paths
from toolkit.history import named_runners
from toolkit.pain.drawing import Stroke
from toolkit.ui.pages.case_studio import CaseStudioPage
from toolkit.ui.pages.clinic import ClinicPage
from toolkit.ui.studio_controls import LOOKS, STEPS


class Opened:
    def __init__(self):
        self.page = CaseStudioPage()
        self.page.view()

    def set(self, name, value, step=None):
        page = self.page
        if step:
            page.steps._handle_custom_msg({"set": "step", "value": step, "n": 1}, [])
        group = {"begin": page.begin, "undo": page.begin, "look": page.looks, "visit": page.visits}.get(
            name, page.form
        )
        group._handle_custom_msg({"set": name, "value": value, "n": 1}, [])
        return page

    @property
    def file(self):
        return self.page.file


@pytest.fixture
def opened():
    return Opened()


def write(opened):
    for name in ("title", "objective", "explanation", "notes"):
        opened.set(name, f"My {name} <script>", "teaching")
    opened.set("reasoning", "One.\nTwo.")


def test_a_case_is_built_seen_and_saved_without_a_line_of_code(opened, tmp_path):
    page = opened.page
    assert "5 things to mend" in page.mend.html
    opened.set("name", "Ada", "runner")
    opened.set("age", 47)
    opened.set("like", "tomasz")
    opened.set("add", "short_nights")
    opened.set("c0", "hamstring_tendinopathy.late", "truth")
    opened.set("c1", "tendon_nerve_irritation")
    opened.set("side", "left")
    write(opened)
    opened.set("take", "take")
    assert opened.file.truth.conditions == ("hamstring_tendinopathy.late", "tendon_nerve_irritation")
    assert (opened.file.person.name, opened.file.person.age_years) == ("Ada", 47)
    assert len(opened.file.person.events) == len(named_runners()["tomasz"].events) + 1
    opened.set("look", "patient")
    assert "Ada · 47" in page.text.html
    assert "<script>" not in page.text.html
    opened.set("look", "file")
    data = re.search(r"base64,([^']+)", page.text.html).group(1)
    path = tmp_path / "mine.yaml"
    path.write_bytes(base64.b64decode(data))
    left = [str(fault) for fault in check_case_file(path)]
    assert ("All is well" in page.mend.html) == (left == [])


def test_a_sound_case_is_called_sound(opened):
    write(opened)
    assert "✓ All is well" in opened.page.mend.html
    opened.set("level", "same_day", "teaching")
    assert "One thing to mend" in opened.page.mend.html
    assert "The rules come to the level" in opened.page.mend.html


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("case_id", ["calf_line", "worse_by_friday"])
def test_every_step_of_every_case_shows_what_stands_in_it(opened, step, case_id):
    opened.set("begin", case_id)
    opened.page.steps._handle_custom_msg({"set": "step", "value": step, "n": 1}, [])
    page = opened.page
    ids = {control["id"] for control in page.form.spec if control.get("id") and control["kind"] != "buttons"}
    assert ids <= set(page.form.values) | {"add"}
    assert page.notice.html == ""
    second = case_id == "worse_by_friday" and step in {"answers", "words"}
    assert bool(page.visits.spec) == second


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_shows_the_patient_that_results(opened, look):
    opened.set("look", look)
    page = opened.page
    shown = {
        "patient": "My leg is worse",
        "model": "Level of concern",
        "file": "Save my_case.yaml",
    }
    if look in shown:
        assert shown[look] in page.text.html
    elif look == "chart":
        assert page.chart.drawing == draft_case(begin()).visits[0].drawing
    else:
        assert "Timeline of 26 weeks" in page.diary.reading


def test_answers_are_set_and_an_impossible_one_is_not(opened):
    opened.page.steps._handle_custom_msg({"set": "step", "value": "answers", "n": 1}, [])
    sheet = opened.page.sheet
    sheet._handle_custom_msg({"set": "bladder", "value": "changed"}, [])
    assert opened.file.visits[0].findings["bladder"] == "changed"
    assert "same_day" in opened.page.mend.html
    sheet._handle_custom_msg({"set": "bladder", "value": None}, [])
    assert "bladder" not in opened.file.visits[0].findings
    before = opened.file
    sheet._handle_custom_msg({"set": "slr", "value": 300}, [])
    assert opened.file == before
    sheet._handle_custom_msg({"set": "nothing", "value": "x"}, [])
    assert opened.file == before


def test_the_drawing_is_shaded_and_drawn_anew(opened):
    opened.set("look", "chart")
    page = opened.page
    own = page.chart.drawing
    page.chart._receive(None, {"toggle": ["groin", "right", "dull"]}, [])
    assert Stroke("groin", "right", "dull") in draft_case(opened.file).visits[0].drawing.strokes
    assert "groin" in page.mend.html
    page.chart_words._handle_custom_msg({"act": "drawing:anew"}, [])
    assert page.chart.drawing == own


def test_words_of_one_visit_and_the_other(opened):
    opened.set("again", True, "truth")
    opened.set("visit", "1", "words")
    opened.set("which", "heel_raises")
    opened.set("own", "Fewer than last time.")
    assert opened.file.visits[1].words == {"heel_raises": "Fewer than last time."}
    assert opened.file.visits[0].words == {}
    opened.set("opening", "It hurts less.")
    assert opened.file.visits[1].opening == "It hurts less."
    opened.set("again", False, "truth")
    assert opened.page.at == 0


def test_undo_and_redo(opened):
    assert opened.page.begin.values["undo"] == ["undo", "redo"]
    first = opened.file
    opened.set("begin", "sit_bone")
    opened.set("undo", "undo")
    assert opened.file == first
    opened.set("undo", "redo")
    assert opened.file.title == "Sit bone after the long run"


def test_a_file_is_opened_and_a_bad_one_is_told(opened):
    data = case_paths()["ice"].read_bytes()
    assert opened.page._load([("ice.yaml", data)]).startswith("Opened: ")
    assert saved_text(opened.file).encode() == data
    with pytest.raises(ValueError, match="Not valid YAML"):
        opened.page._load([("x.yaml", b"title: [")])
    assert saved_text(opened.file).encode() == data
    assert opened.page._load([]) == "No file was chosen."


def test_types_that_cannot_stand_together_are_refused_in_a_sentence(opened):
    before = opened.file
    opened.set("c0", "radiculopathy.l5.motor", "truth")
    opened.set("c1", "radiculopathy.s1.motor")
    opened.set("c2", "radiculopathy.l4.motor")
    assert opened.page.notice.html or opened.file != before
    assert len(opened.file.truth.conditions) <= 3


def test_the_clinic_plays_what_is_being_written_and_leads_back(opened):
    write(opened)
    clinic = ClinicPage()
    clinic.opening = opened.page.address.code
    clinic.view()
    assert clinic.session.case.id == "draft"
    assert "My title &lt;script&gt;" in clinic.patient.html
    assert "back to the case studio" in clinic.patient.html
    clinic._guarded_act("ask:bladder")
    clinic.change(clinic.scenario.with_choice("clinic.b_radicular", 80.0))
    clinic._commit()
    again = ClinicPage()
    again.opening = clinic.address.code
    again.view()
    assert again.session.committed
    back = CaseStudioPage()
    back.opening = clinic.address.code
    back.view()
    assert back.file.title == "My title <script>"


@pytest.mark.parametrize(
    ("name", "value"),
    [("age", 5000), ("sex", "x"), ("like", "../x"), ("e0_week", "x"), ("nothing", 1), ("setting", "prison")],
)
def test_forged_messages_change_nothing(opened, name, value):
    before = opened.file
    opened.set(name, value, "runner")
    assert opened.file == before or name == "age"
    assert 16 <= opened.file.person.age_years <= 90


def test_numbers_of_the_model_open_their_passports(opened):
    opened.set("look", "model")
    for name, said in (
        ("passport:prior", "Where belief begins"),
        ("passport:teaching", "What this answer rests on"),
    ):
        opened.page.text._handle_custom_msg({"act": name}, [])
        assert said in opened.page.card.html
