"""Every plan on every pain type: known difference, no known difference, or harm, in words."""

from typing import Any

from markupsafe import Markup

from toolkit.plans import Difference, plan_matrix
from toolkit.plans.matrix import Cell, Line, Matrix
from toolkit.ui.controls import Choice, Option
from toolkit.ui.plan_parts.cards import source_card
from toolkit.ui.plan_parts.panel import Panel, in_words
from toolkit.ui.plan_parts.signs import claims_of, symbol, type_name, type_sign, type_words

VERDICTS = {
    Difference.KNOWN: ("✓", "known difference"),
    Difference.NONE_KNOWN: ("=", "no known difference"),
    Difference.HARM: ("✕", "harm"),
}
"""What is known of a plan on a type -> its sign and words."""

ALWAYS = ("bone_stress", "cauda_equina")
"""Types that stand beside this runner's own: what must not be missed."""

_WORST = "cauda_equina"


class MatrixPanel(Panel):
    """Plans by types."""

    def parts(self) -> tuple[Any, ...]:
        """Return the choice of columns, the matrix and what it says."""
        whole = self.choice("matrix", usual="mine") == "all"
        options = [Option("mine", "This runner's types"), Option("all", "All types")]
        chooser = self.controls(
            "which",
            "Columns",
            [Choice("which", "Columns", options, stacked=True)],
            {"which": "all" if whole else "mine"},
            self._set,
        )
        matrix = plan_matrix()
        every = [key for key, _, _ in matrix.types]
        mine = [*self.desk.planning.plan.types, *ALWAYS]
        types = every if whole else [key for key in every if key in mine]
        return (
            chooser,
            self.text("said", _said(matrix), "st-reading"),
            self.text("table", matrix_table(matrix, types, short=whole) + type_by_type(matrix, types)),
        )

    def act(self, name: str) -> bool:
        """Open the card of one cell."""
        kind, _, key = name.partition(":")
        plan, _, type_id = key.partition(":")
        cells = {(c.plan, c.type_id): (line, c) for line in plan_matrix().lines for c in line.cells}
        if kind != "cell" or (plan, type_id) not in cells:
            return False
        line, cell = cells[plan, type_id]
        sign, verdict = VERDICTS[cell.difference]
        self.desk.open_card(
            f"{line.title}: {type_name(type_id)}",
            Markup(
                '<p tabindex="-1" autofocus><strong>{}{}.</strong> {}</p><p class="st-muted">{}</p>{}'
            ).format(symbol(sign), verdict.capitalize(), cell.words, line.what, source_card(cell.source)),
        )
        return True

    def _set(self, _: str, value: Any) -> None:
        self.choose(matrix=None if value == "mine" else value)


def _said(matrix: Matrix) -> Markup:
    legend = Markup(" ").join(
        Markup('<span class="st-verdict st-verdict-{}">{}{}</span>').format(key.value, symbol(sign), words)
        for key, (sign, words) in VERDICTS.items()
    )
    return in_words(
        Markup("{} 'No known difference' is not 'no difference': it says that no trial was found. {}").format(
            matrix.finding, _strongest(matrix)
        ),
        Markup('<p class="st-legend">{}</p>').format(legend),
    )


def _strongest(matrix: Matrix) -> str:
    harms = sum(matrix.cell(line.id, _WORST).difference is Difference.HARM for line in matrix.lines)
    return f"With {type_name(_WORST).lower()}, {harms} of {len(matrix.lines)} plans do harm."


