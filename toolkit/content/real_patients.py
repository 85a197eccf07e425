"""What the pain model said of real patients, and what that cannot show: `data/real_patients.yaml`."""

from functools import cache

from pydantic import Field

from toolkit.content.quantity import Strict, Text
from toolkit.content.yaml_file import read_yaml


class Yardstick(Strict):
    """A simpler rule on the same patients."""

    name: Text
    sensitivity: float = Field(ge=0, le=1)
    specificity: float = Field(ge=0, le=1)
    auc: float = Field(ge=0, le=1)
    why: Text


class Result(Strict):
    """One result of the model.

    Attributes:
        sensitivity, specificity: pain of a nerve, called when its probability is at least a half.
        auc: area under the curve.
        calibration_error: mean distance of what was said from what was there, 0 to 1.
        third_called_radicular: share of the patients with neither kind whom the model called radicular
            with confidence.
        why: what changed since the result before.
    """

    name: Text
    sensitivity: float = Field(ge=0, le=1)
    specificity: float = Field(ge=0, le=1)
    auc: float = Field(ge=0, le=1)
    calibration_error: float = Field(ge=0, le=1)
    third_called_radicular: float = Field(ge=0, le=1)
    why: Text


class RealPatients(Strict):
    """The check against real patients.

    Attributes:
        about: who they are and what was asked.
        population, published: where they were measured, and who published them.
        cannot_show: what agreement with them does not prove.
        yardsticks: simpler rules on the same patients.
        results: the first result, then each later one with its reason.
    """

    about: Text
    population: Text
    published: Text
    cannot_show: tuple[Text, ...] = Field(min_length=1)
    yardsticks: tuple[Yardstick, ...]
    results: tuple[Result, ...] = Field(min_length=1)
    reviewed_by: str | None = None


@cache
def real_patients() -> RealPatients:
    """Return the check against real patients.

    >>> real_patients().results[0].name
    'First result, frozen'
    """
    return read_yaml("real_patients.yaml", RealPatients)
