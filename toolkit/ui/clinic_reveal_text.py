"""What the clinic says once nothing can be changed any more."""

from collections.abc import Mapping

from markupsafe import Markup

from toolkit.cases.scoring import Score
from toolkit.cases.session import CaseSession
from toolkit.cases.trail import Footstep
from toolkit.cases.uncovering import Reveal, factors_told
from toolkit.content.cases import offered_cases, read_case
from toolkit.content.clinic import clinic
from toolkit.content.concern_rules import concern_rules
from toolkit.content.factors import factors_file
from toolkit.content.findings import findings
from toolkit.content.look import look
from toolkit.content.pain_types import pain_types
from toolkit.plans import Plan

_MARKS = {"critical": "●", "recommended": "○", "neutral": "–", "unnecessary": "△", "harmful": "▲"}


_SHOWN = 0.05
"""Types that the model believes in less are left out of the table, unless they were stated or are there."""

_SOURCE = Markup('<button type="button" class="st-link" data-act="{}">{}</button>')


def truth_text(shown: Reveal) -> Markup:
    """Return what was really there, what nobody can know, and what was missed."""
    missed = [scored.missed for scored in shown.scores if scored.missed]
    alarm = Markup().join(
        Markup('<div class="st-alarm" role="alert"><p><strong>{}</strong></p></div>').format(text)
        for text in missed
    )
    unknowable = Markup().join(
        Markup("<li>{}: {}</li>").format(name, " ".join(texts)) for name, texts in shown.unknowable
    )
    concern = Markup().join(Markup("<p>{}</p>").format(_level(scored)) for scored in shown.scores)
    return Markup(
        "{}{}<h2>What was really there</h2><p class='st-big'>{}</p><p>Nobody can know at the bedside:</p><ul>{}</ul>"
    ).format(alarm, concern, _upper(shown.truth), unknowable)


def _level(scored: Score) -> Markup:
    levels = concern_rules().levels
    return Markup("Level of concern: you chose ‘{}’, in force is ‘{}’.").format(
        levels[scored.level_chosen].name,  # type: ignore[index]
        levels[scored.level].name,  # type: ignore[index]
    )


def scores_text(shown: Reveal) -> Markup:
    """Return the score of each visit, and under it the steps of that visit."""
    return Markup().join(
        score_text(scored, visit=_visit(shown, at)) + steps_text(steps, at)
        for at, (scored, steps) in enumerate(zip(shown.scores, shown.steps, strict=True))
    )


def beliefs_text(shown: Reveal) -> Markup:
    """Return the stated belief of each visit beside the model's."""
    return Markup().join(
        belief_text(scored, visit=_visit(shown, at)) for at, scored in enumerate(shown.scores)
    )


def _visit(shown: Reveal, at: int) -> str:
    return f"Visit {at + 1}: " if len(shown.scores) > 1 else ""


def score_text(scored: Score, *, visit: str = "") -> Markup:
    """Return the parts of a score with their reasons, and what such a score is worth."""
    rows = Markup().join(
        Markup("<tr><th scope='row'>{}</th><td>{} of {}</td><td>{}</td></tr>").format(
            part.name, f"{part.points:.0f}", f"{part.most:.0f}", " ".join(part.why)
        )
        for part in scored.parts
    )
    held = scored.forecast
    return Markup(
        "<h2>{}</h2><p><b>{} of 100.</b> {}</p>"
        "<div class='st-scroll' tabindex='0'><table><thead><tr><th>Part</th><th>Points</th><th>Why</th></tr></thead>"
        "<tbody>{}</tbody></table></div>"
        "<p>Against what could be believed: Brier {}, log {} bits (0 is best). Against the truth, where luck takes part: "
        "Brier {}, log {} bits.</p><p class='st-muted'>{} {}</p>"
    ).format(
        _upper(f"{visit}reasoning, not luck"),
        f"{scored.total:.0f}",
        _level(scored),
        rows,
        f"{held.brier_model:.3f}",
        f"{held.log_model:.2f}",
        f"{held.brier_truth:.3f}",
        f"{held.log_truth:.2f}",
        scored.reliability,
        _SOURCE.format("passport:score", "○ Where the points are from"),
    )


