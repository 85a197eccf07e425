"""Where a server may listen: the first port that nobody uses."""

import errno
import os
import socket

FIRST_PORT = 8866


def free_port(first: int = FIRST_PORT, tries: int = 50, address: str = "127.0.0.1") -> int:
    """Return the first free port from `first` on.

    Args:
        first: where to begin.
        tries: how many to try.
        address: where it is to listen.

    Raises:
        OSError: none of them is free.
    """
    for port in range(first, first + tries):
        with socket.socket() as probe:
            if os.name == "posix":
                # As the server itself does: a port that was let go a moment ago is free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
            else:
                return port
    if tries == 1:
        raise OSError(f"Port {first} is taken. Close what uses it, or name another one with --port.")
    raise OSError(
        f"No port from {first} to {first + tries - 1} is free. Close another server, or give --port."
    )
