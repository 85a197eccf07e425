"""What hurts and how we know: pain types, findings, the posterior, levels of concern."""

from toolkit.pain.answers import Answer, check_findings
from toolkit.pain.belief import Belief, Likely
from toolkit.pain.concern import Concern, concern
from toolkit.pain.model import PainModel
from toolkit.pain.refusal import RefusalError
from toolkit.pain.truth import Condition, Truth

__all__ = [
    "Answer",
    "Belief",
    "Concern",
    "Condition",
    "Likely",
    "PainModel",
    "RefusalError",
    "Truth",
    "check_findings",
    "concern",
]
