"""The diary against what happened: what a watch misses, what a person writes, what is told from memory."""

from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np

from toolkit.content.recording import recording_file
from toolkit.history.diary import LONGEST_RUN_KM, RATINGS, Diary, Flags, Floats, Run
from toolkit.history.luck import Cells, cells, normal_in, uniform_in

_WRITTEN = ("sleep_quality", "stress", "soreness", "pain")


@dataclass(frozen=True)
class Keeping:
    """How well somebody keeps a diary; all zero, with steps as fine as the diary's, keeps it as it happened.

    Attributes:
        watch_missing, watch_longest_gap: share of days without watch data; longest such gap in days.
        distance_error: standard deviation of the watch's error, as a share of the distance.
        effort_forgotten: share of runs without effort.
        ratings_missing, ratings_longest_gap: share of days without ratings; longest such gap in days.
        step, inertia, sd: step of the scale, how far a day must be from the usual to be written as different,
            and the scatter of rating; points of 10.
        stress_kept_back: share of stress above usual that is not written.
        sleep_step, sleep_overstated: in hours.

    >>> Keeping.usual().step
    1.0
    """

    watch_missing: float = 0.0
    watch_longest_gap: int = 1
    distance_error: float = 0.0
    effort_forgotten: float = 0.0
    ratings_missing: float = 0.0
    ratings_longest_gap: int = 1
    step: float = 0.1
    inertia: float = 0.0
    sd: float = 0.0
    stress_kept_back: float = 0.0
    sleep_step: float = 0.1
    sleep_overstated: float = 0.0

    @classmethod
    def usual(cls) -> Self:
        """Return the ordinary way of keeping a diary, from `data/recording.yaml`."""
        watch, ratings = recording_file().watch, recording_file().ratings
        return cls(
            watch_missing=watch.days_missing.value,
            watch_longest_gap=int(watch.longest_gap.value),
            distance_error=watch.distance_error.value,
            effort_forgotten=watch.effort_forgotten.value,
            ratings_missing=ratings.days_missing.value,
            ratings_longest_gap=int(ratings.longest_gap.value),
            step=ratings.step.value,
            inertia=ratings.inertia.value,
            sd=ratings.sd.value,
            stress_kept_back=ratings.stress_kept_back.value,
            sleep_step=ratings.sleep_step.value,
            sleep_overstated=ratings.sleep_overstated.value,
        )


def recorded(diary: Diary, *, seed: int = 0, keeping: Keeping | None = None) -> Diary:
    """Return the diary as a watch and a person would have kept it.

    What a watch missed is unknown, not a rest day. Ratings stick to the usual answer (their median) and move
    in whole steps; stress is played down, sleep a little overstated; days are forgotten in runs. Notes stay.

    Args:
        diary: what happened.
        seed: of the luck of recording, which is apart from the luck of living.
        keeping: how well it is kept; ordinarily when none is given.

    >>> happened = Diary.build(28, runs=[(1, Run(8, 48, 4))], stress=[3.4] * 28)
    >>> (
    ...     recorded(happened, seed=1) == recorded(happened, seed=1),
    ...     recorded(happened, keeping=Keeping()) == happened,
    ... )
    (True, True)
    """
    how = keeping or Keeping.usual()
    grid = cells(seed, 0, diary.days_before)
    unseen = _gaps(grid, "watch", how.watch_missing, how.watch_longest_gap)
    unwritten = _gaps(grid, "ratings", how.ratings_missing, how.ratings_longest_gap)
    columns = {name: _written(getattr(diary, name), grid, name, how) for name in _WRITTEN}
    columns["sleep_h"] = _sleep(diary.sleep_h, how)
    for column in columns.values():
        column[unwritten] = np.nan
    return Diary.build(
        diary.days,
        runs=_watched(diary, grid, unseen, how),
        unknown_days=np.flatnonzero(unseen | ~diary.training_known).tolist(),
        sleep_h=columns["sleep_h"],
        sleep_quality=columns["sleep_quality"],
        stress=columns["stress"],
        soreness=columns["soreness"],
        pain=columns["pain"],
        notes=diary.notes,
        episodes=diary.episodes,
        first_day=diary.first_day,
    )


