"""Live a runner's weeks: from habits, events and luck to a diary."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from toolkit.history.day_step import live_days
from toolkit.history.diaries import DAY_COLUMNS, Diaries
from toolkit.history.diary import Diary, Whole
from toolkit.history.events import Event
from toolkit.history.footprint import Footprint
from toolkit.history.habits import Habits
from toolkit.history.onset import NEVER, OnsetRule, Onsets
from toolkit.history.pain_course import pain_course, settled_until
from toolkit.history.planning import Plan, plan_days
from toolkit.history.runner import Runner

FEWEST_WEEKS, MOST_WEEKS = 4, 104
_MOST_EPISODES = 12


class HistoryError(ValueError):
    """A history that cannot be lived; the message says what is wrong and what would be right."""


def simulate(
    runner: Runner,
    events: Sequence[Event] = (),
    *,
    seed: int = 0,
    weeks: int = 26,
    onset: OnsetRule | None = None,
    life: int = 0,
) -> Diary:
    """Live one runner's weeks up to the consultation.

    Args:
        runner: who runs.
        events: what happened, in any order; what falls outside the weeks changes nothing.
        seed: of all luck.
        weeks: 4 to 104; the last day is a Sunday.
        onset: when pain begins; without it the diary is free of pain.
        life: number of the life, which names its luck; `simulate_many` gives life 0, 1, 2, ...

    Raises:
        HistoryError: the weeks are out of range.

    >>> from toolkit.history.events import LongRun
    >>> simulate(Runner(), [LongRun(week=-3)], seed=7).days
    182
    """
    lives = np.array([life])
    return simulate_many(runner, events, seed=seed, weeks=weeks, onset=onset, lives=lives)[0]


def simulate_many(
    runners: Runner | Sequence[Runner] | Habits,
    events: Sequence[Event] | Sequence[Sequence[Event]] | Footprint = (),
    *,
    seed: int = 0,
    weeks: int = 26,
    onset: OnsetRule | None = None,
    lives: int | Whole | None = None,
) -> Diaries:
    """Live many runners' weeks at once; each life comes out as it would alone.

    Args:
        runners: one runner for all lives, one for each, or their habits as arrays.
        events: the same for all, or one sequence for each life, or what they leave as arrays.
        seed: of all luck.
        weeks: 4 to 104.
        onset: when pain begins; asked for all lives at once (see `OnsetRule`).
        lives: how many lives, or the number of each, which names its luck. The same number twice is a
            twin with the same luck. By default one life for each runner or sequence of events.

    Raises:
        HistoryError: the weeks are out of range, or the lengths do not fit.

    >>> simulate_many(Runner(), lives=200, weeks=4).sleep_h.shape
    (200, 28)
    """
    if isinstance(weeks, bool) or not isinstance(weeks, int) or not FEWEST_WEEKS <= weeks <= MOST_WEEKS:
        raise HistoryError(f"A history has {FEWEST_WEEKS} to {MOST_WEEKS} whole weeks, not {weeks!r}.")
    days = 7 * weeks
    habits = _habits(runners)
    footprint = _footprint(events, days)
    numbers = _numbers(lives, len(habits.weekly_km), footprint.volume.shape[1])
    plan = plan_days(habits, footprint, seed=seed, lives=numbers, days=days)
    pain = np.zeros((days, len(numbers)))
    lived = live_days(plan, pain, np.zeros_like(pain))
    return lived if onset is None else _with_pain(plan, lived, onset)


def _with_pain(plan: Plan, lived: Diaries, onset: OnsetRule) -> Diaries:
    count = len(lived)
    pain = np.zeros((lived.days, count))
    limits = np.zeros_like(pain)
    began: list[tuple[Whole, Onsets]] = []
    asked = np.arange(count)
    after = np.full(count, NEVER)
    part = lived
    while asked.size and len(began) < _MOST_EPISODES:
        onsets = onset(part, asked, after)
        has = onsets.day > after
        if not has.any():
            break
        asked, onsets = asked[has], onsets.take(has)
        began.append((asked, onsets))
        some = plan.take(asked)
        own_pain, own_limits = pain[:, asked], limits[:, asked]
        pain_course(some, onsets, own_pain, own_limits)
        pain[:, asked], limits[:, asked] = own_pain, own_limits
        after = settled_until(own_pain, onsets.day)
        part = live_days(some, own_pain, own_limits)
        lived = _replaced(lived, part, asked)
        still = after < lived.days - 1
        asked, after, part = asked[still], after[still], part.take(np.flatnonzero(still))
    return _with_episodes(lived, began, onset.causes)


def _replaced(lived: Diaries, part: Diaries, at: Whole) -> Diaries:
    """Write some lives over what was lived before; nobody else has the diaries yet, so it is done in place."""
    if len(at) == len(lived):
        return part
    for name in DAY_COLUMNS:
        getattr(lived, name)[at] = getattr(part, name)
    lived.happened["race"][at] = part.happened["race"]
    return lived


def _with_episodes(lived: Diaries, began: list[tuple[Whole, Onsets]], causes: tuple[str, ...]) -> Diaries:
    shape = (len(lived), len(began))
    day = np.full(shape, NEVER)
    severity = np.full(shape, np.nan)
    cause = np.full(shape, -1)
    for at, (lives, onsets) in enumerate(began):
        day[lives, at], severity[lives, at], cause[lives, at] = onsets.day, onsets.severity, onsets.cause
    return replace(lived, onset_day=day, onset_severity=severity, onset_cause=cause, causes=causes)


def _habits(runners: Runner | Sequence[Runner] | Habits) -> Habits:
    if isinstance(runners, Habits):
        return runners
    return Habits.of([runners] if isinstance(runners, Runner) else runners)


def _footprint(events: Sequence[Event] | Sequence[Sequence[Event]] | Footprint, days: int) -> Footprint:
    if isinstance(events, Footprint):
        if len(events.volume) != days:
            raise HistoryError(f"The events were worked out for {len(events.volume)} days, not {days}.")
        return events
    shared = [event for event in events if isinstance(event, Event)]
    if len(shared) == len(events):
        return Footprint.of(shared, days)
    own = [each for each in events if not isinstance(each, Event)]
    if len(own) != len(events):
        raise HistoryError("Events are either one list for all lives or one list for each; not both in one.")
    return Footprint.per_life(own, days)


def _numbers(lives: int | Whole | None, runners: int, histories: int) -> Whole:
    if lives is None:
        lives = max(runners, histories)
    numbers = np.arange(lives) if isinstance(lives, int) else np.asarray(lives)
    for what, count in (("runners", runners), ("lists of events", histories)):
        if count not in {1, len(numbers)}:
            raise HistoryError(
                f"There are {len(numbers)} lives but {count} {what}; give one, or one for each life."
            )
    return numbers
