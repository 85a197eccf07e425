"""A browser of few words: cookies, forms, and what came back."""

import http.cookiejar
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

SECRET = "the-lecturers-own-secret"
FORM = "application/x-www-form-urlencoded"


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Browser:
    """One browser with its own cookies."""

    def __init__(self, home):
        self.home = home
        self.jar = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar), NoRedirect()
        ).open

    def ask(self, path, data=None, headers=None, method=None):
        request = urllib.request.Request(self.home + path, data=data, headers=headers or {}, method=method)
        try:
            with self._open(request, timeout=60) as answer:
                return answer.status, answer.read().decode("utf-8", "replace"), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace"), error.headers

    def get(self, path, **headers):
        return self.ask(path, headers=headers)[:2]

    def token(self):
        return next((cookie.value for cookie in self.jar if cookie.name == "_xsrf"), "")

    def post(self, path, fields, *, token=None, **headers):
        fields = [*fields.items()] if isinstance(fields, dict) else list(fields)
        fields.append(("_xsrf", self.token() if token is None else token))
        data = urllib.parse.urlencode(fields).encode()
        return self.ask(path, data, {"Content-Type": FORM, **headers}, "POST")[:2]


class Student(Browser):
    """A phone: opens the page, answers what it finds there."""

    def page(self):
        status, text = self.get("room/board/student")
        assert status == 200, text[:300]
        return text

    def hidden(self, name):
        return re.search(rf'name="{name}" value="([^"]*)"', self.page()).group(1)

    def choices(self, name):
        return re.findall(rf'name="{name}" value="([^"]+)"', self.page())

    def vote(self, fields, **more):
        own = {"vote": self.hidden("vote"), "round": self.hidden("round")} | more
        return self.post(
            "room/board/student", [*own.items(), *(fields.items() if isinstance(fields, dict) else fields)]
        )

    def believe(self, *points, **more):
        names = ("radicular", "radiculopathy", "referred", "lookalike")
        return self.vote(dict(zip(names, map(str, points), strict=True)), **more)


class Lecturer(Browser):
    """The laptop at the front."""

    def come_in(self):
        status, _ = self.get(f"room/lecturer?key={SECRET}")
        assert status == 302
        self.board()
        return self

    def board(self):
        status, text = self.get("room/board/")
        assert status == 200, text[:300]
        return text

    def do(self, action, **fields):
        status, text = self.post("room/board/do", {"action": action, **fields})
        assert status == 303, text[-1500:]

    def refused(self, action, **fields):
        status, text = self.post("room/board/do", {"action": action, **fields})
        assert status == 409
        return re.search(r"Not done\.</strong> ([^<]*)", text).group(1)

    def answered(self):
        found = re.search(r"<b>(\d+)</b> of", self.board())
        return int(found.group(1)) if found else None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def room_on(port, *kept):
    """Run a room until the block ends; give its address once it answers."""
    script = Path(__file__).with_name("server_of_board.py")
    with tempfile.TemporaryFile("w+") as log:
        command = [sys.executable, "-P", str(script), str(port), SECRET, *map(str, kept)]
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        home = f"http://127.0.0.1:{port}/"
        try:
            end = time.monotonic() + 60
            while True:
                try:
                    urllib.request.urlopen(f"{home}room/", timeout=5).read()
                    break
                except OSError:
                    if server.poll() is not None or time.monotonic() > end:
                        log.seek(0)
                        raise AssertionError(f"the room did not open:\n{log.read()[-3000:]}") from None
                    time.sleep(0.1)
            yield home
        finally:
            server.terminate()
            server.wait(20)
