"""The runner behind a log: habits as far as the log tells, an ordinary runner's values for the rest."""

from typing import Any

import numpy as np

from toolkit.history.diary import Diary, Flags
from toolkit.history.runner import Runner

FEWEST = 7
"""Fewer ratings than this tell no habit."""


def runner_of(diary: Diary) -> Runner:
    """Build the runner whom a log tells of; sentences name them 'this runner'.

    Usual distance, runs a week and the long run's share are medians over the weeks that are known from end to
    end; pace, sleep and stress are medians over runs and days. Age, sex, past episodes and so on are not in a
    log: they keep the values of `Runner()` until the person sets them.
    """
    habits: dict[str, float] = {}
    weeks = diary.days // 7
    if weeks:
        tail = slice(diary.days - 7 * weeks, None)
        whole: Flags = np.all(diary.training_known[tail].reshape(weeks, 7), axis=1)
        ran = np.bincount(diary.run_day, minlength=diary.days)[tail].reshape(weeks, 7) > 0
        if whole.any():
            habits["runs_per_week"] = float(np.median(ran[whole].sum(axis=1)))
        if whole.any() and len(diary.run_km) and np.isnan(diary.run_km).mean() < 0.5:
            habits |= _distances(diary, tail, whole)
    paced = (diary.run_km >= 1) & (diary.run_min > 0)
    if paced.any():
        habits["pace_min_per_km"] = float(np.median(diary.run_min[paced] / diary.run_km[paced]))
    effort = diary.run_effort[~np.isnan(diary.run_effort)]
    if len(effort) >= FEWEST:
        habits["easy_effort"] = float(np.median(effort))
        habits["hard_effort"] = float(np.quantile(effort, 0.9))
    for name in ("sleep_h", "sleep_quality", "stress"):
        column = getattr(diary, name)
        rated = column[~np.isnan(column)]
        if len(rated) >= FEWEST:
            habits[name] = float(np.median(rated))
    return Runner(id="my_log", name="this runner", club_night=None, **_within(habits))


def _distances(diary: Diary, tail: slice, whole: Flags) -> dict[str, float]:
    """Habits of distance over the known weeks; the rare run without a distance counts as none."""
    km = np.zeros((diary.days, 2))
    known = ~np.isnan(diary.run_km)
    np.add.at(km[:, 0], diary.run_day[known], diary.run_km[known])
    np.maximum.at(km[:, 1], diary.run_day[known], diary.run_km[known])
    weekly = km[tail].reshape(-1, 7, 2)[whole]
    totals, longest = weekly[:, :, 0].sum(axis=1), weekly[:, :, 1]
    habits = {"weekly_km": float(np.median(totals))}
    active = totals > 0
    if active.any():
        habits["long_run_share"] = float(np.median(longest[active].max(axis=1) / totals[active]))
        at = np.argmax(longest[active], axis=1)
        weekdays = diary.weekday[tail].reshape(-1, 7)[whole][active]
        habits["long_run_day"] = float(np.bincount(weekdays[np.arange(len(at)), at]).argmax())
    if active.sum() >= 4:
        habits["week_to_week"] = float(totals[active].std() / totals[active].mean())
    return habits


def _within(habits: dict[str, float]) -> dict[str, Any]:
    controls = Runner.controls()
    values: dict[str, Any] = {}
    for name, value in habits.items():
        control = controls[name]
        stepped = round(value / control.step) * control.step
        kept = min(max(stepped, control.low), control.high)
        values[name] = round(kept) if control.step == 1 else round(kept, 3)
    if values.get("weekly_km") != 0 and "runs_per_week" in values:
        values["runs_per_week"] = max(1, values["runs_per_week"])
    return values
