"""The card behind a number: value, interval, where measured, source, mark, why, review."""

from collections.abc import Iterable

from markupsafe import Markup

from toolkit.content.passport import Passport


def passport_text(card: Passport) -> Markup:
    """Return one passport as a list of label and words."""
    rows = Markup().join(Markup("<dt>{}</dt><dd>{}</dd>").format(label, words) for label, words in card.rows)
    head = Markup("<h3>{} {}</h3>").format(card.symbol, card.name) if card.name else Markup()
    return Markup("{}<dl>{}</dl>").format(head, rows)


def passport_texts(cards: Iterable[Passport]) -> Markup:
    """Return several passports, one below the other."""
    return Markup('<hr class="st-rule">').join(passport_text(card) for card in cards)
