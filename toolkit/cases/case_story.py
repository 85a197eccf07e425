"""The weeks before a consultation of the clinic: the runner, the diary as stored, what the history says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from toolkit.cases.imported_log import diary_of_text
from toolkit.content.cases import CasePerson
from toolkit.content.factors import CAUSES
from toolkit.factors import Attribution, CombinedFactorModel, Hazards, live
from toolkit.factors.life import StayedWell, stayed_well
from toolkit.history import Diary, Event, Runner, event_from_dict, named_runners


@dataclass(frozen=True, eq=False)
class CaseStory:
    """The weeks before.

    Attributes:
        runner: who runs.
        events: what happened.
        diary: the days up to the consultation.
        seed: of all luck.
    """

    runner: Runner
    events: tuple[Event, ...]
    diary: Diary
    seed: int

    @cached_property
    def hazards(self) -> Hazards:
        """The hazard of an episode, day by day and cause by cause."""
        return CombinedFactorModel().hazards(self.diary, self.runner)

    @cached_property
    def attribution(self) -> Attribution:
        """The chance of an episode in the 28 days before the consultation, split into eight parts."""
        return CombinedFactorModel().attribute(self.diary, self.runner)

    @cached_property
    def weights(self) -> dict[str, float]:
        """Cause -> hazard of these weeks over the habitual hazard, which tilts where belief begins."""
        split = self.attribution
        return {cause: split.by_cause[cause] / split.reference_by_cause[cause] for cause in CAUSES}

    @cached_property
    def well(self) -> StayedWell:
        """In how many of 200 lives with this history she stayed well."""
        return stayed_well(self.runner, self.events, seed=self.seed, weeks=self.diary.days // 7)

    @property
    def onset_day(self) -> int | None:
        """The day on which the last episode began; none where none did."""
        return self.diary.episodes[-1].day if self.diary.episodes else None

    @property
    def card(self) -> tuple[tuple[str, str], ...]:
        """What stands on her card before anything is asked."""
        runner = self.runner
        rows = [
            ("Name", runner.name),
            ("Age", f"{runner.age_years}"),
            ("Runs", f"{runner.weekly_km:g} km a week in {runner.runs_per_week} runs"),
            ("Running for", f"{runner.years_running:g} years"),
        ]
        return (*rows, ("Wants", runner.goal)) if runner.goal else tuple(rows)


def lived(person: CasePerson) -> CaseStory:
    """Return the weeks before of a case's person.

    Raises:
        ValueError: an unknown runner, event or habit, or a diary that cannot be read.
    """
    return _lived(person.model_dump_json())


def runner_of(person: CasePerson) -> tuple[Runner, tuple[Event, ...]]:
    """Return runner and events of a case's person.

    Raises:
        ValueError: an unknown runner, event or habit.
    """
    if person.like not in named_runners():
        raise ValueError(f"There is no runner '{person.like}'; known are {', '.join(named_runners())}.")
    named = named_runners()[person.like]
    own = {"name": person.name, "age_years": person.age_years, "sex": person.sex, "words": ""}
    unknown = sorted(set(person.habits) - set(named.runner.to_dict()))
    if unknown:
        raise ValueError(f"A runner has no field '{unknown[0]}'.")
    of_card = sorted(set(person.habits) & {"id", *own})
    if of_card:
        raise ValueError(f"'{of_card[0]}' is no habit: it stands under 'person' itself, or is not set.")
    runner = replace(named.runner, **own, **person.habits)  # type: ignore[arg-type]
    given: Sequence[dict[str, str | int | float]] | None = person.events
    events = named.events if given is None else tuple(event_from_dict(dict(event)) for event in given)
    return runner, events


@lru_cache(maxsize=40)
def _lived(person_json: str) -> CaseStory:
    person = CasePerson.model_validate_json(person_json)
    runner, events = runner_of(person)
    if person.diary:
        diary = diary_of_text("".join(person.diary.split()))
    else:
        life = live(runner, events, seed=person.seed, weeks=person.weeks, given_episode=person.pain_in_diary)
        diary = life.diary
    return CaseStory(runner, events, diary, person.seed)
