"""On a machine that is cut off from every network, install from the folder, check, serve, fetch home: FOLDER PORT."""

import os
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.request

_UP, _SET_FLAGS = 0x1, 0x8914


def loopback_up():
    """Bring up what a new network has, which reaches this machine only."""
    import fcntl

    if os.geteuid() != 0:
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sH14s", b"lo", _UP, b""))


def main(folder, port):
    loopback_up()
    try:
        socket.create_connection(("192.0.2.1", 80), 2)  # of the range that documentation uses
    except OSError as error:
        print("cut off:", error.strerror, flush=True)
    start = [sys.executable, f"{folder}/start.py"]
    for word in ("install", "check"):
        subprocess.run([*start, word], check=True)
    server = subprocess.Popen([*start, "serve", "--no-browser", "--port", port])
    home = f"http://127.0.0.1:{port}/voila/render/00_home.ipynb"
    try:
        end = time.monotonic() + 60
        while True:
            try:
                text = urllib.request.urlopen(home, timeout=30).read().decode()
                break
            except OSError:
                assert server.poll() is None
                assert time.monotonic() < end
                time.sleep(0.2)
        assert "Sciatica Toolkit" in text
        assert "data-failed" not in text
        print("home:", len(text), flush=True)
    finally:
        server.send_signal(signal.SIGINT)
        print("ended with", server.wait(30), flush=True)


if __name__ == "__main__":
    # The folder must be enough: nothing of the tests' own may be found.
    os.environ.pop("PYTHONPATH", None)
    main(*sys.argv[1:])
