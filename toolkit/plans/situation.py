"""What a plan is made from: the belief, the level of concern, and how this person is today."""

from typing import Literal, Self

from pydantic import Field, field_validator

from toolkit.content.ordered import Ordered
from toolkit.content.plan_items import Level, Phase
from toolkit.content.quantity import Strict
from toolkit.content.words import words

FACTORS = ("inactivity", "stress", "past_history", "training", "genetics", "sleep", "biomechanics")
"""The seven factors, in the article's order."""


class Severity(Ordered):
    """How bad the pain is."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"

    @classmethod
    def from_score(cls, score: float) -> Self:
        """Read a pain score of 0 to 10: 0, up to 3, up to 6, and above.

        The bands are a common convention and chosen for teaching.

        >>> Severity.from_score(7).value
        'severe'
        """
        if not 0 <= score <= 10:
            raise ValueError(f"A pain score lies between 0 and 10, and this one is {score:g}.")
        return cls("none" if score == 0 else "mild" if score <= 3 else "moderate" if score <= 6 else "severe")


class Irritability(Ordered):
    """How easily the pain is stirred up and how slowly it settles."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Trend(Ordered):
    """Where it is going, over weeks."""

    IMPROVING = "improving"
    STEADY = "steady"
    UNKNOWN = "unknown"
    WORSENING = "worsening"


class Deficit(Strict):
    """Something that a nerve does less well.

    Attributes:
        root: 'L2' to 'S4', or 'none' where it fits no root.
        modality: strength, feeling or reflex.
        side: which leg; 'saddle' for feeling around the anus and genitals.
        mrc: strength, 0 to 5, where strength was tested.
        change: since it was last charted.
    """

    root: Literal["L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "none"]
    modality: Literal["motor", "sensory", "reflex"]
    side: Literal["left", "right", "both", "saddle"] = "right"
    mrc: float | None = Field(default=None, ge=0, le=5)
    change: Literal["new", "stable", "improving", "worse"] = "new"

    @property
    def words(self) -> str:
        """The deficit in words.

        >>> Deficit(root="L5", modality="motor", mrc=4).words
        'L5 strength 4 of 5, right, new'
        """
        what = {"motor": "strength", "sensory": "feeling", "reflex": "reflex"}[self.modality]
        grade = f" {self.mrc:g} of 5" if self.mrc is not None else " reduced"
        root = "" if self.root == "none" else f"{self.root} "
        return f"{root}{what}{grade}, {self.side}, {self.change}"


class Situation(Strict):
    """One person on one day, as far as a plan needs to know.

    Attributes:
        belief: probability by pain type, 0 to 1; types may hold together, so they need not sum to 1.
        families: probability by family, where the belief gives it.
        level: level of concern, with its `reasons` in words.
        severity, irritability, trend: how it is, and where it goes.
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
