"""The cards behind the clinic's numbers: findings, where belief begins, factors, the rules of the score."""

from markupsafe import Markup

from toolkit.cases.session import CaseSession
from toolkit.content.clinic import clinic
from toolkit.content.findings import findings
from toolkit.content.passport import passport
from toolkit.content.quantity import Quantity
from toolkit.ui.factor_cards import card_of
from toolkit.ui.finding_cards import finding_card, prior_card, teaching_card
from toolkit.ui.passports import passport_texts

_WEIGHTS = {
    "belief": "Reasoning with what was found",
    "reach": "How far the findings took you",
    "safety": "Levels of concern first",
    "plan": "The plan",
    "inquiry": "Questions with a use",
}


def clinic_card(session: CaseSession, name: str) -> tuple[str, Markup] | None:
    """Return title and text of the card that a button of the reveal names; None where there is none.

    Args:
        session: revealed; a card says what is there, so none opens before.
        name: 'finding:slr', 'passport:prior', 'passport:teaching', 'passport:score', or 'passport:' with a name
            of `toolkit.ui.factor_cards.card_of`.
    """
    kind, _, which = name.partition(":")
    if not session.revealed:
        return None
    if kind == "finding" and which in findings():
        return finding_card(which)
    if kind != "passport":
        return None
    if which == "prior":
        return prior_card(session.case.model)
    if which == "teaching":
        return teaching_card(session.case.belief(session.held()))
    return score_card() if which == "score" else card_of(which)


def score_card() -> tuple[str, Markup]:
    """Return the rules of the score with their passports: a game's rules, chosen for teaching."""
    rules = clinic().scoring
    weights = [passport(getattr(rules.weights, key), name=name) for key, name in _WEIGHTS.items()]
    others = [
        passport(value, name=key.replace("_", " ").capitalize())
        for key, value in ((key, getattr(rules, key)) for key in type(rules).model_fields)
        if isinstance(value, Quantity)
    ]
    text = Markup(
        '<p tabindex="-1" autofocus>Each number is a rule of a game and was chosen for teaching; none is a finding. {}</p>'
        "<h3>What the parts weigh</h3>{}<h3>The rules</h3>{}"
    ).format(clinic().reliability, passport_texts(weights), passport_texts(others))
    return "Where the points are from", text
