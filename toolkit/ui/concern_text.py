"""The level of concern in words: above everything, and at the two highest levels instead of everything."""

from markupsafe import Markup

from toolkit.content.concern_rules import concern_rules
from toolkit.content.findings import findings
from toolkit.content.passport import passport
from toolkit.pain import Concern
from toolkit.ui.passports import passport_texts

_SYMBOLS = {"none": "○", "context": "◔", "watch": "◑", "urgent": "▲", "same_day": "⬣"}


def concern_text(level: Concern, *, anyway: bool) -> Markup:
    """Say how concerned to be and what is done.

    Args:
        level: of what was found.
        anyway: whether the rest of the page is shown although the level stops it.
    """
    if level.stops_running:
        return _alarm(level, anyway=anyway)
    return Markup('<div data-claims="I1 F10">{}{}</div>').format(_head(level), _reasons(level))


def _head(level: Concern) -> Markup:
    if level.level == "none":
        asked = len(_always()) - len(level.unasked)
        if not asked:
            names = ", ".join(_names(level.unasked))
            return Markup("<p><strong>Always ask today:</strong> {}.</p>").format(names.lower())
        left = f" Still to ask: {', '.join(_names(level.unasked)).lower()}." if level.unasked else ""
        return Markup(
            '<p><strong>{} {}.</strong>{} <span class="st-muted">Absence reassures nobody.</span></p>'
        ).format(_SYMBOLS["none"], level.name, left)
    left = f" Still to ask: {', '.join(_names(level.unasked)).lower()}." if level.unasked else ""
    return Markup('<p><strong class="st-level">{} {}.</strong> {}{}</p>').format(
        _SYMBOLS[level.level], level.name, _plain(level), left
    )


def _alarm(level: Concern, *, anyway: bool) -> Markup:
    actions = Markup().join(Markup("<li>{}</li>").format(action) for action in level.actions)
    shown = "Hide the rest of the page again" if anyway else "Show the rest of the page all the same"
    return Markup(
        '<div data-claims="I1 F10" data-stops="{}"><h2 class="st-alarm-head"><strong>{} {}</strong></h2>'
        "<p><strong>{}</strong> {}</p><h3>Why</h3>{}<h3>What is done now</h3><ol>{}</ol>"
        '<p class="st-muted">The rest waits: which kind of pain it is does not matter now.</p>'
        '<p><button type="button" class="st-button" data-act="anyway">{}</button></p></div>'
    ).format(
        level.level,
        _SYMBOLS[level.level],
        level.name,
        "Stop here." if level.level == "same_day" else "This comes first.",
        _plain(level),
        _list(level),
        actions,
        shown,
    )


def _reasons(level: Concern) -> Markup:
    if not level.reasons:
        return Markup()
    actions = Markup().join(Markup("<li>{}</li>").format(action) for action in level.actions)
    return Markup(
        '{}<details class="st-fold" data-fold="actions"><summary>What is done</summary><ol>{}</ol></details>'
    ).format(_list(level), actions)


def _list(level: Concern) -> Markup:
    return Markup('<ul class="st-reasons">{}</ul>').format(
        Markup().join(
            Markup(
                '<li>{} <button type="button" class="st-link" data-act="rule:{}">why?<span class="st-unseen"> '
                "{}</span></button></li>"
            ).format(reason.sentence, reason.rule, reason.sentence)
            for reason in level.reasons[:4]
        )
    )


def safety_net(level: Concern) -> Markup:
    """Return what everybody is told, whatever the level."""
    words = Markup().join(Markup("<li>{}</li>").format(word) for word in level.safety_net)
    return Markup(
        '<details class="st-fold" data-fold="net"><summary>Safety-net words</summary><ul>{}</ul>'
        '<p class="st-muted">{}</p></details>'
    ).format(words, level.absence)


def not_by_likelihood(level: Concern | None = None) -> Markup:
    """Say why the level does not wait for likelihood; nothing where a level is given that stops nothing."""
    if level is not None and not level.stops_running:
        return Markup()
    figure = passport_texts([passport("ces-one-centre-share")])
    return Markup(
        '<div class="st-notice"><p>{}</p><details class="st-fold"><summary>◐ where from?</summary>{}</details></div>'
    ).format(concern_rules().likelihood, figure)


def rule_card(key: str) -> tuple[str, Markup] | None:
    """Return title and text of the card of one rule of concern; None where there is none."""
    rule = concern_rules().rules.get(key)
    if rule is None:
        return None
    known = findings()
    needs = [
        f"{known[finding].ask}: {known[finding].label(level)} or more"
        for group in (rule.all, rule.any, rule.worse)
        for finding, level in group.items()
    ]
    how = "one of these" if not rule.all else "the first, with what follows"
    some = f"at least {rule.at_least} of these" if rule.at_least > 1 else how
    published = [
        source.removeprefix("evidence:") for source in rule.sources if source.startswith("evidence:")
    ]
    cards = passport_texts(passport(figure) for figure in published)
    none = Markup(
        '<p class="st-muted">○ The rule itself was chosen for teaching, on the side of caution.</p>'
    )
    listed = Markup().join(Markup("<li>{}</li>").format(need) for need in needs)
    act = Markup("<p>{}</p>").format(rule.act) if rule.act else Markup()
    return rule.reason, Markup("{}<p>It holds with {}:</p><ul>{}</ul>{}{}").format(
        act, some, listed, none, cards
    )


def _plain(level: Concern) -> str:
    return concern_rules().levels[level.level].plain  # type: ignore[index]


def _always() -> tuple[str, ...]:
    return tuple(key for key, finding in findings().items() if finding.always)


def _names(ids: tuple[str, ...]) -> list[str]:
    return [findings()[key].ask for key in ids]
