"""Runs a notebook in a shell without a kernel, and keeps what its cells show."""

import asyncio
import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

Output = dict[str, Any]


class CellError(Exception):
    """A cell failed."""


class Stream:
    """Standard output or error while the notebook runs, and afterwards the way to the kernel's own.

    A page may have kept the stream (a logging handler does): what it writes later goes to whatever the
    kernel has put in its place.
    """

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: str, shown: "Shown") -> None:
        self._name = name
        self._shown: Shown | None = shown

    def release(self) -> None:
        """Stop keeping what is written."""
        self._shown = None

    def write(self, text: str) -> int:
        """Keep the text as an output, or pass it on."""
        if self._shown is not None:
            self._shown.add({"output_type": "stream", "name": self._name, "text": text})
        else:
            now = getattr(sys, self._name)
            if now is not self and now is not None:
                now.write(text)
        return len(text)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def isatty(self) -> bool:
        """Say that this is no terminal."""
        return False

    def fileno(self) -> int:
        """Return the number of the process's own stream."""
        return 1 if self._name == "stdout" else 2


class Shown:
    """What the running cell has shown so far, put into an `Output` widget where one asked for it."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []
        self.message_id = ""

    def next_cell(self, number: int) -> None:
        """Begin with another cell."""
        self.outputs = []
        self.message_id = f"warm-{number}"

    def add(self, output: Output) -> None:
        """Add one output; text that follows text of the same stream joins it."""
        widget = self._capturing()
        if widget is not None:
            widget.outputs = (*_joined(list(widget.outputs), output),)
        else:
            self.outputs = _joined(self.outputs, output)

    def clear(self) -> None:
        """Take away what was shown."""
        widget = self._capturing()
        if widget is not None:
            widget.outputs = ()
        else:
            self.outputs.clear()

    def _capturing(self) -> Any:
        for widget in live_widgets():
            if getattr(widget, "msg_id", "") == self.message_id:
                return widget
        return None


def _joined(outputs: list[Output], output: Output) -> list[Output]:
    last = outputs[-1] if outputs else {}
    if output["output_type"] == "stream" and last.get("name") == output["name"]:
        return [*outputs[:-1], {**last, "text": last["text"] + output["text"]}]
    return [*outputs, output]


class KeepingSession(Session):
    """A session that keeps messages as outputs instead of sending them."""

    shown: Shown

    def send(self, _stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> Any:
        """Keep what a browser would have been shown."""
        message = (
            msg_or_type if isinstance(msg_or_type, dict) else {"msg_type": msg_or_type, "content": content}
        )
        kind, body = message["msg_type"], message["content"]
        if kind in ("display_data", "execute_result"):
            output = {"output_type": kind, "data": body["data"], "metadata": body.get("metadata") or {}}
            if kind == "execute_result":
                output["execution_count"] = body.get("execution_count")
            self.shown.add(output)
        elif kind in ("stream", "error"):
            self.shown.add({"output_type": kind, **body})
        elif kind == "clear_output":
            self.shown.clear()
        return message


def live_widgets() -> list[Any]:
    """Return the page's widgets; none when ipywidgets was not used."""
    module = sys.modules.get("ipywidgets.widgets.widget")
    return list(module._instances.values()) if module is not None else []  # noqa: SLF001 - it has no public list


def run_notebook(cells: Sequence[str | None]) -> tuple[ZMQInteractiveShell, list[list[Output]]]:
    """Run the cells and return the shell, its variables in it, and each cell's outputs.

    Args:
        cells: the source of each code cell; None for a cell of text, so that the numbers stay right.

    Raises:
        CellError: a cell failed; the message says which and how.
    """
    shown = Shown()
    shell = _shell(shown)
    outputs: list[list[Output]] = []
    with _streams(shown):
        for number, source in enumerate(cells):
            shown.next_cell(number)
            if source is not None:
                result = shell.run_cell(source, store_history=False)
                error = result.error_in_exec or result.error_before_exec
                if error is not None:
                    raise CellError(f"cell {number + 1} failed: {type(error).__name__}: {error}")
            outputs.append(shown.outputs)
    _close_loop()
    return shell, outputs


def _shell(shown: Shown) -> ZMQInteractiveShell:
    config = Config()
    config.HistoryManager.enabled = False
    parent = {"header": {"msg_id": ""}}

    def get_parent(*_: Any) -> dict[str, Any]:
        parent["header"]["msg_id"] = shown.message_id
        return parent

    # What an `Output` widget asks of a kernel.
    stand_in = SimpleNamespace(execution_count=1, session=None, get_parent=get_parent, _parent_header=parent)
    shell = ZMQInteractiveShell.instance(config=config, compiler_class=XCachingCompiler, kernel=stand_in)
    session = KeepingSession()
    session.shown = shown
    for part in (shell.displayhook, shell.display_pub):
        part.session = session
        part.pub_socket = None
    shell.displayhook.topic = b""
    if "" not in sys.path:
        sys.path.insert(0, "")
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    return shell


@contextlib.contextmanager
def _streams(shown: Shown) -> Iterator[None]:
    before = sys.stdout, sys.stderr
    streams = Stream("stdout", shown), Stream("stderr", shown)
    sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        for stream in streams:
            stream.release()


def _close_loop() -> None:
    """Close the loops that running cells may have left; a forked kernel makes its own."""
    for loop in [thing for thing in gc.get_objects() if isinstance(thing, asyncio.AbstractEventLoop)]:
        if not loop.is_closed() and not loop.is_running() and not asyncio.all_tasks(loop):
            loop.close()
    asyncio.set_event_loop(None)
