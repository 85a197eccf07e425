"""A case that is being written travels in a scenario, so that the clinic can play it."""

from functools import lru_cache

from pydantic import ValidationError

from toolkit.cases.case import CaseError
from toolkit.cases.case_story import lived
from toolkit.cases.imported_log import text_of_diary
from toolkit.cases.scenario import Scenario
from toolkit.cases.studio.beginning import begin
from toolkit.cases.studio.patient import DRAFT, draft_case
from toolkit.content.cases import CaseFile
from toolkit.content.fault import ContentError


def draft_in(scenario: Scenario) -> CaseFile:
    """Return the draft that a scenario holds; the first one where it holds none.

    Raises:
        CaseError: what it holds is no case.
    """
    return _read(scenario.case) if scenario.case else begin()


def with_draft(scenario: Scenario, file: CaseFile) -> Scenario:
    """Return the scenario with a draft in it; the clinic then opens it.

    Raises:
        ValueError: the draft is too long for an address.
    """
    choices = {key: kept for key, kept in scenario.choices.items() if not key.startswith("clinic.")}
    text = _light(file).model_dump_json(exclude_defaults=True)
    return scenario.but(case=text, choices={**choices, "clinic.case": DRAFT})


def _light(file: CaseFile) -> CaseFile:
    """Leave the diary out where the same one is lived again from the seed: it is the longest part."""
    bare = file.person.model_copy(update={"diary": ""})
    if file.person.diary and text_of_diary(lived(bare).diary) == file.person.diary:
        return file.model_copy(update={"person": bare})
    return file


@lru_cache(maxsize=16)
def _read(text: str) -> CaseFile:
    try:
        file = CaseFile.model_validate_json(text)
        draft_case(file)
    except (ValidationError, ContentError):
        raise CaseError("The case that this address brought was cut or changed.") from None
    return file
