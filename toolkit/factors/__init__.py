"""Why an episode starts: seven factors, daily hazards by cause, and how far anyone can know."""

from toolkit.factors.assumptions import Assumption, AssumptionSheet, assumption_sheet
from toolkit.factors.attribution import Attribution, Waterfall, cause_weights
from toolkit.factors.band import Banded
from toolkit.factors.combining import Rival
from toolkit.factors.flip import Flip, FlipTest, flip_test
from toolkit.factors.hazards import Hazards
from toolkit.factors.life import Life, StayedWell, live, stayed_well
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.rivals import Parting, RivalView, parting, rival_views
from toolkit.factors.twins import Change, Twins, twins

__all__ = [
    "Assumption",
    "AssumptionSheet",
    "Attribution",
    "Banded",
    "Change",
    "CombinedFactorModel",
    "Flip",
    "FlipTest",
    "Hazards",
    "Life",
    "Parting",
    "Rival",
    "RivalView",
    "StayedWell",
    "Twins",
    "Waterfall",
    "assumption_sheet",
    "cause_weights",
    "flip_test",
    "live",
    "parting",
    "rival_views",
    "stayed_well",
    "twins",
]
