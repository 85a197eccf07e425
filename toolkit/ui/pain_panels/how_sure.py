"""How sure? The answer that takes every finding for an independent witness, and how little would flip the lead."""

from collections.abc import Sequence

from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import Picture
from toolkit.content.look import look
from toolkit.content.passport import passport
from toolkit.pain.flipping import Flips
from toolkit.ui.belief_bars import ORDER
from toolkit.ui.family_rows import family_rows
from toolkit.ui.pain_panels.panel import Panel, region
from toolkit.ui.pain_panels.real_patients_text import real_patients_text
from toolkit.ui.passports import passport_text
from toolkit.ui.prose import Prose

_MOST = 5


class HowSure(Panel):
    """Over-confidence, and the flip test."""

    def widgets(self) -> Sequence[Widget]:
        """Build the text."""
        self.text = self.page.pressed(Prose(live=True, css="st-answer"))
        return (self.text,)

    def update(self, picture: Picture) -> None:
        """Show both."""
        self.text.show(_independent(picture) + _flips(picture) + real_patients_text())


def _independent(picture: Picture) -> Markup:
    belief, naive = picture.belief, picture.model.naive(picture.findings)
    rows = family_rows(belief.family_probabilities, naive.family_probabilities)
    table = Markup(
        '<table><caption>The same findings, reckoned in two ways</caption><thead><tr><th scope="col">Family</th><th '
        'scope="col">As the page does</th><th scope="col">Each finding as an independent witness</th></tr></thead><tbody>{}'
        "</tbody></table>"
    ).format(rows)
    return Markup(
        "<h3>The naive answer beside it</h3>{}<div class='st-reading'><p><strong>In words.</strong> {}</p></div>"
    ).format(region("Two ways of reckoning", table), _said(picture, naive.family_probabilities))


def _said(picture: Picture, naive: dict[str, float]) -> str:
    shares = picture.belief.family_probabilities
    surer = [
        key for key in ORDER if min(naive[key], 1 - naive[key]) < 0.5 * min(shares[key], 1 - shares[key])
    ]
    start = (
        "Findings go together: shared severity, one nerve, one examiner. Multiplied as if each stood alone, they count "
        "the same news again."
    )
    if picture.belief.is_prior:
        return f"{start} With nothing asked, both are the same."
    if not surer:
        return f"{start} With these findings the two answers are close."
    names = ", ".join(look().families[key].label.lower() for key in surer)
    return f"{start} Here the naive answer is surer than it may be of: {names}."


def _flips(picture: Picture) -> Markup:
    test = picture.flips
    return Markup("<h3>Flip test: how little would put another family in front?</h3>{}{}<p>{}</p>").format(
        _by_answer(test), _by_number(test), "" if test.findings or test.numbers else test.sentence
    )


def _by_answer(test: Flips) -> Markup:
    if not test.findings:
        return Markup("<p>No other answer to a single question would do it.</p>")
    listed = Markup().join(Markup("<li>{}</li>").format(flip.sentence) for flip in test.findings[:_MOST])
    return Markup("<p><strong>One other answer</strong></p><ul>{}</ul>").format(listed)


def _by_number(test: Flips) -> Markup:
    if not test.numbers:
        return Markup("<p>No single number of the model would do it, however far it were moved.</p>")
    listed = Markup().join(
        Markup('<li>{} <details class="st-fold"><summary>{} where from?</summary>{}</details></li>').format(
            flip.sentence, flip.lean.quantity.mark.symbol, passport_text(passport(flip.lean.quantity))
        )
        for flip in test.numbers[:3]
    )
    return Markup("<p><strong>One other number</strong></p><ul>{}</ul>").format(listed)
