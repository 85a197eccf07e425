"""Split one named quantity: the chance of an episode in the 28 days before the consultation."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import CAUSES, FACTORS, Cause, Factor, factors_file
from toolkit.factors.band import Banded, banded, percent
from toolkit.factors.coefficients import Coefficients
from toolkit.factors.combining import Rival
from toolkit.factors.doses import Doses
from toolkit.factors.hazards import Hazards
from toolkit.factors.shapley import ALL_ON, first_and_last, shapley_parts, steps
from toolkit.factors.subsets import cause_shares, read_subsets

Floats = NDArray[np.float64]

LIVES = 200
"""Of how many lives a chance is told."""


@dataclass(frozen=True)
class Waterfall:
    """The seven factors switched on one after the other.

    Attributes:
        name: of the order, in words.
        order: the factors.
        start: the chance with none of them.
        added: what each adds to the chance, in this order.
    """

    name: str
    order: tuple[Factor, ...]
    start: float
    added: tuple[float, ...]

    @property
    def levels(self) -> tuple[float, ...]:
        """The chance after each step, the start first."""
        return tuple(float(level) for level in np.cumsum([self.start, *self.added]))


@dataclass(frozen=True, eq=False)
class Attribution:
    """The chance of an episode in a window of days, split into eight parts.

    The diary is frozen: switching a factor off changes how its days count, not what happened on them.

    Attributes:
        chance: with the diary as it is; reference: with none of the seven factors.
        parts: each factor's exact Shapley part of the chance; with the reference they sum to it.
        first, last: what each factor adds when taken before and after all others.
        by_cause, reference_by_cause: share of the hazard by cause, with the diary and at habitual values.
        window: first and last day (index) of the window.
        until_onset: whether the window ends with the day pain began, instead of the consultation.
        off: factors that the model was told to leave out.
        unknown: factors of which neither diary nor runner tells anything; they count as usual.
        rival: how effects combine.
        name: the runner's.
        worth: the chance of each of the 128 subsets, shape (128,).
    """

    chance: Banded
    reference: Banded
    parts: dict[Factor, Banded]
    first: dict[Factor, float]
    last: dict[Factor, float]
    by_cause: dict[Cause, float]
    reference_by_cause: dict[Cause, float]
    window: tuple[int, int]
    until_onset: bool
    off: frozenset[Factor]
    unknown: tuple[Factor, ...]
    rival: Rival
    name: str
    worth: Floats

    @property
    def baseline(self) -> Banded:
        """The eighth bar: what is left when none of the seven stands out."""
        return self.reference

    @property
    def days(self) -> int:
        """Number of days in the window."""
        return self.window[1] - self.window[0] + 1

    @cached_property
    def ranked(self) -> tuple[Factor, ...]:
        """The seven factors, the largest part first."""
        return tuple(sorted(FACTORS, key=lambda factor: -self.parts[factor].value))

    @property
    def leading(self) -> Factor | None:
        """The factor with the largest part; none where no part is above a hundredth of the chance."""
        first = self.ranked[0]
        return first if self.parts[first].value > 0.01 * self.chance.value else None

    def share(self, factor: Factor) -> float:
        """Return a factor's part as a share of the chance."""
        return self.parts[factor].value / self.chance.value

    @property
    def stayed_well_of_200(self) -> int:
        """In how many of 200 lives with this history the runner stayed well through the window."""
        return round(LIVES * (1.0 - self.chance.value))

    @cached_property
    def waterfalls(self) -> tuple[Waterfall, ...]:
        """Several orders: largest first, smallest first, as the article lists them, and the reverse."""
        orders = {
            "largest first": self.ranked,
            "largest last": self.ranked[::-1],
            "as the article lists them": FACTORS,
            "the other way round": FACTORS[::-1],
        }
        return tuple(self.waterfall(order, name) for name, order in orders.items())

    def waterfall(self, order: tuple[Factor, ...], name: str = "own order") -> Waterfall:
        """Return the factors switched on in an order of one's own."""
        added = tuple(float(step) for step in steps(self.worth, order))
        return Waterfall(name, order, float(self.worth[0]), added)

    def words(self) -> tuple[str, ...]:
        """Say what the attribution shows, and what it cannot, in sentences."""
        return (
            self.chance_words,
            self.leading_words,
            *((self.order_words(self.leading),) if self.leading else ()),
            self.stayed_well_words,
            *((self.unknown_words,) if self.unknown else ()),
            factors_file().say("may_explain"),
        )

    @property
    def unknown_words(self) -> str:
        """Say what is not known; empty where something is known of every factor."""
        words = factors_file()
        names = [words.factors[factor].name.lower() for factor in self.unknown]
        return words.say("not_told", factors=", ".join(names)) if names else ""

    @property
    def chance_words(self) -> str:
        """The named quantity in a sentence."""
        return factors_file().say(
            "chance",
            days=self.days,
            until="pain began" if self.until_onset else "the consultation",
            percent=self.chance.percent,
            low=percent(self.chance.low),
            high=percent(self.chance.high),
            reference=self.reference.percent,
        )

    @property
    def leading_words(self) -> str:
        """Which part is the largest, and which of the seven."""
        words = factors_file()
        if self.leading is None:
            return words.say("no_leader")
        name = words.factors[self.leading].name.lower()
        share = percent(self.share(self.leading))
        biggest = (
            name if self.parts[self.leading].value > self.baseline.value else words.baseline.name.lower()
        )
        return words.say("leading", leader=biggest, factor=name, share=share)

    def order_words(self, factor: Factor) -> str:
        """Say why a factor's share has no single answer, or that the order matters little here."""
        words = factors_file()
        first, last = self.first[factor] / self.chance.value, self.last[factor] / self.chance.value
        differs = abs(first - last) >= 0.02
        return words.say(
            "no_single_answer" if differs else "one_answer",
            factor=words.factors[factor].name,
            share=percent(self.share(factor)),
            first=percent(first),
            last=percent(last),
        )

    @property
    def stayed_well_words(self) -> str:
        """In how many of 200 lives the runner stayed well, and whether most do."""
        words = factors_file()
        said = words.say(
            "stayed_well",
            n=LIVES,
            name=self.name,
            well=self.stayed_well_of_200,
            days=self.days,
            low=round(LIVES * (1.0 - self.chance.high)),
            high=round(LIVES * (1.0 - self.chance.low)),
        )
        most = self.stayed_well_of_200 > LIVES / 2
        return f"{said} {words.say('most_well' if most else 'few_well')}"

    @property
    def type_words(self) -> str:
        """What the diary says of the kind of pain, and how little that is."""
        words = factors_file()
        moved = {cause: self.by_cause[cause] - self.reference_by_cause[cause] for cause in CAUSES}
        most = max(CAUSES, key=lambda cause: abs(moved[cause]))
        if abs(moved[most]) < 0.02:
            return words.say("type_nothing")
        return words.say(
            "type_little",
            cause=words.causes[most].name,
            from_share=percent(self.reference_by_cause[most]),
            to_share=percent(self.by_cause[most]),
        )


