"""What was written down against what was: words for the switch of the history page."""

import numpy as np

from toolkit.cases import Scenario, Story, story_of
from toolkit.history import Diary


def truth_of(scenario: Scenario, story: Story) -> Diary | None:
    """Return the days as they were, where a story is shown as written down; none otherwise.

    An imported log has no other truth: what was is what nobody knows.

    >>> truth_of(Scenario(), story_of(Scenario())) is None
    True
    """
    if not story.as_written or story.imported:
        return None
    return story_of(scenario.with_choice("history.seen", None)).diary


def against_truth(story: Story, truth: Diary | None) -> str:
    """Say how far what was written lies from what was."""
    if truth is None:
        return ""
    diary = story.diary
    lost = len(truth.run_day) - len(diary.run_day)
    high = (truth.stress >= story.runner.stress + 1) & ~np.isnan(diary.stress)
    both = ~np.isnan(diary.sleep_h) & ~np.isnan(truth.sleep_h)
    parts = [f"{lost} of {len(truth.run_day)} runs are missing"]
    if np.any(high):
        parts.append(
            _apart("stress on hard days", float(np.mean((diary.stress - truth.stress)[high])), 1, "points")
        )
    if np.any(both):
        nights = 60 * float(np.mean((diary.sleep_h - truth.sleep_h)[both]))
        parts.append(_apart("nights", nights, 0, "minutes", ("longer", "shorter")))
    return f"Against what was (dashed): {', '.join(parts)}."


def _apart(what: str, by: float, digits: int, unit: str, words: tuple[str, str] = ("higher", "lower")) -> str:
    said = f"{abs(by):.{digits}f}"
    if float(said) == 0:
        return f"{what} as they were"
    return f"{what} {said} {unit} {words[0] if by > 0 else words[1]} on average"
