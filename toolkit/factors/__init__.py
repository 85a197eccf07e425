"""Why an episode starts: seven factors, daily hazards by cause, and how far anyone can know."""

from toolkit.factors.attribution import Attribution, Waterfall, cause_weights
from toolkit.factors.band import Banded
from toolkit.factors.combining import Rival
from toolkit.factors.hazards import Hazards
from toolkit.factors.life import Life, StayedWell, live, stayed_well
from toolkit.factors.model import CombinedFactorModel

__all__ = [
    "Attribution",
    "Banded",
    "CombinedFactorModel",
    "Hazards",
    "Life",
    "Rival",
    "StayedWell",
    "Waterfall",
    "cause_weights",
    "live",
    "stayed_well",
]
