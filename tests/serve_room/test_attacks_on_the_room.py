"""What a neighbour in the same Wi-Fi may try against a room, over raw HTTP and the websocket."""

import asyncio
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import closing

import psutil
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from toolkit.serve.kernels import warm_supported
from toolkit.serve.room.frames import FRAMING
from toolkit.serve.room.visited_page import open_page

pytestmark = pytest.mark.server
HOME = "/voila/render/00_home.ipynb"
NOBODYS = "00000000-0000-4000-8000-000000000000"
EVERYWHERE = {
    "Content-Security-Policy": "default-src",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "Sciatica Toolkit",
}


class Room:
    def __init__(self, tmp_path):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "toolkit.serve.command", "serve", "--class", "4", "--no-browser"]
        command += ["--address", "127.0.0.1", "--port", str(self.port)]
        self.file = tmp_path / "said.txt"
        with self.file.open("w") as said:
            self.process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, cwd=tmp_path)
        self.until(lambda: "to close the room" in self.said().lower(), 90)
        self.key = re.search(r"\?key=(\S+)", self.said())[1]

    def said(self):
        return self.file.read_text()

    def until(self, holds, seconds=30.0):
        end = time.monotonic() + seconds
        while not holds():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)

    def ask(self, path, method="GET", body=None, host=None, whence=None, **headers):
        """Send a request as it stands; return status, headers and text."""
        source = (whence, 0) if whence else None
        with closing(
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=source)
        ) as line:
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            line.putheader("Host", host or f"127.0.0.1:{self.port}")
            for name, value in headers.items():
                line.putheader(name.replace("_", "-"), value)
            if body is not None:
                line.putheader("Content-Length", str(len(body)))
            line.endheaders(body)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def cookies(self, path, **headers):
        _, found, _ = self.ask(path, **headers)
        return "; ".join(line.split(";")[0] for line in found.get_all("Set-Cookie") or [])

    def kernels(self):
        top = psutil.Process(self.process.pid)
        return [one for one in top.children(recursive=True) if one.ppid() != top.pid]

    def left(self):
        """How many places the meter shows, asked as the lecturer."""
        lecturer = self.cookies(f"/room/lecturer?key={self.key}")
        return json.loads(self.ask("/room/lecturer/now", Cookie=lecturer)[2])["places_left"]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    one = Room(tmp_path_factory.mktemp("room"))
    below = []
    try:
        yield one
        below = psutil.Process(one.process.pid).children(recursive=True)
    finally:
        one.process.send_signal(signal.SIGTERM)
        one.process.wait(30)
    _, alive = psutil.wait_procs(below, timeout=5)
    assert alive == [], "processes stayed behind"
    assert "Traceback" not in one.said()
    for trace in ("127.0.0.1 -", "(127.0.0.1)", "remote_ip", "GET /", "POST /"):
        assert trace not in one.said(), "who asked for what was written down"


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 302),
        ("/room/", "GET", 200),
        ("/room/lecturer", "GET", 403),
        ("/room/board/student", "GET", 200),
        ("/voila/templates/sciatica/static/theme.css", "GET", 200),
        ("/voila/static/voila.js", "GET", 200),
        ("/favicon.ico", "GET", 404),
        ("/nonsuch", "POST", 404),
        (f"/api/kernels/{NOBODYS}/channels", "GET", 404),
        (f"/voila/api/shutdown/{NOBODYS}", "POST", 404),
        (HOME, "PUT", 403),
    ],
)
def test_every_answer_tells_browsers_what_to_refuse(room, path, method, status):
    found, headers, text = room.ask(path, method, b"" if method != "GET" else None)
    assert found == status
    for name, value in EVERYWHERE.items():
        assert value in headers[name], name
    policy = headers["Content-Security-Policy"]
    assert "http:" not in policy
    assert "https:" not in policy
    assert "script-src 'self' 'unsafe-inline'" not in policy
    assert "unsafe-eval" not in policy
    assert "Traceback" not in text


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{80}", "room.local.evil.example"])
@pytest.mark.parametrize("path", ["/", HOME, "/room/", "/room/board/student", "/voila/static/voila.js"])
def test_under_another_name_nothing_is_answered(room, host, path):
    status, _, text = room.ask(path, host=host)
    assert status == 403
    assert text == "This server is not known by that name."


