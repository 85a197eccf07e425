"""The combined-factor model's numbers and words: `data/factors.yaml`."""

from enum import StrEnum
from functools import cache
from string import Formatter
from typing import Literal, Self

from pydantic import ConfigDict, Field, model_validator

from toolkit.content.quantity import Citation, Id, Key, Number, Quantity, Strict, Text
from toolkit.content.yaml_file import read_yaml

Factor = Literal["inactivity", "stress", "past_history", "training", "genetics", "sleep", "biomechanics"]
Cause = Literal["spine", "tendon", "muscle", "bone"]

FACTORS: tuple[Factor, ...] = (
    "inactivity",
    "stress",
    "past_history",
    "training",
    "genetics",
    "sleep",
    "biomechanics",
)
"""The article's seven factors, in the order of every figure."""

CAUSES: tuple[Cause, ...] = ("spine", "tendon", "muscle", "bone")
"""What an episode may come from, in the order of every array."""

ELEMENTS = (
    "low_activity",
    "new_runner",
    "break_return",
    "stress",
    "past_episodes",
    "session_10_30",
    "session_30_100",
    "session_over_100",
    "liability",
    "sleep_quality",
    "short_nights",
    "early_return",
    "heavy_block",
    "movement",
)
"""What the model knows how to read from a diary or a runner, in the order of every array."""

SENTENCES: dict[str, frozenset[str]] = {
    "hazard_day": frozenset({"times", "name", "low", "high"}),
    "chance": frozenset({"days", "until", "percent", "low", "high", "reference"}),
    "stayed_well": frozenset({"n", "name", "well", "days", "low", "high"}),
    "lived_again": frozenset({"n", "name", "well", "weeks"}),
    "most_well": frozenset(),
    "few_well": frozenset(),
    "no_single_answer": frozenset({"factor", "share", "first", "last"}),
    "one_answer": frozenset({"factor", "first", "last"}),
    "leading": frozenset({"leader", "factor", "share"}),
    "no_leader": frozenset(),
    "not_told": frozenset({"factors"}),
    "may_explain": frozenset(),
    "type_little": frozenset({"cause", "from_share", "to_share"}),
    "type_nothing": frozenset(),
    "twin": frozenset({"days", "n", "a", "b", "difference", "direction", "low", "high"}),
    "twin_none": frozenset({"days", "n", "a", "b", "difference", "low", "high"}),
    "twin_same": frozenset(),
    "flip": frozenset({"before", "after", "what", "start", "end", "distance"}),
    "no_flip": frozenset({"before"}),
    "metric": frozenset({"line", "name", "hits", "alarms", "auc"}),
}
"""Each sentence of the file, and the gaps that the model fills in it."""


class Layer(StrEnum):
    """How long a factor acts: standing (months, years) or transient (days, weeks)."""

    STANDING = "standing"
    TRANSIENT = "transient"


class Measure(StrEnum):
    """What was published, before it became a daily hazard ratio."""

    HAZARD_RATIO = "hazard ratio"
    RATE_RATIO = "rate ratio"
    RISK_RATIO = "risk ratio"
    ODDS_RATIO = "odds ratio"
    RATIO = "ratio"
    HERITABILITY = "heritability"
    CHOSEN = "chosen"


class Effect(Quantity):
    """A daily hazard ratio at full dose, with how it was made from what was published.

    Attributes:
        measure: the kind of figure that was published; 'chosen' where there was none.
        kept: share of the published log effect that the model keeps; 1 where none was published.
        over_days, reference_risk: of an odds ratio over a follow-up, to turn it into a hazard ratio.
    """

    measure: Measure = Measure.CHOSEN
    kept: Number = Field(default=1.0, gt=0, le=1)
    over_days: Number | None = Field(default=None, gt=0)
    reference_risk: Number | None = Field(default=None, gt=0, lt=1)

    @model_validator(mode="after")
    def _ratio(self) -> Self:
        if self.low is None:
            raise ValueError("an effect needs its interval: give 'low' and 'high'")
        if min(self.value, self.low) <= 0:
            raise ValueError("a hazard ratio is above 0")
        if (self.over_days is None) != (self.reference_risk is None):
            raise ValueError("give both 'over_days' and 'reference_risk', or neither")
        if self.mark.value == "teaching" and self.measure is not Measure.CHOSEN:
            raise ValueError("a value chosen for teaching has measure: chosen")
        return self


class Element(Strict):
    """One thing that the model reads, and what it does to the hazard of each cause.

    Attributes:
        factor: which of the seven it belongs to.
        layer: standing or transient.
        name, dose: in words; the dose runs from 0 at `start` to 1 at `full`.
        start, full, window_days: the dose's definition.
        effects: cause -> daily hazard ratio at full dose; a cause that is absent is not affected.
    """

    factor: Factor
    layer: Layer
    name: Text
    dose: Text
    start: Quantity
    full: Quantity
    window_days: Quantity | None = None
    effects: dict[Cause, Effect] = Field(min_length=1)


