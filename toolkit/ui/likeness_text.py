"""The card that sets the invented diaries beside real ones."""

import numpy as np
from markupsafe import Markup

from toolkit.content.resemblance import RealFigure, resemblance
from toolkit.history.likeness import named_runners_likeness


def likeness_card() -> tuple[str, Markup]:
    """Return title and text: a table of figures, real and invented, and what likeness does not show."""
    file, ours = resemblance(), named_runners_likeness()
    rows = Markup().join(_row(figure, ours[name]) for name, figure in file.figures.items())
    table = Markup(
        '<div class="st-scroll" tabindex="0" role="region" aria-label="Diaries side by side"><table><thead><tr>'
        '<th scope="col">Figure</th><th scope="col">{} Real diaries</th><th scope="col">○ Named runners: middle '
        "(lowest to highest)</th></tr></thead><tbody>{}</tbody></table></div>"
    ).format(file.mark.symbol, rows)
    doubts = Markup().join(Markup("<li>{}</li>").format(words) for words in file.cannot_show)
    text = Markup(
        '<p>{} {}</p>{}<h3>What this cannot show</h3><ul>{}</ul><p class="st-small st-muted">{}. {}: not yet reviewed by '
        "a clinician.</p>"
    ).format(file.about, file.about_weeks, table, doubts, file.published.rstrip("."), file.population)
    return "How like real diaries are they?", text


def _row(real: RealFigure, ours: list[float]) -> Markup:
    said = f"{real.low:.2f}" if real.low == real.high else f"{real.low:.2f} to {real.high:.2f}"
    middle, low, high = float(np.median(ours)), min(ours), max(ours)
    return Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>').format(
        real.label, _minus(said), _minus(f"{middle:.2f} ({low:.2f} to {high:.2f})")
    )


def _minus(words: str) -> str:
    return words.replace("-", "\N{MINUS SIGN}")
