"""Handout, note, letter and calendar: complete, escaped, and in need of nothing else."""

import re
from datetime import date
from html import unescape

import pytest

from toolkit.plans import Situation, handout, make_plan, return_to_running
from toolkit.reports.calendar_page import calendar_page
from toolkit.reports.handout_page import handout_page, handout_parts
from toolkit.reports.letter_page import letter_page
from toolkit.reports.note_page import note_page

BELIEFS = {
    "referred": {"referred": 0.8},
    "nerve": {"radicular": 0.7, "radiculopathy": 0.4},
    "mixed": {"referred": 0.6, "hamstring_tendinopathy": 0.5, "hip_referred": 0.3},
    "bone": {"bone_stress": 0.5},
    "emergency": {"cauda_equina": 0.4, "radicular": 0.4},
}
NASTY = 'Zoë "O\'Brien" <script>alert(1)</script> <img src=x onerror=alert(1)> 🏃‍♀️ الياس'
SHEETS = {
    "handout": lambda s, **more: handout_page(make_plan(s), **more),
    "note": lambda s, **more: note_page(make_plan(s), **more),
    "letter": letter_page,
    "calendar": lambda s, **more: calendar_page(return_to_running(s, weeks=4), **more),
}


def text_of(html):
    body = html[html.index("<body") :]
    return " ".join(unescape(re.sub("<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("belief", BELIEFS)
def test_a_sheet_stands_alone_and_escapes_what_people_wrote(sheet, belief):
    html = SHEETS[sheet](Situation(belief=BELIEFS[belief]), name=NASTY, note=NASTY, today=date(2025, 3, 9))
    assert html.startswith("<!DOCTYPE html>")
    outside = html.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(
        r"https?:|//[a-z]|@import|url\(|<script|<img|<link|javascript:|\bon[a-z]+=(?![^<>]*&gt;)", outside
    )
    assert "Zoë" in html
    assert "🏃‍♀️" in html
    assert "الياس" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert html.count('dir="auto"') == 2
    assert "9 March 2025" in html
    assert 'lang="en-GB"' in html


@pytest.mark.parametrize("sheet", SHEETS)
def test_name_note_and_date_have_a_place_for_the_browser_to_fill(sheet):
    html = SHEETS[sheet](Situation(belief=BELIEFS["referred"]))
    for spot in ("name", "note", "date"):
        assert len(re.findall(f'data-fill="{spot}"[^>]*></', html)) == 1


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_very_long_name_and_note_are_cut(sheet):
    html = SHEETS[sheet](Situation(belief=BELIEFS["referred"]), name="N" * 5000, note="n" * 5000)
    assert "N" * 81 not in html
    assert "n" * 281 not in html


@pytest.mark.parametrize("belief", BELIEFS)
@pytest.mark.parametrize("severity", ["mild", "moderate", "severe"])
def test_nothing_of_the_handout_is_lost(belief, severity):
    plan = make_plan(Situation(belief=BELIEFS[belief], severity=severity, sleep_lost=True, weeks_to_race=9))
    text = text_of(handout_page(plan))
    for part in handout_parts(handout(plan)):
        assert " ".join(part.split()) in text
    for sentence in plan.safety_net:
        assert sentence in text


def test_an_emergency_handout_holds_no_exercise_and_no_run():
    html = handout_page(make_plan(Situation(belief=BELIEFS["emergency"])))
    assert "<svg" not in html
    text = text_of(html)
    assert text.startswith("This comes first")
    assert "Before everything else" in text
    assert "Cat and camel" not in text
    assert "Do not run now." in text


def test_the_note_gives_reason_source_and_what_was_left_out():
    plan = make_plan(Situation(belief=BELIEFS["mixed"], severity="moderate"))
    text = text_of(note_page(plan))
    for item in plan.now:
        assert item.what in text
        assert item.source.startswith("evidence") or item.source.removeprefix("article:") in text
    for left in plan.left_out:
        assert all(why in text for why in left.why)
    assert "Goom" in text
    assert "not yet reviewed by a clinician" in text
    assert "F1" in text.rpartition("Statements")[2]


def test_the_letter_says_how_soon_and_what_is_asked():
    text = text_of(letter_page(Situation(belief=BELIEFS["emergency"])))
    assert "How soon: same day" in text
    assert "within 4 hours" in text
    quiet = text_of(letter_page(Situation(belief=BELIEFS["referred"])))
    assert "How soon: routine" in quiet
    assert "that does not say that all was tested" in quiet


def test_the_calendar_has_a_row_a_week_and_its_gates():
    plan = return_to_running(Situation(belief=BELIEFS["nerve"]), weeks=6)
    text = text_of(calendar_page(plan))
    for gate in plan.gates:
        assert gate.text in text
    assert "an association, not a tested rule" in text
    html = calendar_page(plan)
    assert html.count("<tr><th>") == 1 + 6
