"""Radiculopathy by its definition: an objective deficit in a root's pattern, its mimics weighed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from toolkit.content.findings import findings

ROOT_SIGNS: dict[str, tuple[str, ...]] = {
    "l3": ("touch_l3", "pinprick_l3", "power_hip_flexion", "power_knee_extension", "knee_jerk"),
    "l4": (
        "touch_l4", "pinprick_l4", "power_knee_extension", "power_dorsiflexion", "power_inversion",
        "knee_jerk",
    ),
    "l5": (
        "touch_l5", "pinprick_l5", "power_big_toe_extension", "power_dorsiflexion", "power_inversion",
        "power_eversion", "power_hip_abduction", "heel_walking", "hip_drops",
    ),
    "s1": (
        "touch_s1", "pinprick_s1", "power_plantarflexion", "power_knee_flexion", "power_eversion",
        "heel_raises", "ankle_jerk",
    ),
}  # fmt: skip
"""Objective signs by root, after the international standard's key muscles and points."""

MIMICS = ("fibular_palsy", "polyneuropathy", "upper_motor_neurone", "cauda_equina")
PAINFUL = {
    "power_knee_flexion": ("hamstring_strain", "hamstring_tendinopathy"),
    "power_hip_flexion": ("hip_referred", "bone_stress"),
    "power_hip_abduction": ("hip_referred", "bone_stress"),
    "hip_drops": ("hip_referred", "bone_stress"),
}
"""Signs that a sore muscle, tendon, hip or bone gives as well: weak from pain, and no nerve fails."""
SIGNS = tuple(dict.fromkeys(sign for signs in ROOT_SIGNS.values() for sign in signs))
_WORTH_A_WORD = 0.1
_FEELING, _REFLEX = ("touch_", "pinprick_"), ("knee_jerk", "ankle_jerk")


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
    kinds = {"sensory": _FEELING, "reflex": _REFLEX}
    signs = [
        sign
        for sign in ROOT_SIGNS[root]
        if (sign.startswith(kinds[degree]) if degree in kinds else not sign.startswith(_FEELING + _REFLEX))
    ]
    what = {"sensory": "feeling", "reflex": "reflex"}.get(degree, "power")
    return "" if any(sign in asked for sign in signs) else what


def deficit(levels: Mapping[str, int], types: Mapping[str, float], roots: Mapping[str, float]) -> Deficit:
    """Read the neurological examination.

    Args:
        levels: finding -> position of its level.
        types: type -> probability.
        roots: root -> probability that radiculopathy of this root is there.
    """
    tested = [sign for sign in SIGNS if sign in levels]
    found = tuple(sign for sign in tested if levels[sign] > 0)
    left = tuple(sign for sign in SIGNS if sign not in levels)
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
    counts = {root: sum(sign in signs for sign in found) for root, signs in ROOT_SIGNS.items()}
    best = max(counts.values())
    root = max((each for each in counts if counts[each] == best), key=lambda each: roots.get(each, 0.0))
    fits = best / len(found)
    names = "; ".join(findings()[sign].ask for sign in found)
    text = f"Objective signs: {names}. {best} of {len(found)} fit {root.upper()}."
    if mimics:
        text += " Weigh against it: " + ", ".join(f"{kind.replace('_', ' ')}" for kind, _ in mimics) + "."
    text += " Every deficit is assessed by a professional and charted again."
    return Deficit("deficit found", found, left, root, fits, mimics, p, text)
