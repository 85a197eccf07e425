"""Teaching with all of it: scenarios, their codes, and the stories they tell."""

from toolkit.cases.imported_log import LogOutcome, read_log
from toolkit.cases.scenario import SCENARIO_VERSION, Scenario
from toolkit.cases.share_code import ShareCodeError, decode, encode
from toolkit.cases.story import LOG, Story, model_of, story_of

__all__ = [
    "LOG",
    "SCENARIO_VERSION",
    "LogOutcome",
    "Scenario",
    "ShareCodeError",
    "Story",
    "decode",
    "encode",
    "model_of",
    "read_log",
    "story_of",
]
