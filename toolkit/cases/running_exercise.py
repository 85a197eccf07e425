"""The exercise 'keep running?': six runs, whose they are, what was decided, and the rule's answer."""

from dataclasses import dataclass
from functools import cached_property

from toolkit.cases.planning import planning_of
from toolkit.cases.scenario import Scenario
from toolkit.content.run_diaries import RUNS, RunDiary, run_diaries
from toolkit.plans import Answer, Deficit, RunRecord, Severity, Situation, Verdict, keep_running

THIS = "this"
"""Whose runs: those of the runner of the scenario."""

DAYS_BETWEEN = 3
DIARY, PERSON, RUNS_SET, GAIT, DECISION = (
    f"plans.{name}" for name in ("diary", "person", "runs", "run_gait", "decision")
)
_GROWS = Deficit(root="L5", modality="motor", mrc=4, change="worse")


@dataclass(frozen=True)
class RunningExercise:
    """Six runs to decide on.

    Attributes:
        diary: id of the row it began from; `person`: whose runs.
        pains: during, after and next morning of each run, the oldest first.
        gait_changed: the last run was run differently.
        situation: how the person is.
        decided: what the student decided; None before that.
    """

    diary: str
    person: str
    pains: tuple[tuple[int, int, int], ...]
    gait_changed: bool
    situation: Situation
    decided: Answer | None

    @property
    def runs(self) -> tuple[RunRecord, ...]:
        """The runs, the last one yesterday."""
        last = len(self.pains) - 1
        return tuple(
            RunRecord(
                day=-1 - DAYS_BETWEEN * (last - index),
                during=during,
                after=after,
                next_morning=morning,
                gait_changed=self.gait_changed and index == last,
            )
            for index, (during, after, morning) in enumerate(self.pains)
        )

    @cached_property
    def verdict(self) -> Verdict:
        """The rule's answer."""
        return keep_running(self.runs, self.situation)

    @property
    def row(self) -> RunDiary:
        """The row it began from."""
        return run_diaries().diaries[self.diary]

    @property
    def changed(self) -> bool:
        """Whether the runs differ from the row they began from."""
        return self.pains != self.row.runs or self.gait_changed != self.row.gait_changed


def running_exercise(scenario: Scenario) -> RunningExercise:
    """Return the exercise of a scenario; choices that make no sense count as not made.

    >>> exercise = running_exercise(Scenario().with_choice("plans.diary", "creeping_up"))
    >>> exercise.verdict.answer.value, exercise.decided
    ('no', None)
    """
    known = run_diaries()
    diary = str(scenario.choice(DIARY, usual=""))
    diary = diary if diary in known.diaries else next(iter(known.diaries))
    row = known.diaries[diary]
    person = str(scenario.choice(PERSON, usual=THIS))
    person = person if person in known.people else THIS
    decision = scenario.choice(DECISION, usual="")
    return RunningExercise(
        diary=diary,
        person=person,
        pains=read_pains(str(scenario.choice(RUNS_SET, usual=""))) or row.runs,
        gait_changed=bool(scenario.choice(GAIT, usual=row.gait_changed)),
        situation=planning_of(scenario).situation if person == THIS else _situation_of(person),
        decided=next((answer for answer in Answer if answer.value == decision), None),
    )


def read_pains(text: str) -> tuple[tuple[int, int, int], ...] | None:
    """Read six runs from eighteen letters, each a pain of 0 to 10 ('a' is 10); None where it is none.

    >>> read_pains("221222322332433443")[-1]
    (4, 4, 3)
    """
    if len(text) != 3 * RUNS or set(text) - set("0123456789a"):
        return None
    values = [int(letter, 16) for letter in text]
    return tuple((values[at], values[at + 1], values[at + 2]) for at in range(0, len(values), 3))


def write_pains(pains: tuple[tuple[int, int, int], ...]) -> str:
    """Write six runs as eighteen letters.

    >>> write_pains(((2, 2, 10),) * 6)[:3]
    '22a'
    """
    return "".join(f"{pain:x}" for run in pains for pain in run)


def _situation_of(person: str) -> Situation:
    own = run_diaries().people[person]
    return Situation(
        belief=own.belief,
        severity=Severity(own.severity),
        daily_activities_normal=own.normal_days,
        brisk_walk_free=own.normal_days,
        medicine_for_this_episode=own.pain_relief,
        deficits=(_GROWS,) if own.growing_weakness else (),
        still_running=True,
    )
