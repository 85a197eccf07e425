"""A room that is open: for whom, under which address, and who keeps the key."""

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.serve.room.lecturer import LecturerKey
from toolkit.serve.room.network import addresses
from toolkit.serve.room.size import RoomSize


@dataclass(frozen=True)
class Room:
    """A room that a class can come to.

    Attributes:
        port: where it listens.
        size: how many it is for.
        address: the one address at which it listens; empty when it listens in all of this computer's networks.
        lecturer: the key of the lecturer's own pages.
        keep: a file in which the lesson is kept; in memory only where none is given.

    >>> room = Room(8866, address="10.0.0.7")
    >>> room.home()
    'http://10.0.0.7:8866/'
    >>> room.lecturers_address().startswith("http://10.0.0.7:8866/room/lecturer?key=")
    True
    """

    port: int
    size: RoomSize = field(default_factory=RoomSize)
    address: str = ""
    lecturer: LecturerKey = field(default_factory=LecturerKey)
    keep: Path | None = None

    def addresses(self) -> list[str]:
        """Return the numbers under which a class may reach it now, the most likely first; they may change."""
        return [self.address] if self.address else addresses()

    def adrift(self) -> bool:
        """Whether it listens at one address, and this computer has it no more: it has moved to another network."""
        if not self.address or ipaddress.ip_address(self.address).is_loopback:
            return False
        return self.address not in addresses()

    def listens_at(self) -> str:
        """Return where the server is to listen: in all networks of this computer, or at the one address."""
        return self.address or "0.0.0.0"  # noqa: S104 - a class comes from the network; it is said before

    def home(self, address: str = "") -> str:
        """Return what a class types in, or an empty text when this computer is in no network."""
        shown = address or next(iter(self.addresses()), "")
        return f"http://{shown}:{self.port}/" if shown else ""

    def lecturers_address(self, key: str = "") -> str:
        """Return what opens the projector's page, with a key in it: the lecturer's own when none is given."""
        here = self.address or "localhost"
        return f"http://{here}:{self.port}/room/lecturer?key={key or self.lecturer.secret}"
