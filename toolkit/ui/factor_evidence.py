"""Behind the eight bars: what each factor's evidence is worth, and what found nothing."""

from functools import cache

from markupsafe import Markup

from toolkit.content.evidence import Figure, evidence
from toolkit.content.factors import Factor, factors_file
from toolkit.content.look import look
from toolkit.content.pages import Block, pages
from toolkit.content.passport import passport, reference_words
from toolkit.ui.factor_marks import factor_marks, symbols


@cache
def factor_evidence() -> Markup:
    """Return the folds that are the same for every runner."""
    return (
        fold("evidence", "What the evidence is worth, factor by factor", _evidence())
        + fold("nothing", "Looked for, and not found where expected", _nothing_found())
        + fold("running", "Running itself, and strength", _blocks("running_both_ways", "strength"))
    )


def fold(name: str, title: str, text: Markup) -> Markup:
    """Return a text that opens on demand and stays open when the page changes."""
    return Markup('<details class="st-fold st-more" data-fold="{}"><summary>{}</summary>{}</details>').format(
        name, title, text
    )


def _evidence() -> Markup:
    items = Markup().join(
        Markup(
            '<li data-claims="{}"><strong><span class="st-symbol" aria-hidden="true" '
            'style="color:{}">{}</span>{}</strong> '
            '<span class="st-muted">{}</span><br>{} <button type="button" class="st-link" '
            'data-act="passport:{}">{} the numbers'
            '<span class="st-unseen"> of {}</span></button></li>'
        ).format(
            " ".join(source.removeprefix("article:") for source in about.cites),
            look().factors[factor].colour,
            look().factors[factor].symbol,
            about.name,
            look().factors[factor].patient,
            about.honest,
            factor,
            symbols(factor_marks(factor)),
            about.name.lower(),
        )
        for factor, about in factors_file().factors.items()
    )
    together = Markup(
        '<p><button type="button" class="st-link" data-act="passport:interactions">○ Which pairs do more, '
        "or less, together?</button></p>"
    )
    return Markup('<ul class="st-evidence">{}</ul>{}').format(items, together)


def _nothing_found() -> Markup:
    items = []
    for factor, about in factors_file().factors.items():
        for key in about.figures:
            figure = evidence().figures[key]
            if found_nothing(figure):
                items.append(_null_result(factor, figure))
    note = (
        "Published results around no effect, kept in sight: a factor's bar says what the model assumes, "
        "and these say how others fared."
    )
    return Markup("<p>{}</p><ul>{}</ul>").format(note, Markup().join(items))


def found_nothing(figure: Figure) -> bool:
    """Tell whether a published figure shows no effect: a direction without a size, or an interval over 1.

    >>> found_nothing(evidence().figures["frandsen2025-acwr"])
    True
    >>> found_nothing(evidence().figures["agmon2014-insomnia"])
    False
    """
    if figure.low is None or figure.high is None:
        return figure.value is None
    return "ratio" in figure.unit and figure.low <= 1 <= figure.high


def _null_result(factor: Factor, figure: Figure) -> Markup:
    sign = look().factors[factor]
    reference = evidence().references[figure.reference]
    card = passport(next(key for key, each in evidence().figures.items() if each is figure))
    number = (
        f"{card.number}, {card.interval}." if card.number else f"{card.interval}." if card.interval else ""
    )
    return Markup(
        '<li><span class="st-symbol" aria-hidden="true" style="color:{}">{}</span>{}: {} {} <span '
        'class="st-muted">{} {}; {}.</span></li>'
    ).format(
        sign.colour,
        sign.symbol,
        figure.what[:1].upper() + figure.what[1:],
        number,
        figure.note,
        card.symbol,
        card.measured_in,
        reference_words(reference),
    )


def _blocks(*names: str) -> Markup:
    blocks = pages().pages["02"].blocks
    return Markup().join(_block(blocks[name]) for name in names)


def _block(block: Block) -> Markup:
    claims = " ".join(
        source.removeprefix("article:") for source in block.cites if source.startswith("article:")
    )
    words = Markup().join(Markup("<p>{}</p>").format(text) for text in block.words)
    return Markup('<section data-claims="{}"><h3>{}</h3>{}</section>').format(claims, block.heading, words)
