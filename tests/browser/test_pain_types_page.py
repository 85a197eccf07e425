"""Pain types and examination in a real browser: answers move the belief, emergencies stop, the body is drawn by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

BARS = ".st-families"


def answer(page, finding, value):
    page.locator(f".st-answers ~ * [data-finding={finding}], .st-column [data-finding={finding}]").locator(
        f"input[value={value}] + label"
    ).first.click()


def serious(page):
    found = Axe().run(page).response["violations"]
    return [
        (each["id"], each["nodes"][0]["html"][:160])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_an_answer_moves_bars_words_and_address(served, visit):
    page = visit.open(f"{served}voila/render/03_pain_types.ipynb")
    assert page.locator("#st-main .st-concern").is_visible()
    before = page.locator(BARS).inner_html()
    answer(page, "burning", "present")
    page.wait_for_function("(old) => document.querySelector('.st-families').innerHTML !== old", arg=before)
    assert "raised by burning" in page.locator(BARS).inner_text().lower()
    page.wait_for_function("location.hash.startsWith('#s=1.')")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_first_screen_of_a_laptop_shows_question_and_answer(served, visit):
    page = visit.open(f"{served}voila/render/03_pain_types.ipynb")
    for part in (".st-concern", "[data-family=lookalike]", "[data-finding=burning]"):
        assert page.locator(part).first.bounding_box()["y"] < 768


def test_emergency_stops_the_page_at_once(served, visit):
    page = visit.open(f"{served}voila/render/03_pain_types.ipynb")
    page.locator(".st-concern summary", has_text="Ask now").click()
    page.locator(
        ".st-concern [data-finding=saddle] select, .st-concern [data-finding=saddle] input[value=changed]"
    ).first.wait_for()
    choose = page.locator(".st-concern [data-finding=saddle] select")
    if choose.count():
        choose.select_option("changed")
    else:
        page.locator(".st-concern [data-finding=saddle] input[value=changed] + label").click()
    page.wait_for_selector("[data-stops=same_day]")
    page.locator(BARS).wait_for(state="hidden")
    page.get_by_role("button", name="all the same").click()
    page.locator(BARS).wait_for(state="visible")
    assert serious(page) == []


@pytest.mark.parametrize("visit", ["laptop", "phone"], indirect=True)
def test_every_closer_look_opens_without_trouble(served, visit):
    page = visit.open(f"{served}voila/render/03_pain_types.ipynb")
    page.get_by_label("Fill in a patient").select_option("all_three")
    for panel in ("next", "numbers", "moved", "sure", "bayes", "begin", "runs", "compare", "worked"):
        before = page.locator(".st-closer").inner_html()
        page.locator(f".st-closer input[value={panel}] + label").first.click()
        page.wait_for_function("(old) => document.querySelector('.st-closer').innerHTML !== old", arg=before)
        page.wait_for_timeout(250)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, panel
        if panel in ("bayes", "begin", "compare"):
            assert serious(page) == [], panel


def test_impossible_angle_is_said(served, visit):
    page = visit.open(f"{served}voila/render/03_pain_types.ipynb")
    box = page.locator("[data-finding=slr] input").first
    box.fill("300")
    box.press("Tab")
    page.wait_for_selector(".st-notice")
    assert "300 degrees is not possible" in page.locator(".st-notice").inner_text()
    assert box.input_value() == ""


def test_a_share_of_ones_own_moves_the_belief_and_is_given_back(served, visit):
    page = visit.open(f"{served}voila/render/03_pain_types.ipynb")
    page.get_by_role("button", name="change it").click()
    box = page.locator(".st-closer .st-range", has_text="Radicular pain").locator("input.st-number")
    box.wait_for()
    before = page.locator(BARS).inner_html()
    box.fill("40")
    box.press("Tab")
    page.get_by_text("Set by you: radicular 40 %").wait_for()
    assert page.locator(BARS).inner_html() != before
    page.get_by_role("button", name="All as the setting says").click()
    page.wait_for_function("(old) => document.querySelector('.st-families').innerHTML === old", arg=before)


def test_search_finds_a_test(served, visit):
    page = visit.open(f"{served}voila/render/03_pain_types.ipynb")
    page.get_by_label("Find a question or test").fill("slump")
    shown = page.locator(".st-findings .st-finding:visible")
    assert shown.count() == 1
    assert "Slump" in shown.inner_text()


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_body_is_drawn_by_mouse_and_by_keyboard(served, visit):
    page = visit.open(f"{served}voila/render/08_examination.ipynb")
    chart = page.locator(".st-body-chart").first
    chart.locator(".st-zone").first.wait_for()
    chart.get_by_text("burning", exact=True).click()
    chart.locator(".st-zone[data-zone=calf_outer][data-side=right]").click()
    chart.get_by_text("right calf, outer half: burning").wait_for()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "document.querySelectorAll('.st-body-list')[0].querySelectorAll('li').length === 2"
    )
    page.wait_for_function("location.hash.startsWith('#s=1.')")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("visit", ["laptop", "phone"], indirect=True)
def test_examination_with_a_patient_passes_axe(served, visit):
    page = visit.open(f"{served}voila/render/08_examination.ipynb")
    page.locator(".st-body-chart .st-zone").first.wait_for()
    page.get_by_label("A generated patient", exact=True).select_option("second")
    page.wait_for_selector(".st-serial")
    page.get_by_label("Lay over it").select_option("root_s1")
    page.wait_for_timeout(400)
    assert serious(page) == []
