"""Home: what the word hides, when to get help today, and where to begin."""

from ipywidgets import Box
from markupsafe import Markup

from toolkit.content.pages import Block, Page as PageText, pages
from toolkit.ui.page import Page, part
from toolkit.ui.prose import Prose

_CARD = Markup(
    '<li class="st-card st-home-card"><a href="{file}" data-carry><b>{number}</b> {name}</a><p class="st-home-title">{title}</p>'
    '<p>{purpose}</p><p class="st-muted st-small">{minutes} minutes · {level}</p></li>'
)


class HomePage(Page):
    """The first page: two sentences, four cards, the emergency signs."""

    def body(self) -> Box:
        """Build the page."""
        return part(
            Prose(cards()),
            part(Prose(safety(), css="st-wide"), Prose(blocks(), css="st-wide"), css="st-halves"),
            css="st-column",
        )

    def update(self) -> None:
        """Show nothing new: home is the same for every scenario; it only carries it on."""


def cards() -> Markup:
    """Return a card for each page on the way from history to plan."""
    every = pages()
    items = [
        _CARD.format(
            file=every.notebook(number),
            number=number.lstrip("0"),
            name=page.name,
            title=page.title,
            purpose=page.purpose,
            minutes=page.minutes,
            level=page.level.words,
        )
        for number, page in every.pages.items()
        if number != "00"
    ]
    return Markup('<ol class="st-home">{}</ol>').format(Markup().join(items))


def safety() -> Markup:
    """Return the words that stand above everything: when to get help today."""
    words = pages().safety
    return Markup(
        '<section class="st-alarm"><h2>{}</h2><ul>{}</ul><p>{}</p><h3>Have looked at within days</h3><ul>{}</ul><p>{}</p></section>'
    ).format(words.heading, _list(words.signs), words.go, _list(words.soon), words.reassure)


def blocks() -> Markup:
    """Return home's texts, and what the toolkit is not."""
    home: PageText = pages().pages["00"]
    return Markup('<section class="st-card"><p><strong>{}</strong></p>{}</section>').format(
        pages().safety.not_advice, Markup().join(block_text(block) for block in home.blocks.values())
    )


def block_text(block: Block) -> Markup:
    """Return one block of text, with the statements of the article that it demonstrates."""
    claims = [source.removeprefix("article:") for source in block.cites if source.startswith("article:")]
    words = Markup().join(Markup("<p>{}</p>").format(text) for text in block.words)
    return Markup('<section data-claims="{}"><h3>{}</h3>{}</section>').format(" ".join(claims), block.heading, words)


def _list(items: tuple[str, ...]) -> Markup:
    return Markup().join(Markup("<li>{}</li>").format(item) for item in items)
