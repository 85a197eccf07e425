"""A page's websocket: prompt, guarded, and without the parts that a page does not use."""

import asyncio
from contextlib import suppress
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError

from toolkit.serve.kernels.gate import Allowance, RefusedMessageError, check_message

FRAMING = "v1.kernel.websocket.jupyter.org"
_MOST_OF_ONE_KERNEL = 3
_POLICY_VIOLATION = 1008
_KERNEL_ENDED = 4001
_SUBSCRIBE_SECONDS = 0.4


class PageConnection(ZMQChannelsWebsocketConnection):
    """Between one browser page and its kernel.

    - Small messages leave at once: Nagle's delay costs the first move 40 ms.
    - Only the present framing is spoken. With the old one, a message that carries bytes sends Voilà's reader
      of headers into a loop over an astronomically large number, at a full core and with growing memory; and
      jupyter_server falls back to the old framing for what arrives on a websocket that it has just closed,
      which it then reads as a table of 100 million numbers.
    - Each message is checked before it is read any further; one wrong message closes the websocket.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # A page that comes up asks for each widget's state; a drag sends some 60 messages a second.
        self._messages = Allowance(at_once=1500, a_second=200)
        self._bytes = Allowance(at_once=32e6, a_second=8e6)
        self._opened = Allowance(at_once=10, a_second=0.1)
        self._closed = False

    @property
    def subprotocol(self) -> str:
        """The framing: always the present one, also when the websocket is closed already."""
        return FRAMING

    async def prepare(self) -> None:
        """Refuse before the websocket is open what would not be served on it."""
        offered = self.websocket_handler.request.headers.get("Sec-WebSocket-Protocol", "")
        if FRAMING not in [name.strip() for name in offered.split(",")]:
            raise HTTPError(400, f"Only the framing {FRAMING} is spoken here.")
        if self.multi_kernel_manager._kernel_connections.get(self.kernel_id, 0) >= _MOST_OF_ONE_KERNEL:  # noqa: SLF001
            raise HTTPError(409, "This page is open too often.")
        if not getattr(self.kernel_manager, "forked", False):
            await super().prepare()
            return
        # A forked kernel listens from the beginning and speaks the protocol of this very installation: there
        # is nothing to ask it, and so nothing that waits a minute for an answer.
        if not await ensure_async(self.kernel_manager.is_alive()):
            raise HTTPError(404, "This page has ended.")
        await self._register_session()
        self.session.key = self.kernel_manager.session.key

    def connect(self) -> Any:
        """Open the channels, and send small messages at once."""
        self.websocket_handler.set_nodelay(True)
        self.multi_kernel_manager.listen(self.kernel_id, self.hang_up)
        return super().connect()

    def disconnect(self) -> None:
        """Close the channels."""
        self.multi_kernel_manager.unlisten(self.kernel_id, self.hang_up)
        super().disconnect()

    def create_stream(self) -> None:
        """Open the two channels that widgets use; a browser has no business on the others."""
        for channel in ("iopub", "shell"):
            connect = getattr(self.kernel_manager, f"connect_{channel}")
            self.channels[channel] = stream = connect(identity=self.session.bsession)
            stream.channel = channel

    def nudge(self) -> Any:
        """Return a future that is done once the kernel's messages reach us.

        A kernel welcomes each new subscriber, so there is nothing to ask; only when no welcome comes is
        the kernel asked again and again, as jupyter_server does from the beginning.
        """
        return asyncio.ensure_future(self._subscribed())

    async def _subscribed(self) -> None:
        heard = asyncio.Event()
        iopub = self.channels["iopub"]
        iopub.on_recv(lambda _: heard.set())
        try:
            await asyncio.wait_for(heard.wait(), _SUBSCRIBE_SECONDS)
        except TimeoutError:
            if not iopub.closed():
                await super().nudge()
        if not iopub.closed():
            iopub.stop_on_recv()

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass a message on to the kernel, or close the websocket when no page of ours would send it."""
        if self._closed or self.websocket_handler.ws_connection is None:  # what was still on its way
            return
        try:
            if not (self._messages.take(1) and self._bytes.take(len(incoming_msg))):
                raise RefusedMessageError("too much came in")  # noqa: TRY301 - one way to refuse
            if check_message(incoming_msg) == "comm_open" and not self._opened.take(1):
                raise RefusedMessageError("too many channels were opened")  # noqa: TRY301
        except RefusedMessageError as refusal:
            self._closed = True
            self.log.warning("A websocket was closed: %s.", refusal)
            self.websocket_handler.close(_POLICY_VIOLATION, str(refusal)[:120])
            return
        super().handle_incoming_message(incoming_msg)

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Pass a message on to the browser, if it is still there."""
        with suppress(WebSocketClosedError):
            super().handle_outgoing_message(stream, outgoing_msg)

    def on_restart_failed(self) -> None:
        """Tell the browser that its kernel is dead; the websocket is closed once all is put away."""
        with suppress(WebSocketClosedError):
            self._send_status_message("dead")

    def hang_up(self) -> None:
        """Close the websocket because the kernel has ended; the page then says so."""
        self.websocket_handler.close(_KERNEL_ENDED, "The kernel has ended.")
