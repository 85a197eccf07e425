"""One lesson on a running server: its board, its patients, how much each visitor may send, and where it is kept."""

import asyncio
import secrets
import sys
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TypeVar

from toolkit.cases.case import Case, CaseError
from toolkit.cases.clinic_choices import find_case
from toolkit.content.cases import Difficulty, offered_cases, read_case
from toolkit.content.fault import ContentError
from toolkit.serve.board.board import Board
from toolkit.serve.board.class_cohort import ClassCohort
from toolkit.serve.board.class_record import Line, RunnerLine, lines_of, runner_lines
from toolkit.serve.board.desk_view import CaseGroups
from toolkit.serve.board.keeping import Keeper
from toolkit.serve.board.played_case import PlayedCase
from toolkit.serve.board.question import verdicts_now, worths_now
from toolkit.serve.board.refusal import BoardError
from toolkit.serve.board.runner_pool import BLOCK, base_rate, population_of, runners_of
from toolkit.serve.kernels.gate import Allowance
from toolkit.serve.room.size import USUAL_STUDENTS

_Value = TypeVar("_Value")

_GROUPS: dict[Difficulty, str] = {"first": "To begin with", "middle": "Middle", "hard": "Hard"}
_MOST_ALLOWANCES = 2_000
_FIRST_BLOCKS = 3
_FEW_LEFT = 100
_LAST_NUMBER = 4_000
_SAVE_SECONDS = 1.0
_TRY_AGAIN_SECONDS = 10.0


class Lesson:
    """Everything that the board's pages share.

    Args:
        keep: a file in which the lesson is kept; in memory only where none is given.
        students: how many are expected.

    Raises:
        BoardError: the file cannot be used.
    """

    def __init__(self, keep: Path | None = None, students: int = USUAL_STUDENTS) -> None:
        self.board = Board()
        self.students = students
        self.seed = secrets.randbelow(1000)
        self.keeper = Keeper(keep) if keep else None
        self._allowances: OrderedDict[str, Allowance] = OrderedDict()
        self._extending = False
        self._saving = False

    # -- who may send how much

    def allows(self, visitor: str, what: str) -> bool:
        """Whether a visitor may send one more request of a kind: 'answer' or 'look'."""
        key = f"{what}:{visitor}"
        found = self._allowances.get(key)
        if found is None:
            found = Allowance(at_once=60, a_second=4) if what == "look" else Allowance(at_once=30, a_second=2)
            self._allowances[key] = found
            if len(self._allowances) > _MOST_ALLOWANCES:
                self._allowances.popitem(last=False)
        self._allowances.move_to_end(key)
        return found.take(1)

    def arrive(self, voter: str, now: float) -> None:
        """Count a student's page, and hand out a runner where the cohort is on; without a code do nothing.

        Beyond the largest class a page is not counted and takes no runner, but follows the lesson all the same:
        whoever pretends to be a crowd must not blind those who are one.
        """
        if not voter:
            return
        with suppress(BoardError):
            self.board.voters.presence.seen(voter, now)
            self.board.join(voter)

    # -- patients

    @staticmethod
    def case_groups() -> CaseGroups:
        """Return the patients on offer by difficulty; a file that cannot be read is left out."""
        found: dict[str, list[tuple[str, str]]] = {title: [] for title in _GROUPS.values()}
        for key, path in offered_cases().items():
            try:
                file = read_case(path)
            except ContentError:
                continue
            found[_GROUPS[file.difficulty]].append((key, file.title))
        return [(title, cases) for title, cases in found.items() if cases]

    async def find(self, key: str) -> Case:
        """Return a written case, or the patient of a code, ready to be played.

        Raises:
            BoardError: there is no such patient.
        """

        def ready() -> Case:
            case = find_case(key)
            warm(PlayedCase(case))
            return case

        try:
            return await in_thread(ready)
        except (CaseError, ContentError) as error:
            raise BoardError(str(error)) from None

    async def warm_up(self) -> None:
        """Reckon what the next step needs, away from the server's loop: nobody waits for it."""
        if self.board.played is not None:
            played = self.board.played
            await in_thread(lambda: warm(played))

    # -- the cohort

    async def make_cohort(self, seed: int) -> ClassCohort:
        """Live a population, and those of it whom the class will meet."""

        def live() -> ClassCohort:
            lived = population_of(seed)
            runners = [runner for at in range(_FIRST_BLOCKS) for runner in runners_of(seed, at * BLOCK)]
            return ClassCohort(seed, runners, base_rate(lived), lived)

        return await in_thread(live)

    async def enough_runners(self) -> None:
        """Live more runners when few are left to be handed out."""
        cohort = self.board.cohort
        if cohort is None or self._extending or cohort.waiting >= _FEW_LEFT:
            return
        first = (cohort.last_number // BLOCK + 1) * BLOCK
        if first >= _LAST_NUMBER:
            return
        self._extending = True
        try:
            cohort.add(await in_thread(lambda: runners_of(cohort.seed, first)))
        finally:
            self._extending = False

    # -- what is left

    def record(self, *, at_the_end: bool = False) -> tuple[tuple[Line, ...], tuple[RunnerLine, ...]]:
        """Return all lines of the lesson so far, of every cohort too.

        Args:
            at_the_end: whether the vote that is on is taken in as it stands: nothing more will come of it.
        """
        board = self.board
        votes = (*board.over, board.vote) if at_the_end and board.vote is not None else board.voted
        runners = (runner_lines(cohort.seed, cohort.done) for cohort in board.cohorts)
        return lines_of(votes), tuple(chain.from_iterable(runners))

    def save(self) -> None:
        """Write the lesson to its file, where it has one; try again later where that fails."""
        self._saving = False
        if self.keeper:
            self.keeper.keep(*self.record())
            if self.keeper.problem:
                self.save_soon(_TRY_AGAIN_SECONDS)

    def save_soon(self, seconds: float = _SAVE_SECONDS) -> None:
        """Write the lesson to its file in a moment, once for all that comes until then."""
        if self.keeper and not self._saving:
            self._saving = True
            asyncio.get_running_loop().call_later(seconds, self.save)

    def close(self) -> None:
        """Write the lesson a last time and let its file go; say so in the terminal where that fails."""
        if self.keeper is None:
            return
        self.keeper.keep(*self.record(at_the_end=True))
        if self.keeper.problem:
            print(f"  What was voted last is lost: {self.keeper.problem}", file=sys.stderr)
        self.keeper.close()
        self.keeper = None


def warm(played: PlayedCase) -> None:
    """Reckon what votes and reveals need of a patient, and keep it."""
    _ = played.belief.family_probabilities, played.concern, played.withheld
    worths_now(played)
    verdicts_now(played)


async def in_thread(work: Callable[[], _Value]) -> _Value:
    """Do work that takes a while without keeping the server's loop."""
    return await asyncio.get_running_loop().run_in_executor(None, work)
