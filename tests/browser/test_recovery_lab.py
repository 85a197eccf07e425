"""The lab in a browser: commit, study more, meet confounding; two factors at once."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGE = "voila/render/09_recovery_lab.ipynb"


def until(page, words):
    page.wait_for_function(
        "(text) => document.querySelector('.st-reading').innerText.includes(text)", arg=words, timeout=20000
    )


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_a_guess_is_committed_and_more_runners_do_not_cure_confounding(served, visit):
    page = visit.open(f"{served}{PAGE}")
    until(page, "20 runners, a year")
    assert "hidden was" not in page.locator("body").inner_text()
    line = "() => document.querySelector('.st-plot').data[2].y[20]"
    page.wait_for_selector(".st-plot .main-svg")
    before = page.evaluate(line)
    page.get_by_role("slider", name="My guess").evaluate(
        "node => { node.value = 3; node.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    until(page, "Your guess: 3.00")
    page.wait_for_function(f"(old) => ({line})() !== old", arg=before)
    page.get_by_role("button", name="Commit my guess").click()
    until(page, "You guessed 3.00 times; hidden was")
    page.locator(".st-segments label", has_text="2,000").click()
    until(page, "A study of 2,000 runners")
    until(page, "confounding")
    page.locator(".st-segments label", has_text="with stress, load").click()
    until(page, "the interval holds the hidden weight")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_two_factors_are_read_with_their_interval_and_are_accessible(served, visit):
    page = visit.open(f"{served}{PAGE}")
    page.get_by_label("Look at", exact=True).select_option("two")
    until(page, "cannot be told whether the two act together")
    page.get_by_role("button", name="where from? the study").click()
    page.locator("dialog").wait_for()
    assert "574 people" in page.locator("dialog").inner_text()
    page.get_by_role("button", name="Close").click()
    page.locator("dialog").wait_for(state="detached")
    page.locator(".st-segments label", has_text="Counts of my own").click()
    page.get_by_role("slider", name="With the outcome").first.wait_for()
    page.locator(".st-segments label", has_text="5 ×").click()
    until(page, "the two do less than add")
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
