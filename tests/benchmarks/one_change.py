"""What one change of a control costs, 200 twins, and a year of a real watch's files.

    python tests/benchmarks/one_change.py

What is measured, in the toolkit's own environment and with no peer:
- one change: 26 weeks lived with pain, the hazards of all days with their band (200 draws), and the attribution with its
  band (100 draws). In each repetition the control stands elsewhere (the size of a spike, then of a long run), so
  that nothing is remembered from the time before; only what a page has read once (`data/`, draws) is.
- 200 twins: 26 weeks of 200 pairs of lives, with the band of their difference.
- 300 FIT files: copies of one real run of 122 KB, each moved to a day of its own (the reader takes equal files for one),
  read with progress. Skipped with a word where the real file is not there.

Medians of rounds that take turns; processor time beside the clock, so that a busy machine is seen for what it is.
"""

import argparse
import itertools
from pathlib import Path

from measuring import against, by_turns, machine, repeated, spent  # isort: skip - sets the number of threads first

from fit_copies import on_another_day

from toolkit.factors import CombinedFactorModel, live, twins
from toolkit.factors.twins import Change
from toolkit.history import LongRun, Runner, ShortNights, StressPeriod, TrainingSpike, named_runners, simulate
from toolkit.history.readers import read_diary

REAL_RUN = (
    Path(__file__).resolve().parents[3]
    / "shared/real-data/activities/fit/fitparse__activity-small-fenix2-run.fit"
)


def one_change(model):
    """Return a function that moves a control, and lives, judges and splits."""
    runner = next(iter(named_runners().values())).runner
    places = itertools.count()

    def moved():
        at = next(places)
        events = [
            TrainingSpike(week=-3, percent=20 + 5 * (at % 30)),
            LongRun(week=-2, percent=10 + 5 * (at // 30 % 20)),
            ShortNights(week=-2),
            StressPeriod(week=-4),
        ]
        life = live(runner, events, seed=at, model=model)
        return life.diary, life.hazards, life.attribution

    return moved


def parts_of_it(model):
    runner = Runner()
    sizes = itertools.cycle(range(5, 200, 5))
    diary = simulate(runner, [LongRun(week=-2, percent=60)], seed=1)
    return {
        "  of it: 26 weeks lived": lambda: live(
            runner, [LongRun(week=-2, percent=next(sizes))], seed=1, model=model
        ),
        "  of it: hazards with band": lambda: model.hazards(diary, runner),
        "  of it: attribution": lambda: model.attribute(diary, runner),
    }


def two_hundred_twins(model):
    runner, sizes = Runner(), itertools.cycle(range(20, 200, 5))

    def lived():
        events = [TrainingSpike(week=-3, percent=next(sizes)), ShortNights(week=-2), StressPeriod(week=-3)]
        return twins(runner, events, Change(remove=("training_spike",)), n=200, model=model).words

    return lived


def of_the_page(rounds, times):
    model = CombinedFactorModel()
    works = {"one change": one_change(model), **parts_of_it(model), "200 twins": two_hundred_twins(model)}
    for work in works.values():
        work()
    turns = {name: repeated(work, times) for name, work in works.items()}
    wanted = {"one change": 15, "200 twins": 60}
    for name, took in by_turns(turns, rounds).items():
        said = against(1000 * took.cpu, wanted[name], at_least=False, unit=" ms") if name in wanted else ""
        print(
            f"  {name:28} {1000 * took.cpu:6.1f} ms of processor; by the clock {1000 * took.wall:6.1f} ms; {said}"
        )


def a_year_of_files(count):
    if not REAL_RUN.exists():
        print("\nThe real watch file is not here, so a year of files is not read.")
        return
    data = REAL_RUN.read_bytes()
    copies = [(f"run-{at:03}.fit", on_another_day(data, at)) for at in range(count)]
    told = []
    reading = []
    took = spent(lambda: reading.append(read_diary(copies, progress=lambda done, total: told.append(done))))
    (found,) = reading
    runs = len(found.activities)
    if found.problem or runs != count:
        raise SystemExit(f"{runs} of {count} copies were read: {found.problem} {found.notes}")
    said = against(took.cpu, 30, at_least=False, unit=" s")
    print(
        f"\n{count} FIT files of {len(data) / 1000:.0f} KB, all read as runs, progress told {len(told)} times; {machine()}:"
    )
    print(f"  {took.cpu:.1f} s of processor; by the clock {took.wall:.1f} s; {said}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--times", type=int, default=15, help="repetitions in each round")
    parser.add_argument("--files", type=int, default=300)
    asked = parser.parse_args()
    print(f"Medians of {asked.rounds} rounds; {machine()}:")
    of_the_page(asked.rounds, asked.times)
    a_year_of_files(asked.files)


if __name__ == "__main__":
    main()
