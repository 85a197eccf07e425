"""What is wrong in a content file, in one sentence that names file, line and remedy."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One thing wrong in one content file.

    Attributes:
        file: the file, relative to `data/` where it lies there.
        line: counted from 1; 0 where the whole file is meant.
        what: what is wrong.
        remedy: what would be right.

    >>> print(Fault("factors.yaml", 12, "'colour' is not a known key.", "Remove it."))
    factors.yaml, line 12: 'colour' is not a known key. Remove it.
    """

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.remedy}".strip()


class ContentError(ValueError):
    """A content file that cannot be used; `faults` lists everything found wrong in it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def shown_path(path: Path, base: Path) -> str:
    """Name a file without telling where on the machine the toolkit lies.

    >>> shown_path(Path("/a/data/x.yaml"), Path("/a/data"))
    'x.yaml'
    """
    try:
        return path.relative_to(base).as_posix()
    except ValueError:
        return path.name
