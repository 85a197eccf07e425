"""The page on plans in a browser: concern first, controls move the plan, closer looks, paper."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from toolkit.cases import Scenario, encode
from toolkit.plans import Situation, make_plan, return_to_running
from toolkit.reports.calendar_page import calendar_page
from toolkit.reports.handout_page import handout_page
from toolkit.reports.note_page import note_page
from toolkit.ui.pages.plans import CLOSER

PAGE = "voila/render/04_plans.ipynb"
A4_INSIDE = {"width": 695, "height": 1039}


def changed(page, selector, act):
    before = page.locator(selector).first.inner_text()
    act()
    page.wait_for_function(
        "([css, old]) => document.querySelector(css).innerText !== old", arg=[selector, before], timeout=15000
    )
    return before, page.locator(selector).first.inner_text()


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_concern_and_words_come_first_and_severity_moves_the_plan(served, visit):
    page = visit.open(f"{served}{PAGE}")
    height = page.viewport_size["height"]
    level, words, plan = (
        page.locator(css).first.bounding_box() for css in (".st-level", ".st-reading", ".st-plan")
    )
    assert level["y"] < words["y"] < plan["y"]
    assert words["y"] < 0.75 * height
    _, after = changed(
        page, ".st-reading", lambda: page.locator(".st-segments label", has_text="Severe").click()
    )
    assert re.search(r"Running:\s*✕\s*no\.", after)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_an_emergency_is_shown_as_one(served, visit):
    page = visit.open(f"{served}{PAGE}#s={encode(Scenario(findings={'bladder': 'changed'}))}")
    page.wait_for_selector(".st-alarm")
    assert "It replaces every exercise, load and run" in page.locator(".st-alarm").inner_text()
    assert page.locator(".st-alarm").bounding_box()["y"] < 300
    assert page.get_by_role("button", name="Return to running, to tick off").count() == 0


def test_the_decision_brings_the_rule_and_a_run_moves_the_figure(served, visit):
    page = visit.open(f"{served}{PAGE}")
    page.wait_for_selector(".st-plot .main-svg")
    plot = page.locator(".st-plot").first
    drawn = plot.get_attribute("data-drawn")
    page.locator("select[id$=diary]").select_option("creeping_up")
    page.wait_for_function("(old) => document.querySelector('.st-plot').dataset.drawn !== old", arg=drawn)
    assert "4, 4" in plot.get_attribute("aria-label")
    page.locator(".st-segments label", has_text="✓ Yes").click()
    page.get_by_text("The rule says otherwise").wait_for()


def test_every_closer_look_fits_and_axe_finds_nothing(served, visit):
    page = visit.open(f"{served}{PAGE}")
    for name, _ in CLOSER.values():
        page.locator(".st-closer .st-segments label", has_text=name).click()
        page.wait_for_function(
            "(name) => document.querySelector('.st-closer .st-segments input:checked + label').textContent === name",
            arg=name,
        )
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], name) for v in violations if v["impact"] in ("serious", "critical")] == []
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("visit", ["phone"], indirect=True)
def test_on_a_phone_the_exercises_fit_and_a_card_opens_and_closes(served, visit):
    code = encode(Scenario().with_choice("plans.closer", "exercises"))
    page = visit.open(f"{served}{PAGE}#s={code}")
    page.wait_for_selector(".st-pose svg")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.locator("[data-act='item:cat_camel']").click()
    dialog = page.locator("dialog[open]")
    dialog.wait_for()
    assert "The article, H4" in dialog.inner_text()
    dialog.get_by_role("button", name="Close").click()
    dialog.wait_for(state="detached")


def test_a_sheet_is_filled_in_the_browser_opened_and_kept(served, visit):
    page = visit.open(f"{served}{PAGE}")
    name = "Zoë <script>document.title='owned'</script> الياس 🏃"
    page.get_by_text("Put a name and a sentence on it").click()
    page.get_by_label("Name on the sheet").fill(name)
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", sent.append))
    page.get_by_role("button", name="Handout for the runner").click()
    frame = page.frame_locator(".st-paper-frame")
    assert name in frame.locator("header").inner_text()
    assert not any("Zoë" in str(data) for data in sent)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep as a file").click()
    text = kept.value.path().read_text(encoding="utf-8")
    assert "&lt;script&gt;" in text
    assert "<script" not in text
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open in a tab").click()
    assert name in opened.value.locator("header").inner_text()
    assert opened.value.title() == "Your plan"
    opened.value.close()
    page.get_by_role("button", name="Close", exact=True).click()
    page.locator("dialog").wait_for(state="detached")


@pytest.mark.parametrize("severity", ["mild", "moderate", "severe"])
@pytest.mark.parametrize(
    "belief",
    [
        {"referred": 0.8},
        {"radicular": 0.6, "radiculopathy": 0.5, "referred": 0.4},
        {"referred": 0.5, "hamstring_tendinopathy": 0.4, "hip_referred": 0.3},
        {"cauda_equina": 0.4},
    ],
    ids=["referred", "nerve", "mixed", "emergency"],
)
def test_the_handout_is_one_page(chromium, belief, severity):
    full = Situation(
        belief=belief,
        severity=severity,
        sleep_lost=True,
        not_coping=True,
        medicine_for_this_episode=True,
        beliefs=frozenset({"expects_long", "fears_damage", "wants_scan", "wants_cure"}),
        factors=dict.fromkeys(("inactivity", "stress", "past_history", "training", "sleep"), 0.2),
        weeks_to_race=9,
        energy_availability_low=True,
    )
    tab = chromium.new_page(viewport=A4_INSIDE)
    try:
        tab.set_content(handout_page(make_plan(full), name="A name", note="One sentence of my own. " * 10))
        pdf = tab.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1
        tab.emulate_media(media="print")
        cut = tab.evaluate(
            "[...document.querySelectorAll('main *')].filter((n) => n.scrollWidth > n.clientWidth + 2 && "
            "getComputedStyle(n).overflow === 'hidden').length"
        )
        assert cut == 0
    finally:
        tab.close()


@pytest.mark.parametrize(
    ("belief", "pages"),
    [
        ({"referred": 0.8}, 2),
        ({"radicular": 0.7, "radiculopathy": 0.3, "referred": 0.2}, 2),
        ({"radicular": 0.6, "hamstring_tendinopathy": 0.4}, 2),
        ({"bone_stress": 0.4, "hamstring_tendinopathy": 0.4}, 2),
        ({"cauda_equina": 0.4, "radicular": 0.5}, 1),
    ],
    ids=["referred", "nerve", "mixed", "bone", "emergency"],
)
def test_the_note_is_short_enough_to_be_filed(chromium, belief, pages):
    full = Situation(
        belief=belief,
        severity="severe",
        sleep_lost=True,
        factors={"training": 0.2, "sleep": 0.1},
        weeks_to_race=9,
    )
    tab = chromium.new_page(viewport=A4_INSIDE)
    try:
        tab.set_content(note_page(make_plan(full), name="A name", note="One sentence of my own. " * 4))
        pdf = tab.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= pages
    finally:
        tab.close()


def test_the_calendar_of_twelve_weeks_is_one_page(chromium):
    ready = Situation(
        belief={"radicular": 0.8}, severity="mild", daily_activities_normal=True, brisk_walk_free=True
    )
    tab = chromium.new_page(viewport=A4_INSIDE)
    try:
        tab.set_content(
            calendar_page(return_to_running(ready, weeks=12), name="A name", note="Of my own. " * 10)
        )
        pdf = tab.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1
    finally:
        tab.close()


@pytest.mark.parametrize("visit", ["phone"], indirect=True)
def test_on_a_phone_wide_tables_are_read_row_by_row_and_folds_start_shut(served, visit):
    page = visit.open(f"{served}{PAGE}")
    assert page.locator("details[data-fold='group-this']").get_attribute("open") is None
    page.locator("details[data-fold='group-this'] > summary").click()
    page.locator(".st-segments label", has_text="Severe").click()
    page.wait_for_function("document.querySelector('.st-reading').innerText.includes('Pain is severe')")
    assert page.locator("details[data-fold='group-this']").get_attribute("open") is not None
    page.locator(".st-closer .st-segments label", has_text="Two pain types").click()
    page.wait_for_selector(".st-pair tr.st-differs")
    page.wait_for_timeout(500)
    lefts = page.evaluate(
        "[...document.querySelectorAll('.st-pair tr.st-differs td')].map((n) => Math.round(n.getBoundingClientRect().left))"
    )
    assert len(lefts) > 3
    assert len(set(lefts) - {0}) == 1, "cells stand below each other"
    for name in ("Two runners", "Plans by types", "Guidelines"):
        page.locator(".st-closer .st-segments label", has_text=name).click()
        page.wait_for_timeout(800)
        wide = "[...document.querySelectorAll('.st-plan-closer .st-scroll')].filter((n) => n.scrollWidth > n.clientWidth + 1)"
        assert page.evaluate(f"{wide}.length") == 0, name


@pytest.mark.parametrize("visit", ["phone"], indirect=True)
def test_on_a_phone_the_matrix_is_read_type_by_type(served, visit):
    code = encode(Scenario().with_choice("plans.closer", "matrix").with_choice("plans.matrix", "all"))
    page = visit.open(f"{served}{PAGE}#s={code}")
    page.wait_for_selector(".st-by-type")
    assert not page.locator(".st-matrix-wide").is_visible()
    assert page.locator(".st-by-type details[open]").count() == 1
    assert page.locator(".st-plan-closer").bounding_box()["height"] < 3000
    page.locator("details[data-fold='matrix-cauda_equina'] > summary").click()
    page.locator("details[data-fold='matrix-cauda_equina'] button", has_text="Complete bed rest").click()
    page.locator("dialog", has_text="A missed emergency.").wait_for()


def test_a_place_is_gone_to_without_touching_the_address(served, visit):
    page = visit.open(f"{served}{PAGE}")
    page.get_by_role("button", name="keep running?").click()
    page.wait_for_function(
        "Math.abs(document.querySelector('.st-keep-running').getBoundingClientRect().top) < 200"
    )
    assert "#" not in page.url or "s=" in page.url
