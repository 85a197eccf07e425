"""The files that every page loads: found once, compressed once, and kept by the browser for as long as they are the same.

Their addresses carry a version, `voila/kept/VERSION/...`, so that a browser never has to ask again. A file is
looked up in a table that was made when the server started; what is not in the table is not there, whatever the
address says.
"""

import asyncio
import gzip
import hashlib
import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, RequestHandler
from voila.paths import collect_static_paths
from voila.utils import get_voila_labextensions_path

from toolkit import __version__
from toolkit.serve.launch.settings import EXTENSIONS, TEMPLATE, add_jupyter_path

_FOR_EVER = "public, max-age=31536000, immutable"
_KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_SERVED = {*_KINDS, ".json", ".txt", ".png", ".gif", ".jpg", ".woff", ".woff2", ".ttf"}
_TEXTS = {*_KINDS, ".json", ".txt"}
_WORTH_BYTES = 600


@dataclass(frozen=True)
class Packed:
    """A file as it is sent.

    Attributes:
        plain: its bytes.
        squeezed: the same as gzip; empty where that is not worth it.
        kind: its media type.
        etag: a hash of its bytes.
        changed: when the file was changed last, in nanoseconds.
    """

    plain: bytes
    squeezed: bytes
    kind: str
    etag: str
    changed: int

    @classmethod
    def of(cls, file: Path) -> "Packed":
        """Read a file and compress it as far as it goes; takes some tenths of a second for the largest."""
        changed = file.stat().st_mtime_ns
        plain = file.read_bytes()
        worth = file.suffix in _TEXTS and len(plain) >= _WORTH_BYTES
        kind = _KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if file.suffix in _TEXTS:
            kind += "; charset=utf-8"
        squeezed = gzip.compress(plain, 9, mtime=0) if worth else b""
        return cls(plain, squeezed, kind, f'"{hashlib.sha256(plain).hexdigest()[:24]}"', changed)


class ServedFiles:
    """All files that pages may load, by their address below `voila/`.

    Attributes:
        version: changes when a file does, or is added, or goes.

    >>> files = served_files()
    >>> files.find("templates/sciatica/static/theme.css").name
    'theme.css'
    >>> files.find("templates/sciatica/static/../../../../../../README.md") is None
    True
    """

    def __init__(self, folders: Iterable[tuple[str, Path]]) -> None:
        """Make the table.

        Args:
            folders: prefix of the address, and folder; where two have the same file, the first one's is served.
        """
        self._files: dict[str, Path] = {}
        self._packed: dict[str, asyncio.Task[Packed]] = {}
        digest = hashlib.sha256(__version__.encode())
        for prefix, folder in folders:
            for file in sorted(folder.rglob("*")):
                name = f"{prefix}/{file.relative_to(folder).as_posix()}"
                if file.suffix in _SERVED and file.is_file() and name not in self._files:
                    self._files[name] = file
                    about = file.stat()
                    digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
        self.version = digest.hexdigest()[:12]

    def find(self, name: str) -> Path | None:
        """Return the file at an address below `voila/`; None when there is none."""
        return self._files.get(name)

    async def packed(self, name: str) -> Packed:
        """Return a file as it is sent; it is compressed beside the server's own work, and only once.

        Raises:
            KeyError: there is no such file.
            OSError: it is gone.
        """
        file = self._files[name]
        task = self._packed.get(name)
        if task is not None and task.done():
            stale = task.cancelled() or task.exception() is not None
            if stale or task.result().changed != file.stat().st_mtime_ns:
                task = None
        if task is None:
            task = asyncio.ensure_future(asyncio.to_thread(Packed.of, file))
            self._packed[name] = task
        return await asyncio.shield(task)


@cache
def served_files() -> ServedFiles:
    """Return the files of our template, of Voilà, of the three extensions that pages need, and of the room."""
    add_jupyter_path()
    template = [Path(folder) for folder in collect_static_paths(["voila", "nbconvert"], TEMPLATE)]
    serve = Path(__file__).resolve().parent.parent
    folders = [(f"templates/{TEMPLATE}/static", folder) for folder in template[:1]]
    folders += [("static", folder) for folder in template]
    for place in map(Path, get_voila_labextensions_path([])):
        folders += [(f"labextensions/{name}", place / name) for name in EXTENSIONS]
    folders.append(("room", serve / "room" / "static"))
    return ServedFiles(folders)


def kept(base_url: str, name: str = "") -> str:
    """Return the address at which a file is kept by browsers.

    Args:
        base_url: the server's prefix.
        name: the file's address below `voila/`, or the beginning of it.

    >>> kept("/", "static/voila.js") == f"/voila/kept/{served_files().version}/static/voila.js"
    True
    """
    return url_path_join(base_url, "voila/kept", served_files().version, name)


def versioned_page(page_config: Mapping[str, Any], **_: Any) -> dict[str, Any]:
    """Send pages to the kept files, and the formula renderer, which no page uses, to a file of ours."""
    base = page_config["baseUrl"]
    static = kept(base, f"templates/{TEMPLATE}/static/")
    return {
        **page_config,
        "fullStaticUrl": kept(base, "static"),
        "fullLabextensionsUrl": kept(base, "labextensions"),
        "sciaticaStatic": static,
        "fullMathjaxUrl": f"{static}no-mathjax.js",
        "mathjaxConfig": "none",
    }


class KeptFile(RequestHandler):
    """Sends one of the served files."""

    def initialize(self, *, lasting: bool) -> None:
        """Take whether a browser may keep the file without asking again."""
        self.lasting = lasting

    async def get(self, name: str) -> None:
        """Answer with the file, compressed when the browser takes it."""
        try:
            packed = await served_files().packed(name)
        except (KeyError, OSError):
            raise HTTPError(404) from None
        self.set_header("Content-Type", packed.kind)
        self.set_header("Etag", packed.etag)
        self.set_header("Vary", "Accept-Encoding")
        versioned = self.lasting or bool(self.get_query_argument("v", ""))
        self.set_header("Cache-Control", _FOR_EVER if versioned else "no-cache")
        if self.check_etag_header():
            self.set_status(304)
            return
        if packed.squeezed and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(packed.squeezed)
            return
        self.finish(packed.plain)

    head = get


def file_handlers(server_url: str) -> list[Any]:
    """Return the handlers of the files, to be put before Voilà's own.

    Args:
        server_url: the server's prefix.
    """
    version = served_files().version
    return [
        (url_path_join(server_url, f"voila/kept/{version}/(.+)"), KeptFile, {"lasting": True}),
        # Whoever asks for the files of another time gets those of today, and may not keep them.
        (url_path_join(server_url, r"voila/kept/\w+/(.+)"), KeptFile, {"lasting": False}),
        (
            url_path_join(server_url, r"voila/((?:static|templates|labextensions)/.+)"),
            KeptFile,
            {"lasting": False},
        ),
    ]
