"""The cards behind findings and beliefs: how a test is done, what it is worth, and every number's passport."""

from markupsafe import Markup

from toolkit.cases.picture import Picture
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.findings import Finding, findings
from toolkit.content.pain_rules import pain_rules
from toolkit.content.pain_types import pain_types
from toolkit.content.passport import Passport, passport
from toolkit.pain import Belief, PainModel
from toolkit.pain.leverage import Lean
from toolkit.pain.likelihood import root_of
from toolkit.ui.passports import passport_texts

_MOST = 8


def finding_card(key: str) -> tuple[str, Markup]:
    """Return title and text of a finding: how to, what it is worth, and how often it is found with what."""
    finding = findings()[key]
    said = Markup('<p class="st-quote">“{}”</p>').format(finding.plain) if finding.plain else Markup()
    how = Markup("<p><strong>How.</strong> {}</p>").format(finding.how) if finding.how else Markup()
    worth = (
        Markup("<p><strong>What it is worth.</strong> {}</p>").format(finding.worth)
        if finding.worth
        else Markup()
    )
    held = (
        Markup("<p><strong>Not done</strong> where {} is suspected.</p>").format(_kind(finding.withheld))
        if finding.withheld
        else Markup()
    )
    answers = Markup("<h3>Answers</h3><ul>{}</ul>").format(
        Markup().join(
            Markup("<li><strong>{}</strong>: {}</li>").format(
                _capital(finding.label(level)), " ".join(f"“{p}”" for p in phrases)
            )
            for level, phrases in finding.levels.items()
        )
    )
    return finding.ask, said + how + worth + held + answers + _agreement(finding) + _often(key, finding)


def _agreement(finding: Finding) -> Markup:
    if finding.kappa is None:
        return Markup()
    return Markup("<h3>Do two examiners agree?</h3>{}").format(
        passport_texts([passport(finding.kappa, name="Agreement beyond chance")])
    )


def _often(key: str, finding: Finding) -> Markup:
    if finding.follows:
        other = findings()[root_of(key)]
        return Markup("<h3>Numbers</h3><p>It depends on another finding: {}. {}</p>").format(
            other.ask, finding.why
        )
    spread = pain_rules().teaching_spread.value
    cards = [("none of these", finding.passport("leak", 0, spread))]
    cards += [(_condition(name), finding.passport(name, 0, spread)) for name in finding.given]
    cards[1:] = sorted(cards[1:], key=lambda pair: -pair[1].value)
    level = finding.label(finding.level_ids[1])
    rows = Markup().join(
        Markup(
            "<tr><th scope='row'>{}</th><td>{:.0f} %</td><td>{:.0f} to {:.0f} %</td><td>{}</td></tr>"
        ).format(
            _capital(name),
            100 * number.value,
            100 * (number.low or 0),
            100 * (number.high or 0),
            number.mark.symbol,
        )
        for name, number in cards
    )
    texts = passport_texts(passport(number, name=_capital(name)) for name, number in cards)
    return Markup(
        "<h3>How often “{}” or more is found</h3><div class='st-scroll' tabindex='0' role='region' aria-label='How "
        "often it is found'><table><thead><tr><th scope='col'>With, alone</th><th scope='col'>Share</th><th "
        "scope='col'>Interval</th><th scope='col'>Mark</th></tr></thead><tbody>{}</tbody></table></div>"
        "<details class='st-fold'><summary>Passports of these numbers</summary>{}</details>"
    ).format(level, rows, texts)


def teaching_card(belief: Belief) -> tuple[str, Markup]:
    """Return the numbers that the answer leans on most, with their passports."""
    share = round(100 * belief.share_teaching)
    note = Markup(
        "<p>{} % of the answer rests on values chosen for teaching. Each number behind it is moved by the same small "
        "step, and what that does to the four families is counted; this is the share of the numbers marked ○.</p>"
    ).format(share)
    return "What this answer rests on", note + _leans(belief.leans[:_MOST])


def family_card(picture: Picture, family: str) -> tuple[str, Markup]:
    """Return what stands behind one family's belief."""
    belief = picture.belief
    about, likely = pain_types().families[family], belief.families[family]
    at = list(pain_types().families).index(family)
    strongest = sorted(belief.leans, key=lambda lean: -abs(float(lean.pull[at])))[:_MOST]
    kinds = [
        Markup("<li>{}: {}</li>").format(kind.name, belief.types[key].words)
        for key, kind in pain_types().types.items()
        if kind.family == family
    ]
    text = Markup(
        "<p>{}</p><p><strong>{}</strong>: {:.0f} %, band {:.0f} to {:.0f} %. The band holds the middle 95 % of "
        "seeded draws of all numbers behind it; what the model leaves out is in no band.</p><ul>{}</ul>"
        "<h3>The numbers it leans on most</h3>{}"
    ).format(
        _capital(about.plain) + ".", _capital(likely.words), 100 * likely.probability, 100 * likely.low,
        100 * likely.high, Markup().join(kinds), _leans(strongest),
    )  # fmt: skip
    return about.name, text


def prior_card(model: PainModel) -> tuple[str, Markup]:
    """Return where belief begins: the setting's shares with their passports, and the diary's tilt."""
    setting = clinic_settings().settings[model.setting]
    kinds = pain_types().types
    cards = [
        passport(share, name=f"{kinds[key].name} in this setting") for key, share in setting.priors.items()
    ]
    cards += [
        passport(pain_rules().tilt_strength, name="How strongly the diary may tilt"),
        passport(pain_rules().tilt_limit, name="The most that the diary may do"),
    ]
    tilted = Markup().join(
        Markup("<tr><th scope='row'>{}</th><td>{:.1f} %</td><td>{}</td></tr>").format(
            kinds[key].name, 100 * share.value, f"x {model.tilt[key]:.2f}"
        )
        for key, share in setting.priors.items()
    )
    text = Markup(
        "<p>{} Shares of patients in whom each is there, alone or with others; the diary multiplies the odds by the "
        "last column.</p><div class='st-scroll' tabindex='0' role='region' aria-label='Where belief begins'><table>"
        "<thead><tr><th scope='col'>Type</th><th scope='col'>Share</th><th scope='col'>Diary</th></tr></thead><tbody>"
        "{}</tbody></table></div><details class='st-fold'><summary>Passports of these numbers</summary>{}</details>"
    ).format(setting.who, tilted, passport_texts(cards))
    return f"Where belief begins: {setting.name}", text


def _leans(leans: list[Lean]) -> Markup:
    cards: list[Passport] = [passport(lean.quantity, name=_capital(lean.words)) for lean in leans]
    return passport_texts(cards)


def _condition(key: str) -> str:
    name, *details = key.split(".")
    first = "any other type" if name == "others" else pain_types().kind(name).name
    return f"{first} ({', '.join(detail.replace('_', ' ') for detail in details)})" if details else first


def _kind(key: str) -> str:
    return pain_types().types[key].name.lower()


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
