"""What the model said of real patients, that a simple count does better, and what that cannot show."""

from functools import cache

from markupsafe import Markup

from toolkit.content.real_patients import Agreement, Yardstick, real_patients
from toolkit.ui.pain_panels.panel import region


@cache
def real_patients_text() -> Markup:
    """Return the table of results, the same in words, and its limits."""
    check = real_patients()
    body = Markup()
    for result in check.results:
        body += _row(result.name, result) + _row("… each finding independent", result.independent)
    for rule in check.yardsticks:
        body += _row(rule.name, rule)
    table = Markup(
        '<table><caption>Pain of a nerve, or not: ◐ {}</caption><thead><tr><th scope="col">Reckoned by</th><th scope="col">'
        'Sensi\N{SOFT HYPHEN}tivity</th><th scope="col">Speci\N{SOFT HYPHEN}ficity</th><th scope="col">AUC</th>'
        '<th scope="col">Calibra\N{SOFT HYPHEN}tion error</th></tr></thead><tbody>{}</tbody></table>'
    ).format(check.population, body)
    whys = [(each.name, each.why) for each in check.results]
    whys += [(each.name, each.why) for each in check.yardsticks]
    return Markup(
        '<h3>Beside real patients</h3><p>{}</p>{}<ul class="st-small">{}</ul><div class="st-reading"><p><strong>In words.'
        "</strong> {}</p></div><h3>What this cannot show</h3><ul>{}</ul>"
        '<p class="st-small st-muted">{}</p>'
    ).format(
        check.about,
        region("Real patients", table),
        Markup().join(Markup("<li><strong>{}.</strong> {}</li>").format(*why) for why in whys),
        _in_words(),
        Markup().join(Markup("<li>{}</li>").format(words) for words in check.cannot_show),
        check.published,
    )


def _row(name: str, of: Agreement | Yardstick) -> Markup:
    error = of.calibration_error if isinstance(of, Agreement) else None
    cells = [_said(of.sensitivity), _said(of.specificity), f"{of.auc:.3f}", _said(error)]
    return Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>').format(
        name, *cells
    )


def _said(value: float | None) -> str:
    if value is None:
        return "–"
    three = f"{value:.3f}"
    # a third digit where it is known, so that rounding twice misleads nobody
    return three.removesuffix("0")


def _in_words() -> str:
    check = real_patients()
    now = check.results[-1]
    best = max(check.yardsticks, key=lambda rule: (rule.sensitivity or 0, rule.auc))
    finds, wrong = 100 * (best.sensitivity or 0), 100 * (1 - (best.specificity or 0))
    return (
        f"On these patients a plain count beats the model. The rule '{best.name[0].lower()}{best.name[1:]}' finds "
        f"{finds:.0f} of 100 with pain of a nerve, the model {100 * now.sensitivity:.0f}; of 100 others the rule calls "
        f"{wrong:.0f} nerve pain, the model {100 * (1 - now.specificity):.0f}. Of those whose pain was of neither kind, "
        f"the model called {100 * now.third_called_radicular:.0f} in 100 radicular with confidence."
    )
