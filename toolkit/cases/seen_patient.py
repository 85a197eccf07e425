"""Whose findings these are: the runner's own, or those of a patient for teaching whom somebody filled in."""

from collections.abc import Mapping

from toolkit.cases.picture import DIARY
from toolkit.cases.scenario import Scenario
from toolkit.content.examples import examples
from toolkit.pain import Answer

PATIENT = "pain_types.patient"
"""The choice that remembers who was filled in; a patient of `data/examples.yaml`, or the worked example."""

GENERATED = "examination.patient"
"""The choice that remembers the generated patient of the examination page."""

WORKED = "worked"


def fill_in(scenario: Scenario, who: str, found: Mapping[str, Answer]) -> Scenario:
    """Return the scenario with another patient's findings; '' and no findings for the runner's own again.

    The diary is the runner's, so with another patient it does not speak.

    >>> somebody = fill_in(Scenario(), "calf_line", {"burning": "present"})
    >>> patient_name(somebody), somebody.choice(DIARY, usual=True)
    ('A hot line down to the heel', False)
    >>> patient_name(fill_in(somebody, "", {}))
    ''
    """
    scenario = scenario.but(findings=dict(found)).with_choice(GENERATED, None)
    return scenario.with_choice(PATIENT, who or None).with_choice(DIARY, False if who else None)


def patient_key(scenario: Scenario) -> str:
    """Return the id of the patient for teaching who was filled in, with or without changes since; '' for none."""
    known = examples().patients
    chosen = str(scenario.choice(PATIENT, usual=""))
    if chosen in known or chosen == WORKED:
        return chosen
    # an address from before the choice was kept
    found = scenario.findings
    return next((key for key, patient in known.items() if found and dict(patient.findings) == found), "")


def patient_name(scenario: Scenario) -> str:
    """Name the patient whose findings these are; '' where they are the runner's own."""
    generated = examples().examined.get(str(scenario.choice(GENERATED, usual="")))
    if generated is not None:
        return f"{generated.name}, generated"
    key = patient_key(scenario)
    if key == WORKED:
        return "The worked example"
    return examples().patients[key].name if key else ""
