"""Signs of the page on plans: a symbol and a name for each pain type, factor, state and level."""

from collections.abc import Iterable

from markupsafe import Markup

from toolkit.content.factors import FACTORS
from toolkit.content.look import Sign, look
from toolkit.content.pain_types import pain_types
from toolkit.plans import Answer, Level, Reason

LEVEL_SYMBOLS = {
    Level.NONE: "–",
    Level.CONTEXT: "·",
    Level.WATCH: "⚑",
    Level.URGENT: "!",
    Level.SAME_DAY: "‼",
}
"""Level of concern -> its sign."""

STATES = {
    "now": ("✓", "now"),
    "waiting": ("⏸", "waits"),
    "later": ("→", "later"),
    "ruled_out": ("✕", "left out"),
    "none": ("–", "not called for"),
    "not_called_for": ("–", "not called for"),
}
"""State of an item -> its sign and words."""

ANSWERS = {Answer.YES: "✓", Answer.NOT_YET: "⏸", Answer.NO: "✕"}
"""Answer of the running rule -> its sign."""


def symbol(sign: str, colour: str = "") -> Markup:
    """Return a symbol that a screen reader passes over; words always stand beside it."""
    style = Markup(' style="color:{}"').format(colour) if colour else Markup()
    return Markup('<span class="st-symbol" aria-hidden="true"{}>{}</span>').format(style, sign)


def type_name(type_id: str) -> str:
    """Return a pain type's name.

    >>> type_name("radicular")
    'Radicular pain'
    """
    return pain_types().types[type_id].name


def type_sign(type_id: str) -> Sign:
    """Return the sign of a pain type: that of its family."""
    return look().families[pain_types().types[type_id].family]


def type_words(type_id: str, *, plain: bool = False) -> Markup:
    """Return a pain type with its symbol, in clinical or in patient words."""
    kind, sign = pain_types().types[type_id], type_sign(type_id)
    return symbol(sign.symbol, sign.colour) + (kind.plain if plain else kind.name)


def reason_words(reason: Reason) -> Markup:
    """Return a reason with the symbol of what it comes from."""
    if reason.kind == "type":
        sign = type_sign(reason.id)
        return symbol(sign.symbol, sign.colour) + f"{type_name(reason.id)} is possible"
    if reason.kind == "factor" and reason.id in FACTORS:
        sign = look().factors[reason.id]
        return symbol(sign.symbol, sign.colour) + f"{sign.label} in the history"
    if reason.kind == "level":
        return symbol("!", look().tokens["alarm"]) + reason.text.removesuffix(".")
    return symbol("•") + reason.text.removesuffix(".")


def state_words(state: str) -> Markup:
    """Return an item's state with its sign."""
    sign, name = STATES[state]
    return Markup('<span class="st-state st-state-{}">{}{}</span>').format(state, symbol(sign), name)


def claims_of(cites: Iterable[str]) -> str:
    """Return the statements of the article among sources, for `data-claims`.

    >>> claims_of(("article:H4", "evidence:goom2016-load", "article:H9"))
    'H4 H9'
    """
    return " ".join(each.removeprefix("article:") for each in cites if each.startswith("article:"))


def said(label: str, words: str) -> str:
    """Put a label before words that do not begin with it.

    >>> said("Stop", "Stop when it grows."), said("Stop", "Do less when it grows.")
    ('Stop when it grows.', 'Stop: Do less when it grows.')
    """
    return words if words.lower().startswith(label.lower()) else f"{label}: {words}"


def within(weeks: float) -> str:
    """Say in how many weeks.

    >>> within(1), within(2)
    ('in a week', 'in 2 weeks')
    """
    return "in a week" if weeks == 1 else f"in {weeks:g} weeks"


def listed(words: Iterable[str | Markup], last: str = "and") -> Markup:
    """Join words as a sentence does.

    >>> str(listed(["a", "b", "c"]))
    'a, b and c'
    """
    every = [Markup("{}").format(each) for each in words]
    if len(every) < 2:
        return Markup().join(every)
    return Markup("{} {} {}").format(Markup(", ").join(every[:-1]), last, every[-1])


def fold(name: str, title: str | Markup, text: Markup, aside: str = "", *, narrow: bool = False) -> Markup:
    """Return text in a fold that stays as it was opened.

    Args:
        name: of the fold, the same after every change.
        title: what stands on it.
        text: what is in it.
        aside: said beside the title.
        narrow: open at first, and shut only on a narrow screen.
    """
    said = Markup('<span class="st-aside">{}</span>').format(aside) if aside else Markup()
    return Markup(
        '<details class="st-fold" data-fold="{}"{}><summary><span>{}</span>{}</summary>{}</details>'
    ).format(name, Markup(" open data-narrow") if narrow else Markup(), title, said, text)


def items_of(texts: Iterable[str | Markup], css: str = "") -> Markup:
    """Return texts as a list."""
    rows = Markup().join(Markup("<li>{}</li>").format(text) for text in texts)
    return Markup('<ul class="{}">{}</ul>').format(css, rows) if css else Markup("<ul>{}</ul>").format(rows)
