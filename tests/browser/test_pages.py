"""All pages at three sizes: they come up whole, fit the screen, speak to nobody else, and pass axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from toolkit.content.pages import pages

PAGES = tuple(pages().notebook(number).removesuffix(".ipynb") for number in sorted(pages().pages))


def blocking(violations):
    return [
        (found["id"], found["nodes"][0]["html"][:160])
        for found in violations
        if found["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("visit", ["projector", "laptop", "phone"], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_page_comes_up_and_fits(served, visit, name):
    page = visit.open(f"{served}voila/render/{name}.ipynb")
    assert page.locator("h1").count() == 1
    assert page.locator("[data-failed]").count() == 0
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"the page is {wide} px wider than the screen"
    assert "A teaching simulation, not advice." in page.locator("footer").inner_text()
    assert page.title().endswith("Sciatica Toolkit")


@pytest.mark.parametrize("visit", ["laptop", "phone"], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(served, visit, name):
    page = visit.open(f"{served}voila/render/{name}.ipynb")
    page.wait_for_timeout(300)
    # Folds hold half of a page: look at them open too.
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.wait_for_timeout(500)
    result = Axe().run(page)
    assert blocking(result.response["violations"]) == []


def test_what_is_chosen_on_one_page_is_there_on_the_next(served, visit):
    page = visit.open(f"{served}voila/render/01_history.ipynb")
    page.get_by_label("Runner", exact=True).select_option("kofi")
    page.wait_for_function("location.hash.startsWith('#s=1.')")
    page.get_by_label("Steps").get_by_role("link", name="2 Factors").click()
    page.wait_for_selector("body.st-ready")
    assert page.url.split("#")[1].startswith("s=1.")
    page.get_by_label("Steps").get_by_role("link", name="1 History").click()
    page.wait_for_selector("body.st-ready")
    assert page.get_by_label("Runner", exact=True).input_value() == "kofi"


def test_address_opened_elsewhere_shows_the_same(served, visit, chromium):
    page = visit.open(f"{served}voila/render/01_history.ipynb")
    page.get_by_label("Runner", exact=True).select_option("wei")
    page.wait_for_function("location.hash.startsWith('#s=1.')")
    words = page.locator(".st-reading").inner_text()
    other = chromium.new_context().new_page()
    other.goto(page.url)
    other.wait_for_selector("body.st-ready")
    other.wait_for_function("document.querySelector('select').value === 'wei'")
    assert other.locator(".st-reading").inner_text() == words
    other.context.close()


@pytest.mark.parametrize("code", ["1.aaaa.zzzz", "0.abcd.efgh", "9.abcd.efgh", "x", "1.." + "A" * 9000])
def test_bad_code_opens_the_usual_page_and_says_so(served, visit, code):
    page = visit.open(f"{served}voila/render/01_history.ipynb#s={code}")
    page.wait_for_selector(".st-notice")
    assert "The page opens as usual." in page.locator(".st-notice").inner_text()
    assert page.get_by_label("Runner", exact=True).input_value() == "maya"


def test_one_whole_way_by_keyboard(served, visit):
    """Home to plan with Tab, Enter and arrows alone."""
    page = visit.open(f"{served}voila/render/00_home.ipynb")

    def tab_to(check, most=140):
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate(f"(() => {{ const at = document.activeElement; return Boolean({check}); }})()"):
                return
        pytest.fail(f"the keyboard does not reach {check}")

    for part in ("01_history", "02_factors", "03_pain_types", "04_plans"):
        tab_to(f"at.tagName === 'A' && at.href.includes('{part}')")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"body.st-ready a[aria-current][href*='{part}']")
        if part == "01_history":
            before = page.locator(".st-reading").inner_text()
            tab_to("at.tagName === 'SELECT'")
            page.keyboard.press("ArrowDown")
            page.wait_for_function(
                "(old) => document.querySelector('.st-reading').innerText !== old", arg=before
            )


def test_a_first_cell_that_fails_says_what_to_do(chromium, tmp_path):
    import json
    import sys

    from serving import free_port, process
    from visiting import Visit

    cell = {
        "cell_type": "code",
        "id": "x",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": "import nonsuch",
    }
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    broken = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "00_home.ipynb").write_text(json.dumps(broken))
    port = free_port()
    code = (
        "from pathlib import Path; from toolkit.serve.launch.dashboards import make_server; "
        f"make_server({port}, folder=Path({str(tmp_path)!r})).start()"
    )
    with process(
        [sys.executable, "-c", code], f"http://127.0.0.1:{port}/voila/templates/sciatica/static/theme.css"
    ):
        tab = Visit(chromium.new_page())
        page = tab.open(f"http://127.0.0.1:{port}/", ready="body.st-ready [data-failed]")
        words = page.locator("[data-failed]").inner_text()
        assert "could not start" in words
        assert "sciatica-toolkit check" in words
        assert "Traceback" not in page.content()
        assert "nonsuch" not in words
        page.close()
