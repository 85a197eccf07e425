"""What a hostile browser, page or neighbour may try over the raw websocket and the addresses beside it."""

import asyncio
import json
import os
import signal
import time
import uuid
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError, websocket_connect

from toolkit.serve.kernels.gate import LARGEST_MESSAGE, Allowance, RefusedMessageError, check_message
from toolkit.serve.kernels.visitor import COOKIE
from toolkit.serve.room.frames import FRAMING, Message, join, pack, unpack
from toolkit.serve.room.visited_page import VisitError, open_page

FORBIDDEN = [
    "execute_request",
    "shutdown_request",
    "interrupt_request",
    "complete_request",
    "inspect_request",
    "history_request",
    "is_complete_request",
    "debug_request",
    "create_subshell_request",
    "input_reply",
    "usage_request",
]
CONTROL = {"comm_id": "a", "target_name": "jupyter.widget.control", "data": {}}
PLANT = {"code": "import pathlib; pathlib.Path('planted').touch()", "silent": False, "user_expressions": {}}


def header(**more):
    return json.dumps(
        {"msg_id": "1", "msg_type": "comm_msg", "session": "s", "username": "", **more}
    ).encode()


def forged(channel=b"shell", head=None, parent=b"{}", metadata=b"{}", content=b"{}"):
    return join([channel, head or header(), parent, metadata, content])


# -- the gate alone ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_gate_refuses_what_runs_code(kind):
    with pytest.raises(RefusedMessageError, match="not taken"):
        check_message(pack(Message(kind, PLANT)))


def test_gate_takes_what_widgets_send():
    for message in (
        Message("comm_open", CONTROL, metadata={"version": "1.0.0"}),
        Message("comm_msg", {"comm_id": "a", "data": {"method": "update"}}, buffers=(b"\0" * 1000, b"")),
        Message("comm_close", {"comm_id": "a"}),
        Message("comm_info_request", {"target_name": "jupyter.widget"}),
        Message("kernel_info_request", {}),
    ):
        assert check_message(pack(message)) == message.kind


@pytest.mark.parametrize(
    ("frame", "why"),
    [
        (json.dumps({"header": {"msg_type": "comm_msg"}, "channel": "shell"}), "text"),
        (b"", "malformed"),
        (b"\xff" * 8, "malformed"),
        ((1 << 63).to_bytes(8, "little") + b"\0" * 64, "malformed"),
        ((7).to_bytes(8, "little") + b"\xff" * 56, "malformed"),
        ((2).to_bytes(4, "big") + (12).to_bytes(4, "big") + b"{}", "malformed"),
        (forged(channel=b"control"), "shell channel"),
        (forged(channel=b"stdin"), "shell channel"),
        (forged(channel=b"iopub"), "shell channel"),
        (forged(head=b"[]"), "not a JSON object"),
        (forged(head=b"{" * 4000), "not a JSON object"),
        (forged(head=header(msg_type=["comm_msg"])), "not taken"),
        (forged(head=header(msg_id=None)), "no id"),
        (forged(head=header(pad="x" * 5000)), "too large"),
        (forged(head=header(subshell_id="s")), "subshells"),
        (
            forged(head=header(msg_type="comm_open"), content=b'{"target_name": "jupyter.widget"}'),
            "control channel",
        ),
        (forged(head=header(msg_type="comm_open"), content=b"null"), "not a JSON object"),
        (forged(content=b"x" * LARGEST_MESSAGE), "too large"),
    ],
)
def test_gate_refuses_forged_frames_at_once(frame, why):
    begun = time.perf_counter()
    with pytest.raises(RefusedMessageError, match=why):
        check_message(frame)
    assert time.perf_counter() - begun < 0.2


@given(st.binary(max_size=300))
def test_gate_never_stumbles(frame):
    with suppress(RefusedMessageError):
        check_message(frame)


@given(st.data())
def test_gate_never_stumbles_over_a_mutilated_message(data):
    frame = bytearray(pack(Message("comm_msg", {"comm_id": "a", "data": {}}, buffers=(b"xyz",))))
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    try:
        kind = check_message(bytes(frame))
    except RefusedMessageError:
        return
    assert unpack(bytes(frame)).kind == kind


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0, 20)), max_size=40))
def test_allowance_is_never_exceeded(events):
    now = [0.0]
    allowance = Allowance(at_once=10, a_second=3, clock=lambda: now[0])
    taken = 0.0
    for wait, amount in events:
        now[0] += wait
        taken += amount if allowance.take(amount) else 0
        assert taken <= 10 + 3 * now[0] + 1e-6


# -- Voilà's own reader, which is why the old framing is not spoken ------------------------------------------


