"""Pain within one run, that evening and the next morning, and over the hours of a day."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from toolkit.content.findings import findings
from toolkit.content.presenting import presenting
from toolkit.pain.support import Floats

_DESK = tuple(range(9, 12)) + tuple(range(13, 17))
_NIGHT = (23, 0, 1, 2, 3, 4, 5)
_MORNING = (6, 7)
_ACTIVE = (8, 12, 17, 18, 19)


@dataclass(frozen=True, eq=False)
class RunTrace:
    """Pain within a run, 0 to 10.

    Attributes:
        minutes, pain: shape (minutes,); it ends where she stopped.
        stopped: minute at which she had to stop; none where she ran to the end.
        evening, next_morning: pain that evening and the next morning.
        sentence: the curve in words.
    """

    minutes: Floats
    pain: Floats
    stopped: int | None
    evening: float
    next_morning: float
    sentence: str


def run_trace(levels: Mapping[str, str], worst: float) -> RunTrace:
    """Return the pain within a run that fits the answers.

    Args:
        levels: finding -> level id.
        worst: her worst pain, 0 to 10.
    """
    at = {key: quantity.value for key, quantity in presenting().run.items()}
    yes = {key for key, level in levels.items() if level == "present"}
    minutes = np.arange(int(at["minutes"]) + 1, dtype=np.float64)
    late = "comes_earlier" in yes
    pain = np.full(minutes.shape, at["quiet"])
    parts: list[str] = []
    if "stops_running" in yes:
        minutes = minutes[: int(at["stop_minutes"]) + 1]
        pain = np.linspace(0.6, 1.0, len(minutes))
        parts.append(
            f"{_height(worst)} from the first steps; she stops after {int(at['stop_minutes'])} minutes"
        )
    else:
        if "warms_up" in yes:
            left = at["warm_left_late"] if late else at["warm_left"]
            pain = left + (at["start_warm"] - left) * np.exp(-minutes / at["warm_minutes"] * 2)
            parts.append("there at the start" + (", warms up less" if late else ", warms up"))
        if "worse_during_run" in yes:
            onset = at["onset_minutes_early"] if late else at["onset_minutes"]
            climb = np.clip((minutes - onset) / (at["minutes"] - onset), 0, 1)
            pain = np.maximum(pain, at["warm_left"] + (1 - at["warm_left"]) * climb)
            parts.append(f"grows from about minute {int(onset)}")
        if not parts:
            parts.append("low and level throughout")
    sore = "sore_after" in yes
    evening = worst * (at["evening_sore"] if sore else at["settled"])
    morning = worst * (at["morning_sore"] if sore else at["settled"])
    parts.append("sore that evening and the next morning" if sore else "settled by the evening")
    stopped = int(minutes[-1]) if "stops_running" in yes else None
    text = "; ".join(parts)
    return RunTrace(minutes, pain * worst, stopped, evening, morning, f"{text[0].upper()}{text[1:]}.")


def _height(worst: float) -> str:
    """Return mild, moderate or severe: the word that the worst pain itself has, so that the two never disagree."""
    finding = findings()["worst_pain"]
    return finding.level_ids[finding.number.level(worst)] if finding.number else "painful"


def day_trace(levels: Mapping[str, str], worst: float) -> Floats:
    """Return the pain by hour of the day that fits the answers, 0 to 10, shape (24,)."""
    at = {key: quantity.value for key, quantity in presenting().day.items()}
    yes = {key for key, level in levels.items() if level == "present"}
    pain = np.full(24, at["constant"] if "constant" in yes else at["quiet"])
    rules = (
        ("night_pain", _NIGHT, at["night"]),
        ("morning_stiffness", _MORNING, at["morning"]),
        ("sitting_worse", _DESK, at["sitting"]),
        ("mechanical", _ACTIVE, at["moving"]),
    )
    for key, hours, share in rules:
        if key in yes:
            pain[list(hours)] = np.maximum(pain[list(hours)], share)
    if "better_moving" in yes and "constant" not in yes:
        pain[list(_ACTIVE)] = at["quiet"]
    result: Floats = pain * worst
    return result
