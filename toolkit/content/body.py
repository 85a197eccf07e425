"""Zones of the body chart, dermatomes as blurred bands, and where each type is felt: `data/body/*.yaml`."""

from functools import cache
from typing import Literal

from pydantic import Field

from toolkit.content.quantity import Id, Mark, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml

Part = Literal["back", "buttock", "groin", "saddle", "thigh", "knee", "below_knee"]
Quality = Literal["sharp", "burning", "dull", "tingling", "numb"]


class Zone(Strict):
    """One zone of the chart.

    Attributes:
        name, plain: in clinic words; in a patient's.
        view: where it is seen, front or back.
        part: the part of the body that it belongs to.
        middle: it lies in the middle and has no side.
        beside: neighbouring zones.
    """

    name: Text
    plain: Text
    view: Literal["front", "back"]
    part: Part
    middle: bool = False
    beside: tuple[Id, ...] = ()


class Zones(Strict):
    """All zones."""

    zones: dict[Id, Zone]
    qualities: dict[Quality, Text]
    reviewed_by: str | None = None


class Map(Strict):
    """How often, or how much, each zone is part of something, with one passport.

    Attributes:
        name: what it is.
        zones: zone -> 0 to 1.
        quality: the usual quality of what is felt there; none where it is not felt but tested.
        mark, source, why, reviewed_by: as in `Quantity`.
    """

    name: Text
    zones: dict[Id, float] = Field(min_length=1)
    quality: Quality | None = None
    mark: Mark = Mark.TEACHING
    source: Source = "teaching"
    why: Text
    reviewed_by: str | None = None


class Dermatomes(Strict):
    """Blurred bands of the roots, and the spread of root pain that keeps to none of them.

    Attributes:
        map_name: which published map the bands are drawn after.
        note: what to say beside them.
        roots: root -> band.
        spread: root -> how often a zone is drawn in root pain that does not follow the band.
        blur: share of a drawing that follows the spread even where it is said to follow the band.
    """

    map_name: Text
    note: Text
    roots: dict[Id, Map]
    spread: dict[Id, Map]
    blur: float = Field(ge=0, le=1)
    blur_why: Text
    sources: tuple[Source, ...] = ()
    reviewed_by: str | None = None


class Referral(Strict):
    """Where each type, or each form of a type, is felt."""

    areas: dict[str, Map]
    reviewed_by: str | None = None


@cache
def zones() -> Zones:
    """Return the zones of the body chart.

    >>> zones().zones["low_back"].part
    'back'
    """
    return read_yaml("body/zones.yaml", Zones)


@cache
def dermatomes() -> Dermatomes:
    """Return the dermatomes."""
    return read_yaml("body/dermatomes.yaml", Dermatomes)


@cache
def referral() -> Referral:
    """Return where each type is felt."""
    return read_yaml("body/referral.yaml", Referral)
