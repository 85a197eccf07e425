"""What a first and a second visit cost, and that the content policy stops nothing that a page needs.

Bytes are guarded; times are printed (MEASURED ...) and depend on what else the machine does.
"""

import time

import pytest
from page_measures import said
from visiting import Visit

from toolkit.content.pages import pages

PAGES = tuple(pages().notebook(number).removesuffix(".ipynb") for number in sorted(pages().pages))
FIRST_BYTES = 2_500_000
SECOND_BYTES = 100_000
CONTROL = ".st-app :is(a, input, select, button)"


class Counted:
    """One tab that counts what comes over HTTP, headers included."""

    def __init__(self, context):
        self.page = context.new_page()
        self.bytes = 0
        self.requests = 0
        session = context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._count)

    def _count(self, event):
        self.bytes += event["encodedDataLength"]
        self.requests += 1

    def open(self, url):
        """Open a page, wait for all of it, and return the seconds until its words and its first control stand."""
        begun = time.perf_counter()
        self.page.goto(url, wait_until="commit")
        self.page.wait_for_selector("h1", timeout=60000)
        words = time.perf_counter() - begun
        self.page.wait_for_selector(f"body.st-ready {CONTROL}", timeout=60000)
        control = time.perf_counter() - begun
        self.page.wait_for_timeout(1500)
        return words, control


@pytest.mark.parametrize("name", ["00_home", "01_history", "03_pain_types"])
def test_first_visit_is_light_and_the_second_brings_almost_nothing(served, chromium, name):
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    url = f"{served}voila/render/{name}.ipynb"
    first, second = Counted(context), Counted(context)
    cold = first.open(url)
    first.page.close()
    warm = second.open(url)
    second.page.close()
    context.close()
    said(
        page=PAGES.index(name),
        first_kb=first.bytes / 1000,
        requests=first.requests,
        second_kb=second.bytes / 1000,
        cold_words_s=cold[0],
        cold_control_s=cold[1],
        warm_words_s=warm[0],
        warm_control_s=warm[1],
    )
    assert 100_000 < first.bytes < FIRST_BYTES
    assert second.bytes < SECOND_BYTES


@pytest.mark.parametrize("name", PAGES)
def test_content_policy_stops_nothing_that_a_page_needs(served, chromium, name):
    context = chromium.new_context(bypass_csp=False)
    tab = Visit(context.new_page())
    stopped = []
    tab.page.on("console", lambda m: stopped.append(m.text) if "Content Security Policy" in m.text else None)
    page = tab.open(f"{served}voila/render/{name}.ipynb")
    page.wait_for_timeout(500)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    page.wait_for_timeout(500)
    context.close()
    assert stopped == []
    assert tab.trouble == []


def test_content_policy_stops_what_was_smuggled_in(served, chromium):
    context = chromium.new_context(bypass_csp=False)
    page = context.new_page()
    page.goto(f"{served}voila/render/00_home.ipynb")
    page.wait_for_selector("body.st-ready")
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.smuggled = 'inline'";
            document.body.append(script);
            const holder = document.createElement("div");
            document.body.append(holder);
            holder.innerHTML = "<img src='data:,' onerror='window.smuggled = 1'>";
        }"""
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.smuggled") is None
    gone = page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => error.message)")
    assert gone == "Failed to fetch"
    context.close()


def test_sheets_open_and_print_under_the_content_policy(served, chromium):
    context = chromium.new_context(bypass_csp=False, viewport={"width": 1366, "height": 768})
    tab = Visit(context.new_page())
    page = tab.open(f"{served}voila/render/04_plans.ipynb")
    page.locator("[data-sheet]").first.scroll_into_view_if_needed()
    page.locator("[data-sheet]").first.click()
    frame = page.frame_locator(".st-paper-frame")
    frame.locator("h1").first.wait_for()
    assert "made with a teaching toolkit" in frame.locator("body").inner_text()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Open in a tab").click()
    opened.value.wait_for_selector("h1")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Keep as a file").click()
    assert saved.value.suggested_filename.endswith(".html")
    context.close()
    assert tab.trouble == []


def test_notice_of_a_lost_connection_is_in_sight_wherever_one_has_scrolled(served, visit):
    page = visit.open(f"{served}voila/render/01_history.ipynb")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate("document.dispatchEvent(new CustomEvent('st:lost'))")
    box = page.get_by_role("alert").bounding_box()
    assert 0 <= box["y"] < 300
    page.evaluate("document.dispatchEvent(new CustomEvent('st:alive'))")
    assert not page.locator(".st-lost").is_visible()
