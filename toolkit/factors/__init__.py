"""Why an episode starts: seven factors, daily hazards by cause, and how far anyone can know."""

from toolkit.factors.assumptions import Assumption, AssumptionSheet, assumption_sheet
from toolkit.factors.attribution import Attribution, Waterfall, cause_weights
from toolkit.factors.band import Banded
from toolkit.factors.cohort import Cohort, cohort
from toolkit.factors.combining import Rival
from toolkit.factors.flip import Flip, FlipTest, flip_test
from toolkit.factors.hazards import Hazards
from toolkit.factors.interaction import InteractionMeasures, interaction_measures, read_interaction
from toolkit.factors.life import Life, StayedWell, live, stayed_well
from toolkit.factors.metric_trial import MetricCurve, metric_trial
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.recovery import RecoveredWeight, Recovery, recover
from toolkit.factors.rivals import Parting, RivalView, parting, rival_views
from toolkit.factors.twins import Change, Twins, twins

__all__ = [
    "Assumption",
    "AssumptionSheet",
    "Attribution",
    "Banded",
    "Change",
    "Cohort",
    "CombinedFactorModel",
    "Flip",
    "FlipTest",
    "Hazards",
    "InteractionMeasures",
    "Life",
    "MetricCurve",
    "Parting",
    "RecoveredWeight",
    "Recovery",
    "Rival",
    "RivalView",
    "StayedWell",
    "Twins",
    "Waterfall",
    "assumption_sheet",
    "cause_weights",
    "cohort",
    "flip_test",
    "interaction_measures",
    "live",
    "metric_trial",
    "parting",
    "read_interaction",
    "recover",
    "rival_views",
    "stayed_well",
    "twins",
]
