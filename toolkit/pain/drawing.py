"""Pain drawings: where it is felt and how, spread over zones as patients spread it."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.content.body import Map, dermatomes, referral, zones
from toolkit.content.pain_types import IRRITABILITY, SEVERITY
from toolkit.content.presenting import presenting
from toolkit.pain.luck import cells, luck_of_one, uniforms_of
from toolkit.pain.truth import SIDES, Condition, Truth

QUALITIES = ("sharp", "burning", "dull", "tingling", "numb")
_BOTH = ("polyneuropathy", "upper_motor_neurone")
_LEG = ("thigh", "knee", "below_knee")


@dataclass(frozen=True, order=True)
class Stroke:
    """One zone shaded with one quality.

    Attributes:
        zone: id in `data/body/zones.yaml`.
        side: left, right or middle.
        quality: sharp, burning, dull, tingling or numb.
    """

    zone: str
    side: str
    quality: str

    @property
    def words(self) -> str:
        """The stroke in words, as the chart's text twin says it.

        >>> Stroke("calf_outer", "left", "numb").words
        'left calf, outer half: numb'
        """
        zone = zones().zones[self.zone]
        place = zone.name[0].lower() + zone.name[1:]
        side = "" if zone.middle else f"{self.side} "
        return f"{side}{place}: {zones().qualities[self.quality]}"  # type: ignore[index]


@dataclass(frozen=True)
class Drawing:
    """A pain drawing.

    Attributes:
        strokes: what was shaded, in the order of the zones.
    """

    strokes: tuple[Stroke, ...]

    @property
    def words(self) -> str:
        """The drawing read aloud."""
        return "; ".join(stroke.words for stroke in self.strokes) or "nothing shaded"

    def zones(self, side: str) -> frozenset[str]:
        """Return the zones shaded on a side, those in the middle with them."""
        return frozenset(stroke.zone for stroke in self.strokes if stroke.side in (side, "middle"))

    @property
    def numb_alone(self) -> tuple[str, ...]:
        """The places that are numb and nothing else: numb without pain.

        >>> sole = Stroke("sole", "left", "numb"), Stroke("sole", "left", "dull")
        >>> Drawing((Stroke("heel", "left", "numb"), *sole)).numb_alone
        ('left heel',)
        """
        felt = {(stroke.zone, stroke.side) for stroke in self.strokes if stroke.quality != "numb"}
        return tuple(
            stroke.words.rpartition(": ")[0]
            for stroke in self.strokes
            if stroke.quality == "numb" and (stroke.zone, stroke.side) not in felt
        )

    @property
    def both_legs(self) -> str:
        """What the drawing says of both legs, as a level of the finding `both_legs`.

        Thigh and below count as the leg; back, groin and buttock do not. Numb in both legs is 'deficit'; any other
        symptom in both is 'pain'; the rest is 'absent'.

        >>> Drawing((Stroke("heel", "left", "numb"), Stroke("sole", "right", "dull"))).both_legs
        'pain'
        """
        leg = [stroke for stroke in self.strokes if zones().zones[stroke.zone].part in _LEG]
        numb = {stroke.side for stroke in leg if stroke.quality == "numb"}
        if numb.issuperset(SIDES):
            return "deficit"
        return "pain" if {stroke.side for stroke in leg}.issuperset(SIDES) else "absent"


def draw(truth: Truth, levels: Mapping[str, str], seed: int, patient: int = 0) -> Drawing:
    """Return the drawing of a patient.

    Args:
        truth: what is there.
        levels: her answers, finding -> level id: the drawing fits them (below the knee, buttock, groin, back,
            quality, numbness, whether it follows a dermatome).
        seed: the luck. Each zone has luck of its own.
        patient: number of the patient, where many share a seed.
    """
    wanted = _wanted(truth, levels)
    felt = {zone: share for zone, share in wanted.items() if _allowed(zone, levels)}
    names = tuple(f"zone {zone}" for zone in felt)
    luck = dict(zip(felt, uniforms_of(cells(seed, patient, 0), names).tolist(), strict=True))
    chosen = [zone for zone in felt if luck[zone] < felt[zone]]
    most = int(presenting().zones_most.value)
    chosen = _fit(sorted(chosen, key=lambda zone: -felt[zone])[:most], felt, levels)
    strokes = [
        Stroke(zone, side, quality)
        for zone in chosen
        for side in _sides(zone, truth, levels)
        for quality in _qualities(zone, truth, levels, seed, patient)
    ]
    strokes += _numb(truth, levels)
    order = list(zones().zones)
    return Drawing(tuple(sorted(set(strokes), key=lambda s: (order.index(s.zone), s.side, s.quality))))


def root_zones(root: str, *, follows: bool) -> dict[str, float]:
    """Return how often each zone is drawn in pain of a root.

    Args:
        root: l3, l4, l5 or s1.
        follows: whether this patient's pain is said to follow the dermatome (36 % of lumbar roots, 65 % of S1).
    """
    book = dermatomes()
    spread = book.spread[root].zones
    if not follows:
        return dict(spread)
    band, blur = book.roots[root].zones, book.blur
    keys = dict.fromkeys([*band, *spread])
    return {key: (1 - blur) * band.get(key, 0.0) + blur * spread.get(key, 0.0) for key in keys}


def _wanted(truth: Truth, levels: Mapping[str, str]) -> dict[str, float]:
    spared: dict[str, float] = {}
    areas = [_area(condition, levels) for condition in truth.conditions] or [referral().areas["none"].zones]
    for area in areas:
        for zone, share in area.items():
            spared[zone] = spared.get(zone, 1.0) * (1.0 - share)
    wider = 0.85 + 0.15 * (SEVERITY.index(truth.severity) + IRRITABILITY.index(truth.irritability)) / 2
    return {zone: (1.0 - left) * wider for zone, left in spared.items()}


def _area(condition: Condition, levels: Mapping[str, str]) -> dict[str, float]:
    if condition.type == "radicular":
        return root_zones(condition.root or "s1", follows=levels.get("dermatomal") == "present")
    if condition.type == "radiculopathy":
        return {}
    areas = referral().areas
    if condition.type == "outside":
        return dict.fromkeys(zones().zones, 0.3)
    found: Map = areas[condition.key] if condition.key in areas else areas[condition.type]
    return dict(found.zones)


def _allowed(zone: str, levels: Mapping[str, str]) -> bool:
    part = zones().zones[zone].part
    if part == "back":
        return levels.get("leg_against_back") != "leg_only"
    if part == "buttock":
        return levels.get("buttock") != "absent"
    if part == "groin":
        return levels.get("groin") != "absent"
    return part != "below_knee" or levels.get("below_knee") != "absent"


def _fit(chosen: list[str], felt: Mapping[str, float], levels: Mapping[str, str]) -> list[str]:
    """Add the zones that the answers speak of and luck left out."""
    part_of = {key: zone.part for key, zone in zones().zones.items()}
    needs: list[tuple[str, str]] = []
    if levels.get("below_knee") == "present":
        needs.append(("below_knee", "calf_outer"))
    if levels.get("groin") == "present":
        needs.append(("groin", "groin"))
    if levels.get("buttock") == "buttock":
        needs.append(("buttock", "buttock_middle"))
    if levels.get("leg_against_back") in {"back_more", "equal"}:
        needs.append(("back", "low_back"))
    result = list(chosen)
    for part, usual in needs:
        if not any(part_of[zone] == part for zone in result):
            inside = [zone for zone in felt if part_of[zone] == part]
            result.append(max(inside, key=lambda zone: felt[zone]) if inside else usual)
    if levels.get("buttock") == "sit_bone" and "sit_bone" not in result:
        result.append("sit_bone")
    if not result:
        result.append(max(felt, key=lambda zone: felt[zone]) if felt else "thigh_back_upper")
    return result


def _sides(zone: str, truth: Truth, levels: Mapping[str, str], *, numb: bool = False) -> tuple[str, ...]:
    """Return the sides of a zone. Pain in both legs is no numbness in both legs: that is said for itself."""
    if zones().zones[zone].middle:
        return ("middle",)
    both = {"deficit"} if numb else {"pain", "deficit"}
    if levels.get("both_legs") in both or any(kind in truth.types for kind in _BOTH):
        return SIDES
    return (truth.side,)


def _qualities(
    zone: str, truth: Truth, levels: Mapping[str, str], seed: int, patient: int
) -> tuple[str, ...]:
    """Return the qualities of a zone: those her words name, dull nearest the back, sharp and tingling further down."""
    words = {"sharp": "sharp_or_electric", "burning": "burning", "dull": "dull_ache", "tingling": "tingling"}
    said = [quality for quality, key in words.items() if levels.get(key) == "present"]
    if not said:
        return (_usual_quality(truth),)
    far = zones().zones[zone].part in {"thigh", "knee", "below_knee"}
    liked = [each for each in said if (each == "dull") != far or len(said) == 1] or said
    first = liked[int(luck_of_one(seed, "quality far" if far else "quality near", patient) * len(liked))]
    return (first,)


def _usual_quality(truth: Truth) -> str:
    areas = referral().areas
    for key in truth.keys:
        found = areas.get(key) or areas.get(key.partition(".")[0])
        if found and found.quality:
            return found.quality
    return "sharp" if "radicular" in truth.types else "dull"


def _numb(truth: Truth, levels: Mapping[str, str]) -> list[Stroke]:
    """Return the numb zones: the core of the failing root's band, or the failing nerve's skin."""
    if levels.get("numbness", "absent") == "absent":
        return []
    core: list[str] = []
    for condition in truth.conditions:
        if condition.type == "radiculopathy":
            band = dermatomes().roots[condition.root or "s1"].zones
            core += [zone for zone, share in band.items() if share >= 0.9]
        elif condition.type in {"fibular_palsy", "polyneuropathy"}:
            core += [zone for zone, share in referral().areas[condition.type].zones.items() if share >= 0.8]
    if levels.get("saddle") == "changed":
        core.append("saddle")
    if not core:
        core = ["calf_outer"] if levels.get("below_knee") == "present" else ["thigh_outer"]
    return [
        Stroke(zone, side, "numb")
        for zone in dict.fromkeys(core)
        for side in _sides(zone, truth, levels, numb=True)
    ]
