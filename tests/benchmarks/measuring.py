"""How the benchmarks measure: rounds that take turns, medians, and how busy the machine was."""

import os
import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class Spent(NamedTuple):
    """What one piece of work took: seconds on the clock, and seconds of processor."""

    wall: float
    cpu: float


def spent(work: Callable[[], object]) -> Spent:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def by_turns(works: Mapping[str, Callable[[], Spent]], rounds: int) -> dict[str, Spent]:
    """Return the median of several rounds for each work; they take turns, so that each meets the same machine."""
    found: dict[str, list[Spent]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(work())
    return {
        name: Spent(statistics.median(s.wall for s in each), statistics.median(s.cpu for s in each))
        for name, each in found.items()
    }


def repeated(work: Callable[[], object], times: int) -> Callable[[], Spent]:
    """Return a work that runs something several times and tells the median of one of them."""

    def once() -> Spent:
        each = [spent(work) for _ in range(times)]
        return Spent(statistics.median(s.wall for s in each), statistics.median(s.cpu for s in each))

    return once


def machine() -> str:
    """Tell how many processors there are and how many programs waited for them lately."""
    one, five, _ = os.getloadavg()
    return f"{os.cpu_count()} processors; load average {one:.1f} (1 min), {five:.1f} (5 min)"


def against(value: float, wanted: float, *, at_least: bool, unit: str = "") -> str:
    """Tell whether a figure meets what was asked for.

    >>> against(12.0, 40, at_least=True, unit=" x")
    'asked: at least 40 x, NOT met'
    """
    met = value >= wanted if at_least else value <= wanted
    return f"asked: {'at least' if at_least else 'at most'} {wanted:g}{unit}, {'met' if met else 'NOT met'}"
