"""The class as a cohort: each student gets another runner, commits to a guess, then sees what came."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

from pydantic import Field, ValidationError

from toolkit.content.board import board_content
from toolkit.content.quantity import Strict
from toolkit.factors.cohort import Cohort
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.runner_pool import BaseRate, ClassRunner

MOST_TURNS = 10
"""Runners that one student may take, one after the other."""


class Guess(Strict):
    """What is sent of a guess.

    Attributes:
        runner: number of the runner it is meant for.
        guess: that pain begins in the days that follow, in per cent.
    """

    runner: Annotated[int, Field(ge=0, le=1_000_000)]
    guess: Annotated[int, Field(ge=0, le=100)]


@dataclass(frozen=True)
class Turn:
    """One runner in one student's hand; the guess is none until it is committed."""

    runner: ClassRunner
    guess: int | None = None


@dataclass(frozen=True)
class Group:
    """Some runners counted together.

    Attributes:
        name: of the group; runners, episodes: how many.
        guess: mean guess in per cent; none where too few guesses would show somebody's.
    """

    name: str
    runners: int
    episodes: int
    guess: float | None


@dataclass(frozen=True)
class CohortResult:
    """What the class's runners came to so far.

    Attributes:
        students: who took part; runners: with a committed guess; episodes: how many of them had one.
        expected: what the model expected of these very runners: the sum of their chances.
        guess: mean guess in per cent; none with too few.
        brier, brier_base: mean (guess - what came)^2, and the same for saying the population's share always.
        by_number: groups by number of factors present; by_guess: groups by what was guessed.
    """

    students: int
    runners: int
    episodes: int
    expected: float
    guess: float | None
    brier: float | None
    brier_base: float | None
    by_number: tuple[Group, ...]
    by_guess: tuple[Group, ...]


class ClassCohort:
    """Who holds which runner. Each is handed out once, in an order drawn by lot.

    A runner's number stands in the record, and must not tell who came when.

    Args:
        seed: of the population.
        runners: those of the population who are well today, in order; more may be added.
        base: how many of the whole population had an episode.
        population: the whole population, counted.
    """

    def __init__(self, seed: int, runners: Sequence[ClassRunner], base: BaseRate, population: Cohort) -> None:
        self.seed, self.base, self.population = seed, base, population
        self.open = True
        self._waiting = _by_lot(runners)
        self._turns: dict[str, list[Turn]] = {}

    @property
    def waiting(self) -> int:
        """How many runners are still to be handed out."""
        return len(self._waiting)

    @property
    def last_number(self) -> int:
        """The highest number of a runner handed out or waiting."""
        held = [turn.runner for turns in self._turns.values() for turn in turns]
        return max((runner.number for runner in (*held, *self._waiting)), default=-1)

    def add(self, runners: Sequence[ClassRunner]) -> None:
        """Put more runners at the end of those that wait."""
        last = self.last_number
        self._waiting += _by_lot([runner for runner in runners if runner.number > last])

    def turn(self, visitor: str) -> Turn | None:
        """Return the runner in a student's hand; none where there is none yet."""
        turns = self._turns.get(visitor)
        return turns[-1] if turns else None

    def taken(self, visitor: str) -> int:
        """Return how many runners a student has taken."""
        return len(self._turns.get(visitor, ()))

    def join(self, visitor: str) -> Turn:
        """Hand a student a runner; the same again while the guess is open, and after it.

        Raises:
            BoardError: the cohort is closed, or no runner is left.
        """
        return self.turn(visitor) or self._hand(visitor)

    def another(self, visitor: str) -> Turn:
        """Hand a student the next runner.

        Raises:
            BoardError: the guess for this one is open, the cohort is closed, or there were enough.
        """
        turn = self.turn(visitor)
        if turn is not None and turn.guess is None:
            raise BoardError("Say first what you expect of this runner.")
        if self.taken(visitor) >= MOST_TURNS:
            raise BoardError(f"You have had {MOST_TURNS} runners: that is all.")
        return self._hand(visitor)

    def commit(self, visitor: str, sent: Guess) -> Turn:
        """Fix a guess; from then on the student may see what came.

        Raises:
            BoardError: there is no such runner in the student's hand, the guess stands already, or the cohort
                is closed.
        """
        turn = self.turn(visitor)
        if turn is None or turn.runner.number != sent.runner:
            raise BoardError("This guess is for another runner. Load the page again.")
        if turn.guess is not None:
            raise BoardError("Your guess for this runner stands: it was given before you saw what came.")
        if not self.open:
            raise BoardError("The lecturer has closed the cohort. Your guess was not counted.")
        self._turns[visitor][-1] = replace(turn, guess=sent.guess)
        return self._turns[visitor][-1]

    @property
    def done(self) -> tuple[Turn, ...]:
        """All turns with a guess, by the runner's number: no order of arrival, and nobody's name."""
        found = [turn for turns in self._turns.values() for turn in turns if turn.guess is not None]
        return tuple(sorted(found, key=lambda turn: turn.runner.number))

    def result(self) -> CohortResult:
        """Return what the class's runners came to so far."""
        done = self.done
        share = self.base.share
        few = len(done) < round(board_content().fewest_votes.value)
        students = sum(any(turn.guess is not None for turn in turns) for turns in self._turns.values())
        return CohortResult(
            students=students,
            runners=len(done),
            episodes=sum(_hurt(turn) for turn in done),
            expected=sum(turn.runner.chance for turn in done),
            guess=None if few else sum(_said(turn) for turn in done) / len(done),
            brier=None if few else sum((_said(turn) / 100 - _hurt(turn)) ** 2 for turn in done) / len(done),
            brier_base=None if few else sum((share - _hurt(turn)) ** 2 for turn in done) / len(done),
            by_number=_by_number(done),
            by_guess=_by_guess(done),
        )

    def _hand(self, visitor: str) -> Turn:
        if not self.open:
            raise BoardError("The lecturer has closed the cohort.")
        if not self._waiting:
            raise BoardError("No runner is left just now. Try again in a moment.")
        turn = Turn(self._waiting.pop(0))
        self._turns.setdefault(visitor, []).append(turn)
        return turn


