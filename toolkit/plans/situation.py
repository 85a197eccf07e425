"""What a plan is made from: the belief, the level of concern, and how this person is today."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, field_validator

from toolkit.content.plan_items import Level, Phase
from toolkit.content.quantity import Strict
from toolkit.content.words import words
from toolkit.factors import Attribution
from toolkit.history import Diary, Runner
from toolkit.pain import Answer, Belief, Concern
from toolkit.pain.answers import read_answers
from toolkit.plans.deficit import Deficit
from toolkit.plans.reading import factor_shares, named_reasons, read_diary, read_findings
from toolkit.plans.scales import Irritability, Severity, Trend

FACTORS = ("inactivity", "stress", "past_history", "training", "genetics", "sleep", "biomechanics")
"""The seven factors, in the article's order."""


class Situation(Strict):
    """One person on one day, as far as a plan needs to know.

    Attributes:
        belief: probability by pain type, 0 to 1; types may hold together, so they need not sum to 1.
        families: probability by family, where the belief gives it.
        level: level of concern, with its `reasons` in words.
        severity, irritability, trend: how it is, and where it goes.
        unasked: which of 'severity' and 'irritability' nobody asked, with the level that the model expects;
            the field itself then holds what is planned for, 'moderate' or worse, and is no finding.
        screening_open: questions of concern that everybody is asked are still open.
        weeks: since it began.
        phase: the phase agreed at the last visit; the plan may go back from it but never beyond what is due.
        deficits: what was found; `deficits_assessed`: a professional has examined strength,
            feeling and reflexes.
        sleep_lost, not_coping: pain costs sleep; the person does not cope although activity is reduced.
        beliefs: 'expects_long', 'fears_damage', 'wants_scan', 'wants_cure'.
        gait_changed: walks or runs differently to tolerate the pain.
        medicine_for_this_episode: takes pain relief for it (never medicines for other conditions).
        daily_activities_normal: normal day-to-day activities are back.
        brisk_walk_free: half an hour of brisk walking is free of pain and limp.
        still_running: has not stopped running.
        factors: share of the seven factors that are present.
        goal, weeks_to_race: what the runner wants, and by when.
        energy_availability_low: eats less than running needs, as far as is known.
        bone_suspected: a clinician suspects a bone; `bone_site`: where.
        tolerated: exercises that went well.
        setting: 'gp', 'running_clinic' or 'spinal_triage'.

    Raises:
        ValueError: an unknown pain type or factor, or a probability outside 0 to 1.

    >>> Situation(belief={"radicular": 0.7, "referred": 0.3}, severity="severe").severity.value
    'severe'
    """

    belief: dict[str, float]
    families: dict[str, float] = Field(default_factory=dict)
    level: Level = Level.NONE
    reasons: tuple[str, ...] = ()
    severity: Severity = Severity.MODERATE
    irritability: Irritability = Irritability.MODERATE
    unasked: dict[Literal["severity", "irritability"], str] = Field(default_factory=dict)
    screening_open: bool = False
    trend: Trend = Trend.STEADY
    weeks: float = Field(default=3.0, ge=0)
    phase: Phase | None = None
    deficits: tuple[Deficit, ...] = ()
    deficits_assessed: bool = False
    sleep_lost: bool = False
    not_coping: bool = False
    beliefs: frozenset[Literal["expects_long", "fears_damage", "wants_scan", "wants_cure"]] = frozenset()
    gait_changed: bool = False
    medicine_for_this_episode: bool = False
    daily_activities_normal: bool = False
    brisk_walk_free: bool = False
    still_running: bool = False
    factors: dict[str, float] = Field(default_factory=dict)
    goal: str = ""
    weeks_to_race: int | None = Field(default=None, ge=0)
    energy_availability_low: bool = False
    bone_suspected: bool = False
    bone_site: Literal["sacral", "pelvic", "femoral_neck"] | None = None
    tolerated: frozenset[str] = frozenset()
    setting: Literal["gp", "running_clinic", "spinal_triage"] = "running_clinic"

    @classmethod
    def from_belief(
        cls,
        belief: Belief,
        concern: Concern,
        *,
        previous: Mapping[str, Answer] | None = None,
        attribution: Attribution | None = None,
        runner: Runner | None = None,
        diary: Diary | None = None,
        **known: Any,
    ) -> Self:
        """Build a situation from what `toolkit.pain` believes and fears, and from the answers behind it.

        Severity, irritability, sleep, coping, beliefs, gait, pain relief, normal days, energy and deficits
        are read from the findings; what was not asked keeps the cautious default, and severity and
        irritability are named in `unasked`.

        Args:
            belief: posterior, with the findings it rests on.
            concern: level of concern with its reasons.
            previous: the answers of the visit before, for trend and for growing deficits.
            attribution: what each factor may have added; a factor's share is of the whole chance.
            runner: whose goal and energy count.
            diary: tells the trend (unless two visits do), whether she still runs, and since when it hurts.
            known: any other field of the situation, or one that is known better; it wins.

        >>> from toolkit.pain import PainModel, concern
        >>> given = {
        ...     "below_knee": "present",
        ...     "worst_pain": 8,
        ...     "sleep_lost": "most_nights",
        ...     "ankle_jerk": "lost",
        ... }
        >>> s = Situation.from_belief(PainModel().posterior(given), concern(given), weeks=2)
        >>> s.severity.value, s.sleep_lost, s.deficits[0].words
        ('severe', True, 'S1 reflex reduced')
        """
        fields: dict[str, Any] = {
            "belief": belief.probabilities,
            "families": belief.family_probabilities,
            "level": Level(concern.level),
            "reasons": named_reasons(concern, belief.asked, read_answers(previous or {}).ids),
            "setting": belief.setting,
            "screening_open": bool(concern.unasked),
            **read_findings(belief, previous),
        }
        if diary is not None:
            told = read_diary(diary)
            if fields["trend"] is not Trend.UNKNOWN:
                told.pop("trend")
            fields |= told
        if attribution is not None:
            fields["factors"] = factor_shares(attribution)
        if runner is not None:
            fields["goal"], fields["weeks_to_race"] = runner.goal, runner.goal_weeks
            fields["energy_availability_low"] |= runner.energy_availability_low
        fields["unasked"] = {name: level for name, level in fields["unasked"].items() if name not in known}
        return cls(**{**fields, **known})

    @property
    def severity_words(self) -> str:
        """How bad the pain is; 'not asked' where nobody asked.

        >>> Situation(belief={"referred": 0.8}, unasked={"severity": "mild"}).severity_words
        'not asked; the model expects mild'
        """
        return self._told_or_expected("severity", self.severity.value)

    @property
    def irritability_words(self) -> str:
        """How easily the pain is stirred up; 'not asked' where nobody asked."""
        return self._told_or_expected("irritability", self.irritability.value)

    def level_words(self, level: Level) -> str:
        """Name a level of concern; 'none' is only known once everything that everybody is asked was asked.

        >>> Situation(belief={"referred": 0.8}, screening_open=True).level_words(Level.NONE)
        'not known yet'
        """
        return "not known yet" if level == Level.NONE and self.screening_open else level.words

    def _told_or_expected(self, name: Literal["severity", "irritability"], told: str) -> str:
        return f"not asked; the model expects {self.unasked[name]}" if name in self.unasked else told

    @field_validator("belief")
    @classmethod
    def _known_types(cls, belief: dict[str, float]) -> dict[str, float]:
        known = words().types
        for type_id, probability in belief.items():
            if type_id not in known:
                raise ValueError(f"no pain type is called '{type_id}'; known are {', '.join(known)}")
            _check_share(type_id, probability)
        return belief

    @field_validator("factors")
    @classmethod
    def _known_factors(cls, factors: dict[str, float]) -> dict[str, float]:
        for factor in factors:
            if factor not in FACTORS:
                raise ValueError(f"no factor is called '{factor}'; known are {', '.join(FACTORS)}")
        return factors


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"the probability of '{name}' is {value:g}; it lies between 0 and 1")
