"""Live a runner's weeks with the chance of an episode, and what pain does to the days after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toolkit.content.factors import CAUSES, Cause, factors_file
from toolkit.factors.attribution import Attribution
from toolkit.factors.hazards import Hazards
from toolkit.factors.model import CombinedFactorModel
from toolkit.factors.onset import HazardOnset, daily_by_cause, first_onset
from toolkit.factors.standing import Standing
from toolkit.factors.usual import Usual
from toolkit.history import Diary, Event, Runner, simulate, simulate_many


@dataclass(frozen=True, eq=False)
class Life:
    """One lived history.

    Attributes:
        runner, events, seed, life: what was lived.
        model: whose hazards.
        diary: the days, pain and what it did included.
        onset_day: index of the day on which pain began; none where the runner stayed well.
        cause: of the episode; none where there was none.
        given: whether an episode was asked for, and only its day and cause left to chance.
    """

    runner: Runner
    events: tuple[Event, ...]
    seed: int
    life: int
    model: CombinedFactorModel
    diary: Diary
    onset_day: int | None
    cause: Cause | None
    given: bool

    @cached_property
    def hazards(self) -> Hazards:
        """The hazards of each day with their bands, up to the day pain began."""
        return self.model.hazards(self.diary, self.runner)

    @cached_property
    def attribution(self) -> Attribution:
        """The chance of an episode in the window, split into eight parts."""
        return self.model.attribute(self.diary, self.runner)

    @cached_property
    def without_pain(self) -> Diary:
        """The same days, had no pain come: what pain did to sleep, stress and running is the difference."""
        weeks = self.diary.days // 7
        return simulate(self.runner, self.events, seed=self.seed, weeks=weeks, life=self.life)

    @property
    def stayed_well(self) -> bool:
        """Whether no episode began."""
        return self.onset_day is None


def live(
    runner: Runner,
    events: Sequence[Event] = (),
    *,
    seed: int = 0,
    weeks: int = 26,
    life: int = 0,
    model: CombinedFactorModel | None = None,
    given_episode: bool = False,
) -> Life:
    """Live one runner's weeks, the hazard of each day deciding whether an episode begins.

    Args:
        runner: who runs.
        events: what happened.
        seed: of all luck.
        weeks: 4 to 104.
        life: number of the life, which names its luck.
        model: whose hazards; the ordinary one without.
        given_episode: live a history of which it is known that an episode began in its last 28 days; only the
            day and the cause are left to chance. Most histories have none.

    Raises:
        HistoryError: the weeks are out of range.

    >>> from toolkit.history import LongRun
    >>> a = live(Runner(), [LongRun(week=-2)], seed=7, given_episode=True)
    >>> a.onset_day >= 182 - 28, a.cause in CAUSES
    (True, True)
    """
    model = model or CombinedFactorModel()
    rule = HazardOnset(
        model,
        Usual.of_runners([runner]),
        Standing.of([runner]),
        seed=seed,
        lives=np.array([life]),
        given=given_episode,
    )
    diary = simulate(runner, events, seed=seed, weeks=weeks, onset=rule, life=life)
    episode = diary.episodes[0] if diary.episodes else None
    cause = next((c for c in CAUSES if episode is not None and c == episode.cause), None)
    return Life(
        runner=runner,
        events=tuple(events),
        seed=seed,
        life=life,
        model=model,
        diary=diary,
        onset_day=episode.day if episode else None,
        cause=cause,
        given=given_episode,
    )


@dataclass(frozen=True)
class StayedWell:
    """How many lives of the same history, each with other luck, had no episode.

    Attributes:
        n: lives; well: without an episode.
        weeks: lived.
        name: the runner's.
    """

    n: int
    well: int
    weeks: int
    name: str

    @property
    def words(self) -> str:
        """Say it in a sentence."""
        file = factors_file()
        said = file.say("lived_again", n=self.n, name=self.name, well=self.well, weeks=self.weeks)
        return f"{said} {file.say('most_well' if 2 * self.well > self.n else 'few_well')}"


def stayed_well(
    runner: Runner,
    events: Sequence[Event] = (),
    *,
    n: int = 200,
    seed: int = 0,
    weeks: int = 26,
    model: CombinedFactorModel | None = None,
) -> StayedWell:
    """Live the same history many times with other luck, and count who stays well.

    Args:
        runner: who runs.
        events: what happened, in every life.
        n: lives.
        seed: of all luck.
        weeks: 4 to 104.
        model: whose hazards; the ordinary one without.

    >>> 100 < stayed_well(Runner(), n=200).well < 200
    True
    """
    model = model or CombinedFactorModel()
    lived = simulate_many(runner, events, seed=seed, weeks=weeks, lives=n)
    by_cause = daily_by_cause(model, lived, Usual.of_runners([runner]), Standing.of([runner]))
    begun = first_onset(by_cause, seed=seed, lives=np.arange(n))
    return StayedWell(n, int((begun.day < 0).sum()), weeks, runner.called)
