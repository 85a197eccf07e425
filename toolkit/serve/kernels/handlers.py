"""The addresses under which pages and their kernels are reached, each by its own visitor only."""

import secrets
from collections.abc import Callable
from importlib import resources
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from jupyter_server.utils import url_path_join
from tornado.escape import xhtml_escape
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, authenticated
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from toolkit.serve.kernels.gate import LARGEST_MESSAGE
from toolkit.serve.kernels.places import NoPlaceError, NoShareError
from toolkit.serve.kernels.pool import PagePool
from toolkit.serve.kernels.visitor import BY_LOGIN, known_visitor, visitor_of

_BOARD = '<p>Voting needs no place: <a href="BASE_URLroom/board/student">to the class board</a>.</p>'
_FULL = ("Every place is taken", "More people are here than this computer can serve at once.")
_SHARE = (
    "Your address has its share of pages",
    "From this device's network address as many pages are open as one address may have. The rest is for others.",
)
_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"


class TokenPage(TornadoVoilaHandler):
    """A page of Voilà's, with the cookie that lets it end its own kernel when it is left."""

    async def prepare(self, **more: Any) -> None:
        """Set the cookie before anything is written."""
        await super().prepare(**more)
        _ = self.xsrf_token


class PageHandler(TokenPage):
    """Gives each visitor a page: a warm one, else Voilà's own; or says that the room is full."""

    @authenticated
    async def get(self, path: str | None = None) -> None:
        """Answer with the page."""
        notebook = self.notebook_path or path
        pool: PagePool = self.kernel_manager
        visitor = visitor_of(self)
        try:
            address = self.request.remote_ip or ""
            pool.let_in(visitor, address)
            html = await pool.open_page(str(notebook), visitor, address)
            if html is None:
                async with pool.place(visitor, address):
                    await super().get(path)
                return
        except (NoPlaceError, OSError) as error:
            if isinstance(error, OSError):  # no file, process or memory is left
                self.log.error("A page could not be made: %s", error)  # noqa: TRY400 - the sentence is enough
            self.set_status(503)
            self.set_header("Retry-After", "20")
            html = (resources.files(__package__) / "full.html").read_text(encoding="utf-8")
            heading, why = _SHARE if isinstance(error, NoShareError) else _FULL
            board = _BOARD if self.settings.get("has_board") else ""
            html = html.replace("HEADING", heading).replace("WHY", why).replace("BOARD", board)
            html = html.replace("BASE_URL", xhtml_escape(self.base_url))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(html)


class PageSocket(KernelWebsocketHandler):
    """A page's websocket, for the visitor whose page it is."""

    @property
    def max_message_size(self) -> int:
        """The largest message that is read at all, in bytes."""
        return LARGEST_MESSAGE

    @property
    def ping_timeout(self) -> float:
        """Milliseconds without a sign of life after which the websocket is closed."""
        # tornado asks before there is a connection, and takes no more than the interval.
        return float(self.ping_interval * (1 if self.ws_connection is None else 3))

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say in plain text why there is no websocket; Voilà has no page for it."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}")

    async def pre_get(self) -> None:
        """Let only the page's own visitor in."""
        _only_owner(self, self.kernel_id)
        await super().pre_get()


class PageKernelHandler(KernelHandler):
    """Says how a page's kernel is, and ends it, for the visitor whose page it is."""

    async def prepare(self) -> None:
        """Let only the page's own visitor in."""
        await _prepare_for_owner(self, super().prepare)


class LeaveHandler(VoilaShutdownKernelHandler):
    """Ends a page's kernel when the page is left."""

    async def prepare(self) -> None:
        """Let only the page's own visitor in."""
        await _prepare_for_owner(self, super().prepare)


def warm_handlers(server: Any) -> list[Any]:
    """Return the handlers to put before Voilà's own, and begin to warm as soon as the server runs.

    Args:
        server: the Voilà application, with its kernel manager and its tornado application made.

    Call it from `init_handlers`. Where the kernel manager is not a `PagePool`, there are none.
    """
    if not isinstance(server.kernel_manager, PagePool):
        return []
    about = {
        "template_paths": server.template_paths,
        "config": server.config,
        "voila_configuration": server.voila_configuration,
    }
    root = server.server_url
    IOLoop.current().add_callback(server.kernel_manager.begin)
    return [
        (url_path_join(root, "/voila/render/(.*)"), PageHandler, about),
        (url_path_join(root, f"/api/kernels/{_KERNEL}/channels"), PageSocket),
        (url_path_join(root, f"/api/kernels/{_KERNEL}"), PageKernelHandler),
        # Any text, as in Voilà's own: an id that is spelt in another way must not come past this one.
        (url_path_join(root, "/voila/api/shutdown/(?P<kernel_id>.*)"), LeaveHandler),
    ]


async def _prepare_for_owner(handler: Any, prepare: Callable[[], Any]) -> None:
    by_login = handler.settings.get(BY_LOGIN)
    if not by_login:
        _only_owner(handler, handler.path_kwargs["kernel_id"])
    await ensure_async(prepare())
    if by_login:  # who it is, is known only now
        _only_owner(handler, handler.path_kwargs["kernel_id"])


def _only_owner(handler: Any, kernel_id: str) -> None:
    pool: PagePool = handler.kernel_manager
    owner = pool.owner(kernel_id)
    # A kernel that is nobody's, and one that is another's, are both not there.
    if owner is None or not secrets.compare_digest(owner, known_visitor(handler)):
        raise HTTPError(404)
