"""The way back to running: gates, steps of walking and running, and what the day after decides."""

from dataclasses import dataclass
from math import floor
from typing import Literal

from pydantic import Field

from toolkit.content.quantity import Strict
from toolkit.content.running import Scheme, running
from toolkit.plans.running_rules import Answer, blocking
from toolkit.plans.situation import Situation
from toolkit.plans.standing import Standing


@dataclass(frozen=True)
class GateState:
    """One gate: what must hold, whether it does, where it is from and how sure it is."""

    id: str
    text: str
    met: bool
    source: str
    hedge: str


@dataclass(frozen=True)
class Step:
    """One step of a walk-run scheme.

    Attributes:
        number: from 1.
        walk_min, run_min, rounds: minutes walked and run in turn, and how often.
        minutes, run_minutes: of the whole session.
        km: walked and run together, at the paces of the settings.
        effort: 0 to 10.
    """

    number: int
    walk_min: float
    run_min: float
    rounds: int
    minutes: float
    run_minutes: float
    km: float
    effort: int

    @property
    def words(self) -> str:
        """The step in words.

        >>> steps_of()[0].words
        '3 x (2 min walk, 3 min run)'
        """
        if self.walk_min == 0:
            return f"{self.run_minutes:g} min run"
        return f"{self.rounds} x ({self.walk_min:g} min walk, {self.run_min:g} min run)"


class Response(Strict):
    """How a step was answered, pain 0 to 10.

    Attributes:
        before, during: pain before and in the session.
        after_24_hours: pain a day later.
        spread: symptoms further down the leg; `weaker`: strength or feeling changed.
        gait_changed: ran differently to tolerate the pain.
    """

    before: float = Field(default=0.0, ge=0, le=10)
    during: float = Field(ge=0, le=10)
    after_24_hours: float = Field(ge=0, le=10)
    spread: bool = False
    weaker: bool = False
    gait_changed: bool = False


@dataclass(frozen=True)
class Decision:
    """What to do after a step.

    Attributes:
        action: 'next', 'repeat', 'back' or 'stop'.
        step: number of the step to do next; the present one when stopped.
        times: how often that step has been done already.
        why: the reason, with its source.
    """

    action: Literal["next", "repeat", "back", "stop"]
    step: int
    times: int
    why: str
    source: str


def scheme_of(scheme: str = "six_phases") -> Scheme:
    """Return a walk-run scheme.

    Raises:
        ValueError: no scheme has that id.
    """
    known = running().schemes
    if scheme not in known:
        raise ValueError(f"No walk-run scheme is called '{scheme}'. Known are {', '.join(known)}.")
    return known[scheme]


def steps_of(scheme: str = "six_phases", *, min_per_km: float | None = None) -> tuple[Step, ...]:
    """Return the steps of a scheme with their minutes and distances.

    Args:
        scheme: 'six_phases' (a trial's, knee injury) or 'ten_levels' (a clinic's); neither was tested for
            pain from the spine.
        min_per_km: the runner's easy pace; the setting's where none is given.

    Raises:
        ValueError: an unknown scheme or an impossible pace.

    >>> [s.run_minutes for s in steps_of()]
    [9.0, 12.0, 12.0, 16.0, 20.0, 21.0]
    """
    pace = running().running_pace.value if min_per_km is None else min_per_km
    if not 2 < pace < 20:
        raise ValueError(f"A running pace lies between 2 and 20 min per km, and this is {pace:g}.")
    walking = running().walking_pace.value
    steps = []
    for number, step in enumerate(scheme_of(scheme).steps, start=1):
        walked, ran = step.walk_min * step.rounds, step.run_min * step.rounds
        km = round(walked / walking + ran / pace, 2)
        steps.append(
            Step(number, step.walk_min, step.run_min, step.rounds, walked + ran, ran, km, step.effort)
        )
    return tuple(steps)


