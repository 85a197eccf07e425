"""The cards behind the numbers of the combined-factor model: what was measured, and where."""

from collections.abc import Iterable

from markupsafe import Markup

from toolkit.content.factors import CAUSES, Cause, Element, Factor, factors_file
from toolkit.content.passport import Passport, passport
from toolkit.content.quantity import Quantity
from toolkit.ui.passports import passport_texts


def card_of(name: str) -> tuple[str, Markup] | None:
    """Return title and text of a card by its name; None where there is none.

    Args:
        name: one of the seven factors, a cause, 'baseline', 'chance', 'hazard' or 'interactions'.
    """
    file = factors_file()
    for factor, about in file.factors.items():
        if name == factor:
            return about.name, factor_card(factor)
    for cause in CAUSES:
        if name == cause:
            return f"Hazard: {file.causes[cause].name}", passport_texts(_cause_passports(cause))
    cards = {
        "baseline": (file.baseline.name, baseline_card),
        "chance": ("The chance, and what it rests on", chance_card),
        "hazard": ("The hazard of all four causes", hazard_card),
        "interactions": ("Factors that do more, or less, together", interactions_card),
    }
    if name not in cards:
        return None
    title, text = cards[name]
    return title, text()


def factor_card(factor: Factor) -> Markup:
    """Return one factor: how far its evidence goes, and every number of its elements."""
    file = factors_file()
    about = file.factors[factor]
    elements = [element for element in file.elements.values() if element.factor == factor]
    # The dialog opens at its top, not at its first button.
    return Markup(
        '<p tabindex="-1" autofocus>{}</p><p><strong>How far the evidence goes.</strong> {}</p>{}{}'
    ).format(
        about.words,
        about.honest,
        Markup().join(_element(element) for element in elements),
        _published(about.figures),
    )


def baseline_card() -> Markup:
    """Return what the eighth bar rests on: how often episodes come without any of the seven."""
    numbers = [
        passport(cause.incidence, name=f"{cause.name}, in a year") for cause in factors_file().causes.values()
    ]
    return Markup('<p tabindex="-1" autofocus>{}</p>{}').format(
        factors_file().baseline.words, passport_texts(numbers)
    )


def chance_card() -> Markup:
    """Return what the named quantity is, and the numbers that belong to the whole model."""
    file = factors_file()
    settings = file.settings
    numbers = [
        passport(settings.window_days, name="Days before the consultation"),
        passport(settings.cap, name="The most that all effects together may do"),
        passport(settings.past_shape, name="How the effect of past episodes falls with time"),
        passport(settings.family_shift, name="What a family history moves"),
    ]
    note = (
        "The band holds the middle 95 % of seeded draws of all these numbers. "
        "Each bar opens the numbers of its factor."
    )
    return Markup('<p tabindex="-1" autofocus>{}</p><p>{}</p>{}').format(
        file.about, note, passport_texts(numbers)
    )


def hazard_card() -> Markup:
    """Return the base hazard of each cause, and the share of it that goes with hours run."""
    numbers = [each for cause in CAUSES for each in _cause_passports(cause)]
    note = (
        "The hazard rests on these and on the effects of the seven factors, "
        "whose bars open their own numbers."
    )
    return Markup('<p tabindex="-1" autofocus>{}</p>{}').format(note, passport_texts(numbers))


def interactions_card() -> Markup:
    """Return the named interactions with their numbers."""
    parts = []
    for pair in factors_file().interactions.values():
        numbers = [(factors_file().causes[cause].name, effect) for cause, effect in pair.effects.items()]
        parts.append(
            Markup("<h3>{}</h3><p>{}</p>{}").format(_capital(pair.name), pair.words, _numbers(numbers))
        )
    return Markup().join(parts)


def _cause_passports(cause: Cause) -> list[Passport]:
    about = factors_file().causes[cause]
    return [
        passport(about.incidence, name=f"{_capital(about.name)}: episodes in a year without any factor"),
        passport(about.running_share, name=f"{_capital(about.name)}: share that goes with the hours run"),
    ]


def _element(element: Element) -> Markup:
    names = {cause: about.name for cause, about in factors_file().causes.items()}
    numbers: list[tuple[str, Quantity]] = [
        (names[cause], effect) for cause, effect in element.effects.items()
    ]
    numbers += [("dose begins at", element.start), ("dose is full at", element.full)]
    if element.window_days is not None:
        numbers.append(("days that count", element.window_days))
    return Markup("<h3>{}</h3><p>{}</p>{}").format(_capital(element.name), element.dose, _numbers(numbers))


def _numbers(numbers: Iterable[tuple[str, Quantity]]) -> Markup:
    """Return numbers as a table, each with interval, mark, source and reason; all open passports below it."""
    cards = [passport(number, name=_capital(name)) for name, number in numbers]
    rows = Markup().join(
        Markup("<tr><th scope='row'>{}</th><td>{}</td><td>{}</td><td>{} {}</td></tr>").format(
            card.name, card.number, card.interval, card.symbol, card.mark_words
        )
        for card in cards
    )
    return Markup(
        '<div class="st-scroll" tabindex="0" role="region" aria-label="Numbers"><table><thead><tr><th '
        'scope="col">Number</th><th scope="col">Value</th>'
        '<th scope="col">Interval</th><th scope="col">Mark</th></tr></thead><tbody>{}</tbody></table></div>'
        '<details class="st-fold"><summary>Passports of these numbers</summary>{}</details>'
    ).format(rows, passport_texts(cards))


def _published(figures: tuple[str, ...]) -> Markup:
    if not figures:
        return Markup()
    cards = passport_texts(passport(figure) for figure in figures)
    return Markup(
        '<h3>Published beside it</h3><details class="st-fold"><summary>{} figures</summary>{}</details>'
    ).format(len(figures), cards)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
