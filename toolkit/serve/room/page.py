"""What all pages of the room have in common: the look, and who may open them."""

from collections.abc import Awaitable
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado.template import Loader
from tornado.web import HTTPError

from toolkit.serve.launch.files import kept
from toolkit.serve.launch.settings import TEMPLATE
from toolkit.serve.room.lecturer import LecturerKey
from toolkit.serve.room.opened import Room

_PAGES = Path(__file__).parent / "pages"


@cache
def templates() -> Loader:
    """Return the loader of the room's templates, which escape what is put into them."""
    return Loader(str(_PAGES))


class RoomPage(JupyterHandler):
    """A page of the room.

    Attributes:
        lecturer: the key of the lecturer's own pages.
        room: the room, for the pages that speak of it.
        lecturer_only: whether a page is the lecturer's own; set it in the class.
    """

    lecturer_only = False

    def initialize(self, lecturer: LecturerKey, **more: Any) -> None:
        """Take the key and the room."""
        self.lecturer = lecturer
        self.room: Room = more.get("room")  # type: ignore[assignment]

    async def prepare(self) -> Awaitable[None] | None:
        """Turn away from the lecturer's pages whoever is not the lecturer."""
        done = await super().prepare()
        if self.lecturer_only and not self.lecturer.allows(self):
            raise HTTPError(403, "This page is the lecturer's.")
        return done

    def show(self, template: str, **values: Any) -> None:
        """Answer with a page of the room.

        Args:
            template: a file in `pages`.
            values: what it shows; all of it is escaped.
        """
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        about = {
            "base_url": self.base_url,
            "static": kept(self.base_url, f"templates/{TEMPLATE}/static/"),
            "room_static": kept(self.base_url, "room/"),
            "token": self.xsrf_token.decode(),
        }
        self.finish(templates().load(template).generate(**about, **values))

    def refuse(self, status: HTTPStatus, words: str) -> None:
        """Answer with a sentence that says why not."""
        self.set_status(status)
        self.show("refused.html", said=words)

    def write_error(self, status_code: int, **more: Any) -> None:
        """Say in a sentence what is wrong."""
        error = more.get("exc_info", (None, None))[1]
        said = error.log_message if isinstance(error, HTTPError) else None
        self.refuse(HTTPStatus(status_code), said or self._reason)
