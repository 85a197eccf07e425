"""What the pain model said of real patients, and what that cannot show: `data/real_patients.yaml`."""

from functools import cache
from typing import Annotated

from pydantic import Field

from toolkit.content.quantity import Strict, Text
from toolkit.content.yaml_file import read_yaml

Share = Annotated[float, Field(ge=0, le=1)]
"""0 to 1."""


class Yardstick(Strict):
    """A simpler rule on the same patients; a count without a cut has no sensitivity."""

    name: Text
    sensitivity: Share | None = None
    specificity: Share | None = None
    auc: Share
    why: Text


class Agreement(Strict):
    """How far what was said agrees with what the clinicians named.

    Attributes:
        sensitivity, specificity: pain of a nerve, called when its probability is at least a half.
        auc: area under the curve.
        calibration_error: mean distance of what was said from what was there, 0 to 1.
    """

    sensitivity: Share
    specificity: Share
    auc: Share
    calibration_error: Share


class Result(Agreement):
    """One result of the model.

    Attributes:
        independent: of the same findings, each taken for an independent witness.
        third_called_radicular: share of the patients with neither kind whom the model called radicular
            with confidence.
        why: what changed since the result before.
    """

    name: Text
    independent: Agreement
    third_called_radicular: Share
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
