"""What a browser is told to open: nothing that it could not find, and no key that serves twice."""

import queue
import webbrowser
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from toolkit.serve.launch.dashboards import Dashboards
from toolkit.serve.room.opened import Room


@pytest.fixture
def told(monkeypatch):
    """Give what a browser was told."""
    addresses = queue.Queue()
    monkeypatch.setattr(webbrowser, "open", addresses.put)

    def launch(**about):
        Dashboards.launch_browser(SimpleNamespace(**about))
        return addresses.get(timeout=10)

    return launch


def test_home_is_opened_by_its_address(told):
    assert told(port=8866, base_url="/", room=None) == "http://localhost:8866/"


def test_a_key_that_a_browser_was_told_opens_the_lecturers_page_once(told):
    room = Room(8866)
    address = told(port=8866, base_url="/", room=room)
    assert address.startswith("http://localhost:8866/room/lecturer?key=")
    assert room.lecturer.secret not in address
    (key,) = parse_qs(urlsplit(address).query)["key"]
    assert room.lecturer.fits(key)
    assert not room.lecturer.fits(key)
    assert room.lecturer.fits(room.lecturer.secret)