def test_cookies_hold_no_name_and_go_with_the_browser(room):
    for path in ("/room/", "/room/board/student", HOME):
        _, headers, _ = room.ask(path)
        given = headers.get_all("Set-Cookie")
        assert {line.split("=")[0] for line in given} == {f"st-visitor-{room.port}", "_xsrf"}, path
        for line in given:
            assert "expires" not in line.lower()
            assert "samesite=lax" in line.lower()
        assert any(line.startswith("st-visitor") and "HttpOnly" in line for line in given)


def test_other_sites_pages_start_nothing(room):
    before = room.left()
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    ):
        for path, method in ((HOME, "GET"), ("/room/board/student", "POST"), ("/room/board/do", "POST")):
            status, _, _ = room.ask(path, method, b"" if method == "POST" else None, **headers)
            assert status == 403
    assert room.left() == before


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api/kernels",
        "/api/sessions",
        "/api/contents",
        "/api/contents/00_home.ipynb",
        "/api/kernelspecs",
        "/api/terminals",
        "/api/status",
        "/lab",
        "/tree",
        "/files/00_home.ipynb",
        "/login",
        "/voila/files/00_home.ipynb",
        "/voila/files/..%2f..%2fdata/plans.yaml",
        "/voila/render/../data/plans.yaml",
        "/voila/render/..%2f..%2fpyproject.toml",
        "/voila/render/%2fetc%2fpasswd",
        "/voila/render/nonsuch.ipynb",
        "/voila/api/themes/../../../etc/passwd",
        "/voila/templates/lab/index.html.j2",
        "/voila/templates/sciatica/index.html.j2",
        "/voila/templates/sciatica/static/../index.html.j2",
        "/voila/templates/sciatica/static/%2e%2e/index.html.j2",
        "/voila/kept/x/../../../../etc/passwd",
        "/voila/kept/x/%2e%2e/%2e%2e/etc/passwd",
        "/voila/static/%00",
        "/voila/labextensions/jupyterlab-plotly/package.json",
        "/room/lecturer/now",
        "/room/pages/projector.html",
        "/room/../room/lecturer",
    ],
)
def test_nothing_else_can_be_had(room, path):
    for method in ("GET", "POST", "DELETE"):
        status, _, text = room.ask(path, method, b"" if method == "POST" else None)
        assert status in (302, 400, 403, 404, 405), (path, method, status)
        for secret in ("root:", "import ", "requires-python", "{% extends", room.key):
            assert secret not in text


@pytest.mark.parametrize(
    "cookie",
    [
        "st-lecturer=1",
        'st-lecturer="2|1:0|10:1795857863|11:st-lecturer|4:MQ==|00"',
        "st-lecturer=",
        "st-lecturer=%00",
    ],
)
def test_nobody_else_becomes_the_lecturer(room, cookie):
    for path in ("/room/lecturer", "/room/lecturer/now", "/room/board/", "/room/board/state"):
        assert room.ask(path, Cookie=cookie)[0] == 403
    lecturer = room.cookies(f"/room/lecturer?key={room.key}")
    assert room.ask("/room/lecturer/now", Cookie=lecturer)[0] == 200
    # A visitor's cookie, signed by the same server, is no lecturer's.
    value = re.search(r"st-visitor-\d+=([^;]+)", lecturer)[1]
    assert room.ask("/room/lecturer/now", Cookie=f"st-lecturer={value}")[0] == 403


