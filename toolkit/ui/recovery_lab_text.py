"""The words of the lab of hidden weights, and of two factors at once."""

from collections.abc import Sequence
from math import exp

from markupsafe import Markup

from toolkit.content.factors import Factor, factors_file
from toolkit.content.look import look
from toolkit.content.passport import Passport, passport
from toolkit.content.recovery_lab import recovery_lab
from toolkit.factors import Banded, Recovery
from toolkit.figures.interaction_figure import Together
from toolkit.figures.recovery_figures import Found, ratio_of
from toolkit.ui.factor_evidence import fold
from toolkit.ui.passports import passport_texts

_BUTTON = Markup(
    ' <button type="button" class="st-link" data-act="passport:{}">{} where from?'
    '<span class="st-unseen"> {}</span></button>'
)
_INVENTED = (
    "The runners and the weights are invented. What is learnt here is how a study finds out, and not what any "
    "factor does in life."
)


def about_world() -> Markup:
    """Say what is hidden, and that it is invented."""
    return Markup('<p class="st-small">{}{}</p>').format(_INVENTED, _BUTTON.format("world", "○", "the world"))


def asked(factor: Factor) -> Markup:
    """Say what is asked of the student."""
    return Markup(
        "<p><strong>How many times</strong> is the hazard raised on a day with a full dose of {}? "
        '<span class="st-muted">1 is no effect.</span></p>'
    ).format(_name(factor))


def before_words(reading: str, runners: int, guess: float) -> Markup:
    """Read the days aloud, and ask for a guess; nothing hidden is in these words."""
    if runners == 1:
        more = (
            "One runner is what a clinic has. That year is one draw of luck, so the history may explain; it does "
            "not prove."
        )
    else:
        more = "The dashed line is your guess: move it to where you would bet, then commit."
    return Markup(
        '<p data-claims="D8"><strong>In words.</strong> {} Your guess: {:.2f} times.</p><p>{} What is hidden is '
        "shown only after you commit.{}</p>"
    ).format(reading, guess, more, _BUTTON.format("world", "○", "the world"))


def after_words(
    found: Found, *, factor: Factor, hidden: float, guess: float, others: Sequence[Factor]
) -> Markup:
    """Say what was guessed, what is hidden, what the study finds, and why the two may differ."""
    shown = found.chosen if others else found.alone
    return Markup(
        "<p><strong>In words.</strong> You guessed {:.2f} times; hidden was <strong>{:.2f} times</strong>.{}</p>"
        "<p>{}</p>"
        '<p data-claims="D0 D2 D4 D6">{}</p>'
    ).format(
        guess,
        hidden,
        _BUTTON.format("world", "○", "the world"),
        _finds(found.runners, shown, hidden, factor, others),
        _why(shown, hidden, factor, others),
    )


def _finds(
    runners: int, shown: Banded | None, hidden: float, factor: Factor, others: Sequence[Factor]
) -> str:
    people = "1 runner" if runners == 1 else f"{runners:,} runners"
    with_ = f"{_name(factor)} alone in the analysis"
    if others:
        with_ = f"{_listed([factor, *others])} in the analysis"
    if shown is None:
        return f"A study of {people} has too few episodes to tell, with {with_}."
    holds = "holds" if shown.low <= hidden <= shown.high else "does not hold"
    return (
        f"A study of {people} finds {shown.value:.2f} times ({shown.low:.2f} to {shown.high:.2f}), with {with_}: "
        f"the interval {holds} the hidden weight."
    )


def _why(shown: Banded | None, hidden: float, factor: Factor, others: Sequence[Factor]) -> str:
    if shown is None:
        return "Here one may believe anything, and nobody can be shown to be wrong. Study more runners."
    wide = shown.high / shown.low > 3
    if wide:
        return (
            "The interval is so wide that it agrees with no effect and with a large one. Study more runners."
        )
    if not others:
        return (
            f"Days with {_name(factor)} often are days with other things too, and those have weights of their own. "
            "Left out, what they do is given to the factor that is counted (confounding). More runners make the "
            "interval narrower, round the wrong place: put the others into the analysis."
        )
    if shown.low <= hidden <= shown.high:
        return (
            "What comes with it is in the analysis, and the estimate moves towards the truth. Outside a lab "
            "nobody can list all that comes with it, so nobody can be sure that nothing was left out."
        )
    return (
        "One interval in twenty misses its truth even where the analysis is right; and what is still left out "
        "goes on pulling."
    )


