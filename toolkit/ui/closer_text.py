"""The words of a closer look: several orders, one change, rival models, the flip test."""

from markupsafe import Markup

from toolkit.cases import Story
from toolkit.cases.one_change import OneChange
from toolkit.content.factors import FACTORS, factors_file
from toolkit.content.look import look
from toolkit.factors import FlipTest, Parting, Rival, RivalView, Twins
from toolkit.factors.band import percent

ORDERS = (
    "Count the factors one after the other and note what each adds. The end is always the same; the parts "
    "are not. The eight bars above are the mean over all 5,040 orders."
)
TWIN = (
    "Live the months again with one thing changed and the same luck: 200 pairs of lives. Better nights may "
    "change stress, runs and pain as well, so the answer need not agree with a factor that is switched off "
    "on "
    "the frozen diary."
)
RIVALS = (
    "The same diary and the same numbers, combined in three ways. The data that could choose between them do "
    "not exist."
)
FLIP = (
    "How little would have to be otherwise for another factor to lead? Each number is moved within its own "
    "uncertainty."
)


def about(text: str) -> Markup:
    """Return what a panel is for."""
    return Markup('<p class="st-muted">{}</p>').format(text)


def orders_words(reading: str) -> Markup:
    """Read the orders aloud."""
    return Markup(
        "<p><strong>In words.</strong> {} So a share such as 'sleep: 35 %' has no single answer.</p>"
    ).format(reading)


def twin_words(pairs: Twins, change: OneChange, story: Story) -> Markup:
    """Read 200 pairs of lives aloud."""
    return Markup(
        "<p><strong>In words.</strong> Same runner, {}: {} {}</p>"
        '<p class="st-small">Chance of an episode: {} as it was (band {} to {}), {} with the change (band '
        "{} to {}). "
        '<button type="button" class="st-link" data-act="passport:chance">◐○ where from?</button></p>'
    ).format(
        change.label,
        pairs.words,
        _off_too(story),
        pairs.chance_before.percent,
        percent(pairs.chance_before.low),
        percent(pairs.chance_before.high),
        pairs.chance_after.percent,
        percent(pairs.chance_after.low),
        percent(pairs.chance_after.high),
    )


def _off_too(story: Story) -> str:
    off = [factors_file().factors[factor].name.lower() for factor in FACTORS if factor in story.model.off]
    return f"Left out of the hazard in both: {', '.join(off)}." if off else ""


def no_twin() -> Markup:
    """Say why an imported log has no twin."""
    return Markup(
        "<p>A log of one's own cannot be lived again: nobody knows what would have happened on its days. "
        'Choose a named runner on <a href="01_history.ipynb" data-carry>the page on history</a> to compare '
        "two lives.</p>"
    )


def rivals_text(views: tuple[RivalView, ...], observation: Parting) -> Markup:
    """Return the rivals side by side, and the observation that would part them."""
    head = Markup().join(Markup('<th scope="col">{}</th>').format(_capital(view.name)) for view in views)
    rows = (
        ("How effects combine", [view.words for view in views]),
        ("Chance in these days", [view.attribution.chance.percent for view in views]),
        (
            "Band",
            [
                f"{percent(view.attribution.chance.low)} to {percent(view.attribution.chance.high)}"
                for view in views
            ],
        ),
        ("Leading factor", [_leader(view) for view in views]),
        ("Stayed well, of 200", [str(view.attribution.stayed_well_of_200) for view in views]),
        ("It predicts", [view.predicts for view in views]),
    )
    body = Markup().join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, _cells(views, cells))
        for name, cells in rows
    )
    return Markup(
        '<div class="st-scroll" tabindex="0" role="region" aria-label="Rival '
        'models"><table class="st-rows"><thead><tr><td></td>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>{}"
    ).format(head, body, _parting(views, observation))


def _cells(views: tuple[RivalView, ...], cells: list[str]) -> Markup:
    return Markup().join(
        Markup('<td data-head="{}">{}</td>').format(_capital(view.name), cell)
        for view, cell in zip(views, cells, strict=True)
    )


def _leader(view: RivalView) -> str:
    leading = view.attribution.leading
    if leading is None:
        return "none stands out"
    return f"{look().factors[leading].symbol} {factors_file().factors[leading].name.lower()}"


def _parting(views: tuple[RivalView, ...], seen: Parting) -> Markup:
    one, other = (factors_file().factors[factor].name.lower() for factor in (seen.one, seen.other))
    rows = (
        ("neither", seen.neither),
        (f"only {one}", seen.only_one),
        (f"only {other}", seen.only_other),
        ("both", seen.both),
    )
    head = Markup().join(Markup('<th scope="col">{}</th>').format(_capital(view.name)) for view in views)
    body = Markup().join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            _capital(name),
            _cells(views, [percent(chances[view.rival]) for view in views]),
        )
        for name, chances in rows
    )
    sums = seen.neither[Rival.INTERACTING]
    together = seen.both[Rival.INTERACTING] - sums
    apart = seen.only_one[Rival.INTERACTING] + seen.only_other[Rival.INTERACTING] - 2 * sums
    beyond = percent(abs(together - apart))
    return Markup(
        '<h3>What would tell them apart</h3><div class="st-scroll" tabindex="0" role="region" '
        'aria-label="What would tell the rivals apart">'
        '<table class="st-rows st-rows-flow"><caption>Chance with these two of the seven '
        "factors</caption><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table></div>"
        '<div class="st-reading"><p><strong>In words.</strong> Where factors multiply, {} and {} together '
        "differ from the sum of what each adds by {}. {} "
        '<button type="button" class="st-link" data-act="passport:interactions">○ where '
        "from?</button></p></div>"
    ).format(head, body, one, other, beyond, seen.words)


def flip_text(test: FlipTest) -> Markup:
    """Return the smallest moves that put another factor first."""
    if not test.flips:
        return Markup('<div class="st-reading"><p><strong>In words.</strong> {}</p></div>').format(test.words)
    names = factors_file()
    rows = Markup().join(
        Markup(
            '<tr><th scope="row">{}</th><td data-head="Hazard ratio now">{:.2f}</td><td data-head="Flips at">{:.2f}</td>'
            '<td data-head="Standard deviations">{:.1f}</td><td data-head="Then leads">{} {}</td></tr>'
        ).format(
            _capital(names.elements[flip.element].name),
            flip.start,
            flip.end,
            abs(flip.deviations),
            look().factors[flip.after].symbol,
            names.factors[flip.after].name.lower(),
        )
        for flip in test.flips[:5]
    )
    return Markup(
        '<div class="st-scroll" tabindex="0" role="region" aria-label="Flip test"><table class="st-rows st-rows-flow"><caption>Smallest '
        "moves that put another factor first</caption>"
        '<thead><tr><th scope="col">Number moved</th><th scope="col">Hazard ratio now</th><th '
        'scope="col">Flips at</th>'
        '<th scope="col">Standard deviations</th><th scope="col">Then '
        "leads</th></tr></thead><tbody>{}</tbody></table></div>"
        '<div class="st-reading"><p><strong>In words.</strong> {} {} <button type="button" class="st-link" '
        'data-act="passport:{}">'
        "◐○ where from?</button></p></div>"
    ).format(
        rows, test.words, _how_firm(test.flips[0].deviations), names.elements[test.flips[0].element].factor
    )


def _how_firm(deviations: float) -> str:
    if abs(deviations) < 1:
        return "That is well inside its uncertainty: do not build on which factor leads."
    if abs(deviations) < 2:
        return "That is inside its interval: the lead is not firm."
    return (
        "That is outside its interval: within this model the lead is firm, which says nothing of the world."
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
