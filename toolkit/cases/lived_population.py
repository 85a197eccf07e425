"""A population lived piece by piece, so that a page can show it grow and stop it; and the trial of metrics on it."""

from functools import lru_cache

from toolkit.factors.cohort import Cohort, cohort
from toolkit.factors.metric_trial import MetricCurve, metric_trial

PIECE = 1000
"""Runners lived in one step: some tenths of a second."""

WEEKS = 52
TRIAL_RUNNERS = 1000


def lived_population(seed: int, runners: int) -> Cohort:
    """Return a population of runners, each lived for a year; the first ones stay the same when more are lived.

    Args:
        seed: of the population.
        runners: a multiple of `PIECE`.

    Raises:
        ValueError: no whole number of pieces.

    >>> one, two = lived_population(7, 1000), lived_population(7, 2000)
    >>> bool((one.days <= two.days).all()) and two.runners
    2000
    """
    if runners < PIECE or runners % PIECE:
        raise ValueError(f"A population is lived in steps of {PIECE:,} runners, not {runners:,}.")
    pieces = [_piece(seed, at) for at in range(runners // PIECE)]
    first = pieces[0]
    return Cohort(
        runners=runners,
        asked=runners,
        weeks=first.weeks,
        days=sum((piece.days for piece in pieces[1:]), first.days.copy()),
        onsets=sum((piece.onsets for piece in pieces[1:]), first.onsets.copy()),
        by_week=sum((piece.by_week for piece in pieces[1:]), first.by_week.copy()),
        risk_runners=sum((piece.risk_runners for piece in pieces[1:]), first.risk_runners.copy()),
        risk_onsets=sum((piece.risk_onsets for piece in pieces[1:]), first.risk_onsets.copy()),
    )


@lru_cache(maxsize=4)
def lived_trial(seed: int) -> tuple[MetricCurve, ...]:
    """Try every load metric on runners of the same kind, half a year each."""
    return metric_trial(TRIAL_RUNNERS, seed=seed)


@lru_cache(maxsize=256)
def _piece(seed: int, at: int) -> Cohort:
    # Each piece is a cohort of its own luck; the first is the one that the seed itself names.
    return cohort(PIECE, weeks=WEEKS, seed=seed + 1_000_000 * at, workers=1)