def matrix_table(matrix: Matrix, types: list[str], *, short: bool) -> Markup:
    """Return the matrix: with its words for some types, with signs alone for all."""
    heads = Markup().join(
        Markup('<th scope="col">{}</th>').format(_short_head(key) if short else type_words(key))
        for key in types
    )
    rows = Markup().join(_line(line, types, short=short) for line in matrix.lines)
    return Markup(
        '<div class="st-scroll st-tall st-matrix-wide" tabindex="0" role="region" aria-label="Every plan on every type">'
        '<table class="st-matrix{}"><caption>What is known of each plan on each pain type; open a cell for its '
        'source</caption><thead><tr><th scope="col">Plan</th>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(" st-matrix-short" if short else " st-rows", heads, rows)


def type_by_type(matrix: Matrix, types: list[str]) -> Markup:
    """Return the matrix for a narrow screen: a fold for each type, its plans together by what is known of them.

    What does harm comes first, in words; where no difference is known, the plans are named in one line.
    """
    return Markup('<div class="st-by-type">{}</div>').format(
        Markup().join(_type_fold(matrix, key, shown=key == types[0]) for key in types)
    )


_WORST_FIRST = (Difference.HARM, Difference.KNOWN, Difference.NONE_KNOWN)


def _type_fold(matrix: Matrix, type_id: str, *, shown: bool) -> Markup:
    groups = {
        difference: [
            (line, cell)
            for line in matrix.lines
            for cell in [matrix.cell(line.id, type_id)]
            if cell.difference is difference
        ]
        for difference in _WORST_FIRST
    }
    counts = Markup(" ").join(
        Markup('<span class="st-verdict st-verdict-{}">{}{}<span class="st-unseen"> {}</span></span>').format(
            difference.value, symbol(VERDICTS[difference][0]), len(held), VERDICTS[difference][1]
        )
        for difference, held in groups.items()
        if held
    )
    parts = Markup().join(_verdict_part(*each) for each in groups.items() if each[1])
    return Markup(
        '<details class="st-fold" data-fold="matrix-{}"{}><summary><span>{}</span><span class="st-aside">{}</span>'
        "</summary>{}</details>"
    ).format(type_id, Markup(" open") if shown else Markup(), type_words(type_id), counts, parts)


def _verdict_part(difference: Difference, held: list[tuple[Line, Cell]]) -> Markup:
    sign, verdict = VERDICTS[difference]
    rows = Markup().join(
        Markup(
            '<li data-claims="{}"><button type="button" class="st-link" data-act="cell:{}:{}" aria-label="{}">{}</button>'
            '<span class="st-below">{}</span></li>'
        ).format(
            claims_of([cell.source]),
            cell.plan,
            cell.type_id,
            f"{line.title}, {type_name(cell.type_id)}: {verdict}. Open the source.",
            line.title,
            "" if difference is Difference.NONE_KNOWN else cell.words,
        )
        for line, cell in held
    )
    return Markup(
        '<p class="st-verdict st-verdict-{}">{}{}</p><ul class="st-verdicts st-verdicts-{}">{}</ul>'
    ).format(difference.value, symbol(sign), verdict.capitalize(), difference.value, rows)


def _short_head(type_id: str) -> Markup:
    sign = type_sign(type_id)
    return Markup('<span class="st-upright">{}</span>{}').format(
        type_name(type_id), symbol(sign.symbol, sign.colour)
    )


def _line(line: Line, types: list[str], *, short: bool) -> Markup:
    own = {cell.type_id: cell for cell in line.cells}
    cells = Markup().join(_cell(line, own[key], short=short) for key in types)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(line.title, cells)


def _cell(line: Line, cell: Cell, *, short: bool) -> Markup:
    sign, verdict = VERDICTS[cell.difference]
    label = f"{line.title}, {type_name(cell.type_id)}: {verdict}. Open the source."
    if short:
        inner = Markup(
            '<button type="button" class="st-link st-cell-button" data-act="cell:{}:{}" aria-label="{}">{}</button>'
        ).format(cell.plan, cell.type_id, label, sign)
    else:
        inner = Markup(
            '<button type="button" class="st-link" data-act="cell:{}:{}" aria-label="{}">{}{}</button><span class="st-below">{}</span>'
        ).format(cell.plan, cell.type_id, label, symbol(sign), verdict, cell.words)
    head = Markup() if short else Markup(' data-head="{}"').format(type_name(cell.type_id))
    return Markup('<td class="st-verdict-{}" data-claims="{}"{}>{}</td>').format(
        cell.difference.value, claims_of([cell.source]), head, inner
    )
