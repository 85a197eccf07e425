"""Teaching with all of it: scenarios and their codes."""

from toolkit.cases.scenario import SCENARIO_VERSION, Scenario
from toolkit.cases.share_code import ShareCodeError, decode, encode

__all__ = ["SCENARIO_VERSION", "Scenario", "ShareCodeError", "decode", "encode"]
