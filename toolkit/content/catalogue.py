"""Which model each content file must fit, for `check` and for the editors' schemas."""

from pydantic import BaseModel

from toolkit.content.claims import Claims
from toolkit.content.evidence import EvidenceFile
from toolkit.content.glossary import Glossary
from toolkit.content.logs import LogWords
from toolkit.content.pages import Pages
from toolkit.content.tasks import TaskFile

CATALOGUE: dict[str, type[BaseModel]] = {
    "claims.yaml": Claims,
    "evidence/*.yaml": EvidenceFile,
    "glossary.yaml": Glossary,
    "pages.yaml": Pages,
    "tasks/*.yaml": TaskFile,
    "logs.yaml": LogWords,
}
"""File, or pattern of files, under `data/` -> the model of the whole file."""
