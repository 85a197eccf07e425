"""A pain drawing as a picture that needs no browser script: for paper."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from toolkit.content.body import zones
from toolkit.pain.drawing import QUALITIES, Drawing

_SVG = (
    Path(__file__).resolve().parent.parent
    / "serve"
    / "jupyter"
    / "voila"
    / "templates"
    / "sciatica"
    / "static"
    / "body.svg"
)
"""The chart of the pages: one picture for screen and paper."""

_ZONE = re.compile(
    r'<path class="st-zone" data-zone="(?P<zone>\w+)" data-side="(?P<side>\w+)"[^>]* d="(?P<d>[^"]*)"/>'
)
_MARKS = {
    "sharp": ("#B3261E", "M0 10L10 0M-2 2L2 -2M8 12L12 8"),
    "burning": ("#C4500A", "M2 2L8 8M8 2L2 8"),
    "dull": ("#0072B2", "M5 3.4A1.6 1.6 0 1 0 5 6.6A1.6 1.6 0 1 0 5 3.4"),
    "tingling": ("#00795C", "M0 5L2.5 2L5 5L7.5 8L10 5"),
    "numb": ("#7B3FA0", "M0 2.5H10M0 7.5H10"),
}
"""As on the pages (body.js): a colour and a pattern for each quality, so that it reads in black and white too."""


def body_picture(drawing: Drawing, name: str) -> Markup:
    """Return a drawing as one SVG, with its words as its name.

    Args:
        drawing: what was shaded.
        name: small letters; tells the patterns of several pictures of one page apart.

    >>> from toolkit.pain.drawing import Stroke
    >>> picture = body_picture(Drawing((Stroke("heel", "left", "numb"),)), "one")
    >>> 'aria-label="left heel: numb"' in picture, picture.count("url(#one-numb)")
    (True, 2)
    """
    where: dict[tuple[str, str], list[str]] = {}
    for stroke in drawing.strokes:
        where.setdefault((stroke.zone, stroke.side), []).append(stroke.quality)
    patterns = "".join(
        f'<pattern id="{name}-{quality}" width="10" height="10" patternUnits="userSpaceOnUse"><path d="{mark}" '
        f'stroke="{colour}" stroke-width="1.8" fill="{colour if quality == "dull" else "none"}"/></pattern>'
        for quality, (colour, mark) in _MARKS.items()
    )

    def shaded(found: re.Match[str]) -> str:
        qualities = where.get((found["zone"], found["side"]), [])
        return "".join(
            f'<path d="{found["d"]}" fill="url(#{name}-{each})" stroke="{_MARKS[each][0]}" stroke-width="1.2"/>'
            for each in qualities
        )

    text = _ZONE.sub(shaded, _chart()).replace("<defs>", f"<defs>{patterns}", 1)
    head = Markup('<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{}"').format(drawing.words)
    # our own file, our own patterns; zones and qualities were checked against it
    return Markup(text.replace('<svg xmlns="http://www.w3.org/2000/svg"', head, 1))  # noqa: S704


def body_key(drawing: Drawing, name: str) -> Markup:
    """Return the legend of a picture: a patch and a word for each quality that it shows."""
    used = [quality for quality in QUALITIES if any(s.quality == quality for s in drawing.strokes)]
    return Markup().join(
        Markup(
            '<span class="key"><svg viewBox="0 0 20 20" aria-hidden="true"><rect width="20" height="20" '
            'fill="url(#{}-{})" stroke="#56626B"/></svg>{}</span>'
        ).format(name, quality, zones().qualities[quality])  # type: ignore[index]
        for quality in used
    )


@cache
def _chart() -> str:
    text = _SVG.read_text(encoding="utf-8")
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    # clip paths are for what the page lays over
    text = re.sub(r"<clipPath.*?</clipPath>\s*", "", text, flags=re.DOTALL)
    return text.replace(' class="st-body" role="group"', ' class="body"')
