"""Voilà as this project serves it: our template, home at the root, one address to click."""

import logging
import shutil
import socket
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_server.auth.identity import PasswordIdentityProvider, User
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.utils import url_path_join
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.ioloop import IOLoop
from tornado.web import GZipContentEncoding, RequestHandler
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import (
    AllowListFileHandler,
    MultiStaticFileHandler,
    TemplateStaticFileHandler,
)
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from toolkit.content.pages import pages
from toolkit.content.place import notebooks_dir
from toolkit.serve.kernels.handlers import TokenPage, warm_handlers
from toolkit.serve.kernels.settings import warm_settings, warm_supported
from toolkit.serve.launch.files import file_handlers, versioned_page
from toolkit.serve.launch.port import free_port
from toolkit.serve.launch.settings import HOME_PAGE, add_jupyter_path, voila_settings
from toolkit.serve.launch.shield import LIMITS, Nothing, SafeHeaders, shield
from toolkit.serve.launch.terminal import keep_discreet
from toolkit.serve.room.handlers import room_handlers
from toolkit.serve.room.opened import Room

_NOT_SERVED = {
    AllowListFileHandler,
    FileFindHandler,
    MultiStaticFileHandler,
    TemplateStaticFileHandler,
    ThemesHandler,
    TornadoVoilaTreeHandler,
    VoilaContentsHandler,
}
"""Handlers of Voilà's that look into folders: the files of pages come from a table, and there is no other file."""


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The kernel's websocket without Nagle's delay, which costs the first move 40 ms."""

    def connect(self) -> Any:
        """Open the channels, and send small messages at once."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


class NobodyInParticular(PasswordIdentityProvider):
    """Asks nobody who they are, and draws no name for them that their browser would keep for a month."""

    def get_user(self, handler: Any) -> Any:
        """Return the one visitor there is, unless a token was set."""
        return super().get_user(handler) if self.auth_enabled else User("visitor")


class ToHome(RequestHandler):
    """Sends the root to where one begins, and the file list that nobody needs to the home page."""

    def initialize(self, target: str) -> None:
        """Take the address of home."""
        self.target = target

    def get(self, *_: str) -> None:
        """Send the browser to home."""
        self.redirect(self.target)


class Dashboards(Voila):
    """Voilà over the shipped notebooks.

    The configuration is given here and nowhere else: a stray `voila.json` in the folder from which a
    lecturer starts must not change the pages.

    Attributes:
        said: printed once the server listens.
        names: the names under which it answers besides its addresses; empty behind a hub, which sees to that.
        behind_proxy: whether a proxy stands before it.
        room: the room for a class; None where one person uses this machine.
        at_the_end: what is done when the server ends, before its pages end.
    """

    name = "voila"
    said = ""
    names: tuple[str, ...] = ("localhost",)
    behind_proxy = False
    room: Room | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at_the_end: list[Callable[[], None]] = []

    def listen(self) -> None:
        """Say where the pages are once they are there, and answer until Ctrl and C."""
        IOLoop.current().add_callback(print, self.said, flush=True)
        self.app.listen = partial(self.app.listen, **LIMITS)
        super().listen()

    def launch_browser(self) -> None:
        """Open home, or the projector's page.

        Voilà would write a file for the browser to open: one that is kept from other programs' folders, as on
        many Linux systems, does not find it. An address is read by other programs, so its key fits only once.
        """
        address = f"http://localhost:{self.port}{self.base_url}"
        if self.room is not None:
            address = self.room.lecturers_address(self.room.lecturer.once())
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def stop(self) -> None:
        """Do what is left to do, end the kernels, then remove the folder in which their sockets are."""
        for last in self.at_the_end:
            last()
        self.ioloop.run_sync(self.kernel_manager.shutdown_all)  # the loop whose tasks are to end
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    def load_config_file(self, *_: Any, **__: Any) -> None:
        """Read no configuration from the folder of the day."""

    def init_settings(self) -> dict[str, Any]:
        """Let pages load the files that browsers keep, and know the room that they are in."""
        room = (
            {}
            if self.room is None
            else {"sciaticaRoom": self.room.home() or f"http://localhost:{self.port}/"}
        )

        def about(page_config: dict[str, Any], **more: Any) -> dict[str, Any]:
            return {**versioned_page(page_config, **more), **room}

        self.voila_configuration.page_config_hook = about
        return super().init_settings()

    def init_handlers(self) -> list[Any]:
        """Put what is ours before Voilà's own pages, and leave out what no page of ours needs."""
        # Who asked for what is nobody's business, and the terminal may be on the projector.
        self.app.settings["log_function"] = lambda _: None
        if not self.voila_configuration.show_tracebacks:
            keep_discreet()
        if self.names:
            self.app.settings["xsrf_cookie_kwargs"] = {"expires_days": None, "samesite": "Lax"}
        for transform in (GZipContentEncoding, SafeHeaders):
            self.app.add_transform(transform)
        home = url_path_join(self.base_url, "voila/render", HOME_PAGE)
        to_home = {"target": home}
        first = url_path_join(self.base_url, "room/") if self.room is not None else home
        ours = shield(self.names, behind_proxy=self.behind_proxy) if self.names else []
        ours += [
            (self.server_url.rstrip("/") + "/?", ToHome, {"target": first}),
            (url_path_join(self.server_url, "voila/tree(.*)"), ToHome, to_home),
            (url_path_join(self.server_url, "voila/api/contents(.*)"), ToHome, to_home),
        ]
        ours += file_handlers(self.server_url)
        ours += warm_handlers(self)
        if self.room is not None:
            self.app.settings["has_board"] = True
            ours += room_handlers(self, self.room.lecturer)
        every = super().init_handlers()
        return [
            *ours,
            *(
                (path, TokenPage if kind is TornadoVoilaHandler else kind, *rest)
                for path, kind, *rest in every
                if kind not in _NOT_SERVED
            ),
            (".*", Nothing),
        ]


