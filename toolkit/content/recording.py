"""How what happened gets into a diary, and how not: `data/recording.yaml`."""

from functools import cache

from toolkit.content.quantity import Quantity, Strict
from toolkit.content.yaml_file import read_yaml


class WatchHabits(Strict):
    """What a watch misses and mismeasures."""

    days_missing: Quantity
    longest_gap: Quantity
    distance_error: Quantity
    effort_forgotten: Quantity


class RatingHabits(Strict):
    """How a person fills in the daily ratings."""

    days_missing: Quantity
    longest_gap: Quantity
    step: Quantity
    inertia: Quantity
    sd: Quantity
    stress_kept_back: Quantity
    sleep_step: Quantity
    sleep_overstated: Quantity


class MemoryHabits(Strict):
    """What is left when a person tells the weeks from memory, without watch or diary."""

    vivid_days: Quantity
    runs_forgotten: Quantity
    distance_step: Quantity
    duration_step: Quantity
    drawn_to_usual: Quantity


class Recording(Strict):
    """All habits of recording."""

    watch: WatchHabits
    ratings: RatingHabits
    memory: MemoryHabits


@cache
def recording_file() -> Recording:
    """Return the habits of recording with their passports."""
    return read_yaml("recording.yaml", Recording)
