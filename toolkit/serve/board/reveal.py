"""What is shown when the lecturer says so: first the model given what was asked, later the truth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from toolkit.cases.judging import Verdict
from toolkit.cases.scoring import families_of, forecast
from toolkit.content.board import board_content
from toolkit.content.clinic import clinic
from toolkit.content.concern_rules import LEVELS
from toolkit.content.findings import findings
from toolkit.content.pain_types import pain_types
from toolkit.content.plan_items import Topic, plan_items
from toolkit.pain import Concern, Question, concern, screening
from toolkit.pain.questions import best
from toolkit.serve.board.ballot import BeliefBallot, NextBallot, PlanBallot
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.question import verdicts_now, worths_now
from toolkit.serve.board.vote import Vote


@dataclass(frozen=True)
class Calibration:
    """How far the class's beliefs lie from the model's, given what was asked.

    Attributes:
        brier: of each round, the mean over students of mean (p - q)^2 over the four families; p stated,
            q the model's. None where nobody answered.
        miss: of each round, the mean |p - q| in points of 100.
        crowd: of each round, the miss of the class's average answer.
        spread: of each round, the mean standard deviation over the families, in points.
        nearer, farther: students who answered both rounds and came nearer to the model, or went farther.
    """

    brier: tuple[float | None, float | None]
    miss: tuple[float | None, float | None]
    crowd: tuple[float | None, float | None]
    spread: tuple[float | None, float | None]
    nearer: int
    farther: int


@dataclass(frozen=True)
class Told:
    """What one option is worth by the model, given what was asked.

    Attributes:
        words: in a few words.
        marked: whether it is the best question, the level in force, or critical now.
        harmful: whether choosing it may harm.
    """

    words: str
    marked: bool = False
    harmful: bool = False


@dataclass(frozen=True)
class Revealed:
    """The model's side of a vote, given what was asked, and what everyone missed so far.

    Attributes:
        concern: the level of concern given what was asked: it stands before everything else.
        model: family -> probability.
        calibration: of a vote on belief; none otherwise.
        options: option or level -> what it is worth.
        best: the open question that tells most, whether it was listed or not; empty where all is asked.
        unasked: questions of everybody that nobody has asked yet.
        called: questions that an answer so far calls for, each with what calls for it.
        too_low: of each round, how many chose a level below the one in force; for a plan only.
    """

    concern: Concern
    model: Mapping[str, float]
    calibration: Calibration | None
    options: Mapping[str, Told]
    best: str
    unasked: tuple[str, ...]
    called: tuple[tuple[str, str], ...]
    too_low: tuple[int, int] | None


@dataclass(frozen=True)
class Missed:
    """A finding that was there and that nobody asked for.

    Attributes:
        ask: the question or test; `words`: what she would have said.
        level: the level of concern that it raises to, in words; empty where it raises none.
    """

    ask: str
    words: str
    level: str


@dataclass(frozen=True)
class TruthTold:
    """What is really there, and what was not asked.

    Attributes:
        words: the hidden states in words.
        unknowable: what no bedside can know of them.
        concern: the level of concern once everything was asked.
        missed: what raises that level, or decides the case, and was not asked.
        families: the families that are there.
        reasoning, explanation: what the author expects; empty for a generated patient.
    """

    words: str
    unknowable: tuple[str, ...]
    concern: Concern
    missed: tuple[Missed, ...]
    families: frozenset[str]
    reasoning: tuple[str, ...]
    explanation: str


@lru_cache(maxsize=16)
def revealed(vote: Vote) -> Revealed:
    """Return the model's side of a vote."""
    played = vote.played
    open_now = screening(played.known)
    worths = worths_now(played)
    first = best([each for each in worths.values() if each.id in played.open], 1)
    return Revealed(
        concern=played.concern,
        model=played.belief.family_probabilities,
        calibration=calibration(vote) if vote.question.kind == "belief" else None,
        options=_options(vote),
        best=first[0].id if first else "",
        unasked=open_now.always,
        called=tuple((each.ask, each.because) for each in open_now.called),
        too_low=_too_low(vote) if vote.question.kind == "plan" else None,
    )


def calibration(vote: Vote) -> Calibration:
    """Return how far the class lies from the model, round by round."""
    model = vote.played.belief.family_probabilities
    truth = families_of(vote.played.case.truth.types)
    told: list[tuple[float | None, float | None, float | None, float | None]] = []
    misses: list[dict[str, float]] = []
    for ballots in vote.rounds:
        said = {who: _shares(each) for who, each in ballots.items() if isinstance(each, BeliefBallot)}
        held = {who: forecast(each, model, model, truth) for who, each in said.items()}
        misses.append({who: each.miss for who, each in held.items()})
        if not said:
            told.append((None, None, None, None))
            continue
        mean = {key: fmean(each[key] for each in said.values()) for key in model}
        spread = fmean(
            (fmean((each[key] - mean[key]) ** 2 for each in said.values())) ** 0.5 for key in model
        )
        crowd = forecast(mean, model, model, truth).miss
        told.append(
            (
                fmean(each.brier_model for each in held.values()),
                fmean(each.miss for each in held.values()),
                crowd,
                100 * spread,
            )
        )
    steps = [misses[1][who] - miss for who, miss in misses[0].items() if who in misses[1]]
    first, second = told
    return Calibration(
        brier=(first[0], second[0]),
        miss=(first[1], second[1]),
        crowd=(first[2], second[2]),
        spread=(first[3], second[3]),
        nearer=sum(step < 0 for step in steps),
        farther=sum(step > 0 for step in steps),
    )


