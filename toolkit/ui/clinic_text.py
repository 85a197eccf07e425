"""What the clinic says while nothing is uncovered: the patient, the questions, her answers."""

import math

from markupsafe import Markup

from toolkit.cases.case import Case, Reply
from toolkit.cases.session import CaseSession
from toolkit.cases.steps import Asked
from toolkit.cases.studio import DRAFT
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.findings import FindingFile, findings
from toolkit.content.quantity import review_words

STAGES = {
    "ask": (1, "Ask, examine and read. Say how sure you are, and commit"),
    "decide": (2, "Choose urgency and plan, and say one sentence"),
    "come_back": (3, "Two weeks later"),
    "reveal": (3, "Look"),
    "revealed": (4, "What was really there"),
}
"""Where a session stands -> its step, and what is to be done."""

_PHASES = ("Ask", "Plan", "Look", "Learn")
_PATIENT = Markup(
    '<h2>{title}</h2><p class="st-clinic-says">“{opening}”</p><p>{card}</p>'
    '<p class="st-muted st-small">{setting} · about {minutes} minutes · {origin}</p>'
)
_QUESTION = Markup('<li><button class="st-button" data-act="ask:{key}">{ask}{plain}</button></li>')
_ANSWERED = Markup(
    '<li class="st-clinic-asked"><span>{ask}<br><span class="st-muted st-small">{words}</span></span> '
    "<strong>{label}</strong></li>"
)


def patient_text(session: CaseSession) -> Markup:
    """Return the patient's card: nothing on it tells what is there."""
    case = session.case
    setting = clinic_settings().settings[case.setting]
    return _PATIENT.format(
        title=case.title,
        opening=case.visits[session.visit].opening,
        card=card_text(case),
        setting=setting.name,
        minutes=case.minutes,
        origin=_origin(case),
    )


def _origin(case: Case) -> str | Markup:
    if case.id == DRAFT:
        return Markup('being written: <a href="10_case_studio.ipynb" data-carry>back to the case studio</a>')
    if case.generated:
        return Markup("case code <b>{}</b>").format(case.id)
    return review_words(case.reviewed_by)


def card_text(case: Case) -> str:
    """Return what stands on a patient's card in one line."""
    return " · ".join(_line(name, value) for name, value in case.card)


def _line(name: str, value: str) -> str:
    return value if name in {"Name", "Age"} else f"{name.lower()} {value[:1].lower()}{value[1:]}"


def weeks_text(case: Case) -> Markup:
    """Return what the diary of the weeks before says, in a few lines: the figure's twin in numbers."""
    diary = case.story.diary
    days = diary.days
    weeks = [
        (days - at, float(diary.distance_km[at - 7 : at].sum()))
        for at in range(days - 35, days + 1, 7)
        if at >= 7
    ]
    longest = float(diary.longest_run_km[-30:].max())
    nights = diary.sleep_h[-28:]
    known = nights[~(nights != nights)]  # noqa: PLR0124 - nan is not itself
    mean = f"{float(known.mean()):.1f} h" if len(known) else "not written down"
    rows = Markup().join(
        Markup("<tr><th scope='row'>{}</th><td>{}</td></tr>").format(
            "last week" if ago == 0 else f"{ago // 7 + 1} weeks ago", _known_km(km)
        )
        for ago, km in weeks
    )
    happened = ", ".join(event.label.lower() for event in case.story.events) or "nothing in particular"
    return Markup(
        "<p>Longest run of 30 days: {}. Sleep in four weeks: {} a night. Written down: {}.</p>"
        '<p class="st-muted">The history may explain why pain began; it does not prove it. '
        "Most weeks like these end without pain.</p>"
        '<details class="st-fold" data-fold="weeks"><summary>Kilometres, week by week</summary>'
        "<table><tbody>{}</tbody></table></details>"
    ).format(_known_km(longest), mean, happened, rows)


def _known_km(km: float) -> str:
    # where one day is not known, neither is the sum
    return "not known" if math.isnan(km) else f"{km:.0f} km"


def questions_text(session: CaseSession, group: FindingFile) -> Markup:
    """Return one group of questions as buttons; those with a clear answer show it instead."""
    last = {reply.finding: reply for reply in session.replies}
    rows = []
    for key, finding in group.findings.items():
        reply = last.get(key)
        if reply is not None and reply.kind != "vague":
            label = finding.label(reply.level) if reply.level else "cannot say"
            if reply.number is not None:
                label = f"{reply.number:g}"
            rows.append(_ANSWERED.format(ask=finding.ask, label=label, words=reply.words))
        elif session.committed:
            continue
        else:
            again = Markup(' <span class="st-muted">ask once more</span>') if reply else Markup()
            rows.append(_QUESTION.format(key=key, ask=finding.ask, plain=again))
    done = sum(key in last for key in group.findings)
    title = Markup('{} <span class="st-aside">{} of {}</span>').format(
        group.group.title, done, len(group.findings)
    )
    return Markup(
        '<details class="st-fold" data-fold="ask-{0}" name="ask"><summary>{1}</summary><ul class="st-clinic-list">{2}</ul></details>'
    ).format(group.group.id, title, Markup().join(rows))