def test_old_framing_is_what_makes_voila_spin():
    """A message with bytes, in the old framing, is read by Voilà as a row of some 10^17 offsets."""
    from jupyter_server.services.kernels.connection.base import serialize_binary_message

    message = {"header": {}, "parent_header": {}, "metadata": {}, "content": {}, "buffers": [b"x"]}
    frame = serialize_binary_message({**message, "channel": "iopub"})
    assert int.from_bytes(frame[:8], "little") > 1e15
    with pytest.raises(RefusedMessageError):
        check_message(frame)


# -- over the raw websocket --------------------------------------------------------------------------------


@asynccontextmanager
async def raw(server, page, *, subprotocols=(FRAMING,), **headers):
    """Open a second websocket to a page's kernel, with the page's own cookies unless told otherwise."""
    url = f"{server.address}api/kernels/{page.kernel_id}/channels?session_id={uuid.uuid4()}".replace(
        "http", "ws", 1
    )
    request = HTTPRequest(url, headers={"Cookie": page.cookies, **headers})
    socket = await websocket_connect(request, subprotocols=list(subprotocols) or None)
    try:
        yield socket
    finally:
        socket.close()
        await to_the_end(socket)


async def to_the_end(socket):
    """Read until the websocket is closed, and return the code that the server gave."""
    async with asyncio.timeout(10):
        while not getattr(socket, "ended", False):
            socket.ended = await socket.read_message() is None
    return socket.close_code


async def send(server, page, frame):
    """Send one frame on a websocket of its own and return the code with which it was closed."""
    async with raw(server, page) as socket:
        await socket.write_message(frame, binary=True)
        return await to_the_end(socket)


async def refused(code, server, page, **more):
    """Check that a websocket is refused before it is open."""
    with pytest.raises(HTTPClientError, match=str(code)):
        async with raw(server, page, **more):
            pass


@pytest.mark.parametrize("kind", ["execute_request", "shutdown_request", "debug_request"])
def test_code_is_not_run_and_the_websocket_is_closed(server, ask, folder, kind):
    async def attack():
        async with open_page(server.page()) as page:
            await page.load()
            assert await send(server, page, pack(Message(kind, PLANT))) == 1008
            return await ask(page, 1)

    assert asyncio.run(attack())["seen"] == [1]
    assert not (folder / "planted").exists()


def test_shell_channel_under_another_name_is_not_a_way_in(server, folder):
    async def attack():
        async with open_page(server.page()) as page:
            for channel in ("control", "stdin", "iopub", "hb", "shell\0", ""):
                frame = pack(Message("execute_request", PLANT, channel=channel))
                assert await send(server, page, frame) == 1008

    asyncio.run(attack())
    assert not (folder / "planted").exists()


@pytest.mark.parametrize("subprotocols", [(), ("v0.kernel",), ("chat", "mqtt")])
def test_old_framing_is_refused_and_the_server_stays_calm(server, ask, subprotocols):
    process = psutil.Process(server.process.pid)

    async def attack():
        async with open_page(server.page()) as page:
            await page.load()
            for _ in range(10):
                await refused(400, server, page, subprotocols=subprotocols)
            await ask(page, 1)

    before = process.memory_info().rss
    asyncio.run(attack())
    used = sum(process.cpu_times()[:2])
    time.sleep(1)
    assert sum(process.cpu_times()[:2]) - used < 0.5, "the server is busy although nobody asks for anything"
    assert process.memory_info().rss - before < 20e6


def test_forged_frames_close_only_the_websocket_that_sent_them(server, ask):
    async def attack():
        async with open_page(server.page()) as page:
            await page.load()
            for frame in (b"\xff" * 100, (1 << 62).to_bytes(8, "little") * 20, b"", forged(head=b"[]")):
                assert await send(server, page, frame) == 1008
            return await ask(page, 1)

    assert asyncio.run(attack())["seen"] == [1]


def test_too_large_and_too_many_messages_end_the_websocket(server, ask):
    async def flood(socket):
        message = pack(Message("kernel_info_request", {}))
        for _ in range(20_000):
            await socket.write_message(message, binary=True)

    async def attack():
        async with open_page(server.page()) as page:
            await page.load()
            async with raw(server, page) as socket:
                with suppress(WebSocketClosedError, StreamClosedError):
                    await socket.write_message(b"x" * (LARGEST_MESSAGE + 1), binary=True)
                await to_the_end(socket)
            async with raw(server, page) as socket:
                with suppress(WebSocketClosedError, StreamClosedError):
                    await flood(socket)
                code = await to_the_end(socket)
            return code, await ask(page, 1)

    server.settle()
    said = server.said().count("too much came in")
    code, answer = asyncio.run(attack())
    assert code == 1008
    assert server.said().count("too much came in") == said + 1
    assert answer["seen"] == [1]


