"""Belief in four families: words first, a bar with its band, and what moved it most."""

from collections.abc import Sequence

from markupsafe import Markup

from toolkit.content.findings import findings
from toolkit.content.look import look
from toolkit.pain import Belief
from toolkit.pain.explaining import Moved

ORDER = ("radicular", "radiculopathy", "referred", "lookalike")
CLAIMS = {"radicular": "B2 E1 E2", "radiculopathy": "B3 F10", "referred": "B1 F9", "lookalike": "E3 E4 E5"}
_MOVES = 0.15
"""Change of log odds below which a finding is not named."""

_ROW = Markup(
    '<li class="st-family" data-family="{family}" data-claims="{claims}"><div class="st-family-head">'
    '<span class="st-family-name"><span class="st-symbol" aria-hidden="true" style="color:{colour}">{symbol}'
    '</span>{name} <span class="st-family-plain">{plain}</span></span><button type="button" '
    'class="st-link st-family-words" data-act="family:{family}">{words} <span class="st-mark" '
    'aria-hidden="true">◐○</span><span class="st-unseen">, {name}, where from</span></button></div>'
    '<div class="st-family-bar{hatch}" aria-hidden="true"><i class="st-family-fill" style="width:{share}%;'
    'background:{colour}"></i><i class="st-part-line" style="left:{low}%;width:{width}%"></i></div>'
    '<p class="st-family-moved">{moved}</p></li>'
)


def belief_bars(belief: Belief, moves: Sequence[Moved]) -> Markup:
    """Return the four families with their words, bars and what moved them.

    Args:
        belief: what may be believed now.
        moves: what each finding did.
    """
    return Markup('<ul class="st-families">{}</ul>').format(
        Markup().join(_row(belief, family, moves) for family in ORDER)
    )


def cannot_say(belief: Belief, family: str) -> bool:
    """Tell whether a family cannot be said yet: function is known by testing it."""
    return family == "radiculopathy" and belief.radiculopathy.status == "not examined"


def _row(belief: Belief, family: str, moves: Sequence[Moved]) -> Markup:
    sign, likely = look().families[family], belief.families[family]
    open_yet = cannot_say(belief, family)
    return _ROW.format(
        family=family,
        claims=CLAIMS[family],
        colour=sign.colour,
        symbol=sign.symbol,
        name=sign.label,
        plain=sign.patient,
        words="cannot say yet" if open_yet else likely.words,
        hatch=" st-family-open" if open_yet else "",
        share=round(100 * likely.probability, 1),
        low=round(100 * likely.low, 1),
        width=round(100 * (likely.high - likely.low), 1),
        moved=_moved(belief, family, moves),
    )


def _moved(belief: Belief, family: str, moves: Sequence[Moved]) -> str:
    if belief.problems:
        return ""
    strongest = sorted(moves, key=lambda each: -abs(each.log_odds[family]))
    named = [each for each in strongest if abs(each.log_odds[family]) >= _MOVES]
    up = [_name(each) for each in named if each.log_odds[family] > 0][:2]
    down = [_name(each) for each in named if each.log_odds[family] < 0][:2]
    parts = [f"raised by {', '.join(up)}"] if up else []
    parts += [f"lowered by {', '.join(down)}"] if down else []
    said = "; ".join(parts)
    if cannot_say(belief, family):
        return "feeling, power and reflexes are not tested" + (f"; so far {said}" if said else "")
    if said:
        return said
    return "hardly moved by what was asked" if moves else ""


def _name(move: Moved) -> str:
    finding = findings()[move.finding]
    ask = finding.ask.split(" (")[0]
    # 'Straight leg raise, angle of ...' is cut at the comma; 'Dull, aching, gnawing' is not
    first = ask.split(",")[0]
    ask = first if " " in first else ask
    name = ask if ask[:2].isupper() else ask[:1].lower() + ask[1:]
    label = finding.label(move.level).split(",")[0].split(" (")[0]
    return name if label == "yes" else f"{name} ({label})"
