"""The numbers of `data/factors.yaml` as arrays: the values used, and seeded draws from their intervals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import CAUSES, ELEMENTS, FACTORS, Cause, Effect, Factor, Layer, factors_file
from toolkit.content.quantity import Quantity
from toolkit.history.luck import cells, normal_in

Floats = NDArray[np.float64]

PAST = ELEMENTS.index("past_episodes")
LIABILITY = ELEMENTS.index("liability")

_HALF_WIDTH = 1.959963984540054  # a 95 % interval reaches this many standard deviations from its middle


class Layout(NamedTuple):
    """Factor and layer of each element of `ELEMENTS`, and the two factors of each interaction."""

    factor_of: tuple[Factor, ...]
    standing: NDArray[np.bool_]
    between: tuple[tuple[Factor, Factor], ...]

    def of(self, factors: Iterable[Factor]) -> NDArray[np.bool_]:
        """Return which elements belong to some factors."""
        asked = frozenset(factors)
        return np.array([factor in asked for factor in self.factor_of])


@cache
def layout() -> Layout:
    """Return the layout of `data/factors.yaml`.

    >>> layout().factor_of[ELEMENTS.index("sleep_quality")]
    'sleep'
    """
    content = factors_file()
    elements = [content.elements[name] for name in ELEMENTS]
    return Layout(
        factor_of=tuple(element.factor for element in elements),
        standing=np.array([element.layer is Layer.STANDING for element in elements]),
        between=tuple(interaction.between for interaction in content.interactions.values()),
    )


@dataclass(frozen=True, eq=False)
class Coefficients:
    """All numbers of the model; the last axis of every array runs over draws, of length 1 without draws.

    Attributes:
        log_effects: log hazard ratio at full dose, shape (elements, causes, draws).
        log_interactions: shape (interactions, causes, draws).
        base: hazard per day of the reference runner, shape (causes, draws).
        running_share: share of the base that goes with hours run, shape (causes, draws).
        past_shape, family_shift, energy_low: shape (draws,).
        unknown_liability: of a runner whom nobody knows, in standard deviations, shape (draws,).
        cap: most that all effects together may do.

    >>> centre = coefficients()
    >>> centre.log_effects.shape
    (14, 4, 1)
    """

    log_effects: Floats
    log_interactions: Floats
    base: Floats
    running_share: Floats
    past_shape: Floats
    family_shift: Floats
    energy_low: Floats
    unknown_liability: Floats
    cap: float

    @property
    def draws(self) -> int:
        """Number of draws; 1 for the values themselves."""
        return int(self.base.shape[-1])

    def dialled(self, dials: Mapping[Factor, float]) -> "Coefficients":
        """Return the numbers with the log effects of some factors multiplied (0 is off, 1 as they are)."""
        if not dials:
            return self
        by_factor = np.array([dials.get(factor, 1.0) for factor in layout().factor_of])
        return replace(self, log_effects=self.log_effects * by_factor[:, None, None])

    def with_effect(self, element: str, cause: Cause, log_effect: float) -> "Coefficients":
        """Return the same numbers with one log effect replaced."""
        effects = self.log_effects.copy()
        effects[ELEMENTS.index(element), CAUSES.index(cause)] = log_effect
        return replace(self, log_effects=effects)


@cache
def coefficients(draws: int = 0, seed: int = 0) -> Coefficients:
    """Return the values themselves (`draws=0`), or draws from their intervals.

    A draw moves each number on the log scale (shares and shapes on their own) by a standard normal, so far
    that its 95 % interval is met on either side. One element has one luck for all four causes, since its
    numbers mostly come from one study: so a band is not narrowed by pretending to four.

    Args:
        draws: how many; 0 for the values in the file.
        seed: of the draws.

    >>> drawn = coefficients(200)
    >>> low, high = np.exp(np.quantile(drawn.log_effects[ELEMENTS.index("sleep_quality"), 1], [0.025, 0.975]))
    >>> bool(0.9 < low < 1.2 and 1.6 < high < 2.0)  # published: 1.04 to 1.78
    True
    """
    content = factors_file()
    settings = content.settings

    def row(number: Quantity, name: str, *, ratio: bool = True) -> Floats:
        return _drawn(number, name, draws, seed, ratio=ratio)

    def effects(table: Mapping[Cause, Effect], name: str) -> Floats:
        nothing = np.zeros(max(draws, 1))
        return np.stack([np.log(row(table[cause], name)) if cause in table else nothing for cause in CAUSES])

    causes = [content.causes[cause] for cause in CAUSES]
    yearly = np.stack(
        [row(each.incidence, f"incidence of {id_}") for id_, each in zip(CAUSES, causes, strict=True)]
    )
    share = [
        row(each.running_share, f"running share of {id_}", ratio=False)
        for id_, each in zip(CAUSES, causes, strict=True)
    ]
    whole = Coefficients(
        log_effects=np.stack([effects(content.elements[name].effects, name) for name in ELEMENTS]),
        log_interactions=np.stack([effects(i.effects, name) for name, i in content.interactions.items()]),
        base=daily_hazard(np.minimum(yearly, 0.9)),
        running_share=np.clip(np.stack(share), 0.0, 1.0),
        past_shape=np.clip(row(settings.past_shape, "past shape"), 0.2, 1.0),
        family_shift=row(settings.family_shift, "family shift", ratio=False),
        energy_low=row(settings.energy_low, "energy low"),
        unknown_liability=_z("unknown liability", draws, seed) if draws else np.zeros(1),
        cap=settings.cap.value,
    )
    if not draws:
        return whole
    # seven digits are plenty for a band, and twice as quick
    small: dict[str, Any] = {
        field.name: value.astype(np.float32)
        for field in fields(whole)
        if isinstance(value := getattr(whole, field.name), np.ndarray)
    }
    return replace(whole, **small)


def daily_hazard(yearly_incidence: Floats) -> Floats:
    r"""Return the constant daily hazard behind an incidence over a year: $h = -\ln(1 - I) / 365$.

    >>> float(daily_hazard(np.array(0.25)).round(4))  # taylor2014: about 0.0008 a day
    0.0008
    """
    return np.asarray(-np.log1p(-yearly_incidence) / 365.0)


def hazard_ratio_of_odds(odds_ratio: float, reference_risk: float) -> float:
    r"""Turn an odds ratio over a follow-up into the hazard ratio that gives the same two risks.

    With $p_0$ the risk of the reference group, $p_1 = OR\,p_0 / (1 - p_0 + OR\,p_0)$ and
    $HR = \ln(1 - p_1) / \ln(1 - p_0)$.

    >>> round(hazard_ratio_of_odds(3.18, 0.33), 2)  # machado2017: more than two episodes before
    2.35
    """
    other = odds_ratio * reference_risk / (1 - reference_risk + odds_ratio * reference_risk)
    return float(np.log1p(-other) / np.log1p(-reference_risk))


def factors_known(names: Iterable[str]) -> frozenset[Factor]:
    """Return factors by name.

    Raises:
        ValueError: a name is not one of the seven.

    >>> factors_known(["sleeep"])
    Traceback (most recent call last):
    ValueError: There is no factor 'sleeep'; the seven are inactivity, stress, past_history, training, ...
    """
    asked = frozenset(names)
    unknown = sorted(asked - set(FACTORS))
    if unknown:
        raise ValueError(f"There is no factor '{unknown[0]}'; the seven are {', '.join(FACTORS)}.")
    return frozenset(factor for factor in FACTORS if factor in asked)


def _drawn(number: Quantity, name: str, draws: int, seed: int, *, ratio: bool) -> Floats:
    if not draws:
        return np.array([number.value])
    low, high = number.interval
    z = _z(name, draws, seed)
    if not ratio:
        side = np.where(z < 0, number.value - low, high - number.value)
        return np.asarray(number.value + z * side / _HALF_WIDTH)
    if low == high:
        return np.full(draws, number.value)
    down, up = float(np.log(number.value / low)), float(np.log(high / number.value))
    return np.asarray(number.value * np.exp(z * np.where(z < 0, down, up) / _HALF_WIDTH))


def _z(name: str, draws: int, seed: int) -> Floats:
    return normal_in(cells(seed, np.arange(draws), 0), f"draw of {name}")
