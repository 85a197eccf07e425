"""What may not be there before a fork, each found in a process of its own: a page as the warm process runs it."""

import json
import os
import subprocess
import sys

import pytest

RUN = """
import json, os, sys
sys.modules["debugpy"] = None
import numpy.random, sqlite3, toolkit.serve.kernels.forked_kernel
from toolkit.serve.kernels.guard import obstacles, open_files
from toolkit.serve.kernels.warm_shell import run_notebook
found = {}
for name, page in json.load(sys.stdin).items():
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.close(reader)
        files = open_files()
        run_notebook([page])
        os.write(writer, json.dumps(obstacles(files)).encode())
        os._exit(0)
    os.close(writer)
    with open(reader) as answer:
        found[name] = json.load(answer)
    os.wait()
print(json.dumps(found))
"""

HARMLESS = {
    "plain code": "x = [1, 2, 3]",
    "widgets": "import ipywidgets, anywidget\nslider = ipywidgets.IntSlider()\nslider",
    "functions of random and numpy": "import random, numpy as np\nrandom.seed(3); np.random.seed(3); random.random()",
    "a generator that is gone again": "import numpy as np\ndef draw():\n    return np.random.default_rng(3).random()\ndraw()",
    "the system's own chance": "import random, secrets\nmine = random.SystemRandom()",
    "a file that was read": "text = open('/etc/hostname').read() if False else open(__import__('json').__file__).read()",
    "a coroutine that has run": "import asyncio\nawait asyncio.sleep(0)",
    "a thread that has ended": "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()",
}
HARMFUL = {
    "a thread": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True, name='mine').start()",
        "thread while it loaded (mine)",
    ),
    "a task": ("import asyncio\ntask = asyncio.ensure_future(asyncio.sleep(9))", "asynchronous task"),
    "a process": ("import subprocess\nchild = subprocess.Popen(['sleep', '5'])", "another process"),
    "a generator of numpy": ("import numpy as np\nmine = np.random.default_rng(3)", "numpy.random.Generator"),
    "an old one of numpy": ("import numpy as np\nmine = np.random.RandomState(3)", "RandomState"),
    "a generator of random": ("import random\nmine = random.Random(3)", "random.Random"),
    "one in a closure": (
        "import random\ndef make():\n    chance = random.Random()\n    return lambda: chance.random()\ndraw = make()",
        "random.Random",
    ),
    "one on an object": (
        "import numpy as np\nclass Life:\n    def __init__(self):\n        self._rng = np.random.default_rng()\nlives = [Life()]",
        "numpy.random.Generator",
    ),
    "a bound method of one": ("import random\ndraw = random.Random(3).gauss", "random.Random"),
    "an open file": ("file = open('/tmp/st-guard-probe.txt', 'w')", "st-guard-probe.txt open"),
    "a database": (
        "import sqlite3\nbase = sqlite3.connect('/tmp/st-guard-probe.db')\nbase.execute('pragma user_version = 1')",
        "st-guard-probe.db open",
    ),
    "a connection": ("import zmq\ncontext = zmq.Context()\nsocket = context.socket(zmq.PUB)", "connection"),
}


@pytest.fixture(scope="module")
def answers():
    """What the guard says of every page, each run in a process of its own."""
    pages = {**HARMLESS, **{name: page for name, (page, _) in HARMFUL.items()}}
    run = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps(pages),
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", HARMLESS)
def test_harmless_page_may_be_forked(answers, name):
    assert answers[name] == []


@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_page_is_named(answers, name):
    assert HARMFUL[name][1] in "; ".join(answers[name])
