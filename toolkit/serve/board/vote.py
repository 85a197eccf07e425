"""One vote: a question, two rounds, and what may be done when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, Self

from toolkit.serve.board.ballot import Addressed, Ballot
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.question import Question
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.room.size import MOST_STUDENTS

Phase = Literal["round_1", "covered_1", "shown_1", "round_2", "covered_2", "shown_2", "revealed"]
Ballots = Mapping[str, Ballot]

MOST_VOTERS = MOST_STUDENTS
"""More answers than the largest room has students are no class: somebody sends them by machine."""

_NONE: Ballots = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class Vote:
    """A vote. Each method returns a new value, or refuses.

    Attributes:
        number: of the vote, from 1.
        question: what is asked.
        played: the patient, with what was asked when the vote was opened.
        phase: where it stands.
        rounds: visitor -> answer, of the first and of the second round.

    >>> from toolkit.cases.case import load_case
    >>> from toolkit.serve.board.question import belief_question
    >>> vote = Vote(1, belief_question(), PlayedCase(load_case("calf_line")))
    >>> vote.close(show=True).phase
    'shown_1'
    """

    number: int
    question: Question
    played: PlayedCase
    phase: Phase = "round_1"
    rounds: tuple[Ballots, Ballots] = (_NONE, _NONE)

    @property
    def open_round(self) -> int | None:
        """The round that takes answers; none where none does."""
        return {"round_1": 1, "round_2": 2}.get(self.phase)

    @property
    def shown_rounds(self) -> tuple[int, ...]:
        """The rounds that may be looked at by all."""
        if self.phase == "revealed":
            return (1, 2) if self.rounds[1] else (1,)
        return {"shown_1": (1,), "round_2": (), "covered_2": (), "shown_2": (1, 2)}.get(self.phase, ())

    @property
    def second_was_opened(self) -> bool:
        """Whether there is a second round, or has been."""
        return self.phase in {"round_2", "covered_2", "shown_2"} or bool(self.rounds[1])

    def ballot(self, visitor: str, number: int) -> Ballot | None:
        """Return a visitor's own answer of a round; none where there is none."""
        return self.rounds[number - 1].get(visitor)

    def cast(self, visitor: str, address: Addressed, ballot: Ballot) -> Self:
        """Take an answer; the visitor's earlier one of the same round is replaced, never added to.

        Raises:
            BoardError: the round is not open, the answer is for another one, or the room is full.
        """
        if address.vote != self.number or address.round != self.open_round:
            raise BoardError("This round is closed. Your answer was not counted.")
        if ballot.kind != self.question.kind:
            raise BoardError("This answer does not fit the question. Load the page again.")
        at = address.round - 1
        if visitor not in self.rounds[at] and len(self.rounds[at]) >= MOST_VOTERS:
            raise BoardError(f"This vote holds {MOST_VOTERS} answers and takes no more.")
        held: Ballots = MappingProxyType({**self.rounds[at], visitor: ballot})
        rounds = (held, self.rounds[1]) if at == 0 else (self.rounds[0], held)
        return replace(self, rounds=rounds)

    def close(self, *, show: bool) -> Self:
        """Close the open round, and show it to all or keep it covered.

        Raises:
            BoardError: no round is open.
        """
        if self.open_round == 1:
            return replace(self, phase="shown_1" if show else "covered_1")
        if self.open_round == 2:
            return replace(self, phase="shown_2" if show else "covered_2")
        raise BoardError("No round is open.")

    def show(self) -> Self:
        """Uncover a closed round.

        Raises:
            BoardError: nothing is covered.
        """
        if self.phase == "covered_1":
            return replace(self, phase="shown_1")
        if self.phase == "covered_2":
            return replace(self, phase="shown_2")
        raise BoardError("Nothing is covered.")

    def again(self) -> Self:
        """Open the second round, on the same question.

        Raises:
            BoardError: the first is still open, or the second was opened already.
        """
        if self.phase not in {"covered_1", "shown_1"}:
            raise BoardError("The second round follows the first, once.")
        return replace(self, phase="round_2")

    def reveal(self) -> Self:
        """Show all rounds beside the model's answer given what was asked.

        Raises:
            BoardError: a round is open.
        """
        if self.open_round:
            raise BoardError("Close the round first.")
        return replace(self, phase="revealed")
