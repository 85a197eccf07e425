"""A case on paper: a sheet for the student and one for the lecturer, for the day on which the network fails."""

import math
from collections.abc import Iterable

from markupsafe import Markup

from toolkit.cases.case import Case, Visit
from toolkit.cases.judging import judge
from toolkit.cases.uncovering import history_told
from toolkit.content.clinic import clinic
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.concern_rules import LEVELS, concern_rules
from toolkit.content.factors import factors_file
from toolkit.content.findings import finding_groups, findings
from toolkit.content.pages import pages
from toolkit.content.pain_types import pain_types
from toolkit.content.quantity import review_words
from toolkit.figures.body_picture import body_key, body_picture
from toolkit.reports.sheet import bullets, headed, sheet

_WEEKS = 12
_HANDS = ("about 0", "about 25", "about 50", "about 75", "about 100")


def student_paper(case: Case) -> str:
    """Return a case's sheet for the student as one self-contained HTML document: nothing on it tells the answer.

    >>> from toolkit.cases.case import load_case
    >>> "A line down to the heel" in student_paper(load_case("calf_line"))
    True
    """
    first = case.visits[0]
    asks = bullets([Markup('<span class="line"></span>')] * 6, ordered=True)
    parts = [
        _card(case, first),
        Markup('<div class="columns"><div>{}{}</div><div>{}{}{}</div></div>').format(
            headed("The body chart, as filled in by the patient", _chart(first, "d1")),
            Markup("<p>{}</p>").format(first.drawing.words.capitalize() + "."),
            headed("The weeks before, as written down", _weeks(case)),
            headed("What would you ask?", asks),
            headed("What would you examine?", asks),
        ),
        Markup('<div class="page"></div>'),
        headed("Before the talk: how sure are you of each?", _ballot("first")),
        headed("What is the level of concern?", _levels()),
        headed("Factors that may matter", _boxes(each.name for each in factors_file().factors.values())),
        headed("What is to be done?", _menu()),
        headed(
            "One sentence to the patient",
            Markup('<p><span class="line"></span><span class="line"></span></p>'),
        ),
        headed("After the talk: how sure are you now?", _ballot("second")),
        _later(case),
    ]
    return sheet(case.title, Markup().join(parts), foot=_foot(case), css="compact")


def lecturer_paper(case: Case) -> str:
    """Return a case's sheet for the lecturer: every answer, the votes, what was there, the reasoning.

    >>> from toolkit.cases.case import load_case
    >>> "Expected reasoning" in lecturer_paper(load_case("calf_line"))
    True
    """
    parts = [
        _card(case, case.visits[0]),
        Markup("<p><strong>{}</strong></p>").format(case.objective),
        headed("How to play it on paper", bullets(_HOW)),
        headed("Show of hands", _hands()),
    ]
    for at, visit in enumerate(case.visits):
        title = f"The answers, visit {at + 1}" if len(case.visits) > 1 else "The answers"
        parts.append(headed(title, answers_text(visit, first=at == 0)))
    parts += [Markup('<div class="page"></div>'), _uncovered(case)]
    return sheet(f"{case.title}: for the lecturer", Markup().join(parts), foot=_foot(case), css="close")


_HOW = (
    "Hand out the student's sheet. Read the first sentence aloud.",
    "Students call out what they ask or examine. You read the answer below; what is not listed is unremarkable.",
    "Everybody ticks a belief before anybody speaks. Count hands for each of the four families, and write them down.",
    "Two minutes in pairs: which finding would change your neighbour's mind? Then count hands again.",
    "Ask for the level of concern by hands, the highest first. Only then turn the page.",
)


def _card(case: Case, visit: Visit) -> Markup:
    rows = " · ".join(
        value if name in {"Name", "Age"} else f"{name.lower()} {value[:1].lower()}{value[1:]}"
        for name, value in case.card
    )
    return Markup(
        '<section class="net"><p class="says">“{}”</p><p>{}</p><p class="muted">{} · about {} minutes · {}</p></section>'
    ).format(
        visit.opening,
        rows,
        clinic_settings().settings[case.setting].name,
        case.minutes,
        f"case code {case.id}" if case.generated else review_words(case.reviewed_by),
    )


def _chart(visit: Visit, name: str) -> Markup:
    return Markup('<div class="chart">{}</div><p>{}</p>').format(
        body_picture(visit.drawing, name), body_key(visit.drawing, name)
    )


