"""What the patient takes home: one page in plain words, as plain data."""

from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.content.exercises import exercises
from toolkit.content.plan_items import Topic
from toolkit.content.plan_settings import plan_settings
from toolkit.content.words import words
from toolkit.plans.plan import Plan, PlannedItem
from toolkit.plans.speaking import explanation


@dataclass(frozen=True)
class HandoutExercise:
    """One exercise or position on the handout."""

    id: str
    title: str
    steps: tuple[str, ...]
    dose: str
    feel: str
    stop: str
    care: tuple[str, ...]
    drawing: str


@dataclass(frozen=True)
class Handout:
    """One page in plain words.

    Attributes:
        first: what comes before everything else; empty where nothing does.
        think: what we think it is; `expect`: what to expect.
        do: what to do now; `together`: what is tested, arranged or talked about.
        wait: what waits, and for what.
        exercises: positions and movements that are due, with their drawings.
        running: the answer about running, with its reasons.
        stop: when to stop; `safety_net`: when to go to hospital or be seen.
        review: when to be seen again, in words; `foot`: what the sheet is.
    """

    title: str
    first: tuple[str, ...]
    think: tuple[str, ...]
    expect: tuple[str, ...]
    do: tuple[str, ...]
    together: tuple[str, ...]
    wait: tuple[str, ...]
    exercises: tuple[HandoutExercise, ...]
    running: tuple[str, ...]
    stop: tuple[str, ...]
    safety_net: tuple[str, ...]
    review: str
    foot: str


_FIRST = {Topic.EMERGENCY, Topic.REFERRAL}
_NOT_DONE = {Topic.EMERGENCY, Topic.SAFETY_NET, Topic.EXERCISE, Topic.EXPLAIN}
_TOGETHER = {Topic.ASSESSMENT, Topic.IMAGING, Topic.SPECIALIST, Topic.REFERRAL}
_MOST_TYPES = 2


def handout(plan: Plan, *, today: date | None = None) -> Handout:
    """Write the patient's page for a plan.

    At an urgent or same-day level nothing stands on it but where to go, what not to do, and the safety-net.

    >>> from toolkit.plans.composition import make_plan
    >>> from toolkit.plans.situation import Situation
    >>> page = handout(make_plan(Situation(belief={"referred": 0.8})))
    >>> [e.id for e in page.exercises if e.id in ("cat_camel", "childs_pose")]
    ['cat_camel']
    """
    now = [item for item in plan.now if item.sheet]
    types = [explanation(t, plan.situation) for t in _explained(plan)]
    first = tuple(i.patient for i in now if i.topic in _FIRST) if plan.stops_everything else ()
    do = [i.patient for i in now if i.topic not in _NOT_DONE | _TOGETHER and not i.exercise]
    elsewhere = _FIRST | {Topic.ASSESSMENT} if plan.stops_everything else set()
    together = [i.patient for i in now if i.topic in _TOGETHER - elsewhere]
    return Handout(
        title="Your plan" if not plan.stops_everything else "This comes first",
        first=first,
        think=tuple(t.explain for t in types),
        expect=tuple(t.expect for t in types) if not plan.stops_everything else (),
        do=tuple(dict.fromkeys(do)),
        together=tuple(dict.fromkeys(together)),
        wait=_waiting(plan),
        exercises=tuple(_exercise(i) for i in now if i.exercise),
        running=running_words(plan)[:1] if plan.stops_everything else running_words(plan),
        stop=exercises().before_all[-2:] if any(i.exercise for i in now) else (),
        safety_net=plan.safety_net,
        review=_review(plan, today),
        foot=words().handout_foot,
    )


def _explained(plan: Plan) -> tuple[str, ...]:
    """Types that are explained: the likeliest; where a concern stops all else, the one that is feared."""
    if not plan.stops_everything:
        return plan.types[:_MOST_TYPES]
    feared = [t for t in plan.types if t in plan_settings().dangerous_types]
    if feared or not plan.situation.deficits or plan.types[:1] != ("radicular",):
        return tuple(feared[:1]) or plan.types[:1]
    return ("radiculopathy",)  # the deficit is what is urgent, not the pain


def running_words(plan: Plan) -> tuple[str, ...]:
    """Say the answer about running, and what would change it."""
    from toolkit.content.running import running  # noqa: PLC0415

    start = {
        "yes": "You may run, as long as this holds.",
        "not_yet": "Do not run yet.",
        "no": "Do not run now.",
    }
    rules = plan.running_rules[:_MOST_TYPES] or ("low_and_steady",)
    return (start[plan.running.value], *(running().rules[rule].patient for rule in rules))


def _waiting(plan: Plan) -> tuple[str, ...]:
    """What waits, and for what; movements that wait for the same share one line."""
    waiting = [i for i in plan.items if i.state == "waiting" and i.sheet]
    said = [f"{i.patient} {' '.join(i.waits_for)}" for i in waiting if not i.exercise]
    moves: dict[tuple[str, ...], list[str]] = {}
    for item in waiting:
        if item.exercise:
            moves.setdefault(item.waits_for, []).append(exercises().exercises[item.exercise].title)
    return (*said, *(f"{', '.join(names)}. {' '.join(why)}" for why, names in moves.items()))


def _exercise(item: PlannedItem) -> HandoutExercise:
    own = exercises().exercises[item.exercise or ""]
    return HandoutExercise(
        item.exercise or "", own.title, own.steps, own.dose, own.feel, own.stop, item.care, own.drawing
    )


def _review(plan: Plan, today: date | None) -> str:
    if plan.stops_everything:
        return "You are seen as soon as this has been looked into."
    weeks = plan.review_weeks
    words_of = "a week" if weeks == 1 else f"{weeks:g} weeks"
    if today is None:
        return f"We look at it again in {words_of}, earlier when it gets worse."
    on = today + timedelta(days=round(weeks * 7))
    return f"We look at it again in {words_of}, on {on.day} {on:%B %Y}, earlier when it gets worse."
