"""The words of the field, for clinicians and for patients: `data/glossary.yaml`."""

from functools import cache

from toolkit.content.quantity import Citation, Id, Strict, Text
from toolkit.content.yaml_file import read_yaml


class Term(Strict):
    """One word of the field.

    Attributes:
        clinical: the word as a clinician says it.
        patient: how to say it to a patient.
        meaning: what it means, in one or two plain sentences.
        also: other names for the same thing.
        care: why the word may do harm, and what helps instead; empty for most.
        cites: statements and figures that use it.
    """

    clinical: Text
    patient: Text
    meaning: Text
    also: tuple[Text, ...] = ()
    care: str = ""
    cites: tuple[Citation, ...] = ()


class Glossary(Strict):
    """All terms by id, and what the short forms stand for.

    Attributes:
        terms: id -> term.
        acronyms: short form -> the words in full.
        reviewed_by: the clinician who reviewed the words, by name; none until somebody has.
    """

    terms: dict[Id, Term]
    acronyms: dict[Text, Text]
    reviewed_by: str | None = None


@cache
def glossary() -> Glossary:
    """Return the terms and the acronyms.

    >>> glossary().acronyms["SLR"]
    'straight leg raise'
    """
    return read_yaml("glossary.yaml", Glossary)
