"""Files from a person's own disk, in acknowledged pieces; they go to this page's kernel and no further."""

import logging
from collections.abc import Callable
from typing import Any

import traitlets
from anywidget import AnyWidget

from toolkit.ui.one_layout import one_layout
from toolkit.ui.static_module import stub

log = logging.getLogger(__name__)

Received = Callable[[list[tuple[str, bytes]]], str]


class Upload(AnyWidget):
    """A button that reads files.

    Args:
        label: what to choose.
        accept: the file endings that the browser offers.
        limit_mb: the most that all files together may hold.
        received: called with the files' names and bytes; returns the sentence to show.
    """

    _esm = stub("upload")
    label = traitlets.Unicode().tag(sync=True)
    accept = traitlets.Unicode().tag(sync=True)
    limit_mb = traitlets.Int().tag(sync=True)
    message = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, accept: str, limit_mb: int, received: Received) -> None:
        super().__init__(label=label, accept=accept, limit_mb=limit_mb, layout=one_layout())
        self._received = received
        self._files: list[tuple[str, bytes]] = []
        self._pieces: list[bytes] = []
        self._bytes = 0
        self.on_msg(self._receive)

    def _receive(self, _: Any, content: Any, buffers: list[memoryview]) -> None:
        try:
            done = self._take(content, buffers)
        except (KeyError, TypeError, ValueError):
            self._forget()
            self.message = "The file did not arrive whole. Choose it again; the diary shown before stays."
            self.send({"ack": "stop"})
            return
        if done:
            files, self._files = self._files, []
            self._forget()
            self.message = self._outcome(files)
        self.send({"ack": "next"})

    def _outcome(self, files: list[tuple[str, bytes]]) -> str:
        # Whatever happens, the browser hears an answer: it waits for one.
        try:
            return self._received(files)
        except ValueError as error:
            return str(error)
        except Exception:
            log.exception("A file could not be read")
            return "This file could not be read. The page is as it was."

    def _take(self, content: Any, buffers: list[memoryview]) -> bool:
        index, count, piece, pieces = (int(content[key]) for key in ("index", "count", "piece", "pieces"))
        if index == piece == 0:
            self._forget()
        if index != len(self._files) or piece != len(self._pieces) or len(buffers) != 1 or count > 2000:
            raise ValueError("out of order")
        part = bytes(buffers[0])
        self._bytes += len(part)
        if self._bytes > self.limit_mb * 1024 * 1024:
            raise ValueError("too large")
        self._pieces.append(part)
        if piece + 1 < pieces:
            return False
        self._files.append((str(content["name"])[:200], b"".join(self._pieces)))
        self._pieces = []
        return index + 1 == count

    def _forget(self) -> None:
        self._files, self._pieces, self._bytes = [], [], 0
