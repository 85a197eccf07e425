"""The board of one lesson: what is in front of the class, the vote that is on, the cohort, and what is over."""

from typing import Literal

from toolkit.cases.case import Case
from toolkit.serve.board.ballot import Addressed, Ballot
from toolkit.serve.board.class_cohort import ClassCohort, Guess
from toolkit.serve.board.news import News
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.presence import Origins
from toolkit.serve.board.question import Question
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.seat_codes import Sheet
from toolkit.serve.board.vote import Vote
from toolkit.serve.board.voters import Voters

Shown = Literal["case", "cohort", "record"]

_CLOSE_FIRST = "A round is open. Close it first."
_NO_CASE = "Show a patient first."
_TOLD = "The truth of this patient has been told. Show another one."


class Board:
    """Everything that a lesson holds, in memory; gone when the server stops.

    Attributes:
        played: the patient in front of the class; none before one is shown.
        vote: the vote that is on, or was revealed last.
        told: whether the truth of this patient has been told.
        cohort: the class as a cohort; none before it is begun.
        cohorts: all that were begun, this one last.
        showing: whether the patient, the cohort or the lesson so far is in front of the class.
        over: votes that are over, in order.
        truths: ids of the cases whose truth was told.
        voters: who may vote, and who is here; a voter is empty for a browser that has no code yet.

    >>> board = Board()
    >>> board.ask("slr")
    Traceback (most recent call last):
    toolkit.serve.board.refusal.BoardError: Show a patient first.
    """

    def __init__(self) -> None:
        self.played: PlayedCase | None = None
        self.vote: Vote | None = None
        self.told = False
        self.cohorts: list[ClassCohort] = []
        self.showing: Shown = "case"
        self.over: list[Vote] = []
        self.truths: set[str] = set()
        self.voters = Voters()
        self._number = 0
        self._news = News()

    @property
    def cohort(self) -> ClassCohort | None:
        """The class as a cohort."""
        return self.cohorts[-1] if self.cohorts else None

    # -- what a page asks for, to know whether anything is new

    def student_key(self, voter: str) -> str:
        """Return what changes when something changes for this student, and not when others answer."""
        turn = self.cohort.turn(voter) if self.cohort else None
        return self._news.for_student(voter, turn.runner.number if turn else None)

    def lecturer_key(self, now: float) -> str:
        """Return what changes when something changes on the board."""
        return self._news.for_lecturer(self.voters.key(now))

    # -- who votes

    def hand_out(self, sheet: Sheet | None) -> None:
        """From now on each code of a sheet is a voter; without a sheet each browser is.

        Raises:
            BoardError: a vote or a cohort is on, whose answers would count twice.
        """
        if self.vote is not None and self.vote.phase != "revealed":
            raise BoardError("A vote is on. Reveal it, or put it aside, first.")
        if self.cohort is not None and self.cohort.open:
            raise BoardError("The cohort is open. Close it first.")
        self.voters.admit(sheet)
        self._news.changed()

    def from_one_address(self) -> tuple[int, int]:
        """Return how many answers of the vote's last round came from one device address, and how many there are."""
        if self.vote is None or self.voters.seats is not None:
            return 0, 0
        number = 2 if self.vote.second_was_opened else 1
        return self.voters.origins.most(number), len(self.vote.rounds[number - 1])

    # -- the lecturer's steps

    def choose(self, case: Case) -> None:
        """Show a patient to the class.

        Raises:
            BoardError: a round is open.
        """
        self._no_open_round()
        self._end_vote()
        self.played, self.told, self.showing = PlayedCase(case), False, "case"
        self._news.changed()

    def ask(self, finding: str) -> None:
        """Ask or examine one thing in front of all.

        Raises:
            BoardError: a vote is on, the truth is told, or the question cannot be asked.
        """
        asked = self._ready().ask(finding)
        self._end_vote()
        self.played, self.showing = asked, "case"
        self._news.changed()

    def ask_everybodys(self) -> None:
        """Ask all questions that everybody is asked and that are still open, in front of all.

        Raises:
            BoardError: a vote is on, the truth is told, or they have all been asked.
        """
        asked = self._ready()
        still = asked.concern.unasked
        if not still:
            raise BoardError("Everything that everybody is asked has been asked.")
        for finding in still:
            while finding in asked.open:
                asked = asked.ask(finding)
        self._end_vote()
        self.played, self.showing = asked, "case"
        self._news.changed()

    def come_back(self) -> None:
        """Open the patient's next visit.

        Raises:
            BoardError: a vote is on, the truth is told, or she does not come back.
        """
        later = self._ready().come_back()
        self._end_vote()
        self.played, self.showing = later, "case"
        self._news.changed()

    def open_vote(self, question: Question) -> None:
        """Open the first round of a new vote.

        Raises:
            BoardError: another vote is on, the truth is told, or there is no patient.
        """
        played = self._ready()
        self._end_vote()
        self._number += 1
        self.voters.origins = Origins()
        self.vote, self.showing = Vote(self._number, question, played), "case"
        self._news.changed()

    def close(self, *, show: bool) -> None:
        """Close the open round.

        Raises:
            BoardError: none is open.
        """
        self.vote = self._vote().close(show=show)
        self._news.changed()

    def show(self) -> None:
        """Uncover a closed round.

        Raises:
            BoardError: nothing is covered.
        """
        self.vote = self._vote().show()
        self._news.changed()

    def again(self) -> None:
        """Open the second round.

        Raises:
            BoardError: it cannot be opened now, or the truth is told.
        """
        if self.told:
            raise BoardError(_TOLD)
        self.vote = self._vote().again()
        self.showing = "case"
        self._news.changed()

    def reveal(self) -> None:
        """Show the model's side of the vote.

        Raises:
            BoardError: a round is open, or there is no vote.
        """
        self.vote = self._vote().reveal()
        self._news.changed()

    def put_aside(self) -> None:
        """End a vote without revealing anything; its answers stay in the record.

        Raises:
            BoardError: a round is open, or there is no vote.
        """
        self._vote()
        self._no_open_round()
        self._end_vote()
        self._news.changed()

    def tell(self) -> None:
        """Tell the truth of the patient.

        Raises:
            BoardError: there is none, or a round is open.
        """
        if self.played is None:
            raise BoardError(_NO_CASE)
        self._no_open_round()
        self.told, self.showing = True, "case"
        self.truths.add(self.played.case.id)
        self._news.changed()

    def begin_cohort(self, cohort: ClassCohort) -> None:
        """Put the class as a cohort in front; of one that was there before, the record keeps what was guessed.

        Raises:
            BoardError: a round is open.
        """
        self._no_open_round()
        self.cohorts.append(cohort)
        self.showing = "cohort"
        self._news.changed()

    def close_cohort(self) -> None:
        """Take no more guesses.

        Raises:
            BoardError: there is no cohort.
        """
        if self.cohort is None:
            raise BoardError("There is no cohort.")
        self.cohort.open = False
        self._news.changed()

    def look_at(self, shown: Shown) -> None:
        """Put the patient, the cohort or the lesson so far in front of the class.

        Raises:
            BoardError: a round is open, or there is nothing to look at.
        """
        self._no_open_round()
        if shown == "cohort" and self.cohort is None:
            raise BoardError("There is no cohort.")
        if shown == "record" and not self.voted:
            raise BoardError("No vote is over yet.")
        self.showing = shown
        self._news.changed()

    # -- the students' steps

    def cast(self, voter: str, address: Addressed, ballot: Ballot, whence: str = "") -> None:
        """Take a student's answer.

        Args:
            voter: whose.
            address: for which vote and round.
            ballot: the answer.
            whence: the device address from which it came.

        Raises:
            BoardError: no such round is open, or a code is needed first.
        """
        self._with_code(voter)
        if self.vote is None:
            raise BoardError("No vote is on. Your answer was not counted.")
        self.vote = self.vote.cast(voter, address, ballot)
        self.voters.origins.note(address.round, voter, whence)
        self._news.answered(voter)

    def guess(self, voter: str, sent: Guess) -> None:
        """Take a student's guess.

        Raises:
            BoardError: there is no cohort, or the guess cannot be taken, or a code is needed first.
        """
        self._with_code(voter)
        if self.cohort is None:
            raise BoardError("There is no cohort. Your guess was not counted.")
        self.cohort.commit(voter, sent)
        self._news.answered(voter)

    def next_runner(self, voter: str) -> None:
        """Hand a student the next runner.

        Raises:
            BoardError: there is no cohort, or no further runner, or a code is needed first.
        """
        self._with_code(voter)
        if self.cohort is None:
            raise BoardError("There is no cohort.")
        self.cohort.another(voter)
        self._news.answered(voter)

    def join(self, voter: str) -> None:
        """Hand a student a runner, where the cohort is on and one is left."""
        cohort = self.cohort
        if self.showing == "cohort" and cohort is not None and cohort.open and cohort.waiting:
            cohort.join(voter)

    # -- what is over

    @property
    def voted(self) -> tuple[Vote, ...]:
        """All votes that are over, the one revealed just now included."""
        now = [self.vote] if self.vote is not None and self.vote.phase == "revealed" else []
        return (*self.over, *now)

    def _ready(self) -> PlayedCase:
        if self.played is None:
            raise BoardError(_NO_CASE)
        if self.told:
            raise BoardError(_TOLD)
        if self.vote is not None and self.vote.phase != "revealed":
            raise BoardError("A vote is on. Reveal it, or put it aside, first.")
        return self.played

    def _vote(self) -> Vote:
        if self.vote is None:
            raise BoardError("No vote is on.")
        return self.vote

    def _no_open_round(self) -> None:
        if self.vote is not None and self.vote.open_round:
            raise BoardError(_CLOSE_FIRST)

    def _end_vote(self) -> None:
        if self.vote is not None:
            self.over.append(self.vote)
        self.vote = None

    @staticmethod
    def _with_code(voter: str) -> None:
        if not voter:
            raise BoardError("Your answer was not counted: enter the code of your seat first.")
