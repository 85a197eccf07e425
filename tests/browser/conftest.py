"""A served toolkit and a real browser; every address but this machine's is blocked."""

import os
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest
from serving import free_port, process
from visiting import Visit

SIZES = {"projector": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844)}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The address of the dashboards, started in a folder that is not the project's."""
    port = free_port()
    command = [sys.executable, "-m", "toolkit.serve.command", "serve", "--no-browser", "--port", str(port)]
    home = f"http://127.0.0.1:{port}/"
    with process(
        command, f"{home}voila/templates/sciatica/static/theme.css", cwd=tmp_path_factory.mktemp("elsewhere")
    ):
        yield home


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    found = os.environ.get("SCIATICA_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no browser of the Chromium family is installed")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=list(QUIET))
        # Waiting for a condition is `eval` to the page, which its content policy refuses; that nothing of a
        # page's own is refused is tested in test_first_page.py.
        for way in ("new_context", "new_page"):
            setattr(browser, way, partial(getattr(browser, way), bypass_csp=True))
        yield browser
        browser.close()


@pytest.fixture
def again(chromium):
    """A second fresh tab of a laptop, for who comes back."""
    context = chromium.new_context(viewport={"width": SIZES["laptop"][0], "height": SIZES["laptop"][1]})
    tab = Visit(context.new_page())
    yield tab
    context.close()
    assert tab.trouble == []


@pytest.fixture
def visit(chromium, request):
    """A fresh tab; the test fails when the page had an error or reached for another machine."""
    width, height = SIZES[getattr(request, "param", "laptop")]
    context = chromium.new_context(viewport={"width": width, "height": height})
    tab = Visit(context.new_page())
    yield tab
    context.close()
    assert tab.trouble == []
