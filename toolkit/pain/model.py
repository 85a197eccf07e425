"""The pain model: from findings to belief, and from a truth to findings."""

from collections.abc import Mapping
from functools import cached_property

from toolkit.content.clinic_settings import clinic_settings
from toolkit.pain.answers import Answer, read_answers
from toolkit.pain.belief import Belief
from toolkit.pain.inference import posterior
from toolkit.pain.prior import joint_prior, tilt
from toolkit.pain.refusal import RefusalError
from toolkit.pain.support import Floats, support


class PainModel:
    """The pain types as joint states, exact over the declared support.

    Args:
        setting: 'gp', 'running_clinic' or 'spinal_triage': how common each condition is where she is met.
        cause_weights: cause ('spine', 'tendon', 'muscle', 'bone') -> hazard of these weeks over the habitual
            hazard, from the diary. Only ratios count; the tilt is weak and limited (`data/pain_rules.yaml`).

    Raises:
        RefusalError: an unknown setting or cause.

    >>> model = PainModel("running_clinic")
    >>> belief = model.posterior({"sharp_or_electric": "present", "below_knee": "present", "slr": 35})
    >>> belief.leading, belief.families["radicular"].words
    ('radicular', 'very likely')
    """

    def __init__(
        self, setting: str = "running_clinic", cause_weights: Mapping[str, float] | None = None
    ) -> None:
        if setting not in clinic_settings().settings:
            raise RefusalError(
                f"'{setting}' is no setting. The settings are: {', '.join(clinic_settings().settings)}."
            )
        self.setting = setting
        self.cause_weights = dict(cause_weights or {})
        self.tilt = dict(zip(support().types, tilt(setting, self.cause_weights).tolist(), strict=True))

    @cached_property
    def prior(self) -> Floats:
        """P(state, severity, irritability) before anything is asked, shape (states, 3, 3)."""
        return joint_prior(self.setting, self.cause_weights)

    def posterior(self, findings: Mapping[str, Answer]) -> Belief:
        """Return the belief after what was asked and found.

        Args:
            findings: finding -> level id, number, or yes/no. What is left out plays no part; None is missing.

        Returns:
            The belief. With an impossible, unknown or contradictory answer it is the prior and says why.
        """
        answers = read_answers(findings)
        if answers.problems or not answers.levels:
            return Belief(self.setting, {}, answers.problems, self.prior, {})
        joint = posterior(self.prior, answers.levels)
        return Belief(self.setting, answers.ids, (), joint, answers.levels)
