"""Another runner beside the one of a scenario: another history, and the same findings or another patient's."""

from toolkit.cases.planning import PREFIX, Planning, planning_of
from toolkit.cases.scenario import Scenario
from toolkit.content.examples import examples
from toolkit.history import named_runners

SAME = "same"
"""The findings of the second runner are those of the first."""

_HISTORY = ("history.", "factors.")


def second_runner(scenario: Scenario, runner: str, findings: str = SAME) -> Scenario:
    """Return the scenario of another named runner, with that runner's own story.

    With the same findings, how the person is stays as it was set on the page, so that only the history differs.
    With another patient's findings, it is as those findings leave it.

    Args:
        scenario: of the first.
        runner: id of a named runner.
        findings: 'same', or the id of a patient in `data/examples.yaml`.

    Raises:
        ValueError: an unknown runner or patient.

    >>> second_runner(Scenario(findings={"burning": "present"}), "margaret").findings
    {'burning': 'present'}
    >>> second_runner(Scenario(), "margaret", "calf_line").findings["burning"]
    'present'
    """
    if runner not in named_runners():
        raise ValueError(f"No runner is called '{runner}'. Known are {', '.join(named_runners())}.")
    if findings != SAME and findings not in examples().patients:
        raise ValueError(f"No patient is called '{findings}'. Known are {', '.join(examples().patients)}.")
    left = _HISTORY if findings == SAME else (*_HISTORY, PREFIX)
    return scenario.but(
        runner=runner,
        events=None,
        log=None,
        findings=scenario.findings if findings == SAME else dict(examples().patients[findings].findings),
        choices={key: kept for key, kept in scenario.choices.items() if not key.startswith(left)},
    )


def other_runner(scenario: Scenario) -> str:
    """Return a named runner who differs from the scenario's, to begin with."""
    return next(key for key in named_runners() if key != scenario.runner)


def planning_beside(scenario: Scenario, runner: str, findings: str = SAME) -> Planning:
    """Return what the second runner's plan is made from."""
    return planning_of(second_runner(scenario, runner, findings))
