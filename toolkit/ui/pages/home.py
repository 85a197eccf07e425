"""Home: what the word hides, when to get help today, and where to begin."""

from ipywidgets import Box
from markupsafe import Markup

from toolkit.content.pages import Block, pages
from toolkit.content.pages import Page as PageText
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose

_CARD = Markup(
    '<li class="st-card st-home-card"><a href="{file}" data-carry><b>{number}</b> {name}</a><p class="st-home-title">{title}</p>'
    '<p>{purpose}</p><p class="st-muted st-small">{minutes} minutes · {level}</p></li>'
)
_LINE = Markup(
    '<li><a href="{file}" data-carry>{name}</a>: {title} <span class="st-muted">{purpose} {minutes} minutes.</span></li>'
)
_BESIDE = ("assessment", "marks")
"""Home's texts that stand beside the others, so that both columns are about as long."""


class HomePage(Page):
    """The first page: two sentences, a card for each step, the emergency signs."""

    def body(self) -> Box:
        """Build the page."""
        left = part(Prose(blocks(beside=False)), css="st-column")
        right = part(Prose(blocks(beside=True)), Prose(appendices()), css="st-column")
        # The signs come first on every screen: nobody should have to scroll to them.
        return part(Prose(safety()), Prose(cards()), part(left, right, css="st-halves"), css="st-column")

    def update(self) -> None:
        """Show nothing new: home is the same for every scenario; it only carries it on."""


def cards() -> Markup:
    """Return a card for each page on the way from history to plan."""
    items = [
        _filled(_CARD, number)
        for number, page in pages().pages.items()
        if number != "00" and not page.appendix
    ]
    return Markup('<ol class="st-home">{}</ol>').format(Markup().join(items))


def appendices() -> Markup:
    """Return a line for each page beside the way; nothing where there is none."""
    items = [_filled(_LINE, number) for number, page in pages().pages.items() if page.appendix]
    if not items:
        return Markup()
    return Markup(
        '<section class="st-card st-look-further"><h2>To look further</h2><ul>{}</ul></section>'
    ).format(Markup().join(items))


def _filled(form: Markup, number: str) -> Markup:
    page = pages().pages[number]
    return form.format(
        file=pages().notebook(number),
        number=number.lstrip("0"),
        name=page.name,
        title=page.title,
        purpose=page.purpose,
        minutes=page.minutes,
        level=page.level.words,
    )


def safety() -> Markup:
    """Return the words that stand above everything: when to get help today."""
    words = pages().safety
    return Markup(
        '<section class="st-alarm st-home-help"><h2>{}</h2><ul>{}</ul><p>{}</p><details class="st-fold"><summary>'
        "Have looked at within days</summary><ul>{}</ul></details><p>{}</p></section>"
    ).format(words.heading, _list(words.signs), words.go, _list(words.soon), words.reassure)


def blocks(*, beside: bool) -> Markup:
    """Return one half of home's texts; what does not stand beside begins with what the toolkit is not."""
    home: PageText = pages().pages["00"]
    chosen = [block for key, block in home.blocks.items() if (key in _BESIDE) == beside]
    first = Markup() if beside else Markup("<p><strong>{}</strong></p>").format(pages().safety.not_advice)
    texts = Markup().join(block_text(block) for block in chosen)
    return Markup('<section class="st-card">{}{}</section>').format(first, texts)


def block_text(block: Block) -> Markup:
    """Return one block of text, with the statements of the article that it demonstrates."""
    claims = [source.removeprefix("article:") for source in block.cites if source.startswith("article:")]
    words = Markup().join(Markup("<p>{}</p>").format(text) for text in block.words)
    return Markup('<section data-claims="{}"><h3>{}</h3>{}</section>').format(
        " ".join(claims), block.heading, words
    )


def _list(items: tuple[str, ...]) -> Markup:
    return Markup().join(Markup("<li>{}</li>").format(item) for item in items)
