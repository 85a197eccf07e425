"""What a JupyterHub tells the servers that it starts: where to listen, under which prefix, for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

_NEEDED = (
    "JUPYTERHUB_SERVICE_URL",
    "JUPYTERHUB_SERVICE_PREFIX",
    "JUPYTERHUB_API_TOKEN",
    "JUPYTERHUB_API_URL",
)


class NoHubError(ValueError):
    """No hub has started this program; the message says what to do."""


@dataclass(frozen=True)
class Surroundings:
    """Where a server of the hub's stands.

    Attributes:
        address: the network address to listen on.
        port: the port to listen on.
        prefix: the part of the address under which the hub's proxy sends requests here; begins and ends with `/`.
        shared: whether one server is there for all users, as a service of the hub.
    """

    address: str
    port: int
    prefix: str
    shared: bool


def surroundings(environment: Mapping[str, str]) -> Surroundings:
    """Read what the hub wrote into the environment of a server that it starts.

    Args:
        environment: as `os.environ`.

    Raises:
        NoHubError: no hub wrote there, or not what a hub writes.

    >>> surroundings(
    ...     {
    ...         "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:40123/user/ann/",
    ...         "JUPYTERHUB_SERVICE_PREFIX": "/user/ann/",
    ...         "JUPYTERHUB_API_TOKEN": "secret",
    ...         "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api",
    ...     }
    ... )
    Surroundings(address='127.0.0.1', port=40123, prefix='/user/ann/', shared=False)
    """
    missing = [name for name in _NEEDED if not environment.get(name)]
    if missing:
        raise NoHubError(
            f"'--hub' is for servers that a JupyterHub starts, and {missing[0]} is not set here. "
            "Without a hub, leave '--hub' out; docs/faculty.md shows how to set one up."
        )
    address = urlsplit(environment["JUPYTERHUB_SERVICE_URL"])
    prefix = environment["JUPYTERHUB_SERVICE_PREFIX"]
    try:
        port = address.port or (443 if address.scheme == "https" else 80)
    except ValueError:
        port = 0
    if address.scheme not in ("http", "https") or not port or not prefix.startswith("/"):
        raise NoHubError(
            "The hub's JUPYTERHUB_SERVICE_URL or JUPYTERHUB_SERVICE_PREFIX cannot be understood."
        )
    return Surroundings(
        # An empty host means every network of the machine, as the hub means it in a container.
        address=address.hostname or "",
        port=port,
        prefix=prefix if prefix.endswith("/") else f"{prefix}/",
        shared="JUPYTERHUB_SERVICE_NAME" in environment,
    )
