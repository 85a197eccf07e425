"""A session as short text, for an address or a file, and back."""

import base64
import binascii
import json
import zlib
from collections.abc import Callable
from typing import Any

from toolkit.cases.case import Case, CaseError
from toolkit.cases.session import CaseSession
from toolkit.cases.steps import Asked, Believed, Committed, Decided, Hinted, Named, Returned, Revealed
from toolkit.pain.support import support

SESSION_VERSION = 1
_LONGEST = 60_000


def session_text(session: CaseSession) -> str:
    """Return a session as URL-safe text.

    >>> from toolkit.cases.case import load_case
    >>> session = CaseSession(load_case("calf_line")).ask("slr")
    >>> session_of_text(session_text(session), lambda key: load_case(key)).asked()
    {'slr': 38.0}
    """
    steps: list[list[Any]] = []
    for step in session.steps:
        match step:
            case Asked(reply):
                steps.append(["a", reply.finding])
            case Believed(families, types):
                steps.append(["b", list(families.values()), types])
            case Named(factors):
                steps.append(["f", list(factors)])
            case Committed():
                steps.append(["c"])
            case Decided(urgency, items, sentence):
                steps.append(["d", urgency, list(items), sentence])
            case Hinted(finding):
                steps.append(["h", finding])
            case Returned():
                steps.append(["r"])
            case Revealed():
                steps.append(["x"])
    values = {"v": SESSION_VERSION, "c": session.case.id, "m": session.mode[0], "s": steps}
    text = json.dumps(values, separators=(",", ":"), ensure_ascii=False).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.urlsafe_b64encode(packer.compress(text) + packer.flush()).rstrip(b"=").decode()


def session_of_text(text: str, find: Callable[[str], Case]) -> CaseSession:
    """Return the session that `session_text` wrote; every step is taken anew, and checked.

    Args:
        text: the text.
        find: case id or code -> case.

    Raises:
        CaseError: the text is cut, forged, or of another version.
    """
    values = _values(text)
    if values.get("v") != SESSION_VERSION:
        raise CaseError("This session was made by another version of the toolkit.")
    try:
        mode = {"p": "practice", "a": "assessment"}[values["m"]]
        session = CaseSession(find(str(values["c"])), mode)  # type: ignore[arg-type]
        for step in values["s"]:
            session = _taken(session, step)
    except CaseError:
        raise
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        raise CaseError("This session cannot be read: a part of it is missing or was changed.") from None
    return session


def _taken(session: CaseSession, step: list[Any]) -> CaseSession:
    kind, *rest = step
    if kind not in _TAKE:
        raise CaseError("This session holds a step that the toolkit does not know.")
    return _TAKE[kind](session, *rest)


def _believe(session: CaseSession, families: list[float], types: dict[str, float]) -> CaseSession:
    return session.believe(dict(zip(support().families, families, strict=True)), types)


_TAKE: dict[str, Callable[..., CaseSession]] = {
    "a": CaseSession.ask,
    "b": _believe,
    "f": CaseSession.name_factors,
    "c": CaseSession.commit,
    "d": CaseSession.decide,
    "h": CaseSession.hinted,
    "r": CaseSession.come_back,
    "x": CaseSession.reveal,
}


def _values(text: str) -> dict[str, Any]:
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        opener = zlib.decompressobj(-15)
        plain = opener.decompress(packed, _LONGEST)
        values = None if opener.unconsumed_tail else json.loads(plain)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise CaseError("This session was cut or changed on its way.") from None
    if not isinstance(values, dict):
        raise CaseError("This session was cut or changed on its way.")
    return values
