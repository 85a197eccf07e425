"""The evening before: as many visitors as there will be students, on the lecturer's own machine, and a verdict."""

import asyncio
import contextlib
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from toolkit.serve.kernels.memory import memory
from toolkit.serve.room.visitors import MOST_VISITORS, Visit, crowd

PATIENCE_SECONDS = 20.0
"""A class that waits longer than this for its pages is lost to its phones."""

PROMPT_MS = 100.0
"""A control that answers within this feels immediate."""

_SLUGGISH_MS = 500.0
_ENOUGH_MEMORY_MB = 1000.0
_EVERY_SECONDS = 2.0
_START_SECONDS = 90.0
_AT_REST = 0.05
_BUSY_PERCENT = 25.0


CHECKLIST = (
    "In the room, before the lecture (docs/room.md says more):",
    "  1. Open the address on two phones in the Wi-Fi that students use. One is not enough: some networks let",
    "     the first device through.",
    "  2. If it does not come: does the laptop's firewall ask? Allow this program in private networks.",
    "  3. Still not? The network keeps devices apart, as many on a campus do. Plan B: a phone's hotspot or a small",
    "     router, laptop and students in it; no internet is needed.",
    "  4. Phones must be logged in to the Wi-Fi's own page, a VPN off, and the address typed with http://.",
    "  5. Plug the laptop in and switch off its sleep.",
)
"""What a rehearsal on one computer cannot see."""


