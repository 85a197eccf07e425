"""The weeks before a consultation of the clinic, as a student reads them: no hazard, no cause."""

from toolkit.cases.case_story import CaseStory
from toolkit.content.story import story_settings
from toolkit.figures.figure import Figure
from toolkit.figures.history_figure import history_reading, marked
from toolkit.figures.timeline import timeline
from toolkit.history.load import single_run_ratio


def case_weeks(story: CaseStory) -> Figure:
    """Draw the diary of a patient of the clinic.

    >>> from toolkit.cases.case import load_case
    >>> case_weeks(load_case("sit_bone").story).reading.startswith("Timeline of 26 weeks")
    True
    """
    return timeline(
        story.diary,
        longest_ratio=single_run_ratio(story.diary.longest_run_km),
        spike_ratio=story_settings().spike_ratio.value,
        events=[marked(event) for event in story.events],
        reading=history_reading(story.diary, story.events, story.onset_day),
    )
