"""The addresses of the room, all of them under `room/`."""

from http import HTTPStatus
from typing import Any

from jupyter_server.utils import url_path_join

from toolkit.serve.room.lecturer import LecturerKey
from toolkit.serve.room.meter import read
from toolkit.serve.room.page import RoomPage
from toolkit.serve.room.qr import qr_svg


class Welcome(RoomPage):
    """Where a student begins."""

    def get(self) -> None:
        """Answer with the page."""
        self.lecturer.visitor_of(self)
        self.show("welcome.html")


class Projector(RoomPage):
    """The lecturer's page for the projector: where to come, who is there, and what is left.

    It lets in whoever has the key, and takes the key out of the address bar, which the class can read.
    """

    def get(self) -> None:
        """Answer with the page, or let the lecturer in."""
        said = self.get_query_argument("key", "")
        if said and self.lecturer.fits(said):
            self.lecturer.admit(self)
            # The lecturer finds a place however full the room is, and may have many pages open.
            self.kernel_manager.places.hosts.add(self.lecturer.visitor_of(self))
            self.redirect(url_path_join(self.base_url, "room/lecturer"))
            return
        if not self.lecturer.allows(self):
            words = "This key does not fit." if said else "This page is the lecturer's."
            self.refuse(HTTPStatus.FORBIDDEN, f"{words} The terminal shows the right address.")
            return
        addresses = self.room.addresses()
        wished = self.get_query_argument("at", "")
        address = wished if wished in addresses else next(iter(addresses), "")
        home = self.room.home(address)
        self.show(
            "projector.html",
            address=address,
            host=home.removeprefix("http://").rstrip("/"),
            code=qr_svg(home) if home else "",
            others=[other for other in addresses if other != address],
            reading=read(self.kernel_manager),
        )


class Now(RoomPage):
    """The room at this moment, for the projector's page."""

    lecturer_only = True

    def get(self) -> None:
        """Answer with numbers."""
        self.set_header("Cache-Control", "no-store")
        self.finish(
            {
                **read(self.kernel_manager).plain(),
                "addresses": self.room.addresses(),
                "adrift": self.room.adrift(),
            }
        )


class Address(RoomPage):
    """Where the class comes in, now: the computer may have moved to another network since a page was made."""

    def get(self) -> None:
        """Answer with the address; it is empty where the computer is in no network."""
        self.set_header("Cache-Control", "no-store")
        self.finish({"home": self.room.home()})


def room_handlers(server: Any, lecturer: LecturerKey) -> list[Any]:
    """Return the handlers of the room, to be put before Voilà's own.

    Args:
        server: the Voilà application, with its `room`.
        lecturer: what opens the lecturer's own pages.
    """
    # the models are loaded where there is a room, and nowhere else
    from toolkit.serve.board.handlers import board_handlers  # noqa: PLC0415

    root = url_path_join(server.server_url, "room")
    about = {"lecturer": lecturer, "room": server.room}
    return [
        *board_handlers(server, lecturer, server.room.keep),
        (f"{root}/?", Welcome, about),
        (f"{root}/address", Address, about),
        (f"{root}/lecturer", Projector, about),
        (f"{root}/lecturer/now", Now, about),
    ]