class Interaction(Strict):
    """Two factors that do more, or less, together than apart.

    Attributes:
        between: the two factors.
        effects: cause -> hazard ratio beside the two factors' own, at full dose of both.
    """

    between: tuple[Factor, Factor]
    name: Text
    words: Text
    effects: dict[Cause, Effect] = Field(min_length=1)

    @model_validator(mode="after")
    def _two(self) -> Self:
        if self.between[0] == self.between[1]:
            raise ValueError("an interaction is between two different factors")
        return self


class PublishedRange(Strict):
    """Between which yearly incidences the model's populations must stay, and why."""

    low: Number = Field(ge=0, le=1)
    high: Number = Field(ge=0, le=1)
    sources: tuple[Citation, ...] = Field(min_length=1)
    words: Text


class CauseOfPain(Strict):
    """What an episode may come from.

    Attributes:
        incidence: per year, of a runner with none of the factors and of median susceptibility.
        published: the range that a population's incidence must keep.
        running_share: share of that hazard that goes with the hours run.
    """

    name: Text
    patient_words: Text
    incidence: Quantity
    published: PublishedRange
    running_share: Quantity


class FactorWords(Strict):
    """One of the seven factors in words.

    Attributes:
        words: what it is; honest: how far the evidence goes.
        cites: the article's statements; figures: published figures shown beside it.
    """

    name: Text
    patient_words: Text
    cites: tuple[Citation, ...] = Field(min_length=1)
    words: Text
    honest: Text
    figures: tuple[Key, ...] = ()


class Baseline(Strict):
    """The eighth bar."""

    name: Text
    words: Text


METRICS = ("single_run_ratio", "week_to_week", "acwr_rolling", "acwr_uncoupled", "acwr_ewma", "monotony")
"""Load measures that the metric trial examines, by their names in `toolkit.history.load`."""


class Metric(Strict):
    """One load measure on trial.

    Attributes:
        first, last: between which thresholds it is tried ('from' and 'to' in the file).
        usual: the line that is often drawn.
        found: what was found of it in people.
    """

    model_config = ConfigDict(populate_by_name=True)

    name: Text
    unit: Text
    first: Number = Field(alias="from")
    last: Number = Field(alias="to")
    usual: Quantity
    found: Text
    figures: tuple[Key, ...]


class RivalWords(Strict):
    """Another way to combine the same effects, and what would tell it from the others."""

    name: Text
    words: Text
    predicts: Text


class Settings(Strict):
    """Numbers that belong to the whole model.

    Attributes:
        cap: most that all effects together may do.
        window_days: the days before the consultation of which the chance is told.
        past_shape, past_first_days: how the effect of past episodes falls with time.
        family_shift: how far a family history moves the liability.
        first_pain: pain of an episode's first day, with its spread between episodes.
        energy_low: what low energy availability does to bone.
    """

    cap: Quantity
    window_days: Quantity
    past_shape: Quantity
    past_first_days: Quantity
    family_shift: Quantity
    first_pain: Quantity
    energy_low: Quantity


class FactorsFile(Strict):
    """All of `data/factors.yaml`."""

    reviewed_by: str | None
    about: Text
    settings: Settings
    settings_words: dict[Id, Text]
    not_in_it: tuple[Text, ...]
    causes: dict[Cause, CauseOfPain]
    factors: dict[Factor, FactorWords]
    baseline: Baseline
    elements: dict[Id, Element]
    interactions: dict[Id, Interaction]
    metrics: dict[Id, Metric]
    rivals: dict[Literal["interacting", "additive", "load_only"], RivalWords]
    rivals_parted_by: Text
    sentences: dict[Id, Text]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name, have, want in (
            ("settings_words", tuple(self.settings_words), tuple(Settings.model_fields)),
            ("causes", tuple(self.causes), CAUSES),
            ("factors", tuple(self.factors), FACTORS),
            ("elements", tuple(self.elements), ELEMENTS),
            ("metrics", tuple(self.metrics), METRICS),
            ("sentences", tuple(self.sentences), tuple(SENTENCES)),
        ):
            wrong = sorted(set(have) ^ set(want))
            if wrong:
                raise ValueError(f"'{name}' must hold just these: {', '.join(want)}; look at '{wrong[0]}'")
        for key, words in self.sentences.items():
            gaps = {gap for _, gap, _, _ in Formatter().parse(words) if gap is not None}
            unknown = sorted(gaps - SENTENCES[key])
            if unknown:
                raise ValueError(f"the sentence '{key}' has the gap '{unknown[0]}', which is never filled")
        return self

    def say(self, sentence: str, **gaps: object) -> str:
        """Fill the gaps of a sentence.

        >>> factors_file().say("most_well")
        'Most runners with such a history stay well.'
        """
        return self.sentences[sentence].format(**gaps)


@cache
def factors_file() -> FactorsFile:
    """Return the numbers and words of the combined-factor model."""
    return read_yaml("factors.yaml", FactorsFile)
