"""The eight bars: a table whose cells are drawn, so that it is its own twin for those who read."""

from collections.abc import Collection

from markupsafe import Markup

from toolkit.content.factors import FACTORS, Factor, factors_file
from toolkit.content.look import look
from toolkit.factors import Attribution, Banded
from toolkit.factors.band import percent
from toolkit.ui.factor_marks import all_marks, base_marks, factor_marks, symbols

_NOTHING = 0.00005
"""A part that would be written as 0.00 per cent."""

_ROW = Markup(
    '<tr class="{css}" data-claims="{claims}"><th scope="row"><span class="st-symbol" aria-hidden="true" '
    'style="color:{colour}">'
    '{symbol}</span>{name} <span class="st-part-words">{words}</span></th>'
    '<td class="st-part-cell"><span class="st-part-bar" aria-hidden="true">{drawn}</span></td>'
    '<td class="st-part-value"><button type="button" class="st-link" data-act="passport:{key}">{value} '
    '<span class="st-mark">{marks}</span><span class="st-unseen"> {name}, where from</span></button></td>'
    '<td class="st-part-band">{band}</td></tr>'
)


def eight_bars(split: Attribution, unknown: Collection[Factor] = ()) -> Markup:
    """Return the seven parts and 'baseline and chance' as bars with their bands.

    The bars share one scale; a part below nothing, of what protects, runs to the left.

    Args:
        split: the chance and its parts.
        unknown: factors that the diary tells nothing of; they say so instead of 0 %.
    """
    scale = _Scale(split)
    rows = [_factor_row(factor, split, scale, known=factor not in unknown) for factor in FACTORS]
    rows.append(_baseline_row(split, scale))
    return Markup(
        '<h2>Eight parts of one chance</h2><p class="st-part-named" data-claims="D0"><strong '
        'class="st-big">{chance}</strong> '
        'chance of an episode in the {days} days before {until} <span class="st-muted">(band {low} to '
        "{high})</span> "
        '<button type="button" class="st-link" data-act="passport:chance">{marks}<span class="st-unseen"> '
        "the chance,</span> "
        "where from?</button></p>"
        '<table class="st-parts"><caption class="st-unseen">{title}</caption><colgroup><col '
        'class="st-part-name"><col><col class="st-part-value">'
        '<col class="st-part-band"></colgroup><thead class="st-unseen"><tr><th scope="col">Part</th><th '
        'scope="col">Bar</th>'
        '<th scope="col">Chance</th><th scope="col">Band</th></tr></thead><tbody>{rows}</tbody></table>'
    ).format(
        chance=split.chance.percent,
        days=split.days,
        until=_until(split),
        low=percent(split.chance.low),
        high=percent(split.chance.high),
        marks=symbols(all_marks()),
        title=f"The eight parts of the chance of an episode in the {split.days} days before {_until(split)}",
        rows=Markup().join(rows),
    )


def _until(split: Attribution) -> str:
    return "pain began" if split.until_onset else "the consultation"


class _Scale:
    """Where a chance stands on the bars' common scale, in per cent of its width."""

    def __init__(self, split: Attribution) -> None:
        every = [split.baseline, *split.parts.values()]
        lowest = min(part.low for part in every)
        self.low = lowest if lowest < -_NOTHING else 0.0
        self.high = max(part.high for part in every)

    def at(self, chance: float) -> float:
        inside = min(max(chance, self.low), self.high)
        return round(100 * (inside - self.low) / (self.high - self.low), 1)


def _drawn(part: Banded, colour: str, scale: _Scale) -> Markup:
    zero = (
        Markup('<i class="st-part-zero" style="left:{}%"></i>').format(scale.at(0)) if scale.low else Markup()
    )
    if not _told(part)[1]:
        return zero
    ends = sorted((scale.at(0), scale.at(part.value)))
    low, high = scale.at(part.low), scale.at(part.high)
    return zero + Markup(
        '<i class="st-part-fill" style="left:{}%;width:{}%;background:{}"></i>'
        '<i class="st-part-line" style="left:{}%;width:{}%"></i>'
    ).format(ends[0], round(ends[1] - ends[0], 1), colour, low, round(high - low, 1))


def _factor_row(factor: Factor, split: Attribution, scale: _Scale, *, known: bool) -> Markup:
    about, sign, part = factors_file().factors[factor], look().factors[factor], split.parts[factor]
    state = _uncounted(factor, split) or ("" if known or _told(part)[1] else "not known")
    value, band = (state, "") if state else _told(part)
    return _ROW.format(
        css="st-part-off" if state else "",
        claims=" ".join(source.removeprefix("article:") for source in about.cites),
        colour=sign.colour,
        symbol=sign.symbol,
        name=about.name,
        words=sign.patient,
        drawn=Markup() if state else _drawn(part, sign.colour, scale),
        key=factor,
        value=value,
        marks=symbols(factor_marks(factor)),
        band=band,
    )


def _uncounted(factor: Factor, split: Attribution) -> str:
    if factor in split.off:
        return "off"
    return "" if factor in split.rival.counted else "not counted"


def _baseline_row(split: Attribution, scale: _Scale) -> Markup:
    sign = look().baseline
    value, band = _told(split.baseline)
    return _ROW.format(
        css="st-part-last",
        claims="D0",
        colour=sign.colour,
        symbol=sign.symbol,
        name=factors_file().baseline.name,
        words=sign.patient,
        drawn=_drawn(split.baseline, sign.colour, scale),
        key="baseline",
        value=value,
        marks=symbols(base_marks()),
        band=band,
    )


def _told(part: Banded) -> tuple[str, str]:
    if max(abs(part.value), abs(part.low), abs(part.high)) < _NOTHING:
        return "0 %", ""
    return said(part.value), f"{said(part.low).removesuffix(' %')} to {said(part.high)}"


def said(share: float) -> str:
    r"""Write a part in per cent, with a true minus sign, and nothing as 0.

    >>> said(-0.0012) == "\N{MINUS SIGN}0.12 %", said(-0.00001)
    (True, '0 %')
    """
    return "0 %" if abs(share) < _NOTHING else percent(share).replace("-", "\N{MINUS SIGN}")
