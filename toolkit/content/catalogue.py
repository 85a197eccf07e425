"""Which model each content file must fit, for `check` and for the editors' schemas."""

from pydantic import BaseModel

from toolkit.content.claims import Claims
from toolkit.content.day_step import DayStep
from toolkit.content.events import EventKinds
from toolkit.content.evidence import EvidenceFile
from toolkit.content.look import Look
from toolkit.content.factors import FactorsFile
from toolkit.content.glossary import Glossary
from toolkit.content.logs import LogWords
from toolkit.content.pages import Pages
from toolkit.content.runners import RunnerFile
from toolkit.content.tasks import TaskFile

CATALOGUE: dict[str, type[BaseModel]] = {
    "claims.yaml": Claims,
    "look.yaml": Look,
    "evidence/*.yaml": EvidenceFile,
    "factors.yaml": FactorsFile,
    "glossary.yaml": Glossary,
    "pages.yaml": Pages,
    "tasks/*.yaml": TaskFile,
    "logs.yaml": LogWords,
    "events.yaml": EventKinds,
    "runners.yaml": RunnerFile,
    "day_step.yaml": DayStep,
}
"""File, or pattern of files, under `data/` -> the model of the whole file."""
