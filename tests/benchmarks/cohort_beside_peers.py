"""Runner-days a second beside mesa and starsim, and whether memory stays flat and time linear.

    python tests/benchmarks/cohort_beside_peers.py

What is compared: the same daily process (`daily_process`) for runners of the same population over 52 weeks. With the
toolkit's luck looked up, all three engines live the very same days, to the last digit, with the same episodes; the
script shows that first. In the timed rounds each engine draws its own luck, as its users would.

How fairly:
- People, what happens to them and the building of agents and arrays lie outside the clock for all. Compilation too.
- mesa: one agent a runner, Python's own generator, no table of days, windows as running sums. Its speed does not depend
  on the number of runners, so 200 are enough. A clumsier model of the same process would flatter the toolkit.
- starsim: a module over arrays. What it spends on a step hardly depends on the runners, so it is quicker the more there are:
  it lives 40,000 (over 26 weeks, to spare memory) as well as 8,000. Once with its default settings (common random
  numbers, as the toolkit's luck always is) and once with its quickest (without).
- toolkit: `simulate_many` with the hazards as onset rule, in blocks of 500, and it alone keeps a diary of all days
  with eleven columns. `cohort` also draws the people and counts; it stops at the first episode's day.
- Engines take turns in every round, and the medians are told. One core: processor seconds, so that a busy machine harms
  nobody. Two cores: two processes side by side with as many runners each; their rates, added.

The peers live in an environment of their own: `python -m venv peers`, `peers/bin/pip install --require-hashes -r
locks/peers.txt`, then `PYTHONPATH=. peers/bin/python tests/benchmarks/cohort_beside_peers.py`. The lock comes from
`mesa starsim pgmpy pyagrum pydantic pyyaml pytest`, held to the versions of `locks/test.txt`.
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
import time
from functools import partial

from measuring import against, by_turns, machine, Spent  # isort: skip - sets the number of threads before numpy

import mesa_runners
import numpy as np
import starsim_runners
import toolkit_runners
from daily_process import SEED, WEEKS, Lives, SameLuck, drawn_lot

from toolkit.factors.cohort import cohort
from toolkit.factors.sharing import shared

MESA, STARSIM, TOOLKIT = 200, 40_000, 4000
SAME = 200
ENGINES = {
    "toolkit": (toolkit_runners.timed, TOOLKIT),
    "mesa": (mesa_runners.timed, MESA),
    "starsim": (partial(starsim_runners.timed, weeks=26, crn=True), STARSIM),
    "starsim, 8,000": (partial(starsim_runners.timed, weeks=26, crn=True), 8000),
    "starsim, quickest": (partial(starsim_runners.timed, weeks=26), STARSIM),
}


def whole_cohort(span, weeks=WEEKS):
    runners = span[1] - span[0]
    start, cpu = time.perf_counter(), time.process_time()
    found = cohort(runners, weeks=weeks, workers=1)
    end = time.perf_counter()
    days = runners * 7 * weeks
    episodes = int(found.by_week.sum())
    return toolkit_runners.Timed(start, end, time.process_time() - cpu, days, episodes)


def show_that_the_days_are_the_same():
    lot = drawn_lot((0, SAME))
    same = SameLuck(SEED, lot)
    ours = toolkit_runners.lives(lot)
    ill = int((ours.onset_day >= 0).sum())
    print(f"Same luck, {SAME} runners, {SAME * lot.days:,} runner-days, {ill} episodes:")
    for name, engine in (("mesa", mesa_runners), ("starsim", starsim_runners)):
        theirs = engine.lives(lot, same)
        apart = max(float(np.abs(a - b).max()) for a, b in zip(ours, theirs, strict=True))
        what = ", ".join(Lives._fields)
        print(f"  {name}: largest difference in {what}: {apart:.2g}")
        if apart > 1e-9:
            raise SystemExit(f"{name} does not live the same days; nothing is compared.")


def on_one_core(rounds):
    engines = {**ENGINES, "cohort": (whole_cohort, TOOLKIT)}
    rates, episodes = {name: [] for name in engines}, dict.fromkeys(engines, 0)
    years = dict.fromkeys(engines, 0)
    works = {}

    def work(name, timed, runners):
        done = timed((0, runners))
        rates[name].append(done.runner_days / (done.end - done.start))
        episodes[name] += done.episodes
        years[name] += done.runner_days / 364
        return Spent(done.runner_days / (done.end - done.start), done.runner_days / done.cpu)

    for name, (timed, runners) in engines.items():
        works[name] = partial(work, name, timed, runners)
    found = by_turns(works, rounds)
    print(f"\nOne core, {rounds} rounds, medians; {machine()}:")
    for name, each in found.items():
        spread = f"{min(rates[name]):,.0f} to {max(rates[name]):,.0f}"
        print(
            f"  {name:18} {each.cpu:>12,.0f} runner-days per processor second; by the clock {each.wall:,.0f} ({spread}); "
            f"first episodes per year lived {episodes[name] / years[name]:.3f}"
        )
    ratio = {name: found["toolkit"].cpu / each.cpu for name, each in found.items()}
    print(f"  toolkit / mesa: {ratio['mesa']:.0f} x; {against(ratio['mesa'], 40, at_least=True, unit=' x')}")
    for name in (name for name in ENGINES if name.startswith("starsim")):
        print(f"  toolkit / {name}: {ratio[name]:.2f} x; {against(ratio[name], 1, at_least=True, unit=' x')}")


def on_two_cores(rounds):
    rates = {name: [] for name in (*ENGINES, "cohort")}
    for _ in range(rounds):
        for name, (timed, runners) in ENGINES.items():
            # the toolkit's own way of sharing serves all three
            spans = [(0, runners), (runners, 2 * runners)]
            done = list(shared(timed, spans, 2))
            clock = sum(each.runner_days / (each.end - each.start) for each in done)
            rates[name].append((sum(each.runner_days / each.cpu for each in done), clock))
        start = time.perf_counter()
        cohort(2 * TOOLKIT, weeks=WEEKS, workers=2)
        clock = 2 * TOOLKIT * 7 * WEEKS / (time.perf_counter() - start)
        rates["cohort"].append((float("nan"), clock))
    print(f"\nTwo cores, {rounds} rounds, medians; {machine()}:")
    middle = {}
    for name, each in rates.items():
        cpu, clock = (statistics.median(column) for column in zip(*each, strict=True))
        middle[name] = cpu
        said = f"{cpu:>12,.0f} runner-days per second of both processors; " if not math.isnan(cpu) else ""
        print(f"  {name:18} {said}by the clock {clock:,.0f}")
    for name in list(ENGINES)[1:]:
        print(f"  toolkit / {name}: {middle['toolkit'] / middle[name]:.2f} x")


def memory_and_time(counts, weeks=4):
    print(f"\nMemory and time of `cohort`, {weeks} weeks, one process each; {machine()}:")
    for count in counts:
        call = [sys.executable, "-c", ONE_COHORT, str(count), str(weeks)]
        told = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
        print(
            f"  {count:>9,} runners: at most {told['most_mb']:.0f} MB (before: {told['before_mb']:.0f} MB); "
            f"{told['cpu']:.1f} processor s, {1e6 * told['cpu'] / count / (7 * weeks):.2f} s per million runner-days"
        )


# A process of its own that knows nothing of the peers. The peak is read from the kernel where it tells it: what
# `getrusage` says is handed down from the process that started this one.
ONE_COHORT = """
import json, pathlib, resource, sys, time

from toolkit.factors.cohort import cohort


def most_mb():
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


count, weeks = map(int, sys.argv[1:])
cohort(50, weeks=4, workers=1)
before, start = most_mb(), time.process_time()
cohort(count, weeks=weeks, workers=1)
print(json.dumps({"before_mb": before, "most_mb": most_mb(), "cpu": time.process_time() - start}))
"""


def hundred_thousand_years():
    start = time.perf_counter()
    cohort(100_000, weeks=52)
    spent = time.perf_counter() - start
    print(f"\n100,000 runner-years of `cohort` with all cores: {spent:.1f} s; {machine()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--largest", type=int, default=1_000_000, help="runners of the largest cohort")
    parts = {
        "one": lambda: on_one_core(asked.rounds),
        "two": lambda: on_two_cores(asked.rounds),
        "memory": lambda: memory_and_time([n for n in (10_000, 100_000, 1_000_000) if n <= asked.largest]),
        "years": hundred_thousand_years,
    }
    parser.add_argument("--parts", nargs="+", choices=parts, default=list(parts))
    asked = parser.parse_args()
    print(machine())
    show_that_the_days_are_the_same()
    for part in asked.parts:
        parts[part]()


if __name__ == "__main__":
    main()