def all_weights(recovery: Recovery) -> Markup:
    """Lay all seven hidden weights beside what came back."""
    signs = look().factors
    rows = Markup().join(
        Markup('<tr><th scope="row">{} {}</th><td>{:.2f}</td><td>{}</td><td>{}</td></tr>').format(
            signs[weight.factor].symbol,
            factors_file().factors[weight.factor].name,
            exp(weight.hidden),
            _told(ratio_of(weight.found)),
            "too few to tell" if weight.found is None else "yes" if weight.inside else "no",
        )
        for weight in recovery.weights
    )
    table = Markup(
        '<div class="st-scroll" tabindex="0" role="region" aria-label="All seven weights"><table><caption>Hazard '
        "ratios at full dose (past history, genetics and biomechanics: per standard unit), all seven in the "
        'analysis</caption><thead><tr><th scope="col">Factor</th><th scope="col">Hidden</th><th scope="col">Found'
        '</th><th scope="col">Inside the interval?</th></tr></thead><tbody>{}</tbody></table></div><p>{}</p>'
    ).format(rows, recovery.words)
    return fold("weights", "All seven hidden weights, and what came back", table)


def two_words(two: Together, reading: str, *, published: bool) -> Markup:
    """Read two factors aloud, and say what must not be read into them."""
    low, high = two.excess.low, two.excess.high
    if low <= 0 <= high:
        verdict = "Both more and less than the sum agree with the data, so it cannot be told whether the two act together."
    else:
        verdict = (
            f"Here the interval leaves the sum out: the two do {'less' if high < 0 else 'more'} than add."
        )
    button = (
        _BUTTON.format("published", "◐", "the study")
        if published
        else _BUTTON.format("invented", "○", "the counts")
    )
    return Markup(
        '<p data-claims="D0"><strong>In words.</strong> {}{}</p><p><strong>{}</strong> {}</p>'
    ).format(_sentence(reading), button, verdict, _not_read(published))


def _not_read(published: bool) -> str:
    if published:
        return (
            "574 people give the excess an interval of about four odds ratios. 'Smoking protects those who do no "
            "sport' would fit the middle of it, and nobody should say so. Nor were they runners."
        )
    return (
        "Take five times as many people with the same shares: the ratios stay, and only the intervals change."
    )


def group_card(seed: int) -> Markup:
    """Return the passports of how a world is made."""
    world = recovery_lab().world
    cards = [
        passport(world.weeks, name="How long runners are followed"),
        passport(world.incidence, name="Yearly chance of an episode without any factor"),
        passport(world.strongest, name="Largest hidden weight"),
        passport(world.guess, name="The slider for a guess"),
    ]
    words = f"World number {seed}. {_INVENTED} How often things happen to these runners is as on page 06."
    return Markup('<p tabindex="-1" autofocus>{}</p>{}').format(words, passport_texts(cards))


def published_card() -> Markup:
    """Return the passports of the published pair."""
    pair = recovery_lab().interaction
    keys = (pair.one.figure, pair.other.figure, pair.both.figure, pair.excess)
    cards: list[Passport] = [passport(key) for key in keys]
    words = f"Outcome: {pair.outcome}. Two factors of which neither is the article's; the arithmetic is the lesson."
    return Markup('<p tabindex="-1" autofocus>{}</p>{}').format(words, passport_texts(cards))


def invented_card() -> Markup:
    """Say where the sliders' counts are from."""
    return Markup('<p tabindex="-1" autofocus>○ {}</p>').format(recovery_lab().invented.why)


def _told(ratio: Banded | None) -> str:
    return "too few to tell" if ratio is None else f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"


def _listed(factors: Sequence[Factor]) -> str:
    names = [_name(factor) for factor in factors]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _name(factor: Factor) -> str:
    return factors_file().factors[factor].name.lower()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