def test_what_is_still_on_its_way_after_the_end_costs_nothing(server):
    """jupyter_server reads what comes on a websocket that it has closed as if it were in the old framing."""
    process = psutil.Process(server.process.pid)
    message = pack(Message("comm_info_request", {}))

    async def chatter(socket):
        with suppress(WebSocketClosedError, StreamClosedError):
            for _ in range(400):
                await socket.write_message(message, binary=True)
                await asyncio.sleep(0.002)

    async def attack():
        for how in ("refused", "ended", "killed"):
            async with open_page(server.page()) as page, raw(server, page) as socket:
                talking = asyncio.create_task(chatter(socket))
                await asyncio.sleep(0.1)
                if how == "refused":
                    await socket.write_message(b"nonsense", binary=True)
                elif how == "ended":
                    await asyncio.to_thread(server.lever, "shutdown", page.kernel_id)
                else:
                    os.kill(
                        (await asyncio.to_thread(server.state))["kernels"][page.kernel_id], signal.SIGKILL
                    )
                await talking
                await to_the_end(socket)

    server.settle()
    before = process.memory_info().rss
    asyncio.run(attack())
    assert process.memory_info().rss - before < 20e6
    assert "Uncaught" not in server.said()
    server.settle()


def test_few_websockets_to_one_page(server):
    async def attack():
        async with open_page(server.page()) as page, raw(server, page), raw(server, page):
            await refused(409, server, page)

    asyncio.run(attack())


def test_another_visitors_page_is_not_there(server, ask):
    async def attack():
        async with open_page(server.page()) as mine, open_page(server.page()) as hers:
            await hers.load()
            name = f"{COOKIE}-{urlsplit(server.page()).port}"
            assert f"{name}=" in mine.cookies
            for cookie in (
                mine.cookies,
                "",
                f"{name}=forged",
                f"{name}=2|1:0|10:0|{len(name)}:{name}|0:|00",
            ):
                await refused(404, server, hers, Cookie=cookie)
                token = {"Cookie": cookie, "X-XSRFToken": mine.token}
                for path, method in (
                    (f"voila/api/shutdown/{hers.kernel_id}", "POST"),
                    (f"voila/api/shutdown/{hers.kernel_id.replace('-', '%2D')}", "POST"),
                    (f"api/kernels/{hers.kernel_id}", "GET"),
                    (f"api/kernels/{hers.kernel_id}", "DELETE"),
                ):
                    data = b"" if method == "POST" else None
                    status, _ = await asyncio.to_thread(server.get, path, token, method, data)
                    assert status in (403, 404), (path, method, status)
            return await ask(hers, 1)

    assert asyncio.run(attack())["seen"] == [1]


def test_foreign_page_cannot_open_the_websocket(server):
    async def attack():
        async with open_page(server.page()) as page:
            for origin in (
                "http://evil.example",
                "null",
                "http://127.0.0.1:1",
                "https://127.0.0.1.evil.example",
            ):
                await refused(403, server, page, Origin=origin)

    asyncio.run(attack())


def test_spare_kernels_belong_to_nobody(server):
    spare = next(iter(server.settle().state()["kernels"]))

    async def attack():
        async with open_page(server.page()) as page:
            page.kernel_id, own = spare, page.kernel_id
            try:
                await refused(404, server, page)
            finally:
                page.kernel_id = own

    asyncio.run(attack())


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("api/kernels", "GET"),
        ("api/kernels", "POST"),
        ("api/sessions", "GET"),
        ("api/contents", "GET"),
        ("api/terminals", "POST"),
        ("voila/files/probe.ipynb", "GET"),
        ("voila/files/../pages/probe.ipynb", "GET"),
        ("api/kernels/00000000-0000-4000-8000-000000000000", "GET"),
        ("voila/render/../../../../etc/passwd", "GET"),
    ],
)
def test_nothing_but_pages_can_be_had(server, path, method):
    status, text = server.get(path, method=method, data=b"" if method == "POST" else None)
    assert status in (403, 404, 405)
    assert "json, os, random" not in text
    assert "root:" not in text


def test_kernel_ids_cannot_be_guessed(server):
    from toolkit.serve.room.visitors import crowd

    visits = asyncio.run(crowd(server.page(), 5, within=0))
    ids = [uuid.UUID(visit.kernel_id) for visit in visits]
    assert all(one.version == 4 for one in ids)
    assert len(set(ids)) == 5


def test_what_a_page_sends_reaches_only_that_page(server):
    """The kernel's answers come to the websockets of its own page and to no other."""

    async def listen():
        async with open_page(server.page()) as one, open_page(server.page()) as other:
            await one.load()
            await other.load()
            await other.move(other.control()(1))
            await one.move(one.control()(3))
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.5):
                    await other.read()

    asyncio.run(listen())


def test_left_page_is_no_longer_there(server):
    async def attack():
        async with open_page(server.page()) as page:
            await page.load()
        await refused(404, server, page)
        with pytest.raises(VisitError):
            await page.connect()

    asyncio.run(attack())
