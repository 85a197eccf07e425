"""A room on one port of this machine, without pages kept ready: `python server_of_board.py PORT SECRET [FILE]`."""

import sys
from pathlib import Path

from toolkit.serve.launch.dashboards import make_server
from toolkit.serve.room.lecturer import LecturerKey
from toolkit.serve.room.opened import Room

if __name__ == "__main__":
    port, secret, *kept = sys.argv[1:]
    file = Path(kept[0]) if kept else None
    room = Room(int(port), address="127.0.0.1", lecturer=LecturerKey(secret), keep=file)
    make_server(int(port), room=room).start()
