"""Teaching with all of it: scenarios, cases of the clinic, a student's session, scores."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from toolkit.cases.scenario import SCENARIO_VERSION, Scenario
from toolkit.cases.share_code import ShareCodeError, decode, encode
from toolkit.cases.story import LOG, Story, model_of, story_of

if TYPE_CHECKING:
    from toolkit.cases.case import Case, CaseError, cases_in, load_case
    from toolkit.cases.case_check import check_case_file
    from toolkit.cases.imported_log import LogOutcome, read_log
    from toolkit.cases.session import CaseSession

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

_LATER = {
    "case": ("Case", "CaseError", "cases_in", "load_case"),
    "case_check": ("check_case_file",),
    "imported_log": ("LogOutcome", "read_log"),
    "session": ("CaseSession",),
}


def __getattr__(name: str) -> Any:
    # Every page has this package in its kernel, and few need pain, plans and cases: these come when asked for.
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"toolkit.cases.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
