"""The clinician's note: reasoning, plan with sources, what was left out, safety-net, as a document to print."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from toolkit.content.claims import claims
from toolkit.content.passport import passport
from toolkit.content.quantity import REVIEW_OPEN
from toolkit.content.running import running
from toolkit.plans import Note, Plan, clinician_note
from toolkit.plans.note import NoteLine
from toolkit.reports.sheet import bullets, headed, own_words, sheet

_FOOT = "Made with a teaching toolkit. It does not replace clinical judgement. Content: " + REVIEW_OPEN + "."


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
    >>> "What was left out, and why" in note_page(plan)
    True
    """
    own = clinician_note(plan, today=today)
    parts = (
        headed(
            "Level of concern",
            Markup("<p><strong>{}</strong></p>{}").format(_capital(own.concern[0]), bullets(own.concern[1:])),
        ),
        headed("Not asked yet, so not known", bullets(unasked)),
        own_words(note),
        headed("What is believed", _belief(own)),
        headed("What shaped the plan", bullets(own.findings)),
        headed("Running", _running(own)),
        headed("Now", _lines(own.now)),
        headed("Later, or waiting", _lines(own.later)),
        headed(
            "What was left out, and why",
            bullets(
                Markup("<strong>{}</strong> {}").format(what, " ".join(why)) for what, why in own.left_out
            ),
        ),
        headed("What would part the possible types", bullets(own.parting)),
        headed("Where the article and guidelines differ", _tensions(own)),
        headed("Safety-net words that were given", bullets(own.safety_net)),
        headed("Review", Markup("<p>The whole is looked at again {}.</p>").format(_when(plan, own))),
        headed("Sources", _sources(own)),
    )
    return sheet("Clinician's note", Markup().join(parts), foot=_FOOT, name=name, dated=today, css="compact")


def _belief(own: Note) -> Markup:
    rows = Markup().join(
        Markup("<tr><td>{}</td><td>about {} in 100</td></tr>").format(name, round(100 * p))
        for name, p in own.belief
    )
    return Markup(
        '<table>{}</table><p class="muted">Types may hold together; the numbers are from a teaching model and rest in '
        "part on values chosen for teaching.</p>"
    ).format(rows)


def _running(own: Note) -> Markup:
    answer, *rules = own.running
    known = running().rules
    return Markup("<p><strong>{}</strong></p>{}").format(
        _capital(answer),
        bullets(
            f"{known[rule].text} Until: {known[rule].then} ({_source(known[rule].source)})" for rule in rules
        ),
    )


def _lines(lines: tuple[NoteLine, ...]) -> Markup:
    if not lines:
        return Markup()
    rows = Markup().join(
        Markup("<tr><td>{}</td><td>{}</td><td>{}, {}</td></tr>").format(
            line.what, " ".join(line.why), _source(line.source), line.mark
        )
        for line in lines
    )
    return Markup(
        "<table><thead><tr><th>What</th><th>Why</th><th>Source and mark</th></tr></thead><tbody>{}</tbody></table>"
    ).format(rows)


def _tensions(own: Note) -> Markup:
    return bullets(
        Markup("<strong>{}</strong> Article: {} Guidelines and studies: {} Here: {}").format(
            each.title, each.article, each.guideline, each.plan
        )
        for each in own.tensions
    )


def _when(plan: Plan, own: Note) -> str:
    if plan.stops_everything:
        return "as soon as the concern has been looked into"
    return "in a week" if own.review_weeks == 1 else f"in {own.review_weeks:g} weeks"


def _sources(own: Note) -> Markup:
    named = [line.source for line in (*own.now, *own.later)]
    named += [cite for line in (*own.now, *own.later) for cite in line.cites]
    named += [source for each in own.tensions for source in (*each.sources, *each.cites)]
    return bullets(_cited(named))


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
        return f"article {key}"
    return passport(source).source.split(".")[0] if kind == "evidence" else "chosen for teaching"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
