"""What is to be mended in a case that is being written."""

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from toolkit.cases.case_check import check_case_file
from toolkit.cases.studio.beginning import UNWRITTEN
from toolkit.cases.studio.saving import file_name, saved_text
from toolkit.content.cases import CaseFile
from toolkit.content.fault import Fault

_TEXTS = {
    "title": "The title is",
    "objective": "The objective is",
    "explanation": "The explanation to the patient is",
    "notes": "The lecturer's notes are",
}


@dataclass(frozen=True)
class ToMend:
    """One thing to mend in a case, in plain words: what is wrong, and what would be right."""

    what: str
    remedy: str


def to_mend(file: CaseFile) -> tuple[ToMend, ...]:
    """Return what is to be mended: texts still to be written, and all that `case check` would say of the file."""
    return _to_mend(file.model_dump_json())


@lru_cache(maxsize=16)
def _to_mend(content: str) -> tuple[ToMend, ...]:
    file = CaseFile.model_validate_json(content)
    remedy = "Write it under 'Teaching'."
    missing = [
        ToMend(f"{name} still to be written.", remedy)
        for key, name in _TEXTS.items()
        if getattr(file, key) == UNWRITTEN
    ]
    if UNWRITTEN in file.reasoning:
        missing.append(ToMend("The expected reasoning is still to be written, in two steps or more.", remedy))
    return (*_checked(file), *missing)


def _checked(file: CaseFile) -> tuple[ToMend, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name(file)
        path.write_text(saved_text(file), encoding="utf-8")
        faults: list[Fault] = check_case_file(path)
    return tuple(ToMend(fault.what, fault.remedy) for fault in faults)
