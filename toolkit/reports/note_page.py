"""The clinician's note: reasoning, plan with sources, what was left out, safety-net, as a document to print."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from toolkit.content.claims import claims
from toolkit.content.passport import passport
from toolkit.content.plan_items import Topic
from toolkit.content.quantity import REVIEW_OPEN, Mark
from toolkit.content.running import running
from toolkit.plans import Note, Plan, clinician_note
from toolkit.plans.note import NoteLine, NotePhase
from toolkit.reports.sheet import bullets, headed, own_words, sheet

_FOOT = "Made with a teaching toolkit. It does not replace clinical judgement. Content: " + REVIEW_OPEN + "."

_MARKS = (
    "; ".join(f"{mark.symbol} {mark.words}" for mark in Mark)
    + ". A letter and a number: a statement of the article."
)

_CLOSE = 6600
"""Letters up to which a note fits two pages in the larger type, as seen in a browser."""

_FIRST = (Topic.EMERGENCY, Topic.REFERRAL)

_GROUPS: dict[str, tuple[Topic, ...]] = {
    "First": _FIRST,
    "Examine, image, look again": (Topic.ASSESSMENT, Topic.SAFETY_NET, Topic.IMAGING, Topic.SPECIALIST),
    "Activity, load and running": (
        Topic.ACTIVITY,
        Topic.WALKING,
        Topic.EXERCISE,
        Topic.LOADING,
        Topic.RUNNING,
    ),
    "Ease and pain relief": (Topic.EASE, Topic.MEDICINE),
    "This runner's factors": (Topic.FACTOR,),
    "Explained": (Topic.EXPLAIN,),
}
"""Heading -> topics, in the order in which they are read."""


def note_page(
    plan: Plan, *, unasked: Sequence[str] = (), name: str = "", note: str = "", today: date | None = None
) -> str:
    """Return the clinician's note of a plan as one self-contained HTML document.

    Args:
        plan: whose.
        unasked: what everybody is asked and has not been asked yet, in words.
        name: on the note; escaped.
        note: a note of the clinician's own; escaped.
        today: date of the note.

    >>> from toolkit.plans import Situation, make_plan
    >>> plan = make_plan(Situation(belief={"referred": 0.6, "hamstring_tendinopathy": 0.5}))
    >>> "Left out, and why" in note_page(plan)
    True
    """
    own = clinician_note(plan, today=today)
    stops = plan.stops_everything
    first = Markup('<section class="{} keep"><h2>Level of concern: {}</h2>{}{}</section>').format(
        "first" if stops else "net",
        own.concern[0],
        bullets(own.concern[1:]),
        bullets(_line(line) for line in own.now if stops and line.topic in _FIRST),
    )
    flow = Markup().join(
        (
            headed("Not asked yet, so not known", bullets(unasked)),
            headed("What is believed, and what shaped the plan", _belief(own)),
            headed("Running", _running(own, most=1 if stops else None)),
            headed("Plan, now", _lines(line for line in own.now if not (stops and line.topic in _FIRST))),
            headed("Due, and waiting", _lines(own.waiting)),
            headed(
                "When to stop, as said", bullets(dict.fromkeys(line.stop for line in own.now if line.stop))
            ),
            headed("Later, gate by gate", bullets(_later(phase) for phase in own.later if phase.holds)),
            headed(
                "Left out, and why",
                bullets(
                    Markup("<strong>{}</strong> {}").format(what, " ".join(why)) for what, why in own.left_out
                ),
            ),
            headed("What would part the possible types", bullets(own.parting)),
            Markup()
            if stops
            else headed("Where the article and guidelines differ, and what is done here", _tensions(own)),
        )
    )
    net = Markup(
        '<section class="net keep"><h2>Safety-net words that were given</h2>{}<p><strong>Review: the whole is looked '
        "at again {}.</strong></p></section>"
    ).format(bullets(own.safety_net), _when(plan, own))
    body = Markup('{}{}<div class="flow">{}</div>{}<p class="muted">{}</p>{}').format(
        first, own_words(note), flow, net, _MARKS, _sources(own)
    )
    size = "dense" if len(flow.striptags()) > _CLOSE else "close"
    return sheet("Clinician's note", body, foot=_FOOT, name=name, dated=today, css=f"{size} note")


def _belief(own: Note) -> Markup:
    types = ", ".join(f"{name} (about {round(100 * p)} in 100)" for name, p in own.belief)
    return Markup(
        "<p><strong>{}.</strong> Types may hold together; the numbers are from a teaching model and rest in part on "
        "values chosen for teaching.</p><p>{}</p>"
    ).format(types, " ".join(own.findings))


def _running(own: Note, *, most: int | None) -> Markup:
    answer, *rules = own.running
    known = running().rules
    return Markup("<p><strong>{}</strong></p>{}").format(
        _capital(answer),
        bullets(
            f"{known[rule].text} Until: {known[rule].then} ({_source(known[rule].source)})"
            for rule in rules[:most]
        ),
    )


def _lines(lines: Iterable[NoteLine]) -> Markup:
    every, parts = list(lines), []
    for heading, topics in _GROUPS.items():
        held = [line for line in every if line.topic in topics]
        if held:
            parts.append(Markup("<h3>{}</h3>{}").format(heading, bullets(_line(line) for line in held)))
    return Markup().join(parts)


def _line(line: NoteLine) -> Markup:
    own = [each.removesuffix(".") for each in (*line.found, *(f"with care: {how}" for how in line.care))]
    because = Markup(" <em>{}.</em>").format("; ".join(own)) if own else Markup()
    return Markup('{}{} <span class="muted">[{}&nbsp;{}]</span>').format(
        line.what, because, _source(line.source), line.mark.symbol
    )


def _later(phase: NotePhase) -> Markup:
    gate = " ".join(phase.still_open)
    still_open = Markup(" <em>Still open: {}</em>").format(gate) if gate else Markup()
    return Markup("<strong>{}.</strong> {}{} Then: {}.").format(
        phase.title, phase.gate, still_open, "; ".join(phase.holds)
    )


def _tensions(own: Note) -> Markup:
    return bullets(Markup("<strong>{}</strong> {}").format(each.title, each.plan) for each in own.tensions)


def _when(plan: Plan, own: Note) -> str:
    if plan.stops_everything:
        return "as soon as the concern has been looked into"
    return "in a week" if own.review_weeks == 1 else f"in {own.review_weeks:g} weeks"


def _sources(own: Note) -> Markup:
    named = [line.source for line in (*own.now, *own.waiting)]
    named += [cite for line in (*own.now, *own.waiting) for cite in line.cites]
    named += [source for each in own.tensions for source in (*each.sources, *each.cites)]
    return Markup('<p class="muted"><strong>Sources.</strong> {}</p>').format(" · ".join(_cited(named)))


def _cited(sources: Iterable[str]) -> list[str]:
    seen = sorted(dict.fromkeys(sources))
    papers = [passport(each).source for each in seen if each.startswith("evidence:")]
    statements = [each.removeprefix("article:") for each in seen if each.startswith("article:")]
    if not statements:
        return list(dict.fromkeys(papers))
    known = ", ".join(sorted(statements, key=_number))
    return [*dict.fromkeys(papers), f"{claims().article} Statements {known}."]


def _number(key: str) -> tuple[str, int]:
    return key[0], int(key[1:])


def _source(source: str) -> str:
    kind, _, key = source.partition(":")
    if kind == "article":
        return key
    return passport(source).source.split(".")[0] if kind == "evidence" else "teaching"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