def test_lecturers_steps_need_the_pages_own_token(room):
    lecturer = room.cookies(f"/room/lecturer?key={room.key}")
    kind = {"Content_Type": "application/x-www-form-urlencoded"}
    assert room.ask("/room/board/do", "POST", b"action=close", Cookie=lecturer, **kind)[0] == 403


@pytest.mark.parametrize("path", [HOME, "/room/board/student", "/room/board/do", "/nonsuch"])
def test_what_cannot_be_read_is_refused_in_a_sentence(room, path):
    """A neighbour may not fill the terminal, which the class may see, with errors of the server's."""
    cookies = room.cookies("/room/board/student")
    kind = {"Content_Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    status, _, text = room.ask(path, "POST", b"a=1", Content_Encoding="gzip", **kind)
    assert status in (400, 403, 404), text
    assert room.ask(f"{path}?key=%ff", Cookie=cookies)[0] in (200, 400, 403, 404)
    for words in ("Traceback", "XSRF", "_xsrf' argument"):
        assert words not in text


def test_who_keeps_no_cookies_is_told_so(room):
    kind = {"Content_Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    status, _, text = room.ask("/room/board/student", "POST", b"vote=1&_xsrf=1", **kind)
    assert status == 403
    assert "cookies" in json.loads(text)["refused"]


def test_what_is_too_large_is_not_read(room):
    server = psutil.Process(room.process.pid)
    before = server.memory_info().rss
    for path in (HOME, "/room/board/student", "/room/board/do", "/nonsuch"):
        try:
            status, _, _ = room.ask(
                path, "POST", b"x" * (3 << 20), Content_Type="application/x-www-form-urlencoded"
            )
        except (ConnectionError, http.client.HTTPException):
            continue
        assert status in (400, 403, 404, 405, 413)
    for _ in range(5):
        try:
            status, _, _ = room.ask("/room/", X_Long="y" * (200 << 10))
        except (ConnectionError, http.client.HTTPException):
            continue
        assert status in (400, 431)
    assert server.memory_info().rss - before < 20e6
    assert room.ask("/room/")[0] == 200


def test_another_students_page_is_not_there(room):
    address = f"http://127.0.0.1:{room.port}{HOME}"

    async def attack():
        async with open_page(address) as mine, open_page(address) as hers:
            url = (
                f"ws://127.0.0.1:{room.port}/api/kernels/{hers.kernel_id}/channels?session_id={uuid.uuid4()}"
            )
            own = {"Cookie": hers.cookies}
            for headers in (
                {"Cookie": mine.cookies},
                {},
                {**own, "Origin": "http://evil.example"},
                {**own, "Host": "evil.example"},
            ):
                with pytest.raises(HTTPClientError, match=r"403|404"):
                    await websocket_connect(HTTPRequest(url, headers=headers), subprotocols=[FRAMING])
            with pytest.raises(HTTPClientError, match="400"):
                await websocket_connect(HTTPRequest(url, headers=own))
            await hers.load()

    asyncio.run(attack())


def test_who_takes_page_after_page_gets_a_share_and_no_more(room):
    """Without a cookie each request is a new visitor: the places and the address's share are the limit."""
    room.until(lambda: room.left() == 8, 60)
    answers = [room.ask(HOME)[0] for _ in range(26)]
    assert answers.count(200) <= 20
    assert answers[:6] == [200] * 6
    assert 503 in answers
    status, _, text = room.ask(HOME)
    assert status == 503
    assert "Your address has its share of pages" in text
    assert "Nothing of yours is lost" in text
    if sys.platform == "linux":  # where this computer has many addresses of its own
        assert room.ask(HOME, whence="127.0.0.2")[0] == 200
    # The lecturer comes in all the same.
    lecturer = room.cookies(f"/room/lecturer?key={room.key}")
    assert room.ask(HOME, Cookie=lecturer)[0] == 200
    if warm_supported()[0]:
        assert len(room.kernels()) < 60
    # Pages that nobody opened give way to those who come.
    room.until(lambda: room.left() >= 8, 60)
