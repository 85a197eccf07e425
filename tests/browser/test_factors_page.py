"""The page on combined factors in a browser: controls move bars, words and figures; nothing overflows."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGE = "voila/render/02_factors.ipynb"


def changed(page, selector, act):
    before = page.locator(selector).first.inner_text()
    act()
    page.wait_for_function(
        "([css, old]) => document.querySelector(css).innerText !== old", arg=[selector, before], timeout=15000
    )
    return before, page.locator(selector).first.inner_text()


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_the_answer_is_on_the_first_screen_and_a_switch_changes_it(served, visit):
    page = visit.open(f"{served}{PAGE}")
    box = page.locator(".st-parts").bounding_box()
    assert box["y"] < 0.6 * page.viewport_size["height"]
    _, after = changed(
        page, ".st-parts", lambda: page.get_by_role("checkbox", name="Increase in training").uncheck()
    )
    assert "off" in after
    page.get_by_role("button", name="Count all again").click()
    page.wait_for_function("!document.querySelector('.st-parts').innerText.includes('off')")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_hazard_of_one_cause_redraws_the_figure(served, visit):
    page = visit.open(f"{served}{PAGE}")
    page.wait_for_selector(".st-plot .main-svg")
    drawn = page.locator(".st-plot").first.get_attribute("data-drawn")
    page.locator(".st-segments label", has_text="Bone").click()
    page.wait_for_function("(old) => document.querySelector('.st-plot').dataset.drawn !== old", arg=drawn)
    assert "bone" in page.locator(".st-plot").first.get_attribute("aria-label")


def test_passport_opens_at_its_top_and_closes(served, visit):
    page = visit.open(f"{served}{PAGE}")
    page.locator("[data-act='passport:sleep']").first.click()
    dialog = page.locator("dialog[open]")
    dialog.wait_for()
    assert "How far the evidence goes" in dialog.inner_text()
    assert dialog.evaluate("(node) => node.scrollTop") == 0
    dialog.get_by_role("button", name="Close").click()
    dialog.wait_for(state="detached")


def test_closer_looks_and_the_sheet(served, visit):
    page = visit.open(f"{served}{PAGE}")
    for name, says in (
        ("One change", "Same runner,"),
        ("Rival models", "tell them apart"),
        ("Flip test", "Flips at"),
    ):
        page.locator(".st-closer .st-segments label", has_text=name).click()
        page.wait_for_function(
            "(text) => document.querySelector('.st-closer').innerText.includes(text)", arg=says
        )
    violations = Axe().run(page).response["violations"]
    assert [v["id"] for v in violations if v["impact"] in ("serious", "critical")] == []
    page.get_by_role("button", name="Assumption sheet, to copy").click()
    field = page.locator("textarea")
    field.wait_for()
    assert "What the combined-factor model assumes" in field.input_value()
    page.get_by_role("button", name="Copy the text").click()
    page.wait_for_function("document.querySelector('dialog [role=status]').textContent !== ''")
    page.keyboard.press("Escape")
    field.wait_for(state="detached")
