"""The smallest change of one number that alters which factor leads."""

from dataclasses import dataclass

import numpy as np

from toolkit.content.factors import CAUSES, ELEMENTS, FACTORS, Cause, Effect, Factor, factors_file
from toolkit.factors.attribution import Attribution
from toolkit.factors.coefficients import Coefficients
from toolkit.factors.combining import Rival
from toolkit.factors.doses import Doses
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.shapley import shapley_parts
from toolkit.factors.subsets import read_subsets
from toolkit.history import Diary, Runner

_FARTHEST = 4.0
_STEPS = 24


@dataclass(frozen=True)
class Flip:
    """One number's smallest move that puts another factor first.

    Attributes:
        element: whose effect moves, on all its causes together.
        cause: the one on which it is largest, whose numbers are told.
        start, end: hazard ratio at full dose on that cause, before and after.
        deviations: how far, in standard deviations of the number's own interval.
        before, after: the leading factor.
        words: all of it in a sentence.
    """

    element: str
    cause: Cause
    start: float
    end: float
    deviations: float
    before: Factor
    after: Factor
    words: str


@dataclass(frozen=True)
class FlipTest:
    """What it takes to put another factor first.

    Attributes:
        leading: the factor that leads; none where none stands out.
        flips: the moves found, the smallest first.
        words: the smallest in a sentence, or that there is none.
    """

    leading: Factor | None
    flips: tuple[Flip, ...]
    words: str


def flip_test(
    diary: Diary, runner: Runner | None = None, model: CombinedFactorModel | None = None
) -> FlipTest:
    """Search for the smallest change of one element's effect that alters the leading factor.

    Each element's effects are moved together, on all causes, along their own intervals, by up to four
    standard deviations either way; the smallest move is found by halving.

    Args:
        diary: of one runner.
        runner: as in `CombinedFactorModel.doses`.
        model: whose numbers are moved.

    >>> from toolkit.history import LongRun, StressPeriod, simulate
    >>> diary = simulate(Runner(), [LongRun(week=-1), StressPeriod(week=-4, weeks=4)], seed=3)
    >>> flip_test(diary, Runner()).leading
    'training'
    """
    model = model or CombinedFactorModel()
    split = model.attribute(diary, runner, draws=2)
    file = factors_file()
    if split.leading is None:
        return FlipTest(None, (), file.say("no_leader"))
    doses = model.doses(diary, runner).last(split.window[1] + 1, split.days)
    flips = [
        flip
        for element in ELEMENTS
        for towards in (-1.0, 1.0)
        if (flip := _flip(element, towards, doses, model, split)) is not None
    ]
    flips.sort(key=lambda flip: abs(flip.deviations))
    leader = file.factors[split.leading].name.lower()
    words = flips[0].words if flips else file.say("no_flip", before=leader)
    return FlipTest(split.leading, tuple(flips), words)


def _flip(
    element: str, towards: float, doses: Doses, model: CombinedFactorModel, split: Attribution
) -> Flip | None:
    before = split.leading
    centre = model.coefficients()

    def leader(deviations: float) -> Factor:
        return _leader(doses, _moved(centre, element, deviations), model.rival)

    if before is None or leader(towards * _FARTHEST) == before:
        return None
    stays, flips = 0.0, _FARTHEST
    for _ in range(_STEPS):
        middle = (stays + flips) / 2
        stays, flips = (middle, flips) if leader(towards * middle) == before else (stays, middle)
    deviations = towards * flips
    about = factors_file().elements[element]
    shown = max(about.effects, key=lambda cause: about.effects[cause].value)
    number = about.effects[shown]
    start, end = number.value, number.value * float(np.exp(_shift(number, deviations)))
    after = leader(deviations)
    names = factors_file().factors
    words = factors_file().say(
        "flip",
        before=names[before].name.lower(),
        after=names[after].name.lower(),
        what=f"the effect of {about.name}",
        start=f"{start:.2f}",
        end=f"{end:.2f}",
        distance=f"{abs(deviations):.1f} of its own standard deviations",
    )
    return Flip(element, shown, start, end, deviations, before, after, words)


def _leader(doses: Doses, numbers: Coefficients, rival: Rival) -> Factor:
    parts = shapley_parts(read_subsets(doses, numbers, rival).chance[:, 0])
    return FACTORS[int(parts.argmax())]


def _moved(centre: Coefficients, element: str, deviations: float) -> Coefficients:
    about = factors_file().elements[element]
    moved = centre
    for cause, number in about.effects.items():
        log = centre.log_effects[ELEMENTS.index(element), CAUSES.index(cause)]
        moved = moved.with_effect(element, cause, float(log[0]) + _shift(number, deviations))
    return moved


def _shift(number: Effect, deviations: float) -> float:
    low, high = number.interval
    side = np.log(high / number.value) if deviations > 0 else np.log(number.value / low)
    return float(deviations * side / 1.96)
