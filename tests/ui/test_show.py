"""A page that cannot be built says so in words; one that can takes no more than it needs."""

import subprocess
import sys

import pytest

from toolkit.ui import show
from toolkit.ui.page import Page


def texts(widget):
    found = [widget.html] if hasattr(widget, "html") else []
    for child in getattr(widget, "children", ()):
        found += texts(child)
    return found


def test_unknown_page_is_named():
    words = " ".join(texts(show("nowhere")))
    assert "There is no page" in words
    assert "sciatica-toolkit check" in words


def test_failing_page_shows_no_traceback(monkeypatch, caplog):
    def broken(self):
        raise RuntimeError("the file <b>x</b> is gone")

    monkeypatch.setattr("toolkit.ui.pages.home.HomePage.body", broken)
    words = " ".join(texts(show("home")))
    assert "could not start" in words
    assert "&lt;b&gt;" in words
    assert "Traceback" not in words
    assert "could not be built" in caplog.text


def test_state_opens_in_jupyterlab():
    from toolkit.cases import Scenario, encode

    page = show("history", state=encode(Scenario(runner="wei")))
    assert "Wei" in " ".join(texts(page))


def test_bad_state_opens_as_usual_and_says_so():
    page = show("history", state="1.abcd.zz")
    words = " ".join(texts(page))
    assert "cut or altered" in words
    assert "Maya" in words


def test_page_needs_a_body():
    with pytest.raises(NotImplementedError):
        Page().view()


def test_a_page_brings_only_what_it_needs():
    code = "import sys, toolkit.ui.pages.{}; print(*sys.modules)"
    for page, needless in {
        "home": ("toolkit.pain", "toolkit.plans", "toolkit.figures", "toolkit.cases.session"),
        "history": ("toolkit.pain", "toolkit.plans", "toolkit.content.clinic", "toolkit.cases.session"),
        "factors": ("toolkit.pain", "toolkit.plans", "toolkit.content.clinic", "toolkit.cases.session"),
    }.items():
        call = [sys.executable, "-c", code.format(page)]
        brought = subprocess.run(call, check=True, capture_output=True, text=True).stdout.split()
        heavy = {"pandas", "scipy", "plotly", "matplotlib"}
        assert not {*needless, *heavy} & set(brought), page
