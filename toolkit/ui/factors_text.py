"""The words of the page on combined factors."""

from markupsafe import Markup

from toolkit.cases import Story
from toolkit.content.evidence import Figure, evidence
from toolkit.content.factors import CAUSES, FACTORS, Factor, factors_file
from toolkit.content.look import look
from toolkit.content.pages import Block, pages
from toolkit.content.passport import passport, reference_words
from toolkit.factors import Attribution
from toolkit.factors.band import percent
from toolkit.ui.factor_marks import base_marks, factor_marks, symbols

_NEVER_IN_A_LOG: tuple[Factor, ...] = ("past_history", "genetics", "biomechanics")


def who(story: Story) -> Markup:
    """Say whose history is split, and where to change it."""
    name = "Your own log" if story.imported else f"{story.runner.name}, {story.runner.age_years}"
    return Markup(
        '<div class="st-who"><h2>{}</h2><a href="{}" data-carry>Change runner or history</a></div>'
    ).format(name, pages().notebook("01"))


def in_words(story: Story, whole: Attribution) -> Markup:
    """Read the eight bars aloud: what leads, why there is no single answer, and that most stay well.

    Args:
        story: with the factors that are off left out.
        whole: the same split with all factors counted.
    """
    split = story.attribution
    parts = [split.leading_words]
    if split.leading is not None:
        parts.append(split.order_words(split.leading))
    return Markup(
        '<p><strong>In words.</strong> {} {}</p><p data-claims="D8"><strong>{}</strong> {}</p>{}{}'
    ).format(
        parts[0],
        " ".join(parts[1:]),
        split.stayed_well_words,
        factors_file().say("may_explain"),
        _off_words(split, whole),
        _unknown_words(story),
    )


def _off_words(split: Attribution, whole: Attribution) -> Markup:
    off = [factors_file().factors[factor].name.lower() for factor in FACTORS if factor in split.off]
    if not off:
        return Markup()
    return Markup("<p>Without {}: {} instead of {}. {}</p>").format(
        _listed(off),
        split.chance.percent,
        whole.chance.percent,
        "The diary is frozen: its days count differently, and nothing that happened on them has changed. "
        "'One change' below lives the days again.",
    )


def _unknown_words(story: Story) -> Markup:
    """Say what a log cannot tell; it counts as nothing, which is not the same as known to be nothing."""
    if not story.imported:
        return Markup()
    diary = story.diary
    unknown = [factors_file().factors[factor].name.lower() for factor in _NEVER_IN_A_LOG]
    for name, words in (("sleep_h", "sleep"), ("stress", "stress")):
        if not (getattr(diary, name) == getattr(diary, name)).any():
            unknown.append(words)
    day = "" if diary.episodes else " Nor does it tell when pain began: the days up to today are counted."
    return Markup(
        '<p class="st-unknown"><strong>What this log does not tell:</strong> {}. They count as usual here, '
        "and may not be.{}</p>"
    ).format(_listed(unknown), day)


def hazard_words(story: Story, reading: str, card: str) -> Markup:
    """Read the hazard's curve aloud, and say what its height is not.

    Args:
        story: whose.
        reading: of the figure.
        card: whose passports the button opens.
    """
    times = story.hazards.times
    known = [day for day in range(len(times)) if times[day] == times[day]]
    peak = max(known, key=lambda day: times[day]) if known else None
    said = "" if peak is None else story.hazards.words(peak)
    return Markup(
        "<p><strong>In words.</strong> {} {} A high hazard is no threshold that was crossed; on each "
        "single day an episode "
        'stays unlikely. <button type="button" class="st-link" data-act="passport:{}">{} where '
        "from?</button></p>"
    ).format(reading, said, card, symbols(base_marks()))


def folds(story: Story) -> Markup:
    """Return what stands behind the bars, on demand."""
    return Markup().join(
        [
            _fold("type", "What the diary says of the kind of pain, and how little", _type_of_pain(story)),
            _fold("evidence", "What the evidence is worth, factor by factor", _evidence()),
            _fold("nothing", "Looked for, and not found where expected", _nothing_found()),
            _fold("running", "Running itself, and strength", _blocks("running_both_ways", "strength")),
        ]
    )


def _fold(name: str, title: str, text: Markup) -> Markup:
    return Markup('<details class="st-fold st-more" data-fold="{}"><summary>{}</summary>{}</details>').format(
        name, title, text
    )


def _type_of_pain(story: Story) -> Markup:
    split = story.attribution
    causes = factors_file().causes
    rows = Markup().join(
        Markup(
            '<tr><th scope="row">{} <span class="st-muted">{}</span></th><td>{}</td><td>{}</td></tr>'
        ).format(
            causes[cause].name,
            causes[cause].patient_words,
            percent(split.reference_by_cause[cause]),
            percent(split.by_cause[cause]),
        )
        for cause in CAUSES
    )
    return Markup(
        "<p>{}</p><table><caption>Share of the hazard by cause, in these {} days</caption><thead><tr>"
        '<th scope="col">Cause</th><th scope="col">At habitual values</th><th scope="col">With this '
        "history</th></tr></thead>"
        '<tbody>{}</tbody></table><p><button type="button" class="st-link" data-act="passport:hazard">{} '
        "where from?</button> "
        'What she says and what you find tell far more: <a href="{}" data-carry>the page on pain '
        "types</a>.</p>"
    ).format(split.type_words, split.days, rows, symbols(base_marks()), pages().notebook("03"))


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


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
