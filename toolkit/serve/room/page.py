"""What all pages of the room have in common: the look, and who may open them."""

from collections.abc import Awaitable
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from tornado.template import Loader
from tornado.web import HTTPError

from toolkit.serve.room.lecturer import LecturerKey

_PAGES = Path(__file__).parent / "pages"


@cache
def templates() -> Loader:
    """Return the loader of the room's templates, which escape what is put into them."""
    return Loader(str(_PAGES))


class RoomPage(JupyterHandler):
    """A page of the room.

    Attributes:
        lecturer: the key of the lecturer's own pages.
        lecturer_only: whether a page is the lecturer's own; set it in the class.
    """

    lecturer_only = False

    def initialize(self, lecturer: LecturerKey, **_: Any) -> None:
        """Take the key."""
        self.lecturer = lecturer

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
        html = (
            templates()
            .load(template)
            .generate(base_url=self.base_url, token=self.xsrf_token.decode(), **values)
        )
        self.finish(html)

    def write_error(self, status_code: int, **more: Any) -> None:
        """Say in a sentence what is wrong."""
        error = more.get("exc_info", (None, None))[1]
        said = error.log_message if isinstance(error, HTTPError) else None
        self.show("refused.html", status=status_code, said=said or self._reason)