def recalled(diary: Diary, *, seed: int = 0) -> Diary:
    """Return the weeks as they are told from memory at the consultation, without watch or diary.

    The last days are told nearly as they were. Before that some runs are forgotten (the shortest first), and
    distances, minutes and ratings are drawn towards the usual and rounded. A forgotten run is told as rest.
    """
    memory = recording_file().memory
    grid = cells(seed, 0, diary.days_before)
    vague = diary.days_before < -memory.vivid_days.value
    usual_km = float(np.nanmedian(diary.run_km)) if len(diary.run_km) else 0.0
    usual_min = float(np.nanmedian(diary.run_min)) if len(diary.run_min) else 0.0
    drawn, km_step, min_step = (
        memory.drawn_to_usual.value,
        memory.distance_step.value,
        memory.duration_step.value,
    )
    forget = uniform_in(grid, "recall: forgotten")
    runs = []
    for day, km, minutes, effort in zip(*_runs(diary), strict=True):
        if vague[day]:
            # A run of usual length is forgotten with the usual share, one of twice the length almost never.
            short = max(2.0 - km / usual_km, 0.0) if usual_km else 1.0
            if forget[day] < memory.runs_forgotten.value * short:
                continue
            km, minutes = km + drawn * (usual_km - km), minutes + drawn * (usual_min - minutes)  # noqa: PLW2901
        told = Run(_stepped(km, km_step), _stepped(minutes, min_step), _stepped(effort, 1.0))
        runs.append((day, told))
    columns: dict[str, Floats] = {}
    for name in RATINGS:
        values = getattr(diary, name)
        usual = _usual(values)
        pulled = np.where(vague, values + drawn * (usual - values), values)
        columns[name] = np.clip(np.rint(pulled), 0, 24 if name == "sleep_h" else 10)
    return Diary.build(
        diary.days,
        runs=runs,
        unknown_days=np.flatnonzero(~diary.training_known).tolist(),
        sleep_h=columns["sleep_h"],
        sleep_quality=columns["sleep_quality"],
        stress=columns["stress"],
        soreness=columns["soreness"],
        pain=columns["pain"],
        notes=diary.notes,
        episodes=diary.episodes,
        first_day=diary.first_day,
    )


def _runs(diary: Diary) -> tuple[list[int], list[float], list[float], list[float]]:
    return diary.run_day.tolist(), diary.run_km.tolist(), diary.run_min.tolist(), diary.run_effort.tolist()


def _watched(diary: Diary, grid: Cells, unseen: Flags, how: Keeping) -> list[tuple[int, Run]]:
    error = 1.0 + how.distance_error * normal_in(grid, "watch: distance")
    forgotten = uniform_in(grid, "watch: effort") < how.effort_forgotten
    runs = []
    for day, km, minutes, effort in zip(*_runs(diary), strict=True):
        if not unseen[day]:
            felt = float("nan") if forgotten[day] else _stepped(effort, how.step)
            runs.append((day, Run(min(km * error[day], LONGEST_RUN_KM), minutes, felt)))
    return runs


def _written(felt: Floats, grid: Cells, name: str, how: Keeping) -> Floats:
    usual = _usual(felt)
    told = felt
    if name == "stress":
        told = np.where(felt > usual, felt - how.stress_kept_back * (felt - usual), felt)
    if name == "pain":
        usual = 0.0
    told = told + how.sd * normal_in(grid, f"ratings: {name}") * (felt > 0)
    if how.inertia:
        told = np.where(np.abs(told - usual) < how.inertia, usual, told)
    return np.clip(np.rint(told / how.step) * how.step, 0.0, 10.0)


def _sleep(slept: Floats, how: Keeping) -> Floats:
    return np.clip(np.rint((slept + how.sleep_overstated) / how.sleep_step) * how.sleep_step, 0.0, 24.0)


def _usual(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else 0.0


def _stepped(value: float, step: float) -> float:
    return value if np.isnan(value) else float(np.rint(value / step) * step)


def _gaps(grid: Cells, what: str, share: float, longest: int) -> Flags:
    """Return days in gaps that take about a given share of all; half of the gaps are of one day."""
    length = 1 + np.floor(np.square(np.square(uniform_in(grid, f"{what}: gap's length"))) * longest)
    begins = uniform_in(grid, f"{what}: gap begins") < _chance_to_begin(share, longest)
    index = np.arange(len(grid))
    ends = np.maximum.accumulate(np.where(begins, index + length, 0))
    gaps: Flags = ends > index
    return gaps


@cache
def _chance_to_begin(share: float, longest: int) -> float:
    """Return the daily chance that a gap begins, such that gaps take the given share of days.

    A day lies in no gap when no gap that began j days before is longer than j, for all j:
    1 - share = product over j of (1 - chance x P(length > j)), solved by halving.
    """
    # length > j where the fourth power of luck, times longest, is at least j
    longer = [1.0, *(1.0 - (j / longest) ** 0.25 for j in range(1, longest))]
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        free = 1.0
        for chance in longer:
            free *= 1.0 - middle * chance
        low, high = (middle, high) if 1.0 - free < share else (low, middle)
    return low
