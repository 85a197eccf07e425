"""What all pages of the board have in common: small requests only, no source but this server, plain refusals."""

from http import HTTPStatus
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.httputil import HTTPFile, HTTPInputError, parse_body_arguments
from tornado.web import HTTPError, stream_request_body

from toolkit.serve.board import drawing
from toolkit.serve.board.lesson import Lesson
from toolkit.serve.launch.files import kept
from toolkit.serve.launch.settings import TEMPLATE
from toolkit.serve.room.lecturer import LecturerKey
from toolkit.serve.room.page import RoomPage

LARGEST_FORM = 4_096
"""Bytes of the largest form that is read at all."""

_NOT_READ = "This form could not be read. Load the page again."
_NOT_FROM_HERE = (
    "This form is not from a page that was loaded here, or this browser keeps no cookies. "
    "Allow cookies, load the page again, then answer."
)
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@stream_request_body
class BoardPage(RoomPage):
    """A page of the board.

    Attributes:
        lesson: what all pages share.
        fields: of the form that was sent: name -> values.
    """

    def initialize(self, lecturer: LecturerKey, **more: Any) -> None:
        """Take the key and the lesson."""
        super().initialize(lecturer, **more)
        self.lesson: Lesson = more["lesson"]
        self.fields: dict[str, list[str]] | None = None
        self._sent = bytearray()

    async def prepare(self) -> Any:
        """Refuse what is too large before it is read."""
        self.request.connection.set_max_body_size(LARGEST_FORM)
        return await super().prepare()

    def data_received(self, chunk: bytes) -> None:
        """Take a piece of the form."""
        self._sent += chunk

    def check_xsrf_cookie(self) -> None:
        """Check the form's token once the form is there; called before, it waits."""
        if self.fields is not None:
            super().check_xsrf_cookie()

    def read_form(self) -> dict[str, list[str]]:
        """Read the form that was sent, and its token.

        Raises:
            HTTPError: the form cannot be read, or its token is missing or wrong.
        """
        arguments: dict[str, list[bytes]] = {}
        files: dict[str, list[HTTPFile]] = {}
        kind = self.request.headers.get("Content-Type", "")
        if kind.startswith("application/x-www-form-urlencoded"):
            try:
                parse_body_arguments(kind, bytes(self._sent), arguments, files, self.request.headers)
            except HTTPInputError:
                raise HTTPError(HTTPStatus.BAD_REQUEST, _NOT_READ) from None
        self.request.arguments = arguments
        self.fields = {
            name: [value.decode("utf-8", "replace") for value in values] for name, values in arguments.items()
        }
        try:
            self.check_xsrf_cookie()
        except HTTPError:
            raise HTTPError(HTTPStatus.FORBIDDEN, _NOT_FROM_HERE) from None
        self.fields.pop("_xsrf", None)
        return self.fields

    @property
    def content_security_policy(self) -> str:
        """Nothing from elsewhere, nothing inline."""
        return _POLICY

    @property
    def live(self) -> bool:
        """Whether the page's script asks, rather than a browser without it."""
        return self.request.headers.get("Accept", "") == "application/json"

    def place(self) -> dict[str, str]:
        """Return the addresses that the templates need, and the token of their forms."""
        room = url_path_join(self.base_url, "room/")
        return {
            "room": room,
            "student": f"{room}board/student",
            "do": f"{room}board/do",
            "codes": f"{room}board/codes",
            "export": f"{room}board/record/",
            "history": url_path_join(self.base_url, "voila/render/01_history.ipynb"),
            "static": kept(self.base_url, f"templates/{TEMPLATE}/static/"),
            "token": self._token(),
        }

    def _token(self) -> str:
        """Return the forms' token, the same at each request: what has not changed is not drawn anew."""
        drawn = self.xsrf_token.decode()
        return drawn if self._get_raw_xsrf_token()[0] is None else self.get_cookie("_xsrf", drawn)

    def answer(self, key: str, parts: dict[str, str], refused: str = "") -> None:
        """Answer the page's script with what is new."""
        self.set_header("Cache-Control", "no-store")
        self.finish({"key": key, "parts": parts, "refused": refused})

    def page(self, template: str, parts: dict[str, str], refused: str = "", **more: Any) -> None:
        """Answer with a whole page."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        keeps = self.lesson.keeper is not None
        self.finish(drawing.draw(template, parts=parts, refused=refused, keeps=keeps, **self.place(), **more))

    def refuse(self, status: HTTPStatus, words: str) -> None:
        """Answer the script, or a browser without it, that something was not taken."""
        if self.live:
            self.set_status(status)
            self.answer("", {}, words)
        else:
            super().refuse(status, words)
