"""The pages on a population and on load measures, in a browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe


def blocking(page):
    found = Axe().run(page).response["violations"]
    return [each["id"] for each in found if each["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_population_grows_by_itself_and_stops_when_told(served, visit):
    page = visit.open(f"{served}voila/render/06_population.ipynb")
    status = page.locator(".st-steps [role=status]")
    page.wait_for_function(
        "document.querySelector('.st-steps [role=status]').textContent.startsWith('2,000')"
    )
    page.get_by_role("button", name="Live 10,000 more").click()
    page.get_by_role("button", name="Stop").click()
    page.wait_for_function(
        "!document.querySelector('.st-steps [role=status]').textContent.includes('on the way')"
    )
    lived = int(status.inner_text().split(" ")[0].replace(",", ""))
    page.wait_for_timeout(700)
    assert int(status.inner_text().split(" ")[0].replace(",", "")) <= lived + 1000
    assert lived < 12_000
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_each_look_shows_its_controls_and_is_accessible(served, visit):
    page = visit.open(f"{served}voila/render/06_population.ipynb")
    for look, says in (
        ("who", "of all episodes"),
        ("factor", "farthest apart"),
        ("metric", "Found in people"),
    ):
        page.get_by_label("Look at", exact=True).select_option(look)
        page.wait_for_function(
            "(text) => document.querySelector('.st-reading').innerText.includes(text)", arg=says
        )
        assert page.get_by_label("Look at", exact=True).input_value() == look
    assert blocking(page) == []


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
def test_a_load_measure_redraws_figure_and_words(served, visit):
    page = visit.open(f"{served}voila/render/07_load.ipynb")
    page.wait_for_selector(".st-plot .main-svg")
    before = page.locator(".st-reading").inner_text()
    page.get_by_label("Measure", exact=True).select_option("acwr")
    page.wait_for_function("(old) => document.querySelector('.st-reading').innerText !== old", arg=before)
    assert "uncoupled" in page.locator(".st-plot").get_attribute("aria-label")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert blocking(page) == []
