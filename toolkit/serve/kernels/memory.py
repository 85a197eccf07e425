"""How much memory is left: the machine's, or what a container or a service may still use, where that is less."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

_OWN = Path("/proc/self/cgroup")
_GROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True)
class Memory:
    """Memory that this process and those below it may use.

    Attributes:
        total_mb: how much there is.
        left_mb: how much of it is left.

    >>> now = memory()
    >>> 0 < now.left_mb < now.total_mb
    True
    """

    total_mb: float
    left_mb: float


def memory(groups: Path = _GROUPS, own: Path = _OWN) -> Memory:
    """Return the memory of now.

    A limit is found where Linux keeps it since 2022 or so (control groups, second version); an older one is not seen.

    Args:
        groups: where Linux tells of limits; there is no such folder on other systems.
        own: where it tells which of them hold for this process.
    """
    machine = psutil.virtual_memory()
    found = [(machine.total, machine.available)]
    found += [(limit, max(0, limit - used)) for limit, used in _limits(groups, own)]
    return Memory(min(total for total, _ in found) / 1e6, min(left for _, left in found) / 1e6)


def _limits(groups: Path, own: Path) -> Iterator[tuple[int, int]]:
    try:
        lines = own.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return
    name = next((line.removeprefix("0::/") for line in lines if line.startswith("0::/")), None)
    if name is None:
        return
    place = groups / name
    for folder in (place, *place.parents):
        if folder != groups and groups not in folder.parents:
            return
        try:
            limit, used = (
                (folder / file).read_text(encoding="ascii").strip()
                for file in ("memory.max", "memory.current")
            )
            counts = dict(line.split() for line in (folder / "memory.stat").read_text().splitlines())
        except (OSError, ValueError):
            continue
        if limit.isdigit() and used.isdigit():
            # files that were read and lie in memory give way to whoever needs it
            yield int(limit), int(used) - int(counts.get("inactive_file", 0))
