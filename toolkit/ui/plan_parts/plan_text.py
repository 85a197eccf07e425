"""The plan by phases: each item with its reasons, its source, its date and when to stop."""

from collections.abc import Iterable

from markupsafe import Markup

from toolkit.content.quantity import Mark
from toolkit.plans import Plan, PlannedItem, PlannedPhase, Topic
from toolkit.ui.plan_parts.signs import (
    claims_of,
    fold,
    items_of,
    reason_words,
    said,
    state_words,
    symbol,
    within,
)

GROUPS: dict[str, tuple[Topic, ...]] = {
    "First": (Topic.EMERGENCY, Topic.REFERRAL),
    "Move, load and run": (Topic.ACTIVITY, Topic.WALKING, Topic.EXERCISE, Topic.LOADING, Topic.RUNNING),
    "Ease": (Topic.EASE, Topic.MEDICINE),
    "Examine and look again": (Topic.ASSESSMENT, Topic.IMAGING, Topic.SPECIALIST, Topic.SAFETY_NET),
    "This runner's factors": (Topic.FACTOR,),
    "Explain": (Topic.EXPLAIN,),
}
"""Heading -> topics, in the order in which they are read."""

FOLDED = ("Examine and look again", "Explain")
"""Groups that stand in a fold: the same for nearly every plan."""

NARROW = ("Ease", "This runner's factors")
"""Groups that are open, and start folded on a narrow screen."""

_PASSED, _NOW, _LATER = "✓", "●", "○"


def plan_text(plan: Plan, *, plain: bool) -> Markup:
    """Return the plan: the phases in a row, the present one in full, the others and what was left out in folds.

    Args:
        plan: whose.
        plain: in patient words.
    """
    now = next(phase for phase in plan.phases if phase.state == "now")
    later = [phase for phase in plan.phases if phase.state == "later"]
    return Markup(
        '<div class="st-who"><h2>The plan, and why</h2><span>Look at the whole again <strong>{}</strong> '
        '<button type="button" class="st-link" data-act="review">○ why then?</button></span></div>{}{}{}{}'
    ).format(
        "as soon as this has been looked into" if plan.stops_everything else within(plan.review_weeks),
        phases_row(plan),
        _phase(now, plain=plain, all_open=plan.stops_everything),
        Markup().join(_later(phase, plain=plain) for phase in later),
        _left_out(plan),
    )


def phases_row(plan: Plan) -> Markup:
    """Return the phases in a row: passed, now, later; only the present one where a concern stops the rest."""
    marks = {"passed": _PASSED, "now": _NOW, "later": _LATER}
    return Markup('<ol class="st-phases" aria-label="Phases">{}</ol>').format(
        Markup().join(
            Markup('<li class="st-phase-{}"{}>{}{}<span class="st-unseen"> ({})</span></li>').format(
                phase.state,
                Markup(' aria-current="step"') if phase.state == "now" else Markup(),
                symbol(marks[phase.state]),
                phase.title,
                phase.state,
            )
            for phase in plan.phases
        )
    )


def source_button(act: str, mark: Mark, source: str) -> Markup:
    """Return the button beside something that has a source: its mark, and words that name the source's kind."""
    kind = source.partition(":")[0]
    words = {"article": f"article {source.partition(':')[2]}", "evidence": "published"}.get(kind, "teaching")
    return Markup('<button class="st-link" data-act="{}" aria-label="Source: {}, {}">{} {}</button>').format(
        act, words, mark.words, mark.symbol, words
    )


def _phase(phase: PlannedPhase, *, plain: bool, all_open: bool) -> Markup:
    return Markup('<h3>Now: {}</h3><p class="st-muted">{}</p>{}').format(
        phase.title.lower(), phase.aim, _grouped(phase.items, plain=plain, all_open=all_open)
    )


def _later(phase: PlannedPhase, *, plain: bool) -> Markup:
    gate = Markup(
        '<p><strong>Gate:</strong> {} <button type="button" class="st-link" data-act="gate:{}">○ where '
        "from?</button></p>{}"
    ).format(
        phase.gate,
        phase.id.value,
        Markup("<p><strong>Still open:</strong> {}</p>").format(" ".join(phase.still_open))
        if phase.still_open
        else Markup(),
    )
    count = len(phase.items)
    return fold(
        f"phase-{phase.id.value}",
        f"Later: {phase.title.lower()}",
        gate + _grouped(phase.items, plain=plain, all_open=True),
        f"{count} item" if count == 1 else f"{count} items",
    )


