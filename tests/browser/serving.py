"""A server in a process of its own, for as long as a test needs it."""

import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager

import pytest


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def said(log):
    """Return what a server has printed so far."""
    log.seek(0)
    text = log.read()
    log.seek(0, os.SEEK_END)
    return text


@contextmanager
def process(command, url, cwd=None, env=None, seconds=60):
    """Run a server until the block ends; give its address once it answers."""
    log = tempfile.TemporaryFile("w+")  # noqa: SIM115
    server = subprocess.Popen(command, cwd=cwd, env=env, stdout=log, stderr=subprocess.STDOUT)
    server.said = lambda: said(log)
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
