"""Parameter recovery: hide weights, simulate runners, and see whether the weights come back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import FACTORS, Factor, factors_file
from toolkit.factors.band import Banded
from toolkit.factors.coefficients import factors_known
from toolkit.factors.recovery_study import MOST_RUNNERS, Study, study
from toolkit.history.luck import uniform

Floats = NDArray[np.float64]

_STEPS = 40
_FARTHEST = 8.0


@dataclass(frozen=True)
class RecoveredWeight:
    """One factor's weight, hidden and found.

    Attributes:
        factor: which.
        hidden: the true log hazard ratio at full dose.
        found: the estimate with its 95 % interval; none where the data cannot tell.
    """

    factor: Factor
    hidden: float
    found: Banded | None

    @property
    def inside(self) -> bool:
        """Whether the interval holds the hidden weight."""
        return self.found is not None and self.found.low <= self.hidden <= self.found.high


@dataclass(frozen=True)
class Recovery:
    """What a study of simulated runners finds.

    Attributes:
        runners, weeks, episodes: how much there was to learn from.
        weights: of the factors in the analysis.
        left_out: factors with a hidden weight that the analysis did not hold.
    """

    runners: int
    weeks: int
    episodes: int
    weights: tuple[RecoveredWeight, ...]
    left_out: tuple[Factor, ...]

    @property
    def words(self) -> str:
        """Say what came back."""
        people = "1 runner" if self.runners == 1 else f"{self.runners} runners"
        told = [weight for weight in self.weights if weight.found is not None]
        seen = f"{people}, {self.weeks} weeks, {self.episodes} episodes: "
        if not told:
            return f"{seen}too few to tell any weight."
        width = float(np.median([weight.found.high - weight.found.low for weight in told if weight.found]))
        held = sum(weight.inside for weight in told)
        said = (
            f"{seen}{held} of {len(told)} intervals hold the hidden weight; the middle interval spans a hazard "
            f"ratio of {np.exp(width):.1f} times from end to end."
        )
        if self.left_out:
            names = ", ".join(factors_file().factors[factor].name.lower() for factor in self.left_out)
            said += f" Left out: {names}; what they do is given to those they come with (confounding)."
        return said


def recover(
    runners: int,
    *,
    weeks: int = 52,
    seed: int = 0,
    hidden: Mapping[Factor, float] | None = None,
    fitted: Sequence[Factor] = FACTORS,
    incidence: float = 0.3,
) -> Recovery:
    r"""Simulate runners under hidden weights and estimate them as a cohort study would.

    The truth is $h(t) = b \exp(\sum_f w_f d_f(t))$ over the seven factors' doses, one cause, on the days of the
    population's runners; the study fits the same form by maximum likelihood (Poisson regression of days at
    risk). Episodes are made more common than they are, so that a class can see something.

    Args:
        runners: 1 to 10,000.
        weeks: 4 to 104.
        seed: of people, luck and hidden weights.
        hidden: log hazard ratios at full dose; drawn between 0 and 1 by the seed without. Those not named
            are 0.
        fitted: factors in the analysis; leave one out to meet confounding.
        incidence: yearly, of a runner without any factor.

    Raises:
        ValueError: too many or no runners, or an unknown factor.

    >>> recover(1, weeks=4).words
    '1 runner, 4 weeks, 0 episodes: too few to tell any weight.'
    """
    if not 1 <= runners <= MOST_RUNNERS:
        raise ValueError(f"Recovery takes 1 to {MOST_RUNNERS} runners, not {runners}.")
    factors_known([*(hidden or {}), *fitted])
    weights = hidden_weights(seed) if hidden is None else {f: float(hidden.get(f, 0.0)) for f in FACTORS}
    seen = study(0, runners, weeks=weeks, seed=seed, weights=weights, incidence=incidence)
    return analyse(seen, weights, fitted)


def analyse(seen: Study, hidden: Mapping[Factor, float], fitted: Sequence[Factor] = FACTORS) -> Recovery:
    """Estimate the weights of some factors from a study, and lay them beside the hidden ones.

    Args:
        seen: the study.
        hidden: the log hazard ratios of its world; 0 where not named.
        fitted: factors in the analysis.

    Raises:
        ValueError: an unknown factor.

    >>> from toolkit.factors.recovery_study import study
    >>> analyse(study(0, 1, weeks=4, weights={}), {}, ["sleep"]).weights[0].found is None
    True
    """
    factors_known([*hidden, *fitted])
    used = [FACTORS.index(factor) for factor in fitted]
    found = _fitted(seen.doses[:, used], seen.onsets, seen.days)
    return Recovery(
        runners=seen.runners,
        weeks=seen.weeks,
        episodes=seen.episodes,
        weights=tuple(
            RecoveredWeight(f, float(hidden.get(f, 0.0)), each) for f, each in zip(fitted, found, strict=True)
        ),
        left_out=tuple(factor for factor in FACTORS if factor not in fitted and hidden.get(factor, 0.0) != 0),
    )


def hidden_weights(seed: int) -> dict[Factor, float]:
    """Return hidden log hazard ratios between 0 and 1, rounded to a twentieth."""
    luck = uniform(seed, "hidden weight", np.arange(len(FACTORS)), 0)
    return {factor: round(float(value) * 20) / 20 for factor, value in zip(FACTORS, luck, strict=True)}


def _fitted(doses: Floats, onsets: NDArray[Any], days: NDArray[Any] | None = None) -> list[Banded | None]:
    """Return maximum-likelihood weights with their intervals, by Newton's method.

    Args:
        doses: of each kind of day, shape (kinds, factors).
        onsets: episodes on them.
        days: how many there were; one of each without.
    """
    count = doses.shape[1]
    episodes = int(onsets.sum())
    if episodes <= count + 1:
        return [None] * count
    x = np.concatenate([np.ones((len(doses), 1)), doses.astype(np.float64)], axis=1)
    exposed = np.ones(len(doses)) if days is None else days.astype(np.float64)
    varies = np.concatenate([[True], np.ptp(x[:, 1:], axis=0) > 0])
    x = x[:, varies]
    beta = np.zeros(x.shape[1])
    beta[0] = np.log(episodes / exposed.sum())
    for _ in range(_STEPS):
        mean = exposed * np.exp(np.clip(x @ beta, -30, 3))
        information = x.T @ (x * mean[:, None])
        step = np.linalg.solve(information, x.T @ (onsets - mean))
        beta += np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    spread = np.sqrt(np.diag(np.linalg.inv(information)))
    found: list[Banded | None] = [None] * count
    for at, column in enumerate(np.flatnonzero(varies[1:]), start=1):
        middle, half = float(beta[at]), 1.96 * float(spread[at])
        if abs(middle) < _FARTHEST and half < _FARTHEST:
            found[int(column)] = Banded(middle, middle - half, middle + half)
    return found
