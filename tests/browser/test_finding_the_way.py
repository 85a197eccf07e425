"""Where am I, what comes next, and what did my finger change: the same answers on every page."""

import pytest
from visiting import Visit

from toolkit.content.pages import pages

NUMBERS = sorted(pages().pages)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_page_names_all_others_and_says_where_one_is(served, visit, number):
    page = visit.open(f"{served}voila/render/{pages().notebook(number)}")
    links = page.locator(".st-top a[href*='.ipynb']")
    assert sorted(links.evaluate_all("all => all.map(a => a.pathname.split('/').pop())")) == [
        pages().notebook(each) for each in NUMBERS
    ]
    words = links.evaluate_all("all => all.map(a => a.textContent.trim().replace(/^\\d\\s+/, ''))")
    assert words[1:] == [pages().pages[each].name for each in NUMBERS if each != "00"]
    here = page.locator(".st-top [aria-current=page]")
    assert here.count() == 1
    assert pages().notebook(number) in here.get_attribute("href")
    assert page.locator(".st-next a").count() >= 1


def test_more_pages_open_and_shut_by_keyboard(served, visit):
    page = visit.open(f"{served}voila/render/06_population.ipynb")
    menu = page.locator(".st-nav-more")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == pages().pages["06"].name
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.fixture
def on_a_phone(chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    seen = Visit(context.new_page())
    yield seen
    context.close()
    assert not seen.trouble


def test_on_a_phone_the_answer_stays_in_sight_while_a_control_moves(served, on_a_phone):
    page = on_a_phone.open(f"{served}voila/render/02_factors.ipynb")
    bar = page.locator(".st-glance")
    bar.get_by_role("button", name="To the controls").click()
    page.locator(".st-glance button", has_text="See it").wait_for()
    before = bar.locator("p").inner_text()
    assert "chance of an episode" in before
    page.locator(".st-factor-switches input[type=checkbox]").nth(3).uncheck()
    page.wait_for_function("(old) => document.querySelector('.st-glance p').innerText !== old", arg=before)
    bar.get_by_role("button", name="See it").click()
    page.wait_for_function(
        "document.querySelector('.st-parts').getBoundingClientRect().top < innerHeight / 2"
    )
    bar.get_by_role("button", name="To the controls").click()
    # Back among the switches: the answer above them may be longer or shorter by now.
    page.wait_for_function(
        "(() => { const place = document.querySelector('.st-factor-switches').getBoundingClientRect();"
        " return place.top < innerHeight && place.bottom > 0; })()"
    )


def test_home_leads_a_phone_to_the_first_step_below_the_signs(served, on_a_phone):
    page = on_a_phone.open(f"{served}voila/render/00_home.ipynb")
    page.locator(".st-glance a").click()
    page.wait_for_selector("body.st-ready a[aria-current][href*='01_history']")