def read_guess(fields: dict[str, list[str]]) -> Guess:
    """Read a guess from the fields of a form.

    Raises:
        BoardError: something is missing, unknown or out of range.

    >>> read_guess({"runner": ["3"], "guess": ["10"]}).guess
    10
    """
    try:
        return Guess.model_validate(
            {key: sent[0] if len(sent) == 1 else sent for key, sent in fields.items()}
        )
    except ValidationError:
        raise BoardError("Say how likely it is that pain begins, from 0 to 100.") from None


def _by_lot(runners: Sequence[ClassRunner]) -> list[ClassRunner]:
    return secrets.SystemRandom().sample(runners, len(runners))


def _said(turn: Turn) -> int:
    return turn.guess or 0


def _hurt(turn: Turn) -> bool:
    return turn.runner.day is not None


def _group(name: str, turns: Sequence[Turn]) -> Group:
    few = len(turns) < round(board_content().fewest_votes.value)
    guess = None if few else sum(_said(turn) for turn in turns) / len(turns)
    return Group(name, len(turns), sum(_hurt(turn) for turn in turns), guess)


def _by_number(done: Sequence[Turn]) -> tuple[Group, ...]:
    most = max((len(turn.runner.present) for turn in done), default=-1)
    return tuple(
        _group(str(number), [turn for turn in done if len(turn.runner.present) == number])
        for number in range(most + 1)
    )


def _by_guess(done: Sequence[Turn]) -> tuple[Group, ...]:
    edges = board_content().guess_edges
    last = len(edges) - 2
    groups = []
    for at, (low, high) in enumerate(pairwise(edges)):
        inside = [turn for turn in done if low <= _said(turn) < high or (at == last and _said(turn) == high)]
        groups.append(_group(f"{low} to {high if at == last else high - 1} %", inside))
    return tuple(groups)