@dataclass(frozen=True)
class Rehearsal:
    """What a rehearsal measured.

    Attributes:
        students: how many came.
        ready: how many had a page that answered.
        last_ready_seconds: from the first one's coming to the last page that answered.
        move_ms: the median of a control's answer while all were there; 0 for a page without controls.
        slow_move_ms: one move in twenty took longer than this.
        memory_mb: what server and pages used together.
        free_mb: what was left of the machine's memory.
        failures: what went wrong, each once.
        within_seconds: in which they came.
        busy_percent: of the machine's processors, that other programs used just before.
    """

    students: int
    ready: int
    last_ready_seconds: float
    move_ms: float
    slow_move_ms: float
    memory_mb: float
    free_mb: float
    failures: tuple[str, ...] = ()
    within_seconds: float = 10.0
    busy_percent: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether a lecture can be built on it."""
        return not self._obstacle()

    def verdict(self) -> str:
        """Return the verdict in one sentence.

        >>> Rehearsal(60, 60, 4.2, 21.0, 60.0, 1400.0, 9800.0).verdict()
        'This computer will hold 60 students: the last page was ready after 4 s, a control answered
        in 21 ms, and 9.8 GB of memory were left.'
        """
        obstacle = self._obstacle()
        if obstacle:
            return f"This computer will not hold {self.students} students: {obstacle}."
        answered = f" a control answered in {self.move_ms:.0f} ms," if self.move_ms else ""
        found = (
            f"the last page was ready after {self.last_ready_seconds:.0f} s,{answered} "
            f"and {self.free_mb / 1000:.1f} GB of memory were left"
        )
        if self.move_ms > PROMPT_MS or self.slow_move_ms > _SLUGGISH_MS:
            return f"This computer will hold {self.students} students, but controls will drag: {found}."
        return f"This computer will hold {self.students} students: {found}."

    def report(self) -> str:
        """Return the verdict, the figures under it, and what was not tried."""
        lines = [
            self.verdict(),
            "",
            f"  pages that came up        {self.ready} of {self.students}",
            f"  last page ready after     {self.last_ready_seconds:.1f} s (they came within {self.within_seconds:.0f} s)",
            f"  a control answers in      {self.move_ms:.0f} ms (one in twenty over {self.slow_move_ms:.0f} ms)",
            f"  memory of all pages       {self.memory_mb / 1000:.2f} GB",
            f"  memory left               {self.free_mb / 1000:.2f} GB",
            *(f"  went wrong                {failure}" for failure in self.failures),
            "",
            *self._disturbed(),
            "The students were programs on this computer, which costs it more than real ones would.",
            "The network was not tried.",
            "",
            *CHECKLIST,
        ]
        return "\n".join(lines)

    def _disturbed(self) -> list[str]:
        if self.busy_percent < _BUSY_PERCENT:
            return []
        return [
            f"Other programs used {self.busy_percent:.0f} % of this computer just before: close them, and rehearse again.",
        ]

    def _obstacle(self) -> str:
        if self.ready < self.students:
            missing = self.students - self.ready
            why = f" ({self.failures[0]})" if self.failures else ""
            return f"{missing} page{'s' if missing > 1 else ''} did not come up{why}"
        if self.last_ready_seconds > self.within_seconds + PATIENCE_SECONDS:
            return f"the last page was ready only after {self.last_ready_seconds:.0f} s"
        if self.move_ms > _SLUGGISH_MS:
            return f"a control needed {self.move_ms / 1000:.1f} s to answer"
        if self.free_mb < _ENOUGH_MEMORY_MB:
            return f"only {max(0.0, self.free_mb) / 1000:.1f} GB of memory were left"
        return ""


def rehearse(
    students: int,
    *,
    page: str = "01_history.ipynb",
    within: float = 10.0,
    moves: int = 5,
    serve: Sequence[str] = (),
) -> Rehearsal:
    """Serve a class on this machine, let as many visitors come, and measure; takes under a minute, as a rule.

    Nobody else can reach it meanwhile: it listens at this machine's own address. The visitors come when all
    pages are ready, since a lecturer opens the room some minutes before the class is there.

    Args:
        students: how many visitors come.
        page: which page they open.
        within: seconds in which they come.
        moves: how often each moves a control, every two seconds.
        serve: further arguments of `sciatica-toolkit serve --class`, as the lecture will have them.

    Raises:
        ValueError: a number of students that cannot be tried.
        OSError: the server did not come up.
    """
    if not 1 <= students <= MOST_VISITORS:
        raise ValueError(f"From 1 to {MOST_VISITORS} students can be rehearsed, not {students}.")
    room = ("--class", str(students), "--address", "127.0.0.1", *serve)
    busy = psutil.cpu_percent(interval=1.0)
    with _served(room) as (server, address):
        _at_rest(server.pid)
        measured: list[float] = []

        def gathered() -> None:
            measured.extend((memory_mb(server.pid), memory().left_mb))

        visits = asyncio.run(
            crowd(
                f"{address}voila/render/{page}",
                students,
                within=within,
                moves=moves,
                every=_EVERY_SECONDS,
                gathered=gathered,
            )
        )
    return replace(summary(visits, *measured, within=within), busy_percent=busy)


def summary(visits: Sequence[Visit], memory: float, free: float, *, within: float) -> Rehearsal:
    """Return what the visits amount to.

    Args:
        visits: one for each student, in the order of their coming.
        memory: MB that server and pages used.
        free: MB that were left.
        within: seconds in which they came.
    """
    came_up = [visit for visit in visits if not visit.failed]
    moves = sorted(ms for visit in came_up for ms in visit.moves_ms)
    ready = [within * visit.number / len(visits) + visit.ready_seconds for visit in came_up]
    return Rehearsal(
        students=len(visits),
        ready=len(came_up),
        last_ready_seconds=max(ready, default=0.0),
        move_ms=statistics.median(moves) if moves else 0.0,
        slow_move_ms=moves[int(0.95 * (len(moves) - 1))] if moves else 0.0,
        memory_mb=memory,
        free_mb=free,
        failures=tuple(dict.fromkeys(visit.failed for visit in visits if visit.failed)),
        within_seconds=within,
    )


def memory_mb(pid: int) -> float:
    """Return the memory of a process and all below it in MB; what they share is counted once where that can be seen."""
    total = 0.0
    top = psutil.Process(pid)
    for process in [top, *top.children(recursive=True)]:
        try:
            total += _own_mb(process)
        except (psutil.Error, OSError):  # ended meanwhile
            continue
    return total


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process and all below it, in seconds."""
    total = 0.0
    top = psutil.Process(pid)
    for process in [top, *top.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):  # ended meanwhile
            times = process.cpu_times()
            total += times.user + times.system
    return total


def _at_rest(pid: int) -> None:
    """Wait until a server has made its pages ready: until it hardly works any more."""
    end = time.monotonic() + _START_SECONDS
    quiet = 0
    while quiet < 3 and time.monotonic() < end:
        before = cpu_seconds(pid)
        time.sleep(1)
        quiet = quiet + 1 if cpu_seconds(pid) - before < _AT_REST else 0


def _own_mb(process: psutil.Process) -> float:
    rollup = Path(f"/proc/{process.pid}/smaps_rollup")
    if rollup.exists():
        pss = next(line for line in rollup.read_text().splitlines() if line.startswith("Pss:"))
        return int(pss.split()[1]) / 1024
    return float(process.memory_info().rss) / 1e6


@contextlib.contextmanager
def _served(arguments: Sequence[str]) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "toolkit.serve.command", "serve", "--no-browser", "--port", str(port)]
    server = subprocess.Popen([*command, *arguments], stdout=subprocess.DEVNULL, env=dict(os.environ))
    try:
        _wait_for(server, port)
        yield server, f"http://127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError as error:
            if server.poll() is not None or time.monotonic() > end:
                raise OSError(
                    "The pages could not be served. Try 'sciatica-toolkit serve' to see why."
                ) from error
            time.sleep(0.1)
        else:
            return
