"""The words of the examination page: the serial chart, the maps beside the body, the score of drawings."""

from collections.abc import Sequence

from markupsafe import Markup

from toolkit.cases.examination import VISITS, Examination, signs_by_root
from toolkit.content.body import Map, dermatomes, referral
from toolkit.content.findings import findings
from toolkit.content.passport import passport
from toolkit.pain import Concern
from toolkit.pain.deficit import Deficit
from toolkit.pain.drawing import Drawing
from toolkit.ui.pain_panels.panel import region
from toolkit.ui.passports import passport_texts

MAPS = {
    "none": "No map",
    **{f"root_{root}": f"Dermatome {root.upper()}" for root in ("l3", "l4", "l5", "s1")},
}
_DRAWN = (
    "murphy2009-lumbar-not",
    "murphy2009-s1-se",
    "murphy2009-s1-sp",
    "albert2019-chance",
    "albert2019-overlap",
    "lee2008-map",
)


def map_of(name: str) -> Map | None:
    """Return a dermatome ('root_l5') or a referral area ('area_referred'); None for no map."""
    kind, _, key = name.partition("_")
    if kind == "root":
        return dermatomes().roots.get(key)
    return referral().areas.get(key) if kind == "area" else None


def map_words(name: str, drawing: Drawing) -> Markup:
    """Say which map lies over the chart, and what it cannot tell."""
    shown = map_of(name)
    drawn = Markup("<p><strong>In words.</strong> {}.</p>").format(_capital(drawing.words))
    if alone := drawing.numb_alone:
        drawn += Markup(
            '<p data-claims="B3"><strong>Numb without pain:</strong> {}. Test feeling, power and reflexes there.</p>'
        ).format(", ".join(alone))
    if shown is None:
        return drawn + Markup(
            '<p data-claims="B2">{} <button type="button" class="st-link" data-act="drawings">◐ where from?</button></p>'
        ).format(dermatomes().note)
    is_root = name.startswith("root_")
    source = f"Drawn {dermatomes().map_name}." if is_root else "Where it is often felt."
    return drawn + Markup(
        '<p data-claims="{}"><strong>{}.</strong> {} {} {} <button type="button" class="st-link" data-act="drawings">◐ where '
        'from?</button></p><p class="st-small st-muted">○ {} Edges are blurred on purpose.</p>'
    ).format(
        "B2" if is_root else "B1 E4 E5",
        shown.name,
        source,
        _fits(shown, drawing),
        dermatomes().note if is_root else "Areas overlap widely; an area names no structure.",
        shown.why,
    )


def _fits(shown: Map, drawing: Drawing) -> str:
    if not drawing.strokes:
        return ""
    inside = {stroke.zone for stroke in drawing.strokes} & set(shown.zones)
    whole = {stroke.zone for stroke in drawing.strokes}
    return f"{len(inside)} of the {len(whole)} zones shaded lie under it."


def drawings_card() -> tuple[str, Markup]:
    """Return the published figures on pain drawings."""
    return "Pain drawings and roots", passport_texts(passport(figure) for figure in _DRAWN)


def read_examination(deficit: Deficit, seen: Examination) -> Markup:
    """Read the examination of the painful side aloud."""
    other = seen.found[seen.other, 0]
    altered = [sign for sign, level in other.items() if level != findings()[sign].level_ids[0]]
    both = (
        " Signs on the other side as well: think of both legs, of many nerves, of the cord."
        if altered
        else ""
    )
    return Markup('<p data-claims="B3 F10"><strong>In words.</strong> {}{}</p>').format(
        deficit.sentence, both
    )


def serial_chart(seen: Examination, level: Concern) -> Markup:
    """Return week 0 and week 2 of both sides, with what changed."""
    known = findings()
    rows, normal = [], 0
    for root, signs in signs_by_root().items():
        for sign in signs:
            cells = [(side, week) for side in (seen.painful, seen.other) for week in VISITS]
            levels = [seen.found[cell].get(sign) for cell in cells]
            if not any(levels):
                continue
            if all(each in (None, known[sign].level_ids[0]) for each in levels):
                normal += 1
                continue
            words = [known[sign].label(each) if each else "–" for each in levels]
            rows.append(
                Markup(
                    '<tr><th scope="row"><span class="st-muted">{}</span> {}</th><td>{}</td><td>{}{}</td><td>{}</td><td>{}{}</td></tr>'
                ).format(
                    root.upper(), known[sign].ask, words[0], words[1], _change(sign, levels[:2]), words[2], words[3],
                    _change(sign, levels[2:]),
                )
            )  # fmt: skip
    if not rows and not normal:
        return Markup('<p class="st-muted">Nothing has been tested yet.</p>')
    rest = f"{normal} more signs were normal whenever they were tested." if normal else ""
    if not rows:
        return Markup("<p>No deficit was found. {}</p>").format(rest) + _raised(level)
    head = Markup().join(
        Markup('<th scope="col">{}{}, week {}</th>').format(
            _capital(side), " (painful)" if side == seen.painful else "", week
        )
        for side in (seen.painful, seen.other)
        for week in VISITS
    )
    table = Markup(
        '<table class="st-serial"><caption>Serial chart</caption><thead><tr><th scope="col">Sign</th>{}</tr></thead><tbody>{}'
        "</tbody></table>"
    ).format(head, Markup().join(rows))
    return (
        region("Serial chart", table)
        + Markup('<p class="st-small st-muted">{}</p>').format(rest)
        + _raised(level)
    )


def _change(sign: str, levels: Sequence[str | None]) -> Markup:
    before, after = levels
    if before is None or after is None or before == after:
        return Markup()
    order = findings()[sign].level_ids
    worse = order.index(after) > order.index(before)
    return Markup(' <strong class="{}">{}</strong>').format(
        "st-worse" if worse else "st-better", "▲ worse" if worse else "▽ better"
    )


def _raised(level: Concern) -> Markup:
    reasons = Markup().join(Markup("<li>{}</li>").format(reason.sentence) for reason in level.reasons[:4])
    css = "st-alarm" if level.stops_running else "st-reading"
    actions = Markup().join(Markup("<li>{}</li>").format(action) for action in level.actions)
    return Markup(
        '<div class="{}" data-claims="F10 I1"><p><strong>Level of concern, with the change since week 0: {}.</strong></p><ul>{}'
        "</ul><ol>{}</ol></div>"
    ).format(css, level.name.lower(), reasons, actions)


def revealed(conditions: Sequence[str], course: str) -> Markup:
    """Say what a generated patient has."""
    later = f" Two weeks later: {course}." if course else ""
    return Markup("<p><strong>What is there:</strong> {}.{}</p>").format("; ".join(conditions), later)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
