"""What a browser may send to its kernel: what widgets need, well formed, and not too much of it."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

LARGEST_MESSAGE = 4_000_000
"""Bytes of one message; uploads come in parts of under 1 MB."""

_WORD = 8
_MOST_PARTS = 70
_LARGEST_HEADER = 4_096
_ALLOWED = {"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"}
_CONTROL_TARGET = "jupyter.widget.control"


class RefusedMessageError(ValueError):
    """A message that no page of ours sends; the text says what is wrong with it."""


def check_message(message: bytes | str) -> str:
    """Check one message in the framing `v1.kernel.websocket.jupyter.org` and return its type.

    The frame is eight-byte little-endian numbers: how many offsets, then the offsets of the channel's
    name, the header, the parent header, the metadata, the content, each binary part, and the end.

    Raises:
        RefusedMessageError: a forged frame, another channel, or a message type that widgets do not need.

    >>> check_message(b"short")
    Traceback (most recent call last):
    ...
    toolkit.serve.kernels.gate.RefusedMessageError: the frame is malformed
    """
    if isinstance(message, str):
        raise RefusedMessageError("the message is text, not a frame")
    if len(message) > LARGEST_MESSAGE:
        raise RefusedMessageError("the message is too large")
    parts = _parts(message)
    if parts[0] != b"shell":
        raise RefusedMessageError("only the shell channel is open")
    header = _object(parts[1], _LARGEST_HEADER)
    _object(parts[2], _LARGEST_HEADER)
    kind = header.get("msg_type")
    if not isinstance(kind, str) or kind not in _ALLOWED:
        raise RefusedMessageError(f"messages of the type {str(kind)[:40]!r} are not taken")
    if not isinstance(header.get("msg_id"), str):
        raise RefusedMessageError("the message has no id")
    if "subshell_id" in header and header["subshell_id"] is not None:
        raise RefusedMessageError("there are no subshells")
    _object(parts[3], _LARGEST_HEADER)
    content = _object(parts[4], LARGEST_MESSAGE)
    if kind == "comm_open" and content.get("target_name") != _CONTROL_TARGET:
        raise RefusedMessageError("a browser opens only the widgets' control channel")
    return kind


def _parts(message: bytes) -> list[bytes]:
    count = int.from_bytes(message[:_WORD], "little")
    if not 6 <= count <= _MOST_PARTS or len(message) < _WORD * (count + 1):
        raise RefusedMessageError("the frame is malformed")
    offsets = [int.from_bytes(message[_WORD * at : _WORD * (at + 1)], "little") for at in range(1, count + 1)]
    if offsets[0] != _WORD * (count + 1) or offsets[-1] != len(message) or offsets != sorted(offsets):
        raise RefusedMessageError("the frame is malformed")
    return [message[start:end] for start, end in pairwise(offsets)]


def _object(text: bytes, largest: int) -> dict[str, object]:
    if len(text) > largest:
        raise RefusedMessageError("a part of the message is too large")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise RefusedMessageError("a part of the message is not a JSON object")
    return value


@dataclass
class Allowance:
    """How much may come in: so much at once, and so much a second for ever.

    >>> clock = iter([0.0, 0.0, 0.0, 0.0, 1.0]).__next__
    >>> allowance = Allowance(at_once=2, a_second=1, clock=clock)
    >>> [allowance.take(1) for _ in range(4)]
    [True, True, False, True]
    """

    at_once: float
    a_second: float
    clock: Callable[[], float] = time.monotonic
    _left: float = field(init=False)
    _seen: float = field(init=False)

    def __post_init__(self) -> None:
        self._left = self.at_once
        self._seen = self.clock()

    def take(self, amount: float) -> bool:
        """Take an amount; False when there is not so much left."""
        now = self.clock()
        self._left = min(self.at_once, self._left + (now - self._seen) * self.a_second)
        self._seen = now
        if amount > self._left:
            return False
        self._left -= amount
        return True