def _weeks(case: Case) -> Markup:
    diary = case.story.diary
    rows = []
    for ago in range(min(_WEEKS, diary.days // 7)):
        days = slice(diary.days - 7 * (ago + 1), diary.days - 7 * ago)
        rows.append(
            Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
                "last" if ago == 0 else f"−{ago + 1}",
                _known(diary.distance_km[days].sum()),
                _known(diary.longest_run_km[days].max()),
                _mean(diary.sleep_h[days], 1),
                _mean(diary.stress[days], 0),
                _mean(diary.pain[days], 0),
            )
        )
    happened = ", ".join(event.label.lower() for event in case.story.events) or "nothing in particular"
    return Markup(
        "<table><thead><tr><th>Week</th><th>km</th><th>Longest run</th><th>Sleep, h</th><th>Stress, 0–10</th>"
        "<th>Pain, 0–10</th></tr></thead><tbody>{}</tbody></table><p>Written down: {}.</p>"
        '<p class="muted">The history may explain why pain began; it does not prove it. Most weeks like these end '
        "without pain.</p>"
    ).format(Markup().join(rows), happened)


def _known(km: float) -> str:
    # a week of which a day is not known has no total
    return "–" if math.isnan(km) else f"{km:.0f}"


def _mean(values: Iterable[float], digits: int) -> str:
    known = [float(value) for value in values if not math.isnan(value)]
    return f"{sum(known) / len(known):.{digits}f}" if known else "–"


def _ballot(name: str) -> Markup:
    heads = Markup().join(Markup("<th>{} %</th>").format(each.removeprefix("about ")) for each in _HANDS)
    row = Markup('<td><span class="box"></span></td>') * len(_HANDS)
    rows = Markup().join(
        Markup("<tr><th>{}</th>{}</tr>").format(family.name, row) for family in pain_types().families.values()
    )
    return Markup(
        '<table data-ballot="{}"><thead><tr><th></th>{}</tr></thead><tbody>{}</tbody></table>'
        '<p class="muted">The four need not sum to 100: several may be there together.</p>'
    ).format(name, heads, rows)


def _levels() -> Markup:
    levels = concern_rules().levels
    return _boxes(levels[key].name for key in reversed(LEVELS))  # type: ignore[index]


def _boxes(names: Iterable[str]) -> Markup:
    return Markup("<p>{}</p>").format(
        Markup(" &ensp; ").join(Markup('<span class="box"></span>{}').format(name) for name in names)
    )


def _menu() -> Markup:
    return Markup('<div class="flow">{}</div>').format(
        Markup().join(
            Markup("<section><h3>{}</h3>{}</section>").format(
                heading,
                bullets(Markup('<span class="box"></span>{}').format(words) for words in group.values()),
            )
            for heading, group in clinic().menu.items()
        )
    )


def _later(case: Case) -> Markup:
    if len(case.visits) == 1:
        return Markup()
    return headed(
        "Two weeks later",
        Markup(
            "<p>The lecturer reads what is said then. What has changed, and what do you do?</p>"
            '<p><span class="line"></span><span class="line"></span></p>'
        ),
    )


def _hands() -> Markup:
    levels = concern_rules().levels
    names = [f"{family.name}: 50 % or more?" for family in pain_types().families.values()]
    names += [f"Level: {levels[key].name.lower()}?" for key in reversed(LEVELS)]  # type: ignore[index]
    rows = Markup().join(Markup("<tr><th>{}</th><td></td><td></td></tr>").format(name) for name in names)
    return Markup(
        '<table class="hands"><thead><tr><th>Hands up: who says …</th><th>before the talk</th><th>after it</th></tr>'
        "</thead><tbody>{}</tbody></table>"
    ).format(rows)


def answers_text(visit: Visit, *, first: bool) -> Markup:
    """Return every answer of a visit that is not unremarkable, group by group.

    Args:
        visit: whose.
        first: whether it is the first visit; a later one's opening sentence is told too.
    """
    lines = []
    for group in finding_groups():
        told = []
        for key, finding in group.findings.items():
            level, number = visit.levels[key], visit.numbers.get(key)
            usual = level == finding.level_ids[0]
            worth_reading = not usual or key in visit.words or key in visit.vague or key in visit.forgets
            if not (worth_reading or (first and finding.always) or number is not None):
                continue
            told.append(_answer(visit, key, usual=usual))
        if told:
            lines.append(Markup("<section><h3>{}</h3>{}</section>").format(group.group.title, bullets(told)))
    opening = Markup() if first else Markup("<p>First sentence: “{}”</p>").format(visit.opening)
    return Markup('{}<div class="flow">{}</div><p class="muted">Everything else is unremarkable.</p>').format(
        opening, Markup().join(lines)
    )


def _answer(visit: Visit, key: str, *, usual: bool) -> Markup:
    finding, number = findings()[key], visit.numbers.get(key)
    label = finding.label(visit.levels[key])
    if number is not None:
        unit = finding.number.unit if finding.number else ""
        label = f"{unit} {number:g}" if unit.startswith("MRC") else f"{number:g} {unit}"
    said = visit.words.get(key, "" if number is not None else finding.levels[visit.levels[key]][0])
    quote = Markup(" “{}”").format(said) if said else Markup()
    if key in visit.forgets:
        return Markup("{}: cannot say.{}").format(finding.ask, quote)
    vague = (
        Markup(" <em>At first only: “{}”</em>").format(visit.vague[key]) if key in visit.vague else Markup()
    )
    line = Markup("{}: {}") if usual else Markup("{}: <strong>{}</strong>")
    return line.format(finding.ask, label) + quote + vague


def _uncovered(case: Case) -> Markup:
    kinds, levels = pain_types(), concern_rules().levels
    parts = [
        headed(
            "What was really there",
            Markup('<p class="says">{}</p>{}').format(_upper(case.truth.words), _unknowable(case)),
        )
    ]
    before = None
    for at in range(len(case.visits)):
        found = case.found(at)
        belief, plan = case.belief(found), case.plan(found, before)
        verdicts = judge(case, plan, frozenset())
        rows = Markup().join(
            Markup("<tr><th>{}</th><td>{} %</td></tr>").format(kinds.families[key].name, f"{100 * p:.0f}")
            for key, p in belief.family_probabilities.items()
        )
        title = f"Visit {at + 1}: " if len(case.visits) > 1 else ""
        menu = {key: words for group in clinic().menu.values() for key, words in group.items()}
        parts += [
            headed(
                _upper(f"{title}level of concern"),
                Markup("<p><strong>{}.</strong> {}</p>").format(
                    levels[plan.level.value].name,
                    " ".join(plan.level_reasons),
                ),
            ),
            Markup('<div class="columns"><div>{}</div><div>{}{}</div></div>').format(
                headed(
                    _upper(f"{title}what the model believes, everything asked"),
                    Markup("<table><tbody>{}</tbody></table>").format(rows),
                ),
                headed(
                    "Must be done",
                    bullets(menu.get(each.item, each.what) for each in verdicts if each.worth == "critical"),
                ),
                headed(
                    "Harms here",
                    bullets(
                        Markup("{} <span class='muted'>{}</span>").format(
                            menu[each.item], " ".join(each.why[:1])
                        )
                        for each in verdicts
                        if each.worth == "harmful" and each.item in menu
                    ),
                ),
            ),
        ]
        before = found
    decide = [findings()[key].ask for key in case.expects.parts] if case.expects else []
    parts += [
        headed("What decided", bullets(decide)),
        headed("Expected reasoning", bullets(case.reasoning, ordered=True)),
        headed("The weeks before", bullets(history_told(case).sentences)),
        headed(
            "One way to say it to the patient",
            Markup("<p>{}</p>").format(case.explanation) if case.explanation else Markup(),
        ),
        headed("For you", Markup("<p>{}</p>").format(case.notes) if case.notes else Markup()),
        Markup('<section class="net keep"><h2>Said to everyone</h2>{}<p>{}</p></section>').format(
            bullets(pages().safety.signs), pages().safety.go
        ),
    ]
    return Markup().join(parts)


def _unknowable(case: Case) -> Markup:
    kinds = pain_types().types
    lines = [f"{kinds[kind].name}: {' '.join(kinds[kind].unknowable)}" for kind in sorted(case.truth.types)]
    return Markup("<p>Nobody can know at the bedside:</p>{}").format(bullets(lines)) if lines else Markup()


def _foot(case: Case) -> str:
    return (
        f"{pages().safety.not_advice} Case: {case.id}. An invented patient; {review_words(case.reviewed_by)}."
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
