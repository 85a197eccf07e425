"""Kernel messages as they cross a page's websocket, in the framing `v1.kernel.websocket.jupyter.org`.

A frame is a row of eight-byte little-endian numbers (how many offsets there are, then the offsets), then
the channel's name, the header, the parent header, the metadata, the content, and any binary parts.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

FRAMING = "v1.kernel.websocket.jupyter.org"


@dataclass(frozen=True)
class Message:
    """One message to or from a kernel.

    >>> sent = Message("comm_msg", {"comm_id": "a"})
    >>> unpack(pack(sent)) == sent
    True
    """

    kind: str
    content: dict[str, Any]
    channel: str = "shell"
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    parent: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    buffers: tuple[bytes, ...] = ()


def pack(message: Message, session: str = "visitor") -> bytes:
    """Return the frame of a message."""
    header = {
        "msg_id": message.id,
        "msg_type": message.kind,
        "session": session,
        "username": "",
        "version": "5.4",
    }
    parent = {"msg_id": message.parent} if message.parent else {}
    texts = [json.dumps(part).encode() for part in (header, parent, message.metadata, message.content)]
    return join([message.channel.encode(), *texts, *message.buffers])


def join(parts: Sequence[bytes]) -> bytes:
    """Put parts behind their offsets."""
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    numbers = b"".join(number.to_bytes(8, "little") for number in (len(offsets), *offsets))
    return numbers + b"".join(parts)


def unpack(frame: bytes) -> Message:
    """Return the message in a frame that a server sent."""
    count = int.from_bytes(frame[:8], "little")
    offsets = [int.from_bytes(frame[8 * at : 8 * (at + 1)], "little") for at in range(1, count + 1)]
    parts = [frame[start:end] for start, end in pairwise(offsets)]
    header, parent, metadata, content = (json.loads(part) for part in parts[1:5])
    return Message(
        kind=header["msg_type"],
        content=content,
        channel=parts[0].decode(),
        id=header["msg_id"],
        parent=parent.get("msg_id", ""),
        metadata=metadata,
        buffers=tuple(parts[5:]),
    )