def entry_gates(situation: Situation) -> tuple[GateState, ...]:
    """Return the gates before the first step.

    >>> gates = entry_gates(Situation(belief={"radicular": 0.8}, daily_activities_normal=True))
    >>> [g.id for g in gates if not g.met]
    ['walk_30']
    """
    standing = Standing(situation)
    radicular = "radicular" in standing.possible
    met = {
        "walk_30": situation.brisk_walk_free,
        "daily_life": situation.daily_activities_normal,
        "no_relief": not (radicular and situation.medicine_for_this_episode),
        "no_limp": not situation.gait_changed,
        "bone_healed": not standing.bone_suspected,
    }
    asked = ["walk_30", "daily_life", "no_limp"]
    if radicular:
        asked.insert(2, "no_relief")
    if standing.bone_suspected:
        asked.append("bone_healed")
    gates = running().gates
    return tuple(
        GateState(key, gates[key].text, met[key], gates[key].source, gates[key].hedge) for key in asked
    )


def may_begin(situation: Situation) -> tuple[Answer, tuple[str, ...]]:
    """Say whether the first step may be taken, and what is in the way.

    >>> may_begin(
    ...     Situation(
    ...         belief={"bone_stress": 0.4},
    ...         severity="none",
    ...         brisk_walk_free=True,
    ...         daily_activities_normal=True,
    ...     )
    ... )[0].value
    'no'
    """
    rules = blocking(Standing(situation))
    closed = [gate.text for gate in entry_gates(situation) if not gate.met]
    texts = tuple(dict.fromkeys([*(running().rules[rule].text for rule in rules), *closed]))
    answer = Answer(running().rules[rules[0]].answer) if rules else Answer.NOT_YET if closed else Answer.YES
    return answer, texts


def after_step(step: int, times: int, response: Response, scheme: str = "six_phases") -> Decision:
    """Decide what follows a step, by the 24 hours after it.

    Args:
        step: number of the step that was done, from 1.
        times: how often it has been done, this time included.
        response: how it was answered.
        scheme: the scheme in use.

    Raises:
        ValueError: a step that the scheme does not have, or a step done less than once.

    >>> after_step(1, 2, Response(during=1, after_24_hours=0)).action
    'next'
    >>> after_step(3, 1, Response(during=2, after_24_hours=4)).step
    2
    """
    plan = scheme_of(scheme)
    last = len(plan.steps)
    if not 1 <= step <= last:
        raise ValueError(f"The scheme has steps 1 to {last}, and this is {step}.")
    if times < 1:
        raise ValueError("A step that was answered was done at least once.")
    refused = _refused(step, times, response)
    if refused is not None:
        return refused
    if times < plan.times_each:
        why = f"Well tolerated. Each step is done at least {plan.times_each} times."
        return Decision("repeat", step, times, why, plan.source)
    why = "Well tolerated, and the day after too: the next step."
    if step == last:
        why = "All steps done: run continuously, and let the longest run grow slowly."
    return Decision("next", step + 1, 0, why, running().gates["day_after"].source)


def _refused(step: int, times: int, response: Response) -> Decision | None:
    day_after = running().gates["day_after"].source
    if response.spread or response.weaker:
        why = "Symptoms spread down the leg or strength changed: stop, and be assessed."
        return Decision("stop", step, times, why, "article:F10")
    if response.gait_changed:
        why = "The gait changed to tolerate it: stop until running is possible as usual."
        return Decision("stop", step, times, why, "article:G2")
    if response.after_24_hours > response.before:
        why = "It hurt more 24 hours later than before: one step back."
        return Decision("back", max(1, step - 1), 0, why, day_after)
    if response.during > max(running().limits.during.value, response.before):
        why = "It hurt more than low-level during the step: do the same step again, not more."
        return Decision("repeat", step, times, why, day_after)
    return None


def next_long_run(longest_km: float) -> float:
    """Return how long the next long run may be: 1.1 times the longest run of the past 30 days, km.

    The reference group of a cohort of 5,205 runners stayed within this. It is an association, not a
    tested rule. Rounded down to 100 m (10 m below 1 km), so that the number on paper stays within it too.

    Raises:
        ValueError: no run in the past 30 days; then the walk-run steps come first.

    >>> next_long_run(10.0), next_long_run(4.5)
    (11.0, 4.9)
    """
    if not longest_km > 0:
        raise ValueError("There is no run in the past 30 days to go by: begin with the walk-run steps.")
    parts = 10 if longest_km >= 1 else 100
    return floor(longest_km * running().long_run_ratio.value * parts + 1e-9) / parts
