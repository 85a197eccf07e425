"""macOS and Windows, as near as Linux comes: without what only Linux has, pages start plainly and all the rest works.

It is no substitute for those systems, which the README calls untested.
"""

import asyncio
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

from toolkit.serve.kernels.open_files import raise_limit
from toolkit.serve.room.visitors import crowd

# What others made knows its system; only what is ours is tried.
PRELUDE = """
import asyncio, multiprocessing, os, platform, select, signal, socket, sqlite3, subprocess, sys
import ipykernel.kernelbase, psutil, tornado.platform.asyncio, voila.app, jupyter_client.provisioning.local_provisioner
for place, names in {
    os: ("fork", "forkpty", "geteuid", "getuid", "killpg", "pidfd_open", "waitid", "setsid"),
    signal: ("SIGKILL", "SIGHUP", "SIGUSR1", "pidfd_send_signal"),
    socket: ("recv_fds", "send_fds"),
    select: ("poll", "epoll"),
}.items():
    for name in names:
        if hasattr(place, name):
            delattr(place, name)
for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules[name] = None
"""
SERVE = PRELUDE + "from toolkit.serve.command import main; sys.exit(main(sys.argv[1:]))"
EVERY = PRELUDE + (
    "import importlib, pkgutil, toolkit.serve\n"
    "for found in pkgutil.walk_packages(toolkit.serve.__path__, 'toolkit.serve.'):\n"
    "    importlib.import_module(found.name)\n"
    "    print(found.name)\n"
)


def test_nothing_that_is_imported_needs_linux():
    found = subprocess.run([sys.executable, "-c", EVERY], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr[-1500:]
    assert "toolkit.serve.room.rehearsal" in found.stdout.split()


@pytest.mark.server
@pytest.mark.parametrize("room", [[], ["--class", "3", "--address", "127.0.0.1"]])
def test_pages_start_plainly(room, tmp_path):
    command = [sys.executable, "-c", SERVE, "serve", "--no-browser", *room]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, bufsize=1) as server:
        try:
            port = next(
                found[1] for line in server.stdout if (found := re.search(r"http://[\w.]+:(\d+)", line))
            )
            home = f"http://127.0.0.1:{port}/voila/render/00_home.ipynb"
            text = urllib.request.urlopen(home, timeout=60).read().decode()
            assert "data-failed" not in text
            history = home.replace("00_home", "01_history")
            visits = asyncio.run(crowd(history, 2, within=0.5, moves=1, every=0.5, seconds=90))
            assert [visit.failed for visit in visits] == ["", ""]
            assert all(visit.moves_ms for visit in visits)
        finally:
            server.send_signal(signal.SIGINT)
            server.stdout.read()
        assert server.wait(30) == 0


def test_system_that_names_no_limit_of_open_files(monkeypatch):
    import resource

    asked = []

    def takes_little(_, limits):
        asked.append(limits[0])
        if limits[0] > 10_240:
            raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, resource.RLIM_INFINITY))
    monkeypatch.setattr(resource, "setrlimit", takes_little)
    assert raise_limit() == 10_240
    assert asked == [65_536, 10_240]
