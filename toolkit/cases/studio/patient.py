"""The patient that results from a case that is being written."""

from functools import lru_cache

from toolkit.cases.case import Case, case_of
from toolkit.content.cases import CaseFile

DRAFT = "draft"

"""Under this name the clinic plays what is being written."""


def draft_case(file: CaseFile) -> Case:
    """Return the patient that results.

    Raises:
        ContentError: the draft names what does not exist.
    """
    return _case(file.model_dump_json())


@lru_cache(maxsize=16)
def _case(content: str) -> Case:
    return case_of(DRAFT, CaseFile.model_validate_json(content), "The case")
