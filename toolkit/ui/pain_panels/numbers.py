"""Types and numbers on demand: probabilities with bands, likely combinations, and what no bedside can know."""

from collections.abc import Sequence

from ipywidgets import Widget
from markupsafe import Markup

from toolkit.cases.picture import Picture
from toolkit.content.look import look
from toolkit.content.pain_types import pain_types
from toolkit.pain import Belief, Condition
from toolkit.pain.deficit import untested
from toolkit.pain.marginals import band
from toolkit.pain.support import support
from toolkit.ui.belief_bars import ORDER
from toolkit.ui.pain_panels.panel import Panel, percent, region
from toolkit.ui.pain_types_text import bands_note
from toolkit.ui.prose import Prose


class Numbers(Panel):
    """Every type with its number."""

    def widgets(self) -> Sequence[Widget]:
        """Build the text."""
        self.text = self.page.pressed(Prose(live=True, css="st-answer"))
        return (self.text,)

    def update(self, picture: Picture) -> None:
        """Show this belief's numbers."""
        self.text.show(numbers_text(picture.belief))


def numbers_text(belief: Belief) -> Markup:
    """Return types, combinations, severity and what stays open."""
    return Markup("{}{}{}{}").format(_types(belief), _together(belief), _how_bad(belief), _unknowable(belief))


def _types(belief: Belief) -> Markup:
    kinds = pain_types().types
    rows = Markup().join(
        Markup(
            '<tr><th scope="row"><span class="st-symbol" aria-hidden="true" style="color:{}">{}</span>{} <span '
            'class="st-muted">{}</span></th><td data-head="In words">{}</td><td data-head="Probability">{}</td>'
            '<td data-head="Band">{}</td></tr>'
        ).format(
            look().families[kinds[key].family].colour,
            look().families[kinds[key].family].symbol,
            kinds[key].name,
            kinds[key].plain,
            likely.words,
            percent(likely.probability),
            _span(likely.low, likely.high),
        )
        for key, likely in sorted(belief.types.items(), key=lambda pair: -pair[1].probability)
    )
    outside = pain_types().outside
    rows += Markup(
        '<tr><th scope="row">{} <span class="st-muted">{}</span></th><td data-head="In words">{}</td>'
        '<td data-head="Probability">{}</td><td></td></tr>'
    ).format(outside.name, outside.plain, band(belief.outside), percent(belief.outside))
    table = Markup(
        '<table class="st-rows st-rows-flow"><caption>Every type: alone or with others, so they need not sum to 100 %</caption>'
        '<thead><tr><th scope="col">Type</th><th scope="col">In words</th>'
        '<th scope="col">Probability</th><th scope="col">Band</th></tr></thead><tbody>{}'
        "</tbody></table>"
    ).format(rows)
    asked = Markup().join(
        Markup('<button type="button" class="st-link" data-act="family:{}">◐○ {}</button> ').format(
            family, look().families[family].label
        )
        for family in ORDER
    )
    return Markup("{}<p class='st-small'>Where from? {}</p>{}").format(
        region("Types", table), asked, bands_note()
    )


def _span(low: float, high: float) -> str:
    """Write a band; once where both ends read the same.

    >>> _span(0.02, 0.16), _span(0.001, 0.004)
    ('2 % to 16 %', 'below 1 %')
    """
    ends = percent(low), percent(high)
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _together(belief: Belief) -> Markup:
    rows = Markup().join(
        Markup("<li>{}: {}</li>").format(_state(keys, belief), percent(share))
        for keys, share in belief.states(5)
    )
    return Markup(
        '<h3>The likeliest combinations</h3><ul data-claims="B4">{}</ul><p class="st-small st-muted">Of {:,} '
        "combinations of at most three that the model holds possible; all others share the rest.</p>"
    ).format(rows, support().size)


def _state(keys: tuple[str, ...], belief: Belief) -> str:
    return " + ".join(condition_words(key) + _open(key, belief) for key in keys) or "none of these"


def _open(key: str, belief: Belief) -> str:
    """Say that the tests which would show a failing root have not been made yet."""
    condition = Condition.parse(key) if key.startswith("radiculopathy.") else None
    if condition is None or not condition.root or not condition.degree:
        return ""
    what = untested(condition.root, condition.degree, belief.asked)
    return f" [{what} not tested yet]" if what else ""


def condition_words(key: str) -> str:
    """Name one condition with its form.

    >>> condition_words("radiculopathy.l5.motor")
    'Radiculopathy (L5, motor)'
    """
    kind, _, form = key.partition(".")
    condition = Condition(kind, form)
    details = [
        part.upper() if part in {"l3", "l4", "l5", "s1"} else part.replace("_", " ")
        for part in condition.form.split(".")
        if part
    ]
    name = pain_types().kind(kind).name
    return f"{name} ({', '.join(details)})" if details else name


def _how_bad(belief: Belief) -> Markup:
    mild, moderate, severe = belief.severity
    low, middle, high = belief.irritability
    return Markup(
        "<h3>How bad, how easily stirred up</h3><p>Severity: mild {}, moderate {}, severe {}. Irritability: low {}, "
        'moderate {}, high {}. <span class="st-muted">○ how these push each finding was chosen for teaching.</span></p>'
    ).format(*(percent(share) for share in (mild, moderate, severe, low, middle, high)))


def _unknowable(belief: Belief) -> Markup:
    kinds = pain_types().types
    listed = Markup().join(
        Markup("<li><strong>{}.</strong> {}</li>").format(kinds[key].name, " ".join(open_questions))
        for key, open_questions in belief.unknowable.items()
        if open_questions
    )
    if not listed:
        return Markup()
    return Markup("<h3>What no bedside can know</h3><ul>{}</ul>").format(listed)
