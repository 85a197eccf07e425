"""The words of the page on a population."""

from collections.abc import Iterator

from markupsafe import Markup

from toolkit.content.factors import factors_file
from toolkit.content.passport import Passport, passport
from toolkit.content.population import population_file
from toolkit.content.quantity import Quantity, Strict
from toolkit.factors import Banded
from toolkit.factors.band import percent
from toolkit.factors.cohort import Cohort
from toolkit.ui.passports import passport_texts

_BUTTON = Markup(
    ' <button type="button" class="st-link" data-act="passport:{}">{} where from?<span class="st-unseen"> '
    "{}</span>"
    "</button>"
)
_NO_COHORT = (
    "No such cohort exists: nobody has followed runners day by day with load, sleep, stress and back or "
    "leg pain. "
    "These runners are invented, and what they show is what the model holds."
)


def about_population() -> Markup:
    """Say what is lived, and that it is invented."""
    return Markup("<p class='st-small'>{}{}</p>").format(
        _NO_COHORT, _BUTTON.format("population", "○", "the population")
    )


def number_words(reading: str) -> Markup:
    """Read the rates by number of factors aloud."""
    return Markup(
        '<p data-claims="D0"><strong>In words.</strong> {} Often it is a combination of factors; and still '
        "nearly every day "
        "with many of them passes without an episode.</p><p>A factor counts as present from half of its "
        "full dose. Each is "
        "counted alike here, strong or weak, so this is no score to add up for a person.{}</p>"
    ).format(reading, _BUTTON.format("chance", "◐○", "the hazards"))


def who_words(lived: Cohort, reading: str, chance: float) -> Markup:
    """Read the prevention paradox aloud, for what it is at this line."""
    runners, onsets = lived.from_below(chance)
    verdict = (
        "Most episodes fall on runners at ordinary chance, since there are so many of them: choosing the few "
        "at large chance "
        "for prevention would miss most."
        if onsets > 0.5
        else "With the line drawn here most episodes fall on the others; move it and see where that turns."
    )
    return Markup(
        "<p><strong>In words.</strong> {} {}</p><p>The rest, {} of all, have {} of the episodes. "
        "In life nobody knows a runner's chance; the model does, because it made them.{}</p>"
    ).format(
        reading,
        verdict,
        percent(1 - runners),
        percent(1 - onsets),
        _BUTTON.format("chance", "◐○", "the hazards"),
    )


def factor_words(reading: str) -> Markup:
    """Read the crude comparison aloud."""
    return Markup(
        '<p data-claims="D8"><strong>In words.</strong> {}</p><p>A long run comes with hard weeks, stress '
        "with short nights, "
        "past pain with liability. Whoever compares with and without mixes them; so do studies of one "
        "factor at a time. Genetics stands out because the model knows every runner's liability; no clinic "
        "and no study does.{}</p>"
    ).format(reading, _BUTTON.format("chance", "◐○", "the hazards"))


def metric_words(reading: str, metric: str) -> Markup:
    """Read one metric's trial aloud, beside what was found in people."""
    about = factors_file().metrics[metric]
    return Markup(
        '<p data-claims="D4"><strong>In words.</strong> {}</p><p><strong>Found in people.</strong> {}{}</p>'
        "<p>No line catches most episodes without flagging a great many ordinary days: an episode is rare "
        "on any day, "
        "so nearly every alarm is a false one.</p>"
    ).format(reading, about.found, _BUTTON.format(f"metric_{metric}", about.usual.mark.symbol, about.name))


def incidence_words(lived: Cohort) -> Markup:
    """Say how many had an episode in a year, by cause."""
    causes = factors_file().causes
    parts = [f"{causes[cause].name} {_share(lived.incidence(cause))}" for cause in causes]
    return Markup('<p class="st-small"><strong>In a year:</strong> {} had an episode; {}.</p>').format(
        _share(lived.incidence()), ", ".join(parts)
    )


def population_card() -> Markup:
    """Return the passports of how the population is spread."""
    about = population_file()
    cards = [*_passports(about.habits), *_passports(about.past)]
    cards += [
        card
        for kind, often in about.happens.items()
        for card in _passports(often, f"{kind.replace('_', ' ')}: ")
    ]
    cards += _passports(about.limits, "at most: ")
    return Markup('<p tabindex="-1" autofocus>{}</p>{}').format(_NO_COHORT, passport_texts(cards))


def metric_card(metric: str) -> tuple[str, Markup]:
    """Return title and passports of one metric: the usual line, and what was published."""
    about = factors_file().metrics[metric]
    cards = [passport(about.usual, name="The line that is often drawn")]
    cards += [passport(figure) for figure in about.figures]
    text = Markup('<p tabindex="-1" autofocus>{}</p>{}').format(about.found, passport_texts(cards))
    return about.name[:1].upper() + about.name[1:], text


def _passports(spread: Strict, before: str = "") -> Iterator[Passport]:
    for name, number in spread:
        if isinstance(number, Quantity):
            yield passport(number, name=f"{before}{name.replace('_', ' ')}")


def _share(share: Banded) -> str:
    return f"{share.percent} ({percent(share.low)} to {percent(share.high)})"
