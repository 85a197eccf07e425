"""Small notebooks of the tests' own, and servers over them."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
import pytest

from toolkit.serve.kernels import warm_supported
from toolkit.serve.room.frames import Message
from toolkit.serve.room.visited_page import open_page

PROBE = """
import json, os, random
import numpy as np
import anywidget, traitlets
from ipywidgets import IntSlider, Label, VBox

class Chart(anywidget.AnyWidget):
    _esm = "export default { render({ model, el }) { el.textContent = model.get('frame').byteLength } }"
    frame = traitlets.Bytes(b"").tag(sync=True)

seen, secret = [], []
slider, chart, answer = IntSlider(0, 0, 1000), Chart(frame=b"abc"), Label("")

def moved(change):
    seen.append(change["new"])
    secret.append(os.urandom(8).hex())
    if change["new"] == 999:
        while True:
            pass
    if change["new"] == 998:
        os.kill(os.getpid(), 9)
    chart.frame = bytes(2000)
    answer.value = json.dumps({
        "pid": os.getpid(), "seen": seen, "secret": secret[0], "cwd": os.getcwd(),
        "draws": [random.random(), float(np.random.random())], "file": os.path.exists("probe.ipynb"),
    })

slider.observe(moved, "value")
VBox([slider, chart, answer])
"""

ERROR = "raise RuntimeError('the data is missing')"
GENERATOR = "import numpy as np\nfrom ipywidgets import IntSlider\nmine = {'deep': [np.random.default_rng()]}\nIntSlider()"
OUTPUTS = """
import logging, sys
from ipywidgets import IntSlider, Output, interact
print("one"); print("two")
logging.basicConfig(stream=sys.stdout)
out = Output()
with out:
    print("inside")
slider = IntSlider(0, 0, 100, description="of interact")
@interact(x=slider)
def twice(x=3):
    print("twice is", 2 * x)
display(out)
"""
NOTEBOOKS = {
    "probe.ipynb": [PROBE],
    "error.ipynb": ["1 + 1", ERROR],
    "generator.ipynb": [GENERATOR],
    "outputs.ipynb": [OUTPUTS],
}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent and {
            "server",
            "new_server",
            "plain_server",
            "strict_server",
        } & {*item.fixturenames}:
            item.add_marker(pytest.mark.server)


def write_notebooks(folder, notebooks=None):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    for name, cells in (notebooks or NOTEBOOKS).items():
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("# A page"), *map(nbformat.v4.new_code_cell, cells)],
            metadata={"kernelspec": kernel},
        )
        nbformat.write(book, folder / name)


class Running:
    """A server process."""

    def __init__(self, process, address, log):
        self.process, self.address, self._log = process, address, log
        self.began_with = set(self.below())

    def page(self, name="probe.ipynb"):
        return f"{self.address}voila/render/{name}"

    def said(self):
        self._log.flush()
        return Path(self._log.name).read_text()

    def get(self, path, headers=None, method="GET", data=None):
        request = urllib.request.Request(self.address + path, headers=headers or {}, method=method, data=data)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def lever(self, what, kernel_id=""):
        status, text = self.get(f"lever/{what}/{kernel_id}")
        assert status == 200, text
        return json.loads(text)

    def state(self):
        return self.lever("state")

    def below(self):
        return [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]

    def until(self, holds, seconds=20.0):
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, (
                f"it did not come to that: {self.process.poll() or self.state()}; it said:\n{self.said()[-2000:]}"
            )
            time.sleep(0.05)

    def settle(self, name="probe.ipynb", spares=2):
        """Wait until nobody is there and all is as at the beginning."""

        def holds():
            state = self.state()
            waiting = sum(len(one["spares"]) for one in state["warm"].values())
            return not state["guests"] and not state["coming"] and len(state["kernels"]) == waiting

        self.warm_up(name, spares)
        self.until(holds)
        return self

    def warm_up(self, name="probe.ipynb", spares=None):
        def holds():
            state = self.state()["warm"][name]
            return state["ready"] and (spares is None or len(state["spares"]) == spares)

        self.until(holds, 60)
        return self


def free_port():
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if not 8866 <= port <= 8920:
            return port


@contextmanager
def running(folder, warm, more=None, log="ERROR"):
    port = free_port()
    wishes = json.dumps({"warm": warm, "more": more or {}, "log": log})
    command = [
        sys.executable,
        str(Path(__file__).parent / "server_of_pages.py"),
        str(port),
        str(folder),
        wishes,
    ]
    with (folder.parent / f"said-{port}.txt").open("w+") as said:
        env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=env, cwd=folder.parent)
        server = None
        try:
            end = time.monotonic() + 60
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > end:
                        pytest.fail(f"the server did not come up:\n{Path(said.name).read_text()[-3000:]}")
                    time.sleep(0.05)
            server = Running(process, f"http://127.0.0.1:{port}/", said)
            yield server
        finally:
            below = server.below() if server and process.poll() is None else []
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _, alive = psutil.wait_procs(
                [psutil.Process(pid) for pid in below if psutil.pid_exists(pid)], timeout=5
            )
            for left in alive:
                left.kill()
            assert not alive, "processes stayed behind"


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("served") / "pages"
    place.mkdir()
    write_notebooks(place)
    return place


@pytest.fixture(scope="session")
def needs_warm():
    works, sentence = warm_supported()
    if not works:
        pytest.skip(sentence)


@pytest.fixture(scope="session")
def server(folder, needs_warm):
    """One warm server for all tests that leave it as it was."""
    more = {"PagePool": {"leave_seconds": 5.0}}
    with running(folder, {"notebooks": ["probe.ipynb", "outputs.ipynb"]}, more, log="WARNING") as one:
        yield one.warm_up("outputs.ipynb").warm_up(spares=2)


@pytest.fixture(scope="session")
def plain_server(folder):
    """Voilà as it is, over the same folder."""
    with running(folder, None) as one:
        yield one


@pytest.fixture(scope="session")
def strict_server(tmp_path_factory, needs_warm):
    """Few places, little patience, and notebooks that cannot be warm.

    Not so little that a page which comes up on a busy machine is taken for one that was left.
    """
    place = tmp_path_factory.mktemp("strict") / "pages"
    place.mkdir()
    write_notebooks(place)
    more = {
        "PagePool": {"leave_seconds": 5.0, "max_of_one": 2},
        "MappingKernelManager": {"cull_idle_timeout": 8, "cull_interval": 1, "cull_connected": True},
    }
    warm = {"notebooks": ["error.ipynb", "generator.ipynb", "probe.ipynb"], "max_kernels": 3}
    with running(place, warm, more, log="WARNING") as one:
        one.folder = place
        yield one.warm_up(spares=2)


async def _ask(page, value, seconds=20):
    slider, label = (
        next(key for key, state in page.widgets.items() if state["_model_name"] == name)
        for name in ("IntSliderModel", "LabelModel")
    )
    update = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    message = Message("comm_msg", {"comm_id": slider, "data": update})
    await page.send(message)
    answer = None
    async with asyncio.timeout(seconds):
        while True:
            heard = await page.read()
            if heard.content.get("comm_id") == label:
                answer = json.loads(heard.content["data"]["state"]["value"])
            if heard.parent == message.id and heard.content.get("execution_state") == "idle":
                return answer


async def _session(address, *values):
    async with open_page(address) as page:
        await page.load()
        return [await _ask(page, value) for value in values]


@pytest.fixture
def ask():
    """`await ask(page, value)` moves the probe's slider and gives what the page answers."""
    return _ask


@pytest.fixture
def session():
    """`await session(address, *values)` opens a page, moves through the values, gives the answers."""
    return _session