def attribute(
    doses: Doses,
    centre: Coefficients,
    drawn: Coefficients,
    rival: Rival,
    *,
    stop: int,
    until_onset: bool = False,
    off: frozenset[Factor] = frozenset(),
    unknown: tuple[Factor, ...] = (),
    name: str = "the runner",
) -> Attribution:
    """Split the chance of an episode in the window of days before `stop`.

    Args:
        doses: of one life, all days.
        centre: the values themselves.
        drawn: draws for the bands.
        rival: how effects combine.
        stop: index of the first day after the window.
        until_onset: whether the window ends because pain began.
        off: factors that were left out already.
        unknown: factors of which nothing is known.
        name: the runner's.
    """
    days = min(int(factors_file().settings.window_days.value), stop)
    window = doses.last(stop, days)
    subsets = read_subsets(window, centre, rival)
    spread = read_subsets(window, drawn, rival).chance
    worth = subsets.chance[:, 0]
    worth.setflags(write=False)
    parts, part_draws = _exact_nothing(shapley_parts(worth)), _exact_nothing(shapley_parts(spread))
    ends = {factor: first_and_last(worth, factor) for factor in FACTORS}
    return Attribution(
        chance=banded(float(worth[ALL_ON]), spread[ALL_ON]),
        reference=banded(float(worth[0]), spread[0]),
        parts={f: banded(float(parts[i]), part_draws[i]) for i, f in enumerate(FACTORS)},
        first={factor: ends[factor][0] for factor in FACTORS},
        last={factor: ends[factor][1] for factor in FACTORS},
        by_cause=cause_shares(subsets.by_cause[1, :, 0]),
        reference_by_cause=cause_shares(subsets.by_cause[0, :, 0]),
        window=(stop - days, stop - 1),
        until_onset=until_onset,
        off=off,
        unknown=unknown,
        rival=rival,
        name=name,
        worth=worth,
    )


def cause_weights(read: Attribution | Hazards) -> dict[Cause, float]:
    """Return what the diary says of the kind of pain: each cause's share of the hazard, as a prior.

    It is little: `Attribution.type_words` says how little.

    Args:
        read: an attribution, or hazards (their last 28 days at risk count).
    """
    if isinstance(read, Attribution):
        return dict(read.by_cause)
    window = int(factors_file().settings.window_days.value)
    at_risk = read.value[~np.isnan(read.total)]
    return cause_shares(at_risk[-window:].sum(axis=0))


def _exact_nothing(parts: Floats) -> Floats:
    """Return 0 where only rounding is left of a factor that does nothing."""
    return np.where(np.abs(parts) < np.finfo(parts.dtype).eps * 0.01, 0.0, parts)
