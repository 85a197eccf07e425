"""What a told history mentions, and from which size on: `data/story.yaml`."""

from functools import cache

from toolkit.content.quantity import Quantity, Strict
from toolkit.content.yaml_file import read_yaml


class StorySettings(Strict):
    """From which size on the words beside a timeline mention something.

    Attributes:
        spike_ratio: single run against the longest of the 30 days before.
        sleep_lost_h: hours a night below usual, mean of three weeks.
        stress_more: points above usual, mean of four weeks.
        reach_days: how far back the words look.
        nights_days, stress_days: over how many of the last days sleep and stress are averaged.
    """

    spike_ratio: Quantity
    sleep_lost_h: Quantity
    stress_more: Quantity
    reach_days: Quantity
    nights_days: Quantity
    stress_days: Quantity


@cache
def story_settings() -> StorySettings:
    """Return the sizes."""
    return read_yaml("story.yaml", StorySettings)
