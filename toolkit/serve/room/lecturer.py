"""The lecturer's key: what opens the pages that are the lecturer's own, and nobody else's."""

import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any

from toolkit.serve.kernels.visitor import visitor_of

COOKIE = "st-lecturer"


@dataclass(frozen=True)
class LecturerKey:
    """A secret that only the terminal shows, drawn anew each time the room is opened.

    Whoever opens the address with the secret gets a signed cookie, which scripts cannot read; from then on
    that browser is the lecturer's. The cookie holds a hash of the secret, so that a key of yesterday opens
    nothing today.

    Attributes:
        secret: what the printed address carries.

    >>> key = LecturerKey()
    >>> key.fits(key.secret), key.fits("guessed"), key.fits("")
    (True, False, False)
    """

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(18), repr=False)
    _once: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def once(self) -> str:
        """Return a key that fits a single time, for an address that other programs of this computer may read.

        >>> key = LecturerKey()
        >>> door = key.once()
        >>> key.fits(door), key.fits(door), key.fits(key.secret)
        (True, False, True)
        """
        drawn = secrets.token_urlsafe(18)
        self._once.add(drawn)
        return drawn

    def fits(self, said: str) -> bool:
        """Whether this is the secret, or a key for once; it takes as long to say no as to say yes."""
        if said in self._once:
            self._once.remove(said)
            return True
        return secrets.compare_digest(self.secret.encode(), said.encode())

    def admit(self, handler: Any) -> None:
        """Make the browser that sent this request the lecturer's; for one that has said the secret.

        Args:
            handler: the tornado handler of the request, before anything is written.
        """
        handler.set_signed_cookie(
            COOKIE,
            self._mark(),
            httponly=True,
            samesite="Lax",
            path=f"{handler.base_url}room/",
            expires_days=None,
        )

    def allows(self, handler: Any) -> bool:
        """Whether a request comes from the lecturer's browser.

        Args:
            handler: the tornado handler of the request.
        """
        cookie = handler.get_signed_cookie(COOKIE, max_age_days=2)
        return cookie is not None and secrets.compare_digest(cookie, self._mark().encode())

    @staticmethod
    def visitor_of(handler: Any) -> str:
        """Return which visitor a request comes from; sets a cookie when there is none."""
        return visitor_of(handler)

    def _mark(self) -> str:
        return hashlib.sha256(b"lecturer:" + self.secret.encode()).hexdigest()
