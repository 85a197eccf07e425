"""How one day leads to the next: `data/day_step.yaml`."""

from functools import cache

from toolkit.content.quantity import Quantity, Strict
from toolkit.content.yaml_file import read_yaml


class RunningStep(Strict):
    """How runs turn out: scatter of distance, pace and effort, and what makes a run be missed."""

    distance_sd: Quantity
    pace_sd: Quantity
    effort_sd: Quantity
    long_run_effort: Quantity
    faster_per_effort: Quantity
    race_effort: Quantity
    missed_per_stress: Quantity
    easy_week_share: Quantity
    longest_km: Quantity
    shortest_km: Quantity


class SleepStep(Strict):
    """What a night is made of."""

    night_sd: Quantity
    weekend: Quantity
    bad_night_share: Quantity
    bad_night_cost: Quantity
    per_stress: Quantity
    per_pain: Quantity
    per_load: Quantity
    illness: Quantity
    holiday: Quantity


class SleepQualityStep(Strict):
    """What the rating of a night is made of."""

    night_sd: Quantity
    per_hour: Quantity
    per_stress: Quantity
    per_pain: Quantity
    per_load: Quantity


class StressStep(Strict):
    """What the stress of a day is made of."""

    week_sd: Quantity
    day_sd: Quantity
    weekend: Quantity
    per_pain: Quantity
    holiday: Quantity
    build_up_days: Quantity


class SorenessStep(Strict):
    """How sore the legs are in the morning."""

    fades_to: Quantity
    per_load: Quantity
    day_sd: Quantity
    strength_session: Quantity
    strength_fades: Quantity


class PainStep(Strict):
    """How pain goes on once it has begun, and what it does to running."""

    halving_days: Quantity
    day_sd: Quantity
    tolerated: Quantity
    limits_running: Quantity
    per_load: Quantity
    ends_below: Quantity


class IllnessStep(Strict):
    """How long an ordinary illness stops running."""

    shortest: Quantity
    longest: Quantity


class DayStep(Strict):
    """All numbers of the day-step, and the words that it writes into a diary's notes."""

    running: RunningStep
    sleep: SleepStep
    sleep_quality: SleepQualityStep
    stress: StressStep
    soreness: SorenessStep
    pain: PainStep
    illness: IllnessStep
    notes: dict[str, str]


@cache
def day_step_file() -> DayStep:
    """Return the numbers of the day-step with their passports."""
    return read_yaml("day_step.yaml", DayStep)
