"""The clinical picture of a scenario: what was asked and found, the belief, the level of concern."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from toolkit.cases.scenario import Scenario
from toolkit.cases.story import story_of
from toolkit.content.clinic_settings import clinic_settings
from toolkit.content.factors import CAUSES
from toolkit.pain import Answer, Belief, Concern, PainModel, RefusalError, concern
from toolkit.pain.explaining import Moved
from toolkit.pain.flipping import Flips

DIARY = "pain_types.diary"
"""The choice that lets the history tilt where belief begins; on unless switched off."""

SHARE = "pain_types.share_"
"""A share of one's own, in per cent, stands under this and the type's id."""

LEAST_SHARE, MOST_SHARE = 0.1, 70.0
"""Per cent that a person may set for one type."""


@dataclass(frozen=True, eq=False)
class Picture:
    """What the pages show of a consultation.

    Attributes:
        model: the pain model of the setting, tilted by the diary where the diary is used.
        findings: finding -> answer; what was not asked is not in it.
        diary_used: whether the history tilts where belief begins.
        weights: cause -> hazard of these weeks over the habitual hazard, up to a common factor.
    """

    model: PainModel
    findings: dict[str, Answer]
    diary_used: bool
    weights: dict[str, float]

    @cached_property
    def belief(self) -> Belief:
        """The belief after what was asked and found."""
        return self.model.posterior(self.findings)

    @cached_property
    def moves(self) -> tuple[Moved, ...]:
        """What each finding did to the belief, the strongest first; nothing where answers contradict."""
        return () if self.belief.problems else self.model.explain(self.findings)

    @cached_property
    def flips(self) -> Flips:
        """How near the leading family is to another; with answers that contradict, of the prior."""
        return self.model.flip({} if self.belief.problems else self.findings)

    @cached_property
    def concern(self) -> Concern:
        """The level of concern."""
        return concern(self.findings)


def picture_of(scenario: Scenario) -> Picture:
    """Return the clinical picture of a scenario.

    Raises:
        ValueError: the scenario names a setting or a runner that does not exist.

    >>> picture_of(Scenario(findings={"burning": "present"})).belief.asked
    {'burning': 'present'}
    """
    if scenario.setting not in clinic_settings().settings:
        known = [key for key, setting in clinic_settings().settings.items() if setting.shown]
        raise ValueError(f"There is no setting '{scenario.setting}'; known are {', '.join(known)}.")
    used = bool(scenario.choice(DIARY, usual=True))
    weights = diary_weights(scenario)
    own = tuple(sorted(own_shares(scenario).items()))
    return _picture(scenario.setting, used, tuple(weights.items()), own, tuple(scenario.findings.items()))


def in_setting(scenario: Scenario, setting: str) -> Scenario:
    """Return the scenario in another setting. Shares of one's own belong to one place, and go."""
    return without_own_shares(scenario).but(setting=setting)


def without_own_shares(scenario: Scenario) -> Scenario:
    """Return the scenario with every share as the setting says."""
    return scenario.but(
        choices={key: kept for key, kept in scenario.choices.items() if not key.startswith(SHARE)}
    )


def own_shares(scenario: Scenario) -> dict[str, float]:
    """Return the shares that a person set instead of the setting's, type -> share.

    >>> own_shares(Scenario().with_choice("pain_types.share_radicular", 30.0))
    {'radicular': 0.3}
    """
    found: dict[str, float] = {}
    for kind in clinic_settings().settings[scenario.setting].priors:
        per_cent = float(scenario.choice(SHARE + kind, usual=0.0))
        if LEAST_SHARE <= per_cent <= MOST_SHARE:
            found[kind] = per_cent / 100
    return found


@lru_cache(maxsize=8)
def _picture(
    setting: str,
    used: bool,
    weights: tuple[tuple[str, float], ...],
    own: tuple[tuple[str, float], ...],
    findings: tuple[tuple[str, Answer], ...],
) -> Picture:
    return Picture(_model(setting, weights if used else (), own), dict(findings), used, dict(weights))


def diary_weights(scenario: Scenario) -> dict[str, float]:
    """Return what the history says of each cause: its share of the hazard over its habitual share.

    >>> sorted(diary_weights(Scenario()))
    ['bone', 'muscle', 'spine', 'tendon']
    """
    # A finding changes nothing of the history: asking for the history alone finds it already lived.
    choices = {
        key: kept for key, kept in scenario.choices.items() if key.startswith(("history.", "factors."))
    }
    history = scenario.model_copy(update={"findings": {}, "choices": choices, "setting": Scenario().setting})
    split = story_of(history).attribution
    return {cause: split.by_cause[cause] / split.reference_by_cause[cause] for cause in CAUSES}


@lru_cache(maxsize=12)
def _model(
    setting: str, weights: tuple[tuple[str, float], ...], own: tuple[tuple[str, float], ...]
) -> PainModel:
    try:
        return PainModel(setting, dict(weights), dict(own))
    except RefusalError:
        # an address that somebody wrote by hand: shares that nobody could set on a page
        return PainModel(setting, dict(weights))
