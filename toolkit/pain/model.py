"""The pain model: from findings to belief, and from a truth to findings."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from toolkit.content.clinic_settings import clinic_settings
from toolkit.pain.answers import Answer, read_answers
from toolkit.pain.belief import Belief
from toolkit.pain.explaining import Moved, explain
from toolkit.pain.flipping import Flips, flips
from toolkit.pain.inference import posterior
from toolkit.pain.naive import NaiveBelief, naive
from toolkit.pain.presentation import Presentation, present, second_visit
from toolkit.pain.prior import joint_prior, read_own, state_prior, tilt
from toolkit.pain.questions import Question, best_questions, value_of_questions
from toolkit.pain.refusal import RefusalError
from toolkit.pain.sample import Sample, sample
from toolkit.pain.support import Floats, support
from toolkit.pain.truth import Truth


class PainModel:
    """The pain types as joint states, exact over the declared support.

    Args:
        setting: 'gp', 'running_clinic' or 'spinal_triage': how common each condition is where she is met.
        cause_weights: cause ('spine', 'tendon', 'muscle', 'bone') -> hazard of these weeks over the habitual
            hazard, from the diary. Only ratios count; the tilt is weak and limited (`data/pain_rules.yaml`).
        shares: type -> share before anything is asked, instead of the setting's.

    Raises:
        RefusalError: an unknown setting, cause or type, or shares that cannot all be met.

    >>> model = PainModel("running_clinic")
    >>> belief = model.posterior({"sharp_or_electric": "present", "below_knee": "present", "slr": 35})
    >>> belief.leading, belief.families["radicular"].words
    ('radicular', 'very likely')
    """

    def __init__(
        self,
        setting: str = "running_clinic",
        cause_weights: Mapping[str, float] | None = None,
        shares: Mapping[str, float] | None = None,
    ) -> None:
        if setting not in clinic_settings().settings:
            raise RefusalError(
                f"'{setting}' is no setting. The settings are: {', '.join(clinic_settings().settings)}."
            )
        self.setting = setting
        self.cause_weights = dict(cause_weights or {})
        self.own = read_own(shares)
        state_prior(setting, self.own)  # shares that cannot be met are refused here
        times = tilt(setting, self.cause_weights, self.own)
        self.tilt = dict(zip(support().types, times.tolist(), strict=True))

    @cached_property
    def prior(self) -> Floats:
        """P(state, severity, irritability) before anything is asked, shape (states, 3, 3)."""
        return joint_prior(self.setting, self.cause_weights, self.own)

    def posterior(self, findings: Mapping[str, Answer]) -> Belief:
        """Return the belief after what was asked and found.

        Args:
            findings: finding -> level id, number, or yes/no. What is left out plays no part; None is missing.

        Returns:
            The belief. With an impossible, unknown or contradictory answer it is the prior and says why.
        """
        answers = read_answers(findings)
        if answers.problems or not answers.levels:
            return Belief(self.setting, {}, answers.problems, self.prior, {}, self.own)
        joint = posterior(self.prior, answers.levels)
        return Belief(self.setting, answers.ids, (), joint, answers.levels, self.own)

    def naive(self, findings: Mapping[str, Answer]) -> NaiveBelief:
        """Return what comes out when findings are treated as independent: to be shown beside the belief.

        Likelihood ratios of each finding alone, in this setting, are multiplied for each type by itself.
        """
        answers = read_answers(findings)
        levels = {} if answers.problems else answers.levels
        types, families = naive(self.prior, levels, self._ratios)
        held = support()
        return NaiveBelief(
            dict(zip(held.types, types.tolist(), strict=True)),
            dict(zip(held.families, families.tolist(), strict=True)),
            answers.problems,
        )

    def sample(self, n: int, seed: int, only: Sequence[str] | None = None) -> Sample:
        """Return n simulated patients of this setting, with all findings or only some.

        >>> len(PainModel().sample(3, seed=1, only=["slr"]).findings["slr"])
        3
        """
        return sample(self.prior, n, seed, only)

    def best_questions(self, findings: Mapping[str, Answer], n: int = 5) -> tuple[Question, ...]:
        """Return the n open questions whose answers would move the belief most, or change the plan.

        Tests that would load a suspected bone are not among them. Screening stands apart: see `screening`.
        """
        belief = self.posterior(findings)
        return best_questions(belief.joint, belief.levels, n)

    def value_of_questions(self, findings: Mapping[str, Answer]) -> list[Question]:
        """Return every open question with its worth."""
        belief = self.posterior(findings)
        return value_of_questions(belief.joint, belief.levels)

    def explain(self, findings: Mapping[str, Answer]) -> tuple[Moved, ...]:
        """Return what each finding did to the belief, in words, the strongest first."""
        belief = self.posterior(findings)
        return explain(self.prior, belief.joint, belief.levels)

    def flip(self, findings: Mapping[str, Answer]) -> Flips:
        """Return the smallest changes of one finding or one number that put another family in front."""
        belief = self.posterior(findings)
        return flips(self.prior, belief.joint, belief.levels, self.setting, self.own)

    def present(self, truth: Truth, seed: int) -> Presentation:
        """Return a patient with this truth: words, findings, drawing, run and day.

        Raises:
            RefusalError: the truth lies outside the declared support.

        >>> patient = PainModel().present(Truth.of("hamstring_tendinopathy.early"), seed=3)
        >>> patient.levels["warms_up"], PainModel().posterior(patient.levels).leading
        ('present', 'lookalike')
        """
        return present(truth, seed)

    def second_visit(self, first: Presentation) -> Presentation:
        """Return the same patient two weeks later."""
        return second_visit(first)

    def patient(self, seed: int) -> Presentation:
        """Return a new patient of this setting."""
        return present(sample(self.prior, 1, seed, ()).truth(0), seed)

    @cached_property
    def _ratios(self) -> dict[str, Floats]:
        return {}
