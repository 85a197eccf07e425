"""The words of the page on pain types: who sits there, what may be believed, what is open."""

from markupsafe import Markup

from toolkit.cases import LOG, Scenario, Story
from toolkit.cases.picture import Picture
from toolkit.cases.seen_patient import patient_name
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.findings import finding_groups
from toolkit.content.look import look
from toolkit.content.pages import pages
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import pain_types
from toolkit.pain import Belief
from toolkit.ui.belief_bars import ORDER, cannot_say

_LIKELY = 0.6
"""From here on a family counts as there when several are told together; the word 'likely' begins here too."""

_SAYS = {
    "radicular": "a painful nerve root",
    "radiculopathy": "a nerve that works less than it should",
    "referred": "pain referred from the back",
    "lookalike": "a tendon or another look-alike",
}

CLOSER = "closer-look"
"""The place on the page where the closer look begins."""


def who(scenario: Scenario, story: Story) -> Markup:
    """Say who sits there, and where to change it.

    The runner's name stands above her own findings only; a patient for teaching who was filled in has another.
    """
    if other := patient_name(scenario):
        whose = "the log's owner" if scenario.runner == LOG else story.runner.name
        return Markup(
            '<div class="st-who"><h2>{}</h2></div><p class="st-small st-muted">A patient for teaching, not {}. '
            "‘Clear all’ brings {} back.</p>"
        ).format(other, whose, whose)
    name = "Your own log" if scenario.runner == LOG else f"{story.runner.name}, {story.runner.age_years}"
    return Markup('<div class="st-who"><h2>{}</h2><a href="{}" data-carry>Change runner</a></div>').format(
        name, pages().notebook("01")
    )


def to_closer() -> Markup:
    """Return the way down to the closer look, for a phone, where all that can be asked stands between."""
    return Markup(
        '<p class="st-only-narrow"><a class="st-button" href="#{}">Next question, numbers, how sure</a></p>'
    ).format(CLOSER)


def closer_place() -> Markup:
    """Return the place that `to_closer` leads to."""
    return Markup('<span id="{}"></span>').format(CLOSER)


def both_sides() -> Markup:
    """Point to the page where both sides are charted, and the pain is drawn."""
    return Markup(
        '<p class="st-small">Both sides, a body chart and a second visit: <a href="{}" data-carry>the examination page</a>.</p>'
    ).format(pages().notebook("08"))


def begins(picture: Picture, other: str = "") -> Markup:
    """Say where belief begins, and how little the diary moves it.

    Args:
        picture: the clinical picture.
        other: the name of a patient for teaching who was filled in; the diary is not theirs.
    """
    setting = clinic_settings().settings[picture.model.setting]
    tilt = picture.model.tilt
    most = max(tilt.values())
    if not picture.diary_used:
        said = "The diary is left out." if not other else "The diary is left out: it is not this patient's."
    elif other:
        said = "The diary in use is another person's."
    elif most < 1.02:
        said = "The diary moves nothing here."
    else:
        cause = max(picture.weights, key=lambda key: picture.weights[key])
        said = f"The diary speaks a little for {cause}: odds x {most:.2f}, no more."
    own = dict(picture.model.own)
    if own:
        names = [f"{pain_types().types[key].short} {100 * share:g} %" for key, share in own.items()]
        said += f" Set by you: {_listed(names)}."
    return Markup(
        '<p class="st-small st-muted">{} {} <button type="button" class="st-link" data-act="prior">◐○ where '
        'belief begins</button> · <button type="button" class="st-link" data-act="begin">change it</button></p>'
    ).format(setting.who, said)


def trouble(belief: Belief) -> Markup:
    """Say what is wrong with the answers, in their own sentences."""
    if not belief.problems:
        return Markup()
    listed = Markup().join(Markup("<li>{}</li>").format(problem) for problem in belief.problems)
    return Markup(
        '<div class="st-notice" role="alert"><p><strong>These answers cannot stand together as they are.'
        "</strong></p><ul>{}</ul><p>{}</p></div>"
    ).format(listed, belief.note)


def in_words(picture: Picture) -> Markup:
    """Read the belief aloud: what is likely, what is open, what to examine, what the answer rests on."""
    belief = picture.belief
    return Markup(
        '<p data-claims="A2 B4"><strong>In words.</strong> {} {}</p><p>{} <strong>{} % of this answer rests on '
        'values chosen for teaching.</strong> <button type="button" class="st-link" data-act="teaching">○ '
        "which?</button></p>"
    ).format(_first(picture), _together(belief), _next(belief), round(100 * belief.share_teaching))


def _first(picture: Picture) -> str:
    belief = picture.belief
    setting = clinic_settings().settings[picture.model.setting].name
    if belief.problems:
        return f"{belief.note} Nothing is made up from answers that cannot be right."
    if belief.is_prior:
        return f"Nothing has been asked yet: this is only where belief begins in the setting '{setting}'."
    said = {key: belief.families[key].words for key in ORDER if not cannot_say(belief, key)}
    # what the model can name comes after what it cannot
    parts = [belief.note] if belief.note else []
    ranked = sorted(said, key=lambda key: -belief.family_probabilities[key])
    for words in dict.fromkeys(said[key] for key in ranked):
        there = [key for key in ranked if said[key] == words]
        parts.append(f"{_capital(_listed([_SAYS[key] for key in there]))} {_are(there)} {words}.")
    return " ".join(parts)


def _together(belief: Belief) -> str:
    if belief.is_prior or belief.problems:
        return ""
    there = [
        key for key in ORDER if belief.family_probabilities[key] >= _LIKELY and not cannot_say(belief, key)
    ]
    if len(there) > 1:
        return "They are no rivals: they can be there together."
    return ""


def _next(belief: Belief) -> str:
    if belief.problems:
        return "Look again at the answers named above."
    if belief.is_prior:
        return "Ask the emergency questions first, then listen to the words."
    if belief.radiculopathy.status == "not examined":
        return (
            "Whether a nerve also works less than it should is open: examine feeling, power and reflexes in each "
            "root's pattern."
        )
    if belief.radiculopathy.status == "deficit found":
        return "A deficit was found: it is assessed by a professional and charted again."
    missing = [
        title
        for group, title in (("behaviour", "how it behaves in a run"), ("nerve_tests", "the nerve tests"))
        if not any(key in belief.asked for key in _group_ids(group))
    ]
    if missing:
        return f"Not asked yet: {' and '.join(missing)}."
    return "No deficit was found; test again if anything changes."


def _group_ids(group: str) -> tuple[str, ...]:
    return next(tuple(file.findings) for file in finding_groups() if file.group.id == group)


def bands_note() -> Markup:
    """Say what the words of the bars mean."""
    steps, low = [], 0.0
    for band in pain_rules().bands:
        high = min(band.below, 1.0)
        steps.append(f"{band.words}: {100 * low:.0f} to {100 * high:.0f} %")
        low = high
    return Markup('<p class="st-small st-muted">{}</p>').format("; ".join(steps) + ".")


def legend() -> Markup:
    """Return symbols and names of the four families, for figures."""
    return Markup().join(
        Markup('<span><span class="st-symbol" style="color:{}">{}</span>{}</span> ').format(
            look().families[key].colour, look().families[key].symbol, look().families[key].label
        )
        for key in ORDER
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _are(words: list[str]) -> str:
    return "is" if len(words) == 1 else "are"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
