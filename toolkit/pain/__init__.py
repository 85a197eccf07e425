"""What hurts and how we know: pain types, findings, the posterior, levels of concern, generated patients."""

from toolkit.pain.answers import Answer, check_findings
from toolkit.pain.belief import Belief, Likely
from toolkit.pain.concern import Concern, Reason, concern
from toolkit.pain.deficit import Deficit
from toolkit.pain.drawing import Drawing, Stroke, root_zones
from toolkit.pain.explaining import Moved
from toolkit.pain.flipping import Flips
from toolkit.pain.leverage import Lean
from toolkit.pain.marginals import band
from toolkit.pain.model import PainModel
from toolkit.pain.naive import NaiveBelief
from toolkit.pain.presentation import Presentation
from toolkit.pain.questions import Question, withheld_tests
from toolkit.pain.refusal import RefusalError
from toolkit.pain.run_trace import RunTrace
from toolkit.pain.sample import Sample
from toolkit.pain.screening import Screening, screening
from toolkit.pain.truth import Condition, Truth

__all__ = [
    "Answer",
    "Belief",
    "Concern",
    "Condition",
    "Deficit",
    "Drawing",
    "Flips",
    "Lean",
    "Likely",
    "Moved",
    "NaiveBelief",
    "PainModel",
    "Presentation",
    "Question",
    "Reason",
    "RefusalError",
    "RunTrace",
    "Sample",
    "Screening",
    "Stroke",
    "Truth",
    "band",
    "check_findings",
    "concern",
    "root_zones",
    "screening",
    "withheld_tests",
]
