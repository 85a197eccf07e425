"""Names of the pain types, as all rooms use them."""

from toolkit.content.pain_types import pain_types


def type_name(type_id: str) -> str:
    """Return a type's name.

    >>> type_name("hamstring_tendinopathy")
    'Proximal hamstring tendinopathy'
    """
    return pain_types().types[type_id].name


def plain_name(type_id: str) -> str:
    """Return a type's name for a patient.

    >>> plain_name("referred")
    'pain felt away from where it starts'
    """
    return pain_types().types[type_id].plain


def family_of(type_id: str) -> str:
    """Return the family that a type is shown in.

    >>> family_of("sacroiliac")
    'lookalike'
    """
    return pain_types().types[type_id].family
