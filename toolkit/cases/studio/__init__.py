"""A case while it is written: begun from a truth and a runner, changed bit by bit, checked, and saved as a file."""

from toolkit.cases.studio.beginning import UNWRITTEN, begin, begun, expected, generated_anew, remade
from toolkit.cases.studio.carrying import draft_in, with_draft
from toolkit.cases.studio.editing import changed, with_answer, with_visit, with_words
from toolkit.cases.studio.mending import ToMend, to_mend
from toolkit.cases.studio.patient import DRAFT, draft_case
from toolkit.cases.studio.saving import file_name, opened, saved_text, whole

__all__ = [
    "DRAFT",
    "UNWRITTEN",
    "ToMend",
    "begin",
    "begun",
    "changed",
    "draft_case",
    "draft_in",
    "expected",
    "file_name",
    "generated_anew",
    "opened",
    "remade",
    "saved_text",
    "to_mend",
    "whole",
    "with_answer",
    "with_draft",
    "with_visit",
    "with_words",
]
