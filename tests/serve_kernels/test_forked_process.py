"""A process that is held by its handle."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from toolkit.serve.kernels import warm_settings, warm_supported
from toolkit.serve.kernels.forked_process import ForkedProcess

pytestmark = pytest.mark.skipif(not warm_supported()[0], reason=warm_supported()[1])


@pytest.fixture
def sleeper():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    process = ForkedProcess(child.pid, os.pidfd_open(child.pid))
    yield process
    process.close()
    child.kill()
    child.wait()


def test_runs_until_it_is_ended(sleeper):
    assert sleeper.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        sleeper.wait(0.05)
    sleeper.kill()
    assert sleeper.wait(5) == 0
    assert sleeper.poll() == 0


def test_signal_to_the_dead_reaches_nobody(sleeper):
    sleeper.terminate()
    sleeper.wait(5)
    sleeper.send_signal(signal.SIGKILL)
    sleeper.close()
    sleeper.kill()
    assert sleeper.poll() == 0


def test_handle_stays_its_own_until_it_is_closed(sleeper):
    """A number that is free again goes to the next open file; who still watches it would watch that file."""
    sleeper.kill()
    sleeper.wait(5)
    number = sleeper.handle
    with Path(os.devnull).open() as other:
        assert other.fileno() != number
    sleeper.close()
    assert sleeper.handle == -1


def test_many_open_files_are_no_obstacle(sleeper):
    """Beyond 1,023 open files `select` no longer works."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4000), hard))
    files = [os.dup(0) for _ in range(1100)] if min(hard, 4000) > 1200 else []
    try:
        far = ForkedProcess(sleeper.pid, os.dup(sleeper.handle))
        assert far.poll() is None
        sleeper.kill()
        assert far.wait(5) == 0
        far.close()
    finally:
        for file in files:
            os.close(file)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_settings_are_checked():
    with pytest.raises(ValueError, match="max_kernels"):
        warm_settings(["a.ipynb"], max_kernels=0)
    with pytest.raises(ValueError, match="spares"):
        warm_settings(["a.ipynb"], spares=1000)
    assert warm_settings(["a.ipynb"])["PagePool"]["max_kernels"] == 0


@pytest.mark.parametrize(("platform", "has"), [("win32", True), ("darwin", True), ("linux", False)])
def test_plain_way_is_chosen_and_said_elsewhere(monkeypatch, platform, has):
    monkeypatch.setattr(sys, "platform", platform)
    if not has:
        monkeypatch.delattr(os, "pidfd_open")
    works, sentence = warm_supported()
    assert not works
    assert sentence.startswith("Pages start plainly: ")
    assert "\n" not in sentence


def test_time_is_not_wasted():
    begun = time.perf_counter()
    warm_supported()
    assert time.perf_counter() - begun < 0.05
