"""Cases on paper: complete, nothing given away on the student's sheet, and safe with any words."""

import re
from html import unescape

import pytest

from toolkit.cases import load_case
from toolkit.cases.case import case_of
from toolkit.cases.generating import case_from_code, new_code
from toolkit.content.cases import case_paths, read_case
from toolkit.content.clinic import clinic
from toolkit.content.concern_rules import concern_rules
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.reports.case_paper import lecturer_paper, student_paper

NASTY = "Zoë <script>alert(1)</script> =cmd() 🏃 الياس"


def text_of(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html[html.index("<body") :])).split())


@pytest.mark.parametrize("case_id", sorted(case_paths()))
def test_the_students_sheet_gives_nothing_away(case_id):
    case = load_case(case_id)
    html = student_paper(case)
    text = text_of(html)
    assert case.visits[0].opening in text
    assert case.visits[0].drawing.words.capitalize()[:60] in text
    for secret in (case.truth.words, case.explanation, case.notes, case.objective, *case.reasoning):
        assert secret not in text
    for key in case.expects.parts:
        said = case.visits[0].words.get(key)
        assert said is None or said not in text
    assert len(re.findall("data-ballot=", html)) == 2


@pytest.mark.parametrize("case_id", sorted(case_paths()))
def test_the_lecturers_sheet_holds_every_answer_and_the_reasoning(case_id):
    case = load_case(case_id)
    text = text_of(lecturer_paper(case))
    for said in (case.truth.words[1:], case.explanation, case.notes, case.objective, *case.reasoning):
        assert " ".join(said.split()) in text, said
    for visit in case.visits:
        for key, level in visit.levels.items():
            if level != findings()[key].level_ids[0]:
                assert findings()[key].ask in text, key
        for words in (*visit.words.values(), *visit.vague.values()):
            assert words in text
    for key, finding in findings().items():
        if finding.always:
            assert finding.ask in text, key
    for family in pain_types().families.values():
        assert f"{family.name}: 50 % or more?" in text
    assert concern_rules().levels[case.expects.level].name in text
    assert "Said to everyone" in text


def test_a_second_visit_is_on_the_lecturers_sheet_only():
    case = load_case("worse_by_friday")
    assert case.visits[1].opening in text_of(lecturer_paper(case))
    assert case.visits[1].opening not in text_of(student_paper(case))
    assert "Two weeks later" in text_of(student_paper(case))


def test_a_generated_patient_is_printed_too():
    case = case_from_code(new_code(5))
    assert case.id in text_of(student_paper(case))
    assert "What decided" not in text_of(lecturer_paper(case))


@pytest.mark.parametrize("make", [student_paper, lecturer_paper])
def test_sheets_stand_alone_and_words_are_text(make):
    file = read_case(case_paths()["calf_line"])
    visit = file.visits[0].model_copy(update={"opening": NASTY, "words": {"slr": NASTY, "bladder": NASTY}})
    html = make(case_of("mine", file.model_copy(update={"title": NASTY, "notes": NASTY, "visits": (visit,)})))
    outside = html.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|@import|url\((?!#)|<script|<img|<link|javascript:", outside)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =cmd() 🏃 الياس" in html


def test_the_menu_of_the_sheet_is_the_menu_of_the_page():
    text = text_of(student_paper(load_case("calf_line")))
    for group in clinic().menu.values():
        for words in group.values():
            assert words in text
