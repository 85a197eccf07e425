"""A scripted class for hours: does the server stay as it is? Memory, open files, processes, zombies.

    python tests/benchmarks/warm_soak.py --minutes 120

Waves of visitors come, move, leave; now and then a kernel, a waiting kernel or the warm process is killed.
Prints one line of JSON a wave; ends with the growth between the second wave and the last.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil
from warm_kernels import server

from toolkit.content.place import notebooks_dir
from toolkit.serve.room.visitors import crowd


def state(address):
    """Return what the server says of itself."""
    root = address.split("voila/")[0]
    with urllib.request.urlopen(f"{root}lever/state/", timeout=10) as answer:
        return json.load(answer)


def settled(address, page, spares):
    """Wait until nobody is there and all is as at the beginning; return the state."""
    end = time.monotonic() + 60
    while True:
        now = state(address)
        if not now["guests"] and len(now["kernels"]) == len(now["warm"][page]["spares"]) == spares:
            return now
        assert time.monotonic() < end, now
        time.sleep(0.1)


def main():
    """Run the class."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--page", default="01_history.ipynb")
    wishes = parser.parse_args()
    chance = random.Random(1)
    spares = 2
    seen = []
    with tempfile.TemporaryDirectory() as place:
        shutil.copyfile(notebooks_dir() / wishes.page, Path(place) / wishes.page)
        with server(Path(place), wishes.page, warm=True, spares=spares) as (process, address, _):
            top = psutil.Process(process.pid)
            end = time.monotonic() + 60 * wishes.minutes
            wave = killed = 0
            while time.monotonic() < end:
                if wave and wave % 5 == 0:
                    now = state(address)["warm"][wishes.page]
                    os.kill(chance.choice([now["pid"], *now["spares"]]), signal.SIGKILL)
                    killed += 1
                visits = asyncio.run(crowd(address, wishes.visitors, within=2, moves=3, every=1))
                settled(address, wishes.page, spares)
                below = top.children(recursive=True)
                line = {
                    "wave": wave,
                    "failed": [visit.failed for visit in visits if visit.failed],
                    "rss_mb": round(top.memory_info().rss / 1e6, 1),
                    "files": top.num_fds(),
                    "processes": len(below),
                    "zombies": sum(child.status() == psutil.STATUS_ZOMBIE for child in below),
                    "killed": killed,
                    "sessions": wishes.visitors * (wave + 1),
                }
                seen.append(line)
                print(json.dumps(line), flush=True)
                wave += 1
    first, last = seen[min(1, len(seen) - 1)], seen[-1]
    growth = {key: round(last[key] - first[key], 1) for key in ("rss_mb", "files", "processes", "zombies")}
    print(
        json.dumps(
            {
                "growth": growth,
                "sessions": last["sessions"],
                "failed": sum(len(one["failed"]) for one in seen),
            }
        )
    )


if __name__ == "__main__":
    main()
