"""The addresses of the room, all of them under `room/`."""

from typing import Any

from jupyter_server.utils import url_path_join

from toolkit.serve.room.lecturer import LecturerKey
from toolkit.serve.room.page import RoomPage


class Welcome(RoomPage):
    """Where a student begins."""

    def get(self) -> None:
        """Answer with the page."""
        self.lecturer.visitor_of(self)
        self.show("welcome.html")


class LecturerDoor(RoomPage):
    """Lets in whoever has the key, and takes the key out of the address bar, which the class can read."""

    def get(self) -> None:
        """Answer with the projector's page."""
        said = self.get_query_argument("key", "")
        if said:
            if not self.lecturer.fits(said):
                self.set_status(403)
                self.show(
                    "refused.html",
                    status=403,
                    said="This key does not fit. The terminal shows the right address.",
                )
                return
            self.lecturer.admit(self)
            self.redirect(url_path_join(self.base_url, "room/lecturer"))
            return
        if not self.lecturer.allows(self):
            self.set_status(403)
            self.show(
                "refused.html",
                status=403,
                said="This page is the lecturer's. The terminal shows its address.",
            )
            return
        self.show("welcome.html")


def room_handlers(server: Any, lecturer: LecturerKey) -> list[Any]:
    """Return the handlers of the room, to be put before Voilà's own.

    Args:
        server: the Voilà application.
        lecturer: what opens the lecturer's own pages.
    """
    # the models are loaded where there is a room, and nowhere else
    from toolkit.serve.board.handlers import board_handlers  # noqa: PLC0415

    room = url_path_join(server.server_url, "room")
    about = {"lecturer": lecturer}
    return [
        *board_handlers(server, lecturer),
        (f"{room}/?", Welcome, about),
        (f"{room}/lecturer", LecturerDoor, about),
    ]
