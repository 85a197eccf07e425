"""Keep running? The article's rule on a diary of runs, with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Self

from pydantic import Field

from toolkit.content.quantity import Strict
from toolkit.content.running import RunningRule, running
from toolkit.plans.running_rules import Answer, blocking
from toolkit.plans.scales import Severity, Trend
from toolkit.plans.situation import Situation
from toolkit.plans.standing import Standing


class RunRecord(Strict):
    """Pain round one run, 0 to 10.

    Attributes:
        day: the run's day, counted so that later is larger (today is 0, yesterday -1).
        during, after: worst pain in the run, and in the evening after it.
        next_morning: pain the morning after; none when it has not come yet or was not written down.
        before: pain before the run, where it is known.
        gait_changed: ran differently to tolerate the pain.
    """

    day: int
    during: float = Field(ge=0, le=10)
    after: float = Field(ge=0, le=10)
    next_morning: float | None = Field(default=None, ge=0, le=10)
    before: float | None = Field(default=None, ge=0, le=10)
    gait_changed: bool = False

    @property
    def worst(self) -> float:
        """The worst of the known pains of this run."""
        return max(self.during, self.after, self.next_morning or 0.0)

    def rose(self, allowed: float) -> bool:
        """Tell whether pain got worse in the run, after it or the next morning, by more than `allowed`."""
        base = self.during if self.before is None else self.before
        later = [self.during, self.after, *([] if self.next_morning is None else [self.next_morning])]
        return max(later) > base + allowed


class RunningSettings(Strict):
    """Limits of the rule, points of 10. The limits of pain scales were tested for the Achilles tendon only.

    Attributes:
        during, after, next_morning: pain up to which it counts as low-level.
        rise: rise during or after the run that is still called 'no worse'.
        trend_rise: how much the later half of the runs must exceed the earlier half.
        runs_for_trend: fewer runs than this show no trend.
    """

    during: float = Field(ge=0, le=5)
    after: float = Field(ge=0, le=5)
    next_morning: float = Field(ge=0, le=5)
    rise: float = Field(ge=0, le=2)
    trend_rise: float = Field(gt=0, le=3)
    runs_for_trend: int = Field(ge=2)

    @classmethod
    def usual(cls) -> Self:
        """The settings of `data/running.yaml`."""
        limits = running().limits
        return cls(
            during=limits.during.value,
            after=limits.after.value,
            next_morning=limits.next_morning.value,
            rise=limits.rise.value,
            trend_rise=limits.trend_rise.value,
            runs_for_trend=int(limits.runs_for_trend.value),
        )


@dataclass(frozen=True)
class RuleReason:
    """One rule that spoke, with its words, what would change it, and where it is from."""

    id: str
    answer: Answer
    text: str
    then: str
    cites: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Verdict:
    """The rule's answer.

    Attributes:
        answer: yes, no or not yet.
        headline: the answer in one sentence.
        reasons: the rules that spoke, strictest first.
        trend: later minus earlier half of the runs' worst pain, points of 10; none with too few runs.
        limits_note: what the limits of pain scales were tested for.
    """

    answer: Answer
    headline: str
    reasons: tuple[RuleReason, ...]
    trend: float | None
    limits_note: str

    @property
    def rule_ids(self) -> tuple[str, ...]:
        """Ids of the rules that spoke, strictest first."""
        return tuple(reason.id for reason in self.reasons)


LIMITS_NOTE = (
    "Limits of pain scales were tested for the Achilles tendon only: not for nerve pain, never for bone."
)


def keep_running(
    runs: Sequence[RunRecord], situation: Situation, settings: RunningSettings | None = None
) -> Verdict:
    """Answer 'may I keep running?' from a diary of runs and the situation.

    A suspected bone, a growing weakness and an urgent concern never pass, whatever the runs say. With
    several possible types the strictest answer holds.

    Args:
        runs: runs since the pain began, in any order; six make a good exercise.
        situation: how the person is.
        settings: limits; those of `data/running.yaml` when none are given.

    Source: article G1, G2, F8, F9, F10, E2; limits as marked in `data/running.yaml`.

    >>> calm = [RunRecord(day=-d, during=1, after=1, next_morning=1) for d in (9, 7, 5, 3)]
    >>> well = Situation(belief={"referred": 0.8}, severity="mild")
    >>> keep_running(calm, well).answer.value
    'yes'
    >>> worse = [RunRecord(day=-9 + d, during=d / 3, after=d / 3) for d in range(9)]
    >>> keep_running(worse, well).rule_ids
    ('worsening',)
    """
    limits = settings or RunningSettings.usual()
    standing = Standing(situation)
    ordered = sorted(runs, key=lambda run: run.day)
    trend = trend_of(ordered, limits)
    told = {"trend_unknown"} if trend is not None else set()  # the runs themselves tell it
    spoken = [rule for rule in blocking(standing) if rule not in told]
    if trend is not None and trend >= limits.trend_rise:
        spoken.append("worsening")
    if ordered:
        last = ordered[-1]
        if last.gait_changed:
            spoken.append("gait_changed")
        if _above(last, limits):
            spoken.append("above_limit")
        if last.rose(limits.rise):
            spoken.append("worse_after")
    elif not spoken:
        spoken.append("nothing_known")
    if not spoken:
        spoken = ["low_and_steady", *_permissions(standing)]
        if situation.trend is Trend.IMPROVING or (trend is not None and trend <= -limits.trend_rise):
            spoken.append("easing")
    reasons = tuple(_reason(rule) for rule in dict.fromkeys(spoken))
    ranked = tuple(sorted(reasons, key=lambda reason: -reason.answer.order))
    return Verdict(ranked[0].answer, _headline(ranked), ranked, trend, LIMITS_NOTE)


def trend_of(runs: Sequence[RunRecord], settings: RunningSettings) -> float | None:
    """Return how much more the later half of the runs hurt than the earlier half, points of 10.

    With an odd number the middle run is left out. None when there are too few runs.
    """
    if len(runs) < settings.runs_for_trend:
        return None
    half = len(runs) // 2
    return fmean(run.worst for run in runs[-half:]) - fmean(run.worst for run in runs[:half])


def _above(run: RunRecord, limits: RunningSettings) -> bool:
    morning = run.next_morning if run.next_morning is not None else 0.0
    return run.during > limits.during or run.after > limits.after or morning > limits.next_morning


def _permissions(standing: Standing) -> list[str]:
    rules = [rule for type_id in standing.possible for rule in running().types[type_id].rules]
    mild = standing.situation.severity <= Severity.MILD
    return [rule for rule in dict.fromkeys(rules) if running().rules[rule].answer == "yes" and mild]


def _reason(rule_id: str) -> RuleReason:
    rule: RunningRule = running().rules[rule_id]
    return RuleReason(rule_id, Answer(rule.answer), rule.text, rule.then, rule.cites, rule.source)


def _headline(reasons: tuple[RuleReason, ...]) -> str:
    return f"{reasons[0].answer.words.capitalize()}. {reasons[0].text}"
