"""A world with hidden weights, studied piece by piece, so that a page can show the study grow."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from toolkit.content.factors import Factor
from toolkit.content.recovery_lab import recovery_lab
from toolkit.factors.recovery import Recovery, analyse, hidden_weights
from toolkit.factors.recovery_study import Study, study

SIZES = (1, 20, 400, 2000, 8000)
"""How many runners a study may have."""

_PIECE = 500

_STOPS: tuple[int, ...] = (1, 20, 400, *range(_PIECE, SIZES[-1] + 1, _PIECE))
"""Where each step of a study ends: no step takes longer than some tenths of a second."""


def hidden_in(seed: int) -> dict[Factor, float]:
    """Return the hidden log hazard ratios of a world.

    >>> min(hidden_in(3).values()) >= 0
    True
    """
    return hidden_weights(seed)


def next_stop(runners: int) -> int:
    """Return how many runners have been studied after one more step.

    >>> next_stop(0), next_stop(20), next_stop(400), next_stop(500), next_stop(8000)
    (1, 400, 500, 1000, 8000)
    """
    return next((stop for stop in _STOPS if stop > runners), _STOPS[-1])


@lru_cache(maxsize=64)
def studied(seed: int, runners: int) -> Study:
    """Return the study of a world's first runners; what was seen of fewer is not looked at again.

    Args:
        seed: of the world: its people, its luck and its hidden weights.
        runners: where a step ends.

    Raises:
        ValueError: no step ends there.

    >>> studied(3, 20).runners
    20
    """
    if runners not in _STOPS:
        raise ValueError(f"A study has one of these numbers of runners: {', '.join(map(str, _STOPS))}.")
    before = next((low for low, high in pairwise((0, *_STOPS)) if high == runners), 0)
    world = recovery_lab().world
    piece = study(
        before,
        runners,
        weeks=int(world.weeks.value),
        seed=seed,
        weights=hidden_in(seed),
        incidence=world.incidence.value,
    )
    return piece if before == 0 else studied(seed, before).joined(piece)


def found_in(seed: int, runners: int, fitted: Sequence[Factor]) -> Recovery:
    """Return what the study of a world's first runners finds with some factors in the analysis.

    >>> found_in(3, 1, ["sleep"]).weights[0].found is None
    True
    """
    return _found_in(seed, runners, tuple(fitted))


@lru_cache(maxsize=256)
def _found_in(seed: int, runners: int, fitted: tuple[Factor, ...]) -> Recovery:
    return analyse(studied(seed, runners), hidden_in(seed), fitted)
