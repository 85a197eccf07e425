"""A sheet of paper as one HTML document that needs nothing else: no network, no script."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from markupsafe import Markup

OWN_WORDS = 280
"""The longest note of one's own on a sheet, characters."""

NAME = 80
"""The longest name on a sheet, characters."""


def sheet(
    title: str, body: Markup, *, foot: str, name: str = "", dated: date | None = None, css: str = ""
) -> str:
    """Return a document with a head, a body and a foot.

    The name's place carries `data-fill="name"`: a browser can fill it in, so that no name has to leave the
    browser. What people wrote is escaped, and set in its own direction.

    Args:
        title: of the document, and its heading.
        body: already escaped.
        foot: the last line.
        name: whose sheet.
        dated: date of the sheet.
        css: size of the type: none, 'compact', 'close' or 'dense'.

    >>> "<script>" in sheet("Plan", Markup("<p>x</p>"), foot="", name="<script>alert(1)</script>")
    False
    """
    when = Markup("{}").format(said_date(dated)) if dated else Markup('<span data-fill="date"></span>')
    document = Markup(
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" '
        'content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        "<title>{title}</title>\n<style>\n{style}</style>\n</head>\n"
        '<body class="{css}">\n<header><h1>{title}</h1><p><strong data-fill="name" dir="auto">{name}</strong>\n{when}'
        "</p></header>\n<main>\n{body}\n</main>\n<footer>{foot}</footer>\n</body>\n</html>\n"
    ).format(
        title=title,
        style=Markup(style()),  # noqa: S704 - our own file
        css=css,
        name=" ".join(name.split())[:NAME],
        when=when,
        body=body,
        foot=foot,
    )
    return str(document)


def own_words(text: str = "") -> Markup:
    """Return the place for a note of one's own; nothing is seen of it while it is empty.

    >>> str(own_words("Ring me <b>first</b>"))
    '<p class="own" data-fill="note" dir="auto">Ring me &lt;b&gt;first&lt;/b&gt;</p>'
    """
    return Markup('<p class="own" data-fill="note" dir="auto">{}</p>').format(text.strip()[:OWN_WORDS])


def bullets(texts: Iterable[str | Markup], *, ordered: bool = False) -> Markup:
    """Return texts as a list; nothing for none."""
    rows = Markup().join(Markup("<li>{}</li>").format(text) for text in texts)
    if not rows:
        return Markup()
    return Markup("<ol>{}</ol>").format(rows) if ordered else Markup("<ul>{}</ul>").format(rows)


def headed(heading: str, inner: Markup) -> Markup:
    """Return a part under its heading; nothing where the part is empty."""
    return Markup("<section><h2>{}</h2>{}</section>\n").format(heading, inner) if inner else Markup()


def said_date(day: date) -> str:
    """Write a date as people do.

    >>> said_date(date(2025, 3, 9))
    '9 March 2025'
    """
    return f"{day.day} {day:%B %Y}"


@cache
def style() -> str:
    """Return the style of every sheet."""
    return (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")
