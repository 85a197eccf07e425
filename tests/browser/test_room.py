"""A class in its room: the projector's page, a room that is full, and pages whose connection is lost."""

import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from serving import free_port, process
from visiting import Visit

from toolkit.serve.kernels import warm_supported

HISTORY = "voila/render/01_history.ipynb"


@contextmanager
def opened(students, port=None, more=()):
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "toolkit.serve.command",
        "serve",
        "--class",
        str(students),
        "--no-browser",
    ]
    command += ["--address", "127.0.0.1", "--port", str(port), *more]
    home = f"http://127.0.0.1:{port}/"
    with process(command, f"{home}room/") as server:
        server.home = home
        server.key = re.search(r"http://\S+/room/lecturer\?key=\S+", server.said())[0]
        yield server


@pytest.fixture(scope="module")
def room():
    """A room with two places."""
    with opened(1) as server:
        yield server


@pytest.fixture
def student(chromium):
    """Makes tabs of browsers that know nothing of each other."""
    contexts = []

    def come(**about):
        context = chromium.new_context(**({"viewport": {"width": 1366, "height": 768}} | about))
        contexts.append(context)
        return Visit(context.new_page())

    yield come
    for context in contexts:
        for page in context.pages:
            page.close(run_before_unload=True)
    for context in contexts:
        context.close()


