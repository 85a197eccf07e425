"""A patient whom the whole class sees: what was asked so far, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from toolkit.cases.case import Case, CaseError, Reply
from toolkit.content.cases import Answer
from toolkit.content.findings import findings
from toolkit.pain import Belief, Concern, withheld_tests
from toolkit.pain.marginals import type_shares
from toolkit.plans import Plan
from toolkit.serve.board.refusal import BoardError


@dataclass(frozen=True, eq=False)
class PlayedCase:
    """A patient in front of the class. Each method returns a new value.

    Attributes:
        case: the patient.
        visit: which consultation, from 0.
        replies: what came of each question of each visit so far, in order.

    >>> from toolkit.cases.case import load_case
    >>> played = PlayedCase(load_case("calf_line")).ask("stops_running")
    >>> played.known, played.opening[:10]
    ({'stops_running': 'present'}, 'It shoots ')
    """

    case: Case
    visit: int = 0
    replies: tuple[tuple[Reply, ...], ...] = ((),)

    @property
    def opening(self) -> str:
        """Her first sentence at this visit."""
        return self.case.visits[self.visit].opening

    @property
    def said(self) -> tuple[Reply, ...]:
        """What came of the questions of this visit, in order."""
        return self.replies[self.visit]

    @cached_property
    def known(self) -> dict[str, Answer]:
        """Finding -> answer at this visit; only what was clearly answered."""
        return _clear(self.said)

    @cached_property
    def before(self) -> Mapping[str, Answer] | None:
        """The same of the visit before; none at the first."""
        return _clear(self.replies[self.visit - 1]) if self.visit else None

    @cached_property
    def belief(self) -> Belief:
        """The model's belief given what was asked."""
        return self.case.belief(self.known)

    @cached_property
    def concern(self) -> Concern:
        """The level of concern given what was asked."""
        return self.case.concern(self.known, self.before)

    @cached_property
    def plan(self) -> Plan:
        """The model's plan given what was asked."""
        return self.case.plan(self.known, self.before)

    @cached_property
    def withheld(self) -> Mapping[str, str]:
        """Tests that would load a bone that may be failing, each with the reason."""
        return withheld_tests(type_shares(self.belief.joint))

    @property
    def open(self) -> tuple[str, ...]:
        """Questions and tests that have no clear answer yet, in the order in which they are asked."""
        asked = {reply.finding for reply in self.said if reply.kind != "vague"}
        return tuple(key for key in findings() if key not in asked)

    @property
    def more_visits(self) -> bool:
        """Whether she comes back once more."""
        return self.visit + 1 < len(self.case.visits)

    def ask(self, finding: str) -> Self:
        """Ask or examine one thing in front of all. A vague answer becomes clear when it is asked for again.

        Raises:
            BoardError: there is no such question, or it was answered already.
        """
        if finding in findings() and finding not in self.open:
            raise BoardError(f"'{findings()[finding].ask}' has been asked already.")
        again = any(reply.finding == finding for reply in self.said)
        try:
            reply = self.case.visits[self.visit].reply(finding, self.case.seed + self.visit, again=again)
        except CaseError as error:
            raise BoardError(str(error)) from None
        now = (*self.said, reply)
        return replace(self, replies=(*self.replies[: self.visit], now))

    def come_back(self) -> Self:
        """Open the next visit.

        Raises:
            BoardError: she does not come back.
        """
        if not self.more_visits:
            raise BoardError("This patient does not come back.")
        return replace(self, visit=self.visit + 1, replies=(*self.replies, ()))


def _clear(replies: tuple[Reply, ...]) -> dict[str, Answer]:
    return {
        reply.finding: reply.level if reply.number is None else reply.number
        for reply in replies
        if reply.level is not None
    }
