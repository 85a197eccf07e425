"""Where the content lies: in a checkout, or inside an installed wheel."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def data_dir() -> Path:
    """Return the folder of content files, the same way in a checkout and in a wheel.

    Raises:
        FileNotFoundError: the installation holds no content at all.

    >>> (data_dir() / "references").parent.name
    'data'
    """
    return _find("data")


@cache
def notebooks_dir() -> Path:
    """Return the folder of the notebooks that are shipped.

    >>> notebooks_dir().name
    'notebooks'
    """
    return _find("notebooks")


def _find(name: str) -> Path:
    for folder in (_PACKAGE / "shipped" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"The folder '{name}' is missing beside the toolkit. Install the toolkit again.")