def emergency_text(session: CaseSession) -> Markup:
    """Return the questions that everybody is asked, always in sight."""
    last = {reply.finding: reply for reply in session.replies}
    rows = []
    for key, finding in findings().items():
        if not finding.always:
            continue
        reply = last.get(key)
        if reply is not None and reply.level is not None:
            rows.append(
                _ANSWERED.format(ask=finding.ask, label=finding.label(reply.level), words=reply.words)
            )
        elif not session.committed:
            rows.append(_QUESTION.format(key=key, ask=finding.ask, plain=Markup()))
    return Markup('<h3>Asked of everybody</h3><ul class="st-clinic-list">{}</ul>').format(Markup().join(rows))


def answers_text(session: CaseSession) -> Markup:
    """Return what came of the questions so far, the last one first."""
    name = session.case.story.runner.name
    if not session.replies:
        return Markup(
            '<h2>{}’s answers</h2><p class="st-muted">Nothing has been asked {}. '
            "What is not asked is not known: it is neither yes nor no.</p>{}"
        ).format(name, "at this visit yet" if session.visit else "yet", _before_text(session))
    rows = Markup().join(_said(reply) for reply in reversed(session.replies))
    return Markup('<h2>{}’s answers</h2><ol class="st-clinic-said" reversed>{}</ol>{}').format(
        name, rows, _before_text(session)
    )


def _before_text(session: CaseSession) -> Markup:
    """Return what was answered two weeks ago, to hold the second visit against."""
    if not session.visit:
        return Markup()
    rows = Markup().join(
        Markup("<li>{} <span class='st-muted'>{}</span></li>").format(
            findings()[step.reply.finding].ask, step.reply.clinical.partition(": ")[2] or step.reply.words
        )
        for step in session.steps_of(session.visit - 1)
        if isinstance(step, Asked) and step.reply.level is not None
    )
    return Markup(
        '<details class="st-fold" data-fold="before" open><summary>Two weeks ago</summary>'
        '<ul class="st-clinic-before">{}</ul></details>'
    ).format(rows or Markup("<li>Nothing was asked.</li>"))


def _said(reply: Reply) -> Markup:
    finding = findings()[reply.finding]
    ask = finding.plain or finding.ask
    note = {
        "vague": "vague: ask once more",
        "forgotten": "no answer to be had; missing is not 'no'",
    }.get(reply.kind, reply.clinical if reply.number is None else "")
    quote = Markup("“{}”") if finding.kind == "asked" else Markup("{}")
    return Markup(
        '<li><span class="st-muted">{}</span><br>{}<br><span class="st-small st-muted">{}</span></li>'
    ).format(ask, quote.format(reply.words), note)


def bar_text(session: CaseSession) -> Markup:
    """Return the line at the foot of a small screen: the last answer, and the way to the belief."""
    if session.stage != "ask":
        return Markup()
    words: str | Markup = "Nothing has been asked yet."
    if session.replies:
        last = session.replies[-1]
        words = Markup("<b>{}</b><span>{}</span>").format(findings()[last.finding].ask, _in_a_word(last))
    return Markup(
        '<span class="st-clinic-last">{}</span><button type="button" class="st-button st-primary" '
        'data-go="st-clinic-belief">Say what you believe</button>'
    ).format(words)


def _in_a_word(reply: Reply) -> Markup:
    """Return an answer as short as a line at the foot of a phone needs it: words, or the finding's level."""
    if reply.kind == "clear" and findings()[reply.finding].kind != "asked":
        return Markup("{}").format(reply.clinical.partition(": ")[2] or reply.words)
    again = (
        Markup(" <span class='st-muted'>Vague: ask once more.</span>") if reply.kind == "vague" else Markup()
    )
    return Markup("“{}”{}").format(reply.words, again)


def chart_text(session: CaseSession) -> Markup:
    """Return what is to be known of a drawing before it is read."""
    return Markup(
        '<p class="st-muted">{} shaded this in the waiting room. Pain often keeps to no dermatome, so a drawing alone names no root. '
        "The model does not read it: what you make of it counts once you ask for it, under ‘Where it is felt’.</p>"
    ).format(session.case.story.runner.name)


def stage_text(session: CaseSession) -> Markup:
    """Return where the session stands: four steps, and what is to be done now."""
    step, what = STAGES[session.stage]
    visit = (
        f"Visit {session.visit + 1} of {len(session.case.visits)}. " if len(session.case.visits) > 1 else ""
    )
    phases = Markup().join(
        Markup("<li{}>{} {}</li>").format(
            Markup(' class="st-phase-now" aria-current="step"') if at == step else Markup(), at, name
        )
        for at, name in enumerate(_PHASES, 1)
    )
    return Markup(
        '<ol class="st-phases" aria-label="Steps of a case">{}</ol>'
        '<p class="st-clinic-stage" data-here="{}"><b>Step {} of 4.</b> {}{}.</p>'
    ).format(phases, f"{session.case.id}:{session.visit}:{session.stage}", step, visit, what)
