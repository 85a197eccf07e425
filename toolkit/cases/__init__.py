"""Teaching with all of it: scenarios, cases of the clinic, a student's session, scores."""

from toolkit.cases.case import Case, CaseError, cases_in, load_case
from toolkit.cases.case_check import check_case_file
from toolkit.cases.imported_log import LogOutcome, read_log
from toolkit.cases.scenario import SCENARIO_VERSION, Scenario
from toolkit.cases.session import CaseSession
from toolkit.cases.share_code import ShareCodeError, decode, encode
from toolkit.cases.story import LOG, Story, model_of, story_of

__all__ = [
    "LOG",
    "SCENARIO_VERSION",
    "Case",
    "CaseError",
    "CaseSession",
    "LogOutcome",
    "Scenario",
    "ShareCodeError",
    "Story",
    "cases_in",
    "check_case_file",
    "decode",
    "encode",
    "load_case",
    "model_of",
    "read_log",
    "story_of",
]
