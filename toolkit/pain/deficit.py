"""Radiculopathy by its definition: an objective deficit in a root's pattern, its mimics weighed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from toolkit.content.findings import findings

MIMICS = ("fibular_palsy", "polyneuropathy", "upper_motor_neurone", "cauda_equina")
PAINFUL = {
    "power_knee_flexion": ("hamstring_strain", "hamstring_tendinopathy"),
    "power_hip_flexion": ("hip_referred", "bone_stress"),
    "power_hip_abduction": ("hip_referred", "bone_stress"),
    "hip_drops": ("hip_referred", "bone_stress"),
}
"""Signs that a sore muscle, tendon, hip or bone gives as well: weak from pain, and no nerve fails."""
_WORTH_A_WORD = 0.1


@cache
def root_signs() -> dict[str, tuple[str, ...]]:
    """Return the signs that are examined by root, l3 to s1, as the findings' files have them.

    >>> "power_big_toe_extension" in root_signs()["l5"], "ankle_jerk" in root_signs()["l5"]
    (True, False)
    """
    found: dict[str, list[str]] = {root: [] for root in ("l3", "l4", "l5", "s1")}
    for key, finding in findings().items():
        if finding.nerve_sign and finding.kind == "examined":
            for root in finding.nerve_sign.roots:
                found[root].append(key)
    return {root: tuple(keys) for root, keys in found.items()}


@cache
def objective_signs() -> tuple[str, ...]:
    """Return all of them, each once, root by root."""
    return tuple(dict.fromkeys(sign for signs in root_signs().values() for sign in signs))


@dataclass(frozen=True)
class Deficit:
    """What the neurological examination says so far.

    Attributes:
        status: 'not examined', 'no deficit found' or 'deficit found'.
        signs: objective signs found.
        open: objective signs not tested yet.
        root: the root whose pattern fits most of the signs; none where no sign was found.
        fits: share of the signs found that lie in that root's pattern.
        mimics: look-alikes of radiculopathy that are still possible, with their probability.
        probability: of radiculopathy, in the belief.
        sentence: all that in words.
    """

    status: str
    signs: tuple[str, ...]
    open: tuple[str, ...]
    root: str | None
    fits: float
    mimics: tuple[tuple[str, float], ...]
    probability: float
    sentence: str


def untested(root: str, degree: str, asked: Collection[str]) -> str:
    """Return what a form of radiculopathy fails in where nobody has tested it: feeling, power or reflex; else ''.

    Args:
        root: l3, l4, l5 or s1.
        degree: sensory, motor or reflex.
        asked: findings asked or tested so far.

    >>> untested("s1", "motor", ["ankle_jerk"]), untested("s1", "reflex", ["ankle_jerk"])
    ('power', '')
    """
    signs = [sign for sign in root_signs()[root] if _modality(sign) == degree]
    what = {"sensory": "feeling", "reflex": "reflex"}.get(degree, "power")
    return "" if any(sign in asked for sign in signs) else what


def _modality(sign: str) -> str:
    kind = findings()[sign].nerve_sign
    assert kind is not None
    return kind.of


def deficit(levels: Mapping[str, int], types: Mapping[str, float], roots: Mapping[str, float]) -> Deficit:
    """Read the neurological examination.

    Args:
        levels: finding -> position of its level.
        types: type -> probability.
        roots: root -> probability that radiculopathy of this root is there.
    """
    tested = [sign for sign in objective_signs() if sign in levels]
    found = tuple(sign for sign in tested if levels[sign] > 0)
    left = tuple(sign for sign in objective_signs() if sign not in levels)
    p = types["radiculopathy"]
    sore = dict.fromkeys(kind for sign in found for kind in PAINFUL.get(sign, ()))
    mimics = tuple((kind, types[kind]) for kind in (*MIMICS, *sore) if types[kind] >= _WORTH_A_WORD)
    if not tested:
        text = (
            "Not examined: radiculopathy is found with tests of feeling, power and reflexes. Until then the "
            "figure is only what the history and this setting make of it."
        )
        return Deficit("not examined", (), left, None, 0.0, mimics, p, text)
    if not found:
        text = f"No deficit found in {len(tested)} signs tested. Test again if anything changes."
        return Deficit("no deficit found", (), left, None, 0.0, mimics, p, text)
    counts = {root: sum(sign in signs for sign in found) for root, signs in root_signs().items()}
    best = max(counts.values())
    root = max((each for each in counts if counts[each] == best), key=lambda each: roots.get(each, 0.0))
    fits = best / len(found)
    names = "; ".join(findings()[sign].ask for sign in found)
    text = f"Objective signs: {names}. {best} of {len(found)} fit {root.upper()}."
    if mimics:
        text += " Weigh against it: " + ", ".join(f"{kind.replace('_', ' ')}" for kind, _ in mimics) + "."
    text += " Every deficit is assessed by a professional and charted again."
    return Deficit("deficit found", found, left, root, fits, mimics, p, text)
