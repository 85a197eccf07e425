"""The patient's handout: one page of A4 in plain words, with drawings."""

from datetime import date

from markupsafe import Markup

from toolkit.figures.poses import poses
from toolkit.plans import Handout, Plan, handout
from toolkit.plans.handout import HandoutExercise
from toolkit.reports.sheet import bullets, headed, own_words, sheet

_ROOM_PX = 926
"""Height of an A4 page's inside, less the room for a sentence of one's own and for what the estimate may err."""

_SIZES: dict[str, tuple[float, float, float]] = {
    "roomy": (0.298, 85.8, 300),
    "": (0.246, 73.8, 235),
    "compact": (0.195, 40.9, 197),
    "close": (0.173, 35.8, 174),
}
"""Size of type -> height in px for each character, for each exercise, and of all else, as measured in a browser;
'dense' where none of them fits."""

_COUNT = {1: "", 2: "two", 3: "three"}


def handout_page(plan: Plan, *, name: str = "", note: str = "", today: date | None = None) -> str:
    """Return the handout of a plan as one self-contained HTML document of one A4 page.

    At an urgent or same-day level nothing stands on it but where to go, what not to do, and the safety-net.

    Args:
        plan: whose.
        name: on the sheet; escaped.
        note: a sentence of the clinician's own; escaped.
        today: date of the sheet.

    >>> from toolkit.plans import Situation, make_plan
    >>> page = handout_page(make_plan(Situation(belief={"referred": 0.8})), name="Zoë <b>")
    >>> "Zoë &lt;b&gt;" in page, page.count("<svg") >= 4
    (True, True)
    """
    own = handout(plan, today=today)
    think = Markup().join(Markup("<p>{}</p>").format(text) for text in own.think)
    first = (
        Markup('<section class="first"><h2>Before everything else</h2>{}</section>').format(
            bullets(own.first)
        )
        if own.first
        else Markup()
    )
    said = Markup().join(
        (
            headed("What we think it may be", think),
            headed("What to expect", bullets(own.expect)),
            headed("What to do now", bullets(own.do)),
            headed("Running", _running(own.running)),
            headed("What we do together", bullets(own.together)),
            headed("What waits, and for what", bullets(own.wait)),
            headed("Stop and ask", bullets(own.stop)),
        )
    )
    exercises = headed("Positions and movements", _exercises(own.exercises))
    net = Markup('<section class="net keep"><h2>Get help when</h2>{}</section>').format(
        bullets(own.safety_net)
    )
    body = Markup('{}{}<div class="flow">{}</div>{}{}<p class="keep"><strong>{}</strong></p>').format(
        first, own_words(note), said, exercises, net, own.review
    )
    return sheet(own.title, body, foot=own.foot, name=name, dated=today, css=_size(own))


def _size(own: Handout) -> str:
    letters = sum(len(text) for text in handout_parts(own))
    for size, (each, exercise, rest) in _SIZES.items():
        if each * letters + exercise * len(own.exercises) + rest <= _ROOM_PX:
            return size
    return "dense"


def _running(words: tuple[str, ...]) -> Markup:
    if not words:
        return Markup()
    first, *rest = words
    return Markup("<p><strong>{}</strong></p>{}").format(first, bullets(rest))


def _exercises(exercises: tuple[HandoutExercise, ...]) -> Markup:
    if not exercises:
        return Markup()
    return Markup('<div class="columns">{}</div>').format(
        Markup().join(_exercise(each) for each in exercises)
    )


def _exercise(exercise: HandoutExercise) -> Markup:
    pictures = poses(exercise.id)
    return Markup(
        '<div class="exercise"><div class="poses {}">{}</div><div><h3>{}</h3><p>{} <strong>{}</strong></p>{}</div></div>'
    ).format(
        _COUNT.get(len(pictures), "three"),
        Markup().join(pictures),
        exercise.title,
        " ".join(exercise.steps),
        exercise.dose.rstrip(".") + ".",
        bullets(exercise.care),
    )


def handout_parts(own: Handout) -> tuple[str, ...]:
    """Return every sentence that has to stand on the page, for a check that nothing was lost."""
    exercises = (text for each in own.exercises for text in (each.title, *each.steps, *each.care))
    return (
        own.title, *own.first, *own.think, *own.expect, *own.do, *own.together, *own.wait, *exercises, *own.running, *own.stop,
        *own.safety_net, own.review, own.foot,
    )  # fmt: skip
