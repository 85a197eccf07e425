"""Who a request comes from: a number drawn in the browser's first request, and no name."""

import re
import secrets
from typing import Any

COOKIE = "st-visitor"
BY_LOGIN = "visitors_have_logged_in"
"""A setting of the server's: a visitor is whoever logged in, whichever browser it was."""

_DAYS = 2
_PORT = re.compile(r":(\d{1,5})$")


def cookie_name(handler: Any) -> str:
    """Return the name of the cookie: browsers hold one box for all servers of a computer, whatever their port.

    Args:
        handler: the tornado handler of the request.
    """
    port = _PORT.search(handler.request.host or "")
    return f"{COOKIE}-{port[1]}" if port else COOKIE


def known_visitor(handler: Any) -> str:
    """Return the visitor that a request names, or nothing when it names none or forges one.

    Args:
        handler: the tornado handler of the request; where visitors log in, once it is prepared.
    """
    if handler.settings.get(BY_LOGIN):
        user = handler.current_user
        return f"user {user.username}" if user else ""
    value = handler.get_signed_cookie(cookie_name(handler), max_age_days=_DAYS)
    return value.decode("ascii", "replace") if value else ""


def visitor_of(handler: Any) -> str:
    """Return the visitor that a request comes from; one who comes for the first time gets a cookie.

    To be called before anything is written. It is as many visitors as browsers, a person with two is two; where
    visitors log in, it is as many as users.

    Args:
        handler: the tornado handler of the request.
    """
    visitor = known_visitor(handler) or getattr(handler, "_st_visitor", "")
    if not visitor:
        visitor = secrets.token_urlsafe(18)
        handler._st_visitor = visitor  # noqa: SLF001 - asked twice in one request, it is the same visitor
        handler.set_signed_cookie(
            cookie_name(handler),
            visitor,
            httponly=True,
            samesite="Lax",
            path=handler.base_url,
            expires_days=None,
        )
    return visitor
