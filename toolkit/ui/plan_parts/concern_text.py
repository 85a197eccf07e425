"""What stands above a plan: the level of concern, and the plan in words with what is uncertain."""

from markupsafe import Markup

from toolkit.cases.planning import Planning
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.pages import pages
from toolkit.content.plan_items import plan_items
from toolkit.content.running import running
from toolkit.pain.marginals import band
from toolkit.plans import Level, Topic
from toolkit.ui.plan_parts.signs import (
    ANSWERS,
    LEVEL_SYMBOLS,
    fold,
    items_of,
    listed,
    symbol,
    type_words,
    within,
)

_FIRST = {Topic.EMERGENCY, Topic.REFERRAL}


_COURSE = (
    " How long it takes is known for groups only: nerve and tendon pain tend to take longer than muscle pain, and much "
    "recovery happens anyway."
)


def concern_words(planning: Planning) -> Markup:
    """Say the level of concern before anything else; urgent and same-day replace all that follows."""
    plan, concern = planning.plan, planning.picture.concern
    reasons = items_of(plan.level_reasons) if plan.level_reasons else Markup()
    button = Markup(
        ' <button type="button" class="st-link" data-act="level">○ what follows from a level?</button>'
    )
    unasked = len(concern.unasked)
    head = Markup("<strong>{}Level of concern: {}.</strong>").format(
        symbol(LEVEL_SYMBOLS[plan.level]), level_words(planning, plan.level)
    )
    open_questions = Markup()
    if unasked:
        open_questions = Markup(
            '<p>{} of the questions that everybody is asked {} still open: <a href="{}" data-carry>ask '
            "them</a>. {}</p>"
        ).format(unasked, "is" if unasked == 1 else "are", pages().notebook("03"), concern.absence)
    elif plan.level < Level.URGENT:
        open_questions = Markup("<p>{}</p>").format(concern.absence)
    if plan.stops_everything:
        first = [item.what for item in plan.now if item.topic in _FIRST]
        return Markup(
            '<section class="st-alarm st-level" aria-label="Level of concern" data-claims="F10 I1">'
            "<p>{}{}</p>{}<ul>{}</ul><p><strong>It replaces every exercise, load and run below.</strong></p>{}"
            "</section>"
        ).format(
            head,
            button,
            reasons,
            Markup().join(Markup("<li><strong>{}</strong></li>").format(text) for text in first),
            open_questions,
        )
    return Markup(
        '<section class="st-card st-level" aria-label="Level of concern"><p>{}{}</p>{}{}</section>'
    ).format(head, button, reasons, open_questions)


def level_words(planning: Planning, level: Level) -> str:
    """Name a level of concern; none is only known once everything that everybody is asked was asked."""
    return "not known yet" if level is Level.NONE and planning.picture.concern.unasked else level.words


def in_words(planning: Planning) -> Markup:
    """Say the plan in two sentences, what is uncertain, and the safety-net."""
    plan = planning.plan
    return Markup(
        '<p data-claims="F1 A4"><strong>In words.</strong> {what} {running}</p>{next}'
        '<p data-claims="A4 F2"><strong>Uncertain:</strong> {unsure}{course}</p>'
        "<p><strong>Safety-net:</strong> {net}</p>{all}{places}"
    ).format(
        next=_next(planning),
        places=_PLACES,
        what=_what(planning),
        running=_running(planning),
        unsure=_unsure(planning),
        course="" if plan.stops_everything else _COURSE,
        net=plan.safety_net[0],
        all=fold("safety-net", f"All {len(plan.safety_net)} safety-net sentences", items_of(plan.safety_net)),
    )


_PLACES = Markup('<p class="st-places">Go to: {}</p>').format(
    Markup(" ").join(
        Markup('<button type="button" class="st-link" data-go="{}">{}</button>').format(*place)
        for place in (
            ("st-plan", "the plan"),
            ("st-plan-paper", "paper"),
            ("st-keep-running", "keep running?"),
            ("st-plan-closer", "a closer look"),
        )
    )
)


def _next(planning: Planning) -> Markup:
    """Say what is safe to do now, and what the next phase waits for."""
    plan, known = planning.plan, plan_items()
    if plan.stops_everything:
        return Markup()
    safe = list(dict.fromkeys(known[item.id].short for item in plan.now if known[item.id].short))
    later = next((phase for phase in plan.phases if phase.state == "later"), None)
    said = Markup()
    if safe:
        said += Markup("<strong>Safe now:</strong> {}. ").format(listed(safe))
    if later is not None and later.still_open:
        said += Markup("<strong>Next: {}.</strong> Still open: {}").format(
            later.title.lower(), " ".join(later.still_open)
        )
    return Markup("<p>{}</p>").format(said) if said else said


def who(planning: Planning) -> str:
    """Name the runner.

    >>> from toolkit.cases import Scenario
    >>> from toolkit.cases.planning import planning_of
    >>> who(planning_of(Scenario(runner="maya")))
    'Maya'
    """
    return "This runner" if planning.story.imported else planning.story.runner.name


def _what(planning: Planning) -> str:
    plan = planning.plan
    if plan.stops_everything:
        first = next((item.what for item in plan.now if item.topic in _FIRST), "")
        return f"{first} Nothing is trained or run until that is cleared up."
    phase = next(phase for phase in plan.phases if phase.state == "now")
    return f"{who(planning)} stands in the phase '{phase.title.lower()}'. {phase.aim}"


def _running(planning: Planning) -> Markup:
    plan = planning.plan
    said = running().rules[plan.running_rules[0]].text if plan.running_rules else "No rule speaks against it."
    return Markup("<strong>Running: {}{}.</strong> {}").format(
        symbol(ANSWERS[plan.running]), plan.running.words, said
    )


def _unsure(planning: Planning) -> Markup:
    plan, belief = planning.plan, planning.situation.belief
    if plan.stops_everything:
        return Markup(
            "whether it is the serious condition; that is what the referral finds out. Which type of pain it is can "
            "wait until then."
        )
    names = listed(
        Markup("{} ({})").format(type_words(type_id), band(belief[type_id])) for type_id in plan.types
    )
    if planning.nothing_asked:
        setting = clinic_settings().settings[planning.situation.setting]
        return Markup(
            "no finding was entered yet, so this plan is the one that is safe under what is common in a {}: {}. "
            '<a href="{}" data-carry>Ask and examine first</a>.'
        ).format(setting.name.lower(), names, pages().notebook("03"))
    if plan.mixed is not None:
        return Markup(
            "{} may hold, alone or together. What any of them forbids is left out, and we look again {}."
        ).format(names, within(plan.mixed.look_again_weeks))
    return Markup("the plan rests on {}; others are less likely and not excluded.").format(names)
