"""A calendar of the way back to running, and three ways of spending the same weeks."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from toolkit.content.running import running
from toolkit.plans.return_to_running import (
    GateState,
    Step,
    entry_gates,
    may_begin,
    next_long_run,
    scheme_of,
    steps_of,
)
from toolkit.plans.running_rules import Answer
from toolkit.plans.situation import Situation

Way = Literal["as_planned", "rushed", "full_rest"]


@dataclass(frozen=True)
class PlannedDay:
    """One day of the calendar.

    Attributes:
        day: days from today, 1 is tomorrow; `date`: where a start date was given.
        kind: 'walk_run', 'run', 'long_run' or 'rest'.
        step: number of the walk-run step, where it is one.
        minutes, km, effort: of the session; zero on a rest day.
    """

    day: int
    date: date | None
    kind: Literal["walk_run", "run", "long_run", "rest"]
    step: int | None
    minutes: float
    km: float
    effort: int
    words: str


@dataclass(frozen=True)
class ReturnPlan:
    """The way back for one runner.

    Attributes:
        answer: whether the first step may be taken now.
        in_the_way: what is in the way, in words.
        gates, steps: the gates before the first step, and the steps.
        days: the calendar, as it goes when every step is well tolerated.
        longest: the longest run by the last day, km.
        usual_long_km, min_per_km: the runner's usual long run and easy pace.
        race: what the calendar says of the race; empty without one.
        notes: what the scheme is worth.
    """

    answer: Answer
    in_the_way: tuple[str, ...]
    gates: tuple[GateState, ...]
    steps: tuple[Step, ...]
    days: tuple[PlannedDay, ...]
    longest: float
    usual_long_km: float
    min_per_km: float
    race: str
    notes: tuple[str, ...]


def return_to_running(
    situation: Situation,
    *,
    scheme: str = "six_phases",
    weeks: int = 12,
    usual_long_km: float = 10.0,
    race_km: float | None = None,
    min_per_km: float | None = None,
    start: date | None = None,
) -> ReturnPlan:
    """Plan the way back: gates, steps, then runs whose longest grows by at most a tenth a week.

    The calendar is shown also when the answer is not yet; it then begins on the day the gates open.

    Args:
        situation: how the runner is; `weeks_to_race` bears on the race.
        scheme: walk-run scheme.
        weeks: how many weeks of calendar, 1 to 52.
        usual_long_km: the runner's usual long run, where growth ends.
        race_km: the race's distance.
        min_per_km: easy pace.
        start: date of today, for a calendar with dates.

    Raises:
        ValueError: an unknown scheme, or weeks, a distance or pace out of range.

    >>> plan = return_to_running(
    ...     Situation(
    ...         belief={"referred": 0.8}, severity="mild", brisk_walk_free=True, daily_activities_normal=True
    ...     )
    ... )
    >>> plan.answer.value, [d.step for d in plan.days[:5]]
    ('yes', [1, None, 1, None, 2])
    """
    if not 1 <= weeks <= 52:
        raise ValueError(f"The calendar covers 1 to 52 weeks, and this is {weeks}.")
    if not 0 < usual_long_km <= 100:
        raise ValueError(f"A usual long run lies between 0 and 100 km, and this is {usual_long_km:g}.")
    if race_km is not None and not 0 < race_km <= 500:
        raise ValueError(f"A race lies between 0 and 500 km, and this is {race_km:g}.")
    pace = running().running_pace.value if min_per_km is None else min_per_km
    steps = steps_of(scheme, min_per_km=pace)
    days = _calendar(steps, scheme, weeks=weeks, usual_km=usual_long_km, pace=pace, start=start)
    answer, in_the_way = may_begin(situation)
    return ReturnPlan(
        answer=answer,
        in_the_way=in_the_way,
        gates=entry_gates(situation),
        steps=steps,
        days=days,
        longest=max(day.km for day in days),
        usual_long_km=usual_long_km,
        min_per_km=pace,
        race=_race(days, situation.weeks_to_race, race_km),
        notes=(scheme_of(scheme).why, running().long_run_ratio.why),
    )


def three_ways(plan: ReturnPlan) -> dict[Way, tuple[PlannedDay, ...]]:
    """Return three ways of spending the same weeks: as planned, rushed, and in full rest.

    Rushed does each step once on days that follow each other, and then trains as before the pain. Full rest
    does nothing until the last week, and then what was planned for it. Both were chosen for teaching.

    >>> plan = return_to_running(Situation(belief={"referred": 0.8}, severity="mild"), weeks=4)
    >>> ways = three_ways(plan)
    >>> sum(d.km for d in ways["rushed"]) > sum(d.km for d in ways["as_planned"]) > 0
    True
    """
    once = {day.step: day for day in reversed(plan.days) if day.step}
    firsts = [once[step.number] for step in plan.steps if step.number in once]
    rushed = [
        replace(firsts[index], day=day.day, date=day.date)
        if index < len(firsts)
        else _usual(day, index - len(firsts), plan)
        for index, day in enumerate(plan.days)
    ]
    last_week = len(plan.days) - 7
    rested = [day if day.day > last_week else _rest(day.day, day.date) for day in plan.days]
    return {"as_planned": plan.days, "rushed": tuple(rushed), "full_rest": tuple(rested)}


def _calendar(
    steps: tuple[Step, ...], scheme: str, *, weeks: int, usual_km: float, pace: float, start: date | None
) -> tuple[PlannedDay, ...]:
    content = scheme_of(scheme)
    sessions = [step for step in steps for _ in range(content.times_each)]
    every = content.rest_days + 1
    days: list[PlannedDay] = []
    longest = steps[-1].run_minutes / pace
    grown_on = -7
    for index in range(weeks * 7):
        number = index // every
        at = start + timedelta(days=index + 1) if start else None
        if index % every:
            days.append(_rest(index + 1, at))
        elif number < len(sessions):
            s = sessions[number]
            days.append(PlannedDay(index + 1, at, "walk_run", s.number, s.minutes, s.km, s.effort, s.words))
        elif index - grown_on >= 7:
            longest = max(longest, min(usual_km, next_long_run(longest)))
            grown_on = index
            days.append(_run(index + 1, at, "long_run", longest, pace))
        else:
            days.append(_run(index + 1, at, "run", round(longest * running().easy_run_share.value, 2), pace))
    return tuple(days)


def _usual(day: PlannedDay, number: int, plan: ReturnPlan) -> PlannedDay:
    if number % 7 == 0:
        return _run(day.day, day.date, "long_run", plan.usual_long_km, plan.min_per_km)
    if number % 2:
        return _rest(day.day, day.date)
    km = round(plan.usual_long_km * running().rushed_run_share.value, 2)
    return _run(day.day, day.date, "run", km, plan.min_per_km)


def _rest(day: int, at: date | None) -> PlannedDay:
    return PlannedDay(day, at, "rest", None, 0.0, 0.0, 0, "Rest day: walk as you like.")


def _run(day: int, at: date | None, kind: Literal["run", "long_run"], km: float, pace: float) -> PlannedDay:
    name = "Long run" if kind == "long_run" else "Easy run"
    effort = int(running().easy_run_effort.value)
    return PlannedDay(
        day, at, kind, None, round(km * pace, 1), round(km, 2), effort, f"{name}, {km:.1f} km, easy."
    )


def _race(days: tuple[PlannedDay, ...], weeks_to_race: int | None, race_km: float | None) -> str:
    if weeks_to_race is None or race_km is None:
        return ""
    before = [day.km for day in days if day.day <= weeks_to_race * 7]
    longest = max(before, default=0.0)
    if longest and next_long_run(longest) >= race_km:
        return (
            f"If every step goes well, a run of {longest:.1f} km stands before the race of {race_km:g} km. "
            "The race moves no gate."
        )
    return (
        f"Even if every step goes well, the longest run before the race is {longest:.1f} km, "
        f"and the race has {race_km:g} km. Plan a smaller goal, and decide on a fixed date."
    )
