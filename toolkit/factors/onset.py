"""When an episode begins: luck held against the hazard of each day, vectorised over lives."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import CAUSES, factors_file
from toolkit.factors.combining import hazard
from toolkit.factors.doses import Lived, read_doses
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.standing import Standing
from toolkit.factors.usual import Usual
from toolkit.history import NEVER, Diaries, Onsets
from toolkit.history.luck import normal, uniform

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

_DIGITS = 9  # chances are rounded before luck is held against them, so that every machine decides alike


class Begun(NamedTuple):
    """The first episode of each life.

    Attributes:
        day: index of the day on which it began, -1 where none did, shape (lives,).
        cause: position in `CAUSES`, -1 where none began, shape (lives,).
    """

    day: Whole
    cause: Whole


def first_onset(by_cause: Floats, *, seed: int, lives: Whole) -> Begun:
    """Let luck decide on which day the first episode begins, if any.

    Each day and life has one luck of its own; an episode begins where it falls below 1 - exp(-hazard).

    Args:
        by_cause: hazards, shape (lives, days, causes).
        seed: of the luck.
        lives: number of each life.

    >>> never = first_onset(np.zeros((2, 28, 4)), seed=1, lives=np.array([0, 1]))
    >>> never.day.tolist()
    [-1, -1]
    """
    days = by_cause.shape[1]
    chance = np.round(-np.expm1(-by_cause.sum(axis=2)), _DIGITS)
    luck = uniform(seed, "episode begins", lives[:, None], np.arange(-days, 0))
    begins = luck < chance
    day = np.where(begins.any(axis=1), begins.argmax(axis=1), NEVER)
    return Begun(day, _cause_on(by_cause, day, seed=seed, lives=lives))


def onset_given_episode(by_cause: Floats, *, seed: int, lives: Whole, window: int) -> Begun:
    """Let luck decide the day of an episode, given that one began in the last days of the diary.

    The day falls in proportion to the chance that a life well until then begins an episode on it.

    Args:
        by_cause: hazards, shape (lives, days, causes).
        seed: of the luck.
        lives: number of each life.
        window: last days in which the episode began.
    """
    days = by_cause.shape[1]
    window = min(window, days)
    total = by_cause[:, days - window :].sum(axis=2)
    until = np.cumsum(total, axis=1)
    reached = np.round(-np.expm1(-until) / -np.expm1(-until[:, -1:]), _DIGITS)
    luck = uniform(seed, "day of the given episode", lives, 0)
    day = days - window + (luck[:, None] >= reached).sum(axis=1).clip(max=window - 1)
    return Begun(day, _cause_on(by_cause, day, seed=seed, lives=lives))


class HazardOnset:
    """The rule that couples the model's hazard to the day-step (an `OnsetRule`): at most one episode a life.

    Args:
        model: whose hazards.
        usual, standing: of the lives, or one for all.
        seed: of the luck.
        lives: number of each life of the batch, which names its luck.
        given: whether an episode is given in the last 28 days, instead of left to chance.
    """

    causes: tuple[str, ...] = CAUSES

    def __init__(
        self,
        model: CombinedFactorModel,
        usual: Usual,
        standing: Standing,
        *,
        seed: int,
        lives: Whole,
        given: bool = False,
    ) -> None:
        self._model, self._usual, self._standing = model, usual, standing
        self._seed, self._lives, self._given = seed, lives, given

    def __call__(self, lived: Diaries, lives: Whole, after: Whole) -> Onsets:
        """Return each life's onset; asked again after an episode, there is no other."""
        if (after != NEVER).any():
            return Onsets.make(np.full(len(lives), NEVER), 0.0)
        numbers = self._lives[lives]
        by_cause = daily_by_cause(self._model, lived, self._usual, self._standing)
        if self._given:
            window = int(factors_file().settings.window_days.value)
            begun = onset_given_episode(by_cause, seed=self._seed, lives=numbers, window=window)
        else:
            begun = first_onset(by_cause, seed=self._seed, lives=numbers)
        return Onsets.make(begun.day, _first_pain(self._seed, numbers), cause=begun.cause)


def daily_by_cause(model: CombinedFactorModel, lived: Diaries, usual: Usual, standing: Standing) -> Floats:
    """Return the hazards of many lives without bands, shape (lives, days, causes)."""
    doses = model.kept(read_doses(Lived.of(lived), usual, standing))
    return hazard(doses, model.coefficients(), model.rival)[..., 0]


def _cause_on(by_cause: Floats, day: Whole, *, seed: int, lives: Whole) -> Whole:
    on_day = by_cause[np.arange(len(day)), np.maximum(day, 0)]
    total = on_day.sum(axis=1, keepdims=True)
    reached = np.round(np.cumsum(on_day, axis=1) / np.where(total > 0, total, 1.0), _DIGITS)
    luck = uniform(seed, "cause of the episode", lives, day - by_cause.shape[1])
    cause = (luck[:, None] >= reached).sum(axis=1).clip(max=len(CAUSES) - 1)
    return np.where(day == NEVER, NEVER, cause)


def _first_pain(seed: int, lives: Whole) -> Floats:
    number = factors_file().settings.first_pain
    low, high = number.interval
    pain = number.value + normal(seed, "first pain", lives, 0) * (high - low) / 4
    return np.asarray(np.round(np.clip(pain, low, high), 1), dtype=np.float64)
