"""The clinic in a browser: a whole case by keyboard alone on a phone, two windows at once, no fault of access."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGE = "voila/render/05_clinic.ipynb"


def by_key(page, selector, key="Enter"):
    """Reach something with the focus and press a key: no mouse."""
    page.locator(selector).first.focus()
    page.keyboard.press(key)


def ask(page, finding):
    by_key(page, f'[data-act="ask:{finding}"]')
    page.wait_for_function(
        "(id) => !document.querySelector(`[data-act='ask:${id}']`)", arg=finding, timeout=20000
    )


def wait(page, words):
    page.wait_for_function("(w) => document.body.innerText.includes(w)", arg=words, timeout=30000)


@pytest.mark.parametrize("visit", ["phone"], indirect=True)
def test_a_whole_case_by_keyboard_alone_on_a_phone(served, visit):
    page = visit.open(f"{served}{PAGE}")
    wait(page, "Step 1 of 4")
    for finding in ("both_legs", "bladder", "saddle"):
        ask(page, finding)
    by_key(page, 'details[data-fold="ask-nerve_tests"] summary')
    ask(page, "slr")
    assert "38" in page.locator('details[data-fold="ask-nerve_tests"]').inner_text()
    page.locator("input[type=range]").first.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    by_key(page, "button:has-text('Commit')")
    wait(page, "Step 2 of 4")
    page.locator("textarea").first.wait_for(state="visible")
    page.locator("textarea").first.focus()
    page.keyboard.type("It may take some weeks.")
    page.keyboard.press("Tab")
    page.get_by_label("Safety-net words").focus()
    page.keyboard.press("Space")
    by_key(page, "button:has-text('This is my plan')")
    wait(page, "Step 3 of 4")
    by_key(page, '[data-act="do:look"]')
    wait(page, "What was really there")
    wait(page, "It may take some weeks.")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert "#s=" in page.url


def test_two_windows_do_not_see_each_other(served, visit):
    one = visit.open(f"{served}{PAGE}")
    two = one.context.new_page()
    two.goto(f"{served}{PAGE}")
    two.wait_for_selector("body.st-ready", timeout=60000)
    ask(one, "bladder")
    wait(one, "Bladder")
    assert two.locator('[data-act="ask:bladder"]').count() > 0
    two.close()


def test_no_serious_fault_of_access(served, visit):
    page = visit.open(f"{served}{PAGE}")
    wait(page, "Step 1 of 4")
    found = [
        fault
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
    assert not found, [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found]
