"""What stands before every page: whom the server answers, and what it tells browsers to refuse.

A browser sends whatever a page of another site asks of it. So requests that name this server by a name that is
not its own are refused (a name of an attacker's may be made to point here), and so is what another site's page
asks for.
"""

import ipaddress
import re
from collections.abc import Sequence
from typing import Any

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.routing import Matcher, Rule
from tornado.web import OutputTransform, RequestHandler

LIMITS = {
    "max_body_size": 1 << 20,
    "max_header_size": 32 << 10,
    "max_buffer_size": 8 << 20,
    "body_timeout": 20,
    "idle_connection_timeout": 75,
    "backlog": 1024,
}
"""What one connection may send, in bytes, and for how long it may do nothing, in seconds."""

_POLICY = (
    "default-src 'self'",
    "script-src 'self' blob:",  # a widget's stub is a module made of text
    "style-src 'self' 'unsafe-inline'",  # figures and widgets place their parts by style
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "frame-src 'self' blob:",  # the sheets to print
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
)
_HOST = re.compile(r"(?P<name>[\w.-]+|\[[\da-fA-F:.]+\])(:\d{1,5})?")
_EMBEDDED = {"iframe", "frame", "embed", "object", "fencedframe"}


def policy(host: str) -> str:
    """Return the content policy for a page that is reached under a host.

    Args:
        host: the request's host with its port; older browsers do not see that websockets to it are its own.

    >>> "ws://10.0.0.5:8866" in policy("10.0.0.5:8866")
    True
    >>> "http://" in policy("x; script-src *")
    False
    """
    own = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join((*_POLICY, f"connect-src 'self'{own}"))


class SafeHeaders(OutputTransform):
    """Puts what a browser should know about safety on every answer, whatever made it."""

    def __init__(self, request: HTTPServerRequest) -> None:
        self._host = request.host or ""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Add the headers to the beginning of an answer."""
        _ = finishing
        # A page that is stricter with itself stays so.
        if not headers.get("Content-Security-Policy", "").startswith("default-src 'none'"):
            headers["Content-Security-Policy"] = policy(self._host)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "SAMEORIGIN"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        headers["Server"] = "Sciatica Toolkit"
        return status_code, headers, chunk


class Stranger(Matcher):
    """Matches what is asked under a name that is not this server's.

    Addresses made of numbers are its own: nobody can make them point elsewhere.
    """

    def __init__(self, names: Sequence[str]) -> None:
        """Take the names under which the server is known."""
        self._names = {name.lower().rstrip(".") for name in names}

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return something when the request is a stranger's."""
        return None if self.knows(request.host or "") else {}

    def knows(self, host: str) -> bool:
        """Whether a host, with or without its port, is this server.

        >>> stranger = Stranger(["localhost", "lectern.local"])
        >>> [
        ...     stranger.knows(host)
        ...     for host in ("127.0.0.1:8866", "[::1]:8866", "Lectern.local", "evil.example")
        ... ]
        [True, True, True, False]
        """
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found["name"].lower().rstrip(".")
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return name in self._names
        return True


class Foreign(Matcher):
    """Matches what the page of another site asks for; a link to a page of ours is no such thing."""

    def __init__(self, *, behind_proxy: bool = False) -> None:
        """Take whether a proxy stands before the server: it may speak HTTPS where the server does not."""
        self._behind_proxy = behind_proxy

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Return something when the request is another site's."""
        headers = request.headers
        origin = headers.get("Origin")
        if origin is not None and not self._own(origin.lower(), request):
            return {}
        if headers.get("Sec-Fetch-Site") == "cross-site":
            visit = headers.get("Sec-Fetch-Mode") == "navigate" and request.method in ("GET", "HEAD")
            if not visit or headers.get("Sec-Fetch-Dest") in _EMBEDDED:
                return {}
        return None

    def _own(self, origin: str, request: HTTPServerRequest) -> bool:
        schemes = ("http", "https") if self._behind_proxy else (request.protocol,)
        return origin in {f"{scheme}://{request.host}".lower() for scheme in schemes}


class Refused(RequestHandler):
    """Says no, to whatever is asked."""

    def initialize(self, said: str) -> None:
        """Take the sentence."""
        self.said = said

    def prepare(self) -> None:
        """Answer with the sentence."""
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(self.said)


class Nothing(RequestHandler):
    """What is not there: one plain answer for all of it."""

    def prepare(self) -> None:
        """Answer that it is not there."""
        self.set_status(404)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("There is nothing here.")


def shield(names: Sequence[str], *, behind_proxy: bool = False) -> list[Any]:
    """Return the rules that come before all others.

    Args:
        names: the names under which the server is known, besides its addresses.
        behind_proxy: whether a proxy stands before it.
    """
    said = "This server is not known by that name."
    if behind_proxy:
        said += " If a proxy of yours leads here, start it with --known-as and the name that stands in the address."
    return [
        Rule(Stranger(names), Refused, {"said": said}),
        Rule(
            Foreign(behind_proxy=behind_proxy), Refused, {"said": "Another site's page has no business here."}
        ),
    ]
