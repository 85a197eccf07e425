"""The addresses of the room, its size, and what is said before and after it opens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.serve.command import main
from toolkit.serve.launch.classroom import before_listening, chosen_address, once_listening, too_little_memory
from toolkit.serve.room import network, opened
from toolkit.serve.room.network import addresses, in_order, way_out
from toolkit.serve.room.opened import Room
from toolkit.serve.room.qr import qr_svg
from toolkit.serve.room.size import RoomSize

names = st.sampled_from(["eth0", "wlan0", "docker0", "tun0", "en0", "Wi-Fi", "vEthernet (WSL)", "lo"])
numbers = st.ip_addresses(v=4).map(str)


@given(st.dictionaries(names, st.lists(numbers, max_size=3), max_size=5), numbers)
def test_every_address_is_offered_and_no_loopback(own, first):
    import ipaddress

    found = in_order(own, first)
    every = [address for some in own.values() for address in some]
    assert sorted(found) == sorted(a for a in every if not ipaddress.ip_address(a).is_loopback)


def test_rooms_own_network_comes_before_tunnels_and_containers():
    own = {"docker0": ["172.17.0.1"], "tun0": ["10.8.0.2"], "wlan0": ["192.168.1.20"], "eth0": ["10.0.0.5"]}
    assert in_order(own, first="10.8.0.2")[:2] == ["10.0.0.5", "192.168.1.20"]
    assert in_order(own, first="192.168.1.20")[0] == "192.168.1.20"


def test_without_any_network_it_is_said(monkeypatch):
    monkeypatch.setattr(network, "way_out", lambda: "")
    monkeypatch.setattr(network.psutil, "net_if_addrs", dict)
    assert addresses() == []
    monkeypatch.setattr(opened, "addresses", list)
    room = Room(8866)
    assert room.home() == ""
    assert "in no network" in once_listening(room)
    assert "localhost:8866/room/lecturer?key=" in once_listening(room)


def test_finding_the_way_out_sends_nothing(monkeypatch):
    def refused(*_):
        raise AssertionError("something was sent")

    monkeypatch.setattr("socket.socket.send", refused, raising=False)
    assert way_out().count(".") in (0, 3)


def test_all_candidates_are_printed(monkeypatch):
    monkeypatch.setattr(opened, "addresses", lambda: ["192.168.1.20", "10.0.0.5"])
    said = once_listening(Room(8866, RoomSize(40)))
    assert said.index("http://192.168.1.20:8866/") < said.index("http://10.0.0.5:8866/")
    assert "40 students" in said


def test_the_address_is_that_of_now(monkeypatch):
    """A laptop that leaves the campus for a hotspot has another address, and the room goes along."""
    room, fixed, trial = Room(8866), Room(8866, address="10.0.0.5"), Room(8866, address="127.0.0.1")
    monkeypatch.setattr(opened, "addresses", lambda: ["10.0.0.5"])
    assert room.home() == "http://10.0.0.5:8866/"
    assert not room.adrift()
    assert not fixed.adrift()
    monkeypatch.setattr(opened, "addresses", lambda: ["172.20.10.2"])
    assert room.home() == "http://172.20.10.2:8866/"
    assert (room.adrift(), fixed.adrift(), trial.adrift()) == (False, True, False)


def test_it_is_said_before_what_will_be_and_what_it_means():
    said = " ".join(before_listening(Room(8866)).split())
    for part in ("will now listen", "port 8866", "same network can open", "not encrypted", "Ctrl and C"):
        assert part in said
    assert max(map(len, before_listening(Room(8866)).splitlines())) <= 96


@given(st.integers(1, 500))
def test_a_room_has_two_places_for_each(students):
    size = RoomSize(students)
    pool = size.settings()["PagePool"]
    assert pool["max_kernels"] == 2 * students
    assert pool["max_of_one"] == 2
    assert pool["of_one_address"] >= pool["max_kernels"], "a class behind one address would not get in"
    assert 2 <= size.spares <= 8
    assert too_little_memory(size, free_mb=1e6) == ""
    assert str(students) in too_little_memory(size, free_mb=100)


@pytest.mark.parametrize("text", ["203.0.113.77", "nonsuch.invalid", "1.2.3", "-", "a" * 300])
def test_address_that_is_not_this_computers_is_refused_in_a_sentence(text, capsys):
    with pytest.raises(OSError, match=r"is no address of this computer\. It has"):
        chosen_address(text)
    assert main(["serve", "--class", "5", "--no-browser", f"--address={text}"]) == 1
    said = capsys.readouterr()
    assert "is no address of this computer" in said.err
    assert "will now listen" not in said.out


@pytest.mark.parametrize("number", ["0", "501", "many", "-3", "2.5"])
def test_number_that_no_room_holds(number, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["serve", f"--class={number}"])
    assert stop.value.code == 2
    assert "1 to 500 students" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--address", "127.0.0.1"], "--class"),
        (["--class", "5", "--base-url", "/hub/"], "leave out --base-url"),
    ],
)
def test_what_does_not_go_together_is_said(words, said, capsys):
    assert main(["serve", "--no-browser", *words]) == 1
    assert said in capsys.readouterr().err


@given(st.sampled_from(["http://10.0.0.7:8866/", "http://192.168.100.200:65535/"]))
def test_code_on_the_wall_is_a_picture_and_nothing_else(address):
    drawn = qr_svg(address)
    assert drawn.startswith("<svg role=")
    assert "<script" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")