def own_miss(vote: Vote, visitor: str) -> float | None:
    """Return how far a student's last answer lies from the model, in points; for that student only."""
    ballot = vote.ballot(visitor, 2) or vote.ballot(visitor, 1)
    if not isinstance(ballot, BeliefBallot):
        return None
    model = vote.played.belief.family_probabilities
    return 100 * fmean(abs(share - model[key]) for key, share in _shares(ballot).items())


@lru_cache(maxsize=8)
def truth_told(played: PlayedCase) -> TruthTold:
    """Return what is really there; only when the lecturer says so."""
    case = played.case
    kinds = pain_types().types
    there = sorted(case.truth.types)
    full = case.found(played.visit)
    before = case.found(played.visit - 1) if played.visit else None
    return TruthTold(
        words=case.truth.words,
        unknowable=tuple(f"{kinds[kind].name}: {each}" for kind in there for each in kinds[kind].unknowable),
        concern=case.concern(full, before),
        missed=_missed(played),
        families=families_of(case.truth.types),
        reasoning=case.reasoning,
        explanation=case.explanation,
    )


def _missed(played: PlayedCase) -> tuple[Missed, ...]:
    """Return what was not asked: first what raises the level of concern, then what decides the case."""
    case, known = played.case, findings()
    there = case.visits[played.visit]
    full = case.found(played.visit)
    open_now = [key for key in played.open if there.levels[key] != known[key].level_ids[0]]
    now = played.concern
    found: dict[str, Missed] = {}
    for reason in concern(full, case.found(played.visit - 1) if played.visit else None).reasons:
        if LEVELS.index(reason.level) <= max(now.rank, LEVELS.index("context")):
            continue
        for key in reason.findings:
            if key in open_now and key not in found:
                found[key] = Missed(
                    known[key].ask, there.reply(key, case.seed + played.visit, again=True).words, reason.level
                )
    for key in case.expects.parts if case.expects else ():
        if key in played.open and key not in found:
            words = there.reply(key, case.seed + played.visit, again=True).words
            found[key] = Missed(known[key].ask, words, "")
    return tuple(found.values())


def _options(vote: Vote) -> dict[str, Told]:
    if vote.question.kind == "next":
        worths = worths_now(vote.played)
        listed = best([worths[key] for key in vote.question.option_ids if key in worths], 1)
        return {key: _question(worths.get(key), listed) for key in vote.question.option_ids}
    if vote.question.kind == "plan":
        level = vote.played.concern
        known = level.level != "none" or not level.unasked
        told = {each.item: _item(each, level) for each in verdicts_now(vote.played)}
        items = {key: told[key] for key in vote.question.option_ids}
        return items | {level.level: Told(level_words(level), marked=known)}
    return {}


def level_words(concern_now: Concern) -> str:
    """Say how far a level of concern is known: it is not, while nothing alarms and not everything was asked."""
    if concern_now.level == "none" and concern_now.unasked:
        return board_content().say("not_known", count=len(concern_now.unasked))
    return board_content().say("in_force")


def _item(verdict: Verdict, level: Concern) -> Told:
    """Return what a plan item is worth now.

    While a question of everybody is open, nothing urgent is called needless, and neither running, exercise nor
    going without a scan is called for.
    """
    topic = plan_items()[verdict.item].topic
    waits = topic in clinic().critical_topics or topic.loads or topic is Topic.IMAGING
    if level.unasked and waits and verdict.worth in {"recommended", "unnecessary"}:
        return Told(board_content().say("not_yet"))
    words = dict(board_content().worths)[verdict.worth]
    return Told(words, verdict.worth == "critical", verdict.worth == "harmful")


def _question(worth: Question | None, listed: Sequence[Question]) -> Told:
    if worth is None:
        return Told(board_content().say("not_done"), harmful=True)
    said = "worth_always" if findings()[worth.id].always else "worth"
    words = board_content().say(
        said, points=f"{100 * worth.expected_change:.0f}", plan=f"{100 * worth.plan_change:.0f}"
    )
    return Told(words, marked=worth.id in {each.id for each in listed})


def _too_low(vote: Vote) -> tuple[int, int]:
    rank = vote.played.concern.rank
    first, second = (
        sum(LEVELS.index(each.level) < rank for each in ballots.values() if isinstance(each, PlanBallot))
        for ballots in vote.rounds
    )
    return first, second


def _shares(ballot: BeliefBallot) -> dict[str, float]:
    return {key: points / 100 for key, points in ballot.families.items()}


def best_share(vote: Vote, number: int) -> float | None:
    """Return the share of a round that chose the best listed question; none where nobody answered."""
    marked = [key for key, told in revealed(vote).options.items() if told.marked]
    said = [each.finding for each in vote.rounds[number - 1].values() if isinstance(each, NextBallot)]
    return sum(each in marked for each in said) / len(said) if said else None
