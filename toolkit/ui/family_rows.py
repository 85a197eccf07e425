"""The four families as rows of a table, with two beliefs side by side."""

from collections.abc import Mapping

from markupsafe import Markup

from toolkit.content.look import look
from toolkit.ui.belief_bars import ORDER
from toolkit.ui.pain_panels.panel import percent


def family_rows(first: Mapping[str, float], second: Mapping[str, float]) -> Markup:
    """Return one row for each family: its symbol and name, then what each of two beliefs gives it.

    Args:
        first: family -> probability.
        second: the same of another belief.

    >>> family_rows(dict.fromkeys(ORDER, 0.5), dict.fromkeys(ORDER, 0.25)).count("<td>25 %</td>")
    4
    """
    return Markup().join(
        Markup(
            '<tr><th scope="row"><span class="st-symbol" aria-hidden="true" style="color:{}">{}</span>{}</th><td>{}</td>'
            "<td>{}</td></tr>"
        ).format(
            look().families[key].colour,
            look().families[key].symbol,
            look().families[key].label,
            percent(first[key]),
            percent(second[key]),
        )
        for key in ORDER
    )
