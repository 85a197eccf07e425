"""A scenario lived: the runner, what happened, the diary, and whether and when pain began."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from toolkit.cases.imported_log import diary_of_text
from toolkit.cases.own_habits import with_habits
from toolkit.cases.scenario import Scenario
from toolkit.content.factors import FACTORS
from toolkit.factors import Attribution, CombinedFactorModel, Hazards, Rival, live
from toolkit.history import Diary, Event, Runner, named_runners, recorded
from toolkit.history.readers.log_runner import runner_of

_OF_THE_DAYS = ("history.", "factors.off_", "factors.rival", "factors.biomechanics")
"""The choices that change how the days are lived or read."""

LOG = "log"
"""The runner of a scenario whose diary was imported."""


@dataclass(frozen=True, eq=False)
class Story:
    """What the pages show of a scenario.

    Attributes:
        runner: who runs.
        words: what the runner says; empty for an imported diary.
        events: what happened; empty for an imported diary.
        diary: the days up to the consultation.
        imported: whether the diary is somebody's own.
        seed: of all luck.
        as_written: whether the diary is shown with what watch and person left out, instead of as it was.
        model: the combined-factor model that the scenario chose.
    """

    runner: Runner
    words: str
    events: tuple[Event, ...]
    diary: Diary
    imported: bool
    seed: int
    as_written: bool
    model: CombinedFactorModel

    @cached_property
    def hazards(self) -> Hazards:
        """The hazard of an episode, day by day and cause by cause."""
        return self.model.hazards(self.diary, self.runner)

    @cached_property
    def attribution(self) -> Attribution:
        """The chance of an episode in the 28 days before the consultation, split into eight parts."""
        return self.model.attribute(self.diary, self.runner)

    @property
    def onset_day(self) -> int | None:
        """The day on which the last episode began; None where none did."""
        return self.diary.episodes[-1].day if self.diary.episodes else None


def story_of(scenario: Scenario) -> Story:
    """Live a scenario.

    Raises:
        ValueError: it names a runner who does not exist.

    >>> story_of(Scenario(runner="maya")).diary.days
    182
    """
    # What was asked and found, and what a page shows of it, changes nothing about the days.
    lived = {name: value for name, value in scenario.choices.items() if name.startswith(_OF_THE_DAYS)}
    return _story(scenario.model_copy(update={"findings": {}, "choices": lived}).model_dump_json())


@lru_cache(maxsize=4)
def _story(scenario_json: str) -> Story:
    scenario = Scenario.model_validate_json(scenario_json)
    model = model_of(scenario)
    if scenario.runner == LOG and scenario.log is not None:
        diary = diary_of_text(scenario.log)
        return Story(runner_of(diary), "", (), diary, True, scenario.seed, as_written=True, model=model)
    if scenario.runner not in named_runners():
        raise ValueError(f"There is no runner '{scenario.runner}'; known are {', '.join(named_runners())}.")
    named = named_runners()[scenario.runner]
    events = named.events if scenario.happened is None else scenario.happened
    # She sits in front of the clinician because it hurts: that an episode came is known, its day is luck.
    pain = scenario.choice("history.pain", usual=True)
    runner = with_habits(named.runner, scenario)
    life = live(runner, events, seed=scenario.seed, weeks=scenario.weeks, given_episode=pain)
    written = scenario.choice("history.seen", usual="truth") == "diary"
    diary = recorded(life.diary, seed=scenario.seed) if written else life.diary
    return Story(runner, runner.words, events, diary, False, scenario.seed, written, model)


def model_of(scenario: Scenario) -> CombinedFactorModel:
    """Return the combined-factor model with the rival, the factors off and the dial that a scenario chose."""
    off = [factor for factor in FACTORS if scenario.choice(f"factors.off_{factor}", usual=False)]
    dial = float(scenario.choice("factors.biomechanics", usual=1.0))
    rival = scenario.choice("factors.rival", usual=Rival.INTERACTING.value)
    return CombinedFactorModel(rival, off, dials={"biomechanics": dial} if dial != 1.0 else None)
