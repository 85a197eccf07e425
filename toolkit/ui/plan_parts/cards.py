"""The cards behind a plan: where an item, a gate, a date or a level comes from, and how sure it is."""

from collections.abc import Iterable

from markupsafe import Markup

from toolkit.cases.planning import Planning
from toolkit.content.claims import claims
from toolkit.content.concern_rules import concern_rules
from toolkit.content.passport import passport
from toolkit.content.plan_items import plan_items
from toolkit.content.plan_settings import plan_settings
from toolkit.content.quantity import Mark, Quantity, review_words
from toolkit.plans import Phase, PlannedItem
from toolkit.ui.passports import passport_text, passport_texts
from toolkit.ui.plan_parts.signs import items_of, reason_words


def card_of(planning: Planning, name: str) -> tuple[str, Markup] | None:
    """Return title and text of a card by its name; None where there is none.

    Args:
        planning: whose plan.
        name: 'item:<id>', 'gate:<phase>', 'review' or 'level'.
    """
    kind, _, key = name.partition(":")
    if kind == "item" and key in planning.plan.ids:
        return "Where this is from", item_card(planning.plan.item(key))
    if kind == "gate" and key in {phase.value for phase in Phase}:
        return "The gate into this phase", gate_card(Phase(key))
    if kind == "review":
        return "When the whole is looked at again", review_card(planning)
    if kind == "level":
        return "Levels of concern", level_card()
    return None


def source_card(source: str, cites: Iterable[str] = (), *, mark: Mark | None = None, why: str = "") -> Markup:
    """Return what a sentence rests on: published figures with their passports, and statements of the article."""
    every = dict.fromkeys([source, *cites])
    parts: list[Markup] = []
    for one in every:
        where, _, key = one.partition(":")
        if where == "evidence":
            parts.append(passport_text(passport(one, mark=mark if one == source else None)))
        elif where == "article":
            parts.append(
                Markup("<dl><dt>The article, {}</dt><dd>{}</dd></dl>").format(key, claims().claims[key].text)
            )
    if source == "teaching":
        said = f"{Mark.TEACHING.symbol} {Mark.TEACHING.words}"
        parts.insert(0, Markup("<dl><dt>Mark</dt><dd>{}</dd></dl>").format(said))
    if why:
        parts.append(Markup("<dl><dt>Why</dt><dd>{}</dd></dl>").format(why))
    return Markup('<hr class="st-rule">').join(parts)


def item_card(item: PlannedItem) -> Markup:
    """Return one item with every reason, its source, how sure it is, and who reviewed it."""
    rows = [("Mark", f"{item.mark.symbol} {item.mark.words}")]
    if item.hedge:
        rows.append(("How sure", item.hedge))
    if item.dose:
        rows.append(("Dose", item.dose))
    if item.stop:
        rows.append(("Stop", item.stop))
    rows.append(("Review", review_words(item.reviewed_by)))
    facts = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(*row) for row in rows)
    again = plan_items()[item.id].review_weeks
    return Markup('<p tabindex="-1" autofocus><strong>{}</strong></p><p>{}</p>{}<dl>{}</dl>{}{}').format(
        item.what,
        item.patient,
        items_of(reason_words(reason) for reason in item.why),
        facts,
        source_card(item.source, item.cites, mark=item.mark),
        _numbers([("Look again", again)]) if again is not None else Markup(),
    )


def gate_card(phase: Phase) -> Markup:
    """Return a phase's gate and where it is from."""
    text = plan_settings().phases[phase]
    return Markup('<p tabindex="-1" autofocus><strong>{}</strong></p>{}').format(
        text.gate, source_card(text.source, text.cites)
    )


def review_card(planning: Planning) -> Markup:
    """Return why the whole is looked at again when it is: the earliest date of all items."""
    early = plan_settings().thresholds.early_weeks
    held = plan_items()
    own = [(item, held[item.id].review_weeks) for item in planning.plan.now]
    dated = [(item.what, weeks) for item, weeks in own if weeks is not None]
    numbers: list[tuple[str, Quantity]] = [("At the latest, everybody", early)]
    numbers += [(what, weeks) for what, weeks in dated if weeks.value <= early.value][:4]
    return Markup(
        '<p tabindex="-1" autofocus>The earliest date of all items counts, and getting worse comes before any '
        "date.</p>{}"
    ).format(_numbers(numbers))


def level_card() -> Markup:
    """Return the levels of concern with what each asks for, and the thresholds for suspected conditions."""
    book = concern_rules()
    rows = Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(level.name, " ".join(level.actions))
        for level in reversed(list(book.levels.values()))
    )
    limits = plan_settings().thresholds
    return Markup('<p tabindex="-1" autofocus>{}</p><dl>{}</dl>{}').format(
        book.absence,
        rows,
        _numbers(
            [
                ("A dangerous condition is acted on from", limits.suspected),
                ("It cannot be dismissed from", limits.dangerous),
            ]
        ),
    )


def _numbers(numbers: Iterable[tuple[str, Quantity]]) -> Markup:
    return Markup('<hr class="st-rule">') + passport_texts(
        passport(number, name=name) for name, number in numbers
    )
