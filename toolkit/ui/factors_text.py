"""The words of the page on combined factors."""

import numpy as np
from markupsafe import Markup

from toolkit.cases import Story
from toolkit.content.factors import CAUSES, FACTORS, Factor, factors_file
from toolkit.content.pages import pages
from toolkit.factors import Attribution
from toolkit.factors.band import percent
from toolkit.ui.factor_evidence import fold
from toolkit.ui.factor_marks import base_marks, symbols

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
        '<p><strong>In words.</strong> {} {}</p><p data-claims="D8"><strong>{}</strong> {}</p>{}{}{}'
    ).format(
        _tight(parts[0]),
        _tight(" ".join(parts[1:])),
        split.stayed_well_words,
        factors_file().say("may_explain"),
        _off_words(split, whole),
        _dial_words(story),
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


def _dial_words(story: Story) -> Markup:
    """Say what turning biomechanics up does; on an average runner it does nothing."""
    dial = story.model.dials.get("biomechanics", 1.0)
    if dial == 1.0:
        return Markup()
    z = story.runner.biomechanics_z
    if z == 0:
        said = (
            "That changes nothing here: this runner's strength and balance are average, as far as anybody "
            "knows."
        )
    else:
        said = (
            f"This runner stands {abs(z):g} SD {'below' if z > 0 else 'above'} average strength and balance."
        )
    return Markup(
        "<p>Biomechanics is turned to {:g} times what prospective studies allow: a 'what if', not a "
        "finding. {}</p>"
    ).format(dial, said)


def unknown_factors(story: Story) -> tuple[Factor, ...]:
    """Return the factors that an imported diary tells nothing of; none for an invented runner."""
    if not story.imported:
        return ()
    diary = story.diary
    silent: list[Factor] = list(_NEVER_IN_A_LOG)
    if np.all(np.isnan(diary.sleep_h)) and np.all(np.isnan(diary.sleep_quality)):
        silent.append("sleep")
    if np.all(np.isnan(diary.stress)):
        silent.append("stress")
    return tuple(silent)


def _unknown_words(story: Story) -> Markup:
    """Say what a log cannot tell; it counts as nothing, which is not the same as known to be nothing."""
    if not story.imported:
        written = (
            "Read from the diary as it was written down: what is missing counts as usual, and may not be."
        )
        return Markup("<p>{}</p>").format(written) if story.as_written else Markup()
    unknown = [factors_file().factors[factor].name.lower() for factor in unknown_factors(story)]
    day = (
        "" if story.diary.episodes else " Nor does it tell when pain began: the days up to today are counted."
    )
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


def type_of_pain(story: Story) -> Markup:
    """Say, in a fold, what the diary says of the kind of pain: a table by cause, and how little it is."""
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
    text = Markup(
        "<p>{}</p><table><caption>Share of the hazard by cause, in these {} days</caption><thead><tr>"
        '<th scope="col">Cause</th><th scope="col">At habitual values</th><th scope="col">With this '
        "history</th></tr></thead>"
        '<tbody>{}</tbody></table><p><button type="button" class="st-link" data-act="passport:hazard">{} '
        "where from?</button> "
        'What the runner says and what you find tell far more: <a href="{}" data-carry>the page on pain '
        "types</a>.</p>"
    ).format(split.type_words, split.days, rows, symbols(base_marks()), pages().notebook("03"))
    return fold("type", "What the diary says of the kind of pain, and how little", text)


def _tight(words: str) -> str:
    """Keep a number and its per cent sign on one line."""
    return words.replace(" %", "\N{NO-BREAK SPACE}%")


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
