"""A warm process that ends again and again is started again, soon enough for who waits."""

import time

import pytest

from toolkit.serve.kernels.warm_notebook import COMING_UP_SECONDS, WarmNotebook


@pytest.fixture
def ends(monkeypatch):
    """Let a warm process that had come up end `times` times; give the delays before each new start."""

    def after(times, up_seconds=1.0):
        delays = []
        monkeypatch.setattr(WarmNotebook, "start", lambda _, delay=0: delays.append(delay))
        notebook = WarmNotebook("01_history.ipynb", server=None, lifeline=-1, on_ready=lambda: None)
        for _ in range(times):
            notebook._ready_since = time.monotonic() - up_seconds
            notebook._ended()
        assert not notebook.plain_because
        return delays

    return after


def test_each_early_end_makes_the_next_start_wait_longer(ends):
    delays = ends(4)
    assert delays == sorted(set(delays))
    assert delays[0] < 1


def test_however_often_it_ends_a_visitor_still_waits_for_it(ends):
    assert max(ends(5000)) <= COMING_UP_SECONDS / 2


def test_one_that_was_up_for_long_is_started_at_once(ends):
    assert max(ends(50, up_seconds=600)) < 1
