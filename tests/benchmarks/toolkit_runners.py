"""The daily process in the toolkit: `simulate_many` with the hazards as its onset rule, in blocks."""

import time

import numpy as np
from daily_process import SEED, WEEKS, Lives, Lot, Timed, drawn_lot

from toolkit.factors.cohort import BLOCK
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.onset import HazardOnset
from toolkit.history import Diaries, simulate_many


def live(lot: Lot, seed: int = SEED) -> Diaries:
    """Live all days of a lot, pain and what it does to the days after it included."""
    rule = HazardOnset(CombinedFactorModel(), lot.usual, lot.people.standing, seed=seed, lives=lot.numbers)
    return simulate_many(
        lot.people.habits, lot.footprint, seed=seed, weeks=lot.days // 7, onset=rule, lives=lot.numbers
    )


def lives(lot: Lot, seed: int = SEED) -> Lives:
    lived = live(lot, seed)
    first = np.full((2, len(lot.numbers)), -1)
    if lived.onset_day.shape[1]:
        first = np.stack([lived.onset_day[:, 0], lived.onset_cause[:, 0]])
    columns = (
        lived.distance_km,
        lived.sleep_h,
        lived.sleep_quality,
        lived.stress,
        lived.soreness,
        lived.pain,
    )
    return Lives(*columns, *first)


def timed(span: tuple[int, int], weeks: int = WEEKS) -> Timed:
    live(drawn_lot((0, 20), 4))
    blocks = [(first, min(first + BLOCK, span[1])) for first in range(span[0], span[1], BLOCK)]
    lots = [drawn_lot(block, weeks) for block in blocks]
    start, cpu, episodes = time.perf_counter(), time.process_time(), 0
    for lot in lots:
        episodes += int((live(lot).onset_day >= 0).any(axis=1).sum())
    end = time.perf_counter()
    return Timed(start, end, time.process_time() - cpu, (span[1] - span[0]) * 7 * weeks, episodes)
