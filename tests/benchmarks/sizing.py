"""How large a machine must be: what a server, each page and each move of a control cost, as a table for docs/sizing.md.

    python tests/benchmarks/sizing.py                      all pages (some ten minutes)
    python tests/benchmarks/sizing.py --pages 01_history.ipynb --visitors 20

Memory is proportional (PSS): what processes share is counted once. Other servers of the same installation on the machine
take over a part of it: run this from an installation of its own, such as the one of `start.py offline`.
CPU seconds do: say how busy the machine was (the last line does). Not run by pytest.
"""

import argparse
import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from measuring import machine
from warm_kernels import cpu_seconds, pss_mb, server

from toolkit.content.place import notebooks_dir
from toolkit.serve.room.visited_page import open_page

SERVERS = {
    "`serve`: one person, the steps' pages kept ready": ("serve",),
    "`serve --plain`": ("serve", "--plain"),
    "`serve --class 60`": ("serve", "--class", "60", "--address", "127.0.0.1"),
    "`serve --class 200`": ("serve", "--class", "200", "--address", "127.0.0.1"),
    "`serve --hub`: one person's own behind a hub": ("serve", "--hub"),
    "`lab`: one person's JupyterLab, before a notebook is opened": ("lab", "--folder", "{folder}"),
}
_SETTLE_SECONDS = 3.0


async def stay(address, visitors, moves, pid):
    """Open pages one after the other, keep all of them, move a control of each; return MB, CPU s and CPU s of moves."""
    before = cpu_seconds(pid)
    async with contextlib.AsyncExitStack() as stack:
        pages = []
        for _ in range(visitors):
            page = await stack.enter_async_context(open_page(address))
            await page.load()
            if page.control() is not None:
                await page.move(page.control()(0))
            pages.append(page)
        await asyncio.sleep(_SETTLE_SECONDS)  # copies that wait for the next are made meanwhile
        opened = cpu_seconds(pid)
        memory = pss_mb(pid)
        controls = [(page, page.control()) for page in pages if page.control() is not None]
        for n in range(1, moves + 1):
            for page, control in controls:
                await page.move(control(n))
        moved = cpu_seconds(pid)
    return memory, opened - before, (moved - opened) / (moves * len(controls)) if controls else None


def page_row(folder, page, visitors, moves, spares=2):
    """Return what one page costs, warm and plain."""
    row = {"page": page}
    for kind, warm in (("warm", True), ("plain", False)):
        with server(folder, page, warm=warm, spares=spares) as (process, address, _):
            time.sleep(_SETTLE_SECONDS)
            base = pss_mb(process.pid)
            memory, cpu, move = asyncio.run(stay(address, visitors, moves, process.pid))
        row[kind] = ((memory - base) / visitors, cpu / visitors)
        row["move"] = move
    return row


def server_mb(*arguments):
    """Return the memory of a server as it is started for people, before anybody comes."""
    with tempfile.TemporaryDirectory() as folder:
        return _server_mb([word.format(folder=folder) for word in arguments])


def _server_mb(arguments):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    hub = {
        "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{port}/user/ann/",
        "JUPYTERHUB_SERVICE_PREFIX": "/user/ann/",
        "JUPYTERHUB_API_TOKEN": "none",
        "JUPYTERHUB_API_URL": "http://127.0.0.1:9/hub/api",
        "JUPYTERHUB_CLIENT_ID": "none",
        "JUPYTERHUB_OAUTH_SCOPES": "[]",
    }
    command = [sys.executable, "-m", "toolkit.serve.command", *arguments]
    if "--hub" not in arguments:
        command += ["--port", str(port), "--no-browser"]
    path = "voila/templates/sciatica/static/icon.svg" if arguments[0] == "serve" else "api"
    if "--hub" in arguments:
        path = f"user/ann/{path}"
    process = subprocess.Popen(
        command,
        env={**os.environ, **hub, "OPENBLAS_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while True:
            assert process.poll() is None, "the server did not come up"
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        # Until nothing changes any more: pages are made ready one after the other.
        seen = []
        while len(seen) < 4 or max(seen[-4:]) - min(seen[-4:]) > 2:
            time.sleep(3)
            seen.append(pss_mb(process.pid))
        return seen[-1]
    finally:
        process.terminate()
        process.wait(60)


def main():
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    every = sorted(file.name for file in notebooks_dir().glob("*.ipynb"))
    parser.add_argument("--pages", nargs="*", choices=every, default=every, metavar="PAGE")
    parser.add_argument("--visitors", type=int, default=10)
    parser.add_argument("--moves", type=int, default=20)
    parser.add_argument("--no-servers", action="store_true", help="leave out the first table")
    wishes = parser.parse_args()
    if not wishes.no_servers:
        print("| server, before anybody comes | MB |\n|---|---|", flush=True)
        for name, arguments in SERVERS.items():
            print(f"| {name} | {server_mb(*arguments):.0f} |", flush=True)
    print(
        f"\n{wishes.visitors} visitors, {wishes.moves} moves each\n\n"
        "| page | MB a page, kept ready | MB a page, started plainly | CPU s to open, kept ready | CPU s to open, plainly "
        "| CPU ms a move |\n|---|---|---|---|---|---|"
    )
    for page in wishes.pages:
        with tempfile.TemporaryDirectory() as place:
            shutil.copyfile(notebooks_dir() / page, Path(place) / page)
            row = page_row(Path(place), page, wishes.visitors, wishes.moves)
        move = f"{1e3 * row['move']:.1f}" if row["move"] is not None else "-"
        print(
            f"| {page.removesuffix('.ipynb')} | {row['warm'][0]:.0f} | {row['plain'][0]:.0f} | {row['warm'][1]:.3f} "
            f"| {row['plain'][1]:.2f} | {move} |",
            flush=True,
        )
    print(f"\n{machine()}")


if __name__ == "__main__":
    main()
