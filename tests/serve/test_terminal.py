"""The terminal tells of no visitor, and of a fault of ours in one line."""

import logging

import pytest

from toolkit.serve.launch.terminal import keep_discreet


@pytest.fixture
def tornado():
    """One of tornado's loggers as it is while a server runs; as it was afterwards."""
    names = ("tornado.access", "tornado.application", "tornado.general")
    before = {name: list(logging.getLogger(name).filters) for name in names}
    keep_discreet()
    yield logging.getLogger("tornado.application")
    for name, filters in before.items():
        logging.getLogger(name).filters[:] = filters


def test_a_refused_request_is_not_written_down(tornado, caplog):
    tornado.warning("403 GET /room/lecturer (10.0.0.7): This page is the lecturer's.")
    logging.getLogger("tornado.general").warning("400 GET /x (10.0.0.7): Invalid unicode")
    assert caplog.records == []


def test_a_fault_is_one_line_without_who_and_what(tornado, caplog):
    try:
        int("not a number")
    except ValueError:
        tornado.error("Uncaught exception %s\n%r", "POST /room (10.0.0.7)", "request", exc_info=True)
    assert caplog.text.count("\n") == 1
    assert "A request could not be answered (ValueError in test_terminal.py)." in caplog.text
    assert "10.0.0.7" not in caplog.text
    assert "Traceback" not in caplog.text


def test_a_sentence_of_ours_is_said(tornado, caplog):
    tornado.error("A page could not be made: %s", "no memory")
    assert "A page could not be made: no memory" in caplog.text