def _grouped(items: Iterable[PlannedItem], *, plain: bool, all_open: bool) -> Markup:
    every = list(items)
    parts = []
    for heading, topics in GROUPS.items():
        held = [item for item in every if item.topic in topics]
        if held:
            held.sort(key=lambda item: item.state == "waiting")
            rows = Markup('<ul class="st-items">{}</ul>').format(
                Markup().join(_together(each, plain=plain) for each in _alike(held))
            )
            name = f"group-{heading.partition(' ')[0].lower()}"
            count = f"{len(held)} item" if len(held) == 1 else f"{len(held)} items"
            if heading in FOLDED + NARROW and not all_open:
                parts.append(fold(name, heading, rows, count, narrow=heading in NARROW))
            else:
                parts.append(Markup('<h4 class="st-group">{}</h4>{}').format(heading, rows))
    return Markup().join(parts) if parts else Markup('<p class="st-muted">Nothing is asked for here.</p>')


def _alike(items: list[PlannedItem]) -> list[list[PlannedItem]]:
    """Put items together that share reasons, date and when to stop, so that these are said once."""
    found: dict[object, list[PlannedItem]] = {}
    for item in items:
        key = (item.why, item.stop, item.review_weeks) if item.exercise else item.id
        found.setdefault(key, []).append(item)
    return list(found.values())


def _together(items: list[PlannedItem], *, plain: bool) -> Markup:
    first = items[0]
    reasons = [reason_words(reason) for reason in first.why if reason.kind != "item"]
    own = [reason.text for reason in first.why if reason.kind == "item"]
    again = (
        Markup('<span class="st-muted">Look again {}</span>').format(within(first.review_weeks))
        if first.review_weeks is not None
        else Markup()
    )
    stop = (
        Markup('<p class="st-item-lines">{}</p>').format(said("Stop", first.stop)) if first.stop else Markup()
    )
    sources = Markup(" ").join(source_button(f"item:{i.id}", i.mark, i.source) for i in items)
    return Markup(
        '<li class="st-item{waits}" data-claims="{claims}"><div>{what}{stop}</div>'
        '<div class="st-why"><span class="st-unseen">Why: </span>{chips}<p>{own}</p>'
        '<p class="st-item-foot"><span>{sources}</span>{again}</p></div></li>'
    ).format(
        waits=" st-item-waits" if all(item.state == "waiting" for item in items) else "",
        claims=claims_of(dict.fromkeys(cite for item in items for cite in item.cites)),
        what=Markup().join(_what(item, plain=plain) for item in items),
        stop=stop,
        chips=Markup().join(Markup('<span class="st-chip">{}</span>').format(reason) for reason in reasons),
        own=" ".join(own),
        sources=sources,
        again=again,
    )


def _what(item: PlannedItem, *, plain: bool) -> Markup:
    hedge = Markup(' <span class="st-muted">({})</span>').format(item.hedge) if item.hedge else Markup()
    state = Markup(" ") + state_words(item.state) if item.state == "waiting" else Markup()
    lines = [
        Markup("<span>{}</span>").format(text)
        for text in (
            item.dose and f"Dose: {item.dose}",
            *item.waits_for,
            *(said("With care", how) for how in item.care),
        )
        if text
    ]
    under = Markup('<p class="st-item-lines">{}</p>').format(Markup(" ").join(lines)) if lines else Markup()
    return Markup('<div class="st-item-{}"><p>{}{}{}</p>{}</div>').format(
        item.state, item.patient if plain else item.what, hedge, state, under
    )


def _left_out(plan: Plan) -> Markup:
    if not plan.left_out:
        return Markup()
    rows = items_of(
        Markup("<strong>{}</strong> {}").format(left.what, " ".join(left.why)) for left in plan.left_out
    )
    return fold("left-out", "Left out of this plan, and why", rows, f"{len(plan.left_out)} left out")