def belief_text(scored: Score, *, visit: str = "") -> Markup:
    """Return the stated belief beside the model's and the truth, family by family."""
    held = scored.forecast
    rows = Markup().join(
        Markup(
            "<tr><th scope='row'><span class='st-symbol' aria-hidden='true' style='color:{}'>{}</span>{}</th>"
            "<td>{} %</td><td>{} %</td><td>{} %</td><td>{}</td></tr>"
        ).format(
            look().families[key].colour, look().families[key].symbol, family.name,
            round(100 * held.stated[key]), round(100 * held.model[key]), round(100 * held.full[key]),
            "there" if held.truth[key] else "–",
        )
        for key, family in pain_types().families.items() if key in held.stated
    )  # fmt: skip
    return Markup(
        "<h3>{}</h3><div class='st-scroll' tabindex='0'><table><thead><tr><th>Family</th><th>You</th>"
        "<th>Model, with your answers</th><th>Model, with all</th><th>Truth</th></tr></thead><tbody>{}</tbody></table></div>"
        "<p>{} · {}</p>"
    ).format(
        _upper(f"{visit}belief beside belief"),
        rows,
        _SOURCE.format("passport:prior", "◐ Where belief begins"),
        _SOURCE.format("passport:teaching", "○ What it rests on"),
    )


def types_text(session: CaseSession) -> Markup:
    """Return the belief in single types beside the model's, where types were stated; nothing where none were."""
    stated = session.belief_stated()
    if stated is None or not any(stated.types.values()):
        return Markup()
    case, kinds = session.case, pain_types().types
    model = case.belief(session.held()).probabilities
    rows = Markup().join(
        Markup("<tr><th scope='row'>{}</th><td>{}</td><td>{} %</td><td>{}</td></tr>").format(
            kind.name,
            f"{stated.types[key]} %" if stated.types.get(key) else "–",
            f"{100 * model[key]:.0f}",
            "there" if key in case.truth.types else "–",
        )
        for key, kind in kinds.items()
        if stated.types.get(key) or model[key] >= _SHOWN or key in case.truth.types
    )
    return Markup(
        "<h3>Type by type</h3><div class='st-scroll' tabindex='0'><table><thead><tr><th>Type</th><th>You</th>"
        "<th>Model, with your answers</th><th>Truth</th></tr></thead><tbody>{}</tbody></table></div>"
    ).format(rows)


def steps_text(steps: tuple[Footstep, ...], at: int = 0) -> Markup:
    """Return belief and questions step by step: what each was worth, and what the model would have asked."""
    if not steps:
        return Markup("<p>Nothing was asked, so the belief was the setting’s prior.</p>")
    known = findings()
    rows = Markup().join(
        Markup(
            "<tr><th scope='row'>{}</th><td>{} (expected {})</td><td>{}</td><td>{}</td><td>{}</td></tr>"
        ).format(
            _SOURCE.format(f"finding:{step.finding}", known[step.finding].ask),
            f"{100 * step.moved:.0f}",
            f"{100 * step.expected:.0f}",
            _shares(step.student) if step.student else "–",
            _shares(step.model),
            "asked best" if step.best == step.finding else known[step.best].ask if step.best else "",
        )
        for step in steps
    )
    return Markup(
        "<details class='st-fold' data-fold='steps-{}'><summary>Step by step: what each answer was worth</summary>"
        "<div class='st-scroll' tabindex='0'><table><thead><tr><th>Asked</th>"
        "<th>Moved belief by, points</th><th>You then</th><th>Model then</th>"
        "<th>Best next question then</th></tr></thead><tbody>{}</tbody></table></div></details>"
    ).format(at, rows)


def plan_text(shown: Reveal) -> Markup:
    """Return the student's plan beside the model's, item by item, and the reasons."""
    menu = {key: words for group in clinic().menu.values() for key, words in group.items()}
    now = set(shown.plan_full.now_ids)
    order = list(_MARKS)
    rows = Markup().join(
        Markup("<tr><th scope='row'>{}</th><td>{}</td><td>{}</td><td>{} {}{}</td></tr>").format(
            menu.get(each.item, each.what),
            "✓ chosen" if each.chosen else "–",
            "✓ now" if each.item in now else "–",
            _MARKS[each.worth],
            each.worth,
            Markup("<br><span class='st-muted st-small'>{}</span>").format(" ".join(each.why[:2]))
            if each.chosen and each.why
            else Markup(),
        )
        for each in sorted(shown.verdicts, key=lambda each: order.index(each.worth))
        if each.chosen or (each.item in now and each.item in menu)
    )
    lines = Markup().join(
        Markup("<li>{} <span class='st-muted'>{}</span></li>").format(
            item.what, " ".join(reason.text for reason in item.why[:2])
        )
        for item in shown.plan_full.now
    )
    return Markup(
        "<h2>Plan beside plan</h2><div class='st-scroll' tabindex='0'><table><thead><tr><th>Item</th><th>You</th><th>Model</th>"
        "<th>Here it is</th></tr></thead><tbody>{}</tbody></table></div><p>Running now: {}.</p>"
        "<p>{}</p>"
        "<details class='st-fold' data-fold='plan'><summary>The model’s whole plan, with reasons</summary><ul>{}</ul></details>"
    ).format(rows, shown.plan_full.running.words, _with_answers(shown.plan_asked, shown.plan_full), lines)


