"""A whole class at once: warm pages beside plain Voilà with a plotly FigureWidget, same visitors, same run.

    python tests/benchmarks/warm_kernels.py                        the usual table (some minutes)
    python tests/benchmarks/warm_kernels.py --loads 40:2 --rows figurewidget-plain ours-warm

Rows: which page, and how its kernels start. Loads: visitors, and the seconds in which they come (0: all at once).
Prints one line of JSON a cell. Not run by pytest. The share of the light figure is `ours-plain` beside `figurewidget-plain`,
the share of the kernels is `ours-warm` beside `ours-plain`. Every server is cold: what is ready before the clock is
what `sciatica-toolkit serve` has ready when it prints its address, and its cost is in the column `boot`.
"""

import argparse
import asyncio
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psutil
from figurewidget_page import figurewidget_notebook

from toolkit.content.place import notebooks_dir
from toolkit.serve.room.visitors import crowd

SERVER = Path(__file__).resolve().parent.parent / "serve_kernels" / "server_of_pages.py"
ROWS = {
    "figurewidget-plain": ("figurewidget.ipynb", False),
    "figurewidget-warm": ("figurewidget.ipynb", True),
    "ours-plain": ("ours.ipynb", False),
    "ours-warm": ("ours.ipynb", True),
}


def tree(pid):
    """Return a process and all below it."""
    top = psutil.Process(pid)
    return [top, *top.children(recursive=True)]


def cpu_seconds(pid):
    """Return the CPU seconds of a process, all below it, and what has ended below it."""
    total = 0.0
    for process in tree(pid):
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def pss_mb(pid):
    """Return the proportional memory of a process and all below it, in MB."""
    total = 0.0
    for process in tree(pid):
        try:
            lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return total


@contextmanager
def server(folder, page, *, warm, spares):
    """Serve a folder; give the process, the page's address, and the seconds until it was ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    wishes = {"warm": {"notebooks": [page], "spares": spares}} if warm else {}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(SERVER), str(port), str(folder), json.dumps(wishes)],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    try:
        while True:
            assert process.poll() is None, "the server did not come up"
            try:
                if not warm:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/lever/state/", timeout=5) as answer:
                    state = json.load(answer)["warm"][page]
                assert not state["plain"], state["plain"]
                if state["ready"] and len(state["spares"]) == spares:
                    break
            except OSError:
                pass
            time.sleep(0.05)
        yield process, f"http://127.0.0.1:{port}/voila/render/{page}", time.perf_counter() - begun
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def measure(folder, row, visitors, within, *, moves, every, spares, seconds):
    """Return one cell of the table."""
    page, warm = ROWS[row]
    with server(folder, page, warm=warm, spares=spares) as (process, address, boot):
        cpu = cpu_seconds(process.pid)
        cell = {}

        def gathered():
            cell["cpu_s_session"] = (cpu_seconds(process.pid) - cpu) / visitors
            memory = pss_mb(process.pid)
            cell["pss_mb_session"] = memory / visitors
            cell["pss_mb_all"] = memory

        visits = asyncio.run(
            crowd(
                address, visitors, within=within, moves=moves, every=every, seconds=seconds, gathered=gathered
            )
        )
    ok = [visit for visit in visits if not visit.failed]
    moved = sorted(ms for visit in ok for ms in visit.moves_ms)
    last = max((within * visit.number / visitors + visit.ready_seconds for visit in ok), default=float("nan"))
    return {
        "row": row,
        "visitors": visitors,
        "within_s": within,
        "ready": len(ok),
        "failed": sorted({visit.failed for visit in visits if visit.failed})[:3],
        "last_ready_s": last,
        "median_ready_s": statistics.median([visit.ready_seconds for visit in ok]) if ok else None,
        **cell,
        "move_ms_median": statistics.median(moved) if moved else None,
        "move_ms_p95": moved[int(0.95 * len(moved))] if moved else None,
        "kb_at_load": ok[0].bytes_at_load / 1e3 if ok else None,
        "boot": boot,
        "load_average": os.getloadavg()[0],
    }


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", nargs="+", choices=list(ROWS), default=list(ROWS))
    parser.add_argument("--loads", nargs="+", default=["40:2", "100:2", "100:0"])
    parser.add_argument(
        "--page", default="01_history.ipynb", help="which of the toolkit's notebooks is 'ours'"
    )
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--moves", type=int, default=5)
    parser.add_argument("--every", type=float, default=2.0)
    parser.add_argument("--spares", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=240.0)
    wishes = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "figurewidget.ipynb").write_text(figurewidget_notebook())
        shutil.copyfile(notebooks_dir() / wishes.page, folder / "ours.ipynb")
        for load in wishes.loads:
            visitors, within = (float(part) for part in load.split(":"))
            for _ in range(wishes.runs):
                for row in wishes.rows:
                    cell = measure(
                        folder,
                        row,
                        int(visitors),
                        within,
                        moves=wishes.moves,
                        every=wishes.every,
                        spares=wishes.spares,
                        seconds=wishes.seconds,
                    )
                    rounded = {k: round(v, 3) if isinstance(v, float) else v for k, v in cell.items()}
                    print(json.dumps(rounded), flush=True)


if __name__ == "__main__":
    main()
