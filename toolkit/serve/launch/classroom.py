"""The dashboards for a class: in the local network, after saying so."""

import ipaddress
import socket
import textwrap
from pathlib import Path

import psutil

from toolkit.serve.kernels.memory import memory
from toolkit.serve.launch.dashboards import make_server, pages_to_warm
from toolkit.serve.launch.port import free_port
from toolkit.serve.room.opened import Room
from toolkit.serve.room.size import RoomSize

_SERVER_MB = 500


def before_listening(room: Room) -> str:
    """Return what is said before anything is opened: what will happen, and what it means.

    >>> "no other device can reach it" in before_listening(Room(8866, address="127.0.0.1"))
    True
    """
    if room.address and ipaddress.ip_address(room.address).is_loopback:
        return _set(
            "The room listens at this computer's own address: no other device can reach it. That is good for a "
            "trial, and for a class leave out --address."
        )
    where = f"at {room.address}" if room.address else "in every network that it is in"
    return _set(
        f"For a class, this computer will now listen {where}, port {room.port}. Whoever is in the same network can "
        "open the pages; nobody else can. They can use the pages and vote, and reach nothing else on this "
        "computer. What they send is not encrypted: on an open network others could read it. No names are asked "
        "for. Only this window shows the key to your own page. Ctrl and C here closes the room."
    )


def once_listening(room: Room) -> str:
    """Return what is said once the room is open: where the class comes, and the lecturer's own address."""
    found = room.addresses()
    lines = ["", f"  The room is open for {room.size.students} students."]
    if found:
        lines += ["", f"    the class opens   {room.home(found[0])}"]
        lines += [f"    or                {room.home(other)}" for other in found[1:]]
    else:
        lines += ["", _set("This computer is in no network: join the Wi-Fi or open a hotspot on a phone.")]
    lines += [
        "",
        f"    the projector     {room.lecturers_address()}",
        "                      (yours alone: open it on this computer; the key goes from the address bar)",
        "",
        "  To close the room, press Ctrl and C here.",
    ]
    return "\n".join(lines)


def too_little_memory(size: RoomSize, free_mb: float) -> str:
    """Return a sentence when the memory that is left will hardly do, else nothing.

    >>> too_little_memory(RoomSize(60), free_mb=8000)
    ''
    >>> too_little_memory(RoomSize(60), free_mb=1200).split(":")[0]
    '1.2 GB of memory are free, and 60 students need about 1.8 GB'
    """
    needed = size.memory_mb + _SERVER_MB
    if free_mb >= needed:
        return ""
    return (
        f"{free_mb / 1000:.1f} GB of memory are free, and {size.students} students need about {needed / 1000:.1f} GB: "
        "close other programs, or let two share a screen. "
        f"'sciatica-toolkit rehearse --students {size.students}' tries it."
    )


def chosen_address(text: str) -> str:
    """Return the address at which to listen, given as numbers or as this computer's name.

    Raises:
        OSError: it is not an address of this computer.

    >>> chosen_address("localhost")
    '127.0.0.1'
    """
    try:
        address = str(socket.getaddrinfo(text, None, socket.AF_INET, socket.SOCK_STREAM)[0][4][0])
        with socket.socket() as probe:
            probe.bind((address, 0))
    except (OSError, UnicodeError):
        own = [
            entry.address
            for entries in psutil.net_if_addrs().values()
            for entry in entries
            if entry.family == socket.AF_INET
        ]
        raise OSError(f"{text} is no address of this computer. It has {', '.join(own)}.") from None
    return "" if address == "0.0.0.0" else address  # noqa: S104 - a comparison


def serve_class(
    students: int,
    port: int | None = None,
    *,
    address: str = "",
    open_browser: bool = True,
    debug: bool = False,
    plain: bool = False,
    keep: Path | None = None,
) -> int:
    """Serve a class until Ctrl and C; returns the exit code.

    Args:
        students: how many are expected.
        port: a port, or the first free one.
        address: the one address of this computer to listen at; all of its networks when left out.
        open_browser: whether to open the projector's page in a browser of this computer.
        debug: whether pages show tracebacks.
        plain: whether to keep no page ready.
        keep: a file in which the class board's lesson is kept; in memory only where none is given.

    Raises:
        BoardError: the lesson cannot be kept in that file.
        ValueError: a number of students that a room cannot have.
        OSError: the port is taken, or the address is not this computer's.
    """
    size = RoomSize(students)
    own = chosen_address(address) if address else ""
    place = own or "0.0.0.0"  # noqa: S104 - it is said below
    chosen = free_port(address=place) if port is None else free_port(port, 1, place)
    if keep is not None:
        from toolkit.serve.board.keeping import check_file  # noqa: PLC0415 - it knows the models

        check_file(keep)
    room = Room(chosen, size, own, keep=keep)
    print(f"\n{before_listening(room)}", flush=True)
    warning = too_little_memory(size, memory().left_mb)
    if warning:
        print(f"\n{_set(warning)}", flush=True)
    server = make_server(
        chosen,
        open_browser=open_browser,
        show_tracebacks=debug,
        warm=() if plain else pages_to_warm(),
        room=room,
    )
    server.said = once_listening(room)
    server.start()
    return 0


def _set(text: str) -> str:
    return textwrap.fill(text, 96, break_on_hyphens=False, initial_indent="  ", subsequent_indent="  ")
