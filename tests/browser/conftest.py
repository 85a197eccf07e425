"""A served toolkit and a real browser; every address but this machine's is blocked."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

SIZES = {"projector": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844)}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# Voilà's own bundle and the widgets' manager were built against other versions of the same library and say so.
KNOWN_NOISE = ("shared singleton module", "of shared module")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def process(command, url, cwd=None, env=None, seconds=60):
    """Run a server until the block ends; give its address once it answers."""
    log = open(Path(os.environ.get("TMPDIR", "/tmp")) / f"st-server-{os.getpid()}-{time.time_ns()}.log", "w+")  # noqa: SIM115
    server = subprocess.Popen(command, cwd=cwd, env=env, stdout=log, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + seconds
        while True:
            try:
                urllib.request.urlopen(url, timeout=5).read()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > end:
                    log.seek(0)
                    pytest.fail(f"the server did not come up:\n{log.read()[-3000:]}")
                time.sleep(0.1)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        log.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The address of the dashboards, started in a folder that is not the project's."""
    port = free_port()
    command = [sys.executable, "-m", "toolkit.serve.command", "serve", "--no-browser", "--port", str(port)]
    home = f"http://127.0.0.1:{port}/"
    with process(command, f"{home}voila/templates/sciatica/static/theme.css", cwd=tmp_path_factory.mktemp("elsewhere")):
        yield home


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    found = os.environ.get("SCIATICA_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no browser of the Chromium family is installed")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=list(QUIET))
        yield browser
        browser.close()


class Visit:
    """One tab: opens pages, and keeps what went wrong."""

    def __init__(self, page):
        self.page = page
        self.trouble = []
        self.sent_bytes = 0
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"page error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", lambda r: self.trouble.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("websocket", self._socket)
        page.route("**/*", self._only_here)

    def _console(self, message):
        text = message.text
        if message.type == "error" and not any(noise in text for noise in KNOWN_NOISE):
            self.trouble.append(f"console: {text[:300]}")

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":
            self.trouble.append(f"failed: {request.url} {request.failure}")

    def _socket(self, socket_):
        count = lambda data: setattr(self, "sent_bytes", self.sent_bytes + len(data))  # noqa: E731
        socket_.on("framereceived", count)
        socket_.on("framesent", count)

    def _only_here(self, route):
        host = route.request.url.split("/")[2].split(":")[0] if "://" in route.request.url else ""
        if route.request.url.startswith(("data:", "blob:")) or host in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            self.trouble.append(f"left this machine: {route.request.url}")
            route.abort()

    def open(self, url, ready="body.st-ready"):
        # A change of the fragment alone would not load the page anew.
        self.page.goto("about:blank")
        self.page.goto(url)
        self.page.wait_for_selector(ready, timeout=60000)
        return self.page


@pytest.fixture
def visit(chromium, request):
    """A fresh tab; the test fails when the page had an error or reached for another machine."""
    width, height = SIZES[getattr(request, "param", "laptop")]
    context = chromium.new_context(viewport={"width": width, "height": height})
    tab = Visit(context.new_page())
    yield tab
    context.close()
    assert tab.trouble == []
