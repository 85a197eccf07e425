"""How the case clinic behaves and scores: `data/clinic.yaml`."""

from functools import cache

from pydantic import Field

from toolkit.content.plan_items import Topic
from toolkit.content.quantity import Id, Quantity, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Patience(Strict):
    """How patients of generated cases answer.

    Attributes:
        vague: share of questions answered vaguely at first; `forgets`: share that cannot be answered.
        vague_words, forgets_words: what they say then.
    """

    vague: Quantity
    forgets: Quantity
    vague_words: tuple[Text, ...] = Field(min_length=2)
    forgets_words: tuple[Text, ...] = Field(min_length=2)


class Weights(Strict):
    """What the parts of a score weigh; they sum to 100."""

    belief: Quantity
    reach: Quantity
    safety: Quantity
    plan: Quantity
    inquiry: Quantity


class Scoring(Strict):
    """The rules of scoring.

    Attributes:
        weights: of the parts.
        miss_allowed: mean distance (points of 100) from the model's belief at which nothing is earned.
        hint_allowed: expected change of belief under which a question counts as 'told little'.
        easy_questions: so many questions cost nothing; `question_cost`: points for each further one.
        under_triage: points lost for each level of concern below the one in force; `over_triage`: above it.
        missed_cap: the most that a case with a missed emergency can earn.
        harmful_cost, unnecessary_cost: points of the plan's part lost for each such item.
        unasked_cost: points of the safety part lost for each question of everybody that was not asked.
        critical_share: weight of critical items within the plan's part; the rest is for recommended ones.
        enough_recommended: so many recommended items earn all of it.
        log_floor: stated probabilities are kept this far from 0 and 1 in the log score.
        few_cases: below so many cases nothing is said of calibration.
    """

    weights: Weights
    miss_allowed: Quantity
    hint_allowed: Quantity
    easy_questions: Quantity
    question_cost: Quantity
    under_triage: Quantity
    over_triage: Quantity
    missed_cap: Quantity
    harmful_cost: Quantity
    unnecessary_cost: Quantity
    unasked_cost: Quantity
    critical_share: Quantity
    enough_recommended: Quantity
    log_floor: Quantity
    few_cases: Quantity


class Band(Strict):
    """Entropy of the belief (bits, four families) once everything was asked, from low up to high."""

    low: Quantity
    high: Quantity


class Vignettes(Strict):
    """The pattern drill: how many, how long, with how many findings, how clear at least."""

    count: Quantity
    seconds: Quantity
    findings: Quantity
    clear: Quantity


class Clinic(Strict):
    """All of it.

    Attributes:
        patience, scoring, drill: as named.
        difficulty: first, middle, hard -> band of entropy of generated patients.
        critical_topics, critical_items: what is critical where a full plan holds it.
        slow_items: neutral, and too slow, where the level of concern is the same day.
        needless_topics: what is unnecessary where it does not.
        surface: findings that make two patients look alike at first.
        menu: heading -> plan item -> short words; the same for every patient, so that it tells nothing.
        reliability: what is said of single scores.
        honour: what is said of restored addresses.
    """

    patience: Patience
    scoring: Scoring
    difficulty: dict[Id, Band]
    drill: Vignettes
    critical_topics: tuple[Topic, ...]
    critical_items: tuple[Id, ...]
    slow_items: tuple[Id, ...]
    needless_topics: tuple[Topic, ...]
    surface: tuple[Id, ...] = Field(min_length=6)
    menu: dict[Text, dict[Id, Text]]
    reliability: Text
    honour: Text
    sources: tuple[Source, ...] = ()
    reviewed_by: str | None = None


@cache
def clinic() -> Clinic:
    """Return the clinic's rules.

    >>> sum(w.value for w in dict(clinic().scoring.weights).values())
    100.0
    """
    return read_yaml("clinic.yaml", Clinic)