def serious(page):
    found = Axe().run(page).response["violations"]
    return [
        (one["id"], one["nodes"][0]["html"][:120])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def until(holds, seconds=20):
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


def choose(page, runner):
    page.get_by_label("Runner", exact=True).select_option(runner)
    page.wait_for_function("location.hash.startsWith('#s=1.')")


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_projector_shows_where_to_come_and_hides_the_key(room, chromium, size):
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    tab = Visit(context.new_page())
    page = tab.open(room.key, ready=".rm-hall")
    assert "key" not in page.url
    assert room.home.removeprefix("http://").rstrip("/") in page.locator(".rm-address").inner_text()
    assert page.locator(".st-qr").bounding_box()["width"] > 150
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if size[0] > 1000:
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
        assert (
            page.evaluate("parseFloat(getComputedStyle(document.querySelector('.rm-address b')).fontSize)")
            > 70
        )
    assert serious(page) == []
    assert tab.trouble == []
    context.close()


def test_projector_counts_who_comes_and_goes(room, student):
    hall = student().open(room.key, ready=".rm-hall")
    assert hall.locator("[data-fill=places_left]").inner_text() == "2"
    visitor = student()
    visitor.open(room.home + HISTORY)
    hall.wait_for_function("document.querySelector('[data-fill=visitors]').textContent === '1'")
    assert hall.locator("[data-fill=places_left]").inner_text() == "1"
    assert hall.locator("[data-fill=visitors_word]").inner_text() == "person"
    visitor.leave()
    hall.wait_for_function("document.querySelector('[data-fill=visitors]').textContent === '0'")


def test_student_cannot_open_the_projectors_page(room, student):
    tab = student()
    for path in ("room/lecturer", "room/lecturer?key=guessed", "room/lecturer/now"):
        page = tab.open(room.home + path, ready="h1")
        assert page.locator("h1").inner_text() == "This cannot be opened"
    assert serious(page) == []
    page.get_by_role("link", name="To the room").click()
    page.get_by_role("link", name="The pages").click()
    page.wait_for_selector("body.st-ready .st-app")
    assert page.get_by_role("link", name="Class board").get_attribute("href") == "/room/board/student"


def test_a_phones_header_takes_two_rows_in_a_room(room, student):
    until(lambda: Left(room).places == 2)
    page = student(viewport={"width": 390, "height": 844}).open(room.home + HISTORY)
    top = page.locator(".st-top")
    assert top.bounding_box()["height"] <= 104
    for name in ("Class board", "Share"):
        assert page.locator(".st-tools").get_by_text(name).bounding_box()["height"] >= 40
    page.set_viewport_size({"width": 1366, "height": 768})
    assert top.bounding_box()["height"] <= 64


@pytest.mark.parametrize("width", [1366, 390])
def test_full_room_says_so_and_keeps_the_choices(room, chromium, student, width):
    first, second = student(), student()
    for tab in (first, second):
        tab.open(room.home + "voila/render/00_home.ipynb")
    page = chromium.new_context(viewport={"width": width, "height": 768}).new_page()
    page.goto(f"{room.home}{HISTORY}#s=1.abc")
    assert page.locator("h1").inner_text() == "Every place is taken"
    assert page.get_by_role("link", name="to the class board").get_attribute("href") == "/room/board/student"
    assert re.search(r"by itself in \d+ seconds", page.locator("#soon").inner_text())
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert serious(page) == []
    # The lecturer finds a place all the same.
    hall = student().open(room.key, ready=".rm-hall")
    hall.goto(room.home + "voila/render/00_home.ipynb")
    hall.wait_for_selector("body.st-ready .st-app")
    for tab in (first, second):
        tab.leave()
    until(lambda: Left(room).places >= 1)
    page.get_by_role("button", name="Try again now").click()
    page.wait_for_selector("body.st-ready .st-app")
    assert page.url.endswith("#s=1.abc") or "#s=" not in page.url
    page.context.close()


class Left:
    """What the meter says of a room, asked as the lecturer."""

    def __init__(self, room):
        from urllib.request import HTTPCookieProcessor, build_opener

        opener = build_opener(HTTPCookieProcessor())
        opener.open(room.key).read()
        import json

        self.places = json.load(opener.open(room.home + "room/lecturer/now"))["places_left"]


def kernels(server):
    """Return the processes of kernels, those that wait included."""
    top = psutil.Process(server.pid)
    return [one for one in top.children(recursive=True) if one.ppid() != top.pid]


@pytest.mark.skipif(not warm_supported()[0], reason="kernels are told apart by whose children they are")
def test_killed_kernel_is_told_at_once_and_its_page_comes_back(room, student):
    until(lambda: Left(room).places == 2)
    page = student().open(room.home + HISTORY)
    choose(page, "kofi")
    page.wait_for_timeout(500)
    for kernel in kernels(room):
        kernel.kill()
    notice = page.get_by_role("alert")
    notice.filter(has_text="This page has ended on the server.").wait_for(timeout=6000)
    assert serious(page) == []
    notice.get_by_role("button").click()
    page.wait_for_selector("body.st-ready .st-app")
    page.wait_for_function("document.querySelector('select')?.value === 'kofi'")
    assert not page.locator(".st-lost").is_visible()


def test_server_that_is_gone_is_told_and_the_page_comes_back_when_it_is(student):
    port = free_port()
    with opened(2, port) as server:
        page = student().open(server.home + HISTORY)
        choose(page, "wei")
        page.wait_for_timeout(500)
        server.send_signal(signal.SIGKILL)
        server.wait()
        notice = page.get_by_role("alert")
        notice.filter(has_text="The connection to this page was lost").wait_for(timeout=10000)
        notice.get_by_role("button").click()
        notice.filter(has_text="The server does not answer").wait_for(timeout=10000)
    with opened(2, port):
        notice.get_by_role("button", name="Try again").click()
        page.wait_for_selector("body.st-ready .st-app", timeout=60000)
        page.wait_for_function("document.querySelector('select')?.value === 'wei'")
        page.close()


def test_short_loss_of_the_network_mends_itself(room, student):
    until(lambda: Left(room).places == 2)
    tab = student()
    page = tab.page
    sockets = []

    def through(socket):
        sockets.append(socket)
        socket.connect_to_server()

    page.route_web_socket("**/channels*", through)
    tab.open(room.home + HISTORY)
    choose(page, "kofi")
    sockets[0].close(code=1001)
    page.wait_for_timeout(300)
    assert not page.locator(".st-lost").is_visible(), "a moment's loss is nobody's trouble"
    until(lambda: page.wait_for_timeout(200) or len(sockets) > 1)
    page.get_by_label("Runner", exact=True).select_option("wei")
    page.wait_for_timeout(1500)
    before = page.url
    assert not page.locator(".st-lost").is_visible()
    page.reload()
    page.wait_for_selector("body.st-ready .st-app")
    assert page.url == before
    assert page.get_by_label("Runner", exact=True).input_value() == "wei"


def test_what_the_network_swallows_is_sent_again(room, student):
    """A network that is gone for a moment closes nothing: what was sent meanwhile is lost without a word."""
    until(lambda: Left(room).places == 2)
    tab = student()
    page = tab.page
    swallowed, swallows = [], []

    def through(socket):
        server = socket.connect_to_server()
        server.on_message(socket.send)
        socket.on_message(lambda said: swallowed.append(said) if swallows else server.send(said))

    page.route_web_socket("**/channels*", through)
    tab.open(room.home + HISTORY)
    choose(page, "kofi")
    page.wait_for_timeout(1000)
    before = page.url
    swallows.append(True)
    page.get_by_label("Runner", exact=True).select_option("wei")
    until(lambda: page.wait_for_timeout(200) or swallowed)
    swallows.clear()
    page.wait_for_function("(old) => location.href !== old", arg=before, timeout=20000)
    page.reload()
    page.wait_for_selector("body.st-ready .st-app")
    assert page.get_by_label("Runner", exact=True).input_value() == "wei"


def test_frozen_page_does_not_react_until_it_is_let_go(room, student):
    until(lambda: Left(room).places == 2)
    page = student().open(room.home + HISTORY)
    page.get_by_role("button", name="Keys").click()
    slider = page.locator("input[type=range]").first
    box = slider.bounding_box()
    before = slider.input_value(), page.locator(".st-reading").inner_text()
    slider.focus()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("f")
    sign = page.get_by_role("region", name="Frozen")
    assert sign.is_visible()
    assert serious(page) == []
    for x in (0.1, 0.9):
        page.mouse.click(box["x"] + x * box["width"], box["y"] + box["height"] / 2)
    page.keyboard.press("r")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.getElementById('st-main').contains(document.activeElement)")
    page.wait_for_timeout(500)
    assert (slider.input_value(), page.locator(".st-reading").inner_text()) == before
    page.keyboard.press("f")
    assert not sign.is_visible()
    slider.press("ArrowRight")
    assert slider.input_value() != before[0]
    # By hand as well, for who has no keys.
    page.get_by_role("button", name="Freeze").click()
    sign.get_by_role("button").click()
    assert not sign.is_visible()
    assert page.evaluate("document.activeElement.dataset.tool") == "freeze"


def test_without_a_clipboard_the_address_can_be_selected(room, student):
    until(lambda: Left(room).places == 2)
    tab = student()
    tab.page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page = tab.open(room.home + HISTORY)
    choose(page, "kofi")
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == page.url
    assert page.get_by_label("Address of this page with your choices").is_visible()


def test_what_the_lecturer_shares_leads_a_student_to_the_room(room, student):
    until(lambda: Left(room).places == 2)
    page = student().open(room.home.replace("127.0.0.1", "localhost") + HISTORY)
    choose(page, "kofi")
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Share").click()
    shared = page.get_by_label("Address of this page with your choices").input_value()
    assert shared.startswith(room.home + HISTORY + "#s=1.")


def test_after_a_change_of_network_the_new_address_is_shared(room, student):
    until(lambda: Left(room).places == 2)
    tab = student()
    page = tab.open(room.home.replace("127.0.0.1", "localhost") + HISTORY)
    page.route("**/room/address", lambda route: route.fulfill(json={"home": "http://172.20.10.2:8866/"}))
    page.get_by_role("button", name="Share").click()
    field = page.get_by_label("Address of this page with your choices")
    until(lambda: field.input_value().startswith("http://172.20.10.2:8866/" + HISTORY))
    assert page.request.get(f"{room.home}room/address").json() == {"home": room.home}


def test_a_room_whose_address_is_gone_says_so(room, student):
    hall = student().open(room.key, ready=".rm-hall")
    assert not hall.get_by_role("alert").filter(has_text="no longer has the address").is_visible()

    def moved(route):
        now = route.fetch().json()
        route.fulfill(json={**now, "adrift": True})

    hall.route("**/lecturer/now", moved)
    hall.get_by_role("alert").filter(has_text="no longer has the address 127.0.0.1").wait_for(timeout=10000)


def test_ctrl_c_closes_the_room_and_nothing_stays():
    with opened(3) as server:
        until(lambda: len(kernels(server)) >= 2 or not warm_supported()[0], 60)
        below = psutil.Process(server.pid).children(recursive=True)
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0, server.said()
        _, alive = psutil.wait_procs(below, timeout=5)
        assert alive == []
        assert "Traceback" not in server.said()


def test_second_room_at_the_same_port_is_told(room):
    port = room.home.rstrip("/").rsplit(":", 1)[1]
    command = [
        sys.executable,
        "-m",
        "toolkit.serve.command",
        "serve",
        "--class",
        "--no-browser",
        "--port",
        port,
    ]
    for address in ("127.0.0.1", "0.0.0.0"):
        done = subprocess.run(
            [*command, "--address", address], check=False, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 1
        assert f"Port {port} is taken." in done.stderr
        assert "Traceback" not in done.stderr
        assert "will now listen" not in done.stdout
