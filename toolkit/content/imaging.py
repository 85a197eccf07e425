"""When a picture helps, and what spines without pain show: `data/imaging.yaml`."""

from functools import cache

from toolkit.content.quantity import Id, Quantity, Source, Strict, Text
from toolkit.content.yaml_file import read_yaml


class ImagingAdvice(Strict):
    """Advice for one kind of situation."""

    when: Text
    advice: Text
    source: Source
    cites: tuple[Source, ...] = ()


class Asymptomatic(Strict):
    """How often a finding is seen in people without pain, at two ages."""

    finding: Text
    young_age: int
    young: Quantity
    old_age: int
    old: Quantity
    say: Text


class Imaging(Strict):
    """All advice on imaging, and spines without pain."""

    advice: dict[Id, ImagingAdvice]
    asymptomatic: dict[Id, Asymptomatic]
    reviewed_by: str | None = None


@cache
def imaging() -> Imaging:
    """Return what is known of imaging.

    >>> sorted(imaging().asymptomatic)
    ['bulge', 'degeneration', 'protrusion']
    """
    return read_yaml("imaging.yaml", Imaging)
