"""Visitors made of code: bounded, and of this machine only."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.serve.room.frames import Message, join, pack, unpack
from toolkit.serve.room.visited_page import open_page
from toolkit.serve.room.visitors import crowd

json_values = st.dictionaries(
    st.text(max_size=8), st.none() | st.booleans() | st.integers() | st.text(max_size=20), max_size=4
)


@given(
    st.text(min_size=1, max_size=20), json_values, json_values, st.lists(st.binary(max_size=50), max_size=4)
)
def test_frame_brings_back_the_message(kind, content, metadata, buffers):
    sent = Message(kind, content, parent="p", metadata=metadata, buffers=tuple(buffers))
    assert unpack(pack(sent)) == sent


@given(st.lists(st.binary(max_size=20), min_size=5, max_size=9))
def test_frame_is_what_jupyter_reads(parts):
    from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1

    channel, rest = deserialize_msg_from_ws_v1(join([b"shell", *parts]))
    assert channel == "shell"
    assert rest == parts


@pytest.mark.parametrize(
    "address", ["http://example.org/", "http://192.168.0.7:8866/", "http://127.0.0.1.example.org/"]
)
def test_no_other_machine_is_visited(address):
    async def go():
        async with open_page(address):
            pass

    with pytest.raises(ValueError, match="only visit this machine"):
        asyncio.run(go())


@pytest.mark.parametrize("number", [0, 501, -3])
def test_their_number_is_bounded(number):
    with pytest.raises(ValueError, match="From 1 to 500"):
        asyncio.run(crowd("http://127.0.0.1:9/", number))


def test_visitor_who_finds_nobody_says_so():
    (visit,) = asyncio.run(crowd("http://127.0.0.1:9/", 1, seconds=5))
    assert visit.failed.startswith("no page came")
