"""Says by its exit code whether the server in this container answers: 0 when it does."""

import os
import sys
import urllib.request
from urllib.parse import urlsplit

# A small file: asking for a page would start one.
FILE = "voila/templates/sciatica/static/icon.svg"


def address(environment: dict[str, str]) -> str:
    """Return what to ask for: a hub chooses port and prefix, else they are the usual ones."""
    port = urlsplit(environment.get("JUPYTERHUB_SERVICE_URL", "http://127.0.0.1:8866")).port or 80
    return f"http://127.0.0.1:{port}{environment.get('JUPYTERHUB_SERVICE_PREFIX', '/')}{FILE}"


def main() -> int:
    """Ask; returns the exit code."""
    try:
        with urllib.request.urlopen(address(dict(os.environ)), timeout=4) as answer:
            return 0 if answer.status == 200 else 1
    except OSError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
