"""The way back to running as a sheet to tick off: gates, steps, calendar, and what the day after decides."""

from datetime import date

from markupsafe import Markup

from toolkit.content.running import running
from toolkit.content.words import words
from toolkit.plans import PlannedDay, ReturnPlan
from toolkit.reports.sheet import bullets, headed, own_words, sheet


def calendar_page(plan: ReturnPlan, *, name: str = "", note: str = "", today: date | None = None) -> str:
    """Return the calendar of a way back as one self-contained HTML document.

    Args:
        plan: gates, steps and days.
        name: whose; escaped.
        note: a sentence of the clinician's own; escaped.
        today: date of the sheet.

    >>> from toolkit.plans import Situation, return_to_running
    >>> page = calendar_page(return_to_running(Situation(belief={"referred": 0.8}), weeks=4))
    >>> page.count("<tr>") > 4
    True
    """
    gates = bullets(
        Markup('<span class="box"></span>{}{}').format(gate.text, f" ({gate.hedge})" if gate.hedge else "")
        for gate in plan.gates
    )
    steps = bullets((f"{step.words}, effort {step.effort} of 10" for step in plan.steps), ordered=True)
    after = running().gates["day_after"].text
    parts = (
        own_words(note),
        headed("Begin when all of this holds", gates),
        Markup('<div class="columns"><div>{}</div><div>{}</div></div>').format(
            headed("The steps", steps),
            headed(
                "After each step",
                bullets(
                    (
                        after,
                        "If it hurts more 24 hours later than before: one step back.",
                        "If symptoms spread down the leg, or strength or feeling changes: stop, and be assessed.",
                        "A changed gait: stop until running is possible as usual.",
                    )
                ),
            ),
        ),
        headed("Calendar", _calendar(plan)),
        Markup(
            '<p class="muted">The long run grows to at most {:g} times the longest of the past {:g} days: an '
            "association, not a tested rule. {}</p>"
        ).format(running().long_run_ratio.value, running().long_run_days.value, plan.notes[0]),
        Markup('<section class="net keep"><h2>Get help when</h2>{}</section>').format(
            bullets(words().safety_net)
        ),
    )
    return sheet(
        "Back to running, step by step",
        Markup().join(parts),
        foot=words().handout_foot,
        name=name,
        dated=today,
        css="compact",
    )


def _calendar(plan: ReturnPlan) -> Markup:
    weeks = [plan.days[at : at + 7] for at in range(0, len(plan.days), 7)]
    rows = Markup().join(
        Markup("<tr><th>{}</th>{}</tr>").format(number, Markup().join(_day(day) for day in week))
        for number, week in enumerate(weeks, 1)
    )
    heads = Markup().join(Markup("<th>Day {}</th>").format(day) for day in range(1, 8))
    return Markup(
        '<table class="calendar"><thead><tr><th>Week</th>{}</tr></thead><tbody>{}</tbody></table>'
    ).format(heads, rows)


def _day(day: PlannedDay) -> Markup:
    if day.kind == "rest":
        return Markup('<td class="muted">rest</td>')
    what = (
        f"step {day.step}"
        if day.kind == "walk_run"
        else f"{'long' if day.kind == 'long_run' else 'run'} {day.km:.1f} km"
    )
    return Markup('<td><span class="box"></span>{}</td>').format(what)
