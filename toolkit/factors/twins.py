"""The same lives lived twice, with one change: same luck, so that only the change makes a difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.content.factors import factors_file
from toolkit.factors.band import Banded, banded
from toolkit.factors.combining import daily
from toolkit.factors.doses import Doses, Lived, read_doses
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.onset import Begun, first_onset
from toolkit.factors.standing import Standing
from toolkit.factors.usual import Usual
from toolkit.history import EVENTS, NEVER, Event, Runner, simulate_many

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

LIVES = 200
_DRAWS = 40
_LIFE_DAYS = 4000


@dataclass(frozen=True)
class Change:
    """What is different in the second life of each pair.

    Attributes:
        remove: kinds of events that do not happen, such as 'short_nights'.
        add: events that happen as well.
        runner: other values of the runner, such as `{"sleep_h": 8.5}`.

    Raises:
        ValueError: a kind of event is unknown.

    >>> Change(remove=("short_night",))
    Traceback (most recent call last):
    ValueError: There is no kind of event 'short_night'; known are training_spike, long_run, race, ...
    """

    remove: tuple[str, ...] = ()
    add: tuple[Event, ...] = ()
    runner: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind in self.remove:
            if kind not in EVENTS:
                raise ValueError(f"There is no kind of event '{kind}'; known are {', '.join(EVENTS)}.")

    def of(self, runner: Runner, events: Sequence[Event]) -> tuple[Runner, tuple[Event, ...]]:
        """Return runner and events with the change made."""
        left = tuple(event for event in events if event.kind not in self.remove)
        return (replace(runner, **self.runner) if self.runner else runner), (*left, *self.add)


@dataclass(frozen=True, eq=False)
class Twins:
    """Pairs of lives with the same luck.

    Attributes:
        n: pairs.
        days: last days of the diary in which the twins can differ.
        before, after: when the first episode of these days began in each life, as it was and with the change.
        well_before, well_after: lives without an episode in these days.
        chance_before, chance_after: of an episode in these days, over all onset luck, with bands.
        difference: of lives that stay well, in 200, over all onset luck; above 0 the change helped.
    """

    n: int
    days: int
    before: Begun
    after: Begun
    well_before: int
    well_after: int
    chance_before: Banded
    chance_after: Banded
    difference: Banded

    @property
    def words(self) -> str:
        """Say it in a sentence, and when it cannot be told from nothing."""
        file = factors_file()
        if self.days == 0:
            return file.say("twin_same")
        low, high = self.difference.low, self.difference.high
        gaps = {"n": self.n, "days": self.days, "a": self.well_before, "b": self.well_after}
        if low <= 0 <= high:
            span = {"low": f"{low:.1f}", "high": f"{high:.1f}"}
            return file.say("twin_none", **gaps, difference=f"{self.difference.value:.1f}", **span)
        more = self.difference.value > 0
        ends = (low, high) if more else (-high, -low)
        return file.say(
            "twin",
            **gaps,
            difference=f"{abs(self.difference.value):.1f}",
            direction="more" if more else "fewer",
            low=f"{ends[0]:.1f}",
            high=f"{ends[1]:.1f}",
        )


def twins(
    runner: Runner,
    events: Sequence[Event],
    change: Change | Sequence[Event],
    *,
    n: int = LIVES,
    seed: int = 0,
    weeks: int = 26,
    model: CombinedFactorModel | None = None,
) -> Twins:
    """Live the same history twice in each of n lives, once with a change, with the same luck in both.

    'As usual' is measured against the runner as she was in both lives: a change of habit is a change.

    Args:
        runner: who runs.
        events: what happened.
        change: what is different; or the events of the second life.
        n: pairs of lives.
        seed: of all luck.
        weeks: 4 to 104.
        model: whose hazards; the ordinary one without.

    >>> from toolkit.history import ShortNights
    >>> twins(Runner(), [ShortNights(week=-2)], Change()).words
    'The change touches no day: both lives are the same.'
    """
    model = model or CombinedFactorModel()
    other, changed = change.of(runner, events) if isinstance(change, Change) else (runner, tuple(change))
    numbers = np.arange(n)
    lived = simulate_many(
        [runner] * n + [other] * n if other != runner else runner,
        [tuple(events)] * n + [tuple(changed)] * n,
        seed=seed,
        weeks=weeks,
        lives=np.concatenate([numbers, numbers]),
    )
    columns = Lived.of(lived)
    usual = Usual.of_runners([runner])
    one, two = (
        model.kept(read_doses(Lived(*(column[rows] for column in columns)), usual, Standing.of([who])))
        for rows, who in ((slice(0, n), runner), (slice(n, 2 * n), other))
    )
    return _compared(one, two, model, seed=seed, numbers=numbers)


def _compared(one: Doses, two: Doses, model: CombinedFactorModel, *, seed: int, numbers: Whole) -> Twins:
    length = one.hours.shape[1]
    days = length - _first_difference(one, two)
    if days == 0:
        never = Begun(np.full(len(numbers), NEVER), np.full(len(numbers), NEVER))
        nothing = Banded(0.0, 0.0, 0.0)
        return Twins(len(numbers), 0, never, never, len(numbers), len(numbers), nothing, nothing, nothing)
    pair = (one.last(length, days), two.last(length, days))
    by_cause = [daily(doses, model.coefficients(), model.rival).now[..., 0] for doses in pair]
    began = [first_onset(each, seed=seed, lives=numbers) for each in by_cause]
    each_chance = [-np.expm1(-hazards.sum(axis=(1, 2))) for hazards in by_cause]
    chance = [float(each.mean()) for each in each_chance]
    # a long comparison draws its band from every so-manieth life; the middle stays that of all lives
    some = np.arange(0, len(numbers), max(1, len(numbers) * days // _LIFE_DAYS))
    spread = [
        _chance_draws(_some(doses, some), model) + (mean - float(each[some].mean()))
        for doses, mean, each in zip(pair, chance, each_chance, strict=True)
    ]
    since = length - days
    return Twins(
        n=len(numbers),
        days=days,
        before=_dated(began[0], since),
        after=_dated(began[1], since),
        well_before=int((began[0].day == NEVER).sum()),
        well_after=int((began[1].day == NEVER).sum()),
        chance_before=banded(chance[0], spread[0]),
        chance_after=banded(chance[1], spread[1]),
        difference=banded(LIVES * (chance[0] - chance[1]), LIVES * (spread[0] - spread[1])),
    )


def _first_difference(one: Doses, two: Doses) -> int:
    """Return the first day on which any life differs; the number of days where none does."""
    if any((getattr(one, name) != getattr(two, name)).any() for name in _STANDING):
        return 0
    differs = (one.x != two.x).any(axis=(0, 1)) | (one.hours != two.hours).any(axis=0)
    differs |= (one.since != two.since).any(axis=0)
    return int(differs.argmax()) if differs.any() else len(differs)


_STANDING = ("episodes", "liability", "family_history", "energy_low")


def _chance_draws(doses: Doses, model: CombinedFactorModel) -> Floats:
    """Return the mean chance over lives for each draw of the coefficients, shape (draws,)."""
    lives, together = len(doses.hours), max(1, 600 // doses.hours.shape[1])
    total = np.zeros(_DRAWS)
    for start in range(0, lives, together):
        some = _some(doses, np.arange(start, min(start + together, lives)))
        now = daily(some, model.coefficients(_DRAWS), model.rival).now
        total += -np.expm1(-now.sum(axis=(1, 2))).sum(axis=0)
    return total / lives


def _some(doses: Doses, lives: Whole) -> Doses:
    """Return the doses of some lives; what is alike in all stays one row."""

    def rows(values: Floats) -> Floats:
        return values[lives] if len(values) > 1 else values

    return replace(
        doses,
        x=doses.x[:, lives],
        hours=doses.hours[lives],
        since=rows(doses.since),
        episodes=rows(doses.episodes),
        liability=rows(doses.liability),
        family_history=rows(doses.family_history),
        energy_low=rows(doses.energy_low),
    )


def _dated(begun: Begun, since: int) -> Begun:
    """Return onsets counted from the first day of the diary."""
    return begun._replace(day=np.where(begun.day == NEVER, NEVER, begun.day + since))