def make_server(
    port: int,
    *,
    base_url: str = "/",
    known_as: Sequence[str] = (),
    open_browser: bool = False,
    show_tracebacks: bool = False,
    folder: Path | None = None,
    warm: Sequence[str] = (),
    room: Room | None = None,
) -> Dashboards:
    """Return the server, ready to start.

    Args:
        port: a free port of this machine.
        base_url: the prefix under which a hub or a proxy serves it.
        known_as: the names under which a proxy serves it.
        open_browser: whether to open home in a browser once it listens.
        show_tracebacks: for developers.
        folder: other notebooks than the shipped ones.
        warm: notebooks to keep ready, the most visited first; none of them starts every page plainly.
        room: the room, when a class comes; without one only this machine is served.
    """
    add_jupyter_path()
    settings = voila_settings(show_tracebacks=show_tracebacks)
    if warm or room is not None:
        _merge(settings, warm_settings(warm, spares=1 if room is None else room.size.spares))
    if room is not None:
        _merge(settings, room.size.settings())
    settings["Voila"] = {
        **settings.get("Voila", {}),
        "port": port,
        "port_retries": 0,
        "identity_provider_class": NobodyInParticular,
        "ip": "127.0.0.1" if room is None else room.listens_at(),
        "base_url": base_url,
        "open_browser": open_browser,
    }
    server = Dashboards(config=Config(settings), log_level=logging.ERROR)
    server.room = room
    server.names = names(known_as, room)
    server.behind_proxy = base_url != "/" or bool(known_as)
    if not warm and room is None:
        server.kernel_websocket_connection_class = PromptConnection
    server.initialize([str(folder or notebooks_dir())])
    return server


def names(known_as: Sequence[str], room: Room | None) -> tuple[str, ...]:
    """Return the names under which the server answers, besides its addresses.

    Args:
        known_as: names under which a proxy serves it.
        room: the room, when a class comes.

    >>> names(["teaching.example"], None)
    ('localhost', 'teaching.example')
    """
    if room is None:
        return ("localhost", *known_as)
    own = socket.gethostname().lower()
    return ("localhost", own, f"{own.split('.')[0]}.local")


def _merge(settings: dict[str, dict[str, Any]], more: Mapping[str, Mapping[str, Any]]) -> None:
    for section, values in more.items():
        settings[section] = {**settings.get(section, {}), **values}


def pages_to_warm() -> list[str]:
    """Return the pages that a presenter goes through, where this machine can keep them ready.

    >>> pages_to_warm()[:1] in ([], ["00_home.ipynb"])
    True
    """
    if not warm_supported()[0]:
        return []
    every = pages()
    return [every.notebook(number) for number, page in sorted(every.pages.items()) if not page.appendix]


def serve(
    port: int | None = None,
    *,
    base_url: str = "/",
    known_as: Sequence[str] = (),
    open_browser: bool = True,
    debug: bool = False,
    plain: bool = False,
) -> int:
    """Serve the dashboards on this machine until Ctrl and C; returns the exit code."""
    chosen = free_port() if port is None else free_port(port, 1)
    server = make_server(
        chosen,
        base_url=base_url,
        known_as=known_as,
        open_browser=open_browser,
        show_tracebacks=debug,
        warm=() if plain else pages_to_warm(),
    )
    server.said = f"\n  The Sciatica Toolkit is ready:  http://localhost:{chosen}{base_url}\n\n  To stop it, press Ctrl and C here."
    server.start()
    return 0
