"""A scenario as a short code for an address, and back.

A code is `version.check.body`: the body is compressed JSON in URL-safe characters, the check tells a cut
or altered code from a whole one. Nothing in a code is run; what it names is checked like any other input.
"""

import base64
import binascii
import json
import re
import zlib

from pydantic import ValidationError

from toolkit.cases.scenario import SCENARIO_VERSION, Scenario

LONGEST_CODE = 12_000
_LONGEST_TEXT = 200_000
_VERSION = re.compile("[0-9]{1,4}")


class ShareCodeError(ValueError):
    """A code that cannot be opened; the message says why, in one sentence for the page."""


def encode(scenario: Scenario) -> str:
    """Return the code of a scenario; empty for the one that every page opens with.

    Raises:
        ShareCodeError: the scenario is too large for an address (a very long diary).

    >>> encode(Scenario())
    ''
    >>> decode(encode(Scenario(seed=12))).seed
    12
    """
    values = scenario.model_dump(exclude_defaults=True, mode="json")
    if not values:
        return ""
    text = json.dumps(values, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = base64.urlsafe_b64encode(packer.compress(text) + packer.flush()).rstrip(b"=").decode()
    code = f"{SCENARIO_VERSION}.{_check(body)}.{body}"
    if len(code) > LONGEST_CODE:
        raise ShareCodeError(
            "This diary or case is too long for an address: the page shows it, but the address cannot carry it."
        )
    return code


def decode(code: str) -> Scenario:
    """Return the scenario of a code.

    Raises:
        ShareCodeError: the code is cut, altered, of another version, or names what does not exist.
    """
    if not code:
        return Scenario()
    version, _, rest = code.partition(".")
    check, _, body = rest.partition(".")
    if not _VERSION.fullmatch(version) or not body or len(code) > LONGEST_CODE:
        raise ShareCodeError("The address holds no whole share code: a part of it is missing.")
    if int(version) != SCENARIO_VERSION:
        age = "an older" if int(version) < SCENARIO_VERSION else "a newer"
        raise ShareCodeError(
            f"This share code was made by {age} version of the toolkit (code version {version}, here {SCENARIO_VERSION})."
        )
    if check != _check(body):
        raise ShareCodeError("This share code was cut or altered on its way.")
    try:
        text = _unpacked(body)
        return Scenario.model_validate(json.loads(text))
    except ShareCodeError:
        raise
    except (binascii.Error, zlib.error, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise ShareCodeError("This share code cannot be read.") from None
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors()[0]["loc"]) or "its content"
        raise ShareCodeError(
            f"This share code names something that the toolkit does not know ({place})."
        ) from None
    except ValueError:
        raise ShareCodeError("This share code names something that the toolkit does not know.") from None


def _unpacked(body: str) -> bytes:
    packed = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    opener = zlib.decompressobj(-15)
    text = opener.decompress(packed, _LONGEST_TEXT)
    if opener.unconsumed_tail:
        raise ShareCodeError("This share code holds more than a scenario can.")
    return text


def _check(body: str) -> str:
    return base64.b32encode(zlib.crc32(body.encode()).to_bytes(4, "big"))[:4].decode().lower()
