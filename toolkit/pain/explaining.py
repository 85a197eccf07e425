"""What each finding did to the belief, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.pain.inference import posterior
from toolkit.pain.marginals import family_shares
from toolkit.pain.support import Floats, support

_END = 0.01
_WORDS = ((0.1, "hardly moves"), (0.5, "slightly {}"), (1.2, "clearly {}"), (99.0, "strongly {}"))


@dataclass(frozen=True)
class Moved:
    """What one finding did, all the others kept.

    Attributes:
        finding, level: the finding and its level id.
        family: the family that it moved most.
        before, after: family -> probability without it, and with it.
        log_odds: family -> change of log odds.
        sentence: that in words.
    """

    finding: str
    level: str
    family: str
    before: dict[str, float]
    after: dict[str, float]
    log_odds: dict[str, float]
    sentence: str


def explain(prior: Floats, joint: Floats, levels: Mapping[str, int]) -> tuple[Moved, ...]:
    """Return what each finding did, the strongest first.

    Each is left out in turn with all the others kept. Findings that say the same share their effect: single
    effects need not add up to the whole, and leaving out either of two like signs may change little.
    """
    names, known = support().families, findings()
    with_it = family_shares(joint)
    moved: list[Moved] = []
    for key, level in levels.items():
        rest = {other: at for other, at in levels.items() if other != key}
        without = family_shares(posterior(prior, rest) if rest else prior)
        change = _log_odds(with_it) - _log_odds(without)
        most = int(np.abs(change).argmax())
        level_id = known[key].level_ids[level]
        moved.append(
            Moved(
                key,
                level_id,
                names[most],
                dict(zip(names, without.tolist(), strict=True)),
                dict(zip(names, with_it.tolist(), strict=True)),
                dict(zip(names, change.tolist(), strict=True)),
                _sentence(key, level_id, names[most], float(change[most]), (without[most], with_it[most])),
            )
        )
    return tuple(sorted(moved, key=lambda each: -abs(each.log_odds[each.family])))


def _sentence(key: str, level: str, family: str, change: float, shares: tuple[float, float]) -> str:
    before, after = shares
    finding = findings()[key]
    name = pain_types().families[family].name.lower()
    pattern = next(words for limit, words in _WORDS if abs(change) < limit)
    verb = pattern.format("raises" if change > 0 else "lowers")
    start = f"{finding.ask} ({finding.label(level)}) {verb}"
    if "hardly" in verb:
        return f"{start} anything once the rest is known."
    without, with_it = _per_cent(before), _per_cent(after)
    if without == with_it:
        return f"{start} {name}: odds x {np.exp(change):.2g}, and {with_it} with and without it."
    return f"{start} {name}: without it {without}, with it {with_it}."


def _per_cent(share: float) -> str:
    """Write a share without more digits than it has.

    >>> _per_cent(0.26), _per_cent(0.996), _per_cent(0.004)
    ('26 %', 'over 99 %', 'below 1 %')
    """
    if share < _END:
        return "below 1 %"
    return "over 99 %" if share > 1 - _END else f"{100 * share:.0f} %"


def _log_odds(p: Floats) -> Floats:
    kept = np.clip(p, 1e-9, 1 - 1e-9)
    result: Floats = np.log(kept / (1 - kept))
    return result
