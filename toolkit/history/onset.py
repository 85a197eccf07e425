"""How pain enters a diary: a rule from outside says when an episode begins, the day-step does the rest."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from toolkit.history.diaries import Diaries
from toolkit.history.diary import Flags, Floats, Whole

NEVER = -1


class Onsets(NamedTuple):
    """The next onset of each life asked for, all of shape (lives,).

    Attributes:
        day: index of the day on which pain begins; -1 where none does.
        severity: pain of that day, 0 to 10.
        cause: position of the cause in `Diaries.causes`; -1 where none is named.
        halving_days: days in which the pain halves; nan for the number of `data/day_step.yaml`.
        limits_running: share of a run lost per point of pain above the tolerated; nan likewise.
    """

    day: Whole
    severity: Floats
    cause: Whole
    halving_days: Floats
    limits_running: Floats

    @classmethod
    def make(
        cls,
        day: Whole,
        severity: Floats | float,
        *,
        cause: Whole | int = -1,
        halving_days: Floats | float = float("nan"),
        limits_running: Floats | float = float("nan"),
    ) -> "Onsets":
        """Return onsets with single numbers spread over all lives.

        >>> Onsets.make(np.array([3, -1]), 6).severity
        array([6., 6.])
        """
        shape = day.shape
        return cls(
            day.astype(np.int64),
            np.broadcast_to(np.asarray(severity, dtype=np.float64), shape),
            np.broadcast_to(np.asarray(cause, dtype=np.int64), shape),
            np.broadcast_to(np.asarray(halving_days, dtype=np.float64), shape),
            np.broadcast_to(np.asarray(limits_running, dtype=np.float64), shape),
        )

    def take(self, lives: Whole | Flags) -> "Onsets":
        """Return the onsets of some of the lives."""
        return Onsets(
            self.day[lives],
            self.severity[lives],
            self.cause[lives],
            self.halving_days[lives],
            self.limits_running[lives],
        )


class OnsetRule(Protocol):
    """Says when the next episode of each life begins.

    The day-step asks for all lives at once, then lets the pain run its course in those that have an onset,
    lives their days again with it, and asks again for those alone, until no further onset comes. This equals
    asking day by day as long as the rule decides day t from what happened up to day t and that day's luck.
    """

    causes: tuple[str, ...]
    """Names of the causes that `Onsets.cause` counts."""

    def __call__(self, lived: Diaries, lives: Whole, after: Whole) -> Onsets:
        """Return the first onset later than a given day.

        Args:
            lived: the days of the lives asked for, as lived so far, pain of earlier episodes included.
            lives: which lives of the batch these are, shape (lives asked for,).
            after: index of the last settled day, -1 at the start; an onset on it or before it counts as none.
        """
        ...


@dataclass(frozen=True)
class GivenOnset:
    """A rule that starts one episode on a given day, in every life.

    Attributes:
        days_before: how many days before the consultation pain began (1 is the last day).
        severity: pain of that day, 0 to 10.
        halving_days: days in which it halves; nan for the ordinary number.

    >>> GivenOnset(days_before=10).severity
    6.0
    """

    days_before: int
    severity: float = 6.0
    halving_days: float = float("nan")
    causes: tuple[str, ...] = ()

    def __call__(self, lived: Diaries, lives: Whole, after: Whole) -> Onsets:
        """Return the given day where it is still to come."""
        day = lived.days - self.days_before
        due = np.where((day > after) & (day >= 0), day, NEVER)
        return Onsets.make(np.broadcast_to(due, lives.shape), self.severity, halving_days=self.halving_days)
