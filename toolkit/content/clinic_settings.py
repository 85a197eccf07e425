"""Where the patient is met, and how common each condition is there: `data/settings.yaml`."""

from functools import cache
from typing import Self

from pydantic import model_validator

from toolkit.content.quantity import Id, Quantity, Strict, Text
from toolkit.content.yaml_file import read_yaml


class ClinicSetting(Strict):
    """One place where patients are met.

    Attributes:
        name, plain: its name and what it is.
        who: who comes there.
        shown: offered on the pages; the others serve checks against published samples.
        none: share in whom none of the conditions is there.
        outside: share with pain that lies outside all types.
        priors: type -> share of patients in whom it is there, alone or with others. They need not sum to one.
    """

    name: Text
    plain: Text
    who: Text
    shown: bool = True
    none: Quantity
    outside: Quantity
    priors: dict[Id, Quantity]
    reviewed_by: str | None = None


class ClinicSettings(Strict):
    """All settings."""

    settings: dict[Id, ClinicSetting]

    @model_validator(mode="after")
    def _same_types(self) -> Self:
        kinds = {key: set(setting.priors) for key, setting in self.settings.items()}
        first, *others = kinds.values()
        for other in others:
            if other != first:
                raise ValueError(
                    f"all settings give a prior to the same types; look at {sorted(first ^ other)}"
                )
        return self


@cache
def clinic_settings() -> ClinicSettings:
    """Return the settings.

    >>> [key for key, setting in clinic_settings().settings.items() if setting.shown]
    ['gp', 'running_clinic', 'spinal_triage']
    """
    return read_yaml("settings.yaml", ClinicSettings)
