"""A page of this machine, opened and moved as a browser does it, by code."""

import asyncio
import contextlib
import json
import re
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.simple_httpclient import SimpleAsyncHTTPClient
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

from toolkit.serve.room.frames import FRAMING, Message, pack, unpack

_HERE = {"127.0.0.1", "localhost", "::1"}
_LARGEST = 64 << 20
_GOODBYE_SECONDS = 2.0


class VisitError(Exception):
    """A page did not come up, or stopped answering; the message says where it stopped."""


class Page:
    """One open page.

    Attributes:
        kernel_id: its kernel.
        cookies: what the server set, as a browser would send it back.
        token: what proves that a request comes from the page itself.
        views: the widgets that the page shows, by their comms' ids.
        widgets: each widget's state, by its comm's id, once the page is loaded.
        bytes_read: what has come over the websocket.
    """

    def __init__(
        self,
        kernel_id: str,
        cookies: str,
        views: Sequence[str],
        connect: Callable[[], Awaitable[WebSocketClientConnection]],
    ) -> None:
        self.kernel_id = kernel_id
        self.views = views
        self.cookies = cookies
        token = re.search(r"_xsrf=([^;]+)", cookies)
        self.token = token[1] if token else ""
        self.widgets: dict[str, dict[str, Any]] = {}
        self.bytes_read = 0
        self._connect = connect
        self._socket: WebSocketClientConnection | None = None

    async def connect(self) -> None:
        """Open the websocket; when it was open, lose it first as a failing network does.

        Raises:
            VisitError: it was refused.
        """
        await self.leave()
        try:
            self._socket = await self._connect()
        except Exception as error:
            raise VisitError(f"the websocket was refused: {error}") from error

    async def leave(self) -> None:
        """Close the websocket, if it is open."""
        if self._socket is None:
            return
        self._socket.close()
        try:
            async with asyncio.timeout(_GOODBYE_SECONDS):
                while await self._socket.read_message() is not None:
                    pass
        except TimeoutError:
            self._socket.on_connection_close()
        self._socket = None

    async def read(self) -> Message:
        """Return the next message from the kernel.

        Raises:
            VisitError: the websocket was closed.
        """
        if self._socket is None:
            raise VisitError("the websocket is not open")
        frame = await self._socket.read_message()
        if frame is None:
            raise VisitError(
                f"the websocket was closed ({self._socket.close_code} {self._socket.close_reason or ''})"
            )
        assert isinstance(frame, bytes)
        self.bytes_read += len(frame)
        return unpack(frame)

    async def send(self, message: Message) -> None:
        """Send a message to the kernel."""
        if self._socket is None:
            raise VisitError("the websocket is not open")
        try:
            await self._socket.write_message(pack(message), binary=True)
        except WebSocketClosedError as error:
            raise VisitError("the websocket was closed") from error

    async def load(self) -> None:
        """Ask for every widget's state, as a page does when it comes up.

        Raises:
            VisitError: the page shows a widget that its kernel does not have.
        """
        comm = uuid.uuid4().hex
        target = {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}
        await self.send(Message("comm_open", target, metadata={"version": "1.0.0"}))
        await self.send(Message("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}}))
        while True:
            message = await self.read()
            data = message.content.get("data", {}) if message.content.get("comm_id") == comm else {}
            if isinstance(data, dict) and data.get("method") == "update_states":
                self.widgets = {key: value["state"] for key, value in data["states"].items()}
                if not set(self.views) <= set(self.widgets):
                    raise VisitError("page and kernel do not belong together")
                return

    def control(self) -> Callable[[int], dict[str, Any]] | None:
        """Return a maker of moves for the first slider of the page: what to send for the n-th move."""
        for comm, state in self.widgets.items():
            for spec in state.get("spec") or ():
                if isinstance(spec, dict) and spec.get("kind") == "range":
                    return lambda n, comm=comm, spec=spec: _custom(comm, spec, n)  # type: ignore[misc]
            if state.get("_model_name") in ("IntSliderModel", "FloatSliderModel"):
                return lambda n, comm=comm, state=state: _update(comm, state, n)  # type: ignore[misc]
        return None

    async def move(self, content: dict[str, Any]) -> float:
        """Move the control and return the milliseconds until the kernel has done all that follows."""
        message = Message("comm_msg", content)
        begun = time.perf_counter()
        await self.send(message)
        while True:
            answer = await self.read()
            idle = answer.kind == "status" and answer.content["execution_state"] == "idle"
            if idle and answer.parent == message.id:
                return 1e3 * (time.perf_counter() - begun)


def _custom(comm: str, spec: dict[str, Any], n: int) -> dict[str, Any]:
    content = {"set": spec["id"], "value": _value(spec["min"], spec["max"], spec["step"], n), "n": n}
    return {"comm_id": comm, "data": {"method": "custom", "content": content}}


def _update(comm: str, state: dict[str, Any], n: int) -> dict[str, Any]:
    value = _value(state["min"], state["max"], state["step"], n)
    return {"comm_id": comm, "data": {"method": "update", "state": {"value": value}, "buffer_paths": []}}


def _value(low: float, high: float, step: float, n: int) -> float:
    places = max(1, round((high - low) / step))
    return low + step * (1 + 3 * n % places)


@asynccontextmanager
async def open_page(address: str, *, seconds: float = 120.0) -> AsyncIterator[Page]:
    """Open a page of this machine and give it once its websocket is up; leave it as a browser does.

    Raises:
        VisitError: the page did not come, has no kernel, or its websocket was refused.
        ValueError: the address is not this machine's.
    """
    if urlsplit(address).hostname not in _HERE:
        raise ValueError("Visitors only visit this machine: an address at 127.0.0.1.")
    client = SimpleAsyncHTTPClient(force_instance=True, max_clients=4, max_body_size=_LARGEST)
    try:
        kernel_id, base, cookies, views = await _fetch(client, address, seconds)
        headers = {"Cookie": cookies, "Origin": "{0.scheme}://{0.netloc}".format(urlsplit(address))}
        channels = urljoin(address, f"{base}api/kernels/{kernel_id}/channels?session_id={uuid.uuid4()}")
        request = HTTPRequest(channels.replace("http", "ws", 1), headers=headers, connect_timeout=seconds)
        page = Page(
            kernel_id,
            cookies,
            views,
            lambda: websocket_connect(request, subprotocols=[FRAMING], max_message_size=_LARGEST),
        )
        try:
            await page.connect()
            yield page
        finally:
            await page.leave()
            gone = urljoin(address, f"{base}voila/api/shutdown/{kernel_id}")
            with contextlib.suppress(OSError, HTTPClientError):
                await client.fetch(
                    gone,
                    method="POST",
                    body=b"",
                    headers={**headers, "X-XSRFToken": page.token},
                    request_timeout=20,
                )
    finally:
        client.close()


async def _fetch(client: AsyncHTTPClient, address: str, seconds: float) -> tuple[str, str, str, list[str]]:
    try:
        answer = await client.fetch(
            HTTPRequest(address, connect_timeout=seconds, request_timeout=seconds), raise_error=False
        )
    except Exception as error:
        raise VisitError(f"no page came: {error}") from error
    if answer.code != 200:
        raise VisitError(f"no page came: {answer.code} {answer.reason}")
    text = answer.body.decode()
    config = re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', text, re.DOTALL)
    try:
        settings = json.loads(config[1]) if config else {}
        kernel_id, base = settings["kernelId"], settings["baseUrl"]
    except (ValueError, KeyError) as error:
        raise VisitError("the page names no kernel") from error
    cookies = "; ".join(line.split(";")[0] for line in answer.headers.get_list("Set-Cookie"))
    views = re.findall(r'"model_id":\s*"([0-9a-f]{32})"', text)
    return kernel_id, base, cookies, views