def _with_answers(asked: Plan, full: Plan) -> str:
    """Return what the model would have planned otherwise had it known no more than the student."""
    if asked.level != full.level:
        return (
            f"With only your answers the level of concern would have been ‘{asked.level_words}’; "
            f"with everything asked it is ‘{full.level_words}’."
        )
    if asked.running != full.running:
        return f"With only your answers the answer to running would have been: {asked.running.words}."
    names = pain_types().types
    still = [names[key].name.lower() for key in asked.types if key not in full.types]
    unseen = [names[key].name.lower() for key in full.types if key not in asked.types]
    said = []
    if still:
        said.append(f"Your answers left open what the rest would have made unlikely: {', '.join(still)}.")
    if unseen:
        said.append(f"They did not point yet to {', '.join(unseen)}.")
    return " ".join(said) or "With only your answers the model would have planned the same."


def history_text(shown: Reveal, session: CaseSession) -> Markup:
    """Return what the weeks before made of it."""
    names = factors_file().factors
    ids = {factor.name: key for key, factor in names.items()}
    parts = Markup().join(
        Markup("<tr><th scope='row'>{}</th><td>{} %</td></tr>").format(
            _SOURCE.format(f"passport:{ids[name]}", name) if name in ids else name, f"{100 * share:.0f}"
        )
        for name, share in shown.history.parts
    )
    named = Markup().join(Markup("<p>{}</p>").format(text) for text in factors_told(session, shown.history))
    return Markup(
        "<h2>The weeks before</h2>{}<p>{}</p><h3>Factors you named</h3>{}"
        "<h3>The chance in eight parts</h3><table><tbody>{}</tbody></table><p>{} · {} · {}</p>"
    ).format(
        Markup().join(Markup("<p>{}</p>").format(text) for text in shown.history.sentences),
        shown.history.equation,
        named,
        parts,
        _SOURCE.format("passport:hazard", "Where the hazard is from"),
        _SOURCE.format("passport:baseline", "Baseline"),
        _SOURCE.format("passport:chance", "The chance"),
    )


def words_text(shown: Reveal, session: CaseSession) -> Markup:
    """Return the student's sentence beside a model explanation, the usual course, and the author's reasoning."""
    flags = Markup().join(
        Markup("<p>‘{}’: {} Better: {}</p>").format(flag.found, flag.harm, flag.better)
        for flag in shown.flags
    )
    course = Markup().join(
        Markup("<li>{}: {}</li>").format(each.title, each.honest) for each in shown.courses
    )
    steps = Markup().join(Markup("<li>{}</li>").format(step) for step in shown.reasoning)
    author = (
        Markup(
            "<details class='st-fold' data-fold='author'><summary>Expected reasoning, and notes for the lecturer</summary>"
            "<ol>{}</ol><p>{}</p></details>"
        ).format(steps, session.case.notes)
        if shown.reasoning
        else Markup()
    )
    return Markup(
        "<h2>In good words</h2><p>You said:</p><blockquote class='st-quote'>{}</blockquote>{}<p>One way to say it:</p>"
        "<blockquote class='st-quote'>{}</blockquote><h3>The usual course</h3><ul>{}</ul>{}"
    ).format(shown.sentence or "nothing", flags, shown.explanation, course, author)


def recap_text(session: CaseSession, shown: Reveal) -> Markup:
    """Return the card to take along: what parted the types here, and which case to play next."""
    expects = session.case.expects
    parts = list(expects.parts) if expects else [each.finding for each in shown.decided]
    line = Markup()
    if parts:
        rows = Markup().join(
            Markup("<li>{}: {}</li>").format(findings()[key].ask, _whether(session, key)) for key in parts
        )
        line = Markup("<p>What decided here:</p><ul>{}</ul>").format(rows)
    more = Markup()
    if shown.contrast in offered_cases():
        title = read_case(offered_cases()[shown.contrast]).title
        more = Markup(
            '<p><button type="button" class="st-button st-primary" data-act="play:{}">Play the contrast: {}</button></p>'
        ).format(shown.contrast, title)
    return Markup("<h2>To take along</h2><p>{}</p>{}{}").format(session.case.objective, line, more)


def _whether(session: CaseSession, finding: str) -> str:
    asked = any(finding in session.asked(at) for at in range(session.visit + 1))
    return "✓ you asked" if asked else "not asked"


def _shares(families: Mapping[str, float]) -> str:
    return ", ".join(f"{look().families[key].label} {100 * p:.0f} %" for key, p in families.items())


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
