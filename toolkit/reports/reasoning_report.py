"""A reasoning report for a portfolio: one self-contained page that the browser prints or saves as PDF."""

from datetime import date

from markupsafe import Markup, escape

from toolkit.cases import CaseSession
from toolkit.cases.scoring import Score
from toolkit.cases.uncovering import Reveal, factors_told, uncover
from toolkit.content.concern_rules import concern_rules
from toolkit.content.factors import factors_file
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.content.quantity import review_words

_STYLE = Markup("""
body { font: 15px/1.5 system-ui, sans-serif; color: #1a2126; background: #fff; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
th { overflow-wrap: normal; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; } caption { text-align: left; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid #ccd3d8; }
td.n, th.n { text-align: right; } td.n { white-space: nowrap; } .small { font-size: .85rem; color: #4a555c; }
.alarm { border: 2px solid #9a2c1f; padding: .5rem .8rem; } blockquote { margin: .4rem 0; padding-left: .8rem;
  border-left: 3px solid #ccd3d8; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2, tr { break-after: avoid; break-inside: avoid; } }
""")


def reasoning_report(session: CaseSession, *, name: str = "", day: date | None = None) -> str:
    """Return the report of a finished case as an HTML page that needs nothing else.

    Whatever name or sentence was typed is shown as text.

    Args:
        session: revealed.
        name: as the person typed it.
        day: shown where given.

    Raises:
        CaseError: the session is not revealed.
    """
    shown = uncover(session)
    case = session.case
    parts = [
        Markup("<h1>Reasoning report: {}</h1>").format(case.title),
        Markup(
            '<p><strong data-fill="name" dir="auto">{}</strong> <span data-fill="date">{}</span></p>'
            '<p class="small">Sciatica Toolkit · {} mode · case {}</p><p data-fill="note" dir="auto"></p>'
        ).format(name.strip()[:120], day.isoformat() if day else "", session.mode, case.id),
        Markup("<p>{}</p>").format(case.objective),
    ]
    for visit, scored in enumerate(shown.scores):
        parts += _visit(session, shown, visit, scored)
    parts += [
        Markup("<h2>What was really there</h2><p>{}</p>").format(shown.truth),
        *(
            Markup('<p class="small">{}: nobody can know at the bedside. {}</p>').format(
                kind, " ".join(texts)
            )
            for kind, texts in shown.unknowable
        ),
        Markup("<h2>The weeks before</h2>"),
        *(Markup("<p>{}</p>").format(sentence) for sentence in shown.history.sentences),
        *(Markup("<p>{}</p>").format(sentence) for sentence in factors_told(session, shown.history)),
        Markup("<h2>In good words</h2><p>You said:</p><blockquote>{}</blockquote>").format(
            shown.sentence or "nothing"
        ),
        *(
            Markup("<p>'{}': {} Better: {}</p>").format(flag.found, flag.harm, flag.better)
            for flag in shown.flags
        ),
        Markup("<p>One way to say it:</p><blockquote>{}</blockquote>").format(shown.explanation),
        _reasoning(shown),
        Markup("<h2>The usual course</h2>"),
        *(Markup("<p>{}: {}</p>").format(each.title, each.honest) for each in shown.courses),
        Markup('<p class="small">{} This case is {}.</p>').format(
            shown.scores[-1].reliability, review_words(case.reviewed_by)
        ),
    ]
    title = escape(f"Reasoning report: {case.title}")
    head = Markup(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<title>{}</title><style>{}</style></head><body>{}</body></html>\n"
    )
    return str(head.format(title, _STYLE, Markup().join(parts)))


def _visit(session: CaseSession, shown: Reveal, visit: int, scored: Score) -> list[Markup]:
    levels = concern_rules().levels
    heading = f"Visit {visit + 1}" if len(shown.scores) > 1 else "The consultation"
    alarm = Markup('<p class="alarm">{}</p>').format(scored.missed) if scored.missed else Markup()
    chosen = [each for each in scored.verdicts if each.chosen]
    named = [factors_file().factors[key].name for key in session.factors]  # type: ignore[index]
    return [
        Markup("<h2>{}</h2>").format(heading),
        alarm,
        _asked(shown, visit),
        _belief(scored),
        Markup("<p>Factors named: {}.</p>").format(", ".join(named) or "none"),
        Markup("<p>Level of concern chosen: {}. In force: {}.</p>").format(
            levels[scored.level_chosen].name,  # type: ignore[index]
            levels[scored.level].name,  # type: ignore[index]
        ),
        Markup(
            "<table><caption>Plan items chosen</caption><thead><tr><th>Item</th><th>Here</th></tr></thead><tbody>{}</tbody></table>"
        ).format(
            Markup().join(
                Markup("<tr><td>{}</td><td>{}</td></tr>").format(each.what, each.worth) for each in chosen
            )
            or Markup('<tr><td colspan="2">none</td></tr>')
        ),
        Markup("<table><caption>Score</caption><tbody>{}</tbody></table>").format(
            Markup().join(
                Markup('<tr><th scope="row">{}</th><td class="n">{} of {}</td><td>{}</td></tr>').format(
                    part.name, f"{part.points:.0f}", f"{part.most:.0f}", " ".join(part.why)
                )
                for part in scored.parts
            )
        ),
        Markup("<p>Together {} of 100.</p>").format(f"{scored.total:.0f}"),
    ]


def _asked(shown: Reveal, visit: int) -> Markup:
    known = findings()
    rows = Markup().join(
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            known[step.finding].ask,
            step.words,
            "asked best" if step.best == step.finding else known[step.best].ask if step.best else "",
        )
        for step in shown.steps[visit]
    )
    if not rows:
        return Markup("<p>Nothing was asked.</p>")
    return Markup(
        "<table><caption>What was asked, in order</caption><thead><tr><th>Asked or examined</th><th>Answer</th>"
        "<th>The model would have asked</th></tr></thead><tbody>{}</tbody></table>"
    ).format(rows)


def _belief(scored: Score) -> Markup:
    held = scored.forecast
    rows = Markup().join(
        Markup(
            '<tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td><td>{}</td></tr>'
        ).format(
            family.name,
            f"{100 * held.stated[key]:.0f} %",
            f"{100 * held.model[key]:.0f} %",
            "there" if held.truth[key] else "not there",
        )
        for key, family in pain_types().families.items()
        if key in held.stated
    )
    return Markup(
        '<table><caption>Belief</caption><thead><tr><th>Family</th><th class="n">You</th>'
        '<th class="n">Model, given what you asked</th><th>Truth</th></tr></thead><tbody>{}</tbody></table>'
        '<p class="small">Brier score against the model {} (0 is best), against the truth {}; log score {} and {} bits. '
        "The first of each is reasoning; luck takes part in the second.</p>"
    ).format(
        rows,
        f"{held.brier_model:.3f}",
        f"{held.brier_truth:.3f}",
        f"{held.log_model:.2f}",
        f"{held.log_truth:.2f}",
    )


def _reasoning(shown: Reveal) -> Markup:
    if not shown.reasoning:
        return Markup()
    steps = Markup().join(Markup("<li>{}</li>").format(step) for step in shown.reasoning)
    return Markup("<h2>Expected reasoning</h2><ol>{}</ol>").format(steps)
